"""Rounds of a call for applications: 「第17回」, 「5次締切」.

A scheme of many rounds changes its deadlines and rules with each of them, as others do each year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.year_forms import PLAIN, number

_NUMBER = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_CALL = r"の?\s?(?:公募|募集|締切|締め切り|〆切|受付|申請|採択)"
_ROUND = re.compile(
    rf"第\s?(?P<nth>{_NUMBER})\s?回(?![答数])"
    rf"|(?<![\d.,])(?P<time>{_NUMBER})\s?回目{_CALL}"
    rf"|(?<![\d.,])第?\s?(?P<call>{_NUMBER})\s?次{_CALL}"
)


@dataclass(frozen=True, slots=True)
class RoundMention:
    """A round named in a text: the slice `start:end`.

    Attributes:
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        number: Which round it is, from 1.
    """

    start: int
    end: int
    number: int


def find_rounds(text: str) -> tuple[RoundMention, ...]:
    """Return the rounds named in a text, in order."""
    return tuple(
        RoundMention(m.start(), m.end(), number(m["nth"] or m["time"] or m["call"]))
        for m in _ROUND.finditer(text.translate(PLAIN))
    )
