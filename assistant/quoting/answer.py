"""Sentences and table rows taken word for word from the passages that answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.question.figures import figure_asked, gives, number_asked
from assistant.question.several import asks_for_several
from assistant.quoting.alike_rows import joined_rows
from assistant.quoting.concerns import concerns
from assistant.quoting.eligibility import denies
from assistant.quoting.fit import fits_of
from assistant.quoting.options import AnswerOptions
from assistant.quoting.quotable import pieces
from assistant.records import Hit, Query, Quote
from assistant.search.outside import is_near
from assistant.search.searched import SearchTerms
from index.analyse import terms
from index.embed import Embedder

_LABEL = re.compile(r"【[^】\n]{1,12}】")  # 「【内容】」 before what another row says without it


def quote(
    query: Query,
    hits: Sequence[Hit],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
    options: AnswerOptions,
    today: date,
) -> tuple[Quote, ...]:
    """Return the sentences that answer best: the best one, then by passage.

    Args:
        query: What was asked.
        hits: The ranked passages.
        searched: The words that were searched.
        vector: The question's vector, float32, shape (dim,).
        embedder: The index's embedder.
        options: How much to quote.
        today: What 今年度 in a passage means, where nothing else tells.
    """
    concerned = [
        piece
        for piece in _pieces(query, hits, searched, options)
        if concerns(query, piece, hits[piece.citation - 1], today)
    ]
    candidates = list(joined_rows(concerned, hits, searched, figure_asked(query.text)))
    if not candidates:
        return ()
    fits = fits_of(query, hits, candidates, searched, vector, embedder, options)
    values = [
        fit
        + options.passage_weight * hits[sentence.citation - 1].score
        - options.place_cost * (sentence.citation - 1)
        for sentence, fit in zip(candidates, fits, strict=True)
    ]
    best = [int(number) for number in np.argsort(-np.array(values), kind="stable")]
    if not query.schemes and asks_for_several(query.text):
        best = _one_of_each_first(best, [_programme(hits[c.citation - 1]) for c in candidates])
    chosen: list[Quote] = []
    seen: set[str] = set()
    length = 0
    for number in best:
        sentence = candidates[number]
        key = "".join(_LABEL.sub("", sentence.said).split())
        if chosen and (
            key in seen
            or length + len(sentence.said) > options.chars
            or fits[number] < options.least_fit * fits[best[0]]
        ):
            continue
        seen.add(key)
        chosen.append(sentence)
        length += len(sentence.said)
        if len(chosen) == options.quotes:
            break
    return _by_passage(chosen)


def _pieces(
    query: Query, hits: Sequence[Hit], searched: SearchTerms, options: AnswerOptions
) -> Iterator[Quote]:
    """Yield what may be quoted, then what of weaker passages denies the thing asked for."""
    kind = number_asked(query.text)
    quotable = options.quotable(
        np.array([hit.score for hit in hits], np.float32),
        np.array([kind is None or gives(kind, hit.passage.text) for hit in hits], bool),
    )
    numbered = list(enumerate(zip(hits, quotable.tolist(), strict=False), start=1))
    strong = [(citation, hit) for citation, (hit, may) in numbered if may]
    weaker = [(citation, hit) for citation, (hit, may) in numbered if not may]
    told = [hit for _, hit in strong]
    for citation, hit in strong:
        if not _is_told_anew(query, hit, told):
            yield from pieces(hit, citation)
    untold = set(searched.own).difference(*(terms(hit.passage.text) for hit in told))
    for citation, hit in weaker:
        if (
            hit.passage.doc_id == hits[0].passage.doc_id
            and hit.score >= options.figure_share * hits[0].score
        ):
            yield from _denied(pieces(hit, citation), untold)


def _is_told_anew(query: Query, hit: Hit, quotable: Sequence[Hit]) -> bool:
    """Tell whether a newer edition of a passage's document may be quoted and answers as well.

    Last year's text beside this year's would be taken for what holds. Who names years wants to see
    them side by side.
    """
    if query.years or query.editions or hit.newer is None:
        return False
    return any(
        other.passage.doc_id == hit.newer.doc_id and is_near(other.score, hit.score)
        for other in quotable
    )


def _denied(found: Iterable[Quote], words: set[str]) -> Iterator[Quote]:
    """Yield the pieces that deny something by a word that nothing stronger holds.

    「家賃は出ますか」: the list of what is paid for would be taken for a yes.
    """
    for piece in found:
        if denies(piece.lead) and not words.isdisjoint(terms(piece.text)):
            yield piece


def _programme(hit: Hit) -> tuple[str, tuple[str, ...]]:
    return hit.passage.doc_id, hit.passage.headings


def _one_of_each_first(best: Sequence[int], of: Sequence[object]) -> list[int]:
    """Return the numbers again, the first one of each kind before the further ones.

    Args:
        best: The numbers, best first.
        of: What kind each number is of, by number.
    """
    first = {of[number]: number for number in reversed(best)}
    return sorted(best, key=lambda number: first[of[number]] != number)


def _by_passage(chosen: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the sentences with those of one passage together, passages by their best one."""
    first: dict[int, int] = {}
    for number, sentence in enumerate(chosen):
        first.setdefault(sentence.citation, number)
    return tuple(sorted(chosen, key=lambda sentence: first[sentence.citation]))
