"""Where a question names a scheme, a paper on it that answers comes before another that does.

A list of schemes that are over, or a report on all of them, shares as many words with the question.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.search.outside import is_near
from assistant.search.retrieve import Ranked

_FIRST = 5  # passages that are looked at


def own_scheme_first(ranked: Ranked, on_it: NDArray[np.bool_], threshold: float) -> Ranked:
    """Return the passages, first one on the scheme if it answers about as well as the first.

    Args:
        ranked: The passages, best first.
        on_it: Which of them are of documents on a scheme that the question names, in their order.
        threshold: Likelihood from which a passage is an answer.
    """
    for place in np.flatnonzero(on_it[:_FIRST]).tolist():
        likely, first = float(ranked.scores[place]), float(ranked.scores[0])
        if likely >= threshold and is_near(likely, first):
            order = np.concatenate([[place], np.delete(np.arange(len(ranked.rows)), place)])
            return Ranked(ranked.rows[order], ranked.scores[order], ranked.features[order])
    return ranked
