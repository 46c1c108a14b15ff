"""The judged questions on the bundled corpus: `eval/questions/*.jsonl`.

`python -m eval.questions` checks them against `corpus/documents`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.read.files import find_files
from corpus.read.worker import read_files
from eval.jsonl import EvaluationError, Row, read_jsonl
from eval.spans import Place, Span, resolve

FOLDER = Path(__file__).parent / "questions"
BUNDLED = Path(__file__).resolve().parents[1] / "corpus" / "documents"
TYPES = ("owner", "officer", "fact", "year", "none")
"""Who asks, or what is asked for; `none` marks a question that the corpus cannot answer."""


@dataclass(frozen=True, slots=True)
class SpanQuestion:
    """A question with the places that answer it.

    Attributes:
        question_id: Unique over all files.
        text: As a person would type it.
        type: One of `TYPES`.
        hard: What makes it hard, or None.
        places: Where its answers stand, as written; empty for the type `none` only.
    """

    question_id: str
    text: str
    type: str
    hard: str | None
    places: tuple[Place, ...]


def load_questions(folder: Path = FOLDER) -> tuple[SpanQuestion, ...]:
    """All questions of a folder, by file name and line.

    Raises:
        EvaluationError: There is none, or a line is not a question of this form.
    """
    questions: dict[str, SpanQuestion] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_jsonl(path):
            question = _question(row)
            if question.question_id in questions:
                raise EvaluationError(
                    f'{row.where}: the id "{question.question_id}" is taken; choose another'
                )
            questions[question.question_id] = question
    if not questions:
        raise EvaluationError(f"{folder}: no question in any *.jsonl file; add some")
    return tuple(questions.values())


def gold_spans(
    questions: Iterable[SpanQuestion], documents: Iterable[Document]
) -> Mapping[str, tuple[Span, ...]]:
    """The spans that answer each question, by its id.

    Raises:
        EvaluationError: A place is not in the documents.
    """
    by_id = {document.doc_id: document for document in documents}
    spans: dict[str, tuple[Span, ...]] = {}
    for question in questions:
        for place in question.places:
            if place.doc_id not in by_id:
                raise EvaluationError(
                    f"{place.where}: no document {place.doc_id} in the corpus; correct doc_id"
                )
        spans[question.question_id] = tuple(
            resolve(place, by_id[place.doc_id]) for place in question.places
        )
    return spans


def _question(row: Row) -> SpanQuestion:
    kind = row.text("type")
    if kind not in TYPES:
        raise EvaluationError(f'{row.where}: the type "{kind}" is none of {", ".join(TYPES)}')
    places = tuple(_place(entry) for entry in row.rows("spans"))
    if (kind == "none") != (not places):
        raise EvaluationError(
            f'{row.where}: a question has "spans" unless its type is none; add or remove them'
        )
    return SpanQuestion(
        question_id=row.text("id"),
        text=row.text("question"),
        type=kind,
        hard=row.text("hard", "") or None,
        places=places,
    )


def _place(row: Row) -> Place:
    return Place(
        where=row.where,
        doc_id=row.text("doc_id"),
        heading=row.texts("heading"),
        quote=row.text("quote", "") or None,
    )


def problems(questions: Sequence[SpanQuestion], documents: Sequence[Document]) -> list[str]:
    """One message for each question whose places are not in the documents."""
    found = []
    for question in questions:
        try:
            gold_spans([question], documents)
        except EvaluationError as error:
            found.append(str(error))
    return found


def main() -> int:
    """Print what is wrong with the questions; 0 when nothing is, else 1."""
    results = read_files(find_files([BUNDLED]))
    documents = [document for result in results for document in result.documents]
    questions = load_questions()
    found = problems(questions, documents)
    for problem in found:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{len(questions)} questions, {len(found)} of them wrong\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
