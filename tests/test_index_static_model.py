"""The static model worked out by hand: sums of words' vectors, made unit."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.static_model import StaticModel, fingerprint, quantise

# Each word has an axis of its own; 金 counts twice in a passage and three times in a query.
WORDS = ["個人", "人情", "情報", "報公", "公開", "金"]
LETTERS = [
    "ア",
    "あ",
    "a",
    "7",
    "店",
]  # words of one letter; of these a kanji alone means something


def made():
    return StaticModel(
        {word: row for row, word in enumerate(WORDS)},
        np.eye(6, dtype=np.int8) * 100,
        np.array([1, 1, 1, 1, 1, 2], np.float32),
        np.array([1, 1, 1, 1, 1, 3], np.float32),
    )


MODEL = made()

COSINES = [
    # One of three words is common: 1 / (root 3 * root 3).
    (["個人", "人情", "情報"], ["情報", "報公", "公開"], 1 / 3),
    (["個人"], ["個人"], 1),
    (["個人"], ["情報"], 0),
    (["個人", "情報"], ["情報", "公開"], 1 / 2),
    (["情報", "個人"], ["個人", "情報"], 1),
    # 金 is 2: (1, 0, 2) . (0, 1, 2) = 4 over root 5 * root 5
    (["個人", "金"], ["公開", "金"], 4 / 5),
    # Twice is twice: (2, 1, 0) . (1, 2, 0) = 4 over root 5 * root 5
    (["個人", "個人", "情報"], ["個人", "情報", "情報"], 4 / 5),
    # 金額 is unknown; of its characters 金 is a word.
    (["金額"], ["金"], 1),
    (["個人", "金額"], ["公開", "金"], 4 / 5),
    # Nothing is known: a row of zeros.
    (["無"], ["個人"], 0),
    ([], ["個人"], 0),
]


@pytest.mark.parametrize(("first", "second", "cosine"), COSINES)
def test_cosines_of_passages(first, second, cosine):
    vectors = MODEL.encode_passages([first, second])
    assert (vectors.dtype, vectors.shape) == (np.float32, (2, 6))
    assert vectors[0] @ vectors[1] == pytest.approx(cosine, abs=1e-6)


def test_words_weigh_otherwise_in_queries():
    # (1, 3) . (1, 2) = 7 over root 10 * root 5
    query = MODEL.encode_queries([["個人", "金"]])[0]
    passage = MODEL.encode_passages([["個人", "金"]])[0]
    assert query @ passage == pytest.approx(7 / 50**0.5)


def test_rows_are_of_unit_length_or_zero():
    vectors = MODEL.encode_passages([["個人", "金"], ["無"], [], ["金", "金", "公開"]])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0, 1])
    assert MODEL.encode_passages([]).shape == (0, 6)


ROWS = [
    (["金", "個人"], [5, 0]),
    (["金額"], [5]),
    (["額金金"], [5, 5]),
    (["無", ""], []),
    (["個人", "個人"], [0, 0]),
]


@pytest.mark.parametrize(("lemmas", "rows"), ROWS)
def test_an_unknown_word_gives_the_rows_of_its_kanji(lemmas, rows):
    assert MODEL.rows_of(lemmas) == rows


UNKNOWN = [
    ("アプリ", []),
    ("あれこれ", []),
    ("app", []),
    ("1707", []),
    ("アート店", [4]),
    ("7店", [4]),
    ("ア", [0]),  # a word that is known
]


@pytest.mark.parametrize(("word", "rows"), UNKNOWN)
def test_kana_latin_letters_and_digits_of_an_unknown_word_mean_nothing(word, rows):
    zeros = np.zeros(len(LETTERS), np.float32)
    model = StaticModel(
        {word: row for row, word in enumerate(LETTERS)}, np.eye(5, dtype=np.int8), zeros, zeros
    )
    assert model.rows_of([word]) == rows


def test_dim():
    assert MODEL.dim == 6


def test_round_trip(tmp_path):
    MODEL.save(tmp_path / "model")
    loaded = StaticModel.load(tmp_path / "model")
    assert loaded.rows == MODEL.rows
    assert loaded.embedding.tolist() == MODEL.embedding.tolist()
    assert loaded.embedding.dtype == np.int8
    assert (loaded.scale.tolist(), loaded.query_scale.tolist()) == (
        [1, 1, 1, 1, 1, 2],
        [1, 1, 1, 1, 1, 3],
    )
    assert sorted(path.name for path in (tmp_path / "model").iterdir()) == [
        "model.safetensors",
        "vocabulary.txt",
    ]


def test_words_and_vectors_of_different_numbers_are_refused():
    with pytest.raises(ValueError, match=r"words, vectors and scales are not of one number"):
        StaticModel({"金": 0}, MODEL.embedding, MODEL.scale, MODEL.query_scale)


def without_weights(folder):
    (folder / "model.safetensors").unlink()


def without_words(folder):
    (folder / "vocabulary.txt").unlink()


def with_a_word_too_few(folder):
    (folder / "vocabulary.txt").write_text("個人\n人情\n", encoding="utf-8")


def with_a_word_twice(folder):
    (folder / "vocabulary.txt").write_text("金\n" * 6, encoding="utf-8")


def with_words_in_another_encoding(folder):
    (folder / "vocabulary.txt").write_bytes("個人\n".encode("shift_jis"))


def with_damaged_weights(folder):
    (folder / "model.safetensors").write_bytes(b"\xff" * 100)


def without_a_tensor(folder):
    save_file({"embedding": MODEL.embedding, "scale": MODEL.scale}, folder / "model.safetensors")


DAMAGES = [
    (without_weights, OSError),
    (without_words, OSError),
    (with_a_word_too_few, ValueError),
    (with_a_word_twice, ValueError),
    (with_words_in_another_encoding, ValueError),
    (with_damaged_weights, ValueError),
    (without_a_tensor, KeyError),
]


@pytest.mark.parametrize(("damage", "error"), DAMAGES)
def test_what_is_damaged_is_not_loaded(tmp_path, damage, error):
    MODEL.save(tmp_path)
    damage(tmp_path)
    with pytest.raises(error):
        StaticModel.load(tmp_path)


def test_quantised_vectors_are_near_by_half_a_step():
    vectors = np.array(
        [[0.5, -0.2, 0.125], [12.7, 0.03, -12.7], [0.001, 0.002, -0.003], [0, 0, 0]], np.float32
    )
    rows, scale = quantise(vectors)
    assert (rows.dtype, scale.dtype) == (np.int8, np.float32)
    # The largest component of a row becomes 127, so a step is 0.5 / 127, 12.7 / 127, 0.003 / 127:
    # -0.2 is -50.8 steps, 0.125 is 31.75, 0.03 is 0.3, 0.001 is 42.3, 0.002 is 84.7.
    assert rows.tolist() == [[127, -51, 32], [127, 0, -127], [42, 85, -127], [0, 0, 0]]
    assert scale[:2] == pytest.approx([0.5 / 127, 0.1], rel=1e-3)
    error = np.abs(rows * scale[:, None] - vectors).max(axis=1)
    assert (error <= scale * 0.501).all()


def test_quantised_cosines_are_kept():
    angles = np.linspace(0, np.pi, 50)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    rows, scale = quantise(vectors)
    back = rows * scale[:, None]
    cosines = (back * vectors).sum(axis=1) / np.linalg.norm(back, axis=1)
    assert cosines.min() > 0.9999


def test_the_fingerprint_changes_with_every_file_of_the_model(tmp_path):
    MODEL.save(tmp_path)
    first = fingerprint(tmp_path)
    assert len(first) == 32
    (tmp_path / "README.md").write_text("A card is no part of the vectors.", encoding="utf-8")
    assert fingerprint(tmp_path) == first
    (tmp_path / "vocabulary.txt").write_text("\n".join(reversed(WORDS)), encoding="utf-8")
    second = fingerprint(tmp_path)
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text("{}", encoding="utf-8")
    third = fingerprint(tmp_path)
    (tmp_path / "1_Pooling").rename(tmp_path / "2_Pooling")
    assert len({first, second, third, fingerprint(tmp_path)}) == 4
