"""What a question names at a place of its text: years, editions, cities; and its words beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from corpus.language.japanese import Word, is_content, words

_ABOUT = re.compile(r"に(?:つい|関し|おい|対し)て|に(?:関|対)する|における|として")


class Mention(Protocol):
    """A place in a text: `text[start:end]`."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...


def words_beside(text: str, named: Sequence[Mention]) -> list[Word]:
    """Return the words of a text that stand outside of what is named."""
    return [
        word
        for word in words(text)
        if not any(m.start < word.end and word.start < m.end for m in named)
    ]


def content_beside(text: str, named: Sequence[Mention]) -> list[Word]:
    """Return the content words among `words_beside`."""
    return [word for word in words_beside(text, named) if is_content(word)]


def without(text: str, named: Sequence[Mention]) -> str:
    """Return the text with blanks in place of what is named, or all of it if no word is left.

    The particles behind go with it: at the head of what is left, 「で」 reads as a conjunction.
    """
    if not named:
        return text
    blanks = [(mention.start, _end_of_about(text, mention)) for mention in named]
    ends = {end for _, end in blanks}
    for word in words(text):
        if word.start in ends and word.pos in ("助詞", "助動詞"):
            blanks.append((word.start, word.end))
            ends.add(word.end)
    kept = list(text)
    for start, end in blanks:
        kept[start:end] = " " * (end - start)
    result = "".join(kept)
    return result if content_beside(result, ()) else text


def _end_of_about(text: str, mention: Mention) -> int:
    """Return where a mention ends with 「について」 behind it, whose verb is no word of its own."""
    about = _ABOUT.match(text, mention.end)
    return about.end() if about else mention.end
