"""``ipstats read``: what published files say, without changing anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import Exit
from .options import (
    DatabaseOption,
    ExcelOption,
    FormatOption,
    LangOption,
    NoPagerOption,
    PasswordOption,
    PublishedOption,
    answer,
    language,
    open_for,
    password_in,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..sources.statements import Reading
    from ..sources.vocabulary import Vocabulary

ReadOutputOption = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE|FOLDER/", help="Write to a file, or, with a / at its end, as a seed folder."
    ),
]
WhyOption = Annotated[bool, typer.Option("--why", help="Show the rule and the clues that made each statement.")]
HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page to review: the text with each statement marked."),
]


def read(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Reports in prose, workbooks, CSV or Parquet files.")
    ],
    published: PublishedOption = None, why: WhyOption = False,
    form: FormatOption = None, output: ReadOutputOption = None, html: HtmlOption = None,
    password_file: PasswordOption = None, excel: ExcelOption = False, lang: LangOption = None,
    no_pager: NoPagerOption = False, database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Show what published files say, one row a statement: region, period, metric, figure, print and place.

    Nothing is changed. With -o FOLDER/ it is written as a seed folder, to correct by hand and load; with --html
    as a page to look it through.
    """
    from ..questions.published import read_file, said, vocabulary
    from .console import complain, say

    password = password_in(password_file)
    with open_for(context, database) as opened:
        names = vocabulary(opened.reader)
    readings = [read_file(path, names, password, published or "") for path in files]
    if html is not None:
        _write_page(html, readings, names, language(lang))
    if output is not None and (output.endswith(("/", "\\")) or Path(output).is_dir()):
        _write_drafts(Path(output), files, readings, names)
    elif output is not None or html is None:
        answer(
            said(readings, why=why, lang=language(lang)),
            form=form,
            output=Path(output) if output else None,
            excel=excel,
            lang=lang,
            no_pager=no_pager,
        )
    for reading in readings:
        for note in reading.notes:
            say(f"note: {note}")
    errors = [error for reading in readings for error in reading.errors]
    for error in errors:
        complain(error)
    if errors:
        raise typer.Exit(Exit.USAGE)


def _write_page(output: Path, readings: Sequence[Reading], names: Vocabulary, lang: str) -> None:
    """One page for all files, a section each."""
    from ..questions.published import reviewed
    from ..render.output import deliver
    from ..render.review import Section, page
    from .console import say

    sections = [
        Section(
            reading.name,
            reading.title,
            reading.text,
            reviewed(reading, names, lang),
            [*reading.notes, *(str(error) for error in reading.errors)],
        )
        for reading in readings
    ]
    deliver(page(sections, lang), output)
    statements = [statement for reading in readings for statement in reading.statements]
    doubtful = sum(bool(statement.doubt) and statement.status != "F" for statement in statements)
    say(f"wrote {output}: {len(statements)} statements, {doubtful} in doubt")


def _write_drafts(output: Path, files: Sequence[Path], readings: Sequence[Reading], names: Vocabulary) -> None:
    """A seed folder for each file."""
    from ..sources.drafts import write_draft
    from .console import say

    for path, reading in zip(files, readings, strict=True):
        folder = output if len(files) == 1 else output / path.stem
        written = write_draft(folder, reading, names)
        say(f"wrote {folder}: {', '.join(written)}; correct it and load it: ipstats load {folder}")
