"""Loading: all of a folder or nothing, every mistake with its place, nothing overwritten."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipstats.database import load, open_database
from ipstats.errors import ReadError, SeedError, SeedFolderError

HEAD = "region,period,metric,patent_type,published,status,locator"


def dump(path):
    """Everything in a database."""
    with sqlite3.connect(path) as connection:
        text = "\n".join(connection.iterdump())
    connection.close()
    return text


def figures(path, source):
    """What a source states: region, metric, year, value, low, high, status, print."""
    with open_database(path) as database:
        return database.sql(
            "SELECT region, metric, period, value, low, high, qualifier, status, published, locator FROM citations"
            f" WHERE source = '{source}' ORDER BY 2, 1, 3"
        ).rows


def test_a_folder_is_loaded_and_says_what_was_new(database, folder):
    rows = [HEAD, "甘肃,2016,patent.grants,invention,1308,,p. 1", "Gansu,2015,patent.grants,发明专利,1241,A,p. 1"]
    (report,) = load(database, [folder(figures=rows)])
    assert str(report) == "mine: 2 figures new, 0 the same as before, 0 in conflict with another source, 0 rejected"
    assert figures(database, "mine") == [
        ("甘肃", "patent.grants", "2015", 1241, 1241, 1241, "exact", "A", "1241", "p. 1"),
        ("甘肃", "patent.grants", "2016", 1308, 1308, 1308, "exact", "A", "1308", "p. 1"),
    ]


def test_loading_twice_changes_nothing(database, folder):
    path = folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,1308,,p. 1"])
    load(database, [path])
    before = dump(database)
    (report,) = load(database, [path])
    assert str(report) == "mine: 0 figures new, 1 the same as before, 0 in conflict with another source, 0 rejected"
    assert dump(database) == before


@pytest.mark.parametrize(
    ("row", "column", "text", "problem"),
    [
        ("甘,2016,patent.grants,invention,5,,p", "region", "甘", "no region of this name"),
        ("甘肃,16,patent.grants,invention,5,,p", "period", "16", "not a period"),
        ("甘肃,20166,patent.grants,invention,5,,p", "period", "20166", "not a period"),
        ("甘肃,2016-Q5,patent.grants,invention,5,,p", "period", "2016-Q5", "not a period"),
        ("甘肃,1066,patent.grants,invention,5,,p", "period", "1066", "a year outside 1949 to 2099"),
        ("甘肃,2016,patent.grant,invention,5,,p", "metric", "patent.grant", "no metric of this name"),
        ("甘肃,2016,patent.grants,inventoin,5,,p", "patent_type", "inventoin", "no patent type of this name"),
        ("甘肃,2016,pct.applications,invention,5,,p", "patent_type", "invention", "a breakdown that the metric does not take (pct.applications takes no breakdown)"),
        ("甘肃,2016,patent.grants,invention,five,,p", "published", "five", "not a printed number"),
        ("甘肃,2016,patent.grants,invention,,,p", "published", "", "no figure"),
        ("甘肃,2016,patent.grants,invention,5.5,,p", "published", "5.5", "finer than patent.grants is kept (whole numbers of 件)"),
        ("甘肃,2016,patent.grants,invention,-5,,p", "published", "-5", "a count below zero"),
        ("甘肃,2016,patent.grants,invention,5户,,p", "published", "5户", "printed in 户, where patent.grants is in 件"),
        ("甘肃,2016,patent.grants,invention,5,Z,p", "status", "Z", "not a status of SDMX CL_OBS_STATUS"),
        ("甘肃,2016,patent.grants,invention,1000000000000000,,p", "published", "1000000000000000", "more than the largest figure that can be kept (999999999999999)"),
        (f"甘肃,2016,patent.grants,invention,{'9' * 400},,p", "published", "9" * 400, "a number of 400 digits"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_column_and_text(database, folder, row, column, text, problem):
    before = dump(database)
    path = folder(figures=[HEAD, "甘肃,2015,patent.grants,invention,1241,A,p. 1", row])
    with pytest.raises(SeedFolderError) as caught:
        load(database, [path])
    (error,) = caught.value.errors
    assert (error.file, error.line, error.column, error.text) == ("mine/figures.csv", 3, column, text)
    shown = text if len(text) <= 60 else text[:59] + "…"
    assert error.problem == f"mine/figures.csv, line 3, column {column}: {problem} ({shown!r})"
    assert dump(database) == before


def test_all_mistakes_are_listed_up_to_twenty_and_the_rest_counted(database, folder):
    path = folder(figures=[HEAD, *(f"nowhere{i},2016,patent.grants,invention,5,,p" for i in range(30))])
    with pytest.raises(SeedFolderError) as caught:
        load(database, [path])
    assert [error.line for error in caught.value.errors] == list(range(2, 22))
    assert "30 rows cannot be loaded" in str(caught.value)
    assert "… and 10 more" in str(caught.value)


def test_an_ambiguous_name_is_never_guessed(database, folder):
    path = folder(
        aliases="kind,target,name\nregion,610000,Two\nregion,140000,Two\n",
        figures=[HEAD, "Two,2016,patent.grants,invention,5,,p"],
    )
    with pytest.raises(SeedFolderError, match="stands for several: 140000, 610000"):
        load(database, [path])


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (b"", 1, "the file is empty"),
        (b"region,period\n", 1, "this column is missing"),
        (b"region,period,metric,published,colour\n\xe6\x96\xb0,1,1,1,1\n", 1, "no such column here"),
        (b"region,period,metric,published\n\xff\xfe,2016,x,1\n", 2, "not UTF-8 text"),
        (b"region,period,metric,published\na,b\n", 2, "2 cells where the header has 4"),
        (b'region,period,metric,published\n"a,b,c,d\n', 2, "not CSV"),
        (
            b"region,period,metric,published\n" + b"x" * 30_000 + b",2016,y,1\n",
            2,
            "a line of more than 20000 characters",
        ),
        (b"region,region,metric,published\n", 1, "two columns of this name"),
        (b"region,period,metric,published\n\0,2016,patent.grants,1\n", 2, "a NUL byte"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_line(database, folder, text, line, problem):
    path = folder()
    (path / "figures.csv").write_bytes(text)
    if text == b"region,period\n":
        (path / "figures.csv").write_bytes(text + "新疆,2016\n".encode())
    with pytest.raises(SeedFolderError) as caught:
        load(database, [path])
    (error,) = caught.value.errors
    assert error.line == line
    assert problem in error.problem


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("code = ", "not TOML"),
        ('published = "2016"', "column code: missing"),
        ('code = "x"', "column published: missing"),
        ('code = "x"\npublished = "2016"\npath = "/etc/passwd"', "not a key of source.toml"),
        ('code = "x"\npublished = "26 April"', "column published: not a date"),
        ('code = "x"\npublished = "2016"\nlanguage = "English"', "column language: not a code of ISO 639"),
        ('code = "x"\npublished = "2016"\npriority = -1', "not a whole number from 0"),
    ],
)
def test_a_source_that_does_not_say_what_it_is_is_refused(database, folder, source, problem):
    with pytest.raises(SeedError, match=problem):
        load(database, [folder(source=source)])


def test_a_folder_without_source_and_a_file_of_no_known_name_are_refused(database, folder, tmp_path):
    with pytest.raises(ReadError, match="there is no such file"):
        load(database, [tmp_path / "nowhere"])
    path = folder(figure=HEAD)
    with pytest.raises(SeedError, match="no such file in a seed folder"):
        load(database, [path])


def test_one_fact_stands_once_in_a_file(database, folder):
    path = folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,5,,a", "GANSU,2016,patent.grants,invention,6,,b"])
    with pytest.raises(SeedFolderError, match=r"line 3: the same fact as line 2"):
        load(database, [path])


def test_a_loaded_figure_is_never_overwritten(database, folder):
    load(database, [folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,5,,a"])])
    before = dump(database)
    with pytest.raises(SeedFolderError, match=r"loaded already from this source as '5' \('6'\)"):
        load(database, [folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,6,,a"])])
    assert dump(database) == before


def test_the_same_number_printed_otherwise_is_another_figure(database, folder):
    load(database, [folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,1.50万件,,a"])])
    with pytest.raises(SeedFolderError, match=r"loaded already from this source as '1\.50万件'"):
        load(database, [folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,15000件,,a"])])


def test_an_edition_is_a_source_of_its_own(database, folder):
    first = 'code = "mine"\nedition = "2016"\npublished = "2017"\n'
    load(database, [folder(source=first)])
    with pytest.raises(SeedFolderError, match="source mine is loaded already"):
        load(database, [folder(source=first.replace("2016", "2017"))])


def test_of_several_folders_with_one_mistake_none_is_loaded(database, folder):
    good = folder("good", figures=[HEAD, "甘肃,2016,patent.grants,invention,5,,a"])
    bad = folder("bad", figures=[HEAD, "甘肃,2016,patent.grants,invention,x,,a"])
    before = dump(database)
    with pytest.raises(SeedFolderError):
        load(database, [good, bad])
    assert dump(database) == before


def test_the_source_of_lower_priority_number_is_preferred_and_then_the_later_one(database, folder):
    rows = "甘肃,2016,patent.grants,invention,{},,a"
    for code, priority, published, figure in (
        ("a", 50, "2017", 1),
        ("b", 50, "2018", 2),
        ("c", 10, "2016", 3),
        ("d", 90, "2020", 4),
    ):
        source = f'code = "{code}"\npublished = "{published}"\npriority = {priority}\n'
        load(database, [folder(code, source, figures=[HEAD, rows.format(figure)])])
    with open_database(database) as opened:
        cited = opened.cite("invention grants", region="甘肃").to_records()
        ranked = opened.ranking("invention grants", region="甘肃").to_records()
    assert [(row["source"], row["preferred"]) for row in cited] == [("c", 1), ("a", 0), ("b", 0), ("d", 0)]
    assert [row["value"] for row in ranked] == [3]


def test_a_missing_figure_of_a_preferred_source_leaves_the_place_to_one_that_has_it(database, folder):
    load(
        database,
        [
            folder(
                "first",
                'code = "first"\npublished = "2018"\npriority = 1\n',
                figures=[HEAD, "甘肃,2016,patent.grants,invention,,O,a"],
            )
        ],
    )
    load(database, [folder("second", figures=[HEAD, "甘肃,2016,patent.grants,invention,7,,a"])])
    with open_database(database) as opened:
        assert [(row["value"], row["source"]) for row in opened.series("grants", region="甘肃").to_records()] == [
            (7, "second")
        ]


def test_the_first_year_of_a_series_is_the_first_that_has_a_figure(database, folder):
    rows = [HEAD, "甘肃,2014,patent.grants,invention,,O,a"]
    rows += [
        f"甘肃,{year},patent.grants,invention,{figure},,a" for year, figure in ((2015, 10), (2016, 20), (2017, 40))
    ]
    load(database, [folder(figures=rows)])
    with open_database(database) as opened:
        grown = opened.growth("invention grants", region="甘肃", base="first").to_records()
    assert [(row["year"], row["base_year"], row["growth_percent"], row["compound_percent"]) for row in grown] == [
        (2016, 2015, Decimal("100.00"), None),
        (2017, 2015, Decimal("300.00"), Decimal("100.00")),
    ]


def test_a_recovered_figure_makes_way_when_its_own_source_states_it(database, folder):
    claims = "region,period,metric,patent_type,kind,subject,base_year,published,locator\n甘肃,2016,patent.grants,invention,growth,level,2015,10.0%,b\n"
    path = folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,1100,,a"], claims=claims)
    (report,) = load(database, [path])
    assert (
        str(report)
        == "mine: 1 figure new, 0 the same as before, 0 in conflict with another source, 0 rejected, 1 claim new, 1 figure recovered"
    )
    assert figures(database, "mine")[0][3:] == (1000, 1000, 1000, "exact", "I", "", "10.0% (b) to 1100 (a)")
    (path / "figures.csv").write_text(HEAD + "\n甘肃,2015,patent.grants,invention,1001,,c\n", "utf-8")
    load(database, [path])
    assert [row[3:9] for row in figures(database, "mine")] == [
        (1001, 1001, 1001, "exact", "A", "1001"),
        (1100, 1100, 1100, "exact", "A", "1100"),
    ]


def test_a_growth_that_no_whole_number_fits_recovers_nothing(database, folder):
    # 24 at +15.00 % would need a base between 20.868 and 20.870.
    claims = "region,period,metric,kind,subject,base_year,published,locator\n甘肃,2016,pct.applications,growth,level,2015,15.00%,b\n"
    path = folder(figures="region,period,metric,published,locator\n甘肃,2016,pct.applications,24,a\n", claims=claims)
    (report,) = load(database, [path])
    assert report.recovered == 0


def test_a_breakdown_that_a_metric_does_not_take_is_refused_by_the_database_itself(database):
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        insert = (
            "INSERT INTO observations SELECT m.id, 620000, b.id, 0, 2016, 1, {kind}, NULL, 5, 5, 5, 0, 0, 'exact', 'A', '5', '{place}'"
            " FROM metrics m, breakdowns b WHERE m.code = 'pct.applications' AND b.patent_type = 'invention'"
        )
        for kind in ("b.kind_id", "m.breakdown_kind"):
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
                connection.execute(insert.format(kind=kind, place="a"))
        with pytest.raises(sqlite3.IntegrityError, match="ck_observations_locator"):
            connection.execute(insert.format(kind="m.breakdown_kind", place=""))
    connection.close()


def test_a_user_can_declare_a_metric_a_region_and_a_name(database, folder):
    path = folder(
        regions="code,name_zh,name_en,full_name_zh,level,parent,overlaps_parent\n620100,兰州,Lanzhou,兰州市,prefecture,620000,0\n",
        units="code,name_en\n头,head\n",
        metrics="code,name_zh,name_en,unit,kind,breakdown,adds_over_regions,adds_over_years,divisor\nsheep.kept,羊存栏数,Sheep kept,头,stock,none,1,0,1\n",
        aliases="kind,target,name\nmetric,sheep.kept,绵羊\n",
        figures="region,period,metric,published\n兰州市,2016,绵羊,1.5万头\n",
    )
    load(database, [path])
    with open_database(database) as opened:
        rows = opened.series("sheep", region="lanzhou").to_records()
    assert [(row["value"], row["low"], row["high"], row["qualifier"], row["locator"]) for row in rows] == [
        (15000, 14500, 15500, "rounded", "line 2")
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["甘肃", "Gansu", "620000", "CN-GS"]),
            st.integers(2000, 2020),
            st.integers(0, 10**14),
            st.sampled_from(["", "万", "亿"]),
        ),
        max_size=12, unique_by=lambda row: row[1],
    )
)  # fmt: skip
def test_what_is_loaded_comes_out_as_it_was_printed(seeded, tmp_path_factory, rows):
    import shutil

    place = tmp_path_factory.mktemp("round")
    path = shutil.copy(seeded, place / "d.sqlite")
    lines = []
    for name, year, number, multiplier in rows:
        text = str(number) if not multiplier else f"{Decimal(number % 10**6).scaleb(-2):f}{multiplier}"
        lines.append((name, year, text))
    (place / "source.toml").write_text('code = "round"\npublished = "2021"\n', "utf-8")
    (place / "figures.csv").write_text(
        "region,period,metric,published\n" + "".join(f"{n},{y},trademark.applications,{t}件\n" for n, y, t in lines),
        "utf-8",
    )
    load(path, [place])
    with open_database(path) as opened:
        stored = opened.sql(
            "SELECT year, published, value, low, high FROM facts WHERE source = 'round' ORDER BY year"
        ).rows
    assert [(year, text) for year, text, *_ in stored] == sorted((year, text + "件") for _, year, text in lines)
    for _, text, value, low, high in stored:
        number = Decimal(text.rstrip("件万亿")) * {"万": 10**4, "亿": 10**8}.get(text[-2], 1)
        assert value == number
        assert low <= value <= high


def test_a_load_on_postgresql_gives_what_sqlite_gives(database, empty_postgres, folder):
    from conftest import REPORT
    from ipstats.database import initialize

    initialize(empty_postgres, bare=True)
    load(empty_postgres, [REPORT])
    path = folder(
        figures=[HEAD, "甘肃,2016,patent.grants,invention,1.5万件,,a", "新疆,2016,patent.grants,invention,911,,b"]
    )
    reports = [str(load(place, [path])[0]) for place in (database, empty_postgres)]
    assert (
        reports[0]
        == reports[1]
        == "mine: 2 figures new, 0 the same as before, 1 also stated by another source, 1 in conflict with another source, 0 rejected"
    )
    assert figures(database, "mine") == figures(empty_postgres, "mine")
    for place in (database, empty_postgres):
        with pytest.raises(SeedFolderError, match="loaded already"):
            load(place, [folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,1.6万件,,a"])])


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "qualifier"),
    [
        ("超过3件", None, 4, None, "more_than"),
        ("不到3件", None, 0, 2, "less_than"),
        ("3件以上", 3, 3, None, "at_least"),
        ("约300件", 300, 250, 350, "about"),
        ("1.5万余件", 15000, 15000, None, "at_least"),
    ],
)
def test_a_qualified_count_is_known_by_its_bounds(database, folder, text, value, low, high, qualifier):
    load(database, [folder(figures=[HEAD, f"甘肃,2016,patent.grants,invention,{text},,a"])])
    assert [row[3:7] for row in figures(database, "mine")] == [(value, low, high, qualifier)]


@pytest.mark.parametrize(
    ("published", "level", "verdict"),
    [
        ("超过15%", 1162, "reproduced"),
        ("超过15%", 1140, "contradicted"),
        ("不到15%", 1140, "reproduced"),
        ("16.2%", 1162, "reproduced"),
    ],
)
def test_a_growth_of_more_than_so_much_is_open_above(database, folder, published, level, verdict):
    claims = f"region,period,metric,patent_type,kind,subject,base_year,published,locator\n甘肃,2016,patent.grants,invention,growth,level,2015,{published},b\n"
    rows = [HEAD, "甘肃,2015,patent.grants,invention,1000,,a", f"甘肃,2016,patent.grants,invention,{level},,a"]
    load(database, [folder(figures=rows, claims=claims)])
    with open_database(database) as opened:
        assert [row["verdict"] for row in opened.growth("invention grants", region="甘肃", year=2016).to_records()] == [
            verdict
        ]


def test_a_base_recovered_from_more_than_so_much_is_a_range(database, folder):
    claims = "region,period,metric,patent_type,kind,subject,base_year,published,locator\n甘肃,2016,patent.grants,invention,growth,level,2015,超过15%,b\n"
    load(database, [folder(figures=[HEAD, "甘肃,2016,patent.grants,invention,1150,,a"], claims=claims)])
    (recovered, _) = figures(database, "mine")
    # Nothing grows from zero by a percentage, so the lowest base is one.
    assert recovered[3:6] == (None, 1, 1000)


def test_a_database_without_programs_says_so(tmp_path):
    from ipstats.database import initialize
    from ipstats.errors import NothingMatchesError

    initialize(tmp_path / "bare.sqlite", bare=True)
    with open_database(tmp_path / "bare.sqlite") as opened:
        for question in ("programs", "growth", "ranking", "cases"):
            with pytest.raises(NothingMatchesError, match=f"no figure answers {question}|nothing matches"):
                opened.ask(question)


@pytest.mark.parametrize("divisor", ["7", "1000", "0", "x"])
def test_a_metric_is_kept_in_hundredths_or_finer_and_another_divisor_is_named_with_its_line(database, folder, divisor):
    path = folder(
        metrics="code,name_zh,name_en,unit,kind,breakdown,adds_over_regions,adds_over_years,divisor,definition\n"
        f"made.up,虚构,Made up,件,flow,none,1,1,{divisor},\n"
    )
    with pytest.raises(
        SeedFolderError, match=r"metrics\.csv, line 2, column divisor: not one of 1, 100, 10000, 1000000"
    ):
        load(database, [path])


@pytest.mark.parametrize(
    ("level", "later", "low", "high"),
    # 24 after 20.0 % was 20, and so was 30 after 50.0 %; 42 after 5 % was 40, and one of the two is wrong.
    [(30, "50.0%", 20, 20), (42, "5%", None, None)],
)
def test_two_growths_over_one_year_recover_it_once(database, folder, level, later, low, high):
    path = folder(
        figures=f"region,period,metric,published\n甘肃,2031,pct.applications,24\n甘肃,2032,pct.applications,{level}\n",
        claims="region,period,metric,kind,subject,base_year,published\n"
        "甘肃,2031,pct.applications,growth,level,2030,20.0%\n"
        f"甘肃,2032,pct.applications,growth,level,2030,{later}\n",
    )
    load(database, [path])
    assert "0 figures new, 2 the same" in str(load(database, [path])[0])
    with open_database(database) as opened:
        found = opened.sql("SELECT low, high, status FROM facts WHERE region = '甘肃' AND year = 2030").rows
    assert found == ([(low, high, "I")] if low is not None else [])
