"""What came of one judged question."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

UNANSWERABLE = "none"
"""The slice of the questions that the corpus cannot answer."""
NEAR_MISSES = f"{UNANSWERABLE}:near"
"""Those of them that sound as if it could."""


@dataclass(frozen=True, slots=True)
class Found:
    """One of the passages found.

    Attributes:
        place: Its id in the run file.
        title: Title and headings above it.
        text: The passage.
        relevant: Whether it holds something expected.
    """

    place: str
    title: str
    text: str
    relevant: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with its measures.

    Attributes:
        question_id: Its id in the judged set.
        question: Its text.
        type: Who asks or what is asked for, or None.
        hard: What makes it hard, or None.
        answerable: Whether the corpus holds an answer.
        reason: Why it was declined, or None.
        values: Measures by name. `declined` (1 or 0) is always there, for an unanswerable
            question alone; `wrong-year@5` and `wrong-city@5` only where one is asked for.
        judged_by: A digest of the question and its gold: equal where it is judged alike.
        expected: What should have been found, for a person to read.
        found: The first passages, best first.
        ranking: Ids of all that was ranked, best first.
    """

    question_id: str
    question: str
    type: str | None
    hard: str | None
    answerable: bool
    reason: str | None
    values: Mapping[str, float]
    judged_by: str
    expected: tuple[str, ...]
    found: tuple[Found, ...]
    ranking: tuple[str, ...]


def digest(question: str, gold: object) -> str:
    """What `Outcome.judged_by` holds, of a question and its gold: lists, texts and numbers."""
    text = json.dumps([question, gold], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:12]


def slice_names(outcome: Outcome) -> tuple[str, ...]:
    """The slices a question counts in: `all`, its type, `hard:` and what makes it hard.

    An unanswerable one counts in `none` and `none:` with what makes it hard: its one measure is the
    right to be declined, which in every other slice is a fault.
    """
    if not outcome.answerable:
        names = [UNANSWERABLE]
    else:
        names = ["all"] if outcome.type is None else ["all", outcome.type]
    if outcome.hard is not None:
        names.append(f"{'hard' if outcome.answerable else UNANSWERABLE}:{outcome.hard}")
    return tuple(names)


def is_slice_of_its_own(kind: str) -> bool:
    """Whether a slice of this name holds other questions than those of a type called so."""
    return kind == "all" or kind.partition(":")[0] in ("hard", UNANSWERABLE)


def slice_values(outcomes: Iterable[Outcome]) -> dict[str, dict[str, list[float]]]:
    """The values of each measure in each slice, the slices in `slice_order`."""
    slices: dict[str, dict[str, list[float]]] = {}
    for outcome in outcomes:
        for name in slice_names(outcome):
            measures = slices.setdefault(name, {})
            for measure, value in outcome.values.items():
                measures.setdefault(measure, []).append(value)
    return dict(sorted(slices.items(), key=lambda item: slice_order(item[0])))


def slice_order(name: str) -> tuple[bool, bool, bool, str]:
    """What slices are sorted by: `all`, types, `none` and its parts, then `hard:` ones."""
    kind = name.partition(":")[0]
    return name != "all", kind == "hard", kind == UNANSWERABLE, name
