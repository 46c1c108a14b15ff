"""Whose passages are: which come near a declined question, which are of the city asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.texts import GENERAL, WIDER, editions_label, years_label
from assistant.records import Answer, Hit, Reason

NEAR = 5
"""Passages at most; more would bury the line that says there is no answer."""
LEAST_SCORE = 0.05
"""How likely a passage must be of use; below it, what is found has nothing to do with the
question (「火星の天気」 in a corpus about support for firms)."""


def near(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The first few passages that come near the question; often none."""
    return tuple(hit for hit in hits[:NEAR] if hit.score >= LEAST_SCORE)


def whose(hit: Hit, reason: Reason | None) -> str:
    """The city, the years or the editions of a passage outside those asked for; else nothing."""
    facets = hit.passage.facets
    if reason == "other_place":
        return facets.municipality or facets.prefecture or ""
    if reason == "other_edition" and facets.editions:
        return editions_label(facets.editions)
    return years_label(facets.fiscal_years) if reason in ("other_year", "other_edition") else ""


def instead_of_city(answer: Answer) -> str:
    """What to say where a city was asked for and nothing that is quoted is of a city."""
    facets = [answer.hits[quote.citation - 1].passage.facets for quote in answer.quotes]
    if not (answer.query.municipalities and facets) or any(each.municipality for each in facets):
        return ""
    return WIDER if any(each.prefecture for each in facets) else GENERAL
