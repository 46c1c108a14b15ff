"""Words of a question that no passage holds, itself or by another word."""

import numpy as np
import pytest

from assistant.quoting.unsaid import unsaid
from assistant.search.presence import Presence


def presence(words, share, meant, made_up_for=None):
    """Where words stand in two passages: for each word what counts in the one and the other."""
    meant = np.array(meant, np.float32).reshape(len(words), -1)
    nowhere = np.zeros(meant.shape, bool)
    related = np.zeros(meant.shape, np.float32) if made_up_for is None else np.array(made_up_for)
    return Presence(
        words=tuple(words),
        share=np.array(share, np.float32),
        scope=np.zeros(len(words), np.float32),
        there=nowhere,
        in_body=nowhere,
        in_headings=nowhere,
        among_first=nowhere,
        stands=meant,
        meant=meant,
        nearest=related[None],
        made_up_for=related,
        of_headings=np.zeros(meant.shape[1], np.float32),
        lengths=np.full(meant.shape[1], 9),
    )


QUESTION = "融資の保証人は親族でもいいですか"
WORDS = ("融資", "保証", "親族", "良い")
EVEN = (0.25, 0.25, 0.25, 0.25)
HELD = (1.0, 0.0)  # in the first of two passages
NOT = (0.0, 0.0)


@pytest.mark.parametrize(
    ("share", "meant", "related", "said"),
    [
        (EVEN, (HELD, HELD, HELD, HELD), None, ()),
        # 「いい」 is no noun, whether it is there or not.
        (EVEN, (HELD, HELD, NOT, NOT), None, ("親族",)),
        (EVEN, (HELD, NOT, NOT, NOT), None, ("保証人", "親族")),
        # A thesaurus term of weight .3 stands for it, one of .2 does not.
        (EVEN, (HELD, HELD, (0.0, 0.3), NOT), None, ()),
        (EVEN, (HELD, HELD, (0.0, 0.2), NOT), None, ("親族",)),
        # So may a related word: 「家族」.
        (EVEN, (HELD, HELD, NOT, NOT), (NOT, NOT, (0.5, 0.0), NOT), ()),
        (EVEN, (HELD, HELD, NOT, NOT), (NOT, NOT, (0.4, 0.0), NOT), ("親族",)),
        # A common word tells little.
        ((0.4, 0.3, 0.1, 0.2), (HELD, HELD, NOT, NOT), None, ()),
    ],
)
def test_what_no_passage_holds_or_means(share, meant, related, said):
    assert unsaid(QUESTION, (), presence(WORDS, share, meant, related)) == said


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        # Nouns side by side are one; a word said twice is told once.
        ("工賃助成の対象、工賃助成の額", ("工賃", "助成", "対象", "額"), ("工賃助成", "対象")),
        # As it is written, not as a dictionary has it.
        ("ｷｯﾁﾝｶｰの改造", ("キッチン", "カー", "改造"), ("ｷｯﾁﾝｶｰ", "改造")),
        # Whole, where a part of it is missing.
        ("補助をする自治体", ("補助", "自治"), ("補助", "自治体")),
        ("従業員と税理士", ("従業", "税理"), ("従業員", "税理士")),
        ("クラウドファンディングの費用", ("ファンディング",), ("クラウドファンディング",)),
        ("令和5年度の補助", ("令和",), ("令和5年度",)),
        ("墨田区の店", ("墨田",), ("墨田区",)),
        ("最低賃金はいくら", ("賃金",), ("最低賃金",)),
        ("毎年会費はいくら", ("会費",), ("会費",)),
        ("社長あたりいくら", ("社長",), ("社長あたり",)),
        # Of a longer compound only what is missing.
        ("小規模企業共済掛金", ("掛け金",), ("掛金",)),
        # How something is asked for is no word of it; 「額」 alone names nothing.
        ("お店の名称の一覧、電話番号", ("店", "名称", "一覧", "番号"), ()),
        ("今年の累計、申請の方法", ("今年", "累計", "方法"), ()),
        ("補助額", ("額",), ()),
    ],
)  # fmt: skip
def test_how_it_is_told(question, words, said):
    found = presence(words, [1 / len(words)] * len(words), [NOT] * len(words))
    assert unsaid(question, (), found) == said


def test_without_a_passage_nothing_is_told():
    assert unsaid(QUESTION, (), presence(WORDS, EVEN, np.zeros((4, 0)))) == ()


def test_what_names_the_scope_is_not_told():
    words = ("令和", "元年", "川口", "宇宙", "旅行")
    found = presence(words, (0.2,) * 5, (NOT,) * 5)
    question = "令和元年の川口の宇宙旅行"
    assert unsaid(question, (), found) == ("令和", "元年", "川口", "宇宙旅行")
    assert unsaid(question, ("令和元年", "川口"), found) == ("宇宙旅行",)


def test_words_of_asking_are_not_told():
    words = ("友達", "講座", "何曜")
    found = presence(words, (0.4, 0.3, 0.3), (NOT, NOT, NOT))
    assert unsaid("友達の講座は何曜日", (), found) == ("講座",)


def test_a_verb_that_stands_nowhere_is_not_told():
    assert unsaid("店を借りる", (), presence(("店", "借りる"), (0.5, 0.5), (HELD, NOT))) == ()
