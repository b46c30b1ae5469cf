"""Write what a file says as a seed folder, to be corrected by hand and loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...errors import OutputError
from ..statements import Reading
from ..vocabulary import Vocabulary
from .cells import CLAIM_COLUMNS, FIGURE_COLUMNS, LEFT_OUT_COLUMNS, claim_cells, clean, figure_cells, left_out_cells
from .metrics import METRIC_COLUMNS
from .sorting import Draft, sort_out

#: Columns that are left out where no row has anything in them.
_WHERE_USED = frozenset(("patent_type", "case_kind", "program", "award_level"))

#: A draft of a table always says of which patent type its figures are.
_ALWAYS = frozenset(("patent_type",))


def write_draft(folder: Path, reading: Reading, names: Vocabulary) -> list[str]:
    """Write what a file says as a seed folder; the names of the files written.

    Levels are in ``figures.csv`` and claims in ``claims.csv``. What is in doubt comes first in them, with the
    reason as its note. What a database has no place for, targets before all, is in ``left-out.csv`` with the
    reason, and is not loaded. A name of no known metric becomes a drafted metric in ``metrics.csv``. Raises
    :class:`OutputError` where the folder holds files already, or cannot be written.
    """
    import csv

    files = _files(sort_out(reading.statements, names), names)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise OutputError(f"{folder} holds files already", "Name another folder, or empty this one")
        written = []
        for stem, (header, lines) in files.items():
            if lines:
                with (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file, lineterminator="\n")
                    writer.writerow(header)
                    writer.writerows(lines)
                written.append(f"{stem}.csv")
        (folder / "source.toml").write_text(_source(reading), "utf-8")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}", "Name another folder") from None
    return [*written, "source.toml"]


def _files(draft: Draft, names: Vocabulary) -> dict[str, tuple[Sequence[str], list[list[str]]]]:
    units = sorted({metric.row()[3] for metric in draft.metrics} - names.units)
    return {
        "figures": _table(FIGURE_COLUMNS, [figure_cells(entry) for entry in draft.figures]),
        "claims": _table(CLAIM_COLUMNS, [claim_cells(entry) for entry in draft.claims]),
        "left-out": (LEFT_OUT_COLUMNS, [list(left_out_cells(entry).values()) for entry in draft.left_out]),
        "metrics": (METRIC_COLUMNS, [[clean(cell) for cell in metric.row()] for metric in draft.metrics]),
        "units": (("code", "name_en"), [[clean(unit), clean(unit)] for unit in units]),
    }


def _table(columns: Sequence[str], rows: list[dict[str, str]]) -> tuple[Sequence[str], list[list[str]]]:
    used = [
        column for column in columns
        if column not in _WHERE_USED or column in _ALWAYS or any(row[column] for row in rows)
    ]  # fmt: skip
    return used, [[row[column] for column in used] for row in rows]


def _source(reading: Reading) -> str:
    """``source.toml`` with what is known, and what is to be filled in."""
    import json

    name = clean(reading.name)
    if reading.published:
        published = f'published = "{reading.published}"'
    else:
        today = date.today().isoformat()
        published = f'published = "{today}"  # the day it was read: put the date of publication here'
    # A JSON text is a TOML text too.
    lines = [
        # The code that loading the file itself would give it: files of one name are sources of their own.
        f"code = {json.dumps(f'{stem_of(name)}-{reading.checksum[:8]}', ensure_ascii=False)}  # a short name of your own",
        f"title_zh = {json.dumps(clean(reading.title) or name, ensure_ascii=False)}  # the publication: confirm",
        published,
        'publisher = ""',
        'edition = ""',
        "priority = 50",
        f'checksum = "{reading.checksum}"',
        f"note = {json.dumps(f'Read from the file {name}.', ensure_ascii=False)}",
    ]
    return "\n".join(lines) + "\n"


def stem_of(name: str) -> str:
    """The name of a file as the beginning of a source's code."""
    return re.sub(r"[^\w]+", "-", name.rpartition(".")[0] or name).strip("-").lower() or "file"
