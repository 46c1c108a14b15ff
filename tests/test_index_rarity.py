"""How rare words are, worked out by hand."""

import numpy as np
import pytest

from index.rarity import inverse_frequency


def test_inverse_frequency():
    # Of 4 passages: ln(1 + 4.5 / .5), ln(1 + 3.5 / 1.5), ln(1 + .5 / 4.5)
    found = inverse_frequency(np.array([0, 1, 4], np.int32), 4)
    assert found.dtype == np.float32
    assert found == pytest.approx([2.302585, 1.203973, 0.105361], abs=1e-6)
