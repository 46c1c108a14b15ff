"""Which documents are editions of one paper: one title and publisher, but for the year or round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.document import Document
from corpus.language.japanese import normalise
from corpus.names.editions import find_editions
from corpus.names.era import find_years

_LEAST = 4  # characters of a title without its year: 「要領」 is many a paper's
# Each issue of these tells something else.
_NEWS = re.compile("だより|便り|ニュース|通信|会報|広報|かわら版|マガジン|議事|会議録|月号")
_NO_WORDS = re.compile(r"[\W_]+")
_ANY_DAY = date(2000, 4, 1)  # only the places of years are looked for, not which ones they are


@dataclass(frozen=True, slots=True)
class Issue:
    """A document as one of a series that comes out anew.

    Attributes:
        series: The same for all documents of the series.
        year: The fiscal year it is for, the last of several, or None.
        round: The round of a call for applications it is for, or None.
    """

    series: str
    year: int | None
    round: int | None


def issue_of(document: Document) -> Issue | None:
    """Return what series a document is of; None where it is for no year and no round.

    Args:
        document: A document with `corpus.facets.document_facets` in its `facets`.
    """
    title, facets = document.title, document.facets
    editions = find_editions(title)
    rounds = [mention.number for mention in editions if mention.of_call]
    if _NEWS.search(title) or not (facets.fiscal_years or rounds):
        return None
    name = list(title)
    spans = [(mention.start, mention.end) for mention in editions]
    spans += [(mention.start, mention.end) for mention in find_years(title, today=_ANY_DAY)]
    for start, end in spans:
        name[start:end] = " " * (end - start)
    key = _NO_WORDS.sub("", normalise("".join(name)))
    if len(key) < _LEAST:
        return None
    # A city's paper may leave out that it is the city's, and say it in the next year.
    body = None if document.publisher == facets.municipality else document.publisher
    whose = (facets.prefecture, facets.municipality, body)
    return Issue(
        "/".join((*(name or "" for name in whose), key)),
        facets.fiscal_years[-1] if facets.fiscal_years else None,
        max(rounds, default=None),
    )


def is_newer(one: Issue, other: Issue) -> bool:
    """Tell whether one issue takes the place of the other: by year, within a year by round."""
    if one.series != other.series:
        return False
    if one.year is not None and other.year is not None and one.year != other.year:
        return one.year > other.year
    return one.round is not None and other.round is not None and one.round > other.round
