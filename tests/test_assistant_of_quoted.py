"""Which questions of a talk are asked of the papers that an answer before was quoted from."""

import pytest

from assistant.records import QuotedScheme, Understanding
from tests.question_reader import ALL, READER

PLEA = "岡谷市で店を直したい"
GRANT = QuotedScheme("花咲補助金", "岡谷市", "長野県")

TALKS = [
    # history, question, whose answer it leans on, how it is asked of those papers, in order
    ([PLEA], "いくらまで？", 0, "いくらまで？"),
    ([PLEA], "上限は？", 0, "上限は？"),
    ([PLEA], "家賃は対象ですか", 0, "家賃は対象ですか"),
    ([PLEA, "上限は？"], "書類は？", 0, "書類は？"),
    ([PLEA, "横浜市では？"], "上限は？", 1, "上限は？"),
    ([PLEA, "ほかには？"], "上限は？", 1, "上限は？"),
    ([PLEA, "ありがとう", "人を雇いたい"], "上限は？", 2, "上限は？"),
    # Until when one may apply a paper says in words of its own.
    ([PLEA], "いつまでに出せばいい？", 0, "受付期間はいつまで？", "いつまでに出せばいい？"),
    ([PLEA], "もう終わった？次はいつ？", 0, "受付期間はいつまで？", "もう終わった？次はいつ？"),
    ([PLEA], "見積書はいつまで？", 0, "見積書はいつまで？"),
    # What says all may be of that scheme: a case, a thing.
    ([PLEA], "賃上げできなかったらどうなる", 0, "賃上げできなかったらどうなる"),
    ([PLEA], "親の建てた店なんですけど", 0, "親の建てた店なんですけど"),
]


@pytest.mark.parametrize(
    ("history", "question", "number", "texts"), [(*talk[:3], talk[3:]) for talk in TALKS]
)
def test_a_part_is_asked_of_what_was_quoted(history, question, number, texts):
    asked = []

    def quoted(earlier):
        asked.append(earlier)
        return GRANT

    read = READER.read(question, history=history, understanding=ALL, quoted=quoted)
    assert asked == [number]
    assert [(query.text, query.papers, query.municipalities) for query in read.of_quoted] == [
        (text, ("花咲補助金",), ("岡谷市",)) for text in texts
    ]
    assert READER.read(question, history=history, understanding=ALL).of_quoted == ()


@pytest.mark.parametrize(
    "question",
    [
        "横浜市は？",
        "横浜市の上限は？",
        "ほかには？",
        "もっと詳しく",
        "美容室です",
        "助成金は？",
        "融資もありますか",
        "朝市補助金の上限は？",
        "人を雇いたい",
        "人材育成は？",
        "ありがとう",
    ],
)
def test_other_questions_are_not(question):
    read = READER.read(question, history=[PLEA], understanding=ALL, quoted=lambda _: GRANT)
    assert read.of_quoted == ()


def test_a_year_of_the_talk_is_tried_first_one_of_the_question_alone():
    def years(question):
        history = ["岡谷市の店の改装は、2024年度は何件"]
        read = READER.read(question, history=history, understanding=ALL, quoted=lambda _: GRANT)
        return [query.years for query in read.of_quoted]

    assert years("上限は？") == [(2024,), ()]
    assert years("2025年度の上限は？") == [(2025,)]


def test_what_is_undone_is_left_out():
    def read(understanding):
        return READER.read(
            "上限は？", history=[PLEA], understanding=understanding, quoted=lambda _: GRANT
        ).of_quoted

    assert read(Understanding(use_schemes=False)) == ()
    assert [query.municipalities for query in read(Understanding(use_places=False))] == [()]


def test_a_talk_that_names_another_scheme_is_not_led_away():
    def read(question):
        return READER.read(
            "上限は？", history=[question], understanding=ALL, quoted=lambda _: GRANT
        ).of_quoted

    assert read("朝市補助金について") == ()
    assert len(read("花咲補助金について")) == 1
