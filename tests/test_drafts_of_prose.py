"""``ipstats read`` and ``ipstats load`` of reports in prose: their rows, their drafts, and what loading takes of them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ipstats.database import Database, initialize, load, open_database
from ipstats.errors import ReadError, SeedFolderError, UsageError
from ipstats.questions.published import read_file, vocabulary
from ipstats.sources.drafts import sort_out
from ipstats.sources.prose import read_prose
from ipstats.sources.reports import publication
from prose import names as prose_names

__all__ = ["prose_names"]

#: A made-up report. Nothing in it is in doubt.
REPORT = """湖北省2017年专利统计简报
发布日期：2018-04-26

2017年，湖北省专利申请量110234件，同比增长15.8%；专利授权量46369
件，比上年增长5.2%，居全国第10位。商标申请量21.36万件，同比减少 3.18%。
"""

#: The same with figures that contradict each other, and with what no database keeps.
DOUBTFUL = (
    REPORT
    + """
到2020年，湖北省专利申请量力争达到150000件。2017年，湖北省专利授权量46396件。
"""
)

#: What the report states, as the answers of the database have it.
FACTS = {("patent.applications", "110234件"), ("patent.grants", "46369件"), ("trademark.applications", "21.36万件")}
CLAIMS = {
    ("patent.applications", "growth", "15.8%"), ("patent.grants", "growth", "5.2%"), ("patent.grants", "rank", "10位"),
    ("trademark.applications", "growth", "-3.18%"),
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file into the test's folder."""

    def to(name: str, content: str | bytes = REPORT) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to


def stated(database: Path | str, source: str) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """The figures and the claims of a source."""
    with open_database(database) as opened:
        figures = {
            (row["metric"], row["published"])
            for row in opened.cite(all=True).to_records()
            if row["source"] == source and row["status"] == "A"
        }
        return figures, claims(opened, source)


def claims(opened: Database, source: str) -> set[tuple[object, ...]]:
    rows = opened.sql(f"SELECT metric, kind, published FROM statements WHERE source = '{source}'").to_records()
    return {(row["metric"], row["kind"], row["published"]) for row in rows}


def source_of(path: Path) -> str:
    return f"{path.stem}-{sha256(path.read_bytes()).hexdigest()[:8]}"


# Rows.


@pytest.mark.parametrize(
    "content", [REPORT.encode(), b"\xef\xbb\xbf" + REPORT.encode(), REPORT.replace("\n", "\r\n").encode("gb18030")],
    ids=["utf-8", "with a byte order mark", "gb18030 with crlf"],
)  # fmt: skip
def test_the_print_of_a_statement_is_the_piece_of_the_text_where_it_stands(ipstats, database, write, content):
    ran = ipstats("read", write("report.txt", content), "-f", "json", "--database", database)
    assert (ran.code, ran.err) == (0, "")
    rows = json.loads(ran.out, parse_float=str)
    assert [REPORT[row["start"] : row["end"]] for row in rows] == [row["published"] for row in rows]
    assert {(row["metric"], "".join(row["published"].split())) for row in rows if row["kind"] == "level"} == FACTS
    assert "46369\n件" in [row["published"] for row in rows]
    assert {row["region_code"] for row in rows} == {"420000"}


def test_why_is_a_last_column_and_only_where_it_is_asked_for(ipstats, database, write):
    path = write("report.txt")
    plain = ipstats("read", path, "-f", "csv", "--database", database).out
    why = ipstats("read", path, "-f", "csv", "--why", "--database", database).out
    without, with_it = (list(csv.DictReader(io.StringIO(text))) for text in (plain, why))
    assert list(with_it[0]) == [*without[0], "why"]
    assert [row.pop("why")[:6] for row in with_it][:2] == ["level:", "growth"]
    assert with_it == without


def test_a_table_for_people_has_a_number_that_print_breaks_on_one_line(ipstats, database, write):
    table = ipstats("read", write("report.txt"), "--database", database).out
    assert "46369 件" in table
    assert len(table.splitlines()) == 2 + 7


def test_a_table_of_prose_says_of_a_target_that_it_is_one(ipstats, database, write):
    table = ipstats("read", write("report.txt", DOUBTFUL), "--database", database).out
    assert [line.split()[0] for line in table.splitlines() if "target" in line] == ["level"]


def test_a_text_with_rows_and_columns_is_read_as_the_table_that_it_is(ipstats, database, write):
    path = write("table.txt", "地区,年份,指标,数值\n新疆,2018,商标申请量,3\n")
    [row] = csv.DictReader(io.StringIO(ipstats("read", path, "-f", "csv", "--database", database).out))
    assert (row["locator"], row["start"], row["end"]) == ("line 2", "", "")


def test_a_text_without_a_figure_is_said_to_have_none(ipstats, database, write):
    ran = ipstats(
        "read", write("none.txt", "知识产权工作继续推进。各地加强了保护，取得了成效。\n"), "--database", database
    )
    assert (ran.code, ran.err) == (0, "note: none.txt: no figures found in it\n")


# The date of publication.

UNDATED = "去年，湖北省专利授权量46369件，同比增长5.2%。"


def test_last_year_is_known_by_the_date_of_publication(ipstats, database, write):
    path = write("report.txt", UNDATED)
    for date, period in (("2018-04-26", "2017"), ("2018-04", "2017"), ("2020", "2019")):
        ran = ipstats("read", path, "-f", "csv", "--published", date, "--database", database)
        assert {row["period"] for row in csv.DictReader(io.StringIO(ran.out))} == {period}
    rows = list(csv.DictReader(io.StringIO(ipstats("read", path, "-f", "csv", "--database", database).out)))
    assert {row["period"] for row in rows} == {""}
    assert all(row["note"] for row in rows)


def test_what_the_month_of_publication_would_decide_stays_open_where_the_year_is_all_that_is_known(
    ipstats, database, write
):
    path = write("report.txt", "上半年，湖北省专利授权量46369件。\n")
    rows = {}
    for date in ("2018-09", "2018-03", "2018"):
        ran = ipstats("read", path, "-f", "csv", "--published", date, "--database", database)
        [row] = csv.DictReader(io.StringIO(ran.out))
        rows[date] = (row["period"], "month of publication" in row["note"])
    assert rows == {"2018-09": ("2018-S1", False), "2018-03": ("2017-S1", False), "2018": ("", True)}


@pytest.mark.parametrize("text", ["", "yesterday", "2018-13", "2018-02-30", "18", "2018/04/26", "0000", "２０１８"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(UsageError, match="not a date"):
        publication(text)


def test_a_date_that_is_none_is_a_mistake_of_usage(ipstats, database, write):
    ran = ipstats("read", write("report.txt"), "--published", "soon", "--database", database)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "ipstats: not a date: 'soon'"


# Drafts, and loading.


def test_a_draft_and_the_report_itself_load_as_the_same_facts_and_claims(ipstats, database, write, tmp_path):
    path = write("report.txt")
    other = Path(shutil.copy(database, tmp_path / "other.sqlite"))
    written = ipstats("read", path, "-o", "draft/", "--database", database)
    assert written.err == (
        "wrote draft: figures.csv, claims.csv, source.toml; correct it and load it: ipstats load draft\n"
    )
    from_folder = ipstats("load", "draft", "--database", database)
    from_file = ipstats("load", path, "--database", other)
    for ran in (from_folder, from_file):
        assert (ran.code, ran.out) == (0, "")
        assert (
            ": 3 figures new, 0 the same as before, 0 in conflict with another source, 0 rejected, 4 claims new"
            in ran.err
        )
    source = source_of(path)
    assert stated(database, source) == stated(other, source) == (FACTS, CLAIMS)
    # It is one source, however it is loaded: the other way brings nothing new.
    again = ipstats("load", path, "--database", database)
    assert ": 0 figures new, 3 the same as before" in again.err
    assert "claims new" not in again.err


def test_a_report_is_published_when_it_says_so_or_when_it_is_said(ipstats, database, write, tmp_path):
    path = write("report.txt")
    ipstats("read", path, "-o", "draft/", "--database", database)
    source = tomllib.loads((tmp_path / "draft" / "source.toml").read_text("utf-8"))
    assert (source["published"], source["title_zh"]) == ("2018-04-26", "湖北省2017年专利统计简报")
    undated = write("undated.txt", UNDATED)
    assert ipstats("load", path, "--database", database).code == 0
    assert ipstats("load", undated, "--published", "2018-05", "--database", database).code == 0
    with open_database(database) as opened:
        dates = dict(opened.sql("SELECT code, published FROM sources").rows)
    assert dates[source_of(path)] == "2018-04-26"
    assert dates[source_of(undated)] == "2018-05"


def test_with_a_doubt_nothing_of_a_report_is_loaded_unless_the_rest_of_it_is_asked_for(database, write):
    path = write("report.txt", DOUBTFUL)
    before = stated(database, source_of(path))
    with pytest.raises(SeedFolderError) as caught:
        load(database, [path])
    assert caught.value.problem.splitlines() == [
        "2 rows cannot be loaded:",
        "  report.txt, line 4: the same fact is printed otherwise: 46396件 at line 7 ('46369\\n件')",
        "  report.txt, line 7: the same fact is printed otherwise: 46369件 at line 4 ('46396件')",
    ]
    assert stated(database, source_of(path)) == before == (set(), set())
    [report] = load(database, [path], partial=True)
    assert (report.new, report.claims, report.rejected, report.left_out) == (2, 4, 2, 1)
    assert stated(database, source_of(path)) == (FACTS - {("patent.grants", "46369件")}, CLAIMS)


def test_a_draft_that_contradicts_itself_is_refused_with_both_lines_until_one_of_them_goes(
    ipstats, database, write, tmp_path
):
    ipstats("read", write("report.txt", DOUBTFUL), "-o", "draft/", "--database", database)
    ran = ipstats("load", "draft", "--database", database)
    assert ran.code == 2
    assert "draft/figures.csv, line 3: the same fact as line 2" in ran.err
    figures = tmp_path / "draft" / "figures.csv"
    lines = figures.read_text("utf-8").splitlines(keepends=True)
    assert ["the same fact is printed otherwise" in line for line in lines] == [False, True, True, False, False]
    figures.write_text("".join(lines[:2] + lines[3:]), "utf-8")
    ran = ipstats("load", "draft", "--database", database)
    assert ran.code == 0
    assert ": 3 figures new" in ran.err


def test_a_target_is_in_the_draft_and_never_among_the_facts(ipstats, database, write, tmp_path):
    path = write("report.txt", REPORT + "\n到2020年，湖北省专利申请量力争达到150000件。\n")
    written = ipstats("read", path, "-o", "draft/", "--database", database)
    assert "left-out.csv" in written.err
    with (tmp_path / "draft" / "left-out.csv").open(encoding="utf-8", newline="") as file:
        [left] = csv.DictReader(file)
    assert (left["published"], left["period"], left["status"]) == ("150000件", "2020", "F")
    for what in ("draft", path):
        assert ipstats("load", what, "--database", database).code == 0
    assert stated(database, source_of(path)) == (FACTS, CLAIMS)
    fresh = Path(shutil.copy(database, tmp_path / "fresh.sqlite"))
    with open_database(fresh) as opened:
        assert opened.sql("SELECT published FROM observations WHERE year = 2020 AND published = '150000件'").rows == []


def test_what_is_left_out_is_counted_when_a_report_is_loaded(ipstats, database, write):
    path = write("report.txt", REPORT + "\n到2020年，湖北省专利申请量力争达到150000件。\n")
    ran = ipstats("load", path, "--database", database)
    assert "1 statement left out: no figures of facts" in ran.err


def test_a_metric_that_nobody_knows_is_drafted_and_loads_from_the_folder(ipstats, database, write):
    path = write("report.txt", REPORT + "2017年，湖北省快递业务量9000件，同比增长31.2%。\n")
    refused = ipstats("load", path, "--database", database)
    assert refused.code == 2
    assert "no metric is called" in refused.err
    written = ipstats("read", path, "-o", "draft/", "--database", database)
    assert "metrics.csv" in written.err
    ran = ipstats("load", "draft", "--database", database)
    assert ran.code == 0
    assert ": 4 figures new" in ran.err
    assert "5 claims new" in ran.err


def test_a_report_with_claims_alone_is_loaded(database, write):
    path = write("claims.txt", "2017年，湖北省专利授权量同比增长5.2%，居全国第10位。\n")
    [report] = load(database, [path])
    assert (report.new, report.claims, report.code) == (0, 2, source_of(path))


def test_a_report_in_which_nothing_can_be_loaded_is_refused(database, write):
    with pytest.raises(ReadError, match="a target or a forecast, and no fact"):
        load(database, [write("plan.txt", "到2020年，湖北省专利申请量力争达到150000件。\n")])


def test_the_library_reads_prose_as_the_command_does(database, write):
    with open_database(database) as opened:
        rows = opened.read(write("report.txt", UNDATED), published="2018", why=True).to_records()
    assert (rows[0]["kind"], rows[0]["value"], rows[0]["period"]) == ("level", 46369, "2017")
    assert all(row["why"] for row in rows)


def test_claims_and_figures_may_carry_a_note(folder, database):
    path = folder(
        figures=["region,period,metric,published,note", "湖北,2017,商标申请量,12件,a note"],
        claims=[
            "region,period,metric,kind,subject,published,note",
            "湖北,2017,商标申请量,growth,level,增长2.3倍,a note",
        ],
        **{"left-out": ["reason,whatever", "a target,12件"]},
    )
    [report] = load(database, [path])
    assert (report.new, report.claims) == (1, 1)
    with open_database(database) as opened:
        [row] = opened.sql("SELECT value, low, high, decimals FROM claims WHERE published = '增长2.3倍'").rows
    # 230 % within five points, times 10 000.
    assert row == (2_300_000, 2_250_000, 2_350_000, 0)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("report.md", "---\ntitle: 统计简报\ndate: 2018-04-26\nregion: 湖北\n---\n\n去年，全省专利授权量46369件。\n", "line 7"),
        (
            "report.html",
            "<html><head><title>湖北省统计简报</title><meta name='PubDate' content='2018-04-26'></head>"
            "<body><h1>湖北省统计简报</h1><p>去年，全省专利授权量<b>46369</b>件。</p></body></html>",
            "paragraph 2",
        ),
    ],
)  # fmt: skip
def test_what_a_document_says_of_itself_tells_region_and_period(database, write, name, content, place):
    path = write(name, content)
    with open_database(database) as opened:
        [row] = opened.read(path).to_records()
        reading = read_file(path, vocabulary(opened.reader))
    assert (row["region_code"], row["period"], row["value"], row["locator"]) == ("420000", "2017", 46369, place)
    assert (reading.published, reading.text[row["start"] : row["end"]]) == ("2018-04-26", "46369件")


def test_a_report_in_english_gives_no_statement_and_a_note_that_says_why(ipstats, database, write):
    path = write(
        "report.txt", "In 2017 the region granted 46369 patents to its owners. That was 5.2 percent more than before.\n"
    )
    ran = ipstats("read", path, "-f", "csv", "--database", database)
    assert (ran.code, ran.err) == (0, "note: report.txt: not in Chinese: only Chinese prose is read\n")
    assert len(ran.out.splitlines()) == 1


def test_a_server_takes_from_a_report_what_a_file_takes(database, write, empty_postgres):
    initialize(empty_postgres, bare=True)
    path = write("report.txt", DOUBTFUL)
    on_server, in_file = (load(where, [path], partial=True)[0] for where in (empty_postgres, database))
    assert str(on_server) == str(in_file)
    assert stated(empty_postgres, source_of(path)) == stated(database, source_of(path))


class Counted(str):
    """A text that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)  # type: ignore[arg-type]

    __hash__ = str.__hash__


def test_a_fact_that_is_printed_thousands_of_times_is_one_row_with_little_work(prose_names):
    """Each place is looked up once among the others, and not compared with all of them."""
    text = "2016年，新疆专利授权7116件。"
    (said,) = read_prose(text, prose_names)
    times = 2_000
    statements = [replace(said, locator=Counted(f"line {number}")) for number in range(times)]
    Counted.compared = 0
    draft = sort_out(statements, prose_names)
    assert Counted.compared < 20 * times
    (entry,) = draft.figures
    assert len(entry.places) == len(entry.statements) == times
