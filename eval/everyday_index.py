"""An index of our own texts or documents, asked as the assistant asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.search.presence import presence
from assistant.search.word_network import WordMatches
from corpus.document import Document, Passage
from eval.judged import Gatherer, indexed
from index.embed import load_embedder
from index.reader import Index
from index.training_pairs import is_held_out


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passages of some that are nearest to a question, nearest first.

    Attributes:
        rows: Their rows, int64, shape (passages,).
        matches: What they have for each word of the question.
    """

    rows: NDArray[np.int64]
    matches: WordMatches


@dataclass(frozen=True, slots=True)
class EverydayIndex:
    """What is asked.

    Attributes:
        index: Of some texts or documents.
        gatherer: Finds candidates in it.
        passages: Of all documents, by row.
        rows: The rows of each document's passages, by its id.
    """

    index: Index
    gatherer: Gatherer
    passages: Sequence[Passage]
    rows: Mapping[str, NDArray[np.int64]]

    def nearest(
        self, question: str, first: NDArray[np.int64], among: NDArray[np.int64] | None, most: int
    ) -> Nearest:
        """Return some passages whatever they are like, and behind them the nearest of others.

        Near is what has many of the question's words, itself or by meaning, and a vector near to
        the question's.

        Args:
            question: The question.
            first: Rows of those that are wanted whatever they are like.
            among: Rows of the others; None for the candidates that a search finds.
            most: How many passages there may be.
        """
        asked = self.gatherer.found(question)
        rows = np.union1d(asked.rows if among is None else among, first)
        found = presence(self.index, asked.searched, rows)
        near = found.share @ found.meant + self.index.body.cosines(asked.vector, rows)
        order = np.lexsort((-near, ~np.isin(rows, first)))[:most]
        matches = WordMatches.of(found, asked.searched.kinds, asked.searched.related.rows)
        return Nearest(rows[order], matches.only(order))


@contextmanager
def everyday_index(documents: Sequence[Document]) -> Iterator[EverydayIndex]:
    """Yield an index of some documents; it is gone afterwards."""
    embedder = load_embedder(None)
    with indexed(documents, embedder) as index:
        passages = [hit.passage for hit in index.store.hits(range(len(index.documents)))]
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(passages):
            rows.setdefault(passage.doc_id, []).append(row)
        arrays = {doc_id: np.array(of, np.int64) for doc_id, of in rows.items()}
        yield EverydayIndex(index, Gatherer(index, embedder, scoped=False), passages, arrays)


def is_measured(text: Mapping[str, object]) -> bool:
    """Tell whether a text is held out from the bundled model, and so from what stands on it."""
    return is_held_out(f"{text['title']}\n{text['text']}")
