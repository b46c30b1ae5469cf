"""The page to review a report, as somebody uses it: by mouse, by keyboard alone, in the dark, and in print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import ENTER, ESCAPE, RIGHT, TAB, Browser, browser, is_there
from test_review import TEXT, example, names, page_of, said

__all__ = ["names"]  # the fixture

pytestmark = pytest.mark.skipif(not is_there(), reason="no browser is installed: chromium and chromedriver")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as driving:
        yield driving


@pytest.fixture
def opened(chromium: Browser, names, tmp_path: Path) -> Browser:
    """The page of the example: a level, a growth, a target and a doubt."""
    chromium.emulate()
    path = tmp_path / "page.html"
    path.write_bytes(page_of(names, TEXT, example()))
    chromium.open(path)
    return chromium


def focused(page: Browser) -> str:
    return page.run("return document.activeElement.id || document.activeElement.textContent")


def hint(page: Browser) -> str:
    """What the hint says; nothing where it is not shown."""
    return page.run("const tip = document.getElementById('tip'); return tip.hidden ? '' : tip.innerText")


def displayed(page: Browser) -> list[str]:
    """The rows of the table that are shown."""
    return page.run(
        "return [...document.querySelectorAll('tbody')].filter((row) => row.offsetHeight > 0).map((row) => row.id)"
    )


def styles(page: Browser, selector: str, *names: str, pseudo: str | None = None) -> list[str]:
    return page.run(
        "const style = getComputedStyle(document.querySelector(arguments[0]), arguments[2]);"
        "return arguments[1].map((name) => style.getPropertyValue(name))",
        selector, list(names), pseudo,
    )  # fmt: skip


def test_the_page_has_its_style_and_its_script_and_the_browser_says_nothing_against_it(opened):
    assert opened.log() == []
    assert styles(opened, "#m1", "text-decoration-style") == ["solid"]
    opened.press("j")
    assert focused(opened) == "m1"


def test_by_keyboard_one_goes_from_statement_to_statement_and_to_its_row_and_back(opened):
    opened.press("j", "j")
    assert focused(opened) == "m2"
    for words in ("growth", "增长5.2%", "湖北 420000", "2017", "专利授权量", "5.2 %", "2016"):
        assert words in hint(opened)
    opened.press("k")
    assert focused(opened) == "m1"
    opened.press("k")
    assert focused(opened) == "m1"
    opened.press("j", ENTER)
    assert opened.run("return document.activeElement.closest('tbody').id") == "r2"
    # In the table, j goes to the next row.
    opened.press("j")
    assert opened.run("return document.activeElement.closest('tbody').id") == "r3"
    opened.press(ENTER)
    assert focused(opened) == "m3"
    assert "no fact" in hint(opened)
    opened.press(ESCAPE)
    assert hint(opened) == ""


def test_the_tab_key_comes_to_every_statement_and_the_focus_is_seen(opened):
    passed = []
    for _ in range(12):
        opened.press(TAB)
        passed.append(focused(opened))
    assert [name for name in passed if name.startswith("m")] == ["m1", "m2", "m3", "m4"]
    opened.run("document.getElementById('m1').focus()")
    opened.press(TAB)
    assert styles(opened, "#m2", "outline-style", "outline-width") == ["solid", "3px"]


def test_the_mouse_over_a_statement_shows_what_was_understood(opened):
    opened.point_at("#m4")
    assert "In doubt: of which region it is, the text leaves open" in hint(opened)
    opened.point_at("h1")
    assert hint(opened) == ""


def test_doubts_and_targets_are_told_apart_without_colour(opened):
    lines = [styles(opened, f"#m{number}", "text-decoration-style")[0] for number in (1, 3, 4)]
    assert lines == ["solid", "dashed", "wavy"]
    labels = [styles(opened, f"#m{number}", "content", pseudo="::after")[0] for number in (1, 3, 4)]
    assert labels == ["none", '"→"', '"?"']


def test_what_is_shown_is_chosen_by_keyboard_and_the_rest_is_passed_over(opened):
    assert displayed(opened) == ["r1", "r2", "r3", "r4"]
    opened.run("document.getElementById('show-all').focus()")
    opened.press(RIGHT)
    assert displayed(opened) == ["r4"]
    assert opened.run("return document.getElementById('shown').textContent") == "1 shown"
    opened.press("j")
    assert focused(opened) == "m4"
    assert styles(opened, "#m1", "text-decoration-line") == ["none"]
    opened.run("document.getElementById('show-target').click()")
    assert displayed(opened) == ["r3"]
    opened.run("document.getElementById('show-growth').click()")
    assert displayed(opened) == ["r2"]
    opened.run("document.getElementById('show-all').click()")
    assert displayed(opened) == ["r1", "r2", "r3", "r4"]


def contrast(page: Browser, selector: str) -> float:
    """The contrast of an element's text against its ground, as WCAG measures it."""
    return page.run(
        """
        const light = (color) => {
          const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255).map(
            (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        let element = document.querySelector(arguments[0]);
        const ink = light(getComputedStyle(element).color);
        while (getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") element = element.parentElement;
        const ground = light(getComputedStyle(element).backgroundColor);
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
        """,
        selector,
    )


def test_text_can_be_read_by_day_and_in_the_dark(opened):
    grounds = []
    for scheme in ("light", "dark"):
        opened.emulate(prefers_color_scheme=scheme)
        grounds.append(styles(opened, "body", "background-color"))
        for selector in ("#m1", "#m3", "#m4", ".keys", "#r1 td[colspan]", "#r4 strong", "#r3 strong", ".count"):
            assert contrast(opened, selector) >= 4.5, (scheme, selector)
    assert grounds[0] != grounds[1]


def test_in_print_marks_survive_in_black_and_white_and_lead_to_the_table(opened):
    opened.emulate(media="print", prefers_color_scheme="dark")
    assert styles(opened, "body", "background-color", "color") == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    labels = [styles(opened, f"#m{number}", "content", pseudo="::after")[0] for number in (1, 3, 4)]
    assert labels == ['"[1]"', '"[3→]"', '"[4?]"']
    assert styles(opened, "#m4", "text-decoration-style", "text-decoration-line") == ["wavy", "underline"]
    assert styles(opened, ".keys", "display") == ["none"]
    # The table of statements follows on a page of its own.
    assert styles(opened, ".rows", "break-before", "overflow") == ["page", "visible"]
    assert displayed(opened) == ["r1", "r2", "r3", "r4"]


def test_on_a_narrow_screen_nothing_lies_beside_it(opened):
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    opened.cdp("Emulation.setDeviceMetricsOverride", size)
    try:
        assert opened.run("return document.documentElement.scrollWidth <= innerWidth")
        opened.press("j")
        inside = "const at = document.getElementById('tip').getBoundingClientRect(); return at.left >= 0 && at.right <= innerWidth"
        assert opened.run(inside)
    finally:
        opened.cdp("Emulation.clearDeviceMetricsOverride")


def test_a_text_that_would_run_is_shown_and_does_not_run(chromium, names, tmp_path):
    hostile = "</article><script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">12件"
    statement = said(
        "12件", 12, start=len(hostile) - 3, end=len(hostile), metric_zh=hostile, clues=hostile, note=hostile
    )
    path = tmp_path / "page.html"
    path.write_bytes(page_of(names, hostile, [statement], title=hostile))
    chromium.open(path)
    chromium.press("j")
    assert hostile in hint(chromium)
    assert chromium.run("return document.querySelector('article').textContent") == hostile
    assert "run" not in chromium.run("return document.title").split()
    assert chromium.run("return document.images.length + document.scripts.length") == 1
    assert chromium.log() == []


def test_a_place_with_two_statements_shows_both(chromium, names, tmp_path):
    path = tmp_path / "page.html"
    statements = [said("5件", 5, start=0, end=2), said("5件", 5, start=0, end=2, period="2016")]
    path.write_bytes(page_of(names, "5件", statements))
    chromium.open(path)
    chromium.press("j")
    assert ("2017" in hint(chromium), "2016" in hint(chromium)) == (True, True)


def test_without_its_script_the_page_still_leads_from_text_to_table_and_is_filtered(chromium, names, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(page_of(names, TEXT, example()))
    chromium.cdp("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chromium.open(path)
        chromium.press(TAB, TAB, RIGHT)
    finally:
        chromium.cdp("Emulation.setScriptExecutionDisabled", {"value": False})
    assert displayed(chromium) == ["r4"]
    assert chromium.run("return document.getElementById('m1').hash") == "#r1"
