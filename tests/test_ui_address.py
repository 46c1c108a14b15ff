"""The page's address: what it holds of a talk, and what is taken from one that anybody wrote."""

from urllib.parse import parse_qs

import pytest

from assistant.page.address import NAMES, Asked, asked_of, query_of
from assistant.page.turn import Turn, filters
from assistant.records import Answer, Filters, Query, Understanding

OFFERED = [
    [("花咲市　4件", "花咲市"), ("月見町　3件", "月見町")],
    [("平成28年度（2016年度）　4件", 2016)],
    [("創業　1件", "創業")],
]


def asked(query):
    held = parse_qs(query)
    return asked_of({name: held.get(name, []) for name in NAMES}, OFFERED)


def answered(**turn):
    return Turn("空き店舗 & <b>?", Answer("", Query(""), (), ()), **turn)


@pytest.mark.parametrize(
    ("chosen", "understanding"),
    [
        (Filters(), Understanding()),
        (Filters(("月見町", "花咲市"), (2016,), ("創業",)), Understanding()),
        (Filters(None, (2016,), None), Understanding(use_years=False, use_thesaurus=False)),
        (Filters(), Understanding(use_places=False, use_schemes=False)),
    ],
)
def test_an_address_asks_again_what_was_asked(chosen, understanding):
    again = asked(query_of([answered(chosen=chosen, understanding=understanding)]))
    assert again.questions == ("空き店舗 & <b>?",)
    assert filters(*again.chosen) == chosen
    assert again.understanding == understanding
    assert not again.has_unknown


def test_an_address_is_short():
    chosen = Filters(("花咲市",), (2016,), None)
    turn = answered(chosen=chosen, understanding=Understanding(use_years=False))
    query = query_of([turn]).partition("&")[2]
    assert query == "city=%E8%8A%B1%E5%92%B2%E5%B8%82&year=2016&undone=years"
    assert query_of([]) == ""


NOTHING = Asked((), ([], [], []), Understanding(), has_unknown=False)
UNKNOWN = Asked((), ([], [], []), Understanding(), has_unknown=True)


@pytest.mark.parametrize(
    ("query", "taken"),
    [
        ("", NOTHING),
        ("utm_source=x&city=", NOTHING),
        ("city=空市", UNKNOWN),
        ("year=2016.0", UNKNOWN),
        ("theme=花咲市", UNKNOWN),
        ("undone=subject", UNKNOWN),
        (
            "city=花咲市&city=花咲市&city=空市&undone=places&undone=all",
            Asked((), (["花咲市"], [], []), Understanding(use_places=False), has_unknown=True),
        ),
        (
            "&".join(f"q={number}" for number in range(9)),
            Asked(tuple("345678"), ([], [], []), Understanding(), has_unknown=False),
        ),
    ],
)
def test_only_what_is_offered_is_taken(query, taken):
    assert asked(query) == taken
