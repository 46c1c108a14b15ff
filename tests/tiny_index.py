"""An index of a handful of passages whose words, vectors and facets are given, not computed."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.document import Facets
from index.dense import DenseOptions, VectorIndex, write_vectors
from index.forward import ForwardIndex, write_forward
from index.grams import GramIndex, write_grams
from index.groups import Groups, write_group
from index.lexical import LexicalEntry, LexicalIndex, place_tag, tag, write_lexical
from index.rarity import inverse_frequency
from index.reader import Index
from index.vocabulary import Vocabulary


@dataclass(frozen=True)
class Tiny:
    """A passage: words joined by blanks, vectors of any length, exact in 16 bits."""

    body: str
    vector: tuple[float, ...]
    heading: str
    heading_vector: tuple[float, ...]
    document: int
    facets: Facets = field(default_factory=Facets)


class FacetsAlone:
    """What `FacetTable` asks of a store; every document has so many passages."""

    def __init__(self, facets: list[Facets], passages: int = 1) -> None:
        self._facets = facets
        self._of_row = np.repeat(np.arange(len(facets)), passages)

    def facets(self):
        return self._facets, self._of_row

    def document_numbers(self):
        return self._of_row


class FacetsAndTexts(FacetsAlone):
    """What the features ask of a store as well."""

    def __init__(self, passages: list[Tiny]) -> None:
        super().__init__([p.facets for p in passages])
        self._texts = [p.body.replace(" ", "") for p in passages]

    def texts(self, rows):
        return [self._texts[row] for row in rows]


def tiny_index(folder: Path, passages: list[Tiny]) -> Index:
    """The index of some passages, those of one heading in one group; it has no documents."""
    write_vectors(folder / "body", np.array([p.vector for p in passages], np.float32), EXACT)
    write_lexical(folder / "lexical", map(_entry, passages))
    vocabulary = Vocabulary()
    write_forward(folder / "forward", [p.body.split() for p in passages], vocabulary)
    headings = {p.heading: p for p in passages}
    write_group(
        folder / "headings",
        [p.heading for p in passages],
        np.array([p.heading_vector for p in headings.values()], np.float32),
        [heading.split() for heading in headings],
        vocabulary,
        EXACT,
    )
    texts = [f"{p.heading}\n{p.body}".replace(" ", "") for p in passages]
    write_grams(folder / "grams", texts)
    documents = [p.document for p in passages]
    forward = ForwardIndex(folder / "forward")
    absent = len(vocabulary) - len(forward.frequency) + 1
    return Index(
        manifest=None,
        store=FacetsAndTexts(passages),
        lexical=LexicalIndex(folder / "lexical"),
        body=VectorIndex(folder / "body"),
        vocabulary=vocabulary,
        forward=forward,
        grams=GramIndex(folder / "grams"),
        headings=Groups.open(folder / "headings"),
        idf=inverse_frequency(np.pad(forward.frequency, (0, absent)), len(passages)),
        documents=np.array(documents, np.int64),
        alone=np.array([documents.count(number) == 1 for number in documents]),
    )


EXACT = DenseOptions()


def _entry(passage: Tiny) -> LexicalEntry:
    facets = passage.facets
    tags = [place_tag(facets.prefecture, facets.municipality)]
    tags += [tag("year", year) for year in facets.fiscal_years or ("",)]
    tags += [tag("theme", theme) for theme in facets.themes]
    body = passage.body.split()
    return LexicalEntry(body, passage.heading.split(), "".join(body), tags)
