"""A generation open for questions: the legs, the store and the facets of every passage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import VectorIndex
from index.forward import ForwardIndex
from index.generation import IndexFormatError, IndexMissingError, Manifest, open_current
from index.grams import GramIndex
from index.groups import Groups
from index.lexical import LexicalIndex
from index.rarity import inverse_frequency
from index.store import STORE, Store
from index.vocabulary import Vocabulary

LEXICAL = "lexical"
BODY_VECTORS = "body"
FORWARD = "forward"
GRAMS = "grams"
HEADINGS = "headings"
VOCABULARY = "vocabulary.txt"


@dataclass(frozen=True, slots=True)
class Index:
    """One generation.

    Attributes:
        manifest: What it is made of.
        store: Documents and passages.
        lexical: BM25.
        body: Vectors of the passages, by row.
        vocabulary: Numbers the words of the passages and of the heading paths.
        forward: Words of the passages, by row.
        grams: Character pairs of the passages and their heading paths, by row.
        headings: The heading paths.
        idf: float32, shape (words + 1,): how rare each word is in the passages, by its number; the
            last is for words that stand in none, so that their number, -1, finds it.
        documents: int64, shape (passages,): the number of each passage's document.
        alone: bool, shape (passages,): whether a passage is the only one of its document.
    """

    manifest: Manifest
    store: Store
    lexical: LexicalIndex
    body: VectorIndex
    vocabulary: Vocabulary
    forward: ForwardIndex
    grams: GramIndex
    headings: Groups
    idf: NDArray[np.float32]
    documents: NDArray[np.int64]
    alone: NDArray[np.bool_]

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
        store = Store(folder / STORE)
        documents = store.document_numbers()
        vocabulary = Vocabulary.read(folder / VOCABULARY)
        forward = ForwardIndex(folder / FORWARD)
        absent = len(vocabulary) - len(forward.frequency) + 1  # from the passages
        return Index(
            manifest=manifest,
            store=store,
            lexical=LexicalIndex(folder / LEXICAL),
            body=VectorIndex(folder / BODY_VECTORS),
            vocabulary=vocabulary,
            forward=forward,
            grams=GramIndex(folder / GRAMS),
            headings=Groups.open(folder / HEADINGS),
            idf=inverse_frequency(np.pad(forward.frequency, (0, absent)), len(documents)),
            documents=documents,
            alone=(np.bincount(documents) == 1)[documents],
        )

    @staticmethod
    def open_if_any(index_dir: Path) -> Index | None:
        """Return the generation being served, or None if there is none that can be built on."""
        try:
            return Index.open(index_dir)
        except (IndexMissingError, IndexFormatError):
            return None
