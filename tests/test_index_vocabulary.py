"""Words and their numbers."""

import numpy as np
import pytest

from index.vocabulary import Vocabulary


def test_words_get_numbers_in_the_order_they_are_met():
    vocabulary = Vocabulary(["補助"])
    assert vocabulary.add(["金", "補助", "金"]).tolist() == [1, 0, 1]
    assert vocabulary.add([]).tolist() == []
    assert vocabulary.add(["窓口"]).tolist() == [2]
    assert len(vocabulary) == 3


def test_an_unknown_word_is_looked_up_and_not_added():
    vocabulary = Vocabulary(["補助", "金"])
    found = vocabulary.numbers(["金", "無", "", "補助"])
    assert found.dtype == np.int32
    assert found.tolist() == [1, -1, -1, 0]
    assert vocabulary.numbers([]).tolist() == []
    assert len(vocabulary) == 2


# A tokenizer's word may hold what other programs take for a line's end.
@pytest.mark.parametrize("words", [[], ["補助", "金"], ["a\x85b", "c\u2028d", "\x0c", "㈱"]])
def test_what_is_written_is_read(tmp_path, words):
    Vocabulary(words).write(tmp_path / "vocabulary.txt")
    read = Vocabulary.read(tmp_path / "vocabulary.txt")
    assert len(read) == len(words)
    assert read.numbers(words).tolist() == list(range(len(words)))
