"""What a workbook is wrapped in: OLE compound files, Excel's encryption, and the records of an .xls within limits."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path
from typing import Any

from ..errors import ReadError
from .files import unreadable

#: How a compound file begins.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: The password that Excel itself puts on workbooks which are protected and not secret, and never asks for.
DEFAULT_PASSWORD = "VelvetSweatshop"

#: Rows times columns of the used area of a sheet: more is no published table, and is held in memory as a whole.
LARGEST_AREA = 2_000_000

#: An encrypted .xls is undone byte by byte, in forty times its size.
LARGEST_ENCRYPTED = 16 * 1024 * 1024

#: Rounds of hashing that a password may cost; Excel takes 100 000.
_MOST_ROUNDS = 1_000_000

_DAMAGED = "Fetch it again; if it opens in Excel or LibreOffice, save it there as .xlsx"

_BOF, _EOF, _FILEPASS, _DIMENSIONS = 0x0809, 0x000A, 0x002F, 0x0200
#: Records that hold one cell: row and column are their first two words.
_CELLS = frozenset(
    (0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0002, 0x0003, 0x0004, 0x0005, 0x0206, 0x0406)
)
_RUNS = frozenset((0x00BD, 0x00BE))


def ole_streams(path: Path) -> set[str]:
    """The names, in lower case, of the streams at the root of a compound file."""
    try:
        with path.open("rb") as file:
            return {"/".join(entry).lower() for entry in _ole(path.name, file).listdir()}
    except OSError as error:
        raise unreadable(path, error) from None


def _ole(name: str, file: Any) -> Any:
    import olefile

    try:
        return olefile.OleFileIO(file)
    except Exception as error:  # a damaged file raises whatever it runs into
        raise ReadError(name, None, None, f"a damaged or cut off Office file ({error})", _DAMAGED) from None


def plain_ole(name: str, data: bytes, password: str | None) -> bytes:
    """A workbook in a compound file without its encryption: an .xlsx, or an .xls with its records checked."""
    ole = _ole(name, io.BytesIO(data))
    streams = {"/".join(entry).lower() for entry in ole.listdir()}
    if "encryptedpackage" in streams:
        _refuse_endless_hashing(name, ole)
        return _decrypted(name, data, password)
    stream = _workbook_stream(name, ole)
    if _is_encrypted(stream):
        if len(data) > LARGEST_ENCRYPTED:
            problem = f"an encrypted .xls larger than {LARGEST_ENCRYPTED // 1024**2} MB"
            raise ReadError(name, None, None, problem, "Open it in Excel and save it without a password")
        data = _decrypted(name, data, password)
        stream = _workbook_stream(name, _ole(name, io.BytesIO(data)))
    return ole_of(checked_records(name, stream))


def _refuse_endless_hashing(name: str, ole: Any) -> None:
    """The file says how often its password is hashed: so often that it takes hours is no protection but a trap."""
    try:
        said = ole.openstream("EncryptionInfo").read(1 << 20)
    except Exception as error:
        raise ReadError(name, None, None, f"a damaged or cut off workbook ({error})", _DAMAGED) from None
    if any(
        len(rounds) > 9 or int(rounds) > _MOST_ROUNDS for rounds in re.findall(rb"spinCount\s*=\s*[\"'](\d+)", said)
    ):
        raise ReadError(
            name, None, None, "its password would take hours to try", "Open it in Excel and save it without a password"
        )


def _workbook_stream(name: str, ole: Any) -> bytearray:
    try:
        return bytearray(ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read())
    except Exception as error:
        raise ReadError(name, None, None, f"a damaged or cut off workbook ({error})", _DAMAGED) from None


def _is_encrypted(stream: bytearray) -> bool:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == _FILEPASS:
            return True
        if kind == _EOF:
            return False
        position += 4 + length
    return False


def _decrypted(name: str, data: bytes, password: str | None) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    for attempt in (DEFAULT_PASSWORD, *([password] if password else [])):
        out = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            file.load_key(password=attempt, **({"verify_password": True} if file.format == "ooxml" else {}))
            file.decrypt(out)
        except InvalidKeyError:
            continue
        except Exception as error:
            raise ReadError(name, None, None, f"encrypted in a way that cannot be undone ({error})", _DAMAGED) from None
        return out.getvalue()
    if password is None:
        raise ReadError(
            name,
            None,
            None,
            "encrypted with a password",
            "Write the password into a file and name it: --password-file FILE",
        )
    raise ReadError(
        name,
        None,
        None,
        "the password does not open it",
        "Check the file given with --password-file: its first line is the password",
    )


def checked_records(name: str, stream: bytearray) -> bytearray:
    """The records of an .xls with all cells inside the limits, and the stated dimensions made harmless.

    Memory is taken for the whole used area, and for the area that a sheet states for itself.
    """
    position, area = 0, [1 << 20, 1 << 20, -1, -1]
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        body = position + 4
        if body + length > len(stream):
            break
        if kind & 0xFF == 0x09 and kind in (_BOF, 0x0009, 0x0209, 0x0409):
            area = [1 << 20, 1 << 20, -1, -1]
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, body)
            _widen(name, area, row, column, column)
        elif kind in _RUNS and length >= 6:
            row, column = struct.unpack_from("<HH", stream, body)
            _widen(name, area, row, column, struct.unpack_from("<H", stream, body + length - 2)[0])
        elif kind == _DIMENSIONS and length in (10, 14):
            wide = "<IIHHH" if length == 14 else "<HHHHH"
            struct.pack_into(wide, stream, body, 0, 1, 0, 1, 0)
        position = body + length
    return stream


def _widen(name: str, area: list[int], row: int, column: int, last: int) -> None:
    area[:] = min(area[0], row), min(area[1], column), max(area[2], row), max(area[3], column, last)
    if (area[2] - area[0] + 1) * (area[3] - area[1] + 1) > LARGEST_AREA:
        raise too_wide(name, None, area[2], area[3])


def too_wide(name: str, sheet: str | None, row: int, column: int) -> ReadError:
    """A used area beyond the limit, with its last cell."""
    from .tables.grid import Grid

    place = f"cell {Grid.address(row, column)}"
    return ReadError(
        name,
        f"sheet {sheet}, {place}" if sheet else place,
        None,
        f"the used area of the sheet ends there: it has more than {LARGEST_AREA:,} cells",
        "Delete the stray cells and save the workbook again, or copy the table into a new one",
    )


def ole_of(stream: bytes | bytearray) -> bytes:
    """A compound file that holds a workbook stream and nothing else ([MS-CFB], version 4: sectors of 4096 bytes)."""
    size = 4096
    length = max(len(stream), size)
    sectors = -(-length // size)
    tables = 1
    while tables * (size // 4) < sectors + 2 + tables:
        tables += 1
    # 109 places for tables in the header are enough for 400 MB.
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = OLE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIII", 1, tables, tables, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", *range(tables), *([free] * (109 - tables)))
    # Tables, directory, a sector for short streams (readers want one, although there are none), the workbook.
    chain = [0xFFFFFFFD] * tables + [end, end] + list(range(tables + 3, tables + sectors + 2)) + [end]
    chain += [free] * (tables * (size // 4) - len(chain))
    root = _entry("Root Entry", 5, child=1, start=tables + 1, length=64)
    book = _entry("Workbook", 2, child=free, start=tables + 2, length=length)
    directory = (root + book).ljust(size, b"\0")
    return b"".join(
        (
            header.ljust(size, b"\0"),
            struct.pack(f"<{len(chain)}I", *chain),
            directory,
            bytes(size),
            bytes(stream).ljust(sectors * size, b"\0"),
        )
    )


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    letters = name.encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBB", len(letters) + 2, kind, 1)
        + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, length)
    )
