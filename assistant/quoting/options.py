"""How much is quoted, and what a quote counts by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How much is quoted.

    Attributes:
        hits: Passages that may be quoted.
        least_share: What a passage's score must be of the first one's to be quoted.
        figure_share: The same for one that gives the number asked for, where others do not, or
            denies what is asked for by name.
        quotes: Sentences at most.
        chars: Characters at most; the first quote may be longer.
        passage_weight: What the passage's score counts beside the sentence's own.
        place_cost: What each place further down the ranking loses.
        heading_weight: What a word counts that only the title or headings above a sentence hold.
        cosine_weight: What meaning counts beside words.
        figure_bonus: What a figure or date adds when one is asked for.
        closed_bonus: What adds that nobody may apply any more, where one asks to.
        table_cost: What rows of a table lose when no figure is asked for.
        little_cost: What a text loses that says little by itself: names alone, what a programme is
            filed under, what sends the reader elsewhere, somebody's telephone number. Less is lost
            by none that has the figure or date asked for, or tells whom to ask if that is asked.
        other_side_cost: What an item of the other list loses when one is asked for: what is paid
            for where the question is what is not, or the reverse.
        placeless_cost: What a passage that names no city loses when a city is asked for.
        least_fit: What a further sentence must be worth, of the first one, its passage aside.
    """

    hits: int = 5
    least_share: float = 0.5
    figure_share: float = 0.25
    quotes: int = 4
    chars: int = 500
    passage_weight: float = 0.5
    place_cost: float = 0.15
    heading_weight: float = 1.0
    cosine_weight: float = 0.5
    figure_bonus: float = 0.5
    closed_bonus: float = 1.5
    table_cost: float = 0.15
    little_cost: float = 1.0
    other_side_cost: float = 1.0
    placeless_cost: float = 0.3
    least_fit: float = 0.4

    def quotable(self, scores: NDArray[np.float32], told: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which of the first passages may be quoted, bool, shape (at most `hits`,).

        Args:
            scores: Of all passages found, in their order, shape (passages,).
            told: Which of them give the number asked for; all where none is.
        """
        first = scores[: self.hits]
        share = self.least_share if told[: self.hits].all() else self.figure_share
        shares = np.where(told[: self.hits], share, self.least_share)
        may: NDArray[np.bool_] = first >= shares * scores[:1]
        return may
