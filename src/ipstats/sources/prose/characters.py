"""One form for each character: widths, punctuation and traditional characters, one for one, so that places stay."""

from __future__ import annotations

import re
import unicodedata

from .seldom import seldom

#: Traditional characters that the words of statistics use, each over its simplified one.
_TRADITIONAL = (
    "專利發請權擁總達變與為國際標註冊萬億個項項佔較長減漲舊實賣規議審結調處檢設備業產戶數種類標級農學區縣廣東灣蘇滬陝貴寧肅雲黑龍遼內濟經歲計劃圖書報術"
    "資質貸額執協聯辦訴訟僞偽冒頒獎優門開後來遠務員單爲於過約餘滿僅無電話號碼頁載對錄參會齊歷從這進還遞轉讓許證書純價質財稅關場貿創戰隊團體軍車據儲線網絡"
    "環節點擊質構築藥醫療農觀職兩屆廳紀階選舉極顯續綜據億聲響飛躍驗練習見現視覽題類顆頭順須預領頻難離雙歐輸軟輕較輛載邊適遷邁運連週"
    "臺擴幣廠購銷機維護偵淨積漢範強責導則層壯爾築復複針錯訂評課診詢認識語說論該誠詳誤請諾謀謝"
)
_SIMPLIFIED = (
    "专利发请权拥总达变与为国际标注册万亿个项项占较长减涨旧实卖规议审结调处检设备业产户数种类标级农学区县广东湾苏沪陕贵宁肃云黑龙辽内济经岁计划图书报术"
    "资质贷额执协联办诉讼伪伪冒颁奖优门开后来远务员单为于过约余满仅无电话号码页载对录参会齐历从这进还递转让许证书纯价质财税关场贸创战队团体军车据储线网络"
    "环节点击质构筑药医疗农观职两届厅纪阶选举极显续综据亿声响飞跃验练习见现视览题类颗头顺须预领频难离双欧输软轻较辆载边适迁迈运连周"
    "台扩币厂购销机维护侦净积汉范强责导则层壮尔筑复复针错订评课诊询认识语说论该诚详误请诺谋谢"
)
#: Only these say that a text is in traditional characters: the others of the table are written in both.
_TELLING = re.compile(
    "|".join(old for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old != new and old not in "後週餘於")
)

#: Punctuation in its one form. A comma stays as it is: between digits it groups them.
_MARKS = {
    "(": "（", ")": "）", "［": "[", "］": "]", "〔": "〔", ":": "：", ";": "；", "!": "！", "?": "？",
    "－": "-", "–": "-", "−": "-", "﹣": "-", "‐": "-", "‑": "-", "―": "—", "─": "—", "～": "~", "〜": "~", "∼": "~", "˜": "~",
    "﹪": "%", "．": ".", "·": "·", "•": "•", "｡": "。", "､": "、", "︰": "：", "∶": "：", "〇": "〇", "○": "〇",
    "Ｏ": "o", "「": "“", "」": "”", "『": "“", "』": "”", "＂": "”", '"': "”", "％": "%", "＆": "&", "＋": "+", "／": "/", "，": "，",
    "\xa0": " ", "\t": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ",
    "\ufeff": " ", "\u00ad": " ", "\r": " ", "\x0b": "\f", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(old): new for old, new in _MARKS.items()}
    table |= {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    for code in range(0xFF10, 0xFF5B):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain.isalnum():
            table[code] = plain.lower()
    table |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    return {code: new for code, new in table.items() if new != chr(code)}


_TABLE = _table()
#: Characters that have another form: most of a text have none, and are passed over much faster than looked up
#: (and, as sre looks for a set of characters and not for its repetition, each by itself much faster than in runs).
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, sorted(_TABLE))))}]")
_HAN, _LATIN = seldom("[\u3400-\u9fff〇]"), re.compile("[A-Za-z]")
#: The commonest Chinese characters: where they outweigh the Latin letters, the others need not be counted.
_COMMON = "的一年国利有件"
#: In １，８９４ a wide comma groups digits as wide as itself.
_WIDE_GROUPS = re.compile("，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")


def folded(text: str) -> str:
    """The text in one form of each character, as long as before; Latin letters in lower case."""
    return _FOLDED.sub(_in_one_form, _WIDE_GROUPS.sub(",", text))


def _in_one_form(found: re.Match[str]) -> str:
    return _TABLE[ord(found[0])]


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or character == "〇"


def language_note(text: str) -> str:
    """What is to be said of the language of a text; empty for simplified Chinese.

    A text with letters and hardly a Chinese character is not read at all.
    """
    sample = text[:20_000]
    latin, telling = len(_LATIN.findall(sample)), len(_TELLING.findall(sample))
    common = sum(map(sample.count, _COMMON))
    if common * 20 >= latin and telling * 30 <= common:
        return ""
    chinese = len(_HAN.findall(sample))
    if chinese * 20 < latin:
        return "not in Chinese: only Chinese prose is read"
    if telling * 30 > chinese:
        return "in traditional characters: read by their simplified ones, where the words of statistics have them"
    return ""
