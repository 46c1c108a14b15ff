"""Hiragana is read as the likeliest words, by counts made by hand."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.kana import END, START, KanaModel, Piece, load_kana

WORDS = [
    ("みせ", "店", "noun", 6),
    ("みせ", "見せ", "verb", 2),
    ("を", "を", "particle", 8),
    ("たい", "たい", "ending", 4),
    ("たい", "鯛", "noun", 2),
    ("じぎょうしょうけい", "事業承継", "noun", 1),
]
STEPS = {
    (START, "noun"): 6,
    (START, "verb"): 2,
    ("noun", "particle"): 6,
    ("noun", END): 2,
    ("particle", "verb"): 4,
    ("particle", "noun"): 4,
    ("verb", "ending"): 6,
    ("ending", END): 6,
}
MODEL = KanaModel.of(WORDS, STEPS)


def written(run):
    return " ".join(piece.written for piece in MODEL.read(run))


CASES = [
    ("みせ", "店"),
    ("みせを", "店 を"),
    # What follows decides: an ending stands behind a verb.
    ("みせたい", "見せ たい"),
    ("みせをみせたい", "店 を 見せ たい"),
    # What is no word stays as it stands.
    ("ぬ", "ぬ"),
    ("ぬみせ", "ぬ 店"),
    # Blanks part words and are passed on; what stands before them still counts.
    ("みせ を みせ たい", "店   を   見せ   たい"),
    ("み せ", "み   せ"),
    # A long vowel or a small kana more or less in a longer word.
    ("じぎょしょけい", "事業承継"),
    ("じぎょーしょーけー", "事業承継"),
    ("", ""),
]


@pytest.mark.parametrize(("run", "words"), CASES)
def test_read(run, words):
    assert written(run) == words


def test_costs_are_those_of_the_counts():
    (store, show) = MODEL.by_reading["みせ"]
    # 6 of 9 nouns, 6 of the 8 times that みせ was met; 2 of 2 verbs.
    assert store.cost == pytest.approx(-math.log(6 / 9) - 0.5 * math.log(6 / 8))
    assert show.cost == pytest.approx(-math.log(2 / 2) - 0.5 * math.log(2 / 8))
    # 6 of 8 beginnings, each of the four kinds and the end counted once more.
    assert MODEL.steps[START, "noun"] == pytest.approx(-math.log((6 + 1) / (8 + 5)))


def ways(run):
    """All ways to cut and write a run, each with its cost: no step of the search is used here."""
    if not run:
        return [()]
    found = [
        (Piece(run[:end], word.text, word.kind), *rest)
        for end in range(1, len(run) + 1)
        for word in MODEL.by_reading.get(run[:end], ())
        for rest in ways(run[end:])
    ]
    return found + [(Piece(run[0], run[0], "?"), *rest) for rest in ways(run[1:])]


def cost(pieces):
    words = {(w.text, w.kind): w.cost for found in MODEL.by_reading.values() for w in found}
    kinds = [START, *(piece.kind for piece in pieces), END]
    return sum(words.get((p.written, p.kind), 13.0) for p in pieces) + sum(
        MODEL.steps.get(step, 4.0) for step in pairwise(kinds)
    )


@given(st.text("みせをたいぬ", max_size=7))
def test_no_other_way_is_cheaper(run):
    assert cost(MODEL.read(run)) == pytest.approx(min(map(cost, ways(run))))


SENTENCES = [
    ("みせをあけたいけどおかねがない", "店を開けたいけどお金がない"),
    ("がいこくじんですが、おみせをひらきたいです", "外国人ですが、お店を開きたいです"),
    ("しょうてんがいのあきてんぽをかりる", "商店街の空き店舗を借りる"),
    ("いつかんせいしますか", "いつ完成しますか"),
    ("ほじょきんの おしらせが とどかない", "補助金の お知らせが 届かない"),
    ("きかいを いれかえたい", "機械を 入れ替えたい"),
    ("きかいを かいたいです", "機械を 買いたいです"),
    ("いえの かいたいこうじ", "家の 解体工事"),
    ("しごとを みせたい", "仕事を 見せたい"),
]


@pytest.mark.parametrize(("spoken", "sentence"), SENTENCES)
def test_the_model_that_comes_with_the_program(spoken, sentence):
    model = load_kana()
    runs = [model.read(run) for run in spoken.split("、")]
    assert "、".join("".join(piece.written for piece in run) for run in runs) == sentence


def test_a_long_run_is_read_to_its_end():
    run = "みせをあけたい" * 250
    assert "".join(piece.kana for piece in load_kana().read(run)) == run
