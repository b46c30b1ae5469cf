"""Idle words: which of a phrase are left without them, and the phrase as printed without those around it."""

from __future__ import annotations

import re
from functools import lru_cache

from .words import NEUTRAL

#: Who counts: a body whose figures are its own.
BODY = re.compile(r"(?:各级)?(?:人民)?(法院|检察|公安|海关)(?:机关|部门|院|系统)?")
_NOT_WORDS = re.compile(r"[^\u3400-\u9fffa-z]+")
_INSTITUTION = re.compile(
    r"^.*(?:局|部门|机关|系统|院|委|委员会|厅|处|总队|支队|大队|政府|机构|组织|办公室|协会|专班|中心)(?=$|共|累计|已|依法|全年|均|新)"
)
_SO_MANY = re.compile(
    r"(?:其[他余])?[一二两三四五六七八九十]+个?(?:(?:中心|主)?城区|县（市）|省区?|市|区|县|州|地|镇|乡|街道?|旗|盟|师|家|者|类|项|种|个|国)|之和|(?:位?居|位?列|排名?(?:在)?)?前[一二三四五六七八九十\d]+(?:位|名|强)?|[一二两三四五六七八九十]年|第[一二三四五六七八九十\d]+年|第[一二三四五六七八九十\d]+批|第.{1,4}届|首届|当月|当季|当期"
)
#: What a phrase as printed neither begins nor ends with.
_MARKS = "、，：；。" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_BEGINS = _MARKS + "的"


#: Words that begin like an idle one.
_WHOLE = ("有效", "对外", "共同", "与会", "其他")


def _by(place: int, *words: str) -> dict[str, list[str]]:
    """Words by their character at a place, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[place], []).append(word)
    return found


#: Words that say nothing of what is counted, by their first character.
_NEUTRAL = _by(0, *NEUTRAL)
#: Idle words before a phrase, by their first character, and behind it, by their last.
_LEAD = _by(
    0,
    "其中", "分别", "共计", "总计", "合计", "全年", "当年", "年末", "年底", "目前", "现有", "已经", "已", "均", "共有", "共", "仅", "只", "有", "为", "并", "且", "和", "与", "及", "以及", "同时", "此外", "另外", "另有", "另", "还", "也", "又", "再", "在", "对", "等", "的", "全省", "全市", "全区", "全县", "全国", "我省", "我市", "我区", "截至", "截止", "到", "至", "同比", "比", "较", "其", "各", "该", "本", "将", "使", "由", "从", "以", "了", "累计",
)  # fmt: skip
_TRAIL = _by(
    -1,
    "由", "从",
    "累计", "分别", "共计", "总计", "合计", "共", "已", "均", "仅", "只", "有", "为", "达到", "达", "是", "计", "约", "近", "了", "的", "在", "至", "到", "数量为", "同比", "环比", "比", "较", "上年", "增长", "增加", "提高", "上升", "下降", "减少", "增至", "增加到", "突破", "超过", "实现", "完成", "已达", "高达", "多达", "占", "总量", "居", "列", "排", "位居", "位列",
)  # fmt: skip


#: No phrase has more characters.
LONGEST = 60
#: 哈市 for 哈尔滨市.
_SHORT = 2
#: The words before figures repeat, in one text and in all: so many of them are looked at once.
_REPEATED = 4096


@lru_cache(_REPEATED)
def words_left(text: str, *, last: bool = False) -> str:
    """The words of a phrase that are neither known nor idle, and so may narrow what is counted.

    ``text`` has a blank where words are known. Who counts it narrows nothing; what is counted, the ``last``
    of the words, may be a body too.
    """
    if text.isspace() or not text:
        return ""
    left = []
    pieces = _NOT_WORDS.split(text)
    for number, piece in enumerate(pieces):
        if not piece or (len(piece) == _SHORT and piece[1] == "市"):
            continue  # 哈市
        counted = last and number == len(pieces) - 1
        if _INSTITUTION.search(piece) and not counted and not BODY.search(piece):
            continue
        left.append(_without_neutral(_SO_MANY.sub("", piece)))
    return "".join(left)


def _without_neutral(text: str) -> str:
    """A text without its neutral words, the longest at each place: a pattern of so many takes long to compile."""
    kept, at = "", 0
    while at < len(text):
        for word in _NEUTRAL.get(text[at], ()):
            if text.startswith(word, at):
                at += len(word)
                break
        else:
            kept += text[at]
            at += 1
    return kept


def trimmed(text: str) -> str:
    """A phrase as printed, without the idle words around it; what is left has two characters at the least."""
    return trimmed_end(text[-LONGEST:])


@lru_cache(_REPEATED)
def trimmed_end(text: str) -> str:
    """The same, of a text that is no longer than the ``LONGEST``."""
    plain = text.lstrip(_BEGINS).rstrip(_MARKS)
    for _ in range(12):
        shorter = plain
        if len(shorter) < 3:
            break
        for word in _TRAIL.get(shorter[-1], ()):
            if shorter.endswith(word) and len(shorter) >= len(word) + 2:
                shorter = shorter[: -len(word)]
                break
        for word in _LEAD.get(shorter[0], ()):
            if shorter.startswith(word) and len(shorter) >= len(word) + 2 and not shorter.startswith(_WHOLE):
                shorter = shorter[len(word) :]
                break
        if shorter is plain:
            break
        shorter = shorter.lstrip(_BEGINS).rstrip(_MARKS)
        if shorter == plain:
            break
        plain = shorter
    return plain[-40:]
