"""A passage that surely answers comes before a first one that does not.

The order goes by what names the scheme, which headings tell; how likely a passage is an answer
goes by what is asked of the scheme. Of the first few the likeliest may be another one.
"""

from __future__ import annotations

import numpy as np

from assistant.search.retrieve import Ranked

_SURE = 0.7  # likelihood; at .6 as many near misses would be answered as questions are gained
_FIRST = 3  # passages that are looked at


def sure_first(ranked: Ranked, threshold: float) -> Ranked:
    """Return the passages, a sure one first if the first is below the threshold of answers.

    Args:
        ranked: The passages, best first.
        threshold: Likelihood from which a passage is an answer.
    """
    scores = ranked.scores[:_FIRST]
    if not len(scores) or scores[0] >= threshold or scores.max() < _SURE:
        return ranked
    sure = int(scores.argmax())
    order = np.concatenate([[sure], np.delete(np.arange(len(ranked.rows)), sure)])
    return Ranked(ranked.rows[order], ranked.scores[order], ranked.features[order])
