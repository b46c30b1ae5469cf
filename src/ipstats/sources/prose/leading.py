"""The words before a figure that are its own: those behind the figure before, with the label before a colon."""

from __future__ import annotations

import re

from .context import Context
from .figure import Figure
from .lexicon import Term
from .seldom import seldom
from .tokens import Tokens
from .verdict import Verdict

#: 在全省总量中占, 在三种专利申请中所占的份额为
_AMONG = seldom(
    "在[^，。；]{2,30}[中里](?:的|所|约|仅)?(?:所?占)?的?(?:份额|比重|比例|占比)?(?:已?[为达是超约近仅过])*$"
)
_INSIDE = seldom("在(?:全[国省市区州]|各)[^，。；]{0,12}中$")
#: The noun of the figure before: 43家企业以专利权质押获得贷款7亿元.
_THEIR_NOUN = re.compile("(?:中小|科技型?)?(?:企业|单位)")
_BODIES = frozenset("家户")
#: 总数居全国第九位, behind the parts of it
_TOTAL = re.compile("(?:其|申请|授权)?总数")
#: 总量, 备案量, 查处总数, of the whole of which parts were told
_SUM = seldom(
    "(?:全年|其|备案|查处|查办|申请|授权|登记|成交|注册|办理)?(?:总数|总量|总额|总数量|(?<=[案处办记])量)(?:仍|也|则|均|同比|比上年|较上年)?"
)
#: A label before a colon is no longer.
_LABEL = 12


def own_words(
    tokens: Tokens, context: Context, figure: Figure, verdict: Verdict, left: int, sentence: int
) -> tuple[int, list[Term]]:
    """Where the words of a figure begin, and those of them that can name a metric.

    They begin at ``left``, behind the figure before or the mark of a clause, or further back with a label. What
    is said of the total of parts is of what they are parts of, and ``context`` goes back to that.
    """
    text, kind = tokens.text, verdict.kind
    mark = text[left - 1] if left else ""
    if mark in _BODIES and (behind := _THEIR_NOUN.match(text, left, verdict.cut)):
        left = behind.end()
    if kind == "level":
        before = tokens.counted_in(left, verdict.cut)
    else:
        if kind == "rank" and (inside := _INSIDE.search(text, left, verdict.cut)) is not None:
            verdict.cut = inside.start()  # 收案数在全国法院中位列第三
        if kind == "share" and (among := _AMONG.search(text, left, verdict.cut)) is not None:
            verdict.cut = among.start()  # 发明在申请总量中占28%: of what stands before 在
        before = tokens.counted_in(left, verdict.cut)
        if not before and _TOTAL.match(text, left, verdict.cut):
            context.phrase = context.whole_again()
        elif not context.phrase.metric and _SUM.fullmatch(text, left, verdict.cut):
            context.phrase, before = context.whole or context.phrase, []  # 其中果品9件。总量居第一位
    if mark != "：":
        return left, before
    label = max(tokens.clause_start(left - 1, sentence), left - _LABEL)
    if before and figure.start == before[-1].end and all(term.targets("patent_type") for term in before):
        before = [*tokens.counted_in(label, left - 1), *before]  # 本月受理：发明9件
        return (label if len(before) > 1 else left), before
    if not before and figure.start - left <= 1:
        before = tokens.counted_in(label, left - 1)  # 发明：5218件
        left = label if before and not tokens.figures_between(label, left) else left
    return left, before
