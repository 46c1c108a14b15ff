"""Editions of a scheme: 「IT導入補助金2025」 is that of fiscal 2025.

A year that is part of a scheme's name is told from a date: the guide of one edition holds for it,
whatever days of the year after stand in it.
"""

from __future__ import annotations

from datetime import date

from corpus.era import YearMention, find_years
from corpus.year_forms import EDITION_OF


def find_editions(text: str, *, today: date) -> tuple[YearMention, ...]:
    """Return the years of a text that are part of a name, in order."""
    return tuple(m for m in find_years(text, today=today) if is_edition(text, m))


def is_edition(text: str, mention: YearMention) -> bool:
    """Tell whether a year found in a text is part of the name before it."""
    return mention.text.isdecimal() and EDITION_OF.search(text, 0, mention.start) is not None
