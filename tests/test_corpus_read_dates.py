from datetime import date, datetime

import pytest

from corpus.read.dates import (
    WrittenDate,
    dates_of,
    find_dates,
    first_day,
    fiscal_years,
    last_day,
    looks_dated,
)

LAST_DAYS = [
    # one day, as offices write it
    ("2026-09-30", "2026-09-30"),
    ("2026/9/30", "2026-09-30"),
    ("2026年9月30日", "2026-09-30"),
    ("２０２６年９月３０日", "2026-09-30"),
    ("令和8年9月30日", "2026-09-30"),
    ("令和8年9月30日（水）必着", "2026-09-30"),
    ("令和 ８ 年 ９ 月 ３０ 日（水曜日）17時30分", "2026-09-30"),
    ("R8.9.30", "2026-09-30"),
    ("令和八年九月三十日", "2026-09-30"),
    ("令和元年5月1日", "2019-05-01"),
    ("H31.4.30", "2019-04-30"),
    ("令和8年（2026年）9月30日", "2026-09-30"),
    ("2026年（令和8年）9月30日(水)17:00まで", "2026-09-30"),
    ("2026-09-30T12:00:00", "2026-09-30"),
    ("2026-09-30 17:00:00", "2026-09-30"),
    # the end of a month, of a fiscal year
    ("令和8年9月末", "2026-09-30"),
    ("令和10年2月末日", "2028-02-29"),
    ("令和8年度末", "2027-03-31"),
    # from one day to another, several days
    ("令和8年4月1日～令和9年3月31日", "2027-03-31"),
    ("令和8年4月1日（水）～9月30日（水）", "2026-09-30"),
    ("令和8年10月1日から3月31日まで", "2027-03-31"),
    ("R8.4.1-R8.9.30", "2026-09-30"),
    ("令和8年5月29日・9月30日", "2026-09-30"),
    # No last day: a month or a year, a first day, no year.
    ("令和8年9月", None),
    ("2026", None),
    ("令和8年度", None),
    ("令和8年5月29日、10月", None),
    ("令和8年4月1日～", None),
    ("随時（令和8年4月1日から）", None),
    ("9月30日", None),
    ("事業完了後30日以内", None),
    ("随時", None),
    ("", None),
    # no day of the calendar, or of no year that is understood
    ("2023-13-45", None),
    ("令和8年2月30日", None),
    ("令和60年1月1日", None),
    ("9999-12-31", None),
    ("20260930", None),
]


@pytest.mark.parametrize(("value", "day"), LAST_DAYS)
def test_the_last_day_of_a_value(value, day):
    assert last_day(value) == (date.fromisoformat(day) if day else None)


def test_what_is_told_of_each_date():
    assert find_dates("令和8年2月から9月末まで、令和9年度") == (
        WrittenDate(date(2026, 2, 1), 2025, whole=False, begins=True),
        WrittenDate(date(2026, 9, 30), 2026, whole=True, begins=False),
        WrittenDate(date(2027, 1, 1), 2027, whole=False, begins=False),
    )


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("令和8年4月1日～令和9年3月31日", date(2026, 4, 1)),
        ("2017-11", date(2017, 11, 1)),
        (2017, date(2017, 1, 1)),
        (datetime(2017, 11, 30, 8), date(2017, 11, 30)),
        (date(2017, 11, 30), date(2017, 11, 30)),
        (date(1700, 1, 1), None),
        (None, None),
        (["2017"], None),
    ],
)
def test_the_first_day_of_a_value(value, day):
    assert first_day(value) == day


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("令和8年2月1日", (2025,)),
        ("令和7年度～令和9年度", (2025, 2026, 2027)),
        # The end first, or more than ten years later, is mistyped.
        ("2026-04-01～2025-04-01", (2026,)),
        ("2026-04-01～2036-04-01", (2026,)),
        ("", ()),
    ],
)
def test_the_fiscal_years_of_dates(value, years):
    assert fiscal_years(dates_of(value)) == years


@pytest.mark.parametrize(
    ("value", "looks"), [("８月頃", True), ("2026", True), ("随時", False), ("", False)]
)
def test_what_may_be_a_date(value, looks):
    assert looks_dated(value) is looks
