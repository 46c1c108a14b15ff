"""Counter questions: answered by pieces of evidence that must stand in the passages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.coverage import coverage_values
from eval.jsonl import EvaluationError, Row, read_jsonl
from eval.outcome import UNANSWERABLE, is_slice_of_its_own

READ_CHARACTERS = (200, 2000)
"""How much of the ranked passages a person reads, for the measures `answer@200c` and so on."""

_TAG = re.compile(r"</?(?:br|ul|li|u|p|div|b|table|tr|td|th)[^>]*>")
_LEFT_OUT = re.compile(r"[\s|]+")


@dataclass(frozen=True, slots=True)
class CounterQuestion:
    """A question with the evidence that answers it.

    Attributes:
        question_id: Unique in its file.
        text: As a person typed it.
        type: Who asks, or what is asked for.
        hard: What makes it hard, or None.
        evidence: Texts of the corpus; none when it holds no answer.
    """

    question_id: str
    text: str
    type: str
    hard: str | None
    evidence: tuple[str, ...]


def load_counter(path: Path) -> tuple[CounterQuestion, ...]:
    """The questions of a file, in order.

    A line is `{"id", "query", "type", "hard", "answers": [{"evidence"}]}`; other fields are for
    people. `answers` is empty where the corpus holds none; `hard` may be left out.

    Raises:
        EvaluationError: The file is missing or empty, or a line is not of this form.
    """
    questions: dict[str, CounterQuestion] = {}
    for row in read_jsonl(path):
        question = _question(row)
        if question.question_id in questions:
            raise EvaluationError(
                f'{row.where}: the id "{question.question_id}" stands twice; remove one'
            )
        questions[question.question_id] = question
    if not questions:
        raise EvaluationError(f"{path}: no question; add a line for each")
    return tuple(questions.values())


def comparable(text: str) -> str:
    """The text in NFKC without white space, table bars and the tags of tables and lists."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", _TAG.sub("", text)))


def evidence_found(evidence: Sequence[str], passages: Sequence[str]) -> tuple[frozenset[int], ...]:
    """For each passage the numbers of the evidence it holds.

    Evidence that is given twice is found once, under its first number.
    """
    wanted = [comparable(text) for text in evidence]
    first = {text: wanted.index(text) for text in wanted}
    return tuple(
        frozenset(number for text, number in first.items() if text in passage)
        for passage in map(comparable, passages)
    )


def counter_values(evidence: Sequence[str], passages: Sequence[str]) -> dict[str, float]:
    """The measures of an answerable question: those of `coverage_values` and `answer@…c`.

    Args:
        evidence: At least one text.
        passages: Texts of the ranked passages, best first.
    """
    values = coverage_values(evidence_found(evidence, passages), len(evidence))
    for characters in READ_CHARACTERS:
        values[f"answer@{characters}c"] = float(_within(evidence, passages, characters))
    return values


def _within(evidence: Sequence[str], passages: Sequence[str], characters: int) -> bool:
    """Whether some evidence stands in the first so many comparable characters.

    It must stand in one passage: the last passage is cut where the characters are used up.
    """
    wanted = [comparable(text) for text in evidence]
    left = characters
    for passage in map(comparable, passages):
        if left <= 0:
            return False
        if any(text in passage[:left] for text in wanted):
            return True
        left -= len(passage)
    return False


def evidence_nowhere(
    questions: Sequence[CounterQuestion], documents: Iterable[str]
) -> list[tuple[str, str]]:
    """Question ids with evidence of theirs that no document's text holds, in order."""
    texts = [comparable(text) for text in documents]
    return [
        (question.question_id, evidence)
        for question in questions
        for evidence in question.evidence
        if not any(comparable(evidence) in text for text in texts)
    ]


def _question(row: Row) -> CounterQuestion:
    if "answers" not in row.fields:
        raise EvaluationError(
            f'{row.where}: no "answers"; add them, or [] where the corpus holds none'
        )
    evidence = tuple(answer.text("evidence") for answer in row.rows("answers"))
    if not all(map(comparable, evidence)):
        raise EvaluationError(
            f'{row.where}: "evidence" holds no text, and so would every passage; add or remove it'
        )
    kind = row.text("type")
    if is_slice_of_its_own(kind) and (evidence or kind != UNANSWERABLE):
        raise EvaluationError(
            f'{row.where}: the type "{kind}" is the name of another slice; choose another'
        )
    return CounterQuestion(
        question_id=row.text("id"),
        text=row.text("query"),
        type=kind,
        hard=row.text("hard", "") or None,
        evidence=evidence,
    )
