"""What the filters offer: values with the number of passages that each leaves."""

from __future__ import annotations

from datetime import date

from assistant.records import About, FacetCount
from corpus.names.fiscal import era_label, fiscal_year

YEARS_BACK = 30
YEARS_AHEAD = 5
"""Fiscal years offered before and after today's: a text that looks further (「昭和23年度に制定」,
「令和32年度までに」) is hardly ever what a person filters for."""

Choice = tuple[str, str | int]
"""What is shown, and the value it stands for."""


def choices(about: About, today: date) -> list[list[Choice]]:
    """The choices of each filter, in the order of `texts.FILTERS`."""
    return [
        [(_label(facet.value, facet), facet.value) for facet in about.municipalities],
        [
            (_label(era_label(int(facet.value)), facet), int(facet.value))
            for facet in _near(about.fiscal_years, today)
        ],
        [(_label(facet.value, facet), facet.value) for facet in about.themes],
    ]


def _label(name: str, facet: FacetCount) -> str:
    return f"{name}　{facet.count:,}件"


def _near(years: tuple[FacetCount, ...], today: date) -> tuple[FacetCount, ...]:
    """The years about today; all of them where none is."""
    now = fiscal_year(today)
    near = tuple(year for year in years if now - YEARS_BACK <= int(year.value) <= now + YEARS_AHEAD)
    return near or years
