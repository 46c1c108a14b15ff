"""The result of an evaluation: figures by slice, every query's values, what was measured."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.bootstrap import Figure, mean_with_interval
from eval.jsonl import EvaluationError, Row, read_text
from eval.outcome import Outcome, slice_names, slice_values

FORMAT = 2
_PACKAGES = ("madoguchi", "faiss-cpu", "fugashi", "ir-measures", "numpy", "tantivy", "unidic-lite")

_SETTINGS = (
    "model",
    "depth",
    "options",
    "versions",
)  # fields of Setting that two results may differ in

Figures = Mapping[str, Mapping[str, Figure]]
"""Means with intervals by measure, by slice."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What was measured, and with what.

    Attributes:
        task: `beir`, `counter` or `own`.
        name: Which judged set.
        generation: Name of the index generation that was asked.
        model: Name of the embedding model.
        date: When, ISO 8601 with offset.
        depth: How many passages were asked for.
        options: Further settings by name.
        versions: Versions of Python and of the packages that decide the ranking.
        notes: What a reader of the figures must know: sentences without the full stop.
    """

    task: str
    name: str
    generation: str
    model: str
    date: str
    depth: int
    options: Mapping[str, object]
    versions: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A setting with what came of it."""

    setting: Setting
    figures: Figures
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A query as a stored result has it: enough to compare two results."""

    slices: tuple[str, ...]
    values: Mapping[str, float]
    judged_by: str


@dataclass(frozen=True, slots=True)
class StoredResult:
    """What is read back from a result file.

    Attributes:
        task: As in `Setting`.
        name: As in `Setting`.
        settings: What else was measured with, as JSON by dotted name (`options.retrieve.body`).
        queries: The questions by id.
    """

    task: str
    name: str
    settings: Mapping[str, str]
    queries: Mapping[str, StoredQuery]


def slice_figures(outcomes: Iterable[Outcome]) -> dict[str, dict[str, Figure]]:
    """The mean of each measure in each slice, with its interval."""
    return {
        name: {measure: mean_with_interval(values) for measure, values in measures.items()}
        for name, measures in slice_values(outcomes).items()
    }


def installed_versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide a ranking."""
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "not installed"
    return versions


def to_json(evaluation: Evaluation) -> str:
    """The result as a JSON text with sorted keys, without any text of the corpus."""
    content = {
        "format": FORMAT,
        **asdict(evaluation.setting),
        "slices": {
            name: {measure: asdict(figure) for measure, figure in measures.items()}
            for name, measures in evaluation.figures.items()
        },
        "queries": {
            outcome.question_id: {
                "question": outcome.question,
                "slices": list(slice_names(outcome)),
                "reason": outcome.reason,
                "values": dict(outcome.values),
                "judged_by": outcome.judged_by,
            }
            for outcome in evaluation.outcomes
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_trec_run(evaluation: Evaluation) -> str:
    """The rankings as a TREC run file: `query Q0 id rank score madoguchi` a line.

    The score is 1 / rank, so that a program that sorts by score keeps the order. White space
    in an id is written as `%20`, since it would end the column.
    """
    lines = []
    for outcome in evaluation.outcomes:
        query = _column(outcome.question_id)
        for rank, place in enumerate(outcome.ranking, start=1):
            lines.append(f"{query} Q0 {_column(place)} {rank} {1 / rank:.6f} madoguchi\n")
    return "".join(lines)


def load_result(path: Path) -> StoredResult:
    """What `to_json` wrote, as far as a comparison needs it.

    Raises:
        EvaluationError: The file cannot be read or is no result of this format.
    """
    wrong = f"{path}: not a result of this version; write one: madoguchi eval --json FILE"
    try:
        content = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise EvaluationError(wrong) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise EvaluationError(wrong)
    queries = content.get("queries")
    if not isinstance(queries, dict) or not all(isinstance(q, dict) for q in queries.values()):
        raise EvaluationError(wrong)
    row = Row(str(path), content)
    return StoredResult(
        task=row.text("task"),
        name=row.text("name"),
        settings=dict(_flat({name: content.get(name) for name in _SETTINGS})),
        queries={name: _stored_query(Row(str(path), query)) for name, query in queries.items()},
    )


def _flat(content: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The values of nested objects as JSON, by dotted name."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", json.dumps(value, ensure_ascii=False)


def _stored_query(row: Row) -> StoredQuery:
    values = row.fields.get("values")
    if not isinstance(values, dict):
        raise EvaluationError(f'{row.where}: "values" must be an object; write the result again')
    numbers = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return StoredQuery(row.texts("slices"), numbers, row.text("judged_by"))


def _column(text: str) -> str:
    return re.sub(r"\s", "%20", text)
