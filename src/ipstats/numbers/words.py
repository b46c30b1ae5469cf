"""The words that print puts around numbers, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterable

#: Powers of ten that Chinese print writes as a character after the digits.
MULTIPLIERS = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}

#: Measure words of Chinese that all count single things: 3件 of what is kept in 项 is three.
COUNT_WORDS = frozenset("件项个起宗")

#: Words before a number and what they make of it. The first word of each meaning is the canonical one.
BEFORE = {
    "约": "about", "大约": "about", "近": "about", "将近": "about", "接近": "about",
    "超过": "more_than", "超": "more_than", "突破": "more_than", "逾": "more_than", "破": "more_than",
    "多于": "more_than", "高于": "more_than",
    "至少": "at_least", "不少于": "at_least", "不低于": "at_least", "最少": "at_least",
    "不足": "less_than", "不到": "less_than", "少于": "less_than", "低于": "less_than",
    "至多": "at_most", "不超过": "at_most", "最多": "at_most", "不多于": "at_most", "不高于": "at_most",
}  # fmt: skip

#: Words after the digits (or after the unit) and what they make of the number.
AFTER = {
    "余": "at_least", "多": "at_least", "以上": "at_least", "以下": "at_most", "以内": "at_most",
    "左右": "about", "上下": "about", "强": "more_than", "弱": "less_than",
}  # fmt: skip

#: A pattern for the words at the end. 强 and 弱 behind a ratio say that it is a little more or less; 500强 is a
#: list of five hundred.
AT_THE_END = r"余|多|以上|以下|以内|左右|上下|(?:(?<=[%‰倍])|(?<=百分点))[强弱]"

#: Words before a number that leave it as it is.
PLAIN = ("达到", "多达", "高达", "达", "仅")

#: Words of direction before a number, and the sign that they give it.
DIRECTIONS = {
    "增长": 1, "增加": 1, "提高": 1, "上升": 1, "上涨": 1, "攀升": 1, "提升": 1, "扩大": 1, "上调": 1,
    "前移": 1, "上移": 1, "跃升": 1, "增": 1, "升": 1, "涨": 1,
    "减少": -1, "下降": -1, "降低": -1, "下滑": -1, "回落": -1, "缩小": -1, "下跌": -1, "负增长": -1,
    "下调": -1, "萎缩": -1, "收窄": -1, "后移": -1, "下移": -1, "减": -1, "降": -1, "跌": -1,
}  # fmt: skip

#: What stands between the two ends of a range.
BETWEEN = ("至", "到", "~", "〜", "∼", "——", "—", "–", "-", "−")


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))


def canonical(words: dict[str, str], meaning: str) -> str:
    """The word that stands for a meaning where one is written; empty where none does."""
    return next((word for word, meant in words.items() if meant == meaning), "")
