"""A folder in the form of BEIR: corpus.jsonl, queries.jsonl and qrels/test.tsv.

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
        name: The folder's name.
        documents: A document for each row of the corpus, in its order.
        queries: Texts by id, of the judged queries only.
        qrels: Grades above 0 of document ids by query id; every query has at least one.
    """

    name: str
    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def load_beir(folder: Path) -> BeirSet:
    """The judged set that a folder holds.

    Raises:
        EvaluationError: A file is missing or malformed, an id stands twice, or qrels/test.tsv
            names an id that the other files do not have.
    """
    documents = _documents(folder / "corpus.jsonl")
    texts: dict[str, str] = {}
    for row in read_jsonl(folder / "queries.jsonl"):
        query_id = row.text("_id")
        if query_id in texts:
            raise EvaluationError(f'{row.where}: the id "{query_id}" stands twice; remove one')
        texts[query_id] = row.text("text")
    qrels: dict[str, dict[str, int]] = {}
    for where, query_id, doc_id, grade in _judgements(folder / "qrels" / "test.tsv"):
        if query_id not in texts:
            raise EvaluationError(f'{where}: no query "{query_id}" in queries.jsonl; add it')
        if doc_id not in documents:
            raise EvaluationError(f'{where}: no document "{doc_id}" in corpus.jsonl; add it')
        if grade > 0:
            qrels.setdefault(query_id, {})[doc_id] = grade
    if not qrels:
        raise EvaluationError(f"{folder / 'qrels' / 'test.tsv'}: no grade above 0; add judgements")
    queries = {query_id: texts[query_id] for query_id in qrels}
    return BeirSet(folder.resolve().name, tuple(documents.values()), queries, qrels)


def ranked_documents(hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """Ids of the documents the hits were cut from, each at its best passage, best first."""
    return tuple(dict.fromkeys(hit.passage.doc_id for hit in hits))


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
    """Place, query id, document id and grade of each line below the header."""
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if number == 1 or not line.strip():
            continue
        where = f"{path} line {number}"
        fields = line.split("\t")
        if len(fields) != 3:
            raise EvaluationError(f"{where}: {len(fields)} columns, not 3; divide them by tabs")
        try:
            grade = int(fields[2])
        except ValueError as error:
            raise EvaluationError(
                f"{where}: {fields[2]!r} is no whole number; correct it"
            ) from error
        yield where, fields[0], fields[1], grade
