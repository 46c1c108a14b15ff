"""The linear model: its order, what its score means, the file it is read from."""

import json

import numpy as np
import pytest

from assistant.features import NAMES
from assistant.ranker import RANKER, Ranker
from corpus.document import AssistantError

FIELDS = {
    "features": list(NAMES),
    "weights": [float(number) for number in range(len(NAMES))],
    "scale": 2.0,
    "bias": -1.0,
    "threshold": 0.25,
}


def written(path, **changes):
    path.write_text(json.dumps(FIELDS | changes), encoding="utf-8")
    return path


def test_order_is_the_weighted_sum():
    ranker = Ranker((2.0, -1.0, 0.5), 1.0, 0.0, 0.5)
    features = np.array([[1, 1, 2], [0, 3, 4], [0, 0, 0]], np.float32)
    order = ranker.order(features)
    # 2 - 1 + 1; -3 + 2; 0
    assert (order.dtype, order.tolist()) == (np.float32, [2.0, -1.0, 0.0])


def test_order_of_no_rows():
    assert Ranker((1.0, 1.0), 1.0, 0.0, 0.5).order(np.empty((0, 2), np.float32)).shape == (0,)


def test_likelihood_is_the_logistic_curve():
    ranker = Ranker((1.0,), 2.0, -1.0, 0.5)
    likely = ranker.likelihood(np.array([0.5, 0.0, 1.0, 3.0], np.float32))
    # 1 / (1 + e^0), 1 / (1 + e), 1 / (1 + 1 / e), 1 / (1 + e^-5)
    assert likely.tolist() == pytest.approx([0.5, 0.268941, 0.731059, 0.993307], abs=1e-6)


def test_likelihood_of_far_values_stays_between_0_and_1():
    likely = Ranker((1.0,), 1.0, 0.0, 0.5).likelihood(np.array([-80, 80], np.float32))
    assert likely.tolist() == [pytest.approx(0, abs=1e-30), 1.0]


def test_a_file_comes_back(tmp_path):
    ranker = Ranker.load(written(tmp_path / "ranker.json"))
    assert ranker == Ranker(tuple(FIELDS["weights"]), 2.0, -1.0, 0.25)


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
    assert Ranker.load(RANKER) == ranker
    assert len(ranker.weights) == len(NAMES)
    # More of a match is never worse; a likelier passage has the higher score.
    assert all(
        weight >= 0
        for name, weight in zip(NAMES, ranker.weights, strict=True)
        if name not in {"length", "length_alone"}
    )
    assert ranker.scale > 0
    assert 0 < ranker.threshold < 1
