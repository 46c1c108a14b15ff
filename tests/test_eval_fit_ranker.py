"""The fitted weights of order and evidence on questions made by hand."""

import numpy as np
import pytest

from assistant.search.features import NAMES
from eval.fit_ranker import fit_evidence, fit_weights
from eval.judged import Judged


def judged(*candidates, source="bundled"):
    """A question: for each candidate whether it is right, and its features that are not 0."""
    features = np.zeros((len(candidates), len(NAMES)), np.float32)
    for row, (_, values) in enumerate(candidates):
        for name, value in values.items():
            features[row, NAMES.index(name)] = value
    return Judged(source, features, np.array([right for right, _ in candidates]))


def weights_of(*questions):
    return dict(zip(NAMES, fit_weights(questions).tolist(), strict=True))


def order(question, weights):
    values = question.features @ np.array([weights[name] for name in NAMES])
    return np.argsort(-values, kind="stable").tolist()


# The right one has more of the question's words, the wrong ones more of something else.
SEPARABLE = [
    judged(
        (False, {"coverage": 0.4, "gram_coverage": 0.9}),
        (True, {"coverage": 0.8, "gram_coverage": 0.3}),
    ),
    judged(
        (False, {"coverage": 0.2, "cos": 0.5}),
        (False, {"coverage": 0.6, "gram_coverage": 0.8}),
        (True, {"coverage": 0.9, "cos": 0.4}),
    ),
    judged((True, {"coverage": 1.0}), (False, {"coverage": 0.7, "gram_coverage": 0.6})),
]


def test_right_candidates_come_first_where_the_questions_can_be_told_apart():
    weights = weights_of(*SEPARABLE)
    assert [order(question, weights)[0] for question in SEPARABLE] == [1, 2, 0]
    assert weights["coverage"] > 1
    # The start, a weight of 1 for each, puts wrong ones first: the order was learned.
    assert order(SEPARABLE[0], dict.fromkeys(NAMES, 1.0)) == [0, 1]


def test_more_of_a_match_is_never_worse():
    # Here each match speaks against the right one.
    against = dict.fromkeys(NAMES, 1.0)
    weights = weights_of(judged((False, against), (True, {"coverage": 0.1})))
    assert set(weights.values()) == {0.0}


def test_what_tells_nothing_weighs_nothing():
    weights = weights_of(*SEPARABLE)
    assert weights["gram_coverage"] == pytest.approx(0, abs=1e-3)
    assert weights["brevity"] == pytest.approx(0, abs=1e-3)


def test_questions_without_a_right_or_without_a_wrong_candidate_count_for_nothing():
    useless = [
        judged((False, {"gram_coverage": 1.0}), (False, {"gram_coverage": 0.0})),
        judged((True, {"gram_coverage": 1.0}), (True, {"coverage": 0.5})),
        judged(),
    ]
    assert weights_of(*SEPARABLE, *useless) == weights_of(*SEPARABLE)


def test_several_right_candidates_need_only_one_of_them_first():
    # Of two right ones, one is far below: it does not pull the weight down.
    question = judged(
        (True, {"coverage": 0.9}),
        (True, {"gram_coverage": 0.1}),
        (False, {"coverage": 0.5, "gram_coverage": 0.2}),
    )
    assert order(question, weights_of(question))[0] == 0


@pytest.mark.parametrize("copies", [1, 4])
def test_a_source_counts_by_its_share_not_by_its_questions(copies, monkeypatch):
    monkeypatch.setattr("eval.fit_ranker._SHARES", {"bundled": 5.0})
    # Our own questions (5 shares of 6) want short passages, a development set long ones.
    own = judged((True, {"brevity": 1.0}), (False, {}))
    other = judged((True, {}), (False, {"brevity": 1.0}), source="development")
    weights = weights_of(own, *[other] * copies)
    # With w for brevity, 5/6 / (1 + e^w) = 1/6 / (1 + e^-w) but for the ridge: e^w = 5.
    assert weights["brevity"] == pytest.approx(np.log(5), abs=0.05)


def test_fitting_twice_gives_the_same():
    assert weights_of(*SEPARABLE) == weights_of(*SEPARABLE)


def evidence_of(answered, counts=None, **features):
    """The weights by name, and the bias, of first passages with these features."""
    table = np.zeros((len(answered), len(NAMES)), np.float32)
    for name, values in features.items():
        table[:, NAMES.index(name)] = values
    counts = np.ones(len(answered)) if counts is None else np.array(counts, np.float64)
    weights, bias = fit_evidence(table, np.array(answered, bool), counts)
    return dict(zip(NAMES, weights.tolist(), strict=True)), bias


def test_what_more_answers_have_speaks_for_one():
    coverage = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    weights, bias = evidence_of([0, 0, 1, 0, 1, 1], coverage=coverage)
    likely = 1 / (1 + np.exp(-(weights["coverage"] * np.array(coverage) + bias)))
    assert (np.diff(likely) > 0).all()
    assert likely[0] < 0.5 < likely[-1]
    assert weights["related"] == 0.0  # the same everywhere: it tells nothing


def test_more_of_a_match_never_speaks_against_an_answer():
    weights, _ = evidence_of([1, 1, 0, 0], heading_coverage=[0.1, 0.2, 0.8, 0.9])
    assert weights["heading_coverage"] == 0.0


@pytest.mark.parametrize("shift", [0.0, 4.0, 40.0])
def test_the_even_point_lies_midway(shift):
    weights, bias = evidence_of([0, 1], coverage=[shift + 1, shift + 3])
    assert -bias / weights["coverage"] == pytest.approx(shift + 2, abs=1e-3)


def test_answerable_and_unanswerable_questions_count_alike():
    once, bias = evidence_of([0, 1, 0, 1], coverage=[0.0, 1.0, 2.0, 3.0])
    counted, counted_bias = evidence_of(
        [0, 1, 0, 1], counts=[1, 8, 1, 8], coverage=[0.0, 1.0, 2.0, 3.0]
    )
    assert counted == pytest.approx(once, abs=1e-4)
    assert counted_bias == pytest.approx(bias, abs=1e-4)


def test_of_one_kind_a_question_counts_as_said():
    # The third question speaks against coverage: the less it counts, the more coverage does.
    def weight(count):
        found, _ = evidence_of([0, 1, 0], counts=[1, 1, count], coverage=[0.0, 1.0, 1.0])
        return found["coverage"]

    assert weight(0.1) > weight(0.5) > weight(1.0) > 0
