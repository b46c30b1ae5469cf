"""A true terminal, as a person has it: whole figures, and a line that shows how they went."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipstats.database import open_database
from ipstats.render.sparks import spark, sparklines

TMUX = shutil.which("tmux")

needs_tmux = pytest.mark.skipif(TMUX is None, reason="there is no tmux to make a terminal with")

ASKED = ("query", "series", "--metric", "invention grants", "--region", "新疆", "--no-pager")


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., str]:
    """Run in a terminal of a size, and see what stands in it when the program is done."""

    def shown(*arguments: str | Path, columns: int, lines: int, end: str = "") -> str:
        socket = str(tmp_path / "tmux")
        assert TMUX is not None

        def tmux(*words: str) -> str:
            command = [TMUX, "-S", socket, "-f", "/dev/null", *words]
            done = subprocess.run(command, capture_output=True, check=True, timeout=60, encoding="utf-8")
            return done.stdout

        words = [sys.executable, "-m", "ipstats", *map(str, arguments)]
        # What comes last keeps the terminal open: it waits for keys that nobody presses.
        script = f"{shlex.join(words)} {end}; {shlex.join([TMUX, '-S', socket, 'wait-for', '-S', 'done'])}; exec cat"
        try:
            tmux("-u", "new-session", "-d", "-x", str(columns), "-y", str(lines), "sh", "-c", script)
            tmux("wait-for", "done")
            return tmux("capture-pane", "-p", "-J", "-S", "-")
        finally:
            # The server of this socket alone; it may be gone already where nothing was run.
            subprocess.run([TMUX, "-S", socket, "kill-server"], capture_output=True, check=False, timeout=60)

    return shown


@needs_tmux
@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (200, 50)])
def test_a_series_on_a_terminal_shows_every_year_and_how_it_went(terminal, seeded, columns, lines):
    text = terminal(*ASKED, "--database", seeded, columns=columns, lines=lines)
    with open_database(seeded) as database:
        rows = database.series("invention grants", region="新疆").to_records()
    figures = {str(row["year"]): f"{row['value']:,}" for row in rows}
    assert list(figures) == [str(year) for year in range(2010, 2024)]
    for year, figure in figures.items():
        assert re.search(rf"\b{year}\s+{figure}\b", text), year
    (line,) = [line for line in text.splitlines() if "█" in line]
    # Fourteen years, the largest of them as high as can be.
    values = [int(row["value"]) for row in rows]
    bars = re.search(r"  2010 (\S{14}) 2023  ", line)
    assert bars is not None, line
    assert bars[1][values.index(max(values))] == "█"
    assert bars[1][values.index(min(values))] == min(bars[1])
    assert line.endswith(f"{min(values):,} – {max(values):,}")
    assert line.startswith("Xinjiang, Patent grants, invention  ")


@needs_tmux
def test_the_line_speaks_the_language_of_the_table(terminal, seeded):
    text = terminal(*ASKED, "--lang", "zh", "--database", seeded, columns=200, lines=50)
    assert "新疆·专利授权量·发明  2010 " in text


@needs_tmux
@pytest.mark.parametrize(
    "arguments", [(*ASKED, "--format", "csv"), ("query", "growth", *ASKED[2:])], ids=["csv", "growth"]
)
def test_nothing_is_drawn_for_other_formats_and_questions(terminal, seeded, arguments):
    text = terminal(*arguments, "--database", seeded, columns=200, lines=50)
    assert "2023" in text
    assert "█" not in text


def test_a_pipe_and_a_file_get_no_such_line(ipstats, seeded, tmp_path):
    piped = ipstats(*ASKED, "--database", seeded)
    assert piped.code == 0
    assert not set("▁▂▃▄▅▆▇█") & set(piped.out + piped.err)
    written = ipstats(*ASKED, "-o", "series.txt", "--database", seeded)
    assert not set("▁▂▃▄▅▆▇█") & set((tmp_path / "series.txt").read_text("utf-8") + written.err)


@needs_tmux
def test_what_goes_to_a_file_is_the_same_from_a_terminal(terminal, ipstats, seeded, tmp_path):
    piped = ipstats(*ASKED, "--database", seeded)
    text = terminal(*ASKED, "--database", seeded, columns=80, lines=24, end=f"> {shlex.quote(str(tmp_path / 'out'))}")
    assert (tmp_path / "out").read_text("utf-8") == piped.out
    assert "█" not in text


@given(st.lists(st.none() | st.integers(0, 10**15) | st.decimals(0, 10**9, places=3), min_size=1, max_size=20))
def test_bars_are_as_many_as_years_and_never_lower_for_a_larger_figure(values):
    bars = spark(values)
    assert len(bars) == len(values)
    known = [(value, bar) for value, bar in zip(values, bars, strict=True) if value is not None]
    assert all(bar == " " for value, bar in zip(values, bars, strict=True) if value is None)
    assert " " not in {bar for _, bar in known}
    for value, bar in known:
        assert all(bar <= other for larger, other in known if larger >= value)
    if any(value for value, _ in known):
        assert max(known)[1] == "█"


def test_what_is_below_zero_or_nothing_at_all_has_the_lowest_bar():
    assert spark([-5, 0, Decimal(0)]) == "▁▁▁"
    assert spark([-5, 10]) == "▁█"
    assert spark([None, None]) == "  "


def test_a_year_that_is_missing_leaves_its_place_blank_and_half_years_are_not_mixed_in(database, folder):
    from ipstats.database import load

    figures = "region,period,metric,published\n" + "".join(
        f"甘肃,{period},pct.applications,{value}\n"
        for period, value in (("2010", 1), ("2011", 8), ("2013", 4), ("2014-S1", 80), ("2014", 2), ("2015", 8))
    )
    load(database, [folder(figures=figures)])
    with open_database(database) as opened:
        assert sparklines(opened.series("pct", region="甘肃"), "en") == [
            "Gansu, PCT international patent applications  2010 ▁█ ▄▂█ 2015  1 – 8"
        ]
        # Two figures are seen without a drawing.
        assert sparklines(opened.series("pct", region="甘肃", year="2010,2011"), "en") == []


def test_more_series_than_can_be_seen_at_a_glance_are_not_drawn(seeded):
    with open_database(seeded) as database:
        several = sparklines(database.series("patent.grants", region="新疆,北京,甘肃"), "en")
        assert len(several) == 12
        assert sparklines(database.series("patent.grants", region="新疆,北京,甘肃,四川"), "en") == []
