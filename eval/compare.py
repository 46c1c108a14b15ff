"""Two stored results -> the differences of their means, each with a paired test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eval.bootstrap import Figure, mean_with_interval, randomisation_p
from eval.jsonl import EvaluationError
from eval.outcome import slice_order
from eval.result import StoredQuery, StoredResult


@dataclass(frozen=True, slots=True)
class Difference:
    """How a measure of a slice differs between two results.

    Attributes:
        slice_name: Which questions.
        measure: Which measure.
        first: Its mean in the first result.
        second: Its mean in the second result.
        change: Second less first over the questions, with its interval.
        p: Two-sided p of the paired randomisation test, 0 to 1.
    """

    slice_name: str
    measure: str
    first: float
    second: float
    change: Figure
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, and how many questions are left out.

    Attributes:
        settings: Name, first and second value of each setting that differs.
        differences: Of each measure in each slice.
        only_first: Questions that only the first result has.
        only_second: Those that only the second has.
        changed: Those whose text or judgements are not the same in both.
    """

    settings: tuple[tuple[str, str, str], ...]
    differences: tuple[Difference, ...]
    only_first: int
    only_second: int
    changed: int


def compare(first: StoredResult, second: StoredResult) -> Comparison:
    """The differences of each measure in each slice, over the questions that both judge alike.

    Raises:
        EvaluationError: The results are of different tasks or sets, or share no such question.
    """
    if (first.task, first.name) != (second.task, second.name):
        raise EvaluationError(
            f"--compare: {first.task} {first.name} and {second.task} {second.name} are different "
            "sets of questions; give two results of the same set"
        )
    shared = [query for query in first.queries if query in second.queries]
    alike = [q for q in shared if first.queries[q].judged_by == second.queries[q].judged_by]
    if not alike:
        raise EvaluationError(
            "--compare: the two results share no question that is judged alike; give two of one set"
        )
    pairs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for query in alike:
        for key, values in _pairs(first.queries[query], second.queries[query]).items():
            pairs.setdefault(key, []).append(values)
    return Comparison(
        settings=tuple(_other_settings(first, second)),
        differences=tuple(
            _difference(*key, pairs[key])
            for key in sorted(pairs, key=lambda key: (slice_order(key[0]), key[1]))
        ),
        only_first=len(first.queries) - len(shared),
        only_second=len(second.queries) - len(shared),
        changed=len(shared) - len(alike),
    )


def _other_settings(first: StoredResult, second: StoredResult) -> Iterator[tuple[str, str, str]]:
    """Name and both values of each setting that differs; `-` where a result has none."""
    for name in sorted(first.settings.keys() | second.settings.keys()):
        before, after = first.settings.get(name, "-"), second.settings.get(name, "-")
        if before != after:
            yield name, before, after


def _pairs(first: StoredQuery, second: StoredQuery) -> dict[tuple[str, str], tuple[float, float]]:
    """Both values by slice and measure, where both results have them."""
    return {
        (name, measure): (value, second.values[measure])
        for name in first.slices
        if name in second.slices
        for measure, value in first.values.items()
        if measure in second.values
    }


def _difference(slice_name: str, measure: str, pairs: list[tuple[float, float]]) -> Difference:
    before = [pair[0] for pair in pairs]
    after = [pair[1] for pair in pairs]
    change = mean_with_interval([new - old for old, new in pairs])
    return Difference(
        slice_name=slice_name,
        measure=measure,
        first=sum(before) / len(before),
        second=sum(after) / len(after),
        change=change,
        p=randomisation_p(before, after),
    )
