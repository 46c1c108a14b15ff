"""Sentences and table rows taken word for word from the passages that answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.features import SearchTerms
from assistant.figures import figure_asked, gives, number_asked
from assistant.records import Hit, Query, Quote
from corpus.clean import search_text
from corpus.era import find_years
from corpus.japanese import content_lemmas, is_content, sentences, words
from corpus.places import find_places
from corpus.quantity import quantity_terms
from corpus.read.marks import mark_of
from index.embed import Embedder, SearchForm

_MARK = re.compile(r"[-*・][ \u3000]+(?=\S)")  # of a list: no part of what is said
_LABEL = re.compile(r"【[^】\n]{1,12}】")  # 「【内容】」 before what another row says without it
_ASIDE = re.compile(r"\s*[(（][^)）\n]+[)）]\s*(?:\n|\Z)")
_HEADINGS = re.compile(r"(?:#[^\n]*\s*)+")  # a long one seems to go on in the line below
_RULE = re.compile(r"[\s|:\-]*")
_MIN_CHARS = 8  # shorter sentences are headings or leftovers of tables
_TABLE_CHARS = 200  # a table up to this size is quoted as a whole
_PARAGRAPH_CHARS = 160  # likewise a paragraph: its later sentences leave their subject unsaid
_PAIR_CHARS = 300  # likewise a question of a list with the first sentence of its answer
_FIELD = re.compile(r"[^\s\d:。、|]{1,12}: [^。]*\Z")  # of a row of a table: 「キーワード: 起業」
_POINTER = re.compile(  # 「詳細はホームページをご覧ください」
    r"(?:[ご御](?:覧|確認|参照)|参照して|問い?合わ?せ)[^。\n]{0,6}(?:ください|下さい)|問い?合わ?せ先"
)
_ASKS_WHOM = re.compile(r"問い?合わ?せ|連絡|電話|相談|窓口|担当|どこ|だれ|誰")
_SOURCE_NOTE = re.compile(r"(?:出典|出所|資料)(?:箇所)?\s*:")


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How much is quoted.

    Attributes:
        hits: Passages that may be quoted.
        least_share: What a passage's score must be of the best one's to be quoted.
        quotes: Sentences at most.
        chars: Characters at most, the first quote aside.
        passage_weight: What the passage's score counts beside the sentence's own.
        place_cost: What each place further down the ranking loses.
        cosine_weight: What meaning counts beside words.
        figure_bonus: What a figure or date adds when one is asked for.
        table_cost: What rows of a table lose when no figure is asked for.
        field_cost: What a short field of a programme loses that has no figure or date asked for: it
            says what the programme is filed under, not what it does.
        pointer_cost: What a sentence loses that sends the reader elsewhere, unless the question is
            whom to ask.
        placeless_cost: What a passage that names no city loses when a city is asked for.
        least_fit: What a further sentence must be worth, of the first one, its passage aside.
    """

    hits: int = 5
    least_share: float = 0.5
    quotes: int = 4
    chars: int = 500
    passage_weight: float = 1.0
    place_cost: float = 0.05
    cosine_weight: float = 0.5
    figure_bonus: float = 0.35
    table_cost: float = 0.15
    field_cost: float = 0.6
    pointer_cost: float = 0.6
    placeless_cost: float = 0.3
    least_fit: float = 0.4


@dataclass(frozen=True, slots=True)
class _Sentence:
    citation: int
    start: int
    end: int
    text: str


def quote(
    query: Query,
    hits: Sequence[Hit],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
    options: AnswerOptions,
) -> tuple[Quote, ...]:
    """Return the sentences that answer best: the best one, then by passage.

    Args:
        query: What was asked.
        hits: The ranked passages.
        searched: The words that were searched.
        vector: The question's vector, float32, shape (dim,).
        embedder: The index's embedder.
        options: How much to quote.
    """
    candidates = [
        sentence
        for citation, hit in _quotable(hits, options)
        for sentence in _sentences(hit, citation)
        if _concerns(query, sentence.text)
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
    chosen: list[_Sentence] = []
    seen: set[str] = set()
    length = 0
    for number in best:
        sentence = candidates[number]
        key = "".join(_LABEL.sub("", sentence.text).split())
        if chosen and (
            key in seen
            or length + len(sentence.text) > options.chars
            or fits[number] < options.least_fit * fits[best[0]]
        ):
            continue
        seen.add(key)
        chosen.append(sentence)
        length += len(sentence.text)
        if len(chosen) == options.quotes:
            break
    return tuple(Quote(s.text, s.start, s.end, s.citation) for s in _by_passage(chosen))


def lacks_number(query: Query, hits: Sequence[Hit], options: AnswerOptions) -> bool:
    """Tell whether a number is asked for, and no passage that may be quoted gives one of its kind.

    Times are left out: 「いつ」 may be answered by what comes before, 「採択の後」.
    """
    asked = number_asked(query.text)
    return asked is not None and not any(
        gives(asked, f"{hit.passage.table_header or ''}\n{hit.passage.text}")
        for _, hit in _quotable(hits, options)
    )


def _quotable(hits: Sequence[Hit], options: AnswerOptions) -> Iterator[tuple[int, Hit]]:
    """Yield the passages that may be quoted with the numbers of their citations."""
    for citation, hit in enumerate(hits[: options.hits], start=1):
        if hit.score >= options.least_share * hits[0].score:
            yield citation, hit


def _by_passage(chosen: Sequence[_Sentence]) -> list[_Sentence]:
    """Return the sentences with those of one passage together, passages by their best one."""
    first: dict[int, int] = {}
    for number, sentence in enumerate(chosen):
        first.setdefault(sentence.citation, number)
    return sorted(chosen, key=lambda sentence: first[sentence.citation])


def _concerns(query: Query, sentence: str) -> bool:
    """Tell whether a sentence may speak of the cities and years asked for.

    A passage of one city may tell of another, or of the year before; such a sentence standing
    alone would be taken for what was asked.
    """
    if query.municipalities:
        named = {place.name for place in find_places(sentence) if place.kind == "municipality"}
        if named and named.isdisjoint(query.municipalities):
            return False
    if query.years:
        years = {
            year
            for mention in find_years(sentence, today=date.today())
            if "年度" in mention.text and not mention.counts_from_today
            for year in range(mention.first, mention.last + 1)
        }
        return not years or not years.isdisjoint(query.years)
    return True


def _fits(
    query: Query,
    hits: Sequence[Hit],
    candidates: Sequence[_Sentence],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
    options: AnswerOptions,
) -> list[float]:
    """Return what each sentence is worth by itself: its words, its meaning, its figures."""
    forms = [_form(sentence.text) for sentence in candidates]
    cosines = embedder.encode_passages(forms) @ vector
    worth = _worth(forms, searched)
    total = sum(worth.values()) or 1.0
    asked = figure_asked(query.text)
    table_cost = 0.0 if asked else options.table_cost
    pointer_cost = 0.0 if _ASKS_WHOM.search(query.text) else options.pointer_cost
    placeless_cost = options.placeless_cost if query.municipalities else 0.0
    fits = []
    for sentence, form, cosine in zip(candidates, forms, cosines, strict=True):
        told = asked is not None and gives(asked, sentence.text)
        fits.append(
            sum(worth[lemma] for lemma in worth.keys() & set(form.lemmas)) / total
            + options.cosine_weight * float(cosine)
            + options.figure_bonus * told
            - table_cost * sentence.text.startswith("|")
            - options.field_cost * (not told and _FIELD.match(sentence.text) is not None)
            - pointer_cost * (_POINTER.search(sentence.text) is not None)
            - placeless_cost * (hits[sentence.citation - 1].passage.facets.municipality is None)
        )
    return fits


def _sentences(hit: Hit, citation: int) -> list[_Sentence]:
    """Return the sentences, short paragraphs, rows and small tables of a passage."""
    text = hit.passage.text
    found = []
    for start, end in _joined(text, sentences(text)):
        piece = text[start:end]
        left = _begin(hit, start, end)
        right = start + len(piece.rstrip())
        piece = text[left:right]
        if _RULE.fullmatch(piece) or _says_nothing(hit, piece):
            continue
        place = hit.passage.start
        found.append(_Sentence(citation, place + left, place + right, piece))
    return found


def _begin(hit: Hit, start: int, end: int) -> int:
    """Return where a sentence begins: behind white space, title, headings and a list's mark."""
    text = hit.passage.text
    left = end - len(text[start:end].lstrip())
    if left == 0 and text.startswith(f"{hit.title}\n"):
        left = end - len(text[len(hit.title) : end].lstrip())
    if above := _HEADINGS.match(text, left, end):
        left = above.end()
    if mark := _MARK.match(text, left):
        left = mark.end()
    return left


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with what says too little alone joined: cells, rows, short sentences."""
    joined: list[tuple[int, int]] = []
    in_table = False
    for start, end in spans:
        line = text.rfind("\n", 0, start) + 1
        is_row = text.startswith("|", line)
        goes_on = bool(text[line:start].strip())
        size = end - joined[-1][0] if joined else 0
        if (
            joined
            and (
                (is_row and goes_on)  # a sentence ended inside a cell
                or (is_row and in_table and size <= _TABLE_CHARS)
                or (not is_row and goes_on and size <= _PARAGRAPH_CHARS)
                # A list of questions: what is asked answers nothing without what is said to it.
                or (size <= _PAIR_CHARS and _is_pair(text[joined[-1][0] : start], text[start:end]))
                # 「(1件あたり50万円以内)」 on a line of its own speaks of the line above.
                or (not is_row and _ASIDE.match(text, start) and size <= _PARAGRAPH_CHARS)
            )
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        in_table = is_row
    return joined


def _is_pair(above: str, below: str) -> bool:
    """Tell whether two lines are a question of a list and what is said to it."""
    return mark_of(above.strip()) == "question" and mark_of(below.strip()) == "answer"


def _says_nothing(hit: Hit, piece: str) -> bool:
    """Tell whether a line is a heading of the passage, or only names a source."""
    bare = search_text(piece)
    return (
        len(bare) < _MIN_CHARS
        or piece.startswith("#")
        or _SOURCE_NOTE.match(bare) is not None
        or bare == search_text(hit.title)
        or any(bare.endswith(heading) for heading in hit.passage.headings)
    )


def _form(text: str) -> SearchForm:
    cleaned = search_text(text)
    return SearchForm(cleaned, (*content_lemmas(cleaned), *quantity_terms(cleaned)))


def _worth(forms: Sequence[SearchForm], searched: SearchTerms) -> Mapping[str, float]:
    """Return what each searched word counts that stands in a sentence; rarer ones count more."""
    weights = {term.lemma: term.weight for term in searched.added} | dict.fromkeys(
        searched.own, 1.0
    )
    found = Counter(lemma for form in forms for lemma in set(form.lemmas) & weights.keys())
    return {
        lemma: weights[lemma] * float(np.log1p(len(forms) / count))
        for lemma, count in found.items()
    }


def highlights(text: str, searched: SearchTerms) -> tuple[tuple[int, int], ...]:
    """Return the spans of a passage that hold a searched word; touching spans are joined."""
    wanted = {*searched.own, *(term.lemma for term in searched.added)}
    spans: list[tuple[int, int]] = []
    for word in words(text):
        if word.lemma in wanted and is_content(word):
            if spans and spans[-1][1] >= word.start:
                spans[-1] = (spans[-1][0], max(word.end, spans[-1][1]))
            else:
                spans.append((word.start, word.end))
    return tuple(spans)
