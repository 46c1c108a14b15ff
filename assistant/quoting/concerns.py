"""Whether a sentence speaks of the cities and years that are asked for."""

from __future__ import annotations

from datetime import date

from assistant.records import Hit, Query, Quote
from corpus.names.era import find_years
from corpus.names.fiscal import era_of
from corpus.names.places import find_places
from corpus.names.year_labels import label_above


def concerns(query: Query, piece: Quote, hit: Hit, today: date) -> bool:
    """Tell whether a piece may speak of the cities and years asked for.

    A passage of one city may tell of another, or of the year before; such a piece standing alone
    would be taken for what was asked.
    """
    said = f"{piece.column} {piece.text}"
    if query.municipalities or query.excluded:
        places = find_places(said)
        if any(place.name in query.excluded for place in places):
            return False
        named = {place.name for place in places if place.kind == "municipality"}
        if query.municipalities and named and named.isdisjoint(query.municipalities):
            return False
    if query.years:
        of_passage = hit.passage.facets.fiscal_years
        era = era_of(of_passage[-1]) if of_passage else None  # of 「12年度」 in a paper of 2001
        label = label_above(hit.passage.text, piece.start - hit.passage.start)
        years = _fiscal_years(said, query, era, today) or _fiscal_years(label, query, era, today)
        return not years or not years.isdisjoint(query.years)
    return True


def _fiscal_years(text: str, query: Query, era: str | None, today: date) -> set[int]:
    """Return the fiscal years that a text names; one without an end goes on to those asked for."""
    return {
        year
        for mention in find_years(text, today=today, era=era)
        if "年度" in mention.text and not mention.counts_from_today
        for last in [max(mention.last, query.years[-1]) if mention.goes_on else mention.last]
        for year in range(mention.first, last + 1)
    }
