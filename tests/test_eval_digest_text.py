import pytest

from eval.digest_text import (
    Squeezed,
    known_numbers,
    line_of,
    numbers,
    relative_years,
    shared_runs,
    squeeze,
    western_year,
    years,
)


def test_squeezing_keeps_where_each_character_stood():
    assert squeeze("Ａ |\n㈱ b") == Squeezed(
        normal="A |\n(株) b", text="A(株)b", origins=(0, 4, 5, 6, 8)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234千円", [("1234", "")]),
        ("１２，３４５円", [("12345", "")]),
        ("1,23 と 1,2345", [("1", ""), ("23", "1,"), ("1", "と "), ("2345", "1,")]),
        ("平成28年度の99.2%", [("28", "平成"), ("99.2", "度の")]),
        ("③の3分の2", [("3", ""), ("3", "3の"), ("2", "分の")]),
        ("二つ", []),
    ],
)
def test_numbers_come_with_what_stands_before_them(text, expected):
    assert list(numbers(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H28. 7.27", {"28", "7.27", "28.7", "27", "7"}),
        ("決算 1, 234", {"1", "234", "1234"}),
        ("| 14 | 20 |", {"14", "20", "1420"}),
        ("なし", set()),
    ],
)
def test_known_numbers_allow_for_broken_typesetting(text, expected):
    assert known_numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成28年度", {2016}),
        ("平成 28 年", {2016}),
        ("平成元年", {1989}),
        ("Ｈ２９と R元年度、S63", {2017, 2019, 1988}),
        ("令和2年度～令和4年度", {2020, 2022}),
        ("30年度の事業、31年度の予定", {2018, 2019}),
        ("2016(28)年度", {2016}),
        ("5年度", set()),
        ("12016円、2016.5点、SH30、平成100", set()),
        ("1,995年", set()),
    ],
)
def test_years_in_either_calendar(text, expected):
    assert years(text) == expected


@pytest.mark.parametrize(
    ("era", "number", "expected"),
    [("平成", "31", 2019), ("令和", "元", 2019), ("R", "1", 2019), ("昭和", "64", 1989)],
)
def test_eras_meet_the_western_year(era, number, expected):
    assert western_year(era, number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年度は開く", {2013}),
        ("昨年度に続き、来年3月まで", {2012, 2014}),
        ("毎年", set()),
    ],
)
def test_relative_years_count_from_the_given_one(text, expected):
    assert relative_years(text, 2013) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xxabcdyy", [(2, 6)]),  # abc and bcd stand there
        ("abcd", [(0, 4)]),
        ("abcxbcd", [(0, 3), (4, 7)]),
        ("abcbcd", [(0, 3), (3, 6)]),
        ("abxcd", []),
        ("ab", []),
    ],
)
def test_runs_are_as_long_as_every_window_stands_in_the_source(text, expected):
    assert list(shared_runs(text, "..abcd..", length=3)) == expected


def test_lines_count_from_one():
    assert [line_of("a\nb\n", index) for index in (0, 1, 2, 4)] == [1, 1, 2, 3]
