"""An index of our own everyday texts, asked as the assistant asks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eval.fit_ranker import EVERYDAY, Gatherer, everyday_document
from index.build import build_documents
from index.embed import load_embedder
from index.reader import Index
from index.training_pairs import everyday_rows, is_held_out

SENTENCES = frozenset({"headline", "summary"})
"""Registers that ask nothing."""


@dataclass(frozen=True, slots=True)
class EverydayIndex:
    """What is asked, and of what.

    Attributes:
        texts: As they are written, questions and all.
        index: Of all of them.
        gatherer: Finds candidates in it.
        rows: The rows of each text's passages, by its id.
    """

    texts: Sequence[Mapping[str, object]]
    index: Index
    gatherer: Gatherer
    rows: Mapping[str, Sequence[int]]


@contextmanager
def everyday_index() -> Iterator[EverydayIndex]:
    """Yield an index of the texts in `eval/everyday/train`; it is gone afterwards."""
    texts = everyday_rows(EVERYDAY / "train")
    with tempfile.TemporaryDirectory() as folder:
        embedder = load_embedder(None)
        documents = [everyday_document(text) for text in texts]
        build_documents(documents, Path(folder), embedder=embedder, today=date.today())
        index = Index.open(Path(folder))
        rows: dict[str, list[int]] = {}
        for row, hit in enumerate(index.store.hits(range(len(index.documents)))):
            rows.setdefault(hit.passage.doc_id, []).append(row)
        yield EverydayIndex(texts, index, Gatherer(index, embedder, scoped=False), rows)


def is_measured(text: Mapping[str, object]) -> bool:
    """Tell whether a text is held out from the bundled model, and so from what stands on it."""
    return is_held_out(f"{text['title']}\n{text['text']}")
