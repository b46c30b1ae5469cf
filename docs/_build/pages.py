"""The pages that are made from the program itself: commands, schema, questions, sources, reference."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ipstats import errors
from ipstats.audit.rules import RULES
from ipstats.cli.app import VERBS, build
from ipstats.database import Database
from ipstats.questions import declared
from ipstats.questions.declared import Question
from ipstats.render import FORMATS
from ipstats.store import schema
from ipstats.store.views import VIEWS, view_sql
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint

#: The width at which the help of the commands is written.
_COLUMNS = 100

_MADE = "<!-- Written by `python docs/generate.py`. Change the program, not this page. -->\n\n"


def every_page(database: Database) -> dict[str, str]:
    """Each generated page by its name."""
    made = {
        "commands.md": commands(),
        "schema.md": tables(),
        "questions.md": questions(),
        "sources.md": sources(database),
        "reference.md": reference(database),
        "rules.md": rules(),
    }
    return {name: _MADE + text.rstrip() + "\n" for name, text in made.items()}


def every_command() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each command of the command line with the words that call it, groups before what is in them."""
    from typer.main import get_command

    def walk(words: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield words, command
        for name, inner in getattr(command, "commands", {}).items():
            yield from walk((*words, name), inner)

    group: Any = get_command(build(list(VERBS)))
    yield from walk((), group)


def commands() -> str:
    """The help of every command."""
    from typer.testing import CliRunner

    app = build(list(VERBS))
    parts = ["# Commands", "What `--help` says, command by command. How to use them: [Ask](ask.md)."]
    for words, _ in every_command():
        said = CliRunner().invoke(
            app, [*words, "--help"], prog_name="ipstats", terminal_width=_COLUMNS,
            env={"COLUMNS": str(_COLUMNS), "NO_COLOR": "1"},
        )  # fmt: skip
        if said.exit_code:
            raise RuntimeError(f"{' '.join(words)} --help: {said.output}")
        lines = "\n".join(line.rstrip() for line in said.output.strip().splitlines())
        parts.append(f"## {' '.join(('ipstats', *words))}\n\n```text\n{lines}\n```")
    return "\n\n".join(parts)


def tables() -> str:
    """The diagram of all tables, and a table for each."""
    every = schema.metadata.sorted_tables
    parts = [
        "# Tables",
        "The tables behind the views. Scripts should select from the [views](questions.md#views), which stay as"
        " they are when tables change; [SQL](sql.md) shows how. Figures are kept as whole numbers:"
        " `value / metrics.divisor` is the figure in the base unit of its metric.",
        "```mermaid\nerDiagram\n" + "\n".join(_diagram(every)) + "\n```",
    ]
    for table in every:
        parts += [f"## {table.name}", table.comment or "", _columns_of(table), _constraints_of(table)]
    return "\n\n".join(part for part in parts if part)


def _diagram(every: Iterable[Table]) -> Iterator[str]:
    for table in every:
        foreign = {column for key in table.foreign_key_constraints for column in key.columns}
        yield f"    {table.name} {{"
        for column in table.columns:
            keys = [name for name, is_one in (("PK", column.primary_key), ("FK", column in foreign)) if is_one]
            yield f"        {_type(column)} {column.name} {', '.join(keys)}".rstrip()
        yield "    }"
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            one = "|o" if any(column.nullable for column in key.columns) else "||"
            names = ", ".join(column.name for column in key.columns)
            yield f'    {key.referred_table.name} {one}--o{{ {table.name} : "{names}"'


def _type(column: Any) -> str:
    return str(column.type.compile()).lower()


def _columns_of(table: Table) -> str:
    rows = [
        (f"`{column.name}`", _type(column), "yes" if column.nullable else "", column.doc or "")
        for column in table.columns
    ]
    return _table(("column", "type", "may be empty", "what it holds"), rows)


def _constraints_of(table: Table) -> str:
    rows = [
        (f"`{constraint.name}`", _rule(constraint))
        for constraint in sorted(table.constraints, key=lambda constraint: str(constraint.name))
    ]
    rows += [
        (f"`{index.name}`", "index on " + ", ".join(f"`{column.name}`" for column in index.columns))
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return _table(("constraint", "rule"), rows)


def _rule(constraint: Any) -> str:
    if isinstance(constraint, CheckConstraint):
        return f"`{constraint.sqltext}`"
    names = ", ".join(f"`{column.name}`" for column in constraint.columns)
    if isinstance(constraint, PrimaryKeyConstraint):
        return f"primary key: {names}"
    if isinstance(constraint, UniqueConstraint):
        return f"unique: {names}"
    assert isinstance(constraint, ForeignKeyConstraint)
    there = ", ".join(element.column.name for element in constraint.elements)
    return f"{names} in `{constraint.referred_table.name}` ({there})"


def every_question() -> list[tuple[str, Question]]:
    """Each declared question under the command that asks it; one view each."""
    asked = [(f"ipstats query {name}", question) for name, question in declared.QUESTIONS.items()]
    asked.append(("ipstats query growth --base first|YEAR", declared.GROWTH_FROM))
    known = {question.view for _, question in asked}
    asked += [
        (f"ipstats query ranking --by {by}", question)
        for by, question in declared.RANKINGS.items()
        if question.view not in known
    ]
    return [*asked, ("ipstats cite", declared.CITE)]


def questions() -> str:
    """Each question with the columns of its answer, and the SQL of each view."""
    parts = [
        "# Questions and views",
        "A question is a view. The command line filters it, your SQL can select from it, and both give the same"
        " figures. The columns below are those of CSV and JSON, in their order; `figure` is in the unit of its row,"
        " `percent` is rounded half up to the decimals given, `code` stays the same in every language.",
    ]
    for command, question in every_question():
        rows = [
            (f"`{column.id}`", column.en, column.zh, column.kind, "" if column.decimals is None else column.decimals)
            for column in question.columns
        ]
        parts += [
            f"## {command}",
            f"{question.en}.\n\n{question.zh}。\n\nView: [`{question.view}`](#{question.view})."
            f" Order: {question.order}.",
            _table(("column", "label", "中文", "kind", "decimals"), rows),
        ]
    parts += ["## Views", "As SQLite and PostgreSQL both run them."]
    parts += [f"### {name}\n\n```sql\n{view_sql(name)}\n```" for name in VIEWS]
    return "\n\n".join(parts)


_HELD = """
SELECT m.code, m.name_en, MIN(o.year), MAX(o.year), COUNT(DISTINCT o.region_id), COUNT(*)
FROM observations o
JOIN metrics m ON m.id = o.metric_id
JOIN sources s ON s.id = o.source_id
WHERE s.code = :source AND (o.status = 'I') = :recovered
GROUP BY m.id, m.code, m.name_en
ORDER BY m.id
"""

_STATED = """
SELECT k.name_en, COUNT(*)
FROM claims c
JOIN claim_kinds k ON k.code = c.kind
JOIN sources s ON s.id = c.source_id
WHERE s.code = :source
GROUP BY k.code, k.name_en
ORDER BY k.code
"""


def sources(database: Database) -> str:
    """The bundled sources, and what each of them holds."""
    parts = ["# Sources", "The publications whose figures come with ipstats, the preferred ones first."]
    listed = _rows(
        database,
        "SELECT code, name_zh, name_en, edition, publisher, published, language, priority, note"
        " FROM sources ORDER BY priority, published DESC, id",
    )
    for code, zh, en, edition, publisher, published, language, priority, note in listed:
        parts += [
            f"## {code}",
            f"{zh}. {en}." if zh != en else f"{en}.",
            _table(
                ("edition", "publisher", "published", "language", "priority"),
                [(edition or "—", publisher or "—", published, language, priority)],
            ),
            note or "",
            _held(database, code, recovered=0, what="figures"),
            _held(database, code, recovered=1, what="recovered figures"),
            _stated(database, code),
        ]
    return "\n\n".join(part for part in parts if part)


def _held(database: Database, source: str, *, recovered: int, what: str) -> str:
    rows = [
        (f"`{code}`", name, str(first) if first == last else f"{first} to {last}", regions, count)
        for code, name, first, last, regions, count in _rows(
            database, _HELD, source=source, recovered=recovered
        )
    ]
    if not rows:
        return ""
    total = sum(int(row[-1]) for row in rows)
    return f"{total} {what}:\n\n" + _table(("metric", "name", "years", "regions", what), rows)


def _stated(database: Database, source: str) -> str:
    rows = _rows(database, _STATED, source=source)
    if not rows:
        return ""
    return f"{sum(int(row[-1]) for row in rows)} claims:\n\n" + _table(("kind of claim", "claims"), rows)


_LISTS = (
    ("Metrics", "What can be asked with `--metric`. The unit is the base unit of the figures.",
     ("code", "name", "中文", "unit", "kind", "breakdown", "definition"),
     "SELECT '`' || m.code || '`', m.name_en, m.name_zh, m.unit, m.kind, k.code, COALESCE(m.definition, '')"
     " FROM metrics m JOIN breakdown_kinds k ON k.id = m.breakdown_kind ORDER BY m.id"),
    ("Patent types", "In the column `patent_type`.", ("code", "name", "中文"),
     "SELECT '`' || code || '`', name_en, name_zh FROM patent_types ORDER BY position"),
    ("Kinds of case", "What can be asked with `--case`.", ("code", "name", "中文", "part of", "procedure"),
     "SELECT '`' || code || '`', name_en, name_zh, COALESCE(parent, ''), procedure FROM cases ORDER BY position"),
    ("Statuses", "In the column `status`: SDMX CL_OBS_STATUS.", ("code", "meaning", "中文"),
     "SELECT '`' || code || '`', name_en, name_zh FROM statuses ORDER BY code"),
    ("Qualifiers", "In the column `qualifier`: how a printed figure stands to the true one.",
     ("code", "meaning", "中文"), "SELECT '`' || code || '`', name_en, name_zh FROM qualifiers ORDER BY code"),
    ("Levels of regions", "What can be asked with `--level`.", ("code", "name", "中文", "regions"),
     "SELECT '`' || l.code || '`', l.name_en, l.name_zh, COUNT(r.id) FROM region_levels l"
     " LEFT JOIN regions r ON r.level_id = l.id GROUP BY l.id, l.code, l.name_en, l.name_zh ORDER BY l.id"),
    ("Periods", "What a period can be: a year, or a year with one of these behind it.", ("ending", "name", "中文"),
     "SELECT '`' || suffix || '`', name_en, name_zh FROM period_parts WHERE suffix <> '' ORDER BY id"),
    ("Units", "Multipliers (万, 亿) are not units: they are kept beside the figure.", ("unit", "meaning"),
     "SELECT code, name_en FROM units ORDER BY code"),
    ("Kinds of claim", "What `claims.csv` can state.", ("code", "meaning", "中文", "unit"),
     "SELECT '`' || code || '`', name_en, name_zh, unit FROM claim_kinds ORDER BY code"),
    ("Award levels", "In the column `award_level`.", ("code", "name", "中文"),
     "SELECT '`' || code || '`', name_en, name_zh FROM award_levels ORDER BY position"),
)  # fmt: skip


def reference(database: Database) -> str:
    """Codes and what they mean: metrics, statuses, qualifiers, levels; formats, exit codes and errors."""
    parts = ["# Reference", "Every code, as the bundled seeds define it. The regions: `ipstats list regions`."]
    for title, purpose, headings, sql in _LISTS:
        parts += [f"## {title}", purpose, _table(headings, _rows(database, sql))]
    parts += [
        "## Formats",
        "What can be asked with `--format`, or by the ending of `--output`.",
        _table(
            ("format", "good for", "endings"),
            [(f"`{form.name}`", form.purpose, ", ".join(form.endings)) for form in FORMATS.values()],
        ),
        "## Exit codes",
        _table(("code", "meaning"), re.findall(r"= (\d+)  #: (.+)", inspect.getsource(errors.Exit))),
        "## Errors",
        "Each says on standard error what was wrong with the input, and what to do next.",
        _table(
            ("id", "title", "exit code", "when"),
            [
                (f"`{kind.id}`", kind.title, int(kind.exit_code), " ".join((kind.__doc__ or "").split()))
                for kind in errors.all_errors()
            ],
        ),
    ]
    return "\n\n".join(parts)


def rules() -> str:
    """Each rule of the audit: what it holds figures to, and what it can say."""
    parts = [
        "# Rules of the audit",
        "What `ipstats audit` checks, rule by rule; the code is that of `--rule`. How they work: [Audit](audit.md).",
    ]
    for rule in RULES.values():
        parts += [
            f"## {rule.id}",
            f"**{rule.en}.** {rule.says}",
            f"**{rule.zh}。** {rule.says_zh}",
            "Verdicts: " + ", ".join(f"*{verdict}*" for verdict in rule.verdicts) + ".",
        ]
    return "\n\n".join(parts)


def _rows(database: Database, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.reader.select(sql, values)[1]]


def _table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    headings = list(headings)
    return "\n".join([line(headings), "|" + " --- |" * len(headings), *(line(row) for row in rows)])
