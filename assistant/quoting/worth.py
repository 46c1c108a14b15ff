"""What the words of a question are worth, and how much of that a text holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from assistant.quoting.sentence_kinds import is_field
from assistant.search.searched import SearchTerms
from corpus.language.clean import search_text
from index.analyse import terms
from index.embed import SearchForm

# What a word counts that names the city or year asked for: 「都道府県: 静岡県」 has it, too.
_FAINT = 0.3


def form_of(text: str) -> SearchForm:
    """Return a text as it is searched."""
    return SearchForm(search_text(text), tuple(terms(text)))


def worth_of_words(forms: Sequence[SearchForm], searched: SearchTerms) -> dict[str, float]:
    """Return what each searched word counts that stands in a sentence; rarer ones count more."""
    weights = {term.lemma: term.weight for term in searched.added}
    weights |= dict.fromkeys(searched.own, 1.0) | dict.fromkeys(searched.faint, _FAINT)
    found = Counter(lemma for form in forms for lemma in set(form.lemmas) & weights.keys())
    return {
        lemma: weights[lemma] * float(np.log1p(len(forms) / count))
        for lemma, count in found.items()
    }


def held(worth: Mapping[str, float], lemmas: Iterable[str]) -> float:
    """Return what the words are worth that are among some lemmas."""
    return sum(worth[lemma] for lemma in worth.keys() & set(lemmas))


def said(worth: Mapping[str, float], text: str, form: SearchForm) -> float:
    """Return what the words of a text are worth; several fields say no more than their best."""
    if not is_field(text):
        return held(worth, form.lemmas)
    return max(held(worth, terms(line)) for line in text.split("\n"))
