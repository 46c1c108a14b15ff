"""A generation open for questions: the legs, the store and the facets of every passage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import VectorIndex
from index.forward import ForwardIndex
from index.generation import IndexFormatError, IndexMissingError, Manifest, open_current
from index.lexical import LexicalIndex
from index.store import STORE, Store

LEXICAL = "lexical"
BODY_VECTORS = "body"
HEADING_VECTORS = "heading"
HEADING_OF_ROW = "heading_of_row.npy"
FORWARD = "forward"
HEADING_WORDS = "heading_words"


@dataclass(frozen=True, slots=True)
class Index:
    """One generation.

    Attributes:
        manifest: What it is made of.
        store: Documents and passages.
        lexical: BM25.
        body: Vectors of the passages, by row.
        heading: Vectors of the heading paths, by number.
        heading_of_row: int32, shape (passages,): which heading path a passage has.
        forward: Words of the passages, by row.
        heading_words: Words of the heading paths, by number.
        by_heading: int64, shape (passages,): the rows, sorted by heading path.
        heading_starts: int64, shape (heading paths + 1,): where each path's rows begin there.
    """

    manifest: Manifest
    store: Store
    lexical: LexicalIndex
    body: VectorIndex
    heading: VectorIndex
    heading_of_row: NDArray[np.int32]
    forward: ForwardIndex
    heading_words: ForwardIndex
    by_heading: NDArray[np.int64]
    heading_starts: NDArray[np.int64]

    @staticmethod
    def open(index_dir: Path) -> Index:
        """Return the generation being served.

        Raises:
            IndexMissingError: If the folder holds no index.
            IndexDamagedError: If it is not what was written.
            IndexFormatError: If another version of this program wrote it.
        """
        return Index.of(*open_current(index_dir))

    @staticmethod
    def of(folder: Path, manifest: Manifest) -> Index:
        """Return the generation in a folder, its files not compared with the manifest."""
        heading_of_row = np.load(folder / HEADING_OF_ROW)
        return Index(
            manifest=manifest,
            store=Store(folder / STORE),
            lexical=LexicalIndex(folder / LEXICAL),
            body=VectorIndex(folder / BODY_VECTORS),
            heading=VectorIndex(folder / HEADING_VECTORS),
            heading_of_row=heading_of_row,
            forward=ForwardIndex(folder / FORWARD),
            heading_words=ForwardIndex(folder / HEADING_WORDS),
            by_heading=np.argsort(heading_of_row, kind="stable"),
            heading_starts=np.concatenate([[0], np.bincount(heading_of_row).cumsum()]),
        )

    @staticmethod
    def open_if_any(index_dir: Path) -> Index | None:
        """Return the generation being served, or None if there is none that can be built on."""
        try:
            return Index.open(index_dir)
        except (IndexMissingError, IndexFormatError):
            return None

    def body_vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some passages, float32, shape (len(rows), dim)."""
        return self.body.vectors(rows)

    def rows_of_heading(self, heading: int) -> NDArray[np.int64]:
        """Return the rows below a heading path, ascending."""
        rows: NDArray[np.int64] = self.by_heading[
            self.heading_starts[heading] : self.heading_starts[heading + 1]
        ]
        return rows
