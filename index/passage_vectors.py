"""The vector of a passage: what it says below its headings, and what its whole section says.

A passage cut from a section leaves unsaid what stands in the heading or in the passage before it.
Half of its vector is therefore its section's, that is, of all passages of the document below the
same headings. What this is worth stands in docs/accuracy.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.language.clean import search_text
from index.embed import Embedder, SearchForm
from index.indexed import IndexedDocument, IndexedPassage

BATCH = 4096
"""Texts that are embedded at once."""
HeadingPath = tuple[str, ...]
"""A document's title and the headings below it."""


def passage_vectors(
    documents: Sequence[IndexedDocument],
    embedder: Embedder,
    progress: Callable[[int, int], None],
) -> NDArray[np.float32]:
    """Return the vectors of all passages, float32, shape (passages, dim), unit rows.

    Args:
        documents: Their passages follow one another.
        embedder: Makes the vectors.
        progress: Called with how many passages are done and how many there are.
    """
    forms: list[SearchForm] = []
    sections: list[int] = []  # of each passage
    numbers: dict[tuple[int, HeadingPath], int] = {}
    for number, document in enumerate(documents):
        for indexed in document.passages:
            path = heading_path(document, indexed)
            forms.append(_below_headings(path, indexed))
            sections.append(numbers.setdefault((number, path), len(numbers)))
    vectors = np.empty((len(forms), embedder.dim), np.float32)
    for start in range(0, len(forms), BATCH):
        progress(start, len(forms))
        batch = forms[start : start + BATCH]
        vectors[start : start + len(batch)] = embedder.encode_passages(batch)
    return within_sections(vectors, np.array(sections, np.int64))


def within_sections(
    vectors: NDArray[np.float32], sections: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return each vector with its section's added, float32, unit rows; zeros stay zeros.

    Args:
        vectors: Unit rows or zeros, float32, shape (passages, dim).
        sections: The number of each passage's section, from 0, shape (passages,).
    """
    sums = np.zeros((int(sections.max(initial=-1)) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, sections, vectors)
    return _unit(vectors + _unit(sums)[sections])


def heading_path(document: IndexedDocument, indexed: IndexedPassage) -> HeadingPath:
    """Return the title of a passage's document and the headings that it stands below."""
    return (document.document.title, *indexed.passage.headings)


@lru_cache(maxsize=1024)
def path_text(path: HeadingPath) -> str:
    """Return the search form of a heading path; passages of one path come one after the other."""
    return search_text("\n".join(path))


def _below_headings(path: HeadingPath, indexed: IndexedPassage) -> SearchForm:
    body = search_text(indexed.passage.text_below_header)
    return SearchForm(f"{path_text(path)}\n{body}", indexed.heading_lemmas + indexed.body_lemmas)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-9)
    return unit
