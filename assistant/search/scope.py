"""Which passages may answer: those of the year, the city and the theme that are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.records import FacetCount, Filters, Query
from corpus.document import Facets
from corpus.names.editions import is_year, overlapping
from corpus.names.schemes import is_same_scheme, scheme_lemmas
from corpus.names.themes import THEMES
from index.lexical import editions_wanted, place_tag, tag
from index.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """Some of the passages.

    Attributes:
        allowed: bool, shape (passages,); None means all.
        required: The same as tags for the lexical index: of each group one must be there.
    """

    allowed: NDArray[np.bool_] | None = None
    required: tuple[tuple[str, ...], ...] = ()

    def __and__(self, other: Scope) -> Scope:
        """Return the passages of both."""
        masks = [mask for mask in (self.allowed, other.allowed) if mask is not None]
        allowed = np.logical_and.reduce(masks) if masks else None
        return Scope(allowed, self.required + other.required)

    def is_empty(self) -> bool:
        """Tell whether no passage is left."""
        return self.allowed is not None and not self.allowed.any()


_SHARE = 50  # the part of all passages that makes a city one whose papers are held
_PAPER = 8  # passages of a document; one of fewer is a programme of a table, a page, a notice


def _bits(themes: Iterable[str]) -> int:
    """Return a bit for each theme there is, however often it is given."""
    return sum(1 << THEMES.index(theme) for theme in set(themes) & set(THEMES))


class FacetTable:
    """The facets of every passage, by row, ready to be filtered by.

    Attributes:
        cities: The cities of which papers are held, not a word in passing.
    """

    def __init__(self, store: Store) -> None:
        """Read the facets of all passages."""
        different, of_row = store.facets()
        numbers: dict[tuple[str | None, str | None], int] = {}
        places = [
            numbers.setdefault((facets.prefecture, facets.municipality), len(numbers))
            for facets in different
        ]
        themes = [_bits(facets.themes) for facets in different]
        years = [facets.fiscal_years for facets in different]
        self._different = different
        self._facets_of_row = of_row
        self._places = list(numbers)
        named = chain.from_iterable(facets.schemes for facets in different)
        self._schemes = tuple(dict.fromkeys(named))
        documents = store.document_numbers()
        self._of_papers = (np.bincount(documents, minlength=1) >= _PAPER)[documents]
        self._place = np.array(places, np.int32)[of_row]
        self._themes = np.array(themes, np.int64)[of_row]
        least = min(_PAPER, len(of_row) // _SHARE)
        self.cities = tuple(
            sorted(city.value for city in self.municipalities() if city.count >= least)
        )
        counts = np.array([len(each) for each in years], np.int64)[of_row]
        self._year_row = np.repeat(np.arange(len(of_row)), counts)
        self._year = np.fromiter(
            chain.from_iterable(years[number] for number in of_row.tolist()), np.int64
        )

    def scope(self, filters: Filters, query: Query) -> Scope:
        """Return the passages that the filters leave and the question's years and places allow.

        A filter takes only passages that have its value. A year, an edition or a place
        in the question takes, besides those, passages that name none: they may hold for any.
        Filter and question must both be met.
        """
        masks: list[NDArray[np.bool_]] = []
        required: list[tuple[str, ...]] = []
        places = self._places_in(filters, query)
        if places is not None:
            masks.append(np.isin(self._place, places))
            required.append(tuple(place_tag(*self._places[number]) for number in places))
        if filters.fiscal_years is not None:
            masks.append(self._of_years(filters.fiscal_years))
            required.append(tuple(tag("year", year) for year in filters.fiscal_years))
        if query.years:
            masks.append(self._of_years(query.years) | ~self._of_years(None))
            required.append(tuple(tag("year", year) for year in (*query.years, "")))
        if query.editions:
            masks.append(self._of_editions(query.editions))
            required.extend(editions_wanted(query.editions))
        if filters.themes is not None:
            masks.append((self._themes & _bits(filters.themes)) != 0)
            required.append(tuple(tag("theme", theme) for theme in filters.themes))
        if not masks:
            return Scope()
        allowed = np.logical_and.reduce(masks)
        return Scope(allowed, tuple(required))

    def named_by(self, query: Query) -> NDArray[np.bool_] | None:
        """Return which passages are of a year, an edition and a place that a question names.

        bool, shape (passages,); None where it names none of these. A passage is of the year in
        its document's title, whether it repeats it or not.
        """
        masks: list[NDArray[np.bool_]] = []
        if query.years:
            masks.append(self._of_years(query.years))
        if query.editions:
            of_edition = [not {*f.editions}.isdisjoint(query.editions) for f in self._different]
            masks.append(np.array(of_edition, bool)[self._facets_of_row])
        if query.municipalities or query.prefectures:
            of_place = [_is_in(prefecture, city, query) for prefecture, city in self._places]
            masks.append(np.array(of_place, bool)[self._place])
        return np.logical_and.reduce(masks) if masks else None

    def _places_in(self, filters: Filters, query: Query) -> list[int] | None:
        """Return the numbers of the places that may answer, None for all of them."""
        chosen = filters.municipalities
        asked = bool(query.municipalities or query.prefectures)
        if chosen is None and not asked and not query.excluded:
            return None
        return [
            number
            for number, (prefecture, city) in enumerate(self._places)
            if (chosen is None or city in chosen)
            and not {prefecture, city} & set(query.excluded)
            and (not asked or _may_answer(prefecture, city, query))
        ]

    def schemes(self) -> tuple[str, ...]:
        """Return the schemes that documents are about, each once."""
        return self._schemes

    def has_papers(self, schemes: Sequence[str]) -> bool:
        """Tell whether some schemes have papers, that is, documents of several pages."""
        return bool((self._about(schemes) & self._of_papers).any())

    def on_scheme(self, name: str) -> Scope:
        """Return all documents on a scheme, whatever their size, by any form of its name."""
        lemmas = scheme_lemmas(name)
        called = [n for n in self._schemes if n == name or is_same_scheme(lemmas, scheme_lemmas(n))]
        return Scope(self._about(called), (tuple(tag("scheme", each) for each in called),))

    def on_named(self, query: Query) -> NDArray[np.bool_]:
        """Return which passages are of documents on a scheme that a question names, (passages,)."""
        called = [
            name
            for name in self._schemes
            if any(is_same_scheme(each.lemmas, scheme_lemmas(name)) for each in query.schemes)
        ]
        return self._about(called)

    def papers(self, schemes: Sequence[str]) -> Scope:
        """Return the papers on some schemes."""
        tags = tuple(tag("scheme", scheme) for scheme in schemes)
        return Scope(self._about(schemes) & self._of_papers, (tags,))

    def beside_papers(self, schemes: Sequence[str]) -> Scope:
        """Return the short texts on some schemes, and all documents that are about none."""
        tags = tuple(tag("scheme", scheme) for scheme in (*schemes, ""))
        return Scope(
            self._about((*schemes, "")) & ~(self._about(schemes) & self._of_papers), (tags,)
        )

    def _about(self, schemes: Sequence[str]) -> NDArray[np.bool_]:
        """Return which passages are of documents on some schemes, "" for on none, (passages,)."""
        about = [not {*(f.schemes or ("",))}.isdisjoint(schemes) for f in self._different]
        return np.array(about, bool)[self._facets_of_row]

    def _of_editions(self, asked: Sequence[int]) -> NDArray[np.bool_]:
        """Return which passages hold for the editions, or for any, shape (passages,)."""
        allowed = [_holds_for(facets, asked) for facets in self._different]
        return np.array(allowed, bool)[self._facets_of_row]

    def is_of_edition(self, row: int, asked: Sequence[int]) -> bool:
        """Tell whether a passage is of one of the editions, and not of none."""
        return not {*self._different[self._facets_of_row[row]].editions}.isdisjoint(asked)

    def _of_years(self, years: Sequence[int] | None) -> NDArray[np.bool_]:
        """Return which passages speak of one of the years, of any for None, shape (passages,)."""
        result = np.zeros(len(self._place), bool)
        rows = self._year_row if years is None else self._year_row[np.isin(self._year, years)]
        result[rows] = True
        return result

    def unheld(self, query: Query) -> tuple[str, ...]:
        """Return the places asked for of which no passage is: cities, or prefectures alone."""
        names = {name for place in self._places for name in place}
        return tuple(n for n in query.municipalities or query.prefectures if n not in names)

    def municipalities(self) -> tuple[FacetCount, ...]:
        """Return every municipality with its number of passages, most frequent first."""
        counts = Counter[str]()
        for number, count in enumerate(np.bincount(self._place, minlength=len(self._places))):
            city = self._places[number][1]
            if city is not None:
                counts[city] += int(count)
        return _by_count(counts.items())

    def fiscal_years(self) -> tuple[FacetCount, ...]:
        """Return every fiscal year with its number of passages, newest first."""
        years, counts = np.unique(self._year, return_counts=True)
        entries = [FacetCount(str(y), int(n)) for y, n in zip(years, counts, strict=True)]
        return tuple(reversed(entries))

    def themes(self) -> tuple[FacetCount, ...]:
        """Return every theme with its number of passages, most frequent first."""
        return _by_count(
            (theme, int(((self._themes >> bit) & 1).sum())) for bit, theme in enumerate(THEMES)
        )


def _may_answer(prefecture: str | None, city: str | None, query: Query) -> bool:
    """Tell whether what holds in a place may answer a question that names places.

    A question about a city takes what holds there, in its prefecture as a whole, or anywhere;
    one about a prefecture alone takes its cities too. 府中市 lies in 東京都 and in 広島県: whose
    prefecture is told takes it from there. Of several cities it is not told whose it is.
    """
    if city in query.municipalities:
        told = len(query.municipalities) == 1 and query.prefectures and prefecture is not None
        return not told or prefecture in query.prefectures
    if city is not None and query.municipalities:
        return False
    return prefecture is None or prefecture in query.prefectures


def _is_in(prefecture: str | None, city: str | None, query: Query) -> bool:
    """Tell whether a place is a city that a question names, or lies in a prefecture it names."""
    if query.municipalities:
        return city in query.municipalities
    return prefecture in query.prefectures


def _holds_for(facets: Facets, asked: Sequence[int]) -> bool:
    """Tell whether a passage may answer a question about these editions of a scheme.

    A round says nothing about years, nor a year about rounds. What names no edition may still be
    of a fiscal year, and then of one that overlaps the year.
    """
    years = set(filter(is_year, facets.editions))
    asked_years = set(filter(is_year, asked))
    if _are_others({*facets.editions} - years, {*asked} - asked_years):
        return False
    if years:
        return not _are_others(years, asked_years)
    return not _are_others(
        set(facets.fiscal_years), {year for edition in asked_years for year in overlapping(edition)}
    )


def _are_others(own: set[int], asked: set[int]) -> bool:
    return bool(own and asked) and own.isdisjoint(asked)


def _by_count(counts: Iterable[tuple[str, int]]) -> tuple[FacetCount, ...]:
    entries = [FacetCount(value, count) for value, count in counts if count]
    return tuple(sorted(entries, key=lambda entry: (-entry.count, entry.value)))
