"""Character pairs of passages, and how many of a question's each has."""

from math import log

import numpy as np
import pytest

from index.grams import GramIndex, gram_numbers, write_grams


def pairs(*each):
    """The numbers of some pairs, each asked for alone."""
    return sorted(int(gram_numbers(pair)[0]) for pair in each)


TEXTS = [
    ("空き店舗", ["空き", "き店", "店舗"]),
    ("店舗店舗", ["店舗", "舗店"]),  # each once
    ("店 舗", []),  # not across a blank
    ("店舗\n補助", ["店舗", "補助"]),
    ("ください", []),  # endings and particles
    ("もらえる補助", ["る補", "補助"]),
    ("補助をもらう", ["補助", "助を"]),
    ("ぁゟ店", ["ゟ店"]),
    ("データ", ["デー", "ータ"]),
    ("らーめん", []),
    ("IT 2分の1", ["it", "2分", "分の", "の1"]),
    ("𠮷野", ["𠮷野"]),  # beyond 16 bits
    ("店", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_pairs_of_a_text(text, expected):
    numbers = gram_numbers(text)
    assert numbers.dtype == np.uint16
    assert numbers.tolist() == pairs(*expected)


def test_pairs_seldom_share_a_number():
    letters = [chr(0x4E00 + 7 * n) for n in range(300)]
    made = {first + second for first in letters[:150] for second in letters[150:]}
    numbers = {int(gram_numbers(pair)[0]) for pair in made}
    # 22,500 pairs thrown into 2**16 boxes fill 19,044 of them on average.
    assert len(numbers) > 18_500


@pytest.fixture
def index(tmp_path):
    write_grams(tmp_path / "grams", ["空き店舗", "店舗", "", "補助"])
    return GramIndex(tmp_path / "grams")


# idf = ln(1 + (4 - df + 1/2) / (df + 1/2)): 店舗 in two of four ln 2, 空き in one ln(10 / 3),
# 融資 in none ln 10
TWO, ONE, NONE = log(2), log(10 / 3), log(10)
COVERAGES = [
    ("店舗", [0, 1, 2, 3], [1, 1, 0, 0]),
    ("空き 店舗", [0, 1], [1, TWO / (TWO + ONE)]),
    ("店舗 融資", [1, 3], [TWO / (TWO + NONE), 0]),
    ("融資", [0, 2], [0, 0]),
    ("ください", [0, 1], [0, 0]),
    ("", [0], [0]),
    ("店舗", [], []),
    ("店舗", [3, 1, 1], [0, 1, 1]),
]


@pytest.mark.parametrize(("question", "rows", "shares"), COVERAGES)
def test_share_of_the_question(index, question, rows, shares):
    found = index.coverage(gram_numbers(question), np.array(rows, np.int64))
    assert found.dtype == np.float32
    assert found.tolist() == pytest.approx(shares)


def test_a_slip_of_the_keyboard_leaves_most_pairs(tmp_path):
    write_grams(tmp_path / "grams", ["事業承継補助金", "販路開拓補助金"])
    index = GramIndex(tmp_path / "grams")
    right, wrong = index.coverage(gram_numbers("事業承経補助金"), np.arange(2))
    assert right > wrong
