"""The columns that answers are made of, each declared once."""

from __future__ import annotations

from ..results import Column, Shown

_COLUMNS = (
    Column("region_code", "地区代码", "region code", "code"),
    Column("region", "地区", "region"),
    Column("region_en", "地区（英文）", "region (English)"),
    Column("region_level", "级别", "level", "code"),
    Column("year", "年份", "year", "number"),
    Column("period", "时期", "period"),
    Column("metric", "指标代码", "metric code", "code"),
    Column("metric_zh", "指标", "metric (Chinese)"),
    Column("metric_en", "指标（英文）", "metric"),
    Column("patent_type", "专利类型", "patent type", "code"),
    Column("case_kind", "案件类型", "case kind", "code"),
    Column("program", "项目", "program", "code"),
    Column("unit", "单位", "unit", "code"),
    Column("value", "数值", "value", "figure", low="low", high="high", remark="status", qualifier="qualifier"),
    Column("low", "下限", "low", "figure"),
    Column("high", "上限", "high", "figure"),
    Column("decimals", "小数位数", "decimals", "number"),
    Column("unit_mult", "倍数幂", "unit multiplier", "number"),
    Column("qualifier", "限定", "qualifier", "code"),
    Column("published", "原文", "published", "print"),
    Column("status", "状态", "status", "code"),
    Column("source", "来源", "source", "code"),
    Column("locator", "出处", "locator"),
    Column("award_level", "奖项", "award level", "code"),
    Column("item_zh", "分项", "item (Chinese)"),
    Column("item_en", "分项（英文）", "item"),
    Column(
        "previous_value",
        "基期数值",
        "previous",
        "figure",
        low="previous_low",
        high="previous_high",
        remark="previous_status",
        qualifier="previous_qualifier",
    ),
    Column("previous_low", "基期下限", "previous low", "figure"),
    Column("previous_high", "基期上限", "previous high", "figure"),
    Column("previous_status", "基期状态", "previous status", "code"),
    Column("previous_qualifier", "基期限定", "previous qualifier", "code"),
    Column("growth_percent", "增长率（%）", "growth %", "percent", 2, "growth_low", "growth_high", "remark"),
    Column("growth_low", "增长率下限（%）", "growth low %", "percent", 4),
    Column("growth_high", "增长率上限（%）", "growth high %", "percent", 4),
    Column("stated_percent", "公布增长率（%）", "stated %", "percent"),
    Column("stated_decimals", "公布小数位数", "stated decimals", "number"),
    Column("compound_percent", "年均增长率（%）", "per year %", "percent", 2),
    Column("base_year", "基期", "base year", "number"),
    Column("verdict", "核对", "verdict", "code"),
    Column("figure_verdict", "数据核对", "figure is", "code"),
    Column("remark", "说明", "remark", "code"),
    Column("rank", "位次", "rank", "number"),
    Column("ranked_of", "参评数", "of", "number"),
    Column("scope", "范围", "scope"),
    Column("scope_en", "范围（英文）", "scope (English)"),
    Column("scope_code", "范围代码", "scope code", "code"),
    Column("from_year", "起始年", "from", "number"),
    Column("to_year", "截止年", "to", "number"),
    Column("of_level", "合计的级别", "sum of", "code"),
    Column("figures", "数据个数", "figures", "number"),
    Column("missing", "缺数", "missing", "number"),
    Column("printed_value", "公布数", "printed", "figure"),
    Column("whole_value", "总体数值", "whole", "figure", remark="whole_status"),
    Column("share_of", "占比对象代码", "share of (code)", "code"),
    Column("whole", "占比对象", "share of (Chinese)"),
    Column("whole_en", "占比对象（英文）", "share of"),
    Column("share_percent", "占比（%）", "share %", "percent", 2, "share_low", "share_high"),
    Column("share_low", "占比下限（%）", "share low %", "percent", 4),
    Column("share_high", "占比上限（%）", "share high %", "percent", 4),
    Column("whole_status", "总体状态", "status of the whole", "code"),
    Column("other_region_code", "对比地区代码", "other region code", "code"),
    Column("other_region", "对比地区", "other region (Chinese)"),
    Column("other_region_en", "对比地区（英文）", "other region"),
    Column("other_value", "对比数值", "other value", "figure", remark="other_status", qualifier="other_qualifier"),
    Column("other_qualifier", "对比限定", "other qualifier", "code"),
    Column("difference", "相差", "difference", "figure", qualifier="qualifier"),
    Column("ratio", "倍数", "times", "percent", 2),
    Column("other_status", "对比状态", "other status", "code"),
    Column("other_source", "对比来源", "other source", "code"),
    Column("other_locator", "对比出处", "other locator"),
    Column("preferred", "首选", "preferred", "number"),
    Column("publication", "出版物", "publication (Chinese)"),
    Column("publication_en", "出版物（英文）", "publication"),
    Column("edition", "版次", "edition"),
    Column("publisher", "出版者", "publisher"),
    Column("published_on", "出版日期", "published on"),
    Column("method", "推算方法", "method", "code"),
    Column("candidates", "可能值个数", "candidates", "number"),
    Column("case_zh", "案件", "cases (Chinese)"),
    Column("case_en", "案件（英文）", "cases"),
    Column("procedure", "程序", "procedure", "code"),
    Column("closed_term_zh", "结案用语", "closing term"),
    Column("accepted", "受理", "accepted", "figure", remark="accepted_status"),
    Column("closed", "结案", "closed", "figure", remark="closed_status"),
    Column("carried_over_at_least", "上期结转至少", "carried over, at least", "figure"),
    Column("accepted_status", "受理状态", "accepted status", "code"),
    Column("closed_status", "结案状态", "closed status", "code"),
    Column("accepted_locator", "受理出处", "accepted locator"),
    Column("closed_locator", "结案出处", "closed locator"),
    Column("program_zh", "项目名称", "program (Chinese)"),
    Column("program_en", "项目名称（英文）", "program name"),
    Column("program_kind", "项目类别", "kind of program", "code"),
    Column("record", "记录", "record", "code"),
    Column("item", "内容代码", "item code", "code"),
    Column("detail_zh", "细目", "detail (Chinese)"),
    Column("detail_en", "细目（英文）", "detail"),
    Column("note", "备注", "note"),
    Column("start", "起", "start", "number"),
    Column("end", "止", "end", "number"),
    Column("subject", "对象", "subject", "code"),
    Column("base_period", "基期", "base period"),
    Column("doubt", "存疑", "in doubt"),
    Column("why", "依据", "why"),
)

# The small classes here and beside are plain on purpose: what a dataclass writes for comparing and printing
# takes a millisecond each, at every start.

#: Every column by its id.
COLUMNS = {column.id: column for column in _COLUMNS}

#: The columns of ``facts``, in the order that is the public contract.
FACT_COLUMNS = (
    "region_code", "region", "region_en", "region_level", "year", "period", "metric", "metric_zh", "metric_en",
    "patent_type", "case_kind", "program", "unit", "value", "low", "high", "decimals", "unit_mult", "qualifier",
    "published", "status", "source", "locator", "award_level",
)  # fmt: skip

#: The columns that every answer about a fact begins with.
KEY_COLUMNS = FACT_COLUMNS[:13]


def columns(*ids: str) -> tuple[Column, ...]:
    """The columns of these ids."""
    return tuple(COLUMNS[name] for name in ids)


def plain(name: str, **options: bool | tuple[str, ...]) -> Shown:
    """A column of the answer, shown as it is."""
    return Shown(COLUMNS[name], (name,), (name,), **options)  # type: ignore[arg-type]


REGION = Shown(Column("region", "地区", "region"), ("region",), ("region_en",))
METRIC = Shown(
    Column("metric", "指标（单位）", "metric (unit)", unit="unit"), ("metric_zh", "item_zh"), ("metric_en", "item_en")
)
UNIT = plain("unit")
PERIOD = plain("period")
QUALIFIER = plain("qualifier", only_if_any=True, usual=("exact", "rounded", "computed"))
STATUS = plain("status", only_if_any=True, usual=("A",))
CITED = (plain("source"), plain("locator"))

#: Codes in words, for the tables that people read.
WORDS = {
    "missing_base": ("缺基期数", "no earlier figure"),
    "zero_base": ("基期为零", "from zero"),
    "negative_base": ("基期为负", "from below zero"),
    "break": ("B", "B"),
    "missing_value": ("缺数", "no figure"),
    "recovered_base": ("I", "I"),
    "recovered_value": ("I", "I"),
    "bounded": ("有界", "bounded"),
    "reproduced": ("复现", "reproduced"),
    "consistent": ("相符", "consistent"),
    "contradicted": ("矛盾", "contradicted"),
    "unverifiable": ("无法核对", "unverifiable"),
    "question": ("存疑", "in question"),
    "exact": ("", ""),
    "rounded": ("", ""),
    "computed": ("", ""),
    "about": ("约", "about"),
    "at_least": ("不少于", "at least"),
    "more_than": ("多于", "more than"),
    "at_most": ("不多于", "at most"),
    "less_than": ("少于", "less than"),
    "mediation": ("调处", "mediation"),
    "investigation": ("查处", "investigation"),
    "any": ("", ""),
    "figure": ("数据", "figure"),
    "participant": ("参与者", "participant"),
    "document": ("文件", "document"),
    "B": ("中断", "break"),
    "I": ("推算", "recovered"),
    "E": ("估计", "estimated"),
    "M": ("不存在", "cannot exist"),
    "O": ("缺失", "missing"),
    "P": ("初步", "provisional"),
    "K": ("已并入他项", "included elsewhere"),
    "W": ("含他项", "includes others"),
    "D": ("定义不同", "definition differs"),
    "U": ("可靠性低", "low reliability"),
    "total_and_parts": ("由合计与分项推算", "recovered from a total and its parts"),
    "level_and_growth": ("由水平与增长率推算", "recovered from a level and its growth"),
    "A": ("", ""),
    "total": ("合计", "total"),
    "flow": ("流量", "flow"),
    "stock": ("存量", "stock"),
    "ratio": ("比率", "ratio"),
    "amount": ("金额", "amount"),
    "none": ("无", "none"),
    "patent_type": ("专利类型", "patent type"),
    "case": ("案件", "case"),
    "program": ("项目", "program"),
    "implementation": ("实施", "implementation"),
    "pilot": ("试点", "pilot"),
    "award": ("奖项", "award"),
    "financing": ("融资", "financing"),
    "protection": ("保护", "protection"),
    "assessment": ("评议", "assessment"),
    "standard": ("标准", "standard"),
}
