"""Figures that are no plain numbers: ranks, changes of rank, 翻番 and 持平."""

from __future__ import annotations

import re
from decimal import Decimal

from .figure import HAN, Figure, read_word, value_of, word_before
from .seldom import seldom

_RANK = seldom(
    rf"第(?P<number>\d{{1,3}}|[{HAN}百]{{1,4}}(?=一路)|[{HAN}百]{{1,5}})(?P<unit>位次|位|名)?"
    r"(?![届批次章节条期阶个季产代类种版天年月日号线师轮编篇卷款项\d时课手大书环单])|首(?:[位名]|(?<=居首)(?=[，。；、）]|$))(?![度席])|榜首(?![度席])|之首(?![度席])"
)
_TIE = "并列"
_RANKS = seldom(
    rf"(?:居(?=[{HAN}]{{1,3}}、[{HAN}]{{1,3}}[位名])|分列|分居|分获|分排|分别(?:位居|位列|排名|排在|名列|居|列|排)(?:在|为|于)?)[^，。；\d第]{{0,6}}?第?(?P<list>(?:\d{{1,3}}|[{HAN}]{{1,3}})(?:(?:、|和|与|及)(?:\d{{1,3}}|[{HAN}]{{1,3}})){{1,12}})(?:位|名)"
)
_RANK_CHANGE = seldom(
    rf"(?P<way>提高|提升|上升|前移|前进|上移|跃升|攀升|进位|晋升|下降|后移|下滑|下移|后退|退后|降低|回落|倒退|退步|提前|递进|进|升|降|退)了?"
    rf"(?P<number>\d{{1,3}}|[{HAN}]{{1,3}})(?:个)?(?:位次|名次|位|名)(?!数)"
)
_BACK = frozenset(("下降", "后移", "下滑", "下移", "后退", "退后", "降低", "回落", "倒退", "退步", "降", "退"))
_FOLD = seldom(
    rf"翻(?:了)?(?P<word>近|约|超过|将近|不止)?(?:[{HAN}]|[1-9])?番|基本持平(?!稳)|大体持平(?!稳)|大致持平(?!稳)|持平(?<!保持平)(?!稳)"
)


def standings(text: str, taken: bytearray) -> list[Figure]:
    """These figures of a paragraph, in no order; ``taken`` has 1 where what stands there is known to be something else."""
    found: list[Figure] = []
    for pattern, read, sign, other in _RARE:
        for match in pattern.finditer(text) if sign in text or other in text else ():
            if taken.find(1, match.start(), match.end()) < 0 and (figure := read(match, text)) is not None:
                found.append(figure)
    if ("分" in text or "居" in text) and ("位" in text or "名" in text):
        listed = [
            one for match in _RANKS.finditer(text) if taken.find(1, *match.span("list")) < 0 for one in _ranks(match)
        ]
        ends = {one.end for one in listed}
        found = listed + [one for one in found if one.end not in ends]
    return found


def _ranks(match: re.Match[str]) -> list[Figure]:
    """宝鸡、咸阳分列二、三位: as many ranks."""
    found = []
    for number in re.finditer(rf"\d{{1,3}}|[{HAN}百]{{1,5}}", match["list"]):
        at = match.start("list") + number.start()
        value = value_of(number[0])
        if value is not None:
            found.append(Figure(at, at + len(number[0]), "rank", value, "位"))
    if found:
        found[-1].end = match.end()
    return found


def _rank(match: re.Match[str], text: str) -> Figure | None:
    if not match["number"]:
        return Figure(match.start(), match.end(), "rank", Decimal(1), "位")
    number = value_of(match["number"])
    if number is None or number < 1:
        return None
    following = text[match.end() : match.end() + 1]
    if not match["unit"] and following and following not in "，。；、）！：的和并比较跌升降退跃滑上下前":
        return None
    start = match.start() - len(_TIE) if text.endswith(_TIE, 0, match.start()) else match.start()
    return Figure(start, match.end(), "rank", number, "位", bare=not match["unit"])


def _rank_change(match: re.Match[str], text: str) -> Figure | None:
    number = value_of(match["number"])
    if number is None:
        return None
    return Figure(
        match.start(), match.end(), "rank_change", -number if match["way"] in _BACK else number, "位"
    )  # fmt: skip


def _fold(match: re.Match[str], text: str) -> Figure | None:
    if match[0].endswith("持平"):
        return Figure(
            match.start(), match.end(), "flat", Decimal(0), "%", "about" if len(match[0]) > 2 else "exact"
        )  # fmt: skip
    times = match[0].removeprefix("翻").removeprefix("了").removeprefix(match["word"] or "").removesuffix("番")
    folds = value_of(times) if times else Decimal(1)
    if folds is None or not 1 <= folds <= 9:
        return None
    word = word_before(text, match.start())
    inside = {"不止": "超过"}.get(match["word"] or "", match["word"] or "")
    more = re.match("多|以上|有余", text[match.end() : match.end() + 2])
    qualifier = "at_least" if more else read_word(word or inside)
    end = match.end() + (len(more[0]) if more else 0)
    return Figure(match.start() - len(word), end, "times", (2 ** int(folds) - 1) * Decimal(100), "%", qualifier)


#: Figures that are no plain numbers, how each is read, and two words of which a text with one has one.
_RARE = ((_RANK_CHANGE, _rank_change, "位", "名"), (_RANK, _rank, "第", "首"), (_FOLD, _fold, "翻", "持平"))
