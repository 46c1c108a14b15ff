"""Passages in groups: which group each has, which rows each group has."""

import numpy as np
import pytest

from index.dense import DenseOptions
from index.groups import Groups, write_group
from index.vocabulary import Vocabulary

# Five passages below two heading paths, the second path first met in row 1.
KEYS = [("題",), ("題", "創業"), ("題",), ("題", "創業"), ("題",)]
VECTORS = np.array([[1, 0], [0, 1]], np.float32)


@pytest.fixture(scope="module")
def groups(tmp_path_factory):
    folder = tmp_path_factory.mktemp("groups") / "headings"
    write_group(folder, KEYS, VECTORS, [["題"], ["題", "創業"]], Vocabulary(), DenseOptions())
    return Groups.open(folder)


def test_groups_are_numbered_as_they_first_appear(groups):
    assert groups.of_row.tolist() == [0, 1, 0, 1, 0]
    assert groups.of_row.dtype == np.int32


def test_rows_of_a_group(groups):
    assert groups.rows(0).tolist() == [0, 2, 4]
    assert groups.rows(1).tolist() == [1, 3]


def test_vectors_and_words_stand_by_group(groups):
    assert groups.vectors.nearest(np.array([0, 1], np.float32), 1).tolist() == [1]
    assert groups.words.words(np.array([1, 0])).tolist() == [0, 1, 0]
