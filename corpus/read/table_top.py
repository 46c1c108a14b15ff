"""What stands above a table's rows: its title, and a header of one row or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Document, Facets
from corpus.names.places import find_places, town_ahead
from corpus.read.dates import dates_of, fiscal_years
from corpus.read.programme_row import Row


def header_of(rows: Sequence[Row]) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns and how many of the rows hold them.

    A name over several columns stands before those below it: 「令和5年度」 over 「件数」 and
    「金額」 gives 「令和5年度 件数」. A second row of that kind begins with a blank. A number
    beside a sentence names no column: a list of numbered notes has no header.

    Args:
        rows: The header and all below it.
    """
    first = [cell.strip() for cell in rows[0].cells]
    if any(cell.endswith("。") for cell in first) and any(map(str.isdecimal, first)):
        return ("",) * len(first), 0
    second = [cell.strip() for cell in rows[1].cells] if len(rows) > 1 else []
    width = max(len(first), len(second))
    first += [""] * (width - len(first))
    second += [""] * (width - len(second))
    named_below = [below for above, below in zip(first, second, strict=True) if not above]
    if not first[0] or second[0] or not named_below or not all(named_below):
        return tuple(first), 1
    names: list[str] = []
    over = ""
    for name, below in zip(first, second, strict=True):
        over = name or over
        names.append(f"{over} {below}" if below else name)
    return tuple(names), 2


def said_above(lines: Sequence[str], of_file: Sequence[str]) -> Facets:
    """Return the city and years that a table's title names: 「令和8年度 山川市の補助金一覧」.

    Args:
        lines: What stands above the table, its sheet's name among it.
        of_file: The same of all tables of the file, which are of one city unless they say so.
    """
    years = (fiscal_years(dates_of(line)) for line in lines)
    place = _place_in(lines) or _place_in(of_file) or Facets()
    return replace(place, fiscal_years=next(filter(None, years), ()))


def _place_in(lines: Sequence[str]) -> Facets | None:
    """Return the one place that lines name, a city rather than its prefecture."""
    named = [place for line in lines for place in find_places(line)]
    for kind in ("municipality", "prefecture"):
        of_kind = {place.name: place for place in named if place.kind == kind}
        if len(of_kind) > 1:
            return None
        for place in of_kind.values():
            if kind == "municipality":
                return Facets(municipality=place.name, prefecture=place.prefecture)
            return Facets(prefecture=place.name)
    town = next(filter(None, map(town_ahead, lines)), None)
    return Facets(municipality=town) if town else None


def below_title(document: Document, title: Facets, places_told: bool) -> Document:
    """Return a row's document with what its table's title says of it.

    Args:
        document: The document of a row.
        title: What the title says.
        places_told: Whether the table has a column of places, which then counts alone.
    """
    own = document.facets
    place = own if places_told else title
    years = tuple(sorted({*own.fiscal_years, *title.fiscal_years}))
    return replace(
        document,
        facets=replace(
            own,
            municipality=place.municipality,
            prefecture=place.prefecture,
            fiscal_years=years,
        ),
    )
