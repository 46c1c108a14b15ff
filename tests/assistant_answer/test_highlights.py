"""Which words of a passage are marked."""

import pytest

from assistant.quoting.marking import highlights
from assistant.search.searched import Meaning, SearchTerms
from index.lexical import WeightedTerm

# text, words that are searched, what is marked
MARKED = [
    ("店舗の改装費を補助します。", ("改装", "補助"), ["改装費", "補助"]),
    # Words that touch are marked as one.
    ("改装補助の案内", ("改装", "補助"), ["改装補助"]),
    # In every form of theirs.
    ("店を畳んだ人、畳みたい人", ("畳む",), ["畳ん", "畳み"]),
    ("ｾﾐﾅｰとセミナー", ("セミナー",), ["ｾﾐﾅｰ", "セミナー"]),
    ("㈱の支援", ("支援",), ["支援"]),
    ("店舗の改装", ("無",), []),
    ("店舗の改装", (), []),
    ("", ("改装",), []),
    # Particles are not, even if they are asked for.
    ("店舗の改装", ("の", "改装"), ["改装"]),
    ("改装は50万円まで", ("¥500000", "改装"), ["改装"]),
    # Whole words; a single character is no word of its own inside another.
    ("展示会と商談会", ("展示", "会"), ["展示会"]),
    ("上海市の見本市", ("見本", "市"), ["見本市"]),
    ("お金を回す補助金", ("補助", "金"), ["補助金"]),
    ("街灯のLED化とエコ化", ("led", "化"), ["LED化"]),
    ("補助が出ました", ("補助", "出る"), ["補助"]),
    # A number where all of it is asked for.
    ("平成27年度と平成28年度", ("平成", "28", "年度"), ["平成28年度"]),
    ("300万円と50万円", ("50", "万", "円"), ["50万円"]),
]


@pytest.mark.parametrize(("text", "own", "marked"), MARKED)
def test_highlights(text, own, marked):
    question = "見本市、展示会、補助金、LED化"
    spans = highlights(text, question, SearchTerms(own))
    assert [text[start:end] for start, end in spans] == marked
    # The thesaurus' terms are marked as well.
    added = SearchTerms((), tuple(WeightedTerm(lemma, 0.1) for lemma in own))
    assert highlights(text, question, added) == spans


@pytest.mark.parametrize(
    ("question", "marked"),
    [("車を買いたい", ["車"]), ("お車の費用", ["車"]), ("電動車の費用", [])],
)
def test_a_single_character_is_marked_where_it_is_a_word_in_both(question, marked):
    text = "車の購入、車椅子、電動車"
    spans = highlights(text, question, SearchTerms(("車",)))
    assert [text[start:end] for start, end in spans] == marked


def test_a_single_character_that_stands_for_a_word_is_marked():
    meant = (Meaning(frozenset({"自動車"}), ("車",), 0.5),)
    searched = SearchTerms(("自動車",), (WeightedTerm("車", 0.5),), meant)
    assert highlights("車の購入", "自動車の費用", searched) == ((0, 1),)
