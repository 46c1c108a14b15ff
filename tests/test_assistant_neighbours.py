"""Passages that follow each other in one section become one."""

from dataclasses import replace

import pytest

from assistant.quoting.neighbours import joined, whole
from assistant.records import Hit
from corpus.document import Facets, Passage

TEXT = (
    "空き店舗の家賃を補助します。上限は月3万円です。\n\n期間は一年です。屋根の太陽光も助成します。"
)
SECTION = ("第1章", "空き店舗")
OKAYA = Facets("岡谷市", "長野県")


def passage(start, end, headings=SECTION, doc_id="a.md", facets=OKAYA, page=1):
    return Passage(doc_id, start, end, TEXT[start:end], headings, page=page, facets=facets)


RENT, LIMIT, PERIOD, ROOF = (
    passage(0, 14),
    passage(14, 24),
    passage(26, 34),
    passage(34, 47, ("第1章", "太陽光")),
)


def text_of(doc_id, start, end):
    return TEXT[start:end]


def spans(passages):
    hits = [Hit(p, "題", None, 0.9 - place / 10) for place, p in enumerate(passages)]
    found = joined(hits, text_of)
    assert all(TEXT[h.passage.start : h.passage.end] == h.passage.text for h in found)
    return [(h.passage.doc_id, h.passage.start, h.passage.end, round(h.score, 1)) for h in found]


CASES = [
    ([], []),
    ([RENT], [("a.md", 0, 14, 0.9)]),
    ([RENT, LIMIT], [("a.md", 0, 24, 0.9)]),
    # The better one gives place and score, the earlier one the beginning.
    ([LIMIT, RENT], [("a.md", 0, 24, 0.9)]),
    ([LIMIT, ROOF, RENT, PERIOD], [("a.md", 0, 34, 0.9), ("a.md", 34, 47, 0.8)]),
    # What lies between two that were found before it joins them.
    ([RENT, PERIOD, LIMIT], [("a.md", 0, 34, 0.9)]),
    ([PERIOD, ROOF, RENT, LIMIT], [("a.md", 0, 34, 0.9), ("a.md", 34, 47, 0.8)]),
    # Not beside each other.
    ([RENT, PERIOD], [("a.md", 0, 14, 0.9), ("a.md", 26, 34, 0.8)]),
    # Only blanks may stand between them.
    ([passage(0, 14), passage(15, 24)], [("a.md", 0, 14, 0.9), ("a.md", 15, 24, 0.8)]),
    # Another section, document or city.
    ([PERIOD, ROOF], [("a.md", 26, 34, 0.9), ("a.md", 34, 47, 0.8)]),
    ([RENT, passage(14, 24, doc_id="b.md")], [("a.md", 0, 14, 0.9), ("b.md", 14, 24, 0.8)]),
    (
        [RENT, passage(14, 24, facets=Facets("岡谷市", "長野県", fiscal_years=(2016,)))],
        [("a.md", 0, 14, 0.9), ("a.md", 14, 24, 0.8)],
    ),
]


@pytest.mark.parametrize(("passages", "expected"), CASES)
def test_what_becomes_one(passages, expected):
    assert spans(passages) == expected


def test_the_same_text_is_shown_once():
    again = replace(RENT, doc_id="b.md")
    assert spans([RENT, again, ROOF]) == [("a.md", 0, 14, 0.9), ("a.md", 34, 47, 0.7)]


@pytest.mark.parametrize(
    "differs", [Facets("諏訪市", "長野県"), replace(OKAYA, fiscal_years=(2017,))]
)
def test_the_same_text_for_another_place_or_year_is_shown_too(differs):
    elsewhere = replace(RENT, doc_id="b.md", facets=differs)
    assert spans([RENT, elsewhere]) == [("a.md", 0, 14, 0.9), ("b.md", 0, 14, 0.8)]


def test_the_same_text_of_another_publisher_is_shown_too():
    hits = (Hit(RENT, "題", "岡谷市", 0.9), Hit(replace(RENT, doc_id="b.md"), "題", "商工会", 0.8))
    assert joined(hits, text_of) == hits


def test_a_page_of_text_is_no_passage():
    long = "あ" * 600
    first, second = (Passage("a.md", start, start + 600, long, SECTION) for start in (0, 600))
    hits = [Hit(first, "題", None, 0.9), Hit(second, "題", None, 0.8)]
    assert joined(hits, text_of) == tuple(hits)


def test_what_lies_between_two_joins_no_more_than_a_passage_may_hold():
    whole_text = "あ" * 1_100
    first, last, between = (
        Passage("a.md", start, end, whole_text[start:end], SECTION)
        for start, end in ((0, 400), (800, 1_100), (400, 800))
    )
    hits = [Hit(p, "題", None, 0.9) for p in (first, last, between)]
    assert [(h.passage.start, h.passage.end) for h in joined(hits, text_of)] == [
        (0, 800),
        (800, 1_100),
    ]


def test_the_earlier_one_gives_page_and_table_header():
    first = Passage("a.md", 0, 2, "行1", SECTION, "|年度|額|", 3)
    second = Passage("a.md", 2, 4, "行2", SECTION, "|年度|額|", 4)
    assert whole([first, second], text_of) == Passage(
        "a.md", 0, 4, "行1行2", SECTION, "|年度|額|", 3
    )


def test_themes_add_up():
    first, second = (
        passage(*span, facets=Facets("岡谷市", "長野県", themes=themes))
        for span, themes in (((0, 14), ("資金", "商店街")), ((14, 24), ("商店街", "創業")))
    )
    joint = whole([first, second], text_of)
    assert joint.facets == Facets("岡谷市", "長野県", themes=("資金", "商店街", "創業"))


WHOLE = [
    ([], None),
    ([RENT], RENT),
    ([RENT, LIMIT, PERIOD], passage(0, 34)),
    ([RENT, PERIOD], None),
    ([RENT, LIMIT, PERIOD, ROOF], None),
]


@pytest.mark.parametrize(("passages", "expected"), WHOLE)
def test_several_as_one(passages, expected):
    assert whole(passages, text_of) == expected


@pytest.mark.parametrize(("blanks", "joins"), [(8, True), (9, False)])
def test_how_many_blanks_may_stand_between(blanks, joins):
    text = f"家賃の補助です。{' ' * blanks}上限は三万円です。"
    first = Passage("a.md", 0, 8, text[:8], SECTION, facets=OKAYA)
    second = Passage("a.md", 8 + blanks, len(text), text[8 + blanks :], SECTION, facets=OKAYA)
    found = whole([first, second], lambda _, start, end: text[start:end])
    assert (found is not None and found.text == text) is joins
