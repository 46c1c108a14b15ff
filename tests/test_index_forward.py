"""The words of passages as numbers, in the order they stand."""

import numpy as np
import pytest

from index.forward import ForwardIndex, write_forward
from index.ragged import Ragged
from index.vocabulary import Vocabulary

PASSAGES = [["補助", "金", "補助"], [], ["窓口", "補助"], ["金"]]


def written(folder, passages):
    write_forward(folder, passages, Vocabulary())
    return ForwardIndex(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return written(tmp_path_factory.mktemp("forward") / "index", PASSAGES)


WORDS = [
    ([0], [0, 1, 0]),
    ([1], []),
    ([0, 1, 2, 3], [0, 1, 0, 2, 0, 1]),
    ([3, 2, 3], [1, 2, 0, 1]),
    ([1, 1], []),
    ([], []),
]


@pytest.mark.parametrize(("rows", "numbers"), WORDS)
def test_words_of_passages(index, rows, numbers):
    found = index.words(np.array(rows, np.int64))
    assert found.dtype == np.int32
    assert found.tolist() == numbers


def test_in_how_many_passages_words_stand(index):
    assert index.frequency.tolist() == [2, 2, 1]  # 補助, 金, 窓口


def test_lengths(index):
    assert index.lengths(np.array([0, 1, 2, 3, 0])).tolist() == [3, 0, 2, 1, 3]
    assert index.lengths(np.empty(0, np.int64)).tolist() == []
    assert index.mean_length == 1.5  # (3 + 0 + 2 + 1) / 4


@pytest.mark.parametrize("passages", [[], [[]], [[], []]])
def test_passages_without_words(tmp_path, passages):
    index = written(tmp_path / "index", passages)
    assert index.mean_length == 0.0
    assert index.words(np.arange(len(passages))).tolist() == []


def test_two_lists_of_texts_share_a_vocabulary(tmp_path):
    vocabulary = Vocabulary()
    write_forward(tmp_path / "body", PASSAGES, vocabulary)
    write_forward(tmp_path / "heading", [["創業", "補助"]], vocabulary)
    assert ForwardIndex(tmp_path / "heading").words(np.array([0])).tolist() == [3, 0]


def test_two_builds_are_equal(tmp_path):
    written(tmp_path / "1", PASSAGES)
    written(tmp_path / "2", PASSAGES)
    names = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert names == ["frequency.npy", "starts.npy", "values.npy"]
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_numbers_of_another_kind_are_refused(tmp_path):
    written(tmp_path / "index", PASSAGES)
    with pytest.raises(ValueError, match=r"values\.npy holds int32, not uint16"):
        Ragged.open(tmp_path / "index", np.uint16)


def test_an_index_is_not_written_over(tmp_path):
    written(tmp_path / "index", PASSAGES)
    with pytest.raises(FileExistsError):
        written(tmp_path / "index", PASSAGES)
