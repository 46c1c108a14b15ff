"""How rare words and character pairs are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def inverse_frequency(frequency: NDArray[np.int32], passages: int) -> NDArray[np.float32]:
    """Return log(1 + (n - df + .5) / (df + .5)), float32, of the frequencies' shape.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.

    Args:
        frequency: In how many passages each word stands.
        passages: How many passages there are.
    """
    return np.log1p((passages - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
