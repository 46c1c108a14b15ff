"""The nearest words of each word, by the vectors of a model made by hand."""

import numpy as np
import pytest

from index.related import RelatedWords, write_related
from index.static_model import StaticModel
from index.vocabulary import Vocabulary

# Cosines: 補助-助成 .8, 補助-金 0, 補助-窓口 -1, 助成-金 .6, 助成-窓口 -.8, 金-窓口 0
VECTORS = {"補助": (100, 0), "助成": (80, 60), "金": (0, 50), "窓口": (-100, 0)}
NEAREST = {
    "補助": [("助成", 0.8)],
    "助成": [("補助", 0.8), ("金", 0.6)],
    "金": [("助成", 0.6)],
    "窓口": [],
}


def model(vectors):
    ones = np.ones(len(vectors), np.float32)
    rows = {word: number for number, word in enumerate(vectors)}
    return StaticModel(rows, np.array(list(vectors.values()), np.int8), ones, ones)


def written(folder, vectors, held=None):
    """What is nearest, in an index that holds some words: all of the model's if None."""
    made = model(vectors)
    made.save(folder)
    write_related(folder, made)
    return RelatedWords.load(folder, Vocabulary(vectors if held is None else held))


def nearest(related, word, words):
    """The nearest words of one word by name, with their cosines, those of cosine 0 left out."""
    found = related.of([word])
    assert (found.words.dtype, found.cosines.dtype) == (np.int32, np.float32)
    pairs = zip(found.words[0].tolist(), found.cosines[0].tolist(), strict=True)
    return [(list(words)[number], cosine) for number, cosine in pairs if cosine]


@pytest.mark.parametrize("word", VECTORS)
def test_nearest_words_first(tmp_path, word):
    found = nearest(written(tmp_path, VECTORS), word, VECTORS)
    assert [name for name, _ in found] == [name for name, _ in NEAREST[word]]
    cosines = [cosine for _, cosine in NEAREST[word]]
    assert [cosine for _, cosine in found] == pytest.approx(cosines, abs=1 / 255)


def test_several_words_are_asked_at_once_and_an_unknown_one_has_nothing(tmp_path):
    found = written(tmp_path, VECTORS).of(["金", "無", "助成"])
    assert found.words.shape == found.cosines.shape == (3, 3)
    assert found.rows.tolist() == [2, -1, 1]
    assert found.words[0, 0] == 1  # 助成
    assert found.words[2, :2].tolist() == [0, 2]
    expected = [[0.6, 0, 0], [0, 0, 0], [0.8, 0.6, 0]]
    assert found.cosines == pytest.approx(np.array(expected), abs=1 / 255)


def test_no_word_is_asked(tmp_path):
    assert written(tmp_path, VECTORS).of([]).words.shape == (0, 3)


def test_words_that_the_index_lacks_count_nothing(tmp_path):
    held = ["街", "金", "補助"]
    found = nearest(written(tmp_path, VECTORS, held), "助成", held)
    assert [name for name, _ in found] == ["補助", "金"]
    assert nearest(written(tmp_path, VECTORS, ["街"]), "助成", ["街"]) == []
    # Their number is that of a word there is: what looks them up looks at no other.
    assert written(tmp_path, VECTORS, ["街"]).of(["助成", "無"]).words.tolist() == [[0] * 3] * 2


@pytest.mark.parametrize(("count", "kept"), [(3, 2), (33, 32), (34, 32), (60, 32)])
def test_words_of_one_vector_are_related_to_each_other_and_not_to_themselves(tmp_path, count, kept):
    twins = {f"語{number}": (100, 0) for number in range(count)}
    related = written(tmp_path, twins)
    for word in twins:
        found = dict(nearest(related, word, twins))
        assert set(found.values()) == {1}
        assert (len(found), word in found) == (kept, False)


def test_no_more_than_32_are_kept(tmp_path):
    many = {f"語{number}": (number + 1, 100 - number) for number in range(60)}
    found = nearest(written(tmp_path, many), "語0", many)
    assert [name for name, _ in found] == [f"語{number}" for number in range(1, 33)]
