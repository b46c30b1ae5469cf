"""Files as bytes: read in blocks, in memory that does not grow with them, and their checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ..errors import ReadError

#: A file is read in blocks of so many bytes.
BLOCK = 1 << 20


def blocks(path: Path, skip: int = 0) -> Iterator[bytes]:
    """The bytes of a file after the first ``skip``, block by block.

    Raises :class:`~ipstats.errors.ReadError` where there is no file, or it may not be read.
    """
    try:
        with path.open("rb") as file:
            file.seek(skip)
            while block := file.read(BLOCK):
                yield block
    except OSError as error:
        raise unreadable(path, error) from None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as it is found, in hexadecimal digits."""
    digest = hashlib.sha256()
    for block in blocks(path):
        digest.update(block)
    return digest.hexdigest()


def unreadable(path: Path, error: OSError) -> ReadError:
    """What the system says against reading a file, as an error of ours."""
    reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
    return ReadError(path.name, None, None, reason, "Check the path, and that you may read the file")
