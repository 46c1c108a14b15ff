"""Which sentences of which passages are quoted: place, year, rank, number and length."""

from dataclasses import replace

import pytest

from assistant.quoting.options import AnswerOptions
from corpus.names.schemes import find_schemes
from tests.answer_hits import (
    BOTH,
    NEITHER,
    ONE,
    hit,
    quoted,
    texts,
)

CITIES = [
    ("横浜市でも改装費を補助します。", False),
    ("川崎市でも改装費を補助します。", True),
    ("川崎市と横浜市で改装費を補助します。", True),
    ("神奈川県でも改装費を補助します。", True),
    ("市内の店の改装費を補助します。", True),
]


@pytest.mark.parametrize(("line", "is_quoted"), CITIES)
def test_a_sentence_about_another_city_is_not_quoted(line, is_quoted):
    asked = {"municipalities": ("川崎市",), "prefectures": ("神奈川県",)}
    assert (texts([hit(line, NEITHER)], **asked) == [line, NEITHER]) == is_quoted
    assert (line in texts([hit(line, NEITHER)], **asked)) == is_quoted
    assert line in texts([hit(line)])


def test_a_sentence_about_a_city_left_out_is_not_quoted():
    line = "横浜市でも改装費を補助します。"
    assert texts([hit(line, BOTH)], excluded=("横浜市",)) == [BOTH]
    assert line in texts([hit(line, BOTH)], excluded=("川崎市",))


@pytest.mark.parametrize(
    ("of_passage", "is_quoted"), [((2000,), True), ((2030,), False), ((), False)]
)
def test_a_year_without_its_era_is_of_the_era_of_its_passage(of_passage, is_quoted):
    line = "12年度は改装費の補助が50件でした。"  # 平成12年度 is 2000, 令和12年度 2030
    found = hit(line)
    facets = replace(found.passage.facets, fiscal_years=of_passage)
    placed = replace(found, passage=replace(found.passage, facets=facets))
    assert (texts([placed], years=(2000,)) == [line]) is is_quoted


def test_a_passage_that_gives_the_number_may_be_less_likely():
    told, less = "改装費の補助は80万円です。", AnswerOptions(least_fit=0.0)
    hits = [hit(BOTH, score=0.8), hit(told, score=0.2, start=5_000)]
    assert told in texts(hits, question="補助はいくら", options=less)
    assert told not in texts(hits, question="改装の補助", options=less)
    barely = [hits[0], hit(told, score=0.19, start=5_000)]
    assert told not in texts(barely, question="補助はいくら", options=less)


def test_so_many_characters_are_quoted_at_most():
    pieces = [f"{number}番目の改装の補助{'多' * 190}。" for number in range(1, 5)]
    hits = [hit(piece, start=1_000 * number) for number, piece in enumerate(pieces, start=1)]
    assert [len(piece) for piece in pieces] == [200] * 4
    for chars, count in ((399, 1), (400, 2), (600, 3)):
        options = AnswerOptions(least_fit=0.0, chars=chars)
        assert texts(hits, options=options) == pieces[:count]
    # The best is quoted however long it is.
    assert texts(hits, options=AnswerOptions(chars=1)) == pieces[:1]


def test_pieces_that_differ_by_a_line_break_are_quoted_once():
    broken = "市内にある店舗を改装する費用の一部を補\n助する制度です。"
    whole = hit(broken.replace("\n", ""), start=5_000)
    assert texts([hit(broken), whole]) == [broken]


YEARS = [
    ("平成27年度は改装費を補助しました。", False),
    ("平成28年度は改装費を補助しました。", True),
    ("平成27年度以降は改装費を補助しました。", True),
    ("平成29年度以降は改装費を補助しました。", False),
    ("2016年度は改装費を補助しました。", True),
    ("平成27年度と平成28年度は改装費を補助しました。", True),
    ("平成27年度から29年度まで改装費を補助しました。", True),
    ("条例は平成20年4月に改装されました。", True),  # a date, no scheme's year
    ("今年度も改装費を補助します。", True),
    ("改装費を補助します。", True),
]


@pytest.mark.parametrize(("line", "is_quoted"), YEARS)
def test_a_sentence_about_another_year_is_not_quoted(line, is_quoted):
    assert (line in texts([hit(line, NEITHER)], years=(2016,))) == is_quoted
    assert line in texts([hit(line, NEITHER)])


def test_a_line_below_the_label_of_another_year_is_not_quoted():
    # Too long to be quoted together with the label's line.
    planned = f"：改装費の補助を{'長く' * 90}続ける予定。"
    lines = [f"30年度：{BOTH}", f"R元年度：{ONE}", planned]
    assert texts([hit(*lines)], years=(2018,)) == [lines[0]]
    assert sorted(texts([hit(*lines)], years=(2019,))) == sorted(lines[1:])


def test_a_better_passage_goes_first():
    # Worth the same by themselves: .8 against .7, and a place further down.
    assert texts([hit(ONE, score=0.8), hit("敷金の補助もあります。", score=0.7)]) == [
        ONE,
        "敷金の補助もあります。",
    ]
    # The second is worth 1 against .387: that is more than .1 and a place of .05.
    assert texts([hit(ONE, score=0.8), hit(BOTH, score=0.7)]) == [BOTH, ONE]


def test_a_place_further_down_loses():
    first, second = hit(ONE), hit(BOTH)
    # In two sentences 改装 weighs ln 3 = 1.099, 補助 ln 2 = .693: worth .387 and 1.
    for cost, expected in ((0.61, [BOTH, ONE]), (0.62, [ONE, BOTH])):
        options = AnswerOptions(least_fit=0.0, place_cost=cost)
        assert texts([first, second], options=options) == expected


def test_a_passage_of_no_city_stands_back_where_a_city_is_asked_for():
    anywhere, here = hit(ONE, city=None), hit("敷金の補助もあります。")
    assert texts([anywhere, here])[0] == ONE
    assert texts([anywhere, here], municipalities=("川崎市",))[0] == "敷金の補助もあります。"


def test_sentences_of_a_passage_stand_together():
    # By worth: BOTH (1), ONE (2), then 改装 (1), which goes back to its passage.
    alone = "改装は自由にできます。"
    found = quoted([hit(NEITHER, alone, BOTH), hit("補助と改装の案内です。", score=0.7)])
    assert [(q.text, q.citation) for q in found] == [
        (BOTH, 1),
        (alone, 1),
        (NEITHER, 1),
        ("補助と改装の案内です。", 2),
    ]


def test_a_passage_far_below_the_best_is_not_quoted():
    strong = hit(ONE, score=0.8)
    assert texts([strong, hit(BOTH, score=0.41)]) == [BOTH, ONE]
    assert texts([strong, hit(BOTH, score=0.39)]) == [ONE]
    assert texts([strong, hit(BOTH, score=0.39)], options=AnswerOptions(least_share=0.4)) == [BOTH]


def test_only_the_first_passages_are_quoted():
    hits = [hit(f"改装費の補助の{number}つ目です。") for number in "一二三四五六七"]
    assert len(texts(hits)) == 5
    assert len(texts(hits, options=AnswerOptions(hits=2))) == 2


def test_as_many_quotes_and_characters_as_allowed():
    lines = [f"改装費の補助の{number}つ目です。" for number in "一二三四五六"]  # 13 each
    assert texts([hit(*lines)], options=AnswerOptions()) == lines[:4]
    assert texts([hit(*lines)], options=AnswerOptions(quotes=6)) == lines
    assert texts([hit(*lines)], options=AnswerOptions(chars=39)) == lines[:3]
    assert texts([hit(*lines)], options=AnswerOptions(chars=38)) == lines[:2]
    assert texts([hit(*lines)], options=AnswerOptions(chars=1)) == lines[:1]


def test_a_sentence_is_quoted_once():
    found = quoted([hit(BOTH), hit(ONE, " 店舗の改装費を補助します。", start=5_000)])
    assert [(q.text, q.citation) for q in found] == [(BOTH, 1), (ONE, 2)]
    assert texts([hit(ONE), hit(f"【内容】{ONE}", start=5_000)]) == [ONE]


def test_where_several_schemes_are_asked_for_each_is_quoted_before_more_of_one():
    more = "改装費の補助は市内の店が対象です。"
    hits = [hit(BOTH, more, headings=("甲",)), hit(ONE, headings=("乙",), start=5_000)]
    two = AnswerOptions(least_fit=0.0, quotes=2)
    assert texts(hits, options=two, question="改装の内容") == [BOTH, more]
    assert texts(hits, options=two, question="改装の補助を受けたい") == [BOTH, ONE]
    # One passage alone, or room for more: what is left of the first follows.
    assert texts(hits[:1], options=two, question="改装の補助を受けたい") == [BOTH, more]
    three = AnswerOptions(least_fit=0.0, quotes=3)
    assert texts(hits, options=three, question="改装の補助を受けたい") == [BOTH, more, ONE]
    named = find_schemes("持続化補助金")
    assert texts(hits, options=two, question="改装の補助を受けたい", schemes=named) == [BOTH, more]
