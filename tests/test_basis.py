"""Answers as of a date, and from some sources: as if nothing else had been published."""

from __future__ import annotations

import csv
import io
import sqlite3
import subprocess
from decimal import Decimal
from shutil import which

import pytest

from ipstats.database import open_database
from ipstats.errors import AmbiguousNameError, NothingMatchesError, UnknownNameError, UsageError
from ipstats.render import Look, render
from test_both_databases import ASKED
from worlds import on_postgresql, on_sqlite, write_folder

FIGURES = "region,period,metric,patent_type,case_kind,program,published,status,locator"
CLAIMS = "region,period,metric,patent_type,kind,subject,base_year,scope,published,locator"


def row(*cells: str) -> str:
    """A row of figures: region, period, metric, type, figure, and perhaps the status."""
    region, period, metric, kind, figure, *status = cells
    return ",".join([region, period, metric, kind, "", "", figure, *(status or ["A"]), "p. 1"])


def made_up(parent):
    """Four publications that state the same facts: dated by year, by month, and by day."""
    early = [
        row("北京", "2015", "patent.grants", "invention", "100"), row("北京", "2016", "patent.grants", "invention", "115"),
        row("甘肃", "2015", "patent.grants", "invention", "50"), row("甘肃", "2016", "patent.grants", "invention", "110"),
        row("四川", "2016", "patent.grants", "invention", "90"), row("北京", "2016", "patent.grants", "total", "400"),
        row("四川", "2015", "patent.grants", "invention", "", "O"), row("全国", "2016", "patent.grants", "invention", "1000"),
        "新疆,2016,case.accepted,,total,,7,A,p. 1", "新疆,2016,case.closed,,total,,9,A,p. 1",
        "新疆,2016,program.projects,,,made_program,3,A,p. 1",
    ]  # fmt: skip
    month = [
        row("四川", "2015", "patent.grants", "invention", "80"), row("陕西", "2016", "patent.grants", "invention", "105"),
        row("新疆", "2016", "patent.grants", "invention", "20"),
    ]  # fmt: skip
    late = [
        row("北京", "2016", "patent.grants", "invention", "88"), row("北京", "2017", "patent.grants", "invention", "99"),
        row("甘肃", "2017", "patent.grants", "invention", "120", "B"), "新疆,2016,case.closed,,total,,8,A,p. 1",
        row("全国", "2016", "patent.grants", "invention", "1.2万"),
    ]  # fmt: skip
    programs = [
        "code,name_zh,name_en,kind,region", "made_program,虚构项目,Made-up program,pilot,650000",
    ]  # fmt: skip
    return [
        write_folder(
            parent, "early", "2017", 'title_zh = "年鉴"\ntitle_en = "Yearbook, 2017"', figures=[FIGURES, *early], programs=programs,
            claims=[CLAIMS, "北京,2016,patent.grants,invention,growth,level,2015,,15.0%,p. 1"],
        ),
        write_folder(
            parent, "of-february", "2018-02", 'title_zh = "月报"', figures=[FIGURES, *month],
            participants=["program,name_zh,name_en,kind,year,stage,locator", "made_program,某园区,Some park,park,2016,running,p. 2"],
        ),
        write_folder(parent, "of-june", "2018-06", figures=[FIGURES, row("西藏", "2016", "patent.grants", "invention", "1")]),
        write_folder(
            parent, "late", "2018-07-15", 'priority = 40\ntitle_zh = "年鉴"', figures=[FIGURES, *late],
            claims=[CLAIMS, "北京,2016,patent.grants,invention,growth,level,2015,,-11.0%,p. 1"],
            documents=["number,name_zh,name_en,issuer,issued,program,region,locator",
                       "一号,办法,Measures,某局,2016-05-01,made_program,650000,p. 3"],
        ),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return on_sqlite(tmp_path_factory.mktemp("basis") / "basis.sqlite", made_up(tmp_path_factory.mktemp("basis")))


@pytest.fixture(scope="module")
def made_postgres(tmp_path_factory, postgres_server):
    with on_postgresql(postgres_server, made_up(tmp_path_factory.mktemp("basis"))) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request, made):
    place = made if request.param == "sqlite" else request.getfixturevalue("made_postgres")
    with open_database(place) as database:
        yield database


def grants(database, **selectors):
    """Inventions granted in 2016, by region."""
    records = database.series("invention grants", year=2016, all=True, **selectors).to_records()
    found = {row["region"]: row["value"] for row in records}
    assert len(found) == len(records)
    return found


FIRST = {"北京": 115, "甘肃": 110, "四川": 90, "全国": 1000}
SECOND = FIRST | {"陕西": 105, "新疆": 20}
THIRD = SECOND | {"西藏": 1}
ALL = THIRD | {"北京": 88, "全国": 12000}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-12-31", FIRST), ("2017-12", FIRST), ("2017", FIRST), (" 2017 ", FIRST), ("2018-01-31", FIRST),
        ("2018-02-27", FIRST), ("2018-02-28", SECOND), ("2018-02", SECOND), ("2018-03-01", SECOND),
        ("2018-06-29", SECOND), ("2018-06-30", THIRD), ("2018-06", THIRD), ("2018-07-14", THIRD),
        ("2018-07-15", ALL), ("2018-07", ALL), ("2018", ALL), ("9999-12-31", ALL),
    ],
)  # fmt: skip
def test_what_is_dated_by_year_or_month_is_published_at_its_end(both, day, expected):
    assert grants(both, as_of=day) == expected


@pytest.mark.parametrize("day", ["2016", "2017-12-30"])
def test_before_all_sources_there_is_nothing_and_the_reason_is_said(both, day):
    for name, several in ASKED.items():
        if name not in ("compare", "share"):
            with pytest.raises(NothingMatchesError):
                both.ask(name, as_of=day, **several[0])
    with pytest.raises(NothingMatchesError, match=r"there are such figures, but --as-of leaves none of them \(201"):
        grants(both, as_of=day)


def test_nothing_published_by_then_ends_with_5(ipstats, made):
    ran = ipstats("query", "growth", "--as-of", "2016", "--database", made)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        "ipstats: there are such figures, but --as-of leaves none of them (2016-12-31)\n"
        "Leave out --as-of; see when each source was published: ipstats list sources\n"
    )


@pytest.mark.parametrize(
    "day",
    ["", "17", "2017-13", "2017-00", "2017-02-29", "2017-04-31", "2017-1-1", "2017-01-00", "20170101", "2017/01/01", "0000",
     "yesterday", "２０１７", "2017-12-31T00:00", "-2017", "2017-"],
)  # fmt: skip
def test_what_is_no_date_is_wrong_usage(made, day):
    with open_database(made) as database, pytest.raises(UsageError, match="not a date"):
        grants(database, as_of=day)


def test_what_is_no_date_ends_with_2(ipstats, made):
    ran = ipstats("query", "growth", "--as-of", "2017-02-29", "--database", made)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "ipstats: not a date: '2017-02-29'\nWrite 2017-12-31, 2017-12 or 2017\n"
    assert ipstats("query", "growth", "--as-of", "2016-02-29", "--database", made).code == 5


def test_the_statements_of_then_are_judged_by_the_figures_of_then(both):
    def graded(**basis):
        (row,) = both.growth("invention grants", region="北京", year=2016, **basis).to_records()
        return row["growth_percent"], row["stated_percent"], row["verdict"]

    assert graded(as_of="2018-06") == (Decimal("15.00"), Decimal("15.0"), "reproduced")
    assert graded() == graded(as_of="2018-07-15") == (Decimal("-12.00"), Decimal("-11.0"), "contradicted")
    # The base is stated by the early source alone.
    assert graded(source=["late", "early"]) == graded()
    (row,) = both.growth("invention grants", region="北京", year=2016, source="late").to_records()
    assert (row["remark"], row["stated_percent"], row["verdict"]) == ("missing_base", Decimal("-11.0"), "unverifiable")


def test_a_rank_is_among_the_regions_whose_figures_were_published(both):
    def ranks(**basis):
        rows = both.ranking("invention grants", year=2016, level="province", **basis).to_records()
        return [(row["rank"], row["ranked_of"], row["region"]) for row in rows]

    assert ranks(as_of="2017") == [(1, 3, "北京"), (2, 3, "甘肃"), (3, 3, "四川")]
    assert ranks(as_of="2018-06-29") == [(1, 5, "北京"), (2, 5, "甘肃"), (3, 5, "陕西"), (4, 5, "四川"), (5, 5, "新疆")]
    assert ranks()[:2] == [(1, 6, "甘肃"), (2, 6, "陕西")]
    assert ranks(as_of="2017", top=1) == [(1, 3, "北京")]
    west = both.ranking("invention grants", year=2016, level="province", scope="西部", as_of="2017").to_records()
    assert [(row["rank"], row["ranked_of"], row["region"]) for row in west] == [(1, 2, "甘肃"), (2, 2, "四川")]
    grown = both.ranking("invention grants", year=2016, by="growth", level="province", as_of="2017").to_records()
    assert [(row["rank"], row["ranked_of"], row["region"]) for row in grown] == [(1, 2, "甘肃"), (2, 2, "北京")]


def test_the_latest_year_is_that_of_then(both):
    assert {row["year"] for row in both.ranking("invention grants").to_records()} == {2017}
    result = both.ranking("invention grants", as_of="2018-06")
    assert {row["year"] for row in result.to_records()} == {2016}
    assert str(result.notes[0]).startswith("the latest year of each metric (2016)")


def test_a_blank_of_then_is_missing_and_not_filled_from_later(both):
    def figure(**basis):
        rows = both.series("invention grants", region="四川", year=2015, all=True, **basis).to_records()
        return [(row["value"], row["status"], row["source"]) for row in rows]

    assert figure(as_of="2017") == [(None, "O", "early")]
    assert figure(as_of="2018") == figure() == [(80, "A", "of-february")]


def test_sums_cases_and_programs_are_those_of_then(both):
    def total(**basis):
        (row,) = both.sum("invention grants", region="北京", year="2015-2017", **basis).to_records()
        return row["value"], row["figures"], row["missing"]

    assert (total(as_of="2017"), total()) == ((215, 2, 1), (287, 3, 0))
    assert [row["closed"] for row in both.cases(region="新疆", as_of="2017").to_records()] == [9]
    assert [row["closed"] for row in both.cases(region="新疆").to_records()] == [8]

    def records(**basis):
        return [row["record"] for row in both.programs(program="made_program", **basis).to_records()]

    assert records(as_of="2017") == ["figure"]
    assert records(as_of="2018-06") == ["figure", "participant"]
    assert records() == ["document", "figure", "participant"]
    assert records(source="late") == ["document"]


def test_a_citation_names_what_had_been_published(both):
    def cited(**basis):
        rows = both.cite("invention grants", region="北京", year=2016, **basis).to_records()
        return [(row["source"], row["preferred"]) for row in rows]

    assert cited() == [("late", 1), ("early", 0)]
    assert cited(as_of="2018-06") == [("early", 1)]
    assert cited(source="early") == [("early", 1)]


def test_one_source_or_several_are_named_by_code_or_title(both):
    assert grants(both, source="early") == FIRST
    assert grants(both, source=["of-february"]) == grants(both, source="月报") == {"陕西": 105, "新疆": 20}
    assert grants(both, source="Yearbook, 2017") == FIRST
    assert grants(both, source="early,of-february") == grants(both, source=["early", "of february"]) == SECOND
    assert grants(both, source="early、late", as_of="2018-06") == FIRST


def test_a_source_that_is_not_known_ends_with_2_and_the_nearest(ipstats, made):
    ran = ipstats("query", "series", "--source", "earli", "--database", made)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("ipstats: no source is called 'earli'\nNearest: early. See them all: ipstats list sources\n")
    assert ipstats("query", "series", "--source", "early,earli", "--database", made).code == 2
    assert ipstats("query", "series", "--source", " ,", "--database", made).code == 2
    with open_database(made) as database, pytest.raises(UnknownNameError):
        database.growth(source="nonsense")


def test_a_title_of_two_editions_is_never_guessed(both):
    with pytest.raises(AmbiguousNameError, match="early, late"):
        grants(both, source="年鉴")


def test_the_notes_say_what_the_answer_rests_on_in_both_languages(ipstats, made):
    asked = ["query", "series", "--region", "北京", "--year", "2016", "--as-of", "2018-06", "--database", made]
    assert "note: as of 2018-06-30: from what 3 of 4 sources had published by then\n" in ipstats(*asked).err
    assert "注：截至 2018-06-30：依据当时已出版的 3/4 个来源\n" in ipstats(*asked, "--lang", "zh").err
    asked = ["query", "series", "--year", "2016", "--source", "early", "--source", "late", "--database", made]
    assert "note: from early and late alone\n" in ipstats(*asked).err
    assert "注：仅依据 early、late\n" in ipstats(*asked, "--lang", "zh").err
    plain = ipstats("query", "series", "--region", "北京", "--year", "2016", "--database", made).err
    # What is contradicted is noted there too, but not what the answer rests on.
    assert "note: as of" not in plain
    assert "alone" not in plain


BASES = [
    {"as_of": "2018-06-29"},
    {"source": "late,of-june"},
    {"source": "early,of-february", "as_of": "2018-03"},
]


@pytest.mark.parametrize("basis", BASES, ids=str)
def test_both_databases_give_the_same_bytes_on_every_basis(made, made_postgres, basis):
    answered = 0
    with open_database(made) as first, open_database(made_postgres) as second:
        for name, several in ASKED.items():
            for selectors in several:
                answers = []
                for database in (first, second):
                    try:
                        result = database.ask(name, **selectors, **basis)
                        answers.append((render(result, "csv", Look()), [str(note) for note in result.notes]))
                    except (NothingMatchesError, UnknownNameError) as error:
                        answers.append((str(error).encode(), []))
                assert answers[0] == answers[1], (name, selectors)
                answered += answers[0][0].count(b"\n") > 1
    assert answered > 12


def plain(cell) -> str:
    return "" if cell is None else str(cell)


@pytest.mark.parametrize(
    "asked",
    [
        ["growth", "--all"],
        ["ranking", "--scope", "西部", "--all"],
        ["sum", "--year", "2015-2017"],
    ],
    ids=lambda asked: asked[0],
)  # fmt: skip
def test_the_sql_that_is_shown_gives_the_same_rows_elsewhere(ipstats, panel, panel_postgres, asked):
    """In the shell of SQLite, and in any client of PostgreSQL."""
    arguments = ["query", *asked, "--as-of", "2018-12", "--source", "panel,xinjiang-2016"]
    ran = ipstats(*arguments, "--show-sql", "--format", "ndjson", "--database", panel)
    assert ran.code == 0
    statement = ran.err.partition(";\n")[0] + ";"
    shell = which("sqlite3")
    if shell is not None:
        done = subprocess.run([shell, "-csv", "-nullvalue", "", str(panel), statement], capture_output=True, check=True)
        elsewhere = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"))))
    else:
        connection = sqlite3.connect(f"file:{panel}?mode=ro", uri=True)
        elsewhere = [[plain(cell) for cell in found] for found in connection.execute(statement)]
        connection.close()
    with open_database(panel) as database:
        rows = database.sql(statement).rows
    assert [[plain(cell) for cell in found] for found in rows] == [
        [cell.removesuffix(".0") if isinstance(own, int) else cell for cell, own in zip(line, found, strict=True)]
        for line, found in zip(elsewhere, rows, strict=True)
    ]
    assert len(rows) == ran.out.count("\n") > 1
    import psycopg

    served = ipstats(*arguments, "--show-sql", "--format", "ndjson", "--database", panel_postgres)
    assert served.out == ran.out
    with psycopg.connect(panel_postgres) as server:
        assert len(server.execute(served.err.partition(";\n")[0]).fetchall()) == len(rows)


@pytest.mark.parametrize("name", ASKED)
def test_as_of_a_day_far_off_is_the_plain_answer(panel, name):
    with open_database(panel) as database:
        for selectors in ASKED[name]:
            assert_same_far_off(database, name, selectors)


@pytest.mark.parametrize("name", [name for name in ASKED if name not in ("cases", "programs")])
def test_as_of_a_day_far_off_is_the_plain_answer_of_the_bundled_data(seeded, name):
    """Where many sources state one fact, and ratios are worked out of several vintages."""
    narrow = {"region": "新疆"} if name != "sum" else {"plan": "12"}
    with open_database(seeded) as database:
        for selectors in ({}, {"all": True} | narrow) if name not in ("compare", "sum") else (narrow,):
            assert_same_far_off(database, name, selectors)


def assert_same_far_off(database, name, selectors):
    now, later = (database.ask(name, **selectors, **basis) for basis in ({}, {"as_of": "2999-12-31"}))
    assert render(now, "csv", Look()) == render(later, "csv", Look()), selectors
    assert [note for note in map(str, later.notes) if not note.startswith("as of")] == list(map(str, now.notes))


@pytest.mark.parametrize("years", ["1998-2012", "2012-2028"])
def test_a_sum_whose_years_go_beyond_the_figures_is_the_same_as_of_a_day_far_off(seeded, years):
    """However far the figures of other metrics go."""
    asked = {"metric": "patent.grants", "region": "新疆", "year": years}
    with open_database(seeded) as database:
        now, later = (render(database.sum(**asked, **basis), "csv", Look()) for basis in ({}, {"as_of": "2999"}))
    assert now == later
