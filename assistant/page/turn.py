"""A turn of the conversation as the page keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.records import Answer, Filters, Understanding

MAX_TURNS = 20
"""Turns shown and kept; the oldest is dropped first, so that a long talk stays light."""
MAX_ASKED_AGAIN = 6
"""Questions that the page's address holds and asks one after the other, a talk's worth of them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence an answer comes, for who reads it later.

    Attributes:
        day: When it was given.
        generation: Name of the generation it was found in.
    """

    day: date
    generation: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it; pending while neither answer nor notice is there.

    Attributes:
        question: As the person wrote it.
        answer: The answer, declined ones included.
        notice: A line of the page in place of an answer, after a fault.
        understanding: Which parts of the reading were applied.
        follows: Whether the questions before were passed along.
        chosen: The filters the person chose.
        origin: Whence the answer comes; None until it is there.
    """

    question: str
    answer: Answer | None = None
    notice: str | None = None
    understanding: Understanding = field(default_factory=Understanding)
    follows: bool = True
    chosen: Filters = field(default_factory=Filters)
    origin: Origin | None = None


def history(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The questions that were searched, oldest first."""
    return tuple(turn.question for turn in turns if turn.answer is not None)


def asked_again(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The questions that lead to the last turn when they are asked anew, oldest first.

    The last alone, unless it was understood as a follow-up: then also what it follows, back to one
    that follows none. No question where an address would not hold them all: without the first of
    them the last would ask for something else.
    """
    needed = list(turns[-1:])
    for earlier in reversed(turns[:-1]):
        if needed[0].answer is None or needed[0].answer.query.subject is None:
            break
        if earlier.answer is not None:
            needed.insert(0, earlier)
    return tuple(turn.question for turn in needed) if len(needed) <= MAX_ASKED_AGAIN else ()


def filters(
    municipalities: Sequence[str], fiscal_years: Sequence[int], themes: Sequence[str]
) -> Filters:
    """The filters a person chose; a box left empty does not filter."""
    return Filters(
        municipalities=tuple(municipalities) or None,
        fiscal_years=tuple(fiscal_years) or None,
        themes=tuple(themes) or None,
    )
