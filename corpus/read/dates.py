"""Dates as tables and front matter have them: 2026-09-30, 令和8年9月30日（水）必着, R8.9.30.

Running text is read by `corpus.names.era`; here a value is a date, or a time from one to another,
and nothing counts from today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus.names.fiscal import FIRST_YEAR, YEARS, era_year, fiscal_year
from corpus.names.year_forms import GLOSS, PLAIN, number

_ERAS = {era: era for era in FIRST_YEAR} | {"R": "令和", "H": "平成", "S": "昭和", "㋿": "令和"}
_N = "元|[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_PART = re.compile(
    rf"""
    (?<![A-Za-z\d])(?:(?P<era>{"|".join(_ERAS)})\s?(?P<in_era>{_N})|(?P<western>[0-9]{{4}}))(?!\d)
        \s?(?:年\s?度(?P<year_end>末)?|[年./-])?
    |(?<![\d:])(?P<month>{_N})\s?月(?:\s?(?:(?P<day>{_N})\s?日|(?P<month_end>末)日?))?
    # 9.30, and the month alone behind its year: 2026.9
    |(?<![\d:])(?P<plain_month>[0-9]{{1,2}})
        (?:[./-]\s?(?P<plain_day>[0-9]{{1,2}})|(?<=[./-]\d)|(?<=[./-]\d\d))(?!\d)
    """,
    re.VERBOSE,
)
_WEEKDAY = re.compile(r"\s?\([月火水木金土日祝休・]{1,3}(?:曜日?)?\)")
_BEGINS = re.compile(r"\s?(?:から|より|以降|以後|[~ー-])")
_DIGIT = re.compile(r"\d")
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is told.

    Attributes:
        first: The day, or the first one of the month or year.
        fiscal_year: The one it lies in; for a year without a month, that of the same number.
        whole: Whether the day is told.
        begins: Whether something lasts from then on: 「4月1日から」.
    """

    first: date
    fiscal_year: int
    whole: bool
    begins: bool


def find_dates(value: str) -> tuple[WrittenDate, ...]:
    """Return the dates of a value, in order; none where one of them is no day of the calendar.

    A day without a year is of the year named before it, or of the next where the months begin
    anew: 「令和8年10月1日～3月31日」. Fiscal years outside `names.fiscal.YEARS` are no years.
    """
    plain = _WEEKDAY.sub("", GLOSS.sub("", value.translate(PLAIN)))
    try:
        return tuple(_dates(plain))
    except ValueError:
        return ()


def _dates(plain: str) -> Iterator[WrittenDate]:
    """Yield the dates of a value; raise a ValueError where one is no day of the calendar."""
    year: int | None = None
    month = 0
    bare: WrittenDate | None = None  # a year that no month has followed
    for part in _PART.finditer(plain):
        begins = _BEGINS.match(plain, part.end()) is not None
        if part["era"] or part["western"]:
            if bare:
                yield _checked(bare)
            year, month = _year(part), 0
            day = date(year + 1, 3, 31) if part["year_end"] else date(year, 1, 1)
            bare = WrittenDate(day, year, part["year_end"] is not None, begins)
        elif year is not None:
            bare = None
            named = number(part["month"] or part["plain_month"])
            year, month = year + (named < month), named
            digits = part["day"] or part["plain_day"]
            last = monthrange(year, month)[1] if part["month_end"] else None
            day = date(year, month, last or (number(digits) if digits else 1))
            whole = bool(last or digits)
            yield _checked(WrittenDate(day, fiscal_year(day), whole, begins))
    if bare:
        yield _checked(bare)


def _year(part: re.Match[str]) -> int:
    if part["western"]:
        return int(part["western"])
    year = era_year(_ERAS[part["era"]], number(part["in_era"]))
    if year is None:
        raise ValueError(f"{part[0]}: no year of that era")
    return year


def _checked(written: WrittenDate) -> WrittenDate:
    if written.fiscal_year not in YEARS:
        raise ValueError(f"{written.first}: no year that is understood")
    return written


def dates_of(value: object) -> tuple[WrittenDate, ...]:
    """Return the dates of a cell or a field, which may hold a date already."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return (
            (WrittenDate(day, fiscal_year(day), True, False),) if fiscal_year(day) in YEARS else ()
        )
    return find_dates(str(value)) if isinstance(value, str | int) else ()


def first_day(value: object) -> date | None:
    """The first date's day, or the first day of its month or year; None for what is no date."""
    dates = dates_of(value)
    return dates[0].first if dates else None


def last_day(value: object) -> date | None:
    """The last day that a value names; None where it tells none, or the month or year alone.

    From a day on means no last one: 「4月1日から、なくなり次第終了」.
    """
    last = max(dates_of(value), key=lambda written: written.first, default=None)
    return last.first if last and last.whole and not last.begins else None


def fiscal_years(dates: Sequence[WrittenDate]) -> tuple[int, ...]:
    """Return the fiscal years from the first to the last date, ascending; none for no date.

    Where the last comes first, or more than ten years later, it is mistyped and left out.
    """
    if not dates:
        return ()
    first, last = dates[0].fiscal_year, dates[-1].fiscal_year
    return tuple(range(first, last + 1)) if last - first in range(_MOST_YEARS) else (first,)


def looks_dated(value: str) -> bool:
    """Tell whether a value may hold a date: 「随時」 holds none, 「8月頃」 is not understood."""
    return _DIGIT.search(value) is not None
