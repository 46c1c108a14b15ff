"""What each sentence is worth as an answer: its words, its meaning, its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.question.figures import asks_phone, figure_asked, gives
from assistant.quoting.alike_rows import lesser_rows, told
from assistant.quoting.eligibility import Side, denies, side_asked
from assistant.quoting.options import AnswerOptions
from assistant.quoting.sentence_kinds import (
    holds_rows,
    is_field,
    label_of,
    only_names,
    points_elsewhere,
    without_rounding,
)
from assistant.records import Hit, Query, Quote
from assistant.search.searched import SearchTerms
from corpus.language.clean import search_text
from index.analyse import terms
from index.embed import Embedder, SearchForm

# What a word counts that names the city or year asked for: 「都道府県: 静岡県」 has it, too.
_FAINT = 0.3
_ROUNDING = 1e-9
_FIGURE = ""  # stands for it among the words that a piece holds
_OF_NUMBERS = frozenset({"電話", "番号"})
_ASKS_WHOM = re.compile(r"問い?合わ?せ|連絡|電話|相談|窓口|担当|どこ|だれ|誰")


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
    whole = [told(piece, hits[piece.citation - 1]) for piece in candidates]
    forms = [_form(text) for text in whole]
    # Read below its headings, no sentence is nearer for repeating what the scheme is called.
    above = [" ".join((hit.title, *hit.passage.headings)) for hit in hits[: options.hits]]
    read = [
        _form(f"{above[piece.citation - 1]} {text}")
        for piece, text in zip(candidates, whole, strict=True)
    ]
    cosines = embedder.encode_passages(read) @ vector
    worth = _worth(forms, searched)
    of_a_number = asks_phone(query.text)
    if of_a_number:
        # Every number has these words beside it, whosever it is.
        worth = {lemma: value for lemma, value in worth.items() if lemma not in _OF_NUMBERS}
    told_above = [_form(text).lemmas for text in above]
    total = sum(worth.values()) or 1.0
    asked = figure_asked(query.text)
    side = side_asked(query.text)
    table_cost = 0.0 if asked else options.table_cost
    asks_whom = _ASKS_WHOM.search(query.text) is not None
    placeless_cost = options.placeless_cost if query.municipalities else 0.0
    gives_it = [
        asked is not None and gives(asked, without_rounding(piece.text)) for piece in candidates
    ]
    held = [
        (worth.keys() & {*form.lemmas}) | ({_FIGURE} if given else set())
        for form, given in zip(forms, gives_it, strict=True)
    ]
    lesser = lesser_rows(candidates, hits, held)
    said = [_said(worth, text, form) for text, form in zip(whole, forms, strict=True)]
    said_above = [
        _held(worth, {*told_above[piece.citation - 1]}.difference(form.lemmas))
        for piece, form in zip(candidates, forms, strict=True)
    ]
    outdone = _outdone(candidates, [a + b for a, b in zip(said, said_above, strict=True)])
    fits = []
    rated = zip(candidates, cosines, gives_it, strict=True)
    for number, (sentence, cosine, given) in enumerate(rated):
        fits.append(
            said[number] / total
            + options.heading_weight * said_above[number] / total
            + options.cosine_weight * float(cosine)
            + options.figure_bonus * given
            - table_cost * holds_rows(sentence.text)
            - options.little_cost
            * _says_little(
                sentence,
                given or _asks_field(sentence.text, worth, told_above[sentence.citation - 1]),
                asks_whom and (given or not of_a_number),
                number in outdone,
            )
            - options.little_cost * (number in lesser)
            - options.little_cost * (of_a_number and said[number] + said_above[number] == 0)
            - options.other_side_cost * _is_of_other_side(sentence, side)
            - placeless_cost * (hits[sentence.citation - 1].passage.facets.municipality is None)
        )
    return fits


def _said(worth: Mapping[str, float], text: str, form: SearchForm) -> float:
    """Return what the words of a text are worth; several fields say no more than their best."""
    if not is_field(text):
        return _held(worth, form.lemmas)
    return max(_held(worth, terms(line)) for line in text.split("\n"))


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
    return _held(worth, {*_form(label_of(text)).lemmas}.difference(above)) > 0


def _outdone(pieces: Sequence[Quote], said: Sequence[float]) -> set[int]:
    """Return the numbers of the pieces that say no more than a sentence no further down.

    Nor than any that says more of what is asked for, wherever it stands.

    Args:
        pieces: What may be quoted.
        said: What each holds of the question, with its headings.
    """
    whole = [
        (each, piece.citation)
        for piece, each in zip(pieces, said, strict=True)
        if not is_field(piece.text)
    ]
    # What two pieces of the same words are worth may differ by how it was added up.
    return {
        number
        for number, (piece, each) in enumerate(zip(pieces, said, strict=True))
        if any(
            more > each + _ROUNDING or (more > each - _ROUNDING and citation <= piece.citation)
            for more, citation in whole
        )
    }


def _says_little(piece: Quote, told: bool, asks_whom: bool, outdone: bool) -> bool:
    """Tell whether a piece says little by itself.

    Args:
        piece: What might be quoted.
        told: Whether it gives the figure or date asked for, or is the very field asked for.
        asks_whom: Whether the question is whom to ask.
        outdone: Whether a sentence says as much of what is asked for.
    """
    if not asks_whom and points_elsewhere(piece.said):
        return True
    # The names in a row of a table stand for what its columns say of each other.
    if told or asks_whom or holds_rows(piece.text):
        return False
    return outdone if is_field(piece.text) else only_names(piece.said)


def _form(text: str) -> SearchForm:
    return SearchForm(search_text(text), tuple(terms(text)))


def _held(worth: Mapping[str, float], lemmas: Iterable[str]) -> float:
    """Return what the words are worth that are among some lemmas."""
    return sum(worth[lemma] for lemma in worth.keys() & set(lemmas))


def _worth(forms: Sequence[SearchForm], searched: SearchTerms) -> Mapping[str, float]:
    """Return what each searched word counts that stands in a sentence; rarer ones count more."""
    weights = {term.lemma: term.weight for term in searched.added}
    weights |= dict.fromkeys(searched.own, 1.0) | dict.fromkeys(searched.faint, _FAINT)
    found = Counter(lemma for form in forms for lemma in set(form.lemmas) & weights.keys())
    return {
        lemma: weights[lemma] * float(np.log1p(len(forms) / count))
        for lemma, count in found.items()
    }
