"""Which documents are editions of one paper."""

import pytest

from corpus.document import Document, Facets
from corpus.names.series import Issue, is_newer, issue_of


def paper(title, years=(2026,), publisher=None, city="花咲市", prefecture="青森県"):
    facets = Facets(city, prefecture, years)
    return Document("a.txt", title, "", "a.txt", (), publisher=publisher, facets=facets)


SHOPS = "青森県/花咲市//店舗改装補助金の案内"


@pytest.mark.parametrize(
    ("document", "issue"),
    [
        (paper("店舗改装補助金の案内（令和8年度）"), Issue(SHOPS, 2026, None)),
        (paper("令和7年度 店舗改装補助金の案内", (2025,)), Issue(SHOPS, 2025, None)),
        (paper("店舗改装補助金の案内【第3回公募】", ()), Issue(f"{SHOPS}公募", None, 3)),
        (paper("店舗改装補助金の案内", (2024, 2025)), Issue(SHOPS, 2025, None)),
        (paper("朝市補助金２０２５", (2025,)), Issue("青森県/花咲市//朝市補助金", 2025, None)),
        (
            paper("朝市補助金2025", (2025,), "商工会", None, None),
            Issue("//商工会/朝市補助金", 2025, None),
        ),
        # A city's name as publisher says no more than that the paper is the city's.
        (paper("店舗改装補助金の案内（令和8年度）", publisher="花咲市"), Issue(SHOPS, 2026, None)),
        # A meeting is no round of a call, nor is a paper of no year one of a series.
        (paper("商店街会議 第3回の記録", ()), None),
        (paper("店舗改装補助金の案内", ()), None),
        (paper("花咲商工だより（令和8年10月号）"), None),
        (paper("商店街振興会議 議事録（令和8年度）"), None),
        # Too short a title to be one paper's.
        (paper("要領（令和8年度）"), None),
    ],
)
def test_what_series_a_document_is_of(document, issue):
    assert issue_of(document) == issue


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [
        (Issue("甲", 2026, None), Issue("甲", 2025, None), True),
        (Issue("甲", 2025, None), Issue("甲", 2026, None), False),
        (Issue("甲", 2026, None), Issue("甲", 2026, None), False),
        (Issue("甲", 2026, None), Issue("乙", 2025, None), False),
        (Issue("甲", None, 18), Issue("甲", None, 17), True),
        (Issue("甲", 2026, 2), Issue("甲", 2026, 1), True),
        # Rounds may be counted anew each year.
        (Issue("甲", 2026, 1), Issue("甲", 2025, 3), True),
        (Issue("甲", 2025, 3), Issue("甲", 2026, 1), False),
        # A year against a round tells nothing.
        (Issue("甲", 2026, None), Issue("甲", None, 3), False),
    ],
)
def test_which_is_newer(one, other, newer):
    assert is_newer(one, other) is newer
