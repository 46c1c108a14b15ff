"""Passages made of lines, and what is quoted from them."""

from datetime import date

import numpy as np

from assistant.quoting.answer import quote
from assistant.quoting.options import AnswerOptions
from assistant.records import Hit, Query
from assistant.search.searched import SearchTerms
from corpus.document import Facets, Passage

ALL = AnswerOptions(least_fit=0.0, quotes=100, chars=10_000)
TODAY = date(2026, 11, 22)
START = 1_000  # where every passage here begins in its document
REPAIRS = SearchTerms(("改装", "補助"))


class ByWords:
    """An embedder with a component for each of its words: 1 where a text holds the word."""

    def __init__(self, *words):
        self.words = words

    def encode_passages(self, forms):
        found = [[float(word in form.lemmas) for word in self.words] for form in forms]
        return np.array(found, np.float32).reshape(len(forms), -1)


MEANINGLESS = (np.zeros(0, np.float32), ByWords())


def hit(*lines, score=0.8, headings=(), city="川崎市", start=START):
    text = "\n".join(lines)
    passage = Passage(
        "案内.md", start, start + len(text), text, headings, facets=Facets(municipality=city)
    )
    return Hit(passage, "案内", None, score)


def quoted(hits, searched=REPAIRS, question="", options=ALL, meaning=MEANINGLESS, **named):
    return quote(Query(question, question, **named), hits, searched, *meaning, options, TODAY)


def texts(*arguments, **options):
    return [found.text for found in quoted(*arguments, **options)]


BOTH = "店舗の改装費を補助します。"
ONE = "家賃の補助もあります。"
NEITHER = "窓口は市役所の二階です。"
