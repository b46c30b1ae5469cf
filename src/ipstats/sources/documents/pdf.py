"""The words of a PDF with a text layer, page by page and column by column."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ...errors import ReadError
from ..files import unreadable
from .document import PAGE_BREAK
from .running import PageLine, without_running_heads
from .texts import refuse_larger

#: A PDF of more bytes is not opened. Yearbooks with pictures are large.
LARGEST_PDF = 500 * 1024 * 1024
#: Seconds on the clock after which taking one apart is given up, whatever else the machine does.
MOST_SECONDS = 600

#: The end of a PDF stands in its last bytes.
_TAIL = 16 * 1024
_OCR = "Recognise its text first (OCR), and read what comes out of that as PDF or text"
_AGAIN = "Fetch it again; if a viewer opens it, print it there into a new PDF"
#: So many characters may stand before the title of a document.
_MOST_BEFORE = 120
#: So many characters in a hundred may be unreadable before the text is none.
_MOST_UNMAPPED = 10

#: Signals with which the system ends a process that used up its time: SIGXCPU, SIGPROF, SIGKILL.
_OUT_OF_TIME = (24, 27, 9)

_CHILD = (
    "import json, sys\n"
    "sys.path[:] = json.loads(sys.stdin.readline())\n"
    f"from {__package__}.pdf_process import serve\n"
    "serve()\n"
)


@dataclass
class Pages:
    """The text of a PDF, the starts of its pages, its title by the size of the print, and what was left out."""

    text: str
    breaks: tuple[tuple[int, int], ...]
    title: str
    notes: tuple[str, ...]


def read_pdf(path: Path, password: str | None = None) -> Pages:
    """Read the text layer of a PDF; ``password`` opens one that is encrypted.

    Raises :class:`~ipstats.errors.ReadError` where it has no text layer, is encrypted, damaged or cut off, takes
    too long, or where what reads PDF is not installed.
    """
    refuse_larger(path, LARGEST_PDF)
    _refuse_cut_off(path)
    if find_spec("pypdfium2") is None:
        raise ReadError(
            path.name, None, None, "reading PDF needs pypdfium2", "Install it: pip install 'ipstats[documents]'"
        )
    answers = _taken_apart(path, password)
    return _joined(path.name, answers)


def _refuse_cut_off(path: Path) -> None:
    """A PDF without its end may lack pages, although it opens."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - _TAIL, 0))
            tail = file.read(_TAIL)
    except OSError as error:
        raise unreadable(path, error) from None
    if b"%%EOF" not in tail:
        raise ReadError(path.name, None, None, "a PDF that is cut off: its end is missing", _AGAIN)


def _taken_apart(path: Path, password: str | None) -> list[dict[str, Any]]:
    """The pages as the process for it found them."""
    asked = {"path": str(path.absolute()), "password": password}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD], input=f"{json.dumps(sys.path)}\n{json.dumps(asked)}\n".encode(),
            capture_output=True, timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _too_long(path.name, None) from None
    # Where it was ended within a line, that line is none.
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.split(b"\n")[:-1]]
    last = answers[-1] if answers else {}
    if "error" in last:
        raise _said(path.name, last, password)
    if "end" not in last:
        if -done.returncode in _OUT_OF_TIME:
            raise _too_long(path.name, len(answers) + 1)
        if done.returncode == 1:  # an error of ours, and no fault of the file
            raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
        raise _too_much(path.name)
    return answers[:-1]


def _too_long(name: str, page: int | None) -> ReadError:
    problem = "it takes longer to take apart than a publication does"
    return ReadError(
        name, f"page {page}" if page else None, None, problem, "Print the pages that you need into a PDF of their own"
    )


def _too_much(name: str) -> ReadError:
    problem = "a damaged PDF, or one that needs more memory than a publication does"
    return ReadError(name, None, None, problem, _AGAIN)


def _said(name: str, answer: dict[str, Any], password: str | None) -> ReadError:
    """What the process has against a PDF."""
    page = f"page {answer['page']}" if "page" in answer else None
    if answer["error"] == "password":
        if password is None:
            return ReadError(
                name, None, None, "encrypted with a password", "Write the password into a file and name it: --password-file FILE"
            )  # fmt: skip
        return ReadError(
            name, None, None, "the password does not open it", "Check the file given with --password-file: its first line is the password"
        )  # fmt: skip
    if answer["error"] == "memory":
        return _too_much(name)
    if answer["error"] == "large":
        return ReadError(
            name,
            page,
            None,
            "more text than a publication has",
            "Print the pages that you need into a PDF of their own",
        )
    return ReadError(name, page, None, f"damaged ({answer['said']})", _AGAIN)


def _joined(name: str, pages: Sequence[dict[str, Any]]) -> Pages:
    """The pages as one text, without what runs through them."""
    characters = sum(len(line[0]) for page in pages for line in page["lines"])
    unmapped = sum(page["unmapped"] for page in pages)
    if not any(line[0].strip() for page in pages for line in page["lines"]):
        what = "it was scanned" if any(page["pictures"] for page in pages) else "its pages are empty or drawn"
        raise ReadError(name, None, None, f"a PDF without a text layer: {what}", _OCR)
    if unmapped * 100 > characters * _MOST_UNMAPPED:
        problem = f"its fonts do not say which characters they show ({unmapped} of {characters} are unknown)"
        raise ReadError(name, None, None, problem, _OCR)
    lines = [[PageLine(*line) for line in page["lines"]] for page in pages]
    kept, running = without_running_heads(lines)
    parts: list[str] = []
    breaks = []
    length = 0
    for number, page in enumerate(kept, 1):
        breaks.append((length, number))
        parts.append("".join(f"{line.text}\n" for line in page) + (PAGE_BREAK if number < len(kept) else ""))
        length += len(parts[-1])
    return Pages("".join(parts), tuple(breaks), _title(kept[0]) if kept else "", tuple(_notes(pages, running)))


def _notes(pages: Sequence[dict[str, Any]], running: Sequence[str]) -> list[str]:
    """What was left out, and what could not be read."""
    notes = []
    bare = [number for number, page in enumerate(pages, 1) if not page["lines"] and page["pictures"]]
    if bare:
        notes.append(f"without a text layer, and not read: page {_listed(bare)}")
    lost = [number for number, page in enumerate(pages, 1) if page["lost"]]
    if lost:
        notes.append(f"not all read, for its font is not in the file and not installed: page {_listed(lost)}")
    unmapped = [number for number, page in enumerate(pages, 1) if page["unmapped"]]
    if unmapped:
        notes.append(f"with characters that its font does not name, shown as \ufffd: page {_listed(unmapped)}")
    if running:
        shown = ", ".join(running[:5]) + (f" and {len(running) - 5} more" if len(running) > 5 else "")
        notes.append(f"left out, as it runs over the pages: {shown}")
    return notes


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")


def _title(page: Sequence[PageLine]) -> str:
    """The words in the largest print of the first page, where it is larger than that of most of its text."""
    sizes: Counter[float] = Counter()
    for line in page:
        sizes[line.size] += len(line.text)
    if not sizes:
        return ""
    usual, largest = sizes.most_common(1)[0][0], max(sizes)
    if largest < 1.15 * usual:
        return ""
    first = next(index for index, line in enumerate(page) if line.size == largest)
    if sum(len(line.text) for line in page[:first]) > _MOST_BEFORE:
        return ""
    words: list[str] = []
    for line in page[first:]:
        if line.size != largest or line.aslant or len(words) == 3:
            break
        words.append(line.text.strip("\u3000\t "))
    title = "".join(words)
    return title if len(title) <= 80 else ""
