"""Passages of another fiscal year or another city than the one that is asked for."""

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


def wrong_city_share(
    passages: Sequence[Passage], cities: Iterable[str], left_out: Iterable[str]
) -> float:
    """Share of the first five passages that belong to a wrong city, 0 to 1.

    A passage without a city is not wrong; without any passage the share is 0.

    Args:
        passages: Best first.
        cities: Those that are asked for; all others are wrong, none where none is asked for.
        left_out: Cities and prefectures that are asked to be left out: 「川崎市以外で」.
    """
    asked, unwanted = frozenset(cities), frozenset(left_out)

    def is_wrong(passage: Passage) -> bool:
        city, prefecture = passage.facets.municipality, passage.facets.prefecture
        is_another = bool(asked) and city is not None and city not in asked
        return is_another or not unwanted.isdisjoint((city, prefecture))

    return _share(passages, is_wrong)


def _share(passages: Sequence[Passage], is_wrong: Callable[[Passage], bool]) -> float:
    first = passages[:DEPTH]
    return sum(map(is_wrong, first)) / len(first) if first else 0.0
