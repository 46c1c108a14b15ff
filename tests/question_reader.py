"""Reads questions as the page does, on a fixed day."""

from datetime import date

from assistant.query import QueryReader
from assistant.question.spelling import load_spellings
from assistant.records import Understanding
from assistant.settings import THESAURUS
from assistant.thesaurus import load_thesaurus
from corpus.language.japanese import content_lemmas

TODAY = date(2026, 11, 21)  # in 令和8年度 (2026)
READER = QueryReader(load_thesaurus(THESAURUS, content_lemmas), load_spellings(), TODAY)
ALL = Understanding()


def read(question, history=(), understanding=ALL):
    return READER.read(question, history=history, understanding=understanding)
