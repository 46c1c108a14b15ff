"""Vectors of passages, worked out by hand with two words for two components."""

import re

import numpy as np
import pytest

from corpus.document import Document, Passage
from index.embed import SearchForm
from index.indexed import IndexedDocument, IndexedPassage
from index.passage_vectors import passage_vectors, within_sections

SECTIONS = [
    # vectors, sections, expected
    ([(1, 0)], [0], [(1, 0)]),
    ([(1, 0), (0, 1)], [0, 1], [(1, 0), (0, 1)]),
    # The section is (1, 1) / root 2: (1 + .707107, .707107) made unit.
    ([(1, 0), (0, 1)], [0, 0], [(0.92388, 0.382683), (0.382683, 0.92388)]),
    # (2, 1) / root 5 = (.894427, .447214)
    (
        [(1, 0), (0, 1), (1, 0)],
        [0, 0, 0],
        [(0.973249, 0.229753), (0.525731, 0.850651), (0.973249, 0.229753)],
    ),
    # A passage without a known word has its section's.
    ([(0, 0), (0, 1), (1, 0)], [0, 0, 1], [(0, 1), (0, 1), (1, 0)]),
    ([(0, 0), (0, 0)], [0, 0], [(0, 0), (0, 0)]),
    # Two that say the opposite leave their section without a meaning.
    ([(1, 0), (-1, 0)], [0, 0], [(1, 0), (-1, 0)]),
]


@pytest.mark.parametrize(("vectors", "sections", "expected"), SECTIONS)
def test_half_of_a_passage_is_its_section(vectors, sections, expected):
    found = within_sections(np.array(vectors, np.float32), np.array(sections))
    assert (found.dtype, found.shape) == (np.float32, (len(vectors), 2))
    assert found == pytest.approx(np.array(expected, np.float32), abs=1e-6)


def test_nothing():
    assert within_sections(np.empty((0, 2), np.float32), np.empty(0, np.int64)).shape == (0, 2)


class Two:
    """An embedder that knows 補助 and 融資, one component each; it keeps what it was given."""

    dim = 2

    def __init__(self):
        self.forms = []

    def encode_passages(self, forms):
        self.forms += forms
        counts = [[form.lemmas.count("補助"), form.lemmas.count("融資")] for form in forms]
        found = np.array(counts, np.float32)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1)


def document(name, *passages):
    """A document of passages given as heading, table header and text; words are two characters."""
    indexed = (
        IndexedPassage(
            Passage(name, 0, len(text), text, (heading,), header),
            tuple(re.findall("..", (header or "") + text)),
            ("制度", heading),
        )
        for heading, header, text in passages
    )
    return IndexedDocument(name, Document(name, "制度", "", name, ()), tuple(indexed))


def test_a_passage_is_embedded_below_its_title_its_headings_and_its_table_header():
    embedder = Two()
    row = document("甲", ("補助", "融資", "融資"))
    found = passage_vectors([row], embedder, lambda *_: None)
    assert embedder.forms == [SearchForm("制度 補助\n融資 融資", ("制度", "補助", "融資", "融資"))]
    assert found == pytest.approx(np.array([(1, 2)]) / 5**0.5, abs=1e-6)


def test_sections_end_with_their_heading_and_their_document():
    steps = []
    documents = [
        document("甲", ("一部", None, "補助"), ("一部", None, "融資"), ("二部", None, "融資")),
        document("乙", ("一部", None, "補助")),
    ]
    found = passage_vectors(documents, Two(), lambda *done: steps.append(done))
    assert found == pytest.approx(
        np.array([(0.92388, 0.382683), (0.382683, 0.92388), (0, 1), (1, 0)]), abs=1e-6
    )
    assert steps == [(0, 4)]
