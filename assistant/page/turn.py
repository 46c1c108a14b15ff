"""A turn of the conversation as the page keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.records import Answer, Filters, Understanding

MAX_TURNS = 20
"""Turns shown and kept; the oldest is dropped first, so that a long talk stays light."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it; pending while neither answer nor notice is there.

    Attributes:
        question: As the person wrote it.
        answer: The answer, declined ones included.
        notice: A line of the page in place of an answer: an empty question, a fault.
        understanding: Which parts of the reading were applied.
        follows: Whether the questions before were passed along.
    """

    question: str
    answer: Answer | None = None
    notice: str | None = None
    understanding: Understanding = field(default_factory=Understanding)
    follows: bool = True


def history(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The questions that were searched, oldest first."""
    return tuple(turn.question for turn in turns if turn.answer is not None)


def filters(
    municipalities: Sequence[str], fiscal_years: Sequence[int], themes: Sequence[str]
) -> Filters:
    """The filters a person chose; a box left empty does not filter."""
    return Filters(
        municipalities=tuple(municipalities) or None,
        fiscal_years=tuple(fiscal_years) or None,
        themes=tuple(themes) or None,
    )
