"""A document as a page: the mark, the window, and nothing that acts."""

import re
from dataclasses import replace
from datetime import date

import pytest

from assistant.page.document_page import WINDOW_CHARS, document_page, missing_page, window
from corpus.document import Block, Document, Facets
from tests.page_fake import LONG, REPORT, TRAP, make_document


def test_a_short_document_is_shown_whole_with_the_passage_marked():
    start = REPORT.text.index("空き店舗")
    html = document_page(REPORT, start, start + 4)
    assert html.count('<span id="passage"></span>') == 1
    assert '<mark class="m-target">空き店舗</mark>を使った週末市' in html
    assert 'href="#passage"' in html
    assert re.findall(r'id="page-(\d+)"', html) == ["1", "2", "3"]
    assert "続きを読む" not in html
    assert "前の部分を読む" not in html


def test_a_mark_over_several_blocks_has_one_anchor():
    html = document_page(REPORT, 0, len(REPORT.text))
    assert html.count('<span id="passage"></span>') == 1
    assert html.count("m-here") == len(REPORT.blocks)


def test_a_page_that_begins_inside_a_block_is_marked_there():
    document = Document("d", "題", "一枚目二枚目", "d", (Block("paragraph", 0, 6),), (0, 3))
    body = document_page(document, 0, 0).partition("<main>")[2]
    assert re.sub(r"<[^>]+>", " ", body).split() == ["1ページ", "一枚目", "2ページ", "二枚目"]


@pytest.mark.parametrize(
    ("start", "end"), [(-9, 5), (0, 0), (5, 2), (10**12, 10**12 + 5), (10**11, 1)]
)
def test_places_outside_the_document_mark_nothing_they_do_not_hold(start, end):
    html = document_page(LONG, start, end)
    assert html.count("<mark") == (1 if start < end and end == 5 else 0)


def test_a_long_document_opens_at_the_place_in_a_window():
    start = LONG.text.index("第200回では")
    html = document_page(LONG, start, start + 10)
    assert len(LONG.text) > 4 * WINDOW_CHARS
    assert len(html) < 150_000
    assert '<mark class="m-target">第200回では、朝市</mark>' in html
    assert "続きを読む" in html
    assert "前の部分を読む" in html


def test_windows_follow_each_other_without_a_gap():
    first, place, shown = 0, [], ""
    while first < len(LONG.text):
        first, last = window(LONG, 0, first)
        place.append(first)
        shown += LONG.text[first:last]
        first = last
    assert shown == LONG.text
    assert len(place) > 4


def test_one_block_longer_than_a_window_is_cut():
    text = "朝市です。" * 20_000
    document = Document("d", "題", text, "d", (Block("paragraph", 0, len(text)),))
    start, end = window(document, 60_000, None)
    assert (start, end) == (56_000, 56_000 + WINDOW_CHARS)
    html = document_page(document, 60_000, 60_005)
    assert '<mark class="m-target">朝市です。</mark>' in html


def test_a_document_without_blocks_is_one_paragraph():
    assert "<p>本文</p>" in document_page(Document("d", "題", "本文", "d", ()), 0, 0)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (date(2019, 1, 1), "発行日2019年年度"),
        (date(2017, 9, 1), "発行日2017年9月年度"),
        (date(2017, 9, 30), "発行日2017年9月30日年度"),
        (None, "花咲市年度"),
    ],
)
def test_a_day_is_shown_as_far_as_it_is_known(published, said):
    html = document_page(replace(REPORT, published=published), 0, 0)
    assert said in re.sub(r"<[^>]+>", "", html)


def test_contents_name_the_headings():
    html = document_page(REPORT, 0, 0)
    nav = html[html.index("<nav") : html.index("</nav>")]
    assert re.findall(r">([^<>]+)</a>", nav) == [
        "第1章 創業の支援",
        "1 はじめてのお店応援事業",
        "2 事業承継の相談",
        "第2章 商店街",
    ]


def test_nothing_of_a_hostile_document_acts():
    html = document_page(TRAP, 0, len(TRAP.text))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;window.__pwned" in html
    assert not re.search(r'href="(?!document\?|#|\./|page/)', html)


def test_a_hostile_id_is_an_address_part_only():
    document = make_document('a"><b>&#x&id=other', "題", [("h1", "甲"), ("h1", "乙")], Facets())
    html = document_page(document, 0, 1)
    assert "id=a%22%3E%3Cb%3E%26%23x%26id%3Dother&amp;start=0" in html


def test_the_page_of_a_missing_document_says_what_to_do():
    assert "お探しの資料は見つかりませんでした" in missing_page()
    assert 'href="./"' in missing_page()
