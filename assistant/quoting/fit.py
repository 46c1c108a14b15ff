"""What each sentence is worth as an answer: its words, its meaning, its figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question.figures import gives
from assistant.quoting.alike_rows import lesser_rows, told
from assistant.quoting.eligibility import Side, denies
from assistant.quoting.options import AnswerOptions
from assistant.quoting.past_days import is_on_applying, says_closed
from assistant.quoting.sentence_kinds import (
    holds_rows,
    is_field,
    label_of,
    only_names,
    points_elsewhere,
    without_rounding,
)
from assistant.quoting.wants import Wants, wants_of
from assistant.quoting.worth import form_of, held, said, worth_of_words
from assistant.records import Hit, Query, Quote
from assistant.search.searched import SearchTerms
from corpus.names.schemes import find_schemes, is_same_scheme, scheme_lemmas
from index.embed import Embedder

_ROUNDING = 1e-9
_FIGURE = ""  # stands for it among the words that a piece holds
_OF_NUMBERS = frozenset({"電話", "番号"})


@dataclass(frozen=True, slots=True)
class _Rated:
    """A piece and what it has of the question.

    Attributes:
        piece: What may be quoted.
        hit: The passage it is cut from.
        cosine: Of its meaning with the question's.
        words: Those of the question that it holds.
        said: What these are worth.
        said_above: What those are worth that its title or headings alone hold.
        figure: Whether it gives the figure asked for.
        field: Whether it is a field whose very name is asked for.
        closed: Whether it tells who means to apply that nobody may any more.
    """

    piece: Quote
    hit: Hit
    cosine: float
    words: frozenset[str]
    said: float
    said_above: float
    figure: bool
    field: bool
    closed: bool

    @property
    def says(self) -> float:
        """What it holds of the question, with its headings."""
        return self.said + self.said_above


def fits_of(
    query: Query,
    hits: Sequence[Hit],
    candidates: Sequence[Quote],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
    options: AnswerOptions,
) -> list[float]:
    """Return what each sentence is worth by itself: its words, its meaning, its figures."""
    wants = wants_of(query)
    rated, total = _rated(query, wants, hits, candidates, searched, vector, embedder)
    lesser = lesser_rows(
        candidates, hits, [each.words | ({_FIGURE} if each.figure else set()) for each in rated]
    )
    outdone = _outdone(rated)
    return [
        _fit(each, total, wants, options)
        - options.little_cost * _says_little(each, wants, outdone=number in outdone)
        - options.little_cost * (number in lesser)
        for number, each in enumerate(rated)
    ]


def _rated(
    query: Query,
    wants: Wants,
    hits: Sequence[Hit],
    candidates: Sequence[Quote],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
) -> tuple[list[_Rated], float]:
    """Return what each piece has of the question, and what all its words are worth."""
    of_piece = [hits[piece.citation - 1] for piece in candidates]
    whole = [told(piece, hit) for piece, hit in zip(candidates, of_piece, strict=True)]
    forms = [form_of(text) for text in whole]
    # Read below its headings, no sentence is nearer for repeating what the scheme is called.
    above = [" ".join((hit.title, *hit.passage.headings)) for hit in of_piece]
    read = [form_of(f"{over} {text}") for over, text in zip(above, whole, strict=True)]
    cosines = embedder.encode_passages(read) @ vector
    worth: Mapping[str, float] = worth_of_words(forms, searched)
    if wants.phone:
        # Every number has these words beside it, whosever it is.
        worth = {lemma: value for lemma, value in worth.items() if lemma not in _OF_NUMBERS}
    of_headings = {text: form_of(text).lemmas for text in set(above)}
    rated = []
    for piece, hit, text, form, over, cosine in zip(
        candidates, of_piece, whole, forms, above, cosines, strict=True
    ):
        heading = of_headings[over]
        says = said(worth, text, form)
        says_above = held(worth, {*heading}.difference(form.lemmas))
        closes = wants.to_apply and says + says_above > 0 and says_closed(piece.text)
        rated.append(
            _Rated(
                piece,
                hit,
                float(cosine),
                frozenset(worth.keys() & {*form.lemmas}),
                says,
                says_above,
                _gives_figure(wants, piece, hit),
                _asks_field(piece.text, worth, heading),
                closes and not _names_another(query, hit, piece),
            )
        )
    return rated, sum(worth.values()) or 1.0


def _gives_figure(wants: Wants, piece: Quote, hit: Hit) -> bool:
    """Tell whether a piece gives the figure asked for; who would apply asks for no other day."""
    if wants.figure is None or not gives(wants.figure, without_rounding(piece.text)):
        return False
    told = (piece.column, piece.said, *hit.passage.headings[-1:])
    return not wants.to_apply or any(map(is_on_applying, told))


def _fit(rated: _Rated, total: float, wants: Wants, options: AnswerOptions) -> float:
    """Return what a piece is worth for what it has, whatever others have."""
    return (
        rated.said / total
        + options.heading_weight * rated.said_above / total
        + options.cosine_weight * rated.cosine
        + options.figure_bonus * rated.figure
        + options.closed_bonus * rated.closed
        - options.table_cost * (wants.figure is None and holds_rows(rated.piece.text))
        - options.little_cost * (wants.phone and rated.says == 0)
        - options.other_side_cost * _is_of_other_side(rated.piece, wants.side)
        - options.placeless_cost * (wants.city and rated.hit.passage.facets.municipality is None)
    )


def _names_another(query: Query, hit: Hit, piece: Quote) -> bool:
    """Tell whether a piece names a scheme that neither the question nor its paper is about."""
    own = [*(m.lemmas for m in query.schemes), *map(scheme_lemmas, hit.passage.facets.schemes)]
    return any(
        not any(is_same_scheme(named.lemmas, lemmas) for lemmas in own)
        for named in find_schemes(piece.text)
    )


def _is_of_other_side(piece: Quote, asked: Side | None) -> bool:
    """Tell whether a piece is of what is denied where what is granted is asked for, or not."""
    match asked:
        case "denied":
            return not denies(piece.said)
        case "granted":
            return denies(piece.lead)
        case None:
            return False


def _asks_field(text: str, worth: Mapping[str, float], above: Collection[str]) -> bool:
    """Tell whether a text is a field whose very name is asked for.

    The name of the scheme asks for none: 「補助率」 has no more of 「…補助金」 than any other.
    """
    return held(worth, {*form_of(label_of(text)).lemmas}.difference(above)) > 0


def _outdone(rated: Sequence[_Rated]) -> set[int]:
    """Return the numbers of the pieces that say no more than a sentence no further down.

    Nor than any that says more of what is asked for, wherever it stands.
    """
    sentences = [
        (each.says, each.piece.citation) for each in rated if not is_field(each.piece.text)
    ]
    # What two pieces of the same words are worth may differ by how it was added up.
    return {
        number
        for number, each in enumerate(rated)
        if any(
            more > each.says + _ROUNDING
            or (more > each.says - _ROUNDING and citation <= each.piece.citation)
            for more, citation in sentences
        )
    }


def _says_little(rated: _Rated, wants: Wants, *, outdone: bool) -> bool:
    """Tell whether a piece says little by itself.

    Args:
        rated: What might be quoted.
        wants: What is asked for.
        outdone: Whether a sentence says as much of what is asked for.
    """
    tells_whom = wants.whom and (rated.figure or not wants.phone)
    if not tells_whom and points_elsewhere(rated.piece.said):
        return True
    # The names in a row of a table stand for what its columns say of each other.
    if tells_whom or rated.figure or rated.closed or rated.field or holds_rows(rated.piece.text):
        return False
    return outdone if is_field(rated.piece.text) else only_names(rated.piece.said)
