"""Which passages may answer: those of the year, the city and the theme that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.records import FacetCount, Filters, Query
from corpus.themes import THEMES
from index.lexical import tag
from index.store import Store

_FIRST_YEAR = 1960  # bit 0 of `years`; earlier and far later years count as no year
_YEARS = 63


@dataclass(frozen=True, slots=True)
class Scope:
    """Some of the passages.

    Attributes:
        allowed: bool, shape (passages,); None means all.
        required: The same as tags for the lexical index: of each group one must be there.
    """

    allowed: NDArray[np.bool_] | None = None
    required: tuple[tuple[str, ...], ...] = ()

    def is_empty(self) -> bool:
        """Tell whether no passage is left."""
        return self.allowed is not None and not self.allowed.any()


class FacetTable:
    """The facets of every passage, by row, ready to be filtered by."""

    def __init__(self, store: Store) -> None:
        """Read the facets of all passages."""
        self.places: list[str] = []
        place_numbers: dict[str | None, int] = {None: -1}
        places: list[int] = []
        years: list[int] = []
        themes: list[int] = []
        for _, facets in store.facets():
            name = facets.municipality
            if name is not None and name not in place_numbers:
                place_numbers[name] = len(self.places)
                self.places.append(name)
            places.append(place_numbers[name])
            years.append(_bits(facets.fiscal_years))
            themes.append(sum(1 << THEMES.index(theme) for theme in facets.themes))
        self._place = np.array(places, np.int32)
        self._years = np.array(years, np.int64)
        self._themes = np.array(themes, np.int64)

    def scope(self, filters: Filters, query: Query) -> Scope:
        """Return the passages that the filters leave and the question's years and places allow.

        A filter takes only passages that have its value. A year or a place in the question
        takes, besides those, passages that name none: they may hold for any.
        """
        masks: list[NDArray[np.bool_]] = []
        required: list[tuple[str, ...]] = []
        if filters.municipalities is not None:
            masks.append(np.isin(self._place, self._numbers(filters.municipalities)))
            required.append(tuple(tag("place", name) for name in filters.municipalities))
        elif query.municipalities:
            wanted = [*self._numbers(query.municipalities), -1]
            masks.append(np.isin(self._place, wanted))
            required.append(tuple(tag("place", n) for n in (*query.municipalities, "")))
        if filters.fiscal_years is not None:
            masks.append((self._years & _bits(filters.fiscal_years)) != 0)
            required.append(tuple(tag("year", year) for year in filters.fiscal_years))
        elif query.years:
            masks.append(((self._years & _bits(query.years)) != 0) | (self._years == 0))
            required.append(tuple(tag("year", year) for year in (*query.years, "")))
        if filters.themes is not None:
            wanted_themes = sum(1 << THEMES.index(t) for t in filters.themes if t in THEMES)
            masks.append((self._themes & wanted_themes) != 0)
            required.append(tuple(tag("theme", theme) for theme in filters.themes))
        if not masks:
            return Scope()
        allowed = np.logical_and.reduce(masks)
        return Scope(allowed, tuple(required))

    def _numbers(self, names: Sequence[str]) -> list[int]:
        known = {name: number for number, name in enumerate(self.places)}
        return [known[name] for name in names if name in known]

    def municipalities(self) -> tuple[FacetCount, ...]:
        """Return every municipality with its number of passages, most frequent first."""
        counts = np.bincount(self._place[self._place >= 0], minlength=len(self.places))
        return _by_count(zip(self.places, counts.tolist(), strict=True))

    def fiscal_years(self) -> tuple[FacetCount, ...]:
        """Return every fiscal year with its number of passages, newest first."""
        counts = (
            FacetCount(str(_FIRST_YEAR + bit), int(((self._years >> bit) & 1).sum()))
            for bit in reversed(range(_YEARS))
        )
        return tuple(entry for entry in counts if entry.count)

    def themes(self) -> tuple[FacetCount, ...]:
        """Return every theme with its number of passages, most frequent first."""
        return _by_count(
            (theme, int(((self._themes >> bit) & 1).sum())) for bit, theme in enumerate(THEMES)
        )


def _bits(years: Sequence[int]) -> int:
    return sum(
        1 << (year - _FIRST_YEAR)
        for year in set(years)
        if 0 <= year - _FIRST_YEAR < _YEARS
    )


def _by_count(counts: Iterable[tuple[str, int]]) -> tuple[FacetCount, ...]:
    entries = [FacetCount(value, count) for value, count in counts if count]
    return tuple(sorted(entries, key=lambda entry: (-entry.count, entry.value)))
