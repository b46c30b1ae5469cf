"""What the program knows: metrics, regions, sources, programs, kinds of case and questions, as answers."""

from __future__ import annotations

from ..errors import UnknownNameError
from ..names import nearest
from ..results import Cell, Column, Result, Shown
from ..store.reading import Reader, scalars
from .columns import WORDS
from .declared import QUESTIONS

_NAMES = (Column("name_zh", "名称", "name (Chinese)"), Column("name_en", "英文名称", "name"))

_LISTS: dict[str, tuple[str, tuple[Column, ...]]] = {
    "metrics": (
        """
        SELECT m.code, m.name_zh, m.name_en, m.unit, m.kind, k.code AS breakdown, m.definition,
          CASE WHEN q.per IS NULL THEN '' ELSE n.code || ' / ' || d.code
            || CASE WHEN q.lag = 0 THEN '' ELSE ' (' || CAST(q.lag AS TEXT) || CASE q.lag WHEN 1 THEN ' year' ELSE ' years' END || ' before)' END
            || CASE q.vintage WHEN 'first' THEN ', as first published' ELSE '' END
            || ', per ' || CAST(q.per AS TEXT) || ' ' || d.unit END AS worked_out
        FROM metrics m
        JOIN breakdown_kinds k ON k.id = m.breakdown_kind
        LEFT JOIN declared_ratios q ON q.metric_id = m.id
        LEFT JOIN metrics n ON n.id = q.numerator_id
        LEFT JOIN metrics d ON d.id = q.denominator_id
        ORDER BY m.id
        """,
        (
            Column("code", "代码", "code", "code"), *_NAMES, Column("unit", "单位", "unit"),
            Column("kind", "类别", "kind", "code"), Column("breakdown", "分组", "breakdown", "code"),
            Column("definition", "定义", "definition"), Column("worked_out", "计算方法", "worked out"),
        ),
    ),
    "regions": (
        """
        SELECT r.code, r.iso, r.name_zh, r.name_en, r.full_name_zh, l.code AS level, p.code AS parent
        FROM regions r JOIN region_levels l ON l.id = r.level_id LEFT JOIN regions p ON p.id = r.parent_id
        ORDER BY l.id, r.code
        """,
        (
            Column("code", "代码", "code", "code"), Column("iso", "ISO 3166-2", "ISO 3166-2", "code"), *_NAMES,
            Column("full_name_zh", "全称", "full name"), Column("level", "级别", "level", "code"),
            Column("parent", "上级", "part of", "code"),
        ),
    ),
    "sources": (
        """
        SELECT s.code, s.name_zh, s.name_en, s.edition, s.publisher, s.published, s.priority,
          (SELECT COUNT(*) FROM observations o WHERE o.source_id = s.id AND o.status <> 'I') AS figures,
          (SELECT COUNT(*) FROM observations o WHERE o.source_id = s.id AND o.status = 'I') AS recovered,
          (SELECT COUNT(*) FROM claims c WHERE c.source_id = s.id) AS claims
        FROM sources s ORDER BY s.priority, s.code
        """,
        (
            Column("code", "代码", "code", "code"), *_NAMES, Column("edition", "版次", "edition"),
            Column("publisher", "出版者", "publisher"), Column("published", "出版日期", "published"),
            Column("priority", "优先级", "priority", "number"), Column("figures", "数据", "figures", "number"),
            Column("recovered", "推算", "recovered", "number"), Column("claims", "陈述", "claims", "number"),
        ),
    ),
    "programs": (
        """
        SELECT p.code, p.name_zh, p.name_en, p.kind, r.code AS region,
          (SELECT COUNT(*) FROM program_participants n WHERE n.program = p.code) AS participants,
          (SELECT COUNT(*) FROM documents d WHERE d.program = p.code) AS documents
        FROM programs p JOIN regions r ON r.id = p.region_id ORDER BY p.kind, p.code
        """,
        (
            Column("code", "代码", "code", "code"), *_NAMES, Column("kind", "类别", "kind", "code"),
            Column("region", "地区", "region", "code"), Column("participants", "参与者", "participants", "number"),
            Column("documents", "文件", "documents", "number"),
        ),
    ),
    "cases": (
        "SELECT c.code, c.name_zh, c.name_en, c.parent, c.procedure, c.closed_term_zh FROM cases c ORDER BY c.position",
        (
            Column("code", "代码", "code", "code"), *_NAMES, Column("parent", "上级", "part of", "code"),
            Column("procedure", "程序", "procedure", "code"), Column("closed_term_zh", "结案用语", "closing term"),
        ),
    ),
}  # fmt: skip

#: What can be listed.
LISTS = (*_LISTS, "questions", "rules")


def list_known(reader: Reader | None, what: str) -> Result:
    """List what is known of a kind. ``questions`` and ``rules`` need no database.

    Raises :class:`UnknownNameError` for a kind that is not in ``LISTS``.
    """
    if what == "questions":
        return _declared(
            what, ("question", "问题"), ("view", "视图"),
            [(name, item.view, item.zh, item.en) for name, item in QUESTIONS.items()],
        )  # fmt: skip
    if what == "rules":
        from ..audit.rules import RULES

        return _declared(
            what, ("rule", "规则"), ("verdicts", "结论"),
            [(rule.id, ", ".join(rule.verdicts), rule.says_zh, rule.says) for rule in RULES.values()],
        )  # fmt: skip
    if what not in _LISTS or reader is None:
        raise UnknownNameError("list", what, nearest(what, LISTS), ", ".join(LISTS))
    sql, columns = _LISTS[what]
    return Result(
        what, columns, [tuple(row) for row in reader.select(sql, {})[1]], shown=_shown(columns), words=WORDS, sql=sql
    )


def _declared(what: str, first: tuple[str, str], second: tuple[str, str], rows: list[tuple[Cell, ...]]) -> Result:
    """What the program itself declares: a code, a second code, and a sentence in both languages."""
    headings = (
        Column(first[0], first[1], first[0], "code"), Column(second[0], second[1], second[0], "code"),
        Column("zh", "用途", "purpose (Chinese)"), Column("en", "英文用途", "purpose"),
    )  # fmt: skip
    shown = (
        *(Shown(item, (item.id,), (item.id,)) for item in headings[:2]),
        Shown(Column("purpose", "用途", "purpose"), ("zh",), ("en",)),
    )
    return Result(what, headings, rows, shown=shown)


def _shown(columns: tuple[Column, ...]) -> tuple[Shown, ...]:
    """The columns as people read them: one name, in their language."""
    name = Shown(Column("name", "名称", "name"), ("name_zh",), ("name_en",))
    return tuple(
        name
        if column.id == "name_zh"
        else Shown(column, (column.id,), (column.id,), only_if_any=column.id == "worked_out")
        for column in columns
        if column.id != "name_en"
    )


_COUNTS = (
    ("figures", "数据", "figures", "SELECT COUNT(*) FROM observations WHERE status <> 'I'"),
    ("recovered", "推算数据", "recovered figures", "SELECT COUNT(*) FROM observations WHERE status = 'I'"),
    ("claims", "陈述", "claims", "SELECT COUNT(*) FROM claims"),
    ("sources", "来源", "sources", "SELECT COUNT(*) FROM sources"),
    ("metrics", "指标", "metrics", "SELECT COUNT(*) FROM metrics"),
    (
        "metrics_with_figures",
        "有数据的指标",
        "metrics with figures",
        "SELECT COUNT(DISTINCT metric_id) FROM panels WHERE figures > 0",
    ),
    ("regions", "地区", "regions", "SELECT COUNT(*) FROM regions"),
    ("first_year", "最早年份", "first year", "SELECT MIN(year) FROM panels WHERE figures > 0"),
    ("last_year", "最晚年份", "last year", "SELECT MAX(year) FROM panels WHERE figures > 0"),
)


def status(reader: Reader, place: str, origin: str) -> Result:
    """Where the database is, its revision, and what it holds."""
    chosen_by = f"option {origin}" if origin.startswith("-") else origin
    rows: list[tuple[str, str]] = [("database", place), ("chosen_by", chosen_by)]
    rows.append(("schema_revision", str(scalars(reader, "SELECT version_num FROM alembic_version", {})[0])))
    for name, _, _, sql in _COUNTS:
        value = scalars(reader, sql, {})[0]
        rows.append((name, "" if value is None else str(value)))
    for code, count in reader.select(
        "SELECT s.code, COUNT(o.source_id) FROM sources s LEFT JOIN observations o ON o.source_id = s.id AND o.status <> 'I' GROUP BY s.code ORDER BY s.code",
        {},
    )[1]:
        rows.append((f"source {code}", f"{count} figures"))
    return Result("status", (Column("item", "项目", "item"), Column("value", "值", "value")), list(rows))
