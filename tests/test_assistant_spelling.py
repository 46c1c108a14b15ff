"""Words written in hiragana alone are known by their reading."""

import pytest

from assistant.records import Expansion
from assistant.settings import THESAURUS
from assistant.spelling import Spellings, load_spellings

KNOWN = Spellings.of(
    ["事業承継補助金", "補助金", "セーフティネット", "空き店舗", "店を開く", "融資"]
)
BUNDLED = load_spellings(THESAURUS)

CASES = [
    ("ほじょきんはありますか", "補助金はありますか", [("ほじょきん", "補助金")]),
    # A word within a term is known too; the longest reading counts.
    ("じぎょうしょうけい", "事業承継", None),
    (
        "じぎょうしょうけいほじょきん",
        "事業承継補助金",
        [("じぎょうしょうけいほじょきん", "事業承継補助金")],
    ),
    # A long vowel or a small kana more or less.
    (
        "じぎょしょけいほじょきん",
        "事業承継補助金",
        [("じぎょしょけいほじょきん", "事業承継補助金")],
    ),
    (
        "せーふていねっとについて",
        "セーフティネットについて",
        [("せーふていねっと", "セーフティネット")],
    ),
    ("あきてんぽの しゅうり", "空き店舗の しゅうり", [("あきてんぽ", "空き店舗")]),
    # Short readings stand in too many words; what changes its ending is for the tokenizer.
    ("ゆうしをうける", "ゆうしをうける", []),
    ("みせをひらく", "みせをひらく", []),
    # What is not in hiragana alone stays.
    ("補助きん", "補助きん", []),
    ("ホジョキン", "ホジョキン", []),
    ("", "", []),
]


@pytest.mark.parametrize(("text", "spelled", "found"), CASES)
def test_respelled(text, spelled, found):
    known = KNOWN if found is not None else BUNDLED
    result, words = known.respell(text)
    assert result == spelled
    if found is not None:
        assert words == tuple(Expansion(*each, 1.0) for each in found)


@pytest.mark.parametrize(
    "ending",
    """
    でしょうか ましょうか くださいませんでしょうか いただけますか したいのですが ないでしょうか
    しなければならないのでしょうか ているんですけど どうすればいいですか おねがいいたします
    たほうがいいのでしょうか なくなってしまいました ありがとうございます かもしれません
    していきたいとおもっています とうていできない どこにきけばよいですか してくれませんか
    みせをかいたい
    """.split(),  # noqa: SIM905
)
def test_how_people_ask_is_left_alone(ending):
    assert BUNDLED.respell(ending) == (ending, ())


PLACES = [
    ("かわさきで おみせを かりたい", "川崎で おみせを かりたい"),
    ("よこはまのそうだん", "横浜の相談"),
]


@pytest.mark.parametrize(("text", "spelled"), PLACES)
def test_places_are_known_too(text, spelled):
    assert BUNDLED.respell(text)[0] == spelled


def test_of_words_with_one_reading_the_most_frequent_counts():
    assert Spellings.of(["機構", "帰港", "帰港"]).respell("きこう")[0] == "きこう"  # too short
    assert Spellings.of(["工場", "向上", "向上"]).respell("こうじょう")[0] == "向上"
