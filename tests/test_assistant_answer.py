"""Which sentences are quoted, in which order, and that each stands in its document."""

from dataclasses import replace
from datetime import date
from math import log1p
from pathlib import Path

import numpy as np
import pytest

from assistant.answer import AnswerOptions, highlights, quote
from assistant.features import SearchTerms
from assistant.records import Hit, Query
from assistant.service import open_service
from corpus.clean import search_text
from corpus.document import Facets, Passage
from eval.questions import BUNDLED, load_questions
from index.build import build
from index.embed import StaticEmbedder
from index.lexical import WeightedTerm

TODAY = date(2026, 11, 21)
OPTIONS = AnswerOptions()
ALL = AnswerOptions(least_fit=0.0, quotes=100, chars=10_000)
START = 1_000  # where every passage here begins in its document
REPAIRS = SearchTerms(("改装", "補助"))


class ByWords:
    """An embedder with a component for each of its words: 1 where a text holds the word."""

    def __init__(self, *words):
        self.words = words

    def encode_passages(self, forms):
        found = [[float(word in form.lemmas) for word in self.words] for form in forms]
        return np.array(found, np.float32).reshape(len(forms), -1)


MEANINGLESS = (np.zeros(0, np.float32), ByWords())


def hit(*lines, score=0.8, headings=(), city="川崎市", start=START):
    text = "\n".join(lines)
    passage = Passage(
        "案内.md", start, start + len(text), text, headings, facets=Facets(municipality=city)
    )
    return Hit(passage, "案内", None, score)


def quoted(hits, searched=REPAIRS, question="", options=ALL, meaning=MEANINGLESS, **named):
    return quote(Query(question, question, **named), hits, searched, *meaning, options)


def texts(*arguments, **options):
    return [found.text for found in quoted(*arguments, **options)]


BOTH = "店舗の改装費を補助します。"
ONE = "家賃の補助もあります。"
NEITHER = "窓口は市役所の二階です。"


def test_a_quote_is_a_slice_of_its_document():
    (found,) = quoted([hit("  " + BOTH + " \n\n")])
    assert (found.text, found.start, found.end) == (BOTH, START + 2, START + 2 + len(BOTH))
    assert found.citation == 1
    # The mark of a list is no part of what is said.
    (item,) = quoted([hit(f"- {BOTH}")])
    assert (item.text, item.start) == (BOTH, START + 2)


NOT_QUOTED = [
    "",
    " 　\n",
    "# 空き店舗の改装費の補助",
    "###### 空き店舗の改装費の補助",
    "空き店舗の改装費の補助",  # the heading itself
    "(2) 空き店舗の改装費の補助",
    "出典: 岡谷市の空き店舗の改装の手引き（平成29年）",
    "出典箇所：第3章の改装費の補助",
    "資料：改装費の補助に関する調査",
    "出所 : 改装費の補助に関する調査",
    "|---|:---:|",
    "----------",
    "改装の補助。",  # 6 characters
]


@pytest.mark.parametrize("line", NOT_QUOTED)
def test_headings_sources_and_leftovers_are_not_quoted(line):
    headings = ("商店街", "空き店舗の改装費の補助")
    assert texts([hit(line, headings=headings)]) == []
    assert texts([hit(line, NEITHER, headings=headings)]) == [NEITHER]


def test_a_heading_above_a_sentence_does_not_take_it_away():
    # A line of 18 characters and more that ends in a kanji seems to go on in the next one.
    lines = ("## 商店街の空き店舗を借りる人への改装費の補助", "", BOTH)
    (found,) = quoted([hit(*lines)])
    assert (found.text, found.start) == (BOTH, START + len(lines[0]) + 2)


def test_a_title_is_not_quoted_and_does_not_take_its_sentence_away():
    title = "商店街の空き店舗を借りる人への改装費の補助"
    passage = Passage("案内.md", 0, 0, f"{title}\n\n{BOTH}", ())
    (found,) = quoted([Hit(passage, title, None, 0.8)])
    assert (found.text, found.start) == (BOTH, len(title) + 2)
    assert quoted([Hit(replace(passage, text=title), title, None, 0.8)]) == ()


def test_an_indented_line_is_a_paragraph_of_its_own():
    assert texts([hit(f"　{BOTH}", f"　{ONE}")]) == [BOTH, ONE]


def test_nothing_to_quote():
    assert quoted([]) == ()
    assert quoted([hit("")]) == ()


TABLE = ["| 年度 | 件数 |", "|---|---|", "| 平成27年度 | 12 |", "| 平成28年度 | 7 |"]


def test_a_small_table_is_quoted_as_a_whole():
    assert texts([hit(*TABLE)]) == ["\n".join(TABLE)]
    # Worth 1, .387 and, for its figures, .15.
    assert texts([hit(BOTH, *TABLE, ONE)], question="何件") == [BOTH, ONE, "\n".join(TABLE)]


def test_a_large_table_is_quoted_in_parts_of_whole_rows():
    rows = [f"| 平成{year}年度の改装費の補助の申請 | {year}件 |" for year in range(10, 30)]
    parts = texts([hit(*rows)])
    assert "\n".join(sorted(parts)) == "\n".join(rows)
    # A row and its line end are 27 characters: seven rows are 189, eight 216.
    assert [part.count("\n") + 1 for part in sorted(parts)] == [7, 7, 6]


def test_a_sentence_that_ends_inside_a_cell_keeps_its_row():
    row = "| 補助 | 改装費を補助します。上限があります。 | 7件 |"
    assert texts([hit(row)]) == [row]


def test_sentences_of_a_short_paragraph_stay_together():
    paragraph = f"{BOTH}{ONE}{NEITHER}"
    assert texts([hit(paragraph)]) == [paragraph]
    # 13 + 11 characters, 15 times: 160 hold 6 pairs and a 改装.
    assert all(len(part) <= 160 for part in texts([hit((BOTH + ONE) * 15)]))


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
OPEN, DAY = "補助の受付は定員までです。", "補助の受付は10月31日までです。"
COUNT = "補助の受付は30人までです。"
FIGURES = [
    ("上限はいくらですか", [VAGUE, FIGURE], [FIGURE, VAGUE]),
    ("補助の金額は", [VAGUE, FIGURE], [FIGURE, VAGUE]),
    ("何件ありますか", [VAGUE, FIGURE], [FIGURE, VAGUE]),
    ("補助について", [VAGUE, FIGURE], [VAGUE, FIGURE]),
    ("補助について", [FIGURE, VAGUE], [FIGURE, VAGUE]),
    ("いつまでですか", [OPEN, DAY], [DAY, OPEN]),
    ("締切はいつ", [OPEN, COUNT, DAY], [DAY, OPEN, COUNT]),  # 30人 is no time
    ("何人までですか", [OPEN, COUNT], [COUNT, OPEN]),
]


@pytest.mark.parametrize(("question", "lines", "expected"), FIGURES)
def test_a_figure_or_a_date_is_preferred_where_one_is_asked_for(question, lines, expected):
    assert texts([hit(*lines)], SearchTerms(("補助",)), question) == expected
    if expected != lines:
        without = AnswerOptions(least_fit=0.0, figure_bonus=0.0)
        assert texts([hit(*lines)], SearchTerms(("補助",)), question, without) == lines


def test_rows_stand_back_unless_a_figure_is_asked_for():
    row, sentence = "| 改装費の補助 | あり |", "改装費の補助があります。"
    assert texts([hit(row, sentence)], question="補助はありますか") == [sentence, row]
    assert texts([hit(row, sentence)], question="補助はいくらですか") == [row, sentence]


FIELDS = [
    ("キーワード: 改装、補助", True),
    ("支援の種類: 補助", True),
    ("内容: 改装費を補助します。", False),  # a sentence
    ("10月1日: 改装費の補助の説明会", False),  # a date and what happens then
]


@pytest.mark.parametrize(("field", "stands_back"), FIELDS)
def test_short_fields_stand_back(field, stands_back):
    expected = [ONE, field] if stands_back else [field, ONE]
    assert texts([hit(field, ONE)], SearchTerms(("補助",)), "補助はありますか") == expected
    equal = AnswerOptions(least_fit=0.0, field_cost=0.0)
    assert texts([hit(field, ONE)], SearchTerms(("補助",)), "補助", equal) == [field, ONE]


def test_a_field_that_has_what_is_asked_for_does_not_stand_back():
    until, what = "補助の締切: 10月31日", "キーワード: 改装、補助"
    lines = hit(what, until, ONE)
    assert texts([lines], SearchTerms(("補助",)), "補助はいつまで") == [until, ONE, what]


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


YEARS = [
    ("平成27年度は改装費を補助しました。", False),
    ("平成28年度は改装費を補助しました。", True),
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
    assert texts([hit(*lines)], options=OPTIONS) == lines[:4]
    assert texts([hit(*lines)], options=AnswerOptions(quotes=6)) == lines
    assert texts([hit(*lines)], options=AnswerOptions(chars=39)) == lines[:3]
    assert texts([hit(*lines)], options=AnswerOptions(chars=38)) == lines[:2]
    assert texts([hit(*lines)], options=AnswerOptions(chars=1)) == lines[:1]


def test_a_sentence_is_quoted_once():
    found = quoted([hit(BOTH), hit(ONE, " 店舗の改装費を補助します。", start=5_000)])
    assert [(q.text, q.citation) for q in found] == [(BOTH, 1), (ONE, 2)]


MARKED = [
    ("店舗の改装費を補助します。", ("改装", "補助"), ["改装", "補助"]),
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
]


@pytest.mark.parametrize(("text", "own", "marked"), MARKED)
def test_highlights(text, own, marked):
    spans = highlights(text, SearchTerms(own))
    assert [text[start:end] for start, end in spans] == marked
    # The thesaurus' terms are marked as well.
    added = SearchTerms((), tuple(WeightedTerm(lemma, 0.1) for lemma in own))
    assert highlights(text, added) == spans


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    """A service over the bundled documents."""
    folder = tmp_path_factory.mktemp("bundled")
    build([Path(BUNDLED)], folder, embedder=StaticEmbedder(), today=TODAY)
    return open_service(folder, today=TODAY)


def test_every_quote_stands_in_its_document(bundled):
    answerable = [question.text for question in load_questions() if question.places]
    answered = 0
    for question in answerable[:: len(answerable) // 30]:
        answer = bundled.ask(question)
        assert bool(answer.quotes) == (answer.reason is None)
        answered += bool(answer.quotes)
        for found in answer.quotes:
            passage = answer.hits[found.citation - 1].passage
            assert bundled.document(passage.doc_id).text[found.start : found.end] == found.text
            assert passage.start <= found.start < found.end <= passage.end
            assert found.text == found.text.strip()
            assert not found.text.startswith(("#", "- ", "出典"))
            assert search_text(found.text) not in passage.headings
        for cited in answer.hits:
            ends = [0, *(edge for span in cited.highlights for edge in span)]
            assert ends == sorted(ends)
            assert ends[-1] <= len(cited.passage.text)
            assert all(start < end for start, end in cited.highlights)
    assert answered >= 25
