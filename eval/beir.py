"""A folder in the form of BEIR: corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv.

Source of the form: Thakur, Reimers, Rücklé, Srivastava, Gurevych, "BEIR", NeurIPS 2021,
arXiv:2104.08663.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.records import Hit
from corpus.document import Block, Document
from eval.jsonl import EvaluationError, read_jsonl, read_text


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A corpus with judged queries.

    Attributes:
        name: The folder's name, and the split's where it is not `test`.
        documents: A document for each row of the corpus, in its order.
        queries: Texts by id, of the queries with a relevant document only.
        qrels: Grades above 0 of document ids by query id; every query has at least one.
        without_relevant: How many queries have judgements, but no grade above 0.
        unjudged: How many have no judgement.
    """

    name: str
    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]
    without_relevant: int
    unjudged: int


def load_beir(folder: Path, split: str = "test") -> BeirSet:
    """The judged set that a folder holds.

    Args:
        folder: With corpus.jsonl, queries.jsonl and qrels.
        split: Which file of qrels: its name without `.tsv`.

    Raises:
        EvaluationError: A file is missing or malformed, an id stands twice, a pair has two grades,
            or the qrels name an id that the other files do not have.
    """
    judgements = folder / "qrels" / f"{split}.tsv"
    _check_files(folder, judgements)
    documents = _documents(folder / "corpus.jsonl")
    texts: dict[str, str] = {}
    for row in read_jsonl(folder / "queries.jsonl"):
        query_id = row.text("_id")
        if query_id in texts:
            raise EvaluationError(f'{row.where}: the id "{query_id}" stands twice; remove one')
        texts[query_id] = row.text("text")
    grades: dict[str, dict[str, int]] = {}
    for where, query_id, doc_id, grade in _judgements(judgements):
        if query_id not in texts:
            raise EvaluationError(f'{where}: no query "{query_id}" in queries.jsonl; add it')
        if doc_id not in documents:
            raise EvaluationError(f'{where}: no document "{doc_id}" in corpus.jsonl; add it')
        known = grades.setdefault(query_id, {}).setdefault(doc_id, grade)
        if known != grade:
            raise EvaluationError(
                f'{where}: "{doc_id}" has the grades {known} and {grade} for "{query_id}"; '
                "remove one"
            )
    qrels = {
        query_id: relevant
        for query_id, graded in grades.items()
        if (relevant := {doc_id: grade for doc_id, grade in graded.items() if grade > 0})
    }
    if not qrels:
        raise EvaluationError(f"{judgements}: no grade above 0; add judgements")
    name = folder.resolve().name
    return BeirSet(
        name=name if split == "test" else f"{name} ({split})",
        documents=tuple(documents.values()),
        queries={query_id: texts[query_id] for query_id in qrels},
        qrels=qrels,
        without_relevant=len(grades) - len(qrels),
        unjudged=len(texts) - len(grades),
    )


def ranked_documents(hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """Ids of the documents the hits were cut from, each at its best passage, best first."""
    return tuple(dict.fromkeys(hit.passage.doc_id for hit in hits))


def _check_files(folder: Path, judgements: Path) -> None:
    """Raise EvaluationError that names the first file that is missing, and what is there."""
    for path in (folder / "corpus.jsonl", folder / "queries.jsonl", judgements):
        if path.is_file():
            continue
        advice = ""
        if path.with_name(f"{path.name}.gz").is_file():
            advice = f"; unpack {path.name}.gz"
        elif path == judgements and (
            splits := sorted(other.stem for other in judgements.parent.glob("*.tsv"))
        ):
            advice = f"; there is --split {', --split '.join(splits)}"
        raise EvaluationError(
            f"{folder}: no file {path.relative_to(folder)}; a BEIR folder holds corpus.jsonl, "
            f"queries.jsonl and {judgements.relative_to(folder)}{advice}"
        )


def _documents(path: Path) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for row in read_jsonl(path):
        doc_id = row.text("_id")
        if doc_id in documents:
            raise EvaluationError(f'{row.where}: the id "{doc_id}" stands twice; remove one')
        text = row.text("text")
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        documents[doc_id] = Document(
            doc_id=doc_id,
            title=row.text("title", ""),
            text=text,
            source=doc_id,
            blocks=(Block("paragraph", start, end),) if start < end else (),
        )
    if not documents:
        raise EvaluationError(f"{path}: no document; add a line for each")
    return documents


def _judgements(path: Path) -> Iterator[tuple[str, str, str, int]]:
    """Place, query id, document id and grade of each line with text; the first may be a header."""
    numbered = enumerate(read_text(path).split("\n"), start=1)
    lines = [(number, line) for number, line in numbered if line.strip()]
    for number, line in lines:
        where = f"{path} line {number}"
        fields = line.split("\t")
        if len(fields) != 3:
            raise EvaluationError(f"{where}: {len(fields)} columns, not 3; divide them by tabs")
        try:
            grade = int(fields[2])
        except ValueError as error:
            if number == lines[0][0] and fields[2][:1].isalpha():  # a header
                continue
            raise EvaluationError(
                f"{where}: {fields[2]!r} is no whole number; correct it"
            ) from error
        yield where, fields[0], fields[1], grade
