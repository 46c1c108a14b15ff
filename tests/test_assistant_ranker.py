"""The two linear models: the order, what the score means, the file they are read from."""

import json

import numpy as np
import pytest

from assistant.search.features import NAMES
from assistant.search.ranker import RANKER, Ranker
from assistant.search.word_network import WordNetworks
from corpus.document import AssistantError

FIELDS = {
    "features": list(NAMES),
    "weights": [float(number) for number in range(len(NAMES))],
    "evidence": [float(2 * number) for number in range(len(NAMES))],
    "bias": -1.0,
    "threshold": 0.25,
}


def written(path, **changes):
    path.write_text(json.dumps(FIELDS | changes), encoding="utf-8")
    return path


def column(values):
    return tuple(values.get(name, 0.0) for name in NAMES)


def ordering(**weights):
    return Ranker(column(weights), column({}), 0.0, 0.5, WordNetworks.load())


def judging(bias=0.0, **evidence):
    return Ranker(column({}), column(evidence), bias, 0.5, WordNetworks.load())


def table(*rows):
    """A feature matrix of rows given by name."""
    values = [[row.get(name, 0.0) for name in NAMES] for row in rows]
    return np.array(values, np.float32).reshape(len(rows), len(NAMES))


def test_order_is_the_weighted_sum():
    ranker = ordering(gram_coverage=2.0, coverage=-1.0, named=0.5)
    order = ranker.order(
        table({"gram_coverage": 1, "coverage": 1, "named": 2}, {"coverage": 3}, {})
    )
    # 2 - 1 + 1; -3
    assert (order.dtype, order.tolist()) == (np.float32, [2.0, -3.0, 0.0])


def test_what_orders_is_not_what_is_likely():
    features = table({"heading_coverage": 1}, {"coverage": 1})
    ranker = Ranker(
        column({"heading_coverage": 1.0}), column({"coverage": 2.0}), 0.0, 0.5, WordNetworks.load()
    )
    assert ranker.order(features).tolist() == [1.0, 0.0]
    assert ranker.likelihood(features).tolist() == pytest.approx([0.5, 0.880797])  # 1/(1 + e^-2)


def test_no_rows():
    ranker = ordering(gram_coverage=1.0)
    assert ranker.order(table()).shape == ranker.likelihood(table()).shape == (0,)


def test_likelihood_is_the_logistic_curve():
    ranker = judging(bias=-1.0, coverage=2.0)
    likely = ranker.likelihood(table(*({"coverage": value} for value in (0.5, 0.0, 1.0, 3.0))))
    # 1 / (1 + e^0), 1 / (1 + e), 1 / (1 + 1 / e), 1 / (1 + e^-5)
    assert likely.tolist() == pytest.approx([0.5, 0.268941, 0.731059, 0.993307], abs=1e-6)


def test_likelihood_of_far_values_stays_between_0_and_1():
    likely = judging(coverage=1.0).likelihood(table({"coverage": -80}, {"coverage": 80}))
    assert likely.tolist() == [pytest.approx(0, abs=1e-30), 1.0]


def test_a_file_comes_back(tmp_path):
    ranker = Ranker.load(written(tmp_path / "ranker.json"))
    assert (ranker.weights, ranker.evidence) == (
        tuple(FIELDS["weights"]),
        tuple(FIELDS["evidence"]),
    )
    assert (ranker.bias, ranker.threshold) == (-1.0, 0.25)


@pytest.mark.parametrize("names", [[], list(NAMES[:-1]), list(reversed(NAMES)), [*NAMES, "more"]])
def test_a_file_for_other_features_is_refused(tmp_path, names):
    path = written(tmp_path / "ranker.json", features=names)
    with pytest.raises(AssistantError) as caught:
        Ranker.load(path)
    assert str(caught.value) == (
        f"{path} was fitted for other features. Fit it again: python -m eval.fit_ranker"
    )


def test_the_bundled_ranker_is_what_may_be_served():
    ranker = Ranker.load()
    assert Ranker.load(RANKER).weights == ranker.weights
    assert len(ranker.weights) == len(ranker.evidence) == len(NAMES)
    # More of a match is never worse.
    assert all(weight >= 0 for weight in (*ranker.weights, *ranker.evidence))
    assert 0 < ranker.threshold < 1
