"""What is shown beside a declined question: passages that come near, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.texts import years_label
from assistant.records import Hit, Reason

NEAR = 5
"""Passages at most; more would bury the line that says there is no answer."""
LEAST_SCORE = 0.05
"""How likely a passage must be of use; below it, what is found has nothing to do with the
question (「火星の天気」 in a corpus about support for firms)."""


def near(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The first few passages that come near the question; often none."""
    return tuple(hit for hit in hits[:NEAR] if hit.score >= LEAST_SCORE)


def whose(hit: Hit, reason: Reason | None) -> str:
    """The city or the years of a passage outside those asked for; else nothing."""
    facets = hit.passage.facets
    if reason == "other_place":
        return facets.municipality or facets.prefecture or ""
    return years_label(facets.fiscal_years) if reason == "other_year" else ""
