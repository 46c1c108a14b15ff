"""What the filters of the page offer."""

from datetime import date

import pytest

from assistant.page.choices import choices
from assistant.records import About, FacetCount


def about(*years):
    return About(
        "g",
        "2026-11-21",
        "model",
        5000,
        municipalities=(FacetCount("花咲市", 4000),),
        fiscal_years=tuple(FacetCount(str(year), 2) for year in years),
        themes=(FacetCount("創業", 3),),
    )


def test_a_value_is_shown_with_its_passages():
    assert choices(about(2016), date(2026, 11, 22)) == [
        [("花咲市　4,000件", "花咲市")],
        [("平成28年度（2016年度）　2件", 2016)],
        [("創業　3件", "創業")],
    ]


@pytest.mark.parametrize(
    ("today", "held", "offered"),
    [
        (date(2026, 11, 22), (2050, 2032, 2031, 2026, 1996, 1995, 1948), [2031, 2026, 1996]),
        # Still the fiscal year before.
        (date(2026, 3, 31), (2031, 2030, 1995, 1994), [2030, 1995]),
        (date(2026, 11, 22), (2050, 1948), [2050, 1948]),
        (date(2026, 11, 22), (), []),
    ],
)
def test_years_far_off_are_not_offered_unless_there_are_no_others(today, held, offered):
    assert [value for _, value in choices(about(*held), today)[1]] == offered
