"""Write the documentation anew: ``python docs/generate.py``, or with ``--check`` say what is out of date.

Pages about commands, tables, questions, sources and codes are made from the program. In all other pages the
commands of the examples are run, and their output is put below them. The example workbook is made here too.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from _build import blocks, pages, workbook

#: Pages whose numbers come from a machine, and pages that only say what changed: not looked at here.
NOT_OURS = ("benchmarks.md", "CHANGELOG.md")

#: Pages that are made from the program.
GENERATED = ("commands.md", "schema.md", "questions.md", "sources.md", "reference.md", "rules.md")


def written_pages() -> list[Path]:
    """The pages that are written by hand, examples excepted."""
    found = sorted([*blocks.ROOT.glob("*.md"), *blocks.DOCS.glob("*.md")])
    return [path for path in found if path.name not in NOT_OURS and path.name not in GENERATED]


def generated(database: Path) -> Iterator[tuple[Path, str]]:
    """Each generated page, and what it should hold."""
    from ipstats.database import open_database

    with open_database(database) as opened:
        for name, text in pages.every_page(opened).items():
            yield blocks.DOCS / name, text


def renewed(path: Path, database: Path) -> str:
    """A page written by hand, with the outputs of its examples as they are now."""
    text = path.read_text("utf-8")
    if not blocks.blocks_of(text):
        return text
    with blocks.Shell(database) as shell:
        return blocks.brought_up_to_date(text, shell)


def example() -> tuple[Path, bytes]:
    """The example workbook, and what it should hold."""
    return blocks.EXAMPLES / workbook.NAME, workbook.workbook()


def main(arguments: list[str]) -> int:
    """Write every page that is out of date, and the workbook; or with ``--check`` only name it; 1 where there is one."""
    from ipstats.store.building import build_sqlite

    check = arguments == ["--check"]
    if arguments and not check:
        print("usage: python docs/generate.py [--check]", file=sys.stderr)
        return 2
    stale: list[Path] = []

    def settle(path: Path, content: bytes) -> None:
        if not path.exists() or path.read_bytes() != content:
            stale.append(path)
            if not check:
                path.write_bytes(content)

    # Before the pages: their examples read it.
    settle(*example())
    with tempfile.TemporaryDirectory(prefix="ipstats-docs-") as folder:
        database = Path(folder) / "seeded.sqlite"
        build_sqlite(database)
        wanted = [*generated(database), *((path, renewed(path, database)) for path in written_pages())]
    for path, text in wanted:
        settle(path, text.encode())
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path.relative_to(blocks.ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
