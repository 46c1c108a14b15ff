"""Years within sentences, what looks like a year but is none, and whose era a year is of."""

from datetime import date
from time import process_time

import pytest

from corpus.names.era import find_years

TODAY = date(2026, 11, 21)  # fiscal year 2026, 令和8年度

IN_SENTENCES = [
    ("平成28年に開始した融資は続く。", [("平成28年", 2016, 2016)]),
    (
        "平成28年度は12件、29年度は15件で、両年度とも黒字。",
        [("平成28年度", 2016, 2016), ("29年度", 2017, 2017), ("両年度", 2016, 2017)],
    ),
    (
        "平成28・29年度の両年度",
        [("平成28・29年度", 2016, 2017), ("両年度", 2016, 2017)],
    ),
    ("平成27年度と平成30年度の両年度", [("平成27年度", 2015, 2015), ("平成30年度", 2018, 2018)]),
    # 令和30 lies more than ten years ahead: the 30 after R元 is 平成30.
    (
        "30年度：研修 R元年度：相談会 30年度：交流会",
        [("30年度", 2018, 2018), ("R元年度", 2019, 2019), ("30年度", 2018, 2018)],
    ),
    ("昭和50年度に始まり、55年度に終えた。", [("昭和50年度", 1975, 1975), ("55年度", 1980, 1980)]),
    (
        "H27・28・30年度",
        [("H27", 2015, 2015), ("28", 2016, 2016), ("30年度", 2018, 2018)],
    ),
    (
        "| 2015 (27) 年度 | 2016 (28) 年度 |",
        [
            ("2015 (27) 年度", 2015, 2015),
            ("2016 (28) 年度", 2016, 2016),
        ],
    ),
    # A comma behind a word ends it, one behind a digit does not.
    (
        "実績，2016年度が12件，2017年度が20件",
        [("2016年度", 2016, 2016), ("2017年度", 2017, 2017)],
    ),
    ("平成28年度，29年度", [("平成28年度", 2016, 2016), ("29年度", 2017, 2017)]),
    ("過去3年度と令和5年度", [("令和5年度", 2023, 2023)]),
    ("平成28年～9月", [("平成28年", 2016, 2016)]),
    ("8年度分野別の件数", [("8年度", 2026, 2026)]),
    ("平成28年度（2018年3月末まで）", [("平成28年度", 2016, 2016), ("2018年3月", 2017, 2017)]),
    ("2016年度（32社）の実績", [("2016年度", 2016, 2016)]),
    ("会員は増加（H28.5現在）", [("H28.5", 2016, 2016)]),
    ("□ H29は8-9月に実施", [("H29", 2017, 2017)]),
    ("平成29年1月18日～20日の3日間", [("平成29年1月18日", 2016, 2016)]),
    ("平成28年度から5年で倍にする", [("平成28年度", 2016, 2016)]),
    ("平成18年度から20年間続いた", [("平成18年度", 2006, 2006)]),
    ("川崎 2016 創業", [("2016", 2016, 2016)]),
    ("2016から2018まで", [("2016から2018", 2016, 2018)]),
    ("令和7年代表者が替わり", [("令和7", 2025, 2025)]),
    ("令和5年金融支援", [("令和5", 2023, 2023)]),
    ("50年度に始まる", [("50年度", 1975, 1975)]),
    ("'98年度とFY98", [("'98年度", 1998, 1998), ("FY98", 1998, 1998)]),
    ("'16年度とFY36", [("'16年度", 2016, 2016), ("FY36", 2036, 2036)]),
    ("令和6年度補正予算の公募", [("令和6年度", 2024, 2024)]),
    ("R5年度末", [("R5年度", 2023, 2023)]),
    # Years are known from fiscal 1868, which began in April of that year, to 2199.
    ("1868年3月に作り、1868年4月に始めた。", [("1868年4月", 1868, 1868)]),
    ("二千百九十九年12月～5月", [("二千百九十九年12月", 2199, 2199)]),
]


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("平成25年度以降は増えた", True),
        ("2013年以後の制度", True),
        ("平成25年度に増え、以降も増えた", False),
        ("平成25年度までに増えた", False),
    ],
)
def test_what_holds_from_a_year_on_is_told(text, goes_on):
    (mention,) = find_years(text, today=TODAY)
    assert mention.goes_on is goes_on


NO_YEARS = [
    "",
    "☎0246-22-1126",
    "電話 044-2016-1728",
    "2分の1",
    "1,588事業所",
    "第28条",
    "第 28 条第2項",
    "28件",
    "3か年",
    "３カ年計画",
    "5年以内",
    "28年間",
    "創業100年",
    "10年連続",
    "5年度続けて下回った",
    "5 年度連続で1.0を下回った",
    "10年度ぶりに増えた",
    "3年度にわたり補助した",
    "2年度目",
    "第2年度",
    "1年度5人まで",
    "１年度あたり20万円",
    "1事業者につき1年度に1回限り",
    "1年度限り",
    "2年度に3回まで",
    "2年度以内",
    "3年度分の決算書",
    "通算3年度、通算で2年度、直近10年度",
    "1,28年度",
    "1,2016年度",
    "3年度前の決算書",
    "初年度",
    "毎年度",
    "2016円",
    "12,016年",
    "従業者 2018 人",
    "従業者 2018  人",
    "| 2018 | 2019 |",
    "ISO 9001",
    "A2016年度版ではない型番A2016",
    "H2O",
    "H2ステーション",
    "S45C",
    "G20",
    "M1グランプリ",
    "H28-0012",
    "H28号室",
    "R1号線",
    "昭和3丁目",
    "昭和5番地",
    "昭和初期",
    "昭和30年代",
    "平成20年代",
    "H20年代",
    "令和2年間",
    "令和7年目",
    "70年度",  # 平成70 lies more than ten years ahead
    "2010年代",
    "昭和22年法律第26号",
    "平成27年条例第77号",
    "平成5年4月1日告示第3号",
    "平成99年度",
    "大正16年",
    "平成元気塾",
    "日本年金機構",
    "過去年度",
    "将来年金",
    "以来年1回",
    "基本年俸",
    "両年度",
    "1/2以内",
    "24時間365日",
    "1868・67年度",
    "2016・9999年度",
    "1868年2月",
    "明治元年2月",
    "M1.3.31",
    "FY1867",
    "FY2200",
    "二千二百年",
    "FY9999",
]


@pytest.mark.parametrize(("text", "expected"), IN_SENTENCES)
def test_years_in_sentences(text, expected):
    mentions = find_years(text, today=TODAY)
    assert [(m.text, m.first, m.last) for m in mentions] == expected
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]


@pytest.mark.parametrize("text", NO_YEARS)
def test_no_year(text):
    assert find_years(text, today=TODAY) == ()


def test_the_argument_names_the_era_until_the_text_does():
    text = "5年度の報告。令和6年度の計画。7年度の見込み。"
    years = [m.first for m in find_years(text, today=TODAY, era="平成")]
    # 平成5 = 1993; then 令和6 = 2024 and 令和7 = 2025
    assert years == [1993, 2024, 2025]


def test_a_year_without_an_era_leaves_the_era_as_it_is():
    years = [m.first for m in find_years("平成20年度、2015年度、5年度", today=TODAY)]
    assert years == [2008, 2015, 1993]  # 平成5


def test_a_short_year_is_read_as_of_its_day():
    # In July 2017 nobody could mean 令和; 平成32年度 was three years ahead.
    assert [m.first for m in find_years("32年度", today=date(2017, 7, 1))] == [2020]


def test_this_year_before_april():
    # On 10 February 2027 the fiscal year is still 2026, the calendar year already 2027.
    mentions = find_years("今年度と今年", today=date(2027, 2, 10))
    assert [(m.text, m.first) for m in mentions] == [("今年度", 2026), ("今年", 2027)]


def test_last_year_before_the_first_year_is_none():
    # 去年 of May 1868 is 1867; 今年 is 1868.
    mentions = find_years("去年と今年", today=date(1868, 5, 1))
    assert [(m.text, m.first) for m in mentions] == [("今年", 1868)]


def test_which_mentions_count_from_today():
    mentions = find_years("今年度、2016年度、昨年の6月", today=TODAY)
    assert [m.counts_from_today for m in mentions] == [True, False, True]


def test_an_unknown_era_is_refused():
    with pytest.raises(ValueError, match="Era '慶応'"):
        find_years("3年度", today=TODAY, era="慶応")


@pytest.mark.parametrize("piece", ["1・", "平成", "2016～", "(2016", "28・", "平成28・29・"])
def test_hostile_text_takes_time_in_proportion_to_its_length(piece):
    # Read in quadratic time, some of these would take minutes; they take seconds at most.
    started = process_time()
    find_years(piece * 30_000, today=TODAY)
    assert process_time() - started < 10
