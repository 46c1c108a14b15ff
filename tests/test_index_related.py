"""The nearest words of each word, by the vectors of a model made by hand."""

import numpy as np
import pytest

from index.related import NOTHING_RELATED, RelatedWords, write_related
from index.static_model import StaticModel

# Cosines: 補助-助成 .8, 補助-金 0, 補助-窓口 -1, 助成-金 .6, 助成-窓口 -.8, 金-窓口 0
VECTORS = {"補助": (100, 0), "助成": (80, 60), "金": (0, 50), "窓口": (-100, 0)}
NEAREST = {
    "補助": [("助成", 0.8), ("金", 0), ("窓口", 0)],
    "助成": [("補助", 0.8), ("金", 0.6), ("窓口", 0)],
    "金": [("助成", 0.6)],
    "窓口": [("金", 0)],
}


def model(vectors):
    ones = np.ones(len(vectors), np.float32)
    rows = {word: number for number, word in enumerate(vectors)}
    return StaticModel(rows, np.array(list(vectors.values()), np.int8), ones, ones)


def written(folder, vectors):
    made = model(vectors)
    made.save(folder)
    write_related(folder, made)
    return RelatedWords.load(folder)


@pytest.mark.parametrize("word", VECTORS)
def test_nearest_words_first(tmp_path, word):
    found = written(tmp_path, VECTORS).of(word)
    expected = NEAREST[word]
    assert sorted(found.lemmas) == sorted(set(VECTORS) - {word})
    assert found.lemmas[: len(expected)] == tuple(lemma for lemma, _ in expected)
    cosines = found.cosines[: len(expected)].tolist()
    assert cosines == pytest.approx([cosine for _, cosine in expected], abs=1 / 255)


def test_an_unknown_word_has_none(tmp_path):
    assert written(tmp_path, VECTORS).of("無") is NOTHING_RELATED


def test_words_of_one_vector_are_related_to_each_other_and_not_to_themselves(tmp_path):
    twins = {word: (100, 0) for word in ("一", "二", "三")}
    related = written(tmp_path, twins)
    for word in twins:
        found = related.of(word)
        assert set(found.lemmas) == set(twins) - {word}
        assert found.cosines.tolist() == [1, 1]


def test_no_more_than_32_are_kept(tmp_path):
    many = {f"語{number}": (number + 1, 100 - number) for number in range(60)}
    found = written(tmp_path, many).of("語0")
    assert found.lemmas == tuple(f"語{number}" for number in range(1, 33))
