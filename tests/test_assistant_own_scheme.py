"""Which passage comes first where the question names a scheme."""

import numpy as np
import pytest

from assistant.records import Query
from assistant.search.own_scheme import own_scheme_first
from assistant.search.retrieve import Ranked
from assistant.search.scope import FacetTable
from corpus.document import Facets
from corpus.names.schemes import find_schemes
from tests.tiny_index import FacetsAlone

# likelihoods in order, which are on the scheme, the rows (10, 11, …) as they are returned at .3.
# Odds of .8 are 4, of .5 are 1, of .44 are .79: four and five times as much is near.
CASES = [
    ([0.8, 0.5], [False, True], [11, 10]),
    ([0.8, 0.44], [False, True], [10, 11]),
    ([0.8, 0.7, 0.75], [False, True, True], [11, 10, 12]),
    ([0.5, 0.29], [False, True], [10, 11]),  # no answer
    ([0.8, 0.9], [True, True], [10, 11]),
    ([0.8, 0.8, 0.8, 0.8, 0.8, 0.8], [False] * 5 + [True], [10, 11, 12, 13, 14, 15]),
    ([0.8, 0.7], [False, False], [10, 11]),
    ([], [], []),
]


@pytest.mark.parametrize(("scores", "on_it", "expected"), CASES)
def test_a_paper_on_the_scheme_comes_before_another(scores, on_it, expected):
    rows = np.arange(10, 10 + len(scores))
    ranked = Ranked(rows, np.array(scores, np.float32), rows[:, None].astype(np.float32))
    found = own_scheme_first(ranked, np.array(on_it, bool), 0.3)
    assert found.rows.tolist() == expected
    assert found.features[:, 0].tolist() == expected
    assert found.scores.tolist() == [ranked.scores[row - 10] for row in expected]


def test_passages_on_a_scheme_that_a_question_names():
    schemes = [("創業支援補助金",), ("看板改修補助金", "小規模事業者持続化補助金"), ()]
    table = FacetTable(FacetsAlone([Facets(schemes=each) for each in schemes]))
    asked = Query("", schemes=find_schemes("持続化補助金と創業支援補助金"))
    assert table.on_named(asked).tolist() == [True, True, False]
    assert table.on_named(Query("")).tolist() == [False, False, False]
