"""The lexical leg: BM25 over lemmas and character pairs, by tantivy.

Fields (each a list of terms joined by spaces): `body` lemmas of the passage, `heading` lemmas of
its title and heading path, `gram` neighbouring characters of the body. `gram` is only asked for
words that stand nowhere in `body` or `heading`: typing slips and words that the dictionary cuts
differently. Which words stand side by side is left to the ranker's second look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Occur, Query

from corpus.names.editions import is_year, overlapping

BODY = "body"
HEADING = "heading"
GRAM = "gram"
_ROW = "row"
_TEXT_FIELDS = (BODY, HEADING, GRAM)
_WRITER_BYTES = 256 * 1024 * 1024
_MAX_TERMS = 64  # a question of 2,000 characters is searched by its first distinct terms


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What is indexed of a passage.

    Attributes:
        body: Content lemmas of the passage, in order.
        heading: Content lemmas of the title and the heading path.
        text: Cleaned text, for the character pairs.
        tags: Facet values as written by `tag`, for filters.
    """

    body: Sequence[str]
    heading: Sequence[str]
    text: str
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """How much a match in each field counts."""

    body: float = 1.0
    heading: float = 0.6
    gram: float = 0.15


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A lemma to search and how much it counts (1 for a word of the question itself)."""

    lemma: str
    weight: float = 1.0


def grams(text: str) -> list[str]:
    """Return neighbouring characters of each run without white space."""
    return [run[i : i + 2] for run in text.split() for i in range(len(run) - 1)]


def tag(kind: str, value: object) -> str:
    """Return a facet value as a filter term: `tag("year", 2016)` is `year:2016`."""
    return f"{kind}:{value}"


def edition_tags(editions: Sequence[int]) -> list[str]:
    """Return the filter terms of a passage for its editions, and for having no round or year."""
    silent = [
        _silent(of_years=kind) for kind in (True, False) if kind not in map(is_year, editions)
    ]
    return [*(tag("edition", edition) for edition in editions), *silent]


def editions_wanted(editions: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the groups of filter terms that a question about editions asks for.

    What names no edition may still be of a fiscal year, and then of one that overlaps the year.
    """
    rounds = [tag("edition", edition) for edition in editions if not is_year(edition)]
    named = [tag("edition", edition) for edition in editions if is_year(edition)]
    years = [tag("year", year) for edition in editions for year in overlapping(edition)]
    groups = [(*rounds, _silent(of_years=False))] if rounds else []
    if named:
        groups += [(*named, _silent(of_years=True)), (*named, *years, tag("year", ""))]
    return groups


def _silent(*, of_years: bool) -> str:
    return tag("edition", "no year" if of_years else "no round")


def place_tag(prefecture: str | None, municipality: str | None) -> str:
    """Return the filter term of a place; both None for a passage that names none."""
    return tag("place", f"{prefecture or ''}/{municipality or ''}")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("tag", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_ROW, fast=True)
    return builder.build()


def write_lexical(folder: Path, entries: Iterable[LexicalEntry]) -> None:
    """Write the index of the entries; the n-th entry is row n, counted from 0.

    Raises:
        OSError: It cannot be written; tantivy tells it as a ValueError.
    """
    folder.mkdir(parents=True)
    try:
        _write(folder, entries)
    except ValueError as error:
        raise OSError(str(error)) from error


def _write(folder: Path, entries: Iterable[LexicalEntry]) -> None:
    index = tantivy.Index(_schema(), path=str(folder))
    # One thread keeps rows in order, so that two builds of the same passages rank alike.
    writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
    for row, entry in enumerate(entries):
        document = tantivy.Document()
        document.add_text(BODY, " ".join(entry.body))
        document.add_text(HEADING, " ".join(entry.heading))
        document.add_text(GRAM, " ".join(grams(entry.text)))
        for value in entry.tags:
            document.add_text("tag", value)
        document.add_unsigned(_ROW, row)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class LexicalIndex:
    """A written index, open for questions from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder."""
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def search(
        self,
        terms: Sequence[WeightedTerm],
        k: int,
        *,
        weights: FieldWeights,
        required: Sequence[Sequence[str]] = (),
    ) -> NDArray[np.int64]:
        """Return the rows of the best `k` passages by BM25, best first, ties by row.

        Args:
            terms: Words of the question.
            k: How many at most.
            weights: What a match in each field counts.
            required: For each filter the tags of which a passage must have one.
        """
        distinct = list(dict.fromkeys(terms))[:_MAX_TERMS]
        should = [(Occur.Should, clause) for clause in self._clauses(distinct, weights)]
        if not should or k <= 0:
            return np.empty(0, np.int64)
        query = Query.boolean_query(should)
        if required:
            must = [(Occur.Must, query)]
            for tags in required:
                allowed = Query.term_set_query(self._schema, "tag", list(tags))
                must.append((Occur.Must, Query.const_score_query(allowed, 0.0)))
            query = Query.boolean_query(must)
        most = min(k, self._searcher.num_docs)
        found = self._searcher.search(query, limit=most, count=False).hits
        rows = np.array(
            self._searcher.fast_field_values(_ROW, [address for _, address in found]), np.int64
        )
        scores = np.array([score for score, _ in found], np.float32)
        return rows[np.lexsort((rows, -scores))]

    def _holds(self, lemma: str) -> bool:
        """Tell whether the lemma stands in any body or heading."""
        return any(self._searcher.doc_freq(field, lemma) for field in (BODY, HEADING))

    def _clauses(self, terms: Sequence[WeightedTerm], weights: FieldWeights) -> list[Query]:
        clauses: dict[tuple[str, str], float] = {}

        def add(name: str, text: str, weight: float) -> None:
            if weight > 0:
                clauses[name, text] = max(clauses.get((name, text), 0.0), weight)

        for term in terms:
            if self._holds(term.lemma):
                add(BODY, term.lemma, term.weight * weights.body)
                add(HEADING, term.lemma, term.weight * weights.heading)
            else:
                for gram in grams(term.lemma):
                    add(GRAM, gram, term.weight * weights.gram)
        return [
            Query.boost_query(
                Query.term_query(self._schema, name, text, index_option="freq"), weight
            )
            for (name, text), weight in clauses.items()
        ]
