"""The course of a conversation: what becomes of a question, faults included."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.page import texts
from assistant.page.service import Service
from assistant.page.turn import MAX_TURNS, Turn, history
from assistant.records import Filters
from corpus.document import AssistantError

HITS = 8
"""Passages beside an answer."""

logger = logging.getLogger(__name__)

Turns = tuple[Turn, ...]


def objection(question: str) -> str | None:
    """Why a question is not searched, to be said below the question box; None when it is."""
    if not question.strip():
        return texts.EMPTY_QUESTION
    if len(question) > texts.MAX_QUESTION_CHARS:
        return texts.too_long(len(question))
    return None


def turns_of(service: Service, before: Turns, turn: Turn, chosen: Filters) -> Iterator[Turns]:
    """The conversation with the new turn, first pending, then answered.

    Args:
        service: The assistant.
        before: The turns before, oldest first.
        turn: The new turn, pending.
        chosen: The filters the person chose.
    """
    kept = before[1 - MAX_TURNS :]
    yield (*kept, turn)
    yield (*kept, answered(service, turn, history(before), chosen))


def answered(service: Service, turn: Turn, past: Sequence[str], chosen: Filters) -> Turn:
    """The turn with its answer, or with a notice when the assistant failed."""
    try:
        answer = service.ask(
            turn.question,
            filters=chosen,
            understanding=turn.understanding,
            history=past if turn.follows else (),
            k=HITS,
        )
    # The one place that stops every fault: the person gets a number, the log the traceback.
    except Exception as error:
        return replace(turn, notice=fault_line(error))
    return replace(turn, answer=answer)


def fault_line(error: Exception) -> str:
    """A courteous line with a reference number; what happened goes to the log only."""
    reference = secrets.token_hex(4)
    if isinstance(error, AssistantError):
        logger.error("reference %s: %s", reference, error)
        return texts.REFUSED.format(reference=reference)
    logger.error("reference %s: unexpected fault", reference, exc_info=error)
    return texts.FAULT.format(reference=reference)
