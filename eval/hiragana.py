"""A question as somebody writes it who writes no kanji."""

from __future__ import annotations

import re

from corpus.language.reading import Reading, read_aloud

_KANJI = re.compile("[一-鿿々]")


def in_hiragana(text: str) -> str:
    """Return the text with every word that holds kanji as it is read aloud, in hiragana."""
    return re.sub(r"\S+", lambda run: "".join(map(_spoken, read_aloud(run[0]))), text)


def _spoken(word: Reading) -> str:
    return word.kana if _KANJI.search(word.written) else word.written
