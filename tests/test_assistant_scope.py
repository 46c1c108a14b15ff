"""Which passages a question and its filters leave: semantics, tags and counts."""

import pytest

from assistant.records import FacetCount, Filters, Query
from assistant.search.scope import FacetTable, Scope
from corpus.document import Facets
from index.lexical import edition_tags, tag
from tests.tiny_index import FacetsAlone

KANAGAWA, TOKYO = "神奈川県", "東京都"
PASSAGES = [
    Facets("川崎市", KANAGAWA, fiscal_years=(2016,), themes=("創業", "資金")),  # 0
    Facets("川崎市", KANAGAWA, fiscal_years=(2016, 2017), themes=("商店街",)),  # 1
    Facets("横浜市", KANAGAWA, fiscal_years=(2017,), themes=("創業",)),  # 2
    Facets(None, KANAGAWA, fiscal_years=(2016,)),  # 3: the prefecture's own
    Facets("墨田区", TOKYO, themes=("ものづくり",)),  # 4: of no year
    Facets(None, None, fiscal_years=(2017,), themes=("資金",)),  # 5: of no place
    Facets(),  # 6: of neither
    Facets("愛川町", None),  # 7: a town whose prefecture is unknown
]
TABLE = FacetTable(FacetsAlone(PASSAGES))
NONE = Filters()
NOWHERE = Query("")
KAWASAKI = Query("", municipalities=("川崎市",), prefectures=(KANAGAWA,))


def rows(filters, query):
    allowed = TABLE.scope(filters, query).allowed
    return None if allowed is None else allowed.nonzero()[0].tolist()


# What a question names, the passages that are of all of it.
NAMED = [
    (NOWHERE, None),
    (KAWASAKI, [0, 1]),
    (Query("", prefectures=(KANAGAWA,)), [0, 1, 2, 3]),
    (Query("", years=(2016,)), [0, 1, 3]),
    (Query("", years=(2016, 2017)), [0, 1, 2, 3, 5]),
    (Query("", years=(2017,), municipalities=("川崎市",), prefectures=(KANAGAWA,)), [1]),
    (Query("", years=(2030,)), []),
    (Query("", editions=(17,)), []),
]


@pytest.mark.parametrize(("query", "expected"), NAMED)
def test_passages_of_what_a_question_names(query, expected):
    named = TABLE.named_by(query)
    assert (None if named is None else named.nonzero()[0].tolist()) == expected


def test_passages_of_an_edition_that_a_question_names():
    table = FacetTable(FacetsAlone([Facets(editions=(17,)), Facets(editions=(16, 18)), Facets()]))
    named = table.named_by(Query("", editions=(18, 19)))
    assert named is not None
    assert named.tolist() == [False, True, False]


FILTERS = [
    (Filters(), None),
    # An empty filter leaves nothing, whatever the others say.
    (Filters(municipalities=()), []),
    (Filters(fiscal_years=()), []),
    (Filters(themes=()), []),
    (Filters(municipalities=("川崎市",), themes=()), []),
    # A filter takes only what has its value.
    (Filters(municipalities=("川崎市",)), [0, 1]),
    (Filters(municipalities=("川崎市", "墨田区")), [0, 1, 4]),
    (Filters(municipalities=("愛川町",)), [7]),
    (Filters(fiscal_years=(2016,)), [0, 1, 3]),
    (Filters(fiscal_years=(2017, 2016)), [0, 1, 2, 3, 5]),
    (Filters(themes=("創業",)), [0, 2]),
    (Filters(themes=("資金", "商店街")), [0, 1, 5]),
    (Filters(themes=("創業", "創業")), [0, 2]),
    # Several filters must all be met.
    (Filters(("川崎市",), (2017,)), [1]),
    (Filters(("川崎市", "横浜市"), (2016, 2017), ("創業",)), [0, 2]),
    (Filters(("墨田区",), (2016,)), []),
    # What is nowhere.
    (Filters(municipalities=("札幌市",)), []),
    (Filters(fiscal_years=(2030,)), []),
    (Filters(fiscal_years=(1868, 2100)), []),
    (Filters(themes=("宇宙",)), []),
    (Filters(themes=("宇宙", "商店街")), [1]),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters(filters, expected):
    assert rows(filters, NOWHERE) == expected


QUESTIONS = [
    # years, municipalities, prefectures, rows
    ((), (), (), None),
    # A city's question: what holds there, in its prefecture as a whole, or anywhere.
    ((), ("川崎市",), (KANAGAWA,), [0, 1, 3, 5, 6]),
    ((), ("横浜市",), (KANAGAWA,), [2, 3, 5, 6]),
    ((), ("川崎市", "墨田区"), (KANAGAWA, TOKYO), [0, 1, 3, 4, 5, 6]),
    ((), ("愛川町",), (), [5, 6, 7]),
    ((), ("府中市",), (), [5, 6]),  # its prefecture is left open
    # A prefecture's: its cities too; a town of an unknown prefecture may lie there.
    ((), (), (KANAGAWA,), [0, 1, 2, 3, 5, 6, 7]),
    ((), (), (TOKYO,), [4, 5, 6, 7]),
    ((), (), ("北海道",), [5, 6, 7]),
    # A year's: that year, or none at all.
    ((2016,), (), (), [0, 1, 3, 4, 6, 7]),
    ((2017,), (), (), [1, 2, 4, 5, 6, 7]),
    ((2016, 2017), (), (), [0, 1, 2, 3, 4, 5, 6, 7]),
    ((2030,), (), (), [4, 6, 7]),
    ((1868,), (), (), [4, 6, 7]),
    # Both.
    ((2017,), ("川崎市",), (KANAGAWA,), [1, 5, 6]),
    ((2016,), ("墨田区",), (TOKYO,), [4, 6]),
]


@pytest.mark.parametrize(("years", "cities", "prefectures", "expected"), QUESTIONS)
def test_years_and_places_of_a_question(years, cities, prefectures, expected):
    query = Query("", years=years, municipalities=cities, prefectures=prefectures)
    assert rows(NONE, query) == expected


BOTH = [
    # Both must be met: another city's passages are not shown as if they were what was asked for.
    (Filters(municipalities=("墨田区",)), KAWASAKI, []),
    (Filters(municipalities=("川崎市", "墨田区")), KAWASAKI, [0, 1]),
    (Filters(municipalities=()), KAWASAKI, []),
    (Filters(fiscal_years=(2017,)), Query("", years=(2016,)), [1]),
    (Filters(fiscal_years=(2016,)), KAWASAKI, [0, 1, 3]),
    (Filters(municipalities=("川崎市", "墨田区")), Query("", years=(2017,)), [1, 4]),
    (Filters(themes=("資金",)), KAWASAKI, [0, 5]),
]


@pytest.mark.parametrize(("filters", "query", "expected"), BOTH)
def test_filters_beside_a_question(filters, query, expected):
    assert rows(filters, query) == expected


def test_the_tags_say_the_same_as_the_rows():
    query = Query("", years=(2016,), municipalities=("川崎市",), prefectures=(KANAGAWA,))
    assert TABLE.scope(Filters(themes=("創業",)), query).required == (
        ("place:神奈川県/川崎市", "place:神奈川県/", "place:/"),
        ("year:2016", "year:"),
        ("theme:創業",),
    )
    # A filter does not let in what names no year.
    assert TABLE.scope(Filters(fiscal_years=(2016,)), NOWHERE).required == (("year:2016",),)
    assert TABLE.scope(Filters(), NOWHERE).required == ()


def test_a_scope_is_empty_when_no_row_is_left():
    assert not Scope().is_empty()
    assert not TABLE.scope(Filters(fiscal_years=(2016,)), NOWHERE).is_empty()
    assert TABLE.scope(Filters(fiscal_years=(2030,)), NOWHERE).is_empty()


def test_counts():
    # By number, then by name; a passage counts in each of its years and themes.
    assert TABLE.municipalities() == (
        FacetCount("川崎市", 2),
        FacetCount("墨田区", 1),
        FacetCount("愛川町", 1),
        FacetCount("横浜市", 1),
    )
    assert TABLE.fiscal_years() == (FacetCount("2017", 3), FacetCount("2016", 3))
    assert TABLE.themes() == (
        FacetCount("創業", 2),
        FacetCount("資金", 2),
        FacetCount("ものづくり", 1),
        FacetCount("商店街", 1),
    )


def test_a_city_of_two_prefectures_counts_once():
    table = FacetTable(
        FacetsAlone([Facets("府中市", "東京都"), Facets("府中市", "広島県"), Facets("府中市")])
    )
    assert table.municipalities() == (FacetCount("府中市", 3),)
    allowed = table.scope(Filters(municipalities=("府中市",)), NOWHERE).allowed
    assert allowed.tolist() == [True, True, True]


def test_cities_of_which_papers_are_held_and_not_a_word_in_passing():
    passages = [Facets("川崎市")] * 100 + [Facets("横浜市")] * 2 + [Facets("墨田区")]
    # Of 103 passages two are the fiftieth part.
    assert FacetTable(FacetsAlone(passages)).cities == ("川崎市", "横浜市")
    assert FacetTable(FacetsAlone(passages * 9)).cities == ("墨田区", "川崎市", "横浜市")
    assert FacetTable(FacetsAlone([Facets("横浜市"), Facets()])).cities == ("横浜市",)


@pytest.mark.parametrize("year", [1868, 1959, 1988, 2023, 2026, 2100])
def test_no_year_is_too_far(year):
    # Years above 2022 once counted as none: any other year's scheme was shown as this year's.
    table = FacetTable(FacetsAlone([Facets(fiscal_years=(year,)), Facets(fiscal_years=(2016,))]))
    assert table.scope(NONE, Query("", years=(year,))).allowed.tolist() == [True, False]
    assert table.scope(NONE, Query("", years=(2016,))).allowed.tolist() == [False, True]
    assert table.scope(Filters(fiscal_years=(year,)), NOWHERE).allowed.tolist() == [True, False]
    newest = sorted((year, 2016), reverse=True)
    assert table.fiscal_years() == tuple(FacetCount(str(y), 1) for y in newest)


def test_no_passages():
    table = FacetTable(FacetsAlone([]))
    assert (table.municipalities(), table.fiscal_years(), table.themes()) == ((), (), ())
    assert table.scope(Filters(fiscal_years=(2016,)), NOWHERE).is_empty()


OF_EDITIONS = [
    Facets(editions=(17,)),  # 0
    Facets(editions=(16, 17), fiscal_years=(2016,)),  # 1
    Facets(editions=(2025,), fiscal_years=(2025,)),  # 2
    Facets(editions=(18, 2025), fiscal_years=(2026,)),  # 3: of a day of the year after
    Facets(fiscal_years=(2025,)),  # 4
    Facets(fiscal_years=(2016,)),  # 5
    Facets(),  # 6
]
EDITIONS = [
    ((17,), [0, 1, 2, 4, 5, 6]),
    ((18,), [2, 3, 4, 5, 6]),
    ((16, 18), [1, 2, 3, 4, 5, 6]),
    # A round says nothing about years; what names no edition may be of a fiscal year.
    ((2025,), [0, 2, 3, 4, 6]),
    # A calendar year overlaps two fiscal years, but another edition is another edition.
    ((2026,), [0, 4, 6]),
    ((2017,), [0, 1, 5, 6]),
    ((17, 2025), [0, 2, 4, 6]),
]


@pytest.mark.parametrize(("editions", "expected"), EDITIONS)
def test_an_edition_leaves_what_is_for_it_and_what_is_for_none(editions, expected):
    scope = FacetTable(FacetsAlone(OF_EDITIONS)).scope(NONE, Query("", editions=editions))
    assert scope.allowed.nonzero()[0].tolist() == expected
    # The tags of the lexical index say the same.
    tagged = [
        {*edition_tags(facets.editions), *(tag("year", y) for y in facets.fiscal_years or ("",))}
        for facets in OF_EDITIONS
    ]
    met = [
        row
        for row, tags in enumerate(tagged)
        if all(tags.intersection(group) for group in scope.required)
    ]
    assert met == expected


def test_a_city_that_is_left_out():
    without = [row for row, _ in enumerate(PASSAGES) if row not in (0, 1)]
    assert rows(NONE, Query("", excluded=("川崎市",))) == without
    assert rows(NONE, Query("", years=(2016,), excluded=("川崎市",))) == [3, 4, 6, 7]
    # With a prefecture its cities are left out.
    assert rows(NONE, Query("", excluded=("神奈川県",))) == [4, 5, 6, 7]


FUCHU = [
    Facets("府中市", "東京都"),
    Facets("府中市", "広島県"),
    Facets("府中市"),
    Facets(None, "広島県"),
]


@pytest.mark.parametrize(
    ("cities", "prefectures", "expected"),
    [
        (("府中市",), ("広島県",), [1, 2, 3]),
        (("府中市",), (), [0, 1, 2]),
        (("府中市", "川崎市"), (KANAGAWA,), [0, 1, 2]),
    ],
)
def test_cities_of_one_name_are_told_apart_by_their_prefecture(cities, prefectures, expected):
    query = Query("", municipalities=cities, prefectures=prefectures)
    allowed = FacetTable(FacetsAlone(FUCHU)).scope(NONE, query).allowed
    assert [row for row, may in enumerate(allowed) if may] == expected


UNHELD = [
    # cities, prefectures of the question, places of which nothing is held
    (("川崎市",), (KANAGAWA,), ()),
    (("川崎市", "札幌市"), (KANAGAWA, "北海道"), ("札幌市",)),
    ((), (KANAGAWA, "大阪府"), ("大阪府",)),
    ((), (), ()),
]


@pytest.mark.parametrize(("cities", "prefectures", "unheld"), UNHELD)
def test_places_of_which_nothing_is_held(cities, prefectures, unheld):
    assert TABLE.unheld(Query("", municipalities=cities, prefectures=prefectures)) == unheld


@pytest.mark.parametrize(
    ("row", "asked", "is_of"),
    [(0, (17,), True), (0, (16, 17), True), (0, (18,), False), (6, (17,), False)],
)
def test_a_passage_of_an_edition(row, asked, is_of):
    assert FacetTable(FacetsAlone(OF_EDITIONS)).is_of_edition(row, asked) is is_of


OF_SCHEMES = [
    Facets(schemes=("甲",)),
    Facets(schemes=("乙", "甲")),
    Facets(),
    Facets(schemes=("乙",)),
]


@pytest.mark.parametrize(
    ("passages", "schemes", "papers", "beside"),
    [
        (8, ("甲",), [0, 1], [2]),
        (8, ("乙", "丙"), [1, 3], [2]),
        # Of fewer passages each is a short text, and no paper.
        (7, ("甲",), [], [0, 1, 2]),
    ],
)
def test_papers_on_schemes_and_what_is_beside_them(passages, schemes, papers, beside):
    table = FacetTable(FacetsAlone(OF_SCHEMES, passages))
    found, others = table.papers(schemes), table.beside_papers(schemes)
    assert found.allowed.reshape(-1, passages).all(axis=1).nonzero()[0].tolist() == papers
    assert others.allowed.reshape(-1, passages).all(axis=1).nonzero()[0].tolist() == beside
    assert found.allowed.sum() == passages * len(papers)
    assert others.allowed.sum() == passages * len(beside)
    named = tuple(f"scheme:{scheme}" for scheme in schemes)
    assert (found.required, others.required) == ((named,), ((*named, "scheme:"),))
    assert (table.schemes(), table.has_papers(schemes)) == (("甲", "乙"), bool(papers))


def test_both_scopes():
    table = FacetTable(FacetsAlone(OF_SCHEMES, 8))
    of_a, of_b, everything = table.papers(("甲",)), table.papers(("乙",)), Scope()
    both = of_a & of_b
    assert both.allowed.reshape(4, 8).all(axis=1).tolist() == [False, True, False, False]
    assert both.required == (("scheme:甲",), ("scheme:乙",))
    assert (everything & everything).allowed is None
    assert (of_a & everything).allowed.tolist() == of_a.allowed.tolist()
