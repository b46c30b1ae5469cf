"""Who tells a text, and so of which region it is where it names none otherwise."""

from __future__ import annotations

import re

from .seldom import seldom

#: Who tells the figures of a text: 来源：…知识产权局, 记者从…局获悉, 在…人民代表大会…会议上, 本报天水讯.
TELLERS = (
    re.compile(r"(?:——?|^)(?:\d{4}年\d{1,2}月\d{1,2}日)?在(?P<who>[^，。；]{2,40}?)(?:人民代表大会|代表大会|会议|全会|大会)"),
    re.compile(r"(?:从|据)(?P<who>[^，。；]{2,24}?(?:局|院|厅|委|处|海关|部门|政府))(?:日前|今天|今日)?(?:召开[^，。；]{0,20}?)?(?:获悉|了解到|得知|悉|通报|发布|公布|统计|介绍)"),
    re.compile(r"——?(?:来自|记)?(?P<who>[^，。；]{2,12}?)的?(?:调查|观察|实践|纪实|侧记)(?:报告)?$"),
    re.compile(r"（(?:据|资料来源：|来源：|摘自)《?(?P<who>[^（）]{2,24}?)(?:日报|晚报|晨报|时报|统计局|知识产权局|年鉴|志)"),
    seldom(r"(?:本报|本网|(?:新华社|中新社|中新网)(?!北京))(?P<who>[\u4e00-\u9fff]{2,8}?)(?:\d{1,2}月\d{1,2}日)?(?:讯|电)"),
)  # fmt: skip


def tellers_in(text: str) -> tuple[re.Pattern[str], ...]:
    """Those of the patterns that a text can match: the last is that of a dateline."""
    return TELLERS if "讯" in text or "电" in text else TELLERS[:-1]


#: A body of the nation, whose figures are the nation's where a text names no other region.
NATIONAL = seldom(
    r"(?<!据)国家(?:知识产权局|版权局|统计局|市场监督管理总局|市场监管总局|工商总局)[^，。；]{0,6}?(?:发布|公布|共|授权|受理|通报|举行|召开)|我国|(?<![获经被由向为])最高人民(?:法院|检察院)(?!知识产权法庭)|(?<![获经被由向为])中国专利局(?![授受])|(?:农业农村部|农业部|国家林草局|国家林业局|国家林业和草原局)[^，。；]{0,4}?(?:受理|授权|授予|收到|共)|中国法院|中国海关|全国(?:海关|法院|检察机关|公安机关|各级法院)|海关总署"
)
#: A title that begins with the nation is of it, wherever its paper stands.
OF_NATION = seldom("(?:[一二三四上下前半年季度今去\\d月至—-]{0,12})我国(?![东中西首一])")
#: What is counted of a nation alone.
NATIONS_OWN = re.compile("国内生产总值|国内（不含港澳台）|中华人民共和国")
