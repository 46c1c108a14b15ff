"""The fit of the network that orders, on lists made by hand."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from assistant.search.word_network import KIND_COLUMNS, WordMatches, WordNetwork
from eval.fit_matching import Listed, fit, reciprocal_rank
from eval.trained_network import NetworkSize, Schedule
from tests.test_assistant_word_network import presence

SIZE, QUICK = NetworkSize(known=4, units=8), Schedule(batch=32, epochs=12, rate=3e-2)
VECTORS = np.eye(4, dtype=np.float32)
KINDS = np.zeros((2, KIND_COLUMNS), np.float32)


@pytest.mark.parametrize(
    ("logits", "right", "expected"),
    [
        ([3.0, 2.0, 1.0], [1, 0, 0], 1),
        ([3.0, 2.0, 1.0], [0, 0, 1], 1 / 3),
        ([3.0, 2.0, 1.0], [0, 1, 1], 1 / 2),  # the first of them
        ([1.0], [1], 1),
    ],
)
def test_reciprocal_rank(logits, right, expected):
    found = reciprocal_rank(np.array(logits, np.float32), np.array(right, bool))
    assert found == pytest.approx(expected)


def matches_of(first, second):
    """Two words, each in the bodies of some passages or not."""
    return WordMatches.of(presence([first, second], share=(0.5, 0.5)), KINDS, np.array([0, 1]))


def listed(first, second, right, held_out=False):
    return Listed(matches_of(first, second), np.array(right, bool), held_out)


# Word 1 must be there; word 0, which every text has, tells nothing.
TEACHING = [
    listed([1, 1], [1, 0], [1, 0]),
    listed([1, 1, 1], [0, 1, 0], [0, 1, 0]),
] * 64
HELD_OUT = [listed([1, 1], [0, 1], [1, 0], held_out=True)] * 256


@pytest.fixture(scope="module")
def fitted():
    return fit([*TEACHING, *HELD_OUT], VECTORS, SIZE, QUICK)


def test_the_right_passage_is_learned_to_be_first(fitted):
    _, logits = fitted
    first, second = logits[:2]
    assert (len(first), len(second)) == (2, 3)
    assert first[0] > first[1] + 1
    assert second.tolist() == pytest.approx([first[1], first[0], first[1]])


def test_what_is_held_out_is_not_learned(fitted):
    # Had it been learned, being more, it would have turned the order round.
    _, logits = fitted
    assert logits[-1][1] > logits[-1][0] + 1


def test_what_is_written_gives_the_same_logits(fitted, tmp_path):
    tensors, logits = fitted
    save_file(tensors, tmp_path / "network.safetensors")
    network = WordNetwork.load(tmp_path / "network.safetensors")
    told = network.logits(matches_of([1, 1], [1, 0]))
    assert told.tolist() == pytest.approx(logits[0].tolist(), abs=0.05)  # words in 127ths
    assert tensors["words"].dtype == np.int8
