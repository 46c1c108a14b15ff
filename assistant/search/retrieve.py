"""Ranked passages for a question: three legs find candidates, one ranker puts them in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.question.figures import number_asked
from assistant.records import Query
from assistant.search.features import features
from assistant.search.ranker import Ranker
from assistant.search.scope import Scope
from assistant.search.searched import Meaning, SearchTerms
from assistant.search.word_network import word_kinds
from corpus.language.clean import search_text
from corpus.language.japanese import content_lemmas, words
from index.analyse import terms
from index.embed import Embedder, SearchForm
from index.grams import gram_numbers
from index.lexical import FieldWeights, WeightedTerm
from index.reader import Index
from index.related import RelatedWords

# What people say around their question, officers too: no part of what they ask for.
_FILLER = frozenset(
    """
    困る 悩む 迷う 助ける 助かる 手伝う 思う 考える 分かる 願う 頼む 宜しい 済む 遣る 何処
    私 僕 俺 我々 自分 弊社 当社 内 時 今 最近 先日 全然 一寸 少し 事例 先例 前例 比較 比べる
    凄い 沢山 色々 是非 直ぐ 若し 良く 本当 結構 大変 不安 心配 気 話 感じ 筈 訳 積り 侭 有り難う
    """.split()  # noqa: SIM905
)
# Whose programmes an officer looks for; what is said of 自治体 as such is no answer.
_WHOSE = re.compile(
    r"(?:自治体|市区?町村)"
    r"(?=は|って|が(?:あ|い|知)|を(?:教|知|探)|で(?:は|の(?:例|事例|取))|の(?:例|事例)|[?？。\s]|\Z)"
)
_SIDE_BY_SIDE = 2  # passages of a heading path that lose nothing


@dataclass(frozen=True, slots=True)
class RetrieveOptions:
    """How candidates are found and put in order.

    Attributes:
        lexical: Candidates taken from BM25.
        body: Candidates taken from the vectors of the passages.
        headings: Heading paths taken from their vectors.
        rows_per_heading: Passages taken of each of these.
        fields: What a match in each lexical field counts.
        expansion: What thesaurus terms count beside the question's words, 0 to 1.
        repetition: What the third and each further passage under one heading path of a document
            loses, in rank value: one programme must not push out all others.
    """

    lexical: int = 45
    body: int = 30
    headings: int = 6
    rows_per_heading: int = 2
    fields: FieldWeights = field(default_factory=FieldWeights)
    expansion: float = 0.4
    repetition: float = 1.0

    def reaching(self, k: int) -> RetrieveOptions:
        """Return the options with at least `k` candidates from BM25 and from the vectors."""
        return replace(self, lexical=max(self.lexical, k), body=max(self.body, k))


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows of an index in order.

    Attributes:
        rows: int64, best first.
        scores: float32, how likely each is right, 0 to 1.
        features: float32, shape (rows, features).
    """

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]
    features: NDArray[np.float32]


def search_terms(query: Query, options: RetrieveOptions, related: RelatedWords) -> SearchTerms:
    """Return what the question is searched by: its lemmas, and all that may stand for them."""
    own = _without_filler(terms(_WHOSE.sub(" ", query.words)))
    added: dict[str, float] = {}
    meanings: list[Meaning] = []
    for expansion in query.expansions:
        term = term_lemmas(expansion.term)
        for lemma in term:
            if lemma not in own:
                weight = expansion.weight * options.expansion
                added[lemma] = max(added.get(lemma, 0.0), weight)
        words = frozenset(term_lemmas(expansion.source)).intersection(own)
        if words and term:
            meanings.append(Meaning(words, term, expansion.weight))
    different = list(dict.fromkeys(own))
    return SearchTerms(
        own,
        tuple(WeightedTerm(lemma, weight) for lemma, weight in added.items()),
        tuple(meanings),
        _lemmas_of_names(query),
        related.of(different),
        gram_numbers(search_text(_without_names(query))),
        number_asked(query.text),
        word_kinds(query.words, different),
    )


def _lemmas_of_names(query: Query) -> frozenset[str]:
    """Return the lemmas of what names the scope, by itself and as it is cut where it stands.

    三条市 is 三条 and 市 by itself, but 三, 条 and 市 behind 「令和8年度の」.
    """
    alone = (lemma for name in query.named for lemma in term_lemmas(name))
    places = [
        found.span() for name in query.named for found in re.finditer(re.escape(name), query.words)
    ]
    where_it_stands = (
        word.lemma
        for word in words(query.words)
        if any(start <= word.start and word.end <= end for start, end in places)
    )
    return frozenset(chain(alone, where_it_stands))


def _without_names(query: Query) -> str:
    """Return the words of a question without what names its scope."""
    text = query.words
    for name in query.named:
        text = text.replace(name, " ")
    return text


def _without_filler(lemmas: Sequence[str]) -> tuple[str, ...]:
    """Return the lemmas without those that only tell how the person feels, if any are left."""
    kept = tuple(lemma for lemma in lemmas if lemma not in _FILLER)
    return kept or tuple(lemmas)


@lru_cache(maxsize=4096)
def term_lemmas(term: str) -> tuple[str, ...]:
    """Return the lemmas of a thesaurus term; all of a thesaurus are kept once it is loaded."""
    return tuple(content_lemmas(term))


def query_vector(embedder: Embedder, query: Query, searched: SearchTerms) -> NDArray[np.float32]:
    """Return the vector of the question, float32, shape (dim,).

    The thesaurus terms are left out: drawing the vector towards them cost .02 to .08 nDCG@10 on
    questions in official words and gained .01 on everyday ones (docs/accuracy.md).
    """
    return embedder.encode_query(SearchForm(search_text(query.words), searched.own))


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a question is searched where.

    Attributes:
        query: The question.
        searched: Its words.
        scope: The passages it is asked of.
        named: Which passages are of the years and places it names, shape (passages,); None where
            it names none.
    """

    query: Query
    searched: SearchTerms
    scope: Scope
    named: NDArray[np.bool_] | None = None


def rank(
    index: Index,
    embedder: Embedder,
    ranker: Ranker,
    readings: Sequence[Reading],
    options: RetrieveOptions,
) -> Ranked:
    """Return the candidates of all readings, best first, ties by row.

    Args:
        index: Where the passages are.
        embedder: The index's embedder.
        ranker: What puts passages in order.
        readings: What is searched; their scopes have no passage in common.
        options: How candidates are found.
    """
    found = [_found(index, embedder, ranker, reading, options) for reading in readings]
    rows = np.concatenate([rows for rows, _ in found])
    known = np.concatenate([known for _, known in found])
    order = ranker.order(known)
    best = np.lexsort((rows, -order))
    best = _spread(best, order, _programmes(index, rows), options.repetition)
    return Ranked(rows[best], ranker.likelihood(known[best]), known[best])


def _found(
    index: Index, embedder: Embedder, ranker: Ranker, reading: Reading, options: RetrieveOptions
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the candidates of a reading and their features."""
    vector = query_vector(embedder, reading.query, reading.searched)
    rows = candidates(index, reading.searched, vector, reading.scope, options)
    named = None if reading.named is None else reading.named[rows]
    return rows, features(index, reading.searched, vector, rows, ranker.networks, named)


def candidates(
    index: Index,
    searched: SearchTerms,
    vector: NDArray[np.float32],
    scope: Scope,
    options: RetrieveOptions,
) -> NDArray[np.int64]:
    """Return the rows that any leg finds, ascending."""
    if scope.is_empty():
        return np.empty(0, np.int64)
    lexical = index.lexical.search(
        searched.weighted(), options.lexical, weights=options.fields, required=scope.required
    )
    body = index.body.nearest(vector, options.body, scope.allowed)
    groups = _groups_within(index, scope)
    headings = index.headings.vectors.nearest(vector, options.headings, groups)
    below = [
        _rows_within(index.headings.rows(int(heading)), scope)[: options.rows_per_heading]
        for heading in headings
    ]
    rows = np.unique(np.concatenate([lexical, body, *below]))
    return _rows_within(rows, scope)


def _groups_within(index: Index, scope: Scope) -> NDArray[np.bool_] | None:
    """Return which heading paths have a row in the scope, bool, shape (groups,); None for all."""
    if scope.allowed is None:
        return None
    groups = np.zeros(len(index.headings.vectors), bool)
    groups[index.headings.of_row[scope.allowed]] = True
    return groups


def _rows_within(rows: NDArray[np.int64], scope: Scope) -> NDArray[np.int64]:
    return rows if scope.allowed is None else rows[scope.allowed[rows]]


def _programmes(index: Index, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a number for each row, the same for rows of one heading path of one document."""
    paths = index.headings.of_row[rows].astype(np.int64)
    return index.documents[rows] * len(index.headings.vectors) + paths


def _spread(
    best: NDArray[np.int64],
    order: NDArray[np.float32],
    groups: NDArray[np.int64],
    repetition: float,
) -> NDArray[np.int64]:
    """Return the order again, each passage set back for those of its group before it."""
    seen: dict[int, int] = {}
    further = []  # how many passages too many of its group stand before each, itself included
    for group in groups[best].tolist():
        seen[group] = number = seen.get(group, 0) + 1
        further.append(number - _SIDE_BY_SIDE)
    value = order[best] - np.float32(repetition) * np.maximum(further, 0)
    return best[np.argsort(-value, kind="stable")]
