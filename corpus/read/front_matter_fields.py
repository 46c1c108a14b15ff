"""The fields of a front matter, checked: what a document says about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from corpus.document import Facets
from corpus.fiscal import YEARS, fiscal_year

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$")
_TEXTS = ("title", "publisher", "municipality", "prefecture", "document_type", "source")
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
        facets: Place, publisher, fiscal years and kind.
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
    published = parse_date(head.get("published"))
    if head.get("published") is not None and published is None:
        warnings.append("front matter: published is no date like 2017-09-30, 2017-09 or 2017")
    ends = parse_day(head.get("ends"))
    if head.get("ends") is not None and ends is None:
        warnings.append("front matter: ends is no day like 2023-10-13")
    years = _years(head.get("fiscal_years"))
    if years is None:
        warnings.append("front matter: fiscal_years is no list of years like [2016, 2017]")
    return FrontMatter(
        title=texts["title"],
        source=texts["source"],
        publisher=texts["publisher"],
        published=published,
        facets=Facets(
            municipality=texts["municipality"],
            prefecture=texts["prefecture"],
            organisation=texts["publisher"],
            fiscal_years=years or (),
            document_type=texts["document_type"],
            ends=ends,
        ),
        warnings=tuple(warnings),
    )


def parse_date(value: object) -> date | None:
    """The day, the first day of the month or of the year.

    None for what is no date, and for a day of a fiscal year outside `corpus.fiscal.YEARS`.
    """
    day = _day(value)
    return day if day and fiscal_year(day) in YEARS else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DATE.match(str(value).strip()[:10].rstrip("T")) if value is not None else None
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(value: object) -> str | None:
    """The day as ISO 8601 has it; None for what is no date, or tells the month or year alone."""
    day = parse_date(value)
    if day is None or isinstance(value, date):
        return day.isoformat() if day else None
    match = _DATE.match(str(value).strip()[:10].rstrip("T"))
    return day.isoformat() if match and match[3] else None


def _years(value: object) -> tuple[int, ...] | None:
    """Ascending fiscal years, none for a missing field; None for what is no list of years."""
    if value is None:
        return ()
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(year, int) and year in YEARS for year in listed):
        return None
    return tuple(sorted(set(listed)))
