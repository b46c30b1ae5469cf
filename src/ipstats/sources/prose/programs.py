"""Of which program a figure is: the one named beside it, the last one of the paragraph, or that of the heading."""

from __future__ import annotations

from .context import Context
from .facets import Phrase
from .figure import Figure
from .tokens import Tokens


def see_programs(tokens: Tokens, context: Context, low: int, high: int) -> None:
    """See the programs that a stretch names: the last one that can be no other is spoken of from there on."""
    for term in tokens.programs_in(low, high):
        programs = term.targets("program")
        if len(programs) == 1:
            context.program = programs[0]


def with_program(tokens: Tokens, context: Context, phrase: Phrase, figure: Figure, high: int, headed: str) -> Phrase:
    """A phrase whose metric is by program, with the program that the text is speaking of; ``headed`` is the heading's."""
    program = phrase.program
    if not program:
        after = [term.targets("program") for term in tokens.counted_in(figure.end, high)]
        named = [targets[0] for targets in after if len(targets) == 1]
        program = named[0] if named else context.program or headed
    level = phrase.award_level or ("total" if phrase.metric.endswith(".awards") and program else "")
    return phrase._replace(program=program, award_level=level)
