"""The course of a conversation: what becomes of a question, faults included."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.page import texts
from assistant.page.chips import labels
from assistant.page.protocol import Assistant
from assistant.page.render import conversation, evidence
from assistant.page.turn import MAX_TURNS, Origin, Turn, history
from corpus.document import AssistantError

HITS = 8
"""Passages beside an answer."""

logger = logging.getLogger(__name__)

Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What changes on the page with the conversation, rendered.

    Attributes:
        turns: The conversation, oldest turn first.
        conversation: The turns as HTML.
        evidence: The passages of the last turn as HTML; empty when it has none.
        examples: Whether the example questions are offered: at the start, and for no passage,
            but not to a cry for help.
        chips: A label for each of `chips.NAMES`, or None where there is nothing to undo.
    """

    turns: Turns
    conversation: str
    evidence: str
    examples: bool
    chips: tuple[str | None, ...]


def objection(question: str) -> str | None:
    """Why a question is not searched, to be said below the question box; None when it is."""
    if not question.strip():
        return texts.EMPTY_QUESTION
    if len(question) > texts.MAX_QUESTION_CHARS:
        return texts.too_long(len(question))
    return None


def views(service: Assistant, before: Turns, turn: Turn) -> Iterator[View]:
    """What the page shows, first with the new turn pending, then with it answered.

    Args:
        service: The assistant.
        before: The turns before, oldest first.
        turn: The new turn, pending.
    """
    kept = before[1 - MAX_TURNS :]
    yield view((*kept, turn))
    try:
        answer = service.ask(
            turn.question,
            filters=turn.chosen,
            understanding=turn.understanding,
            history=history(before) if turn.follows else (),
            k=HITS,
        )
        origin = Origin(date.today(), service.about().generation)
        answered = view((*kept, replace(turn, answer=answer, origin=origin)))
    # The one place that stops every fault: the person gets a number, the log the traceback.
    except Exception as error:
        answered = view((*kept, replace(turn, notice=fault_line(error))))
    yield answered


def view(turns: Turns) -> View:
    """What the page shows for a conversation."""
    last = turns[-1] if turns else None
    answer = None if last is None else last.answer
    shown = "" if last is None or answer is None else evidence(answer, last.origin)
    return View(
        turns,
        conversation(turns),
        shown,
        last is None or (answer is not None and not shown and answer.reason != "distress"),
        tuple(labels(last).values()),
    )


def fault_line(error: Exception) -> str:
    """A courteous line with a reference number; what happened goes to the log only."""
    reference = secrets.token_hex(4)
    if isinstance(error, AssistantError):
        logger.error("reference %s: %s", reference, error)
        return texts.REFUSED.format(reference=reference)
    logger.error("reference %s: unexpected fault", reference, exc_info=error)
    return texts.FAULT.format(reference=reference)
