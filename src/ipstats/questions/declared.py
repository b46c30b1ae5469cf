"""What can be asked: each question declared as data. Its SQL is the view that it names."""

from __future__ import annotations

from dataclasses import dataclass

from ..results import Column, Shown
from .columns import (
    CITED,
    FACT_COLUMNS,
    KEY_COLUMNS,
    METRIC,
    PERIOD,
    QUALIFIER,
    REGION,
    STATUS,
    UNIT,
    columns,
    plain,
)

#: Rows with the same fact side by side, oldest first.
_BY_SERIES = "metric, patent_type, case_kind, program, award_level, region_code, period"


@dataclass(frozen=True, eq=False, repr=False)
class Question:
    """A question: what it is for, the view that answers it, and how its answer reads.

    ``order`` is the ORDER BY of the answer; ``selectors`` the extra options beside those of all questions;
    ``latest`` whether it answers for the latest year where neither region nor year is given; ``measure`` the
    column by which ``--top`` takes the first.
    """

    name: str
    zh: str
    en: str
    view: str
    columns: tuple[Column, ...]
    shown: tuple[Shown, ...]
    order: str = _BY_SERIES
    latest: bool = True
    has_metric: bool = True
    measure: str = "value"

    @property
    def column_ids(self) -> tuple[str, ...]:
        return tuple(column.id for column in self.columns)


_TAIL = (
    "status",
    "qualifier",
    "decimals",
    "unit_mult",
    "source",
    "locator",
    "award_level",
    "item_zh",
    "item_en",
)

SERIES = Question(
    "series",
    "各年数值，连同区间、状态和原文",
    "Figures through the years, with bounds, status and the print",
    "facts",
    columns(*FACT_COLUMNS, "item_zh", "item_en"),
    (REGION, METRIC, PERIOD, plain("value"), QUALIFIER, STATUS),
)

GROWTH = Question(
    "growth",
    "与上年（或任一基期）相比的增长率，连同区间和对公布增长率的核对",
    "Growth over the year before (or any base), with bounds, and what was stated against it",
    "growth",
    columns(
        *KEY_COLUMNS, "value", "previous_value", "previous_low", "previous_high", "previous_status", "growth_percent",
        "growth_low", "growth_high", "stated_percent", "verdict", "remark", *_TAIL, "stated_decimals",
        "previous_qualifier",
    ),
    (
        REGION, METRIC, PERIOD, plain("value"), plain("previous_value"), plain("growth_percent"),
        plain("stated_percent", only_if_any=True), plain("verdict", only_if_any=True), QUALIFIER,
    ),
    measure="growth_percent",
)  # fmt: skip

GROWTH_FROM = Question(
    "growth",
    GROWTH.zh,
    GROWTH.en,
    "growth_from",
    columns(
        *KEY_COLUMNS, "value", "previous_value", "previous_low", "previous_high", "previous_status", "growth_percent",
        "growth_low", "growth_high", "stated_percent", "verdict", "remark", *_TAIL, "stated_decimals", "base_year",
        "previous_qualifier",
    ),
    (
        REGION, METRIC, PERIOD, plain("base_year"), plain("value"), plain("previous_value"),
        plain("growth_percent"), plain("compound_percent", only_if_any=True),
        plain("stated_percent", only_if_any=True), plain("verdict", only_if_any=True), QUALIFIER,
    ),
    measure="growth_percent",
)  # fmt: skip

_RANKED = ("rank", "ranked_of", "scope", "scope_en", "scope_code")
_SCOPE = Shown(Column("scope", "范围", "among"), ("scope",), ("scope_en",))

RANKING = Question(
    "ranking",
    "同级地区中的位次",
    "The place among the regions of a level",
    "rankings",
    columns(*KEY_COLUMNS, "value", *_RANKED, *_TAIL),
    (
        plain("rank"),
        plain("ranked_of"),
        REGION,
        METRIC,
        PERIOD,
        plain("value"),
        _SCOPE,
        QUALIFIER,
        STATUS,
    ),
    "metric, patent_type, case_kind, program, award_level, scope_code, period, rank, region_code",
)

RANKING_OF_GROWTH = Question(
    "ranking",
    RANKING.zh,
    RANKING.en,
    "rankings_of_growth",
    columns(*KEY_COLUMNS, "value", "growth_percent", "growth_low", "growth_high", *_RANKED, "remark", *_TAIL),
    (
        plain("rank"), plain("ranked_of"), REGION, METRIC, PERIOD, plain("growth_percent"), plain("value"),
        _SCOPE, QUALIFIER, STATUS,
    ),
    RANKING.order,
)  # fmt: skip

RANKING_OF_SHARE = Question(
    "ranking",
    RANKING.zh,
    RANKING.en,
    "rankings_of_share",
    columns(*KEY_COLUMNS, "value", "share_percent", "share_low", "share_high", *_RANKED, "share_of", *_TAIL),
    (
        plain("rank"), plain("ranked_of"), REGION, METRIC, PERIOD, plain("share_percent"), plain("share_of"),
        plain("value"), QUALIFIER, STATUS,
    ),
    "metric, patent_type, case_kind, program, award_level, share_of, period, rank, region_code",
)  # fmt: skip

SHARE = Question(
    "share",
    "占合计或占上级地区的比重，连同区间",
    "Shares in the total or in a containing region, with bounds",
    "shares",
    columns(
        *KEY_COLUMNS, "value", "whole_value", "share_of", "whole", "whole_en", "share_percent", "share_low",
        "share_high", "whole_status", *_TAIL,
    ),
    (
        REGION, METRIC, PERIOD, plain("value"), Shown(Column("whole", "占比对象", "share of"), ("share_of", "whole"), ("share_of", "whole_en"), (" ", " ")),
        plain("whole_value"), plain("share_percent"), QUALIFIER, STATUS,
    ),
    _BY_SERIES + ", share_of",
    measure="share_percent",
)  # fmt: skip

COMPARE = Question(
    "compare",
    "与其他地区逐一对比：相差多少，是几倍",
    "Regions side by side: how much more, and how many times",
    "comparisons",
    columns(
        *KEY_COLUMNS, "value", "other_region_code", "other_region", "other_region_en", "other_value", "difference",
        "ratio", "status", "other_status", "qualifier", "decimals", "unit_mult", "source", "locator", "other_source",
        "other_locator", "award_level", "item_zh", "item_en", "other_qualifier",
    ),
    (
        METRIC, PERIOD, REGION, plain("value"),
        Shown(Column("other", "对比地区", "beside"), ("other_region",), ("other_region_en",)), plain("other_value"),
        plain("difference"), plain("ratio"), QUALIFIER, STATUS,
    ),
    _BY_SERIES + ", other_region_code",
    measure="difference",
)  # fmt: skip

_SUMMED = ("value", "low", "high")

SUM = Question(
    "sum",
    "多年合计，或一级地区合计，连同区间和缺数",
    "Sums over years, or over the regions of a level, with bounds and what was missing",
    "sums_over_years",
    columns(
        *KEY_COLUMNS, *_SUMMED, "from_year", "to_year", "figures", "missing", "qualifier", "status", "decimals",
        "unit_mult", "award_level", "item_zh", "item_en",
    ),
    (REGION, METRIC, PERIOD, plain("value"), plain("figures"), plain("missing"), STATUS),
    latest=False,
)  # fmt: skip

SUM_OVER_REGIONS = Question(
    "sum",
    SUM.zh,
    SUM.en,
    "sums_over_regions",
    columns(
        *KEY_COLUMNS, *_SUMMED, "of_level", "figures", "missing", "printed_value", "qualifier", "status", "decimals",
        "unit_mult", "award_level", "item_zh", "item_en",
    ),
    (
        REGION, METRIC, PERIOD, plain("of_level"), plain("value"), plain("figures"), plain("missing"),
        plain("printed_value", only_if_any=True), STATUS,
    ),
    _BY_SERIES + ", of_level",
)  # fmt: skip

CASES = Question(
    "cases",
    "执法案件：受理、结案及上期结转",
    "Enforcement cases by kind: accepted, closed, carried over",
    "case_counts",
    columns(
        "region_code", "region", "region_en", "region_level", "year", "period", "case_kind", "case_zh", "case_en",
        "procedure", "closed_term_zh", "accepted", "closed", "carried_over_at_least", "unit", "accepted_status",
        "closed_status", "source", "accepted_locator", "closed_locator",
    ),
    (
        REGION, PERIOD, Shown(Column("cases", "案件", "cases"), ("case_zh",), ("case_en",)),
        Shown(Column("procedure", "办理方式", "procedure", "code"), ("procedure",), ("procedure",)),
        plain("accepted"), plain("closed"), plain("carried_over_at_least", only_if_any=True), UNIT,
    ),
    "region_code, period, position",
    has_metric=False,
    measure="accepted",
)  # fmt: skip

PROGRAMS = Question(
    "programs",
    "项目：数据、参与者和依据的文件",
    "Programs: their figures, who took part, and the documents behind them",
    "program_records",
    columns(
        "program", "program_zh", "program_en", "program_kind", "region_code", "region", "region_en", "year", "record",
        "item", "item_zh", "item_en", "detail_zh", "detail_en", "value", "low", "high", "unit", "published", "status",
        "qualifier", "decimals", "unit_mult", "source", "locator",
    ),
    (
        Shown(Column("program", "项目", "program"), ("program_zh",), ("program_en",)), plain("year"),
        Shown(Column("record", "记录", "record", "code"), ("record",), ("record",)),
        Shown(Column("item", "内容", "item"), ("item_zh", "detail_zh"), ("item_en", "detail_en")),
        Shown(columns("value")[0], ("value",), ("value",)), UNIT, QUALIFIER, STATUS,
    ),
    "program_kind, program, record, year, item, position",
    has_metric=False,
)  # fmt: skip

#: Not a question of its own but asked of each figure: where was it published?
CITE = Question(
    "cite",
    "每个数据的出版物、位置和原文，以及同一事实的其他来源",
    "Publication, place and print of each figure, and the other sources that state it",
    "citations",
    columns(
        *KEY_COLUMNS, "value", "low", "high", "published", "status", "qualifier", "preferred", "source",
        "publication", "publication_en", "edition", "publisher", "published_on", "locator", "method", "candidates",
        "decimals", "unit_mult", "award_level", "item_zh", "item_en",
    ),
    (
        REGION, METRIC, PERIOD, plain("value"), plain("published"), STATUS,
        Shown(Column("publication", "出版物", "publication"), ("publication",), ("publication_en",)),
        plain("published_on"), plain("locator"), plain("method", only_if_any=True),
        plain("candidates", only_if_any=True),
    ),
    _BY_SERIES + ", preferred DESC, source",
)  # fmt: skip

#: All questions by name, in the order in which they are listed.
QUESTIONS = {question.name: question for question in (GROWTH, RANKING, SERIES, SHARE, SUM, COMPARE, CASES, PROGRAMS)}

#: What ``--by`` of a ranking can be.
RANKINGS = {"value": RANKING, "growth": RANKING_OF_GROWTH, "share": RANKING_OF_SHARE}

#: What ``--over`` of a sum can be.
SUMS = {"years": SUM, "regions": SUM_OVER_REGIONS}

#: Shown beside the others with ``--cite``.
CITATION = CITED
