"""Calls of programs: the filters that they may give."""

import pytest

from assistant.page.program import Programs, RefusedError
from assistant.records import Filters
from tests.page_fake import FakeService


class Noted(FakeService):
    """Notes the filters it is asked with."""

    def ask(self, question, *, filters=None, **others):
        self.filters = filters
        return super().ask(question, filters=filters, **others)


@pytest.mark.parametrize(
    ("given", "filters"),
    [
        ({}, Filters()),
        ({"municipalities": None}, Filters()),
        ({"municipalities": ["川崎市"]}, Filters(municipalities=("川崎市",))),
        ({"fiscal_years": [2016, 2017]}, Filters(fiscal_years=(2016, 2017))),
        ({"themes": []}, Filters(themes=())),  # none, not all
    ],
)
def test_filters(given, filters):
    service = Noted()
    Programs(service).ask("補助", **given)
    assert service.filters == filters


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"municipalities": "川崎市"}, "municipalities: 文字列のリスト"),
        ({"themes": [1]}, "themes: 文字列のリスト"),
        ({"fiscal_years": ["2016"]}, "fiscal_years: 整数のリスト"),
        ({"fiscal_years": [True]}, "fiscal_years: 整数のリスト"),
        ({"fiscal_years": 2016}, "fiscal_years: 整数のリスト"),
    ],
)
def test_filters_of_another_kind_are_refused(given, refusal):
    for call in (Programs(FakeService()).ask, Programs(FakeService()).search):
        with pytest.raises(RefusedError, match=refusal):
            call("補助", **given)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"question": None}, "question: 文字列で指定してください。"),
        ({"question": 5}, "question: 文字列で指定してください。"),
        ({"question": ["補助"]}, "question: 文字列で指定してください。"),
        ({"k": "5"}, "k: 整数で指定してください。"),
        ({"k": None}, "k: 整数で指定してください。"),
        ({"k": 2.5}, "k: 整数で指定してください。"),
        ({"k": True}, "k: 整数で指定してください。"),
        (
            {"history": "川崎市の創業"},
            'history: 文字列のリストで指定してください（例：["川崎市"]）。',
        ),
        ({"history": [1]}, 'history: 文字列のリストで指定してください（例：["川崎市"]）。'),
    ],
)
def test_other_values_of_another_kind_are_refused(given, refusal):
    for call in (Programs(FakeService()).ask, Programs(FakeService()).search):
        with pytest.raises(RefusedError) as refused:
            call(**({"question": "補助"} | given))
        assert str(refused.value) == refusal
