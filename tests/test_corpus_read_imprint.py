"""Who published a paper and when, as its front tells."""

from datetime import date

import pytest

from corpus.document import Document
from corpus.read.imprint import is_imprint, published_by, published_on, with_imprint


@pytest.mark.parametrize(
    ("line", "body", "day"),
    [
        ("発行：花咲市商工課　令和8年9月1日", "花咲市商工課", date(2026, 9, 1)),
        ("　編集・発行／花咲市 産業部（0123-45-6789）", "花咲市 産業部", None),
        ("発行元 花咲商工会議所 電話0123-45-6789", "花咲商工会議所", None),
        ("発行者：花咲市役所〒123-4567", "花咲市役所", None),
        ("令和8年9月1日発行", None, date(2026, 9, 1)),
        ("花咲市商工課 R8.9.1 更新", None, date(2026, 9, 1)),
        ("更新日：2026年5月15日 ページ番号：12345", None, date(2026, 5, 15)),
        ("発行日 2026/9/1", None, date(2026, 9, 1)),
        ("令和8年5月15日版　花咲市", None, date(2026, 5, 15)),
        ("平成29年9月発行", None, date(2017, 9, 1)),
        ("平成29年度発行", None, None),
        ("発行：第42号", None, None),
        ("発行 花咲商店街連合会 編集 事務局", "花咲商店街連合会", None),
        ("証明書の発行 花咲市", None, None),
        ("発行 300円の証明書", None, None),
        ("発行の手数料は300円", None, None),
        ("証明書の発行 令和8年3月1日から", None, None),
        ("令和8年9月1日", None, None),
        ("発行：" + "花" * 41, None, None),
    ],
)
def test_what_a_line_tells(line, body, day):
    assert (published_by(line), published_on(line)) == (body, day)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("令和8年4月", True),
        ("令和8年5月15日版 花咲市 商工課", True),
        ("花咲市 産業部 商工課", True),
        ("花咲商工会議所", True),
        ("発行：花屋の会", True),
        ("朝市の手引き", False),
        ("店を開く人を助ける。発行：花咲市", False),
        ("窓口：商工課", False),
        ("花" * 41 + "市", False),
    ],
)
def test_lines_that_only_say_who_published_and_when(line, is_one):
    assert is_imprint(line) is is_one


def told(text, **fields):
    document = with_imprint(Document("a", "だより", text, "a", (), **fields))
    return document.publisher, document.published


def test_only_the_front_tells():
    imprint = "発行：花咲市商工課　令和8年9月1日"
    day = date(2026, 9, 1)
    assert told(f"# だより\n\n{imprint}\n") == ("花咲市商工課", day)
    assert told(f"# だより\n\n{imprint}", publisher="花咲市") == ("花咲市", day)
    assert told(imprint, published=date(2026, 8, 1)) == ("花咲市商工課", date(2026, 8, 1))
    assert told("店を開く。\n" * 50 + imprint) == (None, None)
    assert told(imprint + "、" * 70) == (None, None)
