"""One answer with every awkward cell, in every format, compared whole with the file that it should be."""

from __future__ import annotations

import csv
import io
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from ipstats.errors import UsageError
from ipstats.questions.columns import METRIC, PERIOD, QUALIFIER, REGION, STATUS, UNIT, WORDS, columns, plain
from ipstats.render import FORMATS, Look, format_named, render
from ipstats.results import Note, Result

GOLDENS = Path(__file__).parent / "goldens"

IDS = (
    "region_code", "region", "region_en", "metric", "metric_zh", "metric_en", "item_zh", "item_en", "period", "value",
    "low", "high", "unit", "growth_percent", "growth_low", "growth_high", "remark", "qualifier", "published", "status", "locator",
)  # fmt: skip


def row(
    region, en, value, low, high, growth, bounds, remark="", qualifier="exact", published="", status="A", locator="p. 1"
):
    """A row of the answer."""
    return (
        "650000", region, en, "patent.grants", "专利授权量", "Patent grants", "发明", "invention", "2016", value, low, high,
        "件", growth, *bounds, remark, qualifier, published, status, locator,
    )  # fmt: skip


@pytest.fixture(scope="module")
def awkward() -> Result:
    """Chinese, negative, large, missing, bounded, qualified and hostile cells."""
    none = (None, None)
    rows = [
        row("新疆", "Xinjiang", 14105, 14105, 14105, Decimal("-18.78"), (Decimal("-18.7764"), Decimal("-18.7763")), published="14105件"),
        row("新疆生产建设兵团", "Corps, the", Decimal("1.5940"), Decimal("1.5935"), Decimal("1.5945"), Decimal("0.00"), none, qualifier="rounded"),
        row("甘肃", "Gansu", 213600, 213550, 213650, None, none, "zero_base", "rounded", "21.36万件"),
        row("西藏", "Tibet", 920, 920, None, None, none, "missing_base", "at_least", "920余件"),
        row("山西", "Shanxi", None, None, None, None, none, "missing_value", status="O"),
        row("陕西", "Shaanxi", None, 25277, 25295, None, (Decimal("34.9515"), Decimal("35.0477")), "recovered_base", status="I"),
        row("北京", "Beijing", -999999999999999, -999999999999999, -999999999999999, Decimal("12345678.90"), none),
        row('=cmd|" /C calc"!A0', "a|b\n\"c\", d", 0, 0, 0, Decimal("100.00"), none, "bounded", published="-5%", locator="@SUM(1)"),
    ]  # fmt: skip
    shown = (REGION, METRIC, PERIOD, plain("value"), UNIT, plain("growth_percent"), QUALIFIER, STATUS, plain("locator"))
    words = WORDS | {"件": ("件", "items")}
    return Result("awkward", columns(*IDS), rows, [Note("a note is not data", "注不是数据")], shown, words)


def compared(data: bytes, name: str) -> None:
    """The bytes are those of the golden file. With IPSTATS_WRITE_GOLDENS=1 they are written, to be read through."""
    path = GOLDENS / name
    if os.environ.get("IPSTATS_WRITE_GOLDENS"):
        path.write_bytes(data)
    assert data == path.read_bytes()


@pytest.mark.parametrize(
    ("form", "look", "name"),
    [
        ("csv", Look(), "awkward.csv"),
        ("csv", Look(excel=True), "awkward-excel.csv"),
        ("json", Look(), "awkward.json"),
        ("ndjson", Look(), "awkward.ndjson"),
        ("markdown", Look(), "awkward.md"),
        ("markdown", Look(lang="zh"), "awkward-zh.md"),
        ("table", Look(), "awkward.txt"),
        ("table", Look(lang="zh", width=100), "awkward-100-columns.txt"),
        ("table", Look(width=40), "awkward-40-columns.txt"),
    ],
)
def test_an_answer_reads_in_each_format_as_it_should(awkward, form, look, name):
    compared(render(awkward, form, look), name)


def test_csv_gives_back_what_went_in(awkward):
    rows = list(csv.DictReader(io.StringIO(render(awkward, "csv", Look()).decode())))
    for given, found in zip(awkward.to_records(), rows, strict=True):
        for name, cell in given.items():
            text = "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)
            assert found[name] in (text, "'" + text), name
            assert found[name] == text or text[0] in "=+-@"


def test_csv_holds_no_text_that_a_spreadsheet_would_run(awkward):
    for cells in csv.reader(io.StringIO(render(awkward, "csv", Look()).decode())):
        assert not any(cell.startswith(("=", "@", "+")) for cell in cells)
        assert all(cell.lstrip("-").replace(".", "").isdigit() for cell in cells if cell.startswith("-"))


def test_json_figures_keep_all_their_digits(awkward):
    parsed = json.loads(render(awkward, "json", Look()), parse_float=Decimal)
    assert parsed == awkward.to_records()
    lines = render(awkward, "ndjson", Look()).decode().splitlines()
    assert [json.loads(line, parse_float=Decimal) for line in lines] == parsed


@pytest.mark.parametrize("width", [10, 20, 33, 40, 55, 66, 80, 100, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_figure_is_cut_at_any_width(awkward, width, lang):
    text = render(awkward, "table", Look(lang=lang, width=width)).decode()
    lines = [line.strip() for line in text.splitlines()]
    for figure in ("14,105", "213,600", "25,277", "25,295", "−18.78", "1.5940", "12,345,678.90", "≥ 920"):
        if len(figure) <= width - 2 and " " not in figure:
            assert any(figure in line for line in lines), figure
    if width >= 40:
        assert any("−999,999,999,999,999" in line for line in lines)


def test_a_table_has_the_rows_of_the_csv(awkward):
    table = render(awkward, "markdown", Look()).decode().splitlines()
    assert len(table) - 2 == len(awkward.rows) == render(awkward, "ndjson", Look()).count(b"\n")


def test_the_format_follows_from_the_ending_of_the_file():
    endings = {ending: form.name for form in FORMATS.values() for ending in form.endings}
    assert {ending: format_named(None, Path("a" + ending)) for ending in endings} == endings
    with pytest.raises(UsageError, match=r"no format has the ending '.xyz'"):
        format_named(None, Path("a.xyz"))
    assert format_named("csv", Path("a.xyz")) == "csv"


def test_a_frame_has_exact_numbers(awkward):
    frame = awkward.to_pandas()
    assert frame["value"].tolist()[1] == Decimal("1.5940")
    assert str(awkward.to_pandas()["high"].dtype) == "object"
    assert len(frame) == len(awkward)
    assert "<table>" in awkward._repr_html_()
    assert "&quot;" in awkward._repr_html_()
