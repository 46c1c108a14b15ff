"""Words as a person knows them: 自治体, 従業員, お金, which the tagger takes apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.japanese import Word, words

_KANJI = re.compile(r"[々一-鿿]")
_KATAKANA = re.compile(r"[ァ-ヴーｦ-ﾟ]+")
_NUMBER = re.compile(r"[0-9０-９]+")
_BEFORE_NUMBERS = frozenset("明治 大正 昭和 平成 令和 第".split())  # noqa: SIM905


def whole_words(text: str) -> list[tuple[Word, ...]]:
    """Return the words of a text in order, those that are one word together.

    Prefixes and suffixes belong to their word, so does a single kanji beside a noun (展示会,
    町工場); loanwords side by side are one (クラウドファンディング), so is an era with its year.
    """
    joined: list[tuple[Word, ...]] = []
    for word in words(text):
        if joined and _are_one(text, joined[-1], word):
            joined[-1] = (*joined[-1], word)
        else:
            joined.append((word,))
    return joined


def _are_one(text: str, whole: Sequence[Word], word: Word) -> bool:
    before = whole[-1]
    if before.end != word.start:
        return False
    if before.pos == "接頭辞":
        return word.pos != "補助記号"
    if word.pos == "接尾辞":
        return before.pos in {"名詞", "代名詞", "接尾辞", "形状詞"}
    if not before.pos == word.pos == "名詞":
        return False
    first, second = text[before.start : before.end], text[word.start : word.end]
    if _NUMBER.fullmatch(second):
        return first in _BEFORE_NUMBERS
    return bool(
        _NUMBER.fullmatch(first)
        or _KANJI.fullmatch(second)
        or (len(whole) == 1 and _KANJI.fullmatch(first))
        or (_KATAKANA.fullmatch(first) and _KATAKANA.fullmatch(second))
    )
