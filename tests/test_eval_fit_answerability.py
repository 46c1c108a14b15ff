"""The fit of the network, on examples made by hand."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from assistant.search.word_network import (
    KIND_COLUMNS,
    MATCH_COLUMNS,
    WORD_COLUMNS,
    WordMatches,
    WordNetwork,
)
from eval.fit_answerability import Example, area_under_curve, fit
from eval.trained_network import NetworkSize, Schedule
from tests.test_assistant_word_network import presence

SIZE, QUICK = NetworkSize(known=16, units=64), Schedule(batch=32, epochs=12, rate=3e-2)
VECTORS = np.eye(4, dtype=np.float32)
KINDS = np.zeros((2, KIND_COLUMNS), np.float32)


@pytest.mark.parametrize(
    ("positive", "negative", "area"),
    [
        ([3.0, 2.0], [1.0, 0.0], 1.0),
        ([0.0], [1.0, 2.0], 0.0),
        ([1.0, 3.0], [2.0], 0.5),
        ([1.0], [1.0], 0.5),  # a tie counts half
        ([4.0, 1.0], [3.0, 0.0, 2.0], 4 / 6),
    ],
)
def test_area_under_curve(positive, negative, area):
    found = area_under_curve(np.array(positive, np.float32), np.array(negative, np.float32))
    assert found == pytest.approx(area)


def matches_of(first, second):
    """Two words, each in the body of one passage or not."""
    return WordMatches.of(presence([[first], [second]], share=(0.5, 0.5)), KINDS, np.array([0, 1]))


def example(first, second, answers, held_out=False):
    return Example(matches_of(first, second), answers, "text", held_out)


# Word 1 must be there; word 0, which every text has, tells nothing.
TEACHING = [example(1, 1, True), example(1, 0, False)] * 64
HELD_OUT = [example(0, 1, False, held_out=True), example(1, 0, True, held_out=True)]


@pytest.fixture(scope="module")
def fitted():
    return fit([*TEACHING, *HELD_OUT], VECTORS, SIZE, QUICK)


def test_what_tells_answers_apart_is_learned(fitted):
    _, logits = fitted
    assert logits.shape == (len(TEACHING) + len(HELD_OUT),)
    assert logits[0] > 1
    assert logits[1] < -1


def test_what_is_held_out_is_not_learned(fitted):
    # Had it been learned, that a text without word 1 answers would be as likely as not.
    _, logits = fitted
    assert logits[-1] == pytest.approx(logits[1], abs=1e-5)


def test_what_is_written_gives_the_same_logits(fitted, tmp_path):
    tensors, logits = fitted
    save_file(tensors, tmp_path / "network.safetensors")
    network = WordNetwork.load(tmp_path / "network.safetensors")
    for given, expected in zip(((1, 1), (1, 0)), logits[:2], strict=True):
        told = network.logits(matches_of(*given))
        assert told.tolist() == [pytest.approx(float(expected), abs=0.05)]  # words in 127ths
    assert tensors["words"].dtype == np.int8
    assert tensors["told.hidden"].shape[0] == MATCH_COLUMNS + WORD_COLUMNS + SIZE.known
