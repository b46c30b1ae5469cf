"""Write what a file says as a seed folder, to be corrected by hand and loaded."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import OutputError, PrintedNumberError
from ..numbers import parse_printed
from .statements import Statement
from .vocabulary import Vocabulary

_FIGURES = ("region", "period", "metric", "patent_type", "published", "status", "locator", "note")
_METRICS = (
    "code", "name_zh", "name_en", "unit", "kind", "breakdown", "adds_over_regions", "adds_over_years", "divisor",
    "definition",
)  # fmt: skip


@dataclass
class _Drafted:
    """A metric that no name is known for: what its figures say of it."""

    code: str
    name: str
    units: list[str] = field(default_factory=list)
    places: int = 0
    by_type: bool = False

    def row(self) -> list[str]:
        unit = self.units[0] if self.units else "个"
        kind = "ratio" if unit.startswith("%") or "/" in unit else "amount" if unit == "元" else "flow"
        divisor = next((power for power in (1, 100, 10_000) if 10**self.places <= power), 1_000_000)
        return [
            self.code, self.name, self.name, unit, kind, "patent_type" if self.by_type else "none", "0", "0", str(divisor),
            f"Drafted from the heading {self.name}: confirm code, names, unit, kind and what adds up.",
        ]  # fmt: skip


def write_draft(
    folder: Path, name: str, checksum: str, title: str, statements: Iterable[Statement], vocabulary: Vocabulary
) -> list[str]:
    """Write statements as a seed folder; the names of the files written.

    What is in doubt comes first, with the reason as its note. A heading that names no known metric becomes a
    drafted metric in ``metrics.csv``. Raises :class:`OutputError` where the folder holds files already, or
    cannot be written.
    """
    rows = sorted(statements, key=lambda statement: not statement.doubt)
    drafted = _drafted(rows)
    units = sorted({unit for metric in drafted.values() for unit in metric.units[:1]} - vocabulary.units)
    files: dict[str, tuple[Sequence[str], list[list[str]]]] = {
        "figures": (_FIGURES, [_figure(row, drafted) for row in rows if row.kind == "level"]),
        "metrics": (_METRICS, [metric.row() for metric in drafted.values()]),
        "units": (("code", "name_en"), [[unit, unit] for unit in units]),
    }
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
        (folder / "source.toml").write_text(_source(name, checksum, title), "utf-8")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}", "Name another folder") from None
    return [*written, "source.toml"]


def _drafted(rows: Iterable[Statement]) -> dict[str, _Drafted]:
    drafted: dict[str, _Drafted] = {}
    for row in rows:
        if row.metric or row.kind != "level":
            continue
        metric = drafted.setdefault(row.metric_zh, _Drafted(f"draft.metric_{len(drafted) + 1}", row.metric_zh))
        metric.by_type = metric.by_type or bool(row.patent_type)
        if row.unit and row.unit not in metric.units:
            metric.units.append(row.unit)
        try:
            printed = parse_printed(row.published)
        except PrintedNumberError:
            continue
        metric.places = max(metric.places, printed.decimals - printed.unit_mult)
    return drafted


def _figure(row: Statement, drafted: dict[str, _Drafted]) -> list[str]:
    status = "O" if row.status == "I" else row.status
    metric = row.metric or drafted[row.metric_zh].code
    note = "; ".join(text for text in (row.doubt, row.note) if text)
    return [
        row.region_code or row.region, row.period, metric, row.patent_type, row.published, status, row.locator, note,
    ]  # fmt: skip


def _source(name: str, checksum: str, title: str) -> str:
    """``source.toml`` with what is known, and what is to be filled in."""
    stem = re.sub(r"[^\w]+", "-", name.rpartition(".")[0] or name).strip("-").lower() or "file"
    # A JSON text is a TOML text too.
    lines = [
        # The code that loading the file itself would give it: files of one name are sources of their own.
        f"code = {json.dumps(f'{stem}-{checksum[:8]}', ensure_ascii=False)}  # a short name of your own",
        f"title_zh = {json.dumps(title or name, ensure_ascii=False)}  # the publication: confirm",
        f'published = "{date.today().isoformat()}"  # the day it was read: put the date of publication here',
        'publisher = ""',
        'edition = ""',
        "priority = 50",
        f'checksum = "{checksum}"',
        f"note = {json.dumps(f'Read from the file {name}.', ensure_ascii=False)}",
    ]
    return "\n".join(lines) + "\n"
