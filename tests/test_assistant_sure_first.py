"""Which passage comes first where the first one is no answer."""

import numpy as np
import pytest

from assistant.search.retrieve import Ranked
from assistant.search.sure_first import sure_first

# likelihoods in order, the rows (10, 11, …) in the order that is returned at a threshold of .3
CASES = [
    ([0.1, 0.8, 0.75], [11, 10, 12]),
    ([0.1, 0.2, 0.9, 0.95], [12, 10, 11, 13]),  # a fourth is not looked at
    ([0.1, 0.2, 0.2, 0.9], [10, 11, 12, 13]),
    ([0.1, 0.69, 0.6], [10, 11, 12]),  # likely, but not sure
    ([0.3, 0.9], [10, 11]),  # the first answers
    ([0.1], [10]),
    ([], []),
]


@pytest.mark.parametrize(("scores", "expected"), CASES)
def test_a_sure_answer_comes_before_none(scores, expected):
    rows = np.arange(10, 10 + len(scores))
    ranked = Ranked(rows, np.array(scores, np.float32), rows[:, None].astype(np.float32))
    found = sure_first(ranked, 0.3)
    assert found.rows.tolist() == expected
    assert found.features[:, 0].tolist() == expected
    assert found.scores.tolist() == [ranked.scores[row - 10] for row in expected]
