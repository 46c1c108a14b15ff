"""When a fiscal year starts, and what it is called."""

from datetime import date

import pytest

from corpus.names.era import find_years
from corpus.names.fiscal import era_label, era_of, fiscal_year

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2016, 3, 31), 2015),
        (date(2016, 4, 1), 2016),
        (date(2017, 3, 31), 2016),
        (date(2017, 1, 1), 2016),
    ],
)
def test_a_fiscal_year_starts_on_1_april(day, year):
    assert fiscal_year(day) == year


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2016, "平成28年度（2016年度）"),
        (2018, "平成30年度（2018年度）"),
        (2019, "令和元年度（2019年度）"),
        (2026, "令和8年度（2026年度）"),
        (1989, "平成元年度（1989年度）"),
        (1988, "昭和63年度（1988年度）"),
        (1868, "明治元年度（1868年度）"),
    ],
)
def test_label(year, label):
    assert era_label(year) == label
    assert find_years(label, today=TODAY)[0].first == year


def test_no_label_before_the_eras():
    with pytest.raises(ValueError, match="1867"):
        era_label(1867)


def test_era_of_a_year():
    assert [era_of(year) for year in (1988, 1989, 2018, 2019)] == ["昭和", "平成", "平成", "令和"]
