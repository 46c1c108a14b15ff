"""Sentences and table rows taken word for word from the passages that answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.question.figures import asks_phone, figure_asked, gives, number_asked
from assistant.quoting.eligibility import Side, denies, side_asked
from assistant.quoting.quotable import pieces
from assistant.quoting.sentence_kinds import (
    holds_rows,
    is_field,
    label_of,
    only_names,
    points_elsewhere,
)
from assistant.records import Hit, Query, Quote
from assistant.search.outside import is_near
from assistant.search.searched import SearchTerms
from corpus.clean import search_text
from corpus.era import find_years
from corpus.fiscal import era_of
from corpus.places import find_places
from corpus.year_labels import label_above
from index.analyse import terms
from index.embed import Embedder, SearchForm

_LABEL = re.compile(r"【[^】\n]{1,12}】")  # 「【内容】」 before what another row says without it
# What a word counts that names the city or year asked for: 「都道府県: 静岡県」 has it, too.
_FAINT = 0.3
_OF_NUMBERS = frozenset({"電話", "番号"})
_ASKS_WHOM = re.compile(r"問い?合わ?せ|連絡|電話|相談|窓口|担当|どこ|だれ|誰")


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How much is quoted.

    Attributes:
        hits: Passages that may be quoted.
        least_share: What a passage's score must be of the first one's to be quoted.
        figure_share: The same for one that gives the number asked for, where others do not, or
            denies what is asked for by name.
        quotes: Sentences at most.
        chars: Characters at most; the first quote may be longer.
        passage_weight: What the passage's score counts beside the sentence's own.
        place_cost: What each place further down the ranking loses.
        heading_weight: What a word counts that only the title or headings above a sentence hold.
        cosine_weight: What meaning counts beside words.
        figure_bonus: What a figure or date adds when one is asked for.
        table_cost: What rows of a table lose when no figure is asked for.
        little_cost: What a text loses that says little by itself: names alone, what a programme is
            filed under, what sends the reader elsewhere, somebody's telephone number. Less is lost
            by none that has the figure or date asked for, or tells whom to ask if that is asked.
        other_side_cost: What an item of the other list loses when one is asked for: what is paid
            for where the question is what is not, or the reverse.
        placeless_cost: What a passage that names no city loses when a city is asked for.
        least_fit: What a further sentence must be worth, of the first one, its passage aside.
    """

    hits: int = 5
    least_share: float = 0.5
    figure_share: float = 0.25
    quotes: int = 4
    chars: int = 500
    passage_weight: float = 0.5
    place_cost: float = 0.15
    heading_weight: float = 1.0
    cosine_weight: float = 0.5
    figure_bonus: float = 0.5
    table_cost: float = 0.15
    little_cost: float = 1.0
    other_side_cost: float = 1.0
    placeless_cost: float = 0.3
    least_fit: float = 0.4

    def quotable(self, scores: NDArray[np.float32], told: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which of the first passages may be quoted, bool, shape (at most `hits`,).

        Args:
            scores: Of all passages found, in their order, shape (passages,).
            told: Which of them give the number asked for; all where none is.
        """
        first = scores[: self.hits]
        share = self.least_share if told[: self.hits].all() else self.figure_share
        shares = np.where(told[: self.hits], share, self.least_share)
        may: NDArray[np.bool_] = first >= shares * scores[:1]
        return may


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
    candidates = [
        piece
        for piece in _pieces(query, hits, searched, options)
        if _concerns(query, piece, hits[piece.citation - 1], today)
    ]
    if not candidates:
        return ()
    fits = _fits(query, hits, candidates, searched, vector, embedder, options)
    values = [
        fit
        + options.passage_weight * hits[sentence.citation - 1].score
        - options.place_cost * (sentence.citation - 1)
        for sentence, fit in zip(candidates, fits, strict=True)
    ]
    best = [int(number) for number in np.argsort(-np.array(values), kind="stable")]
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
    untold = set(searched.own).difference(*(_form(hit.passage.text).lemmas for hit in told))
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
        if denies(piece.lead) and not words.isdisjoint(_form(piece.text).lemmas):
            yield piece


def _by_passage(chosen: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the sentences with those of one passage together, passages by their best one."""
    first: dict[int, int] = {}
    for number, sentence in enumerate(chosen):
        first.setdefault(sentence.citation, number)
    return tuple(sorted(chosen, key=lambda sentence: first[sentence.citation]))


def _concerns(query: Query, piece: Quote, hit: Hit, today: date) -> bool:
    """Tell whether a piece may speak of the cities and years asked for.

    A passage of one city may tell of another, or of the year before; such a piece standing alone
    would be taken for what was asked.
    """
    said = f"{piece.column} {piece.text}"
    if query.municipalities or query.excluded:
        places = find_places(said)
        if any(place.name in query.excluded for place in places):
            return False
        named = {place.name for place in places if place.kind == "municipality"}
        if query.municipalities and named and named.isdisjoint(query.municipalities):
            return False
    if query.years:
        of_passage = hit.passage.facets.fiscal_years
        era = era_of(of_passage[-1]) if of_passage else None  # of 「12年度」 in a paper of 2001
        label = label_above(hit.passage.text, piece.start - hit.passage.start)
        years = _fiscal_years(said, query, era, today) or _fiscal_years(label, query, era, today)
        return not years or not years.isdisjoint(query.years)
    return True


def _fiscal_years(text: str, query: Query, era: str | None, today: date) -> set[int]:
    """Return the fiscal years that a text names; one without an end goes on to those asked for."""
    return {
        year
        for mention in find_years(text, today=today, era=era)
        if "年度" in mention.text and not mention.counts_from_today
        for last in [max(mention.last, query.years[-1]) if mention.goes_on else mention.last]
        for year in range(mention.first, last + 1)
    }


def _fits(
    query: Query,
    hits: Sequence[Hit],
    candidates: Sequence[Quote],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
    options: AnswerOptions,
) -> list[float]:
    """Return what each sentence is worth by itself: its words, its meaning, its figures."""
    forms = [_form(sentence.said) for sentence in candidates]
    # Read below its headings, no sentence is nearer for repeating what the scheme is called.
    above = [" ".join((hit.title, *hit.passage.headings)) for hit in hits[: options.hits]]
    read = [_form(f"{above[each.citation - 1]} {each.said}") for each in candidates]
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
    fits = []
    for sentence, form, cosine in zip(candidates, forms, cosines, strict=True):
        told = asked is not None and gives(asked, sentence.text)
        unsaid = {lemma: worth[lemma] for lemma in worth.keys() - set(form.lemmas)}
        said = _held(worth, form.lemmas)
        said_above = _held(unsaid, told_above[sentence.citation - 1])
        fits.append(
            said / total
            + options.heading_weight * said_above / total
            + options.cosine_weight * float(cosine)
            + options.figure_bonus * told
            - table_cost * holds_rows(sentence.text)
            - options.little_cost
            * _says_little(
                sentence.said,
                told or _held(worth, _form(label_of(sentence.text)).lemmas) > 0,
                asks_whom and (told or not of_a_number),
            )
            - options.little_cost * (of_a_number and said + said_above == 0)
            - options.other_side_cost * _is_of_other_side(sentence, side)
            - placeless_cost * (hits[sentence.citation - 1].passage.facets.municipality is None)
        )
    return fits


def _is_of_other_side(piece: Quote, asked: Side | None) -> bool:
    """Tell whether a piece is of what is denied where what is granted is asked for, or not."""
    match asked:
        case "denied":
            return not denies(piece.said)
        case "granted":
            return denies(piece.lead)
        case None:
            return False


def _says_little(text: str, told: bool, asks_whom: bool) -> bool:
    """Tell whether a text says little by itself.

    Args:
        text: What might be quoted.
        told: Whether it gives the figure or date asked for, or is the very field asked for.
        asks_whom: Whether the question is whom to ask.
    """
    if not asks_whom and points_elsewhere(text):
        return True
    return not (told or asks_whom) and (is_field(text) or only_names(text))


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
