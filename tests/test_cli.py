"""The command line as a person uses it: whole answers, names, defaults, errors."""

from __future__ import annotations

import csv
import sqlite3

import pytest

from conftest import ROOT
from ipstats.cli.app import VERBS, build
from ipstats.database import open_database
from ipstats.errors import AmbiguousNameError, NothingMatchesError, UnknownNameError, UsageError

NEWCOMER = """\
region    metric (unit)                                                                             period  value  previous               growth %  stated %  verdict
──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Xinjiang  Patent applications, invention (items)                                                    2016    3,598     3,024                  18.98         —
Xinjiang  Patent grants, invention (items)                                                          2016      910       950                  −4.21         —
Xinjiang  Patents in force, invention (items)                                                       2016    3,762     3,072                  22.46     22.46  reproduced
Xinjiang  Patents in force per 100 million yuan of product, invention (items per 100 million yuan)  2016    0.379     0.322  17.91 [17.91 – 17.92]         —
Xinjiang  Patents in force per 10 000 people, invention (items per 10 000 people)                   2016    1.594     1.337  19.24 [19.17 – 19.31]     23.26  contradicted
"""

NOTES = """\
note: contradicted by other figures: Xinjiang 2016 Patents in force per 10 000 people 23.26%; see ipstats audit --verdict contradicted
"""

ASKED = ("query", "growth", "--metric", "invention", "--region", "新疆", "--year", "2016")

CHINESE = """\
地区  指标（单位）                       时期   数值           基期数值       增长率（%）  公布增长率（%）  核对
────────────────────────────────────────────────────────────────────────────────────────────────────────────────
新疆  专利授权量·发明（件）              2016    910                  —          缺基期数                —
新疆  有效专利拥有量·发明（件）          2016  3,762            3,072 I           22.46 I            22.46  相符
新疆  万人有效专利拥有量·发明（件/万人）  2016  1.594  1.2927 – 1.2937 I   23.17 – 23.35 I            23.26  相符
"""


def test_a_newcomer_gets_a_true_answer_and_is_told_where_it_is_kept(ipstats, tmp_path):
    ran = ipstats(*ASKED)
    assert ran.code == 0
    assert ran.out == NEWCOMER
    first, _, rest = ran.err.partition("\n")
    assert first.startswith("made the database ")
    assert first.endswith("ipstats.sqlite from the bundled seeds")
    assert rest == NOTES
    again = ipstats(*ASKED)
    assert (again.code, again.out, again.err) == (0, NEWCOMER, NOTES)


def test_chinese_labels_and_chinese_words_are_the_same_question(ipstats, reported):
    ran = ipstats("--database", reported, "query", "growth", "--metric", "发明", "--lang", "zh")
    assert [line.split() for line in ran.out.splitlines()] == [line.split() for line in CHINESE.splitlines()]
    named = ipstats("query", "growth", "--metric", "发明", "--format", "csv", "--database", reported)
    assert (
        named.out == ipstats("query", "growth", "--metric", "invention", "--format", "csv", "--database", reported).out
    )


@pytest.mark.parametrize(
    ("words", "series"),
    [
        ("grants", ["patent.grants:design", "patent.grants:invention", "patent.grants:total", "patent.grants:utility_model"]),
        ("invention grants", ["patent.grants:invention"]),
        ("发明授权", ["patent.grants:invention"]),
        ("patent.grants", ["patent.grants:design", "patent.grants:invention", "patent.grants:total", "patent.grants:utility_model"]),
        ("商标", ["trademark.applications:", "trademark.registrations:"]),
        ("商标申请", ["trademark.applications:"]),
        ("万人发明专利拥有量", ["patent.in_force_per_10k:invention"]),
        ("PCT", ["pct.applications:"]),
        ("applications", ["patent.applications:total", "pct.applications:", "trademark.applications:"]),
        ("Utility Models", ["patent.grants:utility_model"]),
    ],
)  # fmt: skip
def test_words_narrow_to_these_series(reported, words, series):
    with open_database(reported) as database:
        found = database.series(words).to_records()
    assert [f"{row['metric']}:{row['patent_type']}" for row in found] == series


@pytest.mark.parametrize(
    "name", ["新疆", "xinjiang", "Xinjiang", "650000", "CN-XJ", "XJ", "新疆维吾尔自治区", "XIN JIANG"]
)
def test_a_region_answers_to_each_of_its_names(seeded, name):
    with open_database(seeded) as database:
        if name == "XIN JIANG":
            with pytest.raises(UnknownNameError, match=r"Nearest: .*Xinjiang"):
                database.series("grants", region=name)
            return
        assert {row["region_code"] for row in database.series("grants", region=name).to_records()} == {"650000"}


def test_several_regions_come_by_commas_or_one_by_one(panel):
    with open_database(panel) as database:
        together = database.series("invention grants", region="北京、甘肃, 四川", year=2016).rows
        assert together == database.series("invention grants", region=["北京", "Gansu", "510000"], year=2016).rows
        assert {row[1] for row in together} == {"北京", "甘肃", "四川"}


@pytest.mark.parametrize("blank", ["", " ", ",", "、 ，"])
def test_a_blank_is_no_name_and_selects_nothing(ipstats, seeded, blank):
    for option in ("--region", "--metric", "--year"):
        ran = ipstats("query", "series", option, blank, "--database", seeded)
        assert (ran.code, ran.out) == (2, ""), option
        assert "Traceback" not in ran.err
    for option in ("--scope", "--level", "--plan"):
        ran = ipstats("query", "ranking", option, blank, "--database", seeded)
        assert "Traceback" not in ran.err
        assert ran.code in (0, 2), option


def test_values_are_written_into_shown_sql_as_they_are():
    from ipstats.questions.compose import Select, among

    select = Select("facts", ["value"], [among("metric", ["a:m1", "it's :m0", "x"], "m"), among("year", [2016], "y")])
    assert select.literal() == (
        "SELECT\n  value\nFROM facts\nWHERE metric IN ('a:m1', 'it''s :m0', 'x')\n  AND year = 2016;"
    )


def test_shanxi_and_shaanxi_are_different_provinces_and_each_has_its_names(panel):
    with open_database(panel) as database:
        for name, code in (("Shanxi", "140000"), ("山西", "140000"), ("Shaanxi", "610000"), ("陕西", "610000")):
            assert {row[0] for row in database.series("invention grants", region=name).rows} == {code}


def test_an_unknown_name_gives_the_nearest_and_prints_nothing(ipstats, seeded):
    ran = ipstats("--database", seeded, "query", "growth", "--metric", "inventon")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "ipstats: no metric is called 'inventon'\n"
        "Nearest: invention, inventions, invention patent, invention patents. See them all: ipstats list metrics\n"
    )
    ran = ipstats("--database", seeded, "query", "growth", "--region", "Xinjang")
    assert (ran.code, ran.out) == (2, "")
    assert "Nearest: Xinjiang" in ran.err


def test_an_empty_answer_says_which_selector_emptied_it(ipstats, reported):
    ran = ipstats("--database", reported, "query", "series", "--metric", "grants", "--region", "甘肃", "--year", "2016")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        "ipstats: nothing matches --region of what --metric left (region_code = '620000')\n"
        "Change or leave out --region; see what there is: ipstats status\n"
    )
    ran = ipstats("--database", reported, "query", "series", "--metric", "grants", "--region", "新疆", "--year", "2011")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("ipstats: nothing matches --year of what --metric and --region left (year = 2011)")


def test_years_plans_and_levels_select(panel):
    with open_database(panel) as database:

        def years(**selectors):
            return sorted(
                {row["year"] for row in database.series("invention grants", region="北京", **selectors).to_records()}
            )

        assert years() == [2014, 2015, 2016, 2017]
        assert years(year="2015,2017") == [2015, 2017]
        assert years(year="2015-2016") == [2015, 2016]
        assert years(from_year=2016) == [2016, 2017]
        assert years(to_year=2015) == [2014, 2015]
        assert years(plan="12") == years(plan="十二五") == years(plan="12th") == [2014, 2015]
        assert years(plan="13") == [2016, 2017]
        levels = database.series("invention grants", level="prefecture", year=2016).to_records()
        assert {row["region"] for row in levels} == {"乌鲁木齐", "克拉玛依", "昌吉"}
        assert {row["region"] for row in database.series("grants", level="地级行政区", year=2016).to_records()} == {
            row["region"] for row in levels
        }
        with pytest.raises(UsageError, match="not a year: '16'"):
            database.series("grants", year="16")
        with pytest.raises(UnknownNameError, match="no five-year plan is called '99'"):
            database.series("grants", plan="99")


def test_the_default_is_the_latest_year_and_the_level_with_the_most_regions(panel):
    with open_database(panel) as database:
        result = database.ranking("invention grants")
        # 2017 has one figure only, Beijing's: the latest year is what is asked for, however few it has.
        assert {row["year"] for row in result.to_records()} == {2017}
        assert result.notes[0] == (
            "the latest year of each metric (2017), regions of level province;"
            " --region and --year choose others, --all gives everything"
        )
        assert len(database.ranking("invention grants", all=True)) > len(result)


def test_rows_are_sorted_and_the_first_taken(panel):
    with open_database(panel) as database:
        rows = database.growth("invention grants", year=2016, level="province", sort="-growth").to_records()
        growths = [row["growth_percent"] for row in rows]
        known = [growth for growth in growths if growth is not None]
        assert known == sorted(known, reverse=True)
        assert growths[: len(known)] == known
        top = database.growth("invention grants", year=2016, level="province", top=2)
        assert [row["region"] for row in top.to_records()] == ["西藏", "北京"]
        assert top.notes[0] == "the first 2 of more; --top gives more of them"
        with pytest.raises(UnknownNameError, match="no column is called 'colour'"):
            database.growth("grants", sort="colour")


def test_the_sql_that_is_shown_gives_the_same_answer(ipstats, panel):
    for question in ("growth", "ranking", "series", "share", "compare", "cases", "programs"):
        asked = ipstats(
            "--database", panel, "query", question, "--all", "--show-sql", "--format", "csv", "--lang", "en"
        )
        statement = asked.err.partition(";\n")[0]
        with sqlite3.connect(panel) as connection:
            rows = connection.execute(statement).fetchall()
        connection.close()
        assert len(rows) == asked.out.count("\n") - 1 > 0, question


def test_a_citation_goes_to_publication_section_and_line(ipstats, reported):
    ran = ipstats(
        "--database", reported, "cite", "--metric", "patents in force", "--year", "2016", "--format", "markdown"
    )
    assert ran.out == (
        "| region | metric (unit) | period | value | published | publication | published on | locator |\n"
        "| --- | --- | --- | ---: | --- | --- | --- | --- |\n"
        "| Xinjiang | Patents in force, invention (items) | 2016 | 3,762 | 3762件 | Intellectual property in Xinjiang, 2016 | 2017 | 一, line 4 |\n"
    )
    with_source = ipstats("--database", reported, "query", "series", "--metric", "PCT", "--cite").out
    assert "source         locator" in with_source
    assert "xinjiang-2016" in with_source


def test_csv_is_the_contract_of_the_views(ipstats, reported):
    ran = ipstats("--database", reported, "query", "series", "--metric", "pct", "-f", "csv")
    assert ran.out == (
        "region_code,region,region_en,region_level,year,period,metric,metric_zh,metric_en,patent_type,case_kind,program,unit,"
        "value,low,high,decimals,unit_mult,qualifier,published,status,source,locator,award_level,item_zh,item_en\n"
        "650000,新疆,Xinjiang,province,2016,2016,pct.applications,PCT国际专利申请量,PCT international patent applications,,,,件,"
        '24,24,24,0,0,exact,24件,A,xinjiang-2016,"一, line 6; 三（一）, line 54",,,\n'
    )


def test_output_is_the_same_to_a_pipe_and_to_a_file(ipstats, seeded, tmp_path):
    for name, form in (
        ("a.csv", "csv"),
        ("a.json", "json"),
        ("a.ndjson", "ndjson"),
        ("a.md", "markdown"),
        ("a.txt", "table"),
    ):
        ran = ipstats("--database", seeded, "query", "growth", "-m", "invention", "-o", name)
        assert (ran.code, ran.out) == (0, "")
        piped = ipstats("--database", seeded, "query", "growth", "-m", "invention", "--format", form)
        assert (tmp_path / name).read_text("utf-8") == piped.out


def test_the_database_may_be_named_before_or_after_the_verb_and_in_the_environment(ipstats, seeded, panel):
    before = ipstats("--database", panel, "status", "--format", "csv").out
    assert f"database,{panel}\n" in before
    assert ipstats("status", "--database", panel, "--format", "csv").out == before
    assert (
        ipstats("status", "--format", "csv", env={"IPSTATS_DATABASE": f"sqlite:///{panel}"}).out.replace(
            "IPSTATS_DATABASE", "option --database"
        )
        == before
    )
    assert f"database,{seeded}\n" in ipstats("--database", panel, "status", "--database", seeded, "--format", "csv").out


def test_the_users_configuration_comes_last(ipstats, seeded, panel, tmp_path):
    configured = tmp_path / "config" / "ipstats"
    configured.mkdir(parents=True)
    (configured / "config.toml").write_text(f'database = "{panel}"\nlang = "zh"\n', "utf-8")
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    ran = ipstats("status", "--format", "csv", env=env)
    assert f"database,{panel}\n" in ran.out
    assert ipstats("list", "questions", env=env).out.startswith("问题")
    assert (
        f"database,{seeded}\n" in ipstats("status", "--format", "csv", env=env | {"IPSTATS_DATABASE": str(seeded)}).out
    )
    (configured / "config.toml").write_text("lang = ", "utf-8")
    ran = ipstats("status", env=env)
    assert ran.code == 2
    assert "config.toml" in ran.err


def test_init_makes_one_and_leaves_one_that_is_there(ipstats, tmp_path):
    with (ROOT / "seeds/reference/metrics.csv").open(encoding="utf-8", newline="") as file:
        declared = sum(1 for _ in csv.DictReader(file))
    ran = ipstats("init", "--bare", "--database", "mine.sqlite")
    assert (ran.code, ran.out, ran.err) == (0, "", f"made the database {tmp_path / 'mine.sqlite'}\n")
    assert "figures,0\n" in ipstats("status", "--database", "mine.sqlite", "--format", "csv").out
    assert f"metrics,{declared}\n" in ipstats("status", "--database", "mine.sqlite", "--format", "csv").out
    ran = ipstats("init", "--database", "mine.sqlite")
    assert (ran.code, ran.err) == (0, f"{tmp_path / 'mine.sqlite'} is there already; it was left as it is\n")


def test_a_postgresql_database_is_made_filled_and_asked_with_the_same_commands(ipstats, empty_postgres, folder, seeded):
    ran = ipstats("query", "growth", "--database", empty_postgres)
    assert (ran.code, ran.out) == (3, "")
    assert "is a database, but not one of ipstats" in ran.err
    assert ipstats("init", "--database", empty_postgres).code == 0
    assert ipstats("migrate", "--database", empty_postgres).err.endswith("is up to date (schema 0005)\n")
    own = folder(figures="region,period,metric,published\n甘肃,2030,pct.applications,24件\n")
    assert ipstats("load", own, "--database", empty_postgres).err.startswith("mine: 1 figure new")
    assert ipstats("load", own, "--database", empty_postgres).err.startswith(
        "mine: 0 figures new, 1 the same as before"
    )
    ran = ipstats("query", "ranking", "--metric", "pct", "--format", "csv", "--database", empty_postgres)
    assert [line.split(",")[1] for line in ran.out.splitlines()[1:]] == ["甘肃"]
    ran = ipstats(
        "sql",
        "SELECT region, value FROM facts WHERE metric = 'pct.applications' AND year = 2030",
        "--database",
        empty_postgres,
        "--format",
        "csv",
    )
    assert ran.out == "region,value\n甘肃,24\n"


@pytest.mark.parametrize("how", ["argument", "file", "stdin", "dash"])
def test_sql_comes_as_an_argument_from_a_file_or_from_standard_input(ipstats, seeded, tmp_path, how):
    statement = "SELECT region, value FROM facts WHERE metric = 'patent.in_force_per_10k' AND value > 1.5 -- 每万人"
    (tmp_path / "q.sql").write_text("\ufeff" + statement, "utf-8")
    arguments = {"argument": [statement], "file": ["-f", "q.sql"], "stdin": [], "dash": ["-"]}[how]
    ran = ipstats(
        "sql",
        *arguments,
        "--database",
        seeded,
        "--format",
        "csv",
        input=statement if how in ("stdin", "dash") else None,
    )
    assert (ran.code, ran.out) == (0, "region,value\n新疆,1.594\n")


def test_more_rows_than_allowed_are_cut_with_a_note(ipstats, seeded):
    ran = ipstats(
        "sql", "SELECT year FROM years ORDER BY year", "--max-rows", "2", "--database", seeded, "--format", "csv"
    )
    assert (ran.code, ran.out, ran.err) == (0, "year\n1949\n1950\n", "note: cut after 2 rows; --max-rows gives more\n")


def test_an_ambiguous_region_is_named_and_not_guessed(database, folder):
    from ipstats.database import load

    load(database, [folder(aliases="kind,target,name\nregion,610000,两西\nregion,140000,两西\n")])
    with open_database(database) as opened, pytest.raises(AmbiguousNameError, match="140000, 610000"):
        opened.series("grants", region="两西")


def test_the_corps_is_a_region_of_its_own_and_never_xinjiang(panel):
    with open_database(panel) as database:
        rows = database.series("invention grants", region="兵团").to_records()
        assert [(row["region_code"], row["region_level"], row["value"]) for row in rows] == [
            ("660000", "reporting_unit", 60)
        ]
        ranked = database.ranking("invention grants", year=2016, level="province").to_records()
        assert "兵团" not in {row["region"] for row in ranked}
        with pytest.raises(NothingMatchesError):
            database.series("商标", region="兵团")


def test_completion_knows_metrics_and_regions_and_opens_nothing_else(ipstats, seeded):
    env = {"_IPSTATS_COMPLETE": "complete_bash", "IPSTATS_DATABASE": str(seeded)}
    ran = ipstats(env=env | {"COMP_WORDS": "ipstats query growth --region Xin", "COMP_CWORD": "4"})
    assert "Xinjiang" in ran.out.split("\n")
    ran = ipstats(env=env | {"COMP_WORDS": "ipstats query growth --metric inv", "COMP_CWORD": "4"})
    assert "invention" in ran.out.split("\n")
    ran = ipstats(env=env | {"COMP_WORDS": "ipstats qu", "COMP_CWORD": "1"})
    assert ran.out.split() == ["query"]
    missing = {"IPSTATS_DATABASE": str(seeded) + ".none"}
    ran = ipstats(env=env | missing | {"COMP_WORDS": "ipstats query growth --region Xin", "COMP_CWORD": "4"})
    assert (ran.out.strip(), ran.err) == ("", "")


def commands():
    """Every command with its path."""
    import typer.main

    def walk(group, path):
        for name, command in group.commands.items():
            yield f"{path} {name}", command
            yield from walk(command, f"{path} {name}") if hasattr(command, "commands") else ()

    return list(walk(typer.main.get_command(build(list(VERBS))), "ipstats"))


@pytest.mark.parametrize(("path", "command"), commands(), ids=lambda item: item if isinstance(item, str) else "")
def test_every_command_and_option_has_help(path, command):
    assert command.help, path
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{path} {parameter.name}"
