"""Which scheme an answer was quoted from."""

import pytest

from assistant.quoting.quoted_scheme import quoted_scheme
from assistant.records import Answer, Hit, Query, Quote, QuotedScheme
from corpus.document import Facets, Passage

GRANT = Facets(municipality="岡谷市", prefecture="長野県", schemes=("花咲補助金",))
SAME = Facets(municipality="岡谷市", schemes=("岡谷花咲補助金",))
OTHER = Facets(municipality="岡谷市", schemes=("朝市補助金",))
BULLETIN = Facets(municipality="岡谷市")


@pytest.mark.parametrize(
    ("cited", "name"),
    [
        ([GRANT], "花咲補助金"),
        ([GRANT, SAME, BULLETIN], "花咲補助金"),
        ([GRANT, OTHER], None),
        ([BULLETIN, GRANT], None),
        ([], None),
    ],
)
def test_the_one_scheme_of_an_answer(cited, name):
    hits = tuple(
        Hit(Passage("a.md", 0, 2, "補助", facets=facets), "案内", None, 0.9) for facets in cited
    )
    quotes = tuple(Quote("補助", 0, 2, number) for number in range(1, len(hits) + 1))
    found = None if name is None else QuotedScheme(name, "岡谷市", "長野県")
    assert quoted_scheme(Answer("何か", Query("何か"), quotes, hits)) == found
