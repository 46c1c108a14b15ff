"""Words, lemmas and sentences: offsets count the code points of the text as it was read."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.hidden import letters
from corpus.language.japanese import (
    content_lemmas,
    is_content,
    lemmas,
    normalise,
    normalise_with_offsets,
    sentences,
    words,
)

CUTS = Path(__file__).parent / "data" / "cuts.tsv"

TEXTS = st.text() | st.text(alphabet="㈱ｶﾞﾊﾟ㍿店舗の補助金。、」！?（） \u3000\n\t\0\u2028😀1,aＡ①")

WORDS = [
    # text, (start, end, lemma) of each word
    (
        "補助金を受けたい",
        [(0, 2, "補助"), (2, 3, "金"), (3, 4, "を"), (4, 6, "受ける"), (6, 8, "たい")],
    ),
    # NFKC makes three characters of ㈱; all three words stand at the one character.
    ("㈱山田", [(0, 1, "（"), (0, 1, "株"), (0, 1, "）"), (1, 3, "山田")]),
    ("㍿の", [(0, 1, "株式"), (0, 1, "会社"), (1, 2, "の")]),
    # A half-width kana and its voicing mark are one character in NFKC.
    ("ｶﾞｲﾄﾞ案", [(0, 5, "ガイド"), (5, 6, "案")]),
    ("ｺﾝﾋﾟｭｰﾀｰ", [(0, 8, "コンピューター")]),
    ("😀支援", [(0, 1, "😀"), (1, 3, "支援")]),
    # A NUL would end MeCab's text; it is read as white space and no word.
    ("支援\0金", [(0, 2, "支援"), (3, 4, "金")]),
    ("支援\u2028金", [(0, 2, "支援"), (3, 4, "金")]),
    ("支援\u3000金", [(0, 2, "支援"), (3, 4, "金")]),
    (" \n支援 ", [(2, 4, "支援")]),
    ("Ａ社", [(0, 1, "a"), (1, 2, "社")]),
    ("", []),
    (" \u3000\n", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text, expected):
    assert [(word.start, word.end, word.lemma) for word in words(text)] == expected


LEMMAS = [
    # Particles, auxiliaries and marks are left out; 居る is a lemma without content.
    ("跡取りがいない", ["跡取り", "居る"], ["跡取り"]),
    ("補助金を受けたい。", ["補助", "金", "受ける"], ["補助", "金", "受ける"]),
    ("お金を借りること", ["御", "金", "借りる", "事"], ["金", "借りる"]),
    # A proper noun keeps its spelling, a loanword loses its English tail.
    ("川崎市", ["川崎", "市"], ["川崎", "市"]),
    ("コンピューター", ["コンピューター"], ["コンピューター"]),
    ("ＤＸ", ["dx"], ["dx"]),
    ("㈱", ["株"], ["株"]),
    ("。、（）", [], []),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "all_lemmas", "with_content"), LEMMAS)
def test_lemmas(text, all_lemmas, with_content):
    assert lemmas(text) == all_lemmas
    assert content_lemmas(text) == with_content


def test_content_words_are_those_whose_lemmas_carry_meaning():
    found = words("跡取りがいない㈱の店")
    assert [(word.start, word.end) for word in found if is_content(word)] == [
        (0, 3),
        (7, 8),
        (9, 10),
    ]


NORMALISED = [
    ("ＡＢｃ", "abc", [0, 1, 2, 3]),
    ("㈱x", "(株)x", [0, 0, 0, 1, 2]),
    ("ｶﾞx", "ガx", [0, 2, 3]),
    ("か\u3099x", "がx", [0, 2, 3]),
    ("½", "1⁄2", [0, 0, 0, 1]),
    ("", "", [0]),
]


@pytest.mark.parametrize(("text", "normalised", "offsets"), NORMALISED)
def test_normalised_text_with_offsets(text, normalised, offsets):
    assert normalise(text) == normalised
    assert normalise_with_offsets(text) == (normalised, offsets)


def cuts(kind):
    """The rows of one kind of the table of cuts."""
    rows = [line.split("\t") for line in CUTS.read_text(encoding="utf-8").splitlines()[1:]]
    return [pytest.param(cut, id=why) for of, why, cut in rows if of == kind]


@pytest.mark.parametrize("cut", cuts("sentences"))
def test_sentences(cut):
    expected = cut.replace("⏎", "\n").split("▁")
    text = "".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_no_text_has_no_sentence():
    assert sentences("") == []


def test_white_space_alone_is_one_sentence():
    assert sentences(" \n\u3000") == [(0, 3)]


@pytest.mark.parametrize(
    "text", [" " * 100_000, "\n" * 100_000, "。" * 100_000, "\u3000a" * 50_000]
)
def test_hostile_runs_are_cut_in_linear_time(text):
    started = time.process_time()
    assert sentences(text) == [(0, 100_000)]
    assert time.process_time() - started < 1.0


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_lie_in_the_text_in_order_and_cover_it(text):
    found = words(text)
    covered = set()
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        assert text[word.start : word.end].strip()
        assert word.lemma
        assert not any(character.isspace() for character in word.lemma)
        covered.update(range(word.start, word.end))
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert [word.end for word in found] == sorted(word.end for word in found)
    missed = "".join(text[i] for i in range(len(text)) if i not in covered)
    assert not letters(missed).replace("\0", "").strip()


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_lemmas_are_terms_without_white_space(text):
    for lemma in lemmas(text):
        assert lemma.split() == [lemma]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_sentences_are_gapless(text):
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
    if len(spans) > 1:
        assert all(text[start:end].strip() for start, end in spans)
