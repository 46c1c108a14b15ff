"""Fiscal years and the eras their numbers are counted in; nothing here reads text."""

from __future__ import annotations

from datetime import date

FIRST_YEAR = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
"""The western year of each era's year 1, the latest era first."""

YEARS = range(1868, 2200)
"""The fiscal years that are understood; what lies outside is no year."""

# Plans written before an era's end count on in it (平成32年度 for 2020), the older ones do not.
_LENGTH = {"令和": 50, "平成": 50, "昭和": 64, "大正": 15, "明治": 45}


def fiscal_year(day: date) -> int:
    """Return the fiscal year a day falls in: 2016 for 1 April 2016 to 31 March 2017."""
    return day.year if day.month >= 4 else day.year - 1


def era_of(year: int) -> str:
    """Return the era whose name a fiscal year carries: 平成 for 2018, 令和 for 2019.

    Raises:
        ValueError: The year lies before 1868.
    """
    for name, first in FIRST_YEAR.items():
        if year >= first:
            return name
    raise ValueError(f"Fiscal year {year}: eras are known from 1868 on")


def era_label(year: int) -> str:
    """Return a fiscal year in both countings: 「平成28年度（2016年度）」.

    Raises:
        ValueError: The year lies before 1868.
    """
    name = era_of(year)
    number = year - FIRST_YEAR[name] + 1
    return f"{name}{'元' if number == 1 else number}年度（{year}年度）"


def era_year(era: str, number: int) -> int | None:
    """Return the western year of a year of an era, or None where the era has no such year."""
    return FIRST_YEAR[era] + number - 1 if 1 <= number <= _LENGTH[era] else None
