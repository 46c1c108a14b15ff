"""Editions of a scheme: its rounds (「第17回公募」) and the year in its name (「補助金2025」).

A scheme changes its deadlines and rules with each edition. A year in a name is no date: what the
guide of one edition says holds for that edition, whatever days of the year after stand in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.names.year_forms import PLAIN, number

_NUMBER = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_CALL = r"の?\s?(?:公募|募集|締切|締め切り|〆切|受付|申請|採択)"
_NAME = (
    r"金|事業|制度|税制|計画|プラン|ビジョン|戦略|要領|白書|ガイド|ガイドブック|フェア"
    r"|サミット|フォーラム|アワード|大賞|枠"
)
_EDITION = re.compile(
    rf"第\s?(?P<nth>{_NUMBER})\s?回(?![答数])"
    rf"|(?<![\d.,])(?P<time>{_NUMBER})\s?回目{_CALL}"
    rf"|(?<![\d.,])第?\s?(?P<call>{_NUMBER})\s?次{_CALL}"
    # 「補助金2025円」 counts something, 「補助金2025年4月」 is a date.
    rf"|(?:{'|'.join(f'(?<={name})' for name in _NAME.split('|'))})"
    r"(?P<year>20\d\d)(?!\s?[人件円社名個台回箇か所%千万億百約余,.\d:年-])"
)
_CALL_BEHIND = re.compile(rf"[^第、。\n]{{0,12}}?{_CALL}")  # 「第17回一般型通常枠公募」
_FIRST_YEAR = 2000

EDITIONS = frozenset((*range(1, 1000), *range(_FIRST_YEAR, 2100)))
"""The numbers that an edition can have: its round, or the year in the scheme's name."""


@dataclass(frozen=True, slots=True)
class EditionMention:
    """An edition named in a text: the slice `start:end`.

    Attributes:
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        number: The round, 1 to 999, or the year, 2000 to 2099.
        of_call: Whether it is the round of a call for applications, as 「第17回サミット」 is not.
    """

    start: int
    end: int
    number: int
    of_call: bool = False


def find_editions(text: str) -> tuple[EditionMention, ...]:
    """Return the editions named in a text, in order."""
    plain = text.translate(PLAIN)
    return tuple(
        EditionMention(
            m.start(),
            m.end(),
            number(m["nth"] or m["time"] or m["call"] or m["year"]),
            m["year"] is None and (not m["nth"] or _CALL_BEHIND.match(plain, m.end()) is not None),
        )
        for m in _EDITION.finditer(plain)
    )


def is_year(edition: int) -> bool:
    """Tell whether the number of an edition is a year and no round."""
    return edition >= _FIRST_YEAR


def overlapping(edition: int) -> tuple[int, ...]:
    """Return the fiscal years that the year of an edition overlaps; none for a round.

    The year in a name may be a calendar year: 「フォーラム2026」 is held in January of fiscal 2025.
    """
    return (edition - 1, edition) if is_year(edition) else ()
