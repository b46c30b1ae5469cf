"""Reference data: regions, metrics, units, items of breakdowns, and the names of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from ...errors import SeedError
from ...names import normalize
from ...sources.folder import Folder, SeedFile
from .. import schema

#: The years that figures can be of.
FIRST_YEAR, LAST_YEAR = 1949, 2099

Record = dict[str, Any]

#: Files of reference data and their columns, required ones first; ``?`` marks what may be empty.
REFERENCE_FILES = {
    "region_levels": ("id", "code", "name_zh", "name_en"),
    "regions": ("code", "iso?", "name_zh", "name_en", "full_name_zh", "level", "parent?", "overlaps_parent", "note?"),
    "memberships": ("scope", "region", "from_year", "to_year"),
    "plans": ("number", "name_zh", "name_en", "first_year", "last_year"),
    "period_parts": ("id", "suffix?", "name_zh", "name_en"),
    "units": ("code", "name_en"),
    "patent_types": ("code", "name_zh", "name_en"),
    "cases": ("code", "name_zh", "name_en", "parent?", "procedure", "closed_term_zh"),
    "award_levels": ("code", "name_zh", "name_en"),
    "statuses": ("code", "name_zh", "name_en"),
    "qualifiers": ("code", "name_zh", "name_en"),
    "claim_kinds": ("code", "name_zh", "name_en", "unit"),
    "metrics": (
        "code", "name_zh", "name_en", "unit", "kind", "breakdown", "adds_over_regions", "adds_over_years",
        "divisor", "definition?",
    ),
    "ratios": ("metric", "numerator", "denominator", "per", "lag", "vintage", "decimals"),
    "programs": ("code", "name_zh", "name_en", "kind", "region"),
    "awards": ("program", "award_level"),
    "aliases": ("kind", "target", "name", "note?"),
}  # fmt: skip

BREAKDOWN_KINDS = ("none", "patent_type", "case", "program")


def load_reference_files(connection: Connection, folder: Folder, *, replace: bool = False) -> int:
    """Load whatever reference data a folder holds; the number of rows that are new.

    What is known already must be said the same again, unless ``replace``: then the newer wording is kept.
    Raises :class:`SeedError` with file, line and column.
    """
    loader = _ReferenceLoader(connection, replace)
    for name in REFERENCE_FILES:
        if (file := folder.file(name)) is not None:
            loader.load(name, file)
    return loader.new


def checked_records(file: SeedFile, columns: Iterable[str]) -> list[tuple[int, Record]]:
    """The rows of a file with exactly these columns, and no empty cell where one is required."""
    wanted = {column.rstrip("?"): column.endswith("?") for column in columns}
    records: list[tuple[int, Record]] = []
    for line, record in file.records():
        for column in record:
            if column not in wanted:
                raise SeedError(file.name, 1, column, None, "no such column here", f"Columns: {', '.join(wanted)}")
        for column, optional in wanted.items():
            if not record.get(column) and not optional:
                problem = "an empty cell" if column in record else "this column is missing"
                raise SeedError(file.name, line if column in record else 1, column, None, problem)
            record.setdefault(column, "")
        records.append((line, dict(record)))
    return records


class _ReferenceLoader:
    """Works on copies of the small tables in memory; each file is written in one go when it is read."""

    def __init__(self, connection: Connection, replace: bool) -> None:
        self.connection = connection
        self.replace = replace
        self.new = 0
        self._tables: dict[str, dict[Any, Record]] = {}
        self._pending: dict[str, list[Record]] = {}
        self._memberships_of: dict[int, list[Record]] = {}

    def load(self, name: str, file: SeedFile) -> None:
        """Check a file and write what is new in it."""
        records = checked_records(file, REFERENCE_FILES[name])
        special: dict[str, Callable[[SeedFile, list[tuple[int, Record]]], None]] = {
            "regions": self._regions,
            "memberships": self._memberships,
            "plans": self._plans,
            "patent_types": self._patent_types,
            "cases": self._cases,
            "metrics": self._metrics,
            "ratios": self._ratios,
            "programs": self._programs,
            "awards": self._awards,
            "aliases": self._aliases,
        }
        if name in special:
            special[name](file, records)
        else:
            table = schema.metadata.tables[name]
            for position, (line, record) in enumerate(records, 1):
                if "id" in table.c:
                    record["id"] = self._number(file, line, "id", record["id"])
                if "position" in table.c:
                    record["position"] = position
                self._keep(file, line, table, record)
        self._write()

    def _write(self) -> None:
        # Parents before children: the order in which the tables refer to each other.
        for table in schema.metadata.sorted_tables:
            if rows := self._pending.pop(table.name, None):
                self.connection.execute(insert(table), rows)

    def _rows(self, table: Table) -> dict[Any, Record]:
        """A table as it will be, by its key: the code where it has one, the primary key otherwise."""
        if table.name not in self._tables:
            rows = self.connection.execute(select(table)).mappings()
            self._tables[table.name] = {self._key(table, dict(row)): dict(row) for row in rows}
        return self._tables[table.name]

    @staticmethod
    def _key(table: Table, row: Record) -> Any:
        if "code" in table.c:
            return row["code"]
        if table is schema.breakdowns:
            return tuple(row[name] for name in ("kind_id", "patent_type", "case_kind", "program", "award_level"))
        key = tuple(row[column.name] for column in table.primary_key)
        return key[0] if len(key) == 1 else key

    def _add(self, table: Table, row: Record) -> None:
        self._rows(table)[self._key(table, row)] = row
        self._pending.setdefault(table.name, []).append(row)

    def _keep(self, file: SeedFile, line: int, table: Table, record: Record) -> bool:
        """Add a record, or see that it is there already; whether it is new."""
        known = self._rows(table).get(self._key(table, record))
        if known is None:
            self._add(table, record)
            self.new += 1
            return True
        different = [name for name, value in record.items() if name not in ("id", "position") and known[name] != value]
        if different and not self.replace:
            raise SeedError(
                file.name, line, different[0], str(record[different[0]]),
                f"{self._key(table, record)} is known already, with {known[different[0]]!r}",
                "Reference data is never overwritten: use another code, or say the same",
            )  # fmt: skip
        if different:
            key = next(iter(table.primary_key)) if "code" not in table.c else table.c.code
            values = {name: record[name] for name in different}
            self.connection.execute(update(table).where(key == record[key.name]).values(values))
            known |= values
        return False

    def _next(self, table: Table, base: int = 1) -> int:
        return max([base, *(int(row["id"]) + 1 for row in self._rows(table).values())])

    @staticmethod
    def _number(file: SeedFile, line: int, column: str, text: str, low: int = 0, high: int = 10**9) -> int:
        if not (text.isascii() and text.isdecimal() and low <= int(text[:12]) <= high):
            raise SeedError(file.name, line, column, text, f"not a whole number from {low} to {high}")
        return int(text)

    def _id_of(self, file: SeedFile, line: int, column: str, table: Table, code: str) -> Any:
        found = self._rows(table).get(code)
        if found is None:
            raise SeedError(file.name, line, column, code, f"no such code in {table.name}")
        return found.get("id", code)

    def name(self, kind: str, target: str, names: Iterable[str | None], note: str | None = None) -> None:
        """Make names known; one that is known for the same thing is left as it is."""
        known = self._rows(schema.aliases)
        for printed in names:
            name = normalize(printed or "")
            if printed and name and (kind, name, target) not in known:
                self._add(
                    schema.aliases,
                    {"kind": kind, "name": name, "target": target, "printed": printed, "note": note},
                )

    def _regions(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        for line, record in records:
            code = record["code"]
            record["id"] = self._number(file, line, "code", code, 100000, 999999)
            record["level_id"] = self._id_of(file, line, "level", schema.region_levels, record.pop("level"))
            parent = record.pop("parent")
            record["parent_id"] = self._id_of(file, line, "parent", schema.regions, parent) if parent else None
            record["overlaps_parent"] = self._number(file, line, "overlaps_parent", record["overlaps_parent"], 0, 1)
            record["iso"], record["note"] = record["iso"] or None, record["note"] or None
            if self._keep(file, line, schema.regions, record):
                self._contain(record["id"], record["parent_id"])
            self.name(
                "region",
                code,
                (
                    code,
                    record["iso"],
                    (record["iso"] or "").partition("-")[2],
                    record["name_zh"],
                    record["name_en"],
                    record["full_name_zh"],
                ),
            )

    def _contain(self, region: int, parent: int | None) -> None:
        """A region lies in its parent, and in whatever holds that for as long as it does."""
        if parent is None:
            return
        for row in [{"scope_id": parent, "from_year": FIRST_YEAR, "to_year": 9999}, *self._above().get(parent, [])]:
            self._belong({**row, "region_id": region})

    def _above(self) -> dict[int, list[Record]]:
        """The memberships of each region."""
        if not self._memberships_of:
            for row in self._rows(schema.region_memberships).values():
                self._memberships_of.setdefault(row["region_id"], []).append(row)
        return self._memberships_of

    def _belong(self, row: Record) -> None:
        self._above().setdefault(row["region_id"], []).append(row)
        self._add(schema.region_memberships, row)

    def _memberships(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        table = schema.region_memberships
        for line, record in records:
            row = {
                "scope_id": self._id_of(file, line, "scope", schema.regions, record["scope"]),
                "region_id": self._id_of(file, line, "region", schema.regions, record["region"]),
                "from_year": self._number(file, line, "from_year", record["from_year"], FIRST_YEAR, LAST_YEAR),
                "to_year": self._number(file, line, "to_year", record["to_year"], FIRST_YEAR, 9999),
            }
            # Whatever lies in the member lies in the group too.
            inside = [inner for scope, inner, _ in self._rows(table) if scope == row["region_id"]]
            for member in [row["region_id"], *inside]:
                if self._key(table, row | {"region_id": member}) not in self._rows(table):
                    self._belong(row | {"region_id": member})
                    self.new += 1

    def _plans(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        of_year: dict[int, Any] = {}
        for line, record in records:
            for column in ("number", "first_year", "last_year"):
                record[column] = self._number(file, line, column, record[column], 1, LAST_YEAR)
            self._keep(file, line, schema.plans, record)
            of_year |= dict.fromkeys(range(record["first_year"], record["last_year"] + 1), record["number"])
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            if year not in self._rows(schema.years):
                self._add(schema.years, {"year": year, "plan": of_year.get(year)})

    def _item(self, kind: int, names: tuple[str, str], **columns: Any) -> None:
        table = schema.breakdowns
        row = {
            "kind_id": kind,
            "patent_type": None,
            "case_kind": None,
            "program": None,
            "award_level": None,
            "parent_id": None,
        }
        row |= columns | {"name_zh": names[0], "name_en": names[1]}
        if self._key(table, row) not in self._rows(table):
            self._add(table, row | {"id": self._next(table, 0 if kind == 0 else 1)})

    def _item_id(self, kind: int, *key: str | None) -> int | None:
        item = self._rows(schema.breakdowns).get((kind, *key))
        return None if item is None else int(item["id"])

    def _kinds(self) -> None:
        for number, code in enumerate(BREAKDOWN_KINDS):
            if code not in self._rows(schema.breakdown_kinds):
                self._add(schema.breakdown_kinds, {"id": number, "code": code})
        self._item(0, ("", ""))

    def _patent_types(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        self._kinds()
        for position, (line, record) in enumerate(records, 1):
            self._keep(file, line, schema.patent_types, record | {"position": position})
            is_total = record["code"] == "total"
            parent = None if is_total else self._item_id(1, "total", None, None, None)
            self._item(
                1,
                ("", "") if is_total else (record["name_zh"], record["name_en"]),
                patent_type=record["code"],
                parent_id=parent,
            )
            self.name("patent_type", record["code"], (record["code"], record["name_zh"], record["name_en"]))

    def _cases(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        self._kinds()
        for position, (line, record) in enumerate(records, 1):
            record["parent"] = record["parent"] or None
            self._keep(file, line, schema.cases, record | {"position": position})
            parent = self._item_id(2, None, record["parent"], None, None) if record["parent"] else None
            names = (record["name_zh"], record["name_en"]) if record["parent"] else ("", "")
            self._item(2, names, case_kind=record["code"], parent_id=parent)
            self.name("case", record["code"], (record["code"], record["name_zh"], record["name_en"]))

    def _metrics(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        self._kinds()
        for line, record in records:
            subject, dot, measure = record["code"].partition(".")
            if not (dot and subject and measure):
                raise SeedError(file.name, line, "code", record["code"], "not of the form subject.measure")
            breakdown = record.pop("breakdown")
            if breakdown not in BREAKDOWN_KINDS:
                raise SeedError(file.name, line, "breakdown", breakdown, f"not one of {', '.join(BREAKDOWN_KINDS)}")
            if record["kind"] not in ("flow", "stock", "ratio", "amount"):
                raise SeedError(file.name, line, "kind", record["kind"], "not one of flow, stock, ratio, amount")
            if record["unit"] not in self._rows(schema.units):
                raise SeedError(file.name, line, "unit", record["unit"], "no such unit", "Add it to units.csv")
            for column in ("adds_over_regions", "adds_over_years"):
                record[column] = self._number(file, line, column, record[column], 0, 1)
            if record["divisor"] not in ("1", "100", "10000", "1000000"):
                raise SeedError(file.name, line, "divisor", record["divisor"], "not one of 1, 100, 10000, 1000000")
            record["divisor"] = int(record["divisor"])
            record |= {
                "id": self._next(schema.metrics),
                "subject": subject,
                "measure": measure,
                "breakdown_kind": BREAKDOWN_KINDS.index(breakdown),
                "definition": record["definition"] or None,
            }
            self._keep(file, line, schema.metrics, record)
            self.name("metric", record["code"], (record["code"], record["name_zh"], record["name_en"]))
            self.name("subject", subject, (subject,))
            self.name("measure", measure, (measure,))

    def _ratios(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        metrics = self._rows(schema.metrics)
        for line, record in records:
            operands = {}
            for column in ("metric", "numerator", "denominator"):
                self._id_of(file, line, column, schema.metrics, record[column])
                operands[column] = metrics[record.pop(column)]
            ratio, numerator, denominator = operands.values()
            for column, high in (("per", 10**12), ("lag", 10), ("decimals", 5)):
                record[column] = self._number(file, line, column, record[column], 1 if column == "per" else 0, high)
            wrong = (
                ("metric", f"{ratio['code']} is a {ratio['kind']}, not a ratio") if ratio["kind"] != "ratio"
                else ("metric", "a ratio of itself") if ratio in (numerator, denominator)
                else ("numerator", f"{numerator['code']} has another breakdown than {ratio['code']}")
                if numerator["breakdown_kind"] != ratio["breakdown_kind"]
                else ("denominator", f"{denominator['code']} takes a breakdown") if denominator["breakdown_kind"]
                else ("vintage", "not one of first, preferred") if record["vintage"] not in ("first", "preferred")
                else ("decimals", f"more than {ratio['code']} is kept with") if 10 ** record["decimals"] >= ratio["divisor"]
                else None
            )  # fmt: skip
            scale, rest = divmod(record["per"] * ratio["divisor"] * denominator["divisor"], numerator["divisor"])
            if wrong is None and (rest or scale > 10**14 or str(scale).strip("0") != "1"):
                # The views divide three digits at a time, and fifteen digits are five steps.
                wrong = ("per", "with the divisors of the metrics, not a power of ten up to 10^14")
            if wrong is not None:
                raise SeedError(file.name, line, wrong[0], None, wrong[1], "See docs/load.md: metrics worked out")
            record["scale"] = scale
            for column, metric in zip(("metric_id", "numerator_id", "denominator_id"), operands.values(), strict=True):
                record[column] = metric["id"]
            self._keep(file, line, schema.declared_ratios, record)

    def _programs(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        for line, record in records:
            record["region_id"] = self._id_of(file, line, "region", schema.regions, record.pop("region"))
            self._keep(file, line, schema.programs, record)
            self._item(3, (record["name_zh"], record["name_en"]), program=record["code"])
            self.name("program", record["code"], (record["code"], record["name_zh"], record["name_en"]))

    def _awards(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        for line, record in records:
            program = self._rows(schema.programs).get(record["program"])
            level = self._rows(schema.award_levels).get(record["award_level"])
            if program is None or level is None:
                column = "program" if program is None else "award_level"
                raise SeedError(file.name, line, column, record[column], "no such code")
            is_total = level["code"] == "total"
            parent = None if is_total else self._item_id(3, None, None, program["code"], "total")
            names = tuple(program[key] + ("" if is_total else f" {level[key]}") for key in ("name_zh", "name_en"))
            self._item(3, (names[0], names[1]), program=program["code"], award_level=level["code"], parent_id=parent)

    def _aliases(self, file: SeedFile, records: list[tuple[int, Record]]) -> None:
        kinds = {
            "region": (schema.regions, "code"), "metric": (schema.metrics, "code"), "subject": (schema.metrics, "subject"),
            "measure": (schema.metrics, "measure"), "patent_type": (schema.patent_types, "code"),
            "case": (schema.cases, "code"), "program": (schema.programs, "code"),
        }  # fmt: skip
        targets = {kind: {row[column] for row in self._rows(table).values()} for kind, (table, column) in kinds.items()}
        for line, record in records:
            if record["kind"] not in kinds:
                raise SeedError(file.name, line, "kind", record["kind"], f"not one of {', '.join(kinds)}")
            if record["target"] not in targets[record["kind"]]:
                raise SeedError(file.name, line, "target", record["target"], f"no such {record['kind']}")
            self.name(record["kind"], record["target"], (record["name"],), record["note"] or None)
