"""Passages of another fiscal year or another city than the one the question names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from corpus.document import Passage

DEPTH = 5
"""Passages that are looked at: about what a person reads."""


def wrong_year_share(passages: Sequence[Passage], years: Iterable[int]) -> float:
    """Share of the first five passages that speak of other fiscal years only, 0 to 1.

    A passage without a fiscal year is not wrong; without any passage the share is 0.
    """
    asked = frozenset(years)
    return _share(
        passages,
        lambda passage: (
            bool(passage.facets.fiscal_years) and asked.isdisjoint(passage.facets.fiscal_years)
        ),
    )


def wrong_city_share(passages: Sequence[Passage], cities: Iterable[str]) -> float:
    """Share of the first five passages that belong to another city, 0 to 1.

    A passage without a city is not wrong; without any passage the share is 0.
    """
    asked = frozenset(cities)
    return _share(
        passages,
        lambda passage: (
            passage.facets.municipality is not None and passage.facets.municipality not in asked
        ),
    )


def _share(passages: Sequence[Passage], is_wrong: Callable[[Passage], bool]) -> float:
    first = passages[:DEPTH]
    return sum(map(is_wrong, first)) / len(first) if first else 0.0
