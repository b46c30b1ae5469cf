"""Parquet as a table of text: whole and decimal numbers exactly, floating-point ones in their shortest form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..errors import ReadError, SeedError
from .encodings import LONGEST_LINE
from .files import blocks
from .headings import period_of

#: Rows are read so many at a time.
_BATCH = 10_000

#: One group of rows may unfold to at most so many bytes.
_LARGEST_GROUP = 1 << 30

_DAMAGED = "Write the file again, or save the table as CSV"


class ParquetTable:
    """A Parquet file that is open to be read: its column names, and its rows as text with their numbers."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        #: The header is on no line.
        self.line = None
        try:
            import pyarrow.parquet  # noqa: F401 - only whether it is there
        except ImportError:
            raise ReadError(
                name, None, None, "reading Parquet needs pyarrow", "Install it: pip install 'ipstats[parquet]'"
            ) from None
        next(blocks(path), b"")
        schema = self._opened().schema_arrow
        # The row numbers that pandas writes beside a table are no column of it.
        self._fields = [field for field in schema if not field.name.startswith("__index_level_")]
        self.header = [field.name for field in self._fields]
        for field in self._fields:
            if not _is_text(field.type) and not _is_number(field.type):
                raise SeedError(
                    name, None, field.name, str(field.type), "a column of a type that holds no names and no figures", "Write it as text or as numbers"
                )  # fmt: skip

    def rows(self, period: int | None = None) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number; ``2016年`` in the column at ``period`` becomes ``2016``, and a null is empty."""
        try:
            file = self._opened([field.name for field in self._fields if _is_text(field.type)])
            first = 1
            for batch in self._batches(file):
                columns = [self._texts(batch.column(field.name), field, first) for field in self._fields]
                for line, cells in enumerate(zip(*columns, strict=True), first):
                    row = list(cells)
                    if period is not None and len(row[period]) != 4:
                        row[period] = period_of(row[period])
                    if any(row):
                        yield line, row
                first += batch.num_rows
        except (UnicodeDecodeError, MemoryError, KeyError) as error:
            raise self._damaged(error) from None

    def _batches(self, file: Any) -> Iterator[Any]:
        import pyarrow

        try:
            for batch in file.iter_batches(batch_size=_BATCH, columns=self.header):
                batch.validate(full=True)
                yield batch
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise self._damaged(error) from None

    def _opened(self, text: list[str] | None = None) -> Any:
        """The file, with its columns of text read as the few different texts that are in them."""
        import pyarrow
        from pyarrow.parquet import ParquetFile

        try:
            file = ParquetFile(self.path, read_dictionary=text, page_checksum_verification=True)
            # What a damaged file says of single columns is not asked for: the library can end the process over it.
            largest = max((file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups)), default=0)
        except (pyarrow.ArrowException, OSError, ValueError, MemoryError) as error:
            raise self._damaged(error) from None
        if largest > _LARGEST_GROUP:
            problem = f"rows that unfold to more than {_LARGEST_GROUP >> 20} MB at once"
            raise ReadError(self.name, None, None, problem, "Write the file in smaller groups of rows")
        return file

    def _damaged(self, error: BaseException) -> ReadError:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200].replace(str(self.path), self.name)
        return ReadError(self.name, None, None, f"damaged Parquet: {reason}", _DAMAGED)

    def _texts(self, column: Any, field: Any, first: int) -> list[str]:
        """The cells of a column as text; a null is empty."""
        import pyarrow

        kind = field.type
        if not _is_text(kind):
            try:
                found = column.cast(pyarrow.string()).to_pylist()
            except (pyarrow.ArrowException, ValueError) as error:
                raise self._damaged(error) from None
            exact = pyarrow.types.is_integer(kind)
            return [cell or "" for cell in found] if exact else [_plain(cell) if cell else "" for cell in found]
        if not pyarrow.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        words = [_decoded(word) for word in column.dictionary.to_pylist()]
        places = column.indices.to_pylist()
        if any(len(word) > LONGEST_LINE for word in words):
            for line, place in enumerate(places, first):
                if place is not None and len(words[place]) > LONGEST_LINE:
                    raise SeedError(
                        self.name, line, field.name, words[place], f"a cell of more than {LONGEST_LINE} characters"
                    )
        return ["" if place is None else words[place] for place in places]


def _decoded(word: str | bytes | None) -> str:
    return "" if word is None else word if isinstance(word, str) else word.decode("utf-8")


def _plain(text: str) -> str:
    """A number without an exponent; what is not a number, as programs write for nothing, is nothing."""
    if text in ("nan", "-nan"):
        return ""
    return format(Decimal(text), "f") if "e" in text or "E" in text else text


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(
        types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind) or types.is_binary(kind)
    )


def _is_number(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind) or types.is_null(kind))
