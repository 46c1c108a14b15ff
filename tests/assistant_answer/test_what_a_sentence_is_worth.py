"""Which sentence comes first: its words, its meaning, the figure asked for."""

from math import log1p

import numpy as np
import pytest

from assistant.quoting.options import AnswerOptions
from assistant.search.searched import SearchTerms
from index.lexical import WeightedTerm
from tests.answer_hits import (
    BOTH,
    NEITHER,
    ONE,
    ByWords,
    hit,
    texts,
)

ORDERS = [
    # In three sentences 改装 stands once and weighs ln 4 = 1.386, 補助 twice, ln 2.5 = .916;
    # together 2.303: the sentences are worth 1, .398 and 0.
    ([NEITHER, ONE, BOTH], 0.0, [BOTH, ONE, NEITHER]),
    ([NEITHER, ONE, BOTH], 0.39, [BOTH, ONE]),
    ([NEITHER, ONE, BOTH], 0.4, [BOTH]),
    # The rarer word first: 改装 alone is worth .602, 補助 two thirds of that.
    ([ONE, "敷金の補助はありません。", "改装は自由にできます。"], 0.67, ["改装は自由にできます。"]),
    # Ties in the order of the text.
    ([ONE, "敷金の補助はありません。"], 0.4, [ONE, "敷金の補助はありません。"]),
    (["敷金の補助はありません。", ONE], 0.4, ["敷金の補助はありません。", ONE]),
    # No sentence holds a word.
    ([NEITHER, "昼は休みをいただきます。"], 0.4, [NEITHER, "昼は休みをいただきます。"]),
]


@pytest.mark.parametrize(("lines", "least_fit", "expected"), ORDERS)
def test_order_and_what_is_too_weak(lines, least_fit, expected):
    assert texts([hit(*lines)], options=AnswerOptions(least_fit=least_fit)) == expected


def test_the_weights_of_the_table_above():
    assert log1p(1.5) / (log1p(1.5) + log1p(3)) == pytest.approx(0.398, abs=0.0005)


def test_a_terms_weight_counts():
    searched = SearchTerms(("補助",), (WeightedTerm("助成", 0.4),))
    assert texts([hit("助成の制度があります。", ONE)], searched) == [ONE, "助成の制度があります。"]


def test_meaning_counts_half():
    # Words: 補助 alone is known, ONE is worth 1. Meaning: 窓口 gives NEITHER 1, times the weight.
    meaning = (np.ones(1, np.float32), ByWords("窓口"))
    for weight, expected in ((0.5, [ONE, NEITHER]), (1.5, [NEITHER, ONE])):
        options = AnswerOptions(least_fit=0.0, cosine_weight=weight)
        assert texts([hit(ONE, NEITHER)], options=options, meaning=meaning) == expected


VAGUE, SUM = "補助の上限は別に定めます。", "補助の上限は五〇万円です。"
FIGURE = "補助の上限は50万円です。"
ROUNDED = "補助の額に1,000円未満の端数があるときは切り捨てます。"
OPEN, DAY = "補助の受付は定員までです。", "補助の受付は10月31日までです。"
FOUNDED = "補助は1月31日までに創業する方が対象です。"
COUNT = "補助の受付は30人までです。"
FIGURES = [
    ("上限はいくらですか", [VAGUE, FIGURE], [FIGURE, VAGUE]),
    ("上限はいくらですか", [VAGUE, SUM], [SUM, VAGUE]),
    ("補助の金額は", [VAGUE, FIGURE], [FIGURE, VAGUE]),
    ("上限はいくらですか", [ROUNDED, FIGURE], [FIGURE, ROUNDED]),
    ("何件ありますか", [VAGUE, FIGURE], [VAGUE, FIGURE]),  # 50万円 is no number of cases
    ("補助について", [VAGUE, FIGURE], [VAGUE, FIGURE]),
    ("補助について", [FIGURE, VAGUE], [FIGURE, VAGUE]),
    ("いつまでですか", [OPEN, DAY], [DAY, OPEN]),
    ("締切はいつ", [OPEN, COUNT, DAY], [DAY, OPEN, COUNT]),  # 30人 is no time
    # Until when one must have founded is no day to apply by.
    ("締切はいつ", [FOUNDED, DAY], [DAY, FOUNDED]),
    ("何人までですか", [OPEN, COUNT], [COUNT, OPEN]),
]


@pytest.mark.parametrize(("question", "lines", "expected"), FIGURES)
def test_a_figure_or_a_date_is_preferred_where_one_is_asked_for(question, lines, expected):
    assert texts([hit(*lines)], SearchTerms(("補助",)), question) == expected
    if expected != lines:
        without = AnswerOptions(least_fit=0.0, figure_bonus=0.0)
        assert texts([hit(*lines)], SearchTerms(("補助",)), question, without) == lines


CLOSED, CLOSED_OTHER = "今年度の受付は終わりました。", "朝市補助金は、受付を終了しました。"


@pytest.mark.parametrize(
    ("question", "lines", "expected"),
    [
        ("補助にまだ申し込めますか", [OPEN, CLOSED], [CLOSED, OPEN]),
        ("補助の受付はありますか", [OPEN, CLOSED], [OPEN, CLOSED]),
        # Another scheme's end is none of this one.
        ("補助にまだ申し込めますか", [OPEN, CLOSED_OTHER], [OPEN, CLOSED_OTHER]),
    ],
)
def test_that_nobody_may_apply_comes_first_where_one_asks_to(question, lines, expected):
    assert texts([hit(*lines)], SearchTerms(("補助", "受け付け")), question) == expected


def test_rows_stand_back_unless_a_figure_is_asked_for():
    row, sentence = "| 改装費の補助 | あり |", "改装費の補助があります。"
    assert texts([hit(row, sentence)], question="補助はありますか") == [sentence, row]
    assert texts([hit(row, sentence)], question="補助はいくらですか") == [row, sentence]


# Whether it stands back
STANDING_BACK = [
    # What a programme is filed under.
    ("キーワード: 改装、補助", True),
    ("支援の種類: 補助と改装など", True),
    ("内容: 改装費を補助します。", False),  # a sentence
    ("10月1日: 改装費の補助の説明会", False),  # a date and what happens then
    # Names.
    ("岡谷の改装補助事務局", True),
    ("改装の補助や融資の窓口", True),
    ("改装の補助50万円", False),
    ("床の改装費を補助", False),
    # What sends the reader elsewhere.
    ("補助は県のホームページをご覧ください。", True),
    ("改装の補助の案内をご覧いただけます。", True),
    ("改装の補助は市の案内を御確認下さい。", True),
    ("改装の補助は商工課へお問い合わせください。", True),
    ("補助の問合せ先は商工課です。", True),
    ("電話番号：補助 12-3456", True),
    ("受付時間 9:30〜17:30（改装の補助）", True),
    ("改装の補助の対象は次のとおりです。", True),
    ("協議会は改装の補助について次の意見を出しました。", True),
    ("改装の補助の対象は、以下の要件を満たすこと。", True),
    ("改装の補助は次の年に終わり、商店街が引き継ぎます。", False),
    ("改装の補助は50万円以下の支出です。", False),
    ("補助の申請書は商工課でお受け取りください。", False),  # to do, not to read on
    ("改装の補助を問い合わせた店は12軒です。", False),
    ("改装の補助の受付時間は9時からです。", False),
]


@pytest.mark.parametrize(("line", "stands_back"), STANDING_BACK)
def test_what_says_little_by_itself_stands_back(line, stands_back):
    expected = [ONE, line] if stands_back else [line, ONE]
    assert texts([hit(line, ONE)], SearchTerms(("補助",)), "補助はありますか") == expected
    equal = AnswerOptions(least_fit=0.0, little_cost=0.0)
    assert texts([hit(line, ONE)], SearchTerms(("補助",)), "補助", equal) == [line, ONE]


def test_a_field_that_has_what_is_asked_for_does_not_stand_back():
    until, what = "補助の締切: 10月31日", "キーワード: 改装、補助"
    lines = hit(what, until, ONE)
    assert texts([lines], SearchTerms(("補助",)), "補助はいつまで") == [until, ONE, what]


@pytest.mark.parametrize("question", ["補助の問い合わせ先は", "補助の窓口", "補助はどこで", "誰に"])
@pytest.mark.parametrize(
    "told", ["改装の補助は商工課へお問い合わせください。", "市役所の改装補助課"]
)
def test_whom_to_ask_does_not_stand_back_where_that_is_asked(question, told):
    assert texts([hit(told, ONE)], SearchTerms(("補助",)), question) == [told, ONE]


def test_what_the_title_and_the_headings_say_counts_half():
    # 補助 stands in one sentence, 改装 in none; in two sentences both weigh ln 3 = 1.099.
    other = "改装は自由にできます。"
    plain, headed = hit(other), hit(ONE, headings=("改装",), score=0.8)
    searched = SearchTerms(("改装", "補助"))
    # Worth .5 and .5 + .25, a place further down .15.
    assert texts([plain, headed], searched) == [ONE, other]
    equal = AnswerOptions(least_fit=0.0, heading_weight=0.0)
    assert texts([plain, headed], searched, options=equal) == [other, ONE]


def test_a_word_that_names_the_scope_counts_little():
    # Each stands in one of two sentences: 岡谷 is worth .3 of 改装.
    place, said = "岡谷の冬は寒いです。", "改装は自由にできます。"
    searched = SearchTerms(("岡谷", "改装"), faint=frozenset({"岡谷"}))
    assert texts([hit(place, said)], searched) == [said, place]
    assert texts([hit(place, said)], SearchTerms(("岡谷", "改装"))) == [place, said]


def test_a_telephone_number_is_quoted_from_what_speaks_of_the_thing():
    searched = SearchTerms(("改装", "電話", "番号"))
    other = hit("防犯講座の電話番号 054-221-3715", headings=("防犯講座",))
    own = hit("電話：03-3501-5803", headings=("改装の相談",), score=0.7)
    # 改装 stands in one of three sentences.
    told = hit("改装の相談に応じます。", headings=("改装の相談",), score=0.7)
    found = texts([other, own, told], searched, question="改装の電話番号")
    assert found[:1] == ["電話：03-3501-5803"]
    assert "防犯講座の電話番号 054-221-3715" not in found


def test_the_nearer_of_equal_sentences_goes_first():
    near = "改装費を補助する制度です。"
    meaning = (np.ones(1, np.float32), ByWords("制度"))
    assert texts([hit(BOTH, near)], meaning=meaning) == [near, BOTH]


def test_the_likelier_of_equal_sentences_goes_first():
    hits = [hit(BOTH, score=0.5), hit(BOTH.replace("店舗", "店内"), score=0.9, start=5_000)]
    first, second = texts(hits, options=AnswerOptions(place_cost=0.0, least_fit=0.0))
    assert (first, second) == ("店内の改装費を補助します。", BOTH)


def test_a_word_of_the_heading_counts_no_more_in_a_sentence():
    # 改装 stands in the heading already: the second sentence tells nothing more.
    lines = ["家賃の補助もあります。", "改装の補助もあります。"]
    assert texts([hit(*lines, headings=("改装",))]) == lines


LOANS = [
    "| 資金名 | 対象となる方 | 限度額 | 利率（年） |",
    "|---|---|---|---|",
    "| 一般資金（運転） | 市内で1年以上続けて事業を営む、市税を納めている方 | 800万円 | 2.1％ |",
    "| 一般資金（設備） | 市内で1年以上続けて事業を営む、市税を納めている方 | 900万円 | 2.0％ |",
    "| 開業資金 | 開業する前の方と、開業してから1年にならない方 | 300万円 | 1.2％ |",
    "| 災害資金 | 大雨や大雪で店や工場が壊れた方 | 200万円 | 1.1％ |",
]
# question, its words, the rows quoted
ROWS_ASKED = [
    ("開業資金の利率は", ("開業", "資金", "利率"), [LOANS[4:5]]),
    ("設備の利率は", ("設備", "利率"), [LOANS[3:4]]),
    ("利率は", ("利率",), [LOANS[:4], LOANS[4:]]),  # all are meant
]


@pytest.mark.parametrize(("question", "words", "rows"), ROWS_ASKED)
def test_the_row_that_is_asked_for_is_quoted_and_not_those_that_say_less(question, words, rows):
    options = AnswerOptions(least_fit=0.4, chars=10_000)
    found = texts([hit(*LOANS)], SearchTerms(words), question, options)
    assert found == ["\n".join(row) for row in rows]


PROGRAMME = [
    "対象: 5人以下の店",
    "補助率: 2分の1以内",
    "上限額: 40万円",
    "受付期間: 8月まで（終了）",
]
FIELDS_ASKED = [
    # The title of the programme has 補助 as well: no field is asked for.
    ("改装の補助を申し込みたい", ("改装", "補助"), ["\n".join(PROGRAMME)]),
    ("改装の補助率は", ("改装", "補助", "率"), [PROGRAMME[1]]),
    ("改装の補助はいくら", ("改装", "補助"), [PROGRAMME[2]]),
]


@pytest.mark.parametrize(("question", "words", "fields"), FIELDS_ASKED)
def test_fields_of_a_programme_are_told_together_where_none_is_asked_for(question, words, fields):
    row = hit(*PROGRAMME, headings=("店舗改装補助金",))
    found = texts([row], SearchTerms(words), question, AnswerOptions())
    assert found[:1] == fields


def test_a_field_that_says_nothing_of_what_is_asked_stands_behind_what_does():
    row = hit("補助率: 2分の1以内", headings=("改装補助金",))
    told = hit("改装の補助を受けてから閉店したときは、返還を命じます。", score=0.5)
    found = texts([row, told], SearchTerms(("改装", "補助", "閉店", "返還")))
    assert found == [told.passage.text]
