"""What loading did, in numbers, and in a line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class LoadReport:
    """What loading a folder or a file did, in numbers of figures, claims and rows.

    ``code`` is that of the source. ``shared`` are new figures that another source states too, and ``conflicts``
    those of them that no figure fits within what both print. ``rejected`` are rows that could not be loaded
    and were left out on request. ``left_out`` are statements that a database has no place for, such as targets.
    ``metrics`` are the numbers of the metrics that they are of.
    """

    source: str
    code: str = ""
    reference: int = 0
    new: int = 0
    same: int = 0
    shared: int = 0
    conflicts: int = 0
    rejected: int = 0
    claims: int = 0
    recovered: int = 0
    records: int = 0
    left_out: int = 0
    metrics: set[int] = field(default_factory=set)

    @property
    def changed(self) -> bool:
        """Whether anything is there now that was not before."""
        return bool(self.new or self.claims or self.recovered or self.reference)

    @property
    def touched(self) -> set[int] | None:
        """The metrics whose figures or claims changed; ``None`` where regions or ratios may have changed as well."""
        return None if self.reference else self.metrics

    def __str__(self) -> str:
        parts = [f"{_counted(self.new, 'figure')} new", f"{self.same} the same as before"]
        if self.shared:
            parts.append(f"{self.shared} also stated by another source")
        parts.append(f"{self.conflicts} in conflict with another source")
        parts.append(f"{self.rejected} rejected")
        if self.claims:
            parts.append(f"{_counted(self.claims, 'claim')} new")
        if self.recovered:
            parts.append(f"{_counted(self.recovered, 'figure')} recovered")
        if self.records:
            parts.append(f"{_counted(self.records, 'record')} of programs new")
        if self.reference:
            parts.append(f"{_counted(self.reference, 'row')} of reference data new")
        if self.left_out:
            parts.append(f"{_counted(self.left_out, 'statement')} left out: no figures of facts")
        return f"{self.source}: {', '.join(parts)}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
