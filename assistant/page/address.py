"""The page's address: the last question, and how it was asked, to be kept or sent to somebody.

「?q=空き店舗&city=川崎市&year=2016&undone=thesaurus」: the questions that lead to the last one, the
filters set, and which parts of its reading were undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from assistant.page.choices import Choice
from assistant.page.turn import MAX_ASKED_AGAIN, Turn, asked_again
from assistant.records import Understanding

FILTERS = ("city", "year", "theme")
"""What the filters are called in an address, in the order of `texts.FILTERS`."""
NAMES = ("q", *FILTERS, "undone")
"""All that an address holds; whatever else stands in one is not ours."""

_UNDONE = ("years", "places", "schemes", "thesaurus")  # of `chips.NAMES`


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks.

    Attributes:
        questions: As written, oldest first.
        chosen: The filters, a list of values for each box; those that are not offered left out.
        understanding: Which parts of the reading of the last question are applied.
        has_unknown: Whether anything was left out.
    """

    questions: tuple[str, ...]
    chosen: tuple[list[Any], ...]
    understanding: Understanding
    has_unknown: bool


def query_of(turns: Sequence[Turn]) -> str:
    """The query of the address that asks the last turn again; nothing if none can."""
    questions = asked_again(turns)
    if not questions:
        return ""
    last = turns[-1]
    chosen = (last.chosen.municipalities, last.chosen.fiscal_years, last.chosen.themes)
    undone = [name for name in _UNDONE if not getattr(last.understanding, f"use_{name}")]
    return urlencode(
        [
            *(("q", question) for question in questions),
            *(
                (name, value)
                for name, values in zip(FILTERS, chosen, strict=True)
                for value in values or ()
            ),
            *(("undone", name) for name in undone),
        ]
    )


def asked_of(given: Mapping[str, Sequence[str]], offered: Sequence[Sequence[Choice]]) -> Asked:
    """What an address asks for.

    Args:
        given: The values of each of `NAMES`; anybody may have written them.
        offered: The choices of each filter, in their order; nothing else may be filtered by.
    """
    chosen, unknown = [], []
    for name, choices in zip(FILTERS, offered, strict=True):
        values = {str(value): value for _, value in choices}
        wanted = dict.fromkeys(given[name])
        chosen.append([values[each] for each in wanted if each in values])
        unknown += [each for each in wanted if each not in values]
    undone = set(given["undone"])
    return Asked(
        questions=tuple(given["q"][-MAX_ASKED_AGAIN:]),
        chosen=tuple(chosen),
        understanding=Understanding(**{f"use_{name}": name not in undone for name in _UNDONE}),
        has_unknown=bool(unknown) or not undone <= set(_UNDONE),
    )
