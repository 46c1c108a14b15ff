from datetime import date

import pytest

from corpus.document import Block, Document
from index.analyse import analyse


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("朝市の手引き", "朝市の手引き"),
        ("朝" * 201, "朝" * 200),
        ("朝" * 199 + " 市", "朝" * 199),
    ],
    ids=["short", "long", "cut at a blank"],
)
def test_a_long_title_is_cut_short(title, kept):
    document = Document("a", title, "店を開く。", "a", (Block("paragraph", 0, 5),))
    analysed = analyse("a", document, today=date(2026, 11, 21))
    assert analysed.document.title == kept
    assert [p.passage.text for p in analysed.passages] == ["店を開く。"]
