"""The fields of a front matter, checked: what a document says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.document import Facets
from corpus.read.dates import dates_of, first_day, fiscal_years, last_day
from corpus.read.given_places import given_place, place_of

_TEXTS = ("title", "publisher", "municipality", "prefecture", "source")
# `source_file` is for whoever checks a digest against its original.
_KNOWN = frozenset(_TEXTS) | {"published", "ends", "fiscal_years", "source_file"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter of a document says.

    Attributes:
        title: The document's title, or None.
        source: Where the original is, or None.
        publisher: Who published it, or None.
        published: When, the first day of a month or year, or None.
        facets: Place, fiscal years and last day.
        warnings: A line for each field that is not understood.
    """

    title: str | None
    source: str | None
    publisher: str | None
    published: date | None
    facets: Facets
    warnings: tuple[str, ...]


def fields_of(head: Mapping[str, object]) -> FrontMatter:
    """The checked fields; one that is not understood is left out with a warning."""
    warnings = [
        f"front matter: unknown field {key!r}, ignored" for key in head if key not in _KNOWN
    ]
    texts: dict[str, str | None] = {}
    for name in _TEXTS:
        value = head.get(name)
        texts[name] = str(value).strip() or None if isinstance(value, str | int | float) else None
        if value is not None and texts[name] is None:
            warnings.append(f"front matter: {name} is not a line of text, ignored")
    published = first_day(head.get("published"))
    if head.get("published") is not None and published is None:
        warnings.append("front matter: published is no date like 2017-09-30, 2017-09 or 2017")
    ends = last_day(head.get("ends"))
    if head.get("ends") is not None and ends is None:
        warnings.append("front matter: ends is no day like 2023-10-13 or 令和5年10月13日")
    for name, like in (("municipality", "川崎市"), ("prefecture", "神奈川県")):
        if given_place(texts[name] or "") is None:
            warnings.append(f"front matter: {name} is no single place like {like}, ignored")
    place = place_of(texts["prefecture"] or "", texts["municipality"] or "")
    years = _years(head.get("fiscal_years"))
    if years is None:
        warnings.append("front matter: fiscal_years is no list like [2016, 2017] or [平成28年度]")
    return FrontMatter(
        title=texts["title"],
        source=texts["source"],
        publisher=texts["publisher"],
        published=published,
        facets=Facets(
            municipality=place.municipality,
            prefecture=place.prefecture,
            fiscal_years=years or (),
            ends=ends.isoformat() if ends else None,
        ),
        warnings=tuple(warnings),
    )


def _years(value: object) -> tuple[int, ...] | None:
    """Ascending fiscal years, none for a missing field; None for what is no list of years."""
    if value is None:
        return ()
    years: set[int] = set()
    for each in value if isinstance(value, list) else [value]:
        read = fiscal_years(dates_of(each))
        if not read:
            return None
        years.update(read)
    return tuple(sorted(years))
