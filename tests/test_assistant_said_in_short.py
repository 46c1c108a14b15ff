"""Years and rounds said in short are read as the talk lets one read them."""

import pytest

from tests.question_reader import read

SEMINAR = "川崎市の2016年度の創業セミナーの実績"
YEARS = [
    ("前年は？", (2015,)),
    ("前年度の参加者は？", (2015,)),
    ("前年度は？", (2015,)),
    ("前の年は？", (2015,)),
    ("翌年度は？", (2017,)),
    ("次の年は？", (2017,)),
    ("29年は？", (2017,)),
    ("29年の実績は？", (2017,)),
    ("2017は？", (2017,)),
    ("じゃあ2018は？", (2018,)),
    ("最新のは？", ()),
    ("直近は？", ()),
    ("最近のは", ()),
    # Of the year of the talk, or no year.
    ("前年度比は？", (2016,)),
    ("前年より増えた？", (2016,)),
    ("5年は？", (2016,)),
    ("2017人は多い？", (2016,)),
]


@pytest.mark.parametrize(("question", "years"), YEARS)
def test_years_count_from_that_of_the_talk(question, years):
    query = read(question, [SEMINAR])
    assert (query.years, query.municipalities) == (years, ("川崎市",))
    # A year left behind is no word of the search.
    assert ("2016年度" in query.words) == (years == (2016,))


TALKS = [
    # history, question, years
    ([SEMINAR, "前年は？"], "参加者数は？", (2015,)),
    ([SEMINAR, "前年は？"], "その前の年は？", (2014,)),
    ([SEMINAR, "最新のは？"], "参加者数は？", ()),
    (["川崎市の2016年度から2018年度の実績"], "前年は？", (2015,)),
    (["川崎市の2016年度から2018年度の実績"], "翌年は？", (2019,)),
    # Without a year in the talk 前年 is last year.
    (["川崎市の創業セミナー"], "前年は？", (2025,)),
    (["川崎市の創業セミナー"], "その前の年のは", (2025,)),
    (["川崎市の創業セミナー"], "前年度は？", (2025,)),
    (["川崎市の創業セミナー"], "前年度の参加者は？", (2025,)),
    (["川崎市の創業セミナー", "前年は？"], "前年は？", (2024,)),
    (["川崎市の創業セミナー"], "前年の売上が要る？", ()),
    (["川崎市の創業セミナー"], "前年度の決算書は？", ()),
    (["川崎市の創業セミナー"], "前年の利益がゼロでも？", ()),
    (["川崎市の創業セミナー"], "29年は？", ()),
    ([], "前年は？", ()),
]


@pytest.mark.parametrize(("history", "question", "years"), TALKS)
def test_a_year_said_in_short_goes_on_in_the_talk(history, question, years):
    assert read(question, history).years == years


ROUNDS = [
    ("17回です", (17,)),
    ("17回目です", (17,)),
    ("17回目のは？", (17,)),
    ("17回の締切は？", (17,)),
    ("2回目でも申請できる？", ()),
    ("年に3回もらえる？", ()),
]


BESIDE = [
    # history, question, editions
    (["花咲補助金の第5回の締切は"], "次の回は？", (6,)),
    (["花咲補助金の第5回の締切は"], "次回はいつ？", (6,)),
    (["花咲補助金の第5回の締切は", "じゃあ次の回は？"], "次の回は？", (7,)),
    (["花咲補助金の第6回の締切は"], "前回の額", (5,)),
    (["花咲補助金の第6回の締切は"], "ひとつ前の回だと？", (5,)),
    (["花咲補助金の第6回の締切は"], "前回は落ちました", (6,)),
    (["花咲補助金の第1回の締切は"], "前回は？", (1,)),
    (["花咲補助金の第1回と第2回の締切は"], "次の回は？", (1, 2)),
    (["花咲補助金2025の締切は"], "次の回は？", (2025,)),
    (["花咲補助金の締切は"], "次の回は？", ()),
]


@pytest.mark.parametrize(("history", "question", "editions"), BESIDE)
def test_the_round_beside_that_of_the_talk(history, question, editions):
    assert read(question, history).editions == editions


@pytest.mark.parametrize(("question", "editions"), ROUNDS)
def test_a_round_said_in_short(question, editions):
    assert read(question, ["花咲補助金の締切はいつ"]).editions == editions
    assert read(question).editions == ()
