"""Sentences and table rows taken word for word from the passages that answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.features import SearchTerms
from assistant.records import Hit, Quote
from corpus.clean import search_text
from corpus.japanese import content_lemmas, is_content, sentences, words
from corpus.quantity import quantity_terms
from index.embed import Embedder, SearchForm

_RULE = re.compile(r"[\s|:\-]*")
_MIN_CHARS = 8  # shorter sentences are headings or leftovers of tables
_TABLE_CHARS = 200  # a table up to this size is quoted as a whole
_SOURCE_NOTE = re.compile(r"(?:出典|出所|資料)(?:箇所)?\s*:")
_FIGURE = re.compile(r"\d")
_ASKS_FIGURE = re.compile(
    r"いくら|何(?:件|人|社|%|割|円|回|か所|箇所|年|月|日)|どのくらい|どれくらい|件数|人数|金額|上限|予算|決算|率"
)
_ASKS_TIME = re.compile(r"いつ|何年|何月|何日|期間|期限|締切|締め切り|時期")
_TIME = re.compile(r"\d\s*(?:年|月|日)|[HRS]\d")


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How much is quoted.

    Attributes:
        hits: Passages that may be quoted.
        least_share: What a passage's score must be of the best one's to be quoted.
        quotes: Sentences at most.
        chars: Characters at most, the first quote aside.
        passage_weight: What the passage's score counts beside the sentence's own.
        cosine_weight: What meaning counts beside words.
        figure_bonus: What a figure or date adds when one is asked for.
    """

    hits: int = 5
    least_share: float = 0.5
    quotes: int = 4
    chars: int = 500
    passage_weight: float = 1.0
    cosine_weight: float = 0.5
    figure_bonus: float = 0.15


@dataclass(frozen=True, slots=True)
class _Sentence:
    citation: int
    start: int
    end: int
    text: str


def quote(
    question: str,
    hits: Sequence[Hit],
    searched: SearchTerms,
    vector: NDArray[np.float32],
    embedder: Embedder,
    options: AnswerOptions,
) -> tuple[Quote, ...]:
    """Return the sentences that answer best, best first.

    Args:
        question: What was asked.
        hits: The ranked passages.
        searched: The words that were searched.
        vector: The question's vector, float32, shape (dim,).
        embedder: The index's embedder.
        options: How much to quote.
    """
    candidates = [
        sentence
        for citation, hit in enumerate(hits[: options.hits], start=1)
        if hit.score >= options.least_share * hits[0].score
        for sentence in _sentences(hit, citation)
    ]
    if not candidates:
        return ()
    forms = [_form(sentence.text) for sentence in candidates]
    cosines = embedder.encode_passages(forms) @ vector
    values = [
        options.passage_weight * hits[sentence.citation - 1].score
        + _coverage(form.lemmas, searched)
        + options.cosine_weight * float(cosine)
        + options.figure_bonus * _fits(question, sentence.text)
        for sentence, form, cosine in zip(candidates, forms, cosines, strict=True)
    ]
    chosen: list[_Sentence] = []
    seen: set[str] = set()
    length = 0
    for number in np.argsort(-np.array(values), kind="stable"):
        sentence = candidates[number]
        key = "".join(sentence.text.split())
        if key in seen or (chosen and length + len(sentence.text) > options.chars):
            continue
        seen.add(key)
        chosen.append(sentence)
        length += len(sentence.text)
        if len(chosen) == options.quotes:
            break
    return tuple(Quote(s.text, s.start, s.end, s.citation) for s in chosen)


def _sentences(hit: Hit, citation: int) -> list[_Sentence]:
    """Return the sentences, rows and small tables of a passage that can stand alone."""
    text = hit.passage.text
    found = []
    for start, end in _joined_rows(text, sentences(text)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        piece = text[left:right]
        if _RULE.fullmatch(piece) or _says_nothing(hit, piece):
            continue
        place = hit.passage.start
        found.append(_Sentence(citation, place + left, place + right, piece))
    return found


def _joined_rows(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans, neighbouring rows of a small table joined: alone they say too little."""
    joined: list[tuple[int, int]] = []
    in_table = False
    for start, end in spans:
        is_row = text.startswith("|", start)
        if is_row and in_table and end - joined[-1][0] <= _TABLE_CHARS:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        in_table = is_row
    return joined


def _says_nothing(hit: Hit, piece: str) -> bool:
    """Tell whether a line is a heading of the passage, or only names a source."""
    bare = search_text(piece)
    return (
        len(bare) < _MIN_CHARS
        or piece.startswith("#")
        or _SOURCE_NOTE.match(bare) is not None
        or any(bare == heading or bare.endswith(heading) for heading in hit.passage.headings)
    )


def _form(text: str) -> SearchForm:
    cleaned = search_text(text)
    return SearchForm(cleaned, (*content_lemmas(cleaned), *quantity_terms(cleaned)))


def _coverage(lemmas: Sequence[str], searched: SearchTerms) -> float:
    """Return the share of the searched words that stand in a sentence, added ones by weight."""
    present = set(lemmas)
    own = set(searched.own)
    total = len(own) + sum(term.weight for term in searched.added)
    found = len(own & present) + sum(t.weight for t in searched.added if t.lemma in present)
    return found / total if total else 0.0


def _fits(question: str, sentence: str) -> bool:
    """Tell whether a sentence has the kind of figure that the question asks for."""
    if _ASKS_TIME.search(question):
        return bool(_TIME.search(sentence))
    return bool(_ASKS_FIGURE.search(question) and _FIGURE.search(sentence))


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
