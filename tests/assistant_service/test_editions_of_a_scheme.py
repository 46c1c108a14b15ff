"""A question about one edition of a scheme is not answered with another edition's paper."""

import pytest

from assistant.records import Understanding
from index.build import build
from tests.service_papers import EMBEDDER, TODAY, names, opened

FAQ = """---
title: 花咲補助金 よくある質問【第17回公募】
---

# 申し込み

花咲補助金の申請の締切は6月3日です。
"""
GUIDE = """---
title: 月見補助金2025 公募要領
---

# 対象

月見補助金は店の改装費を対象とします。
"""
GENERAL = """---
title: 花咲補助金 交付規程
---

# 支払い

花咲補助金は、報告書の審査のあとに支払います。
"""


TABLE = """制度名,内容
海風補助金,海風補助金の第9回締切は9月20日です。
海風補助金,海風補助金の申請の問い合わせは商工課です。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounds")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "faq_17.md").write_text(FAQ, encoding="utf-8")
    (papers / "guide_2025.md").write_text(GUIDE, encoding="utf-8")
    (papers / "rules.md").write_text(GENERAL, encoding="utf-8")
    (papers / "table.csv").write_text(TABLE, encoding="utf-8")
    build([papers], folder / "index", embedder=EMBEDDER, today=TODAY)
    return opened(folder / "index")


@pytest.mark.parametrize(
    ("question", "reason", "first"),
    [
        ("花咲補助金の申請の締切", None, "faq_17"),
        ("花咲補助金の第17回の申請の締切", None, "faq_17"),
        ("月見補助金2025の改装費", None, "guide_2025"),
        # A round says nothing about years.
        ("花咲補助金2024の第17回の申請の締切", None, "faq_17"),
        # What holds for every round may answer.
        ("花咲補助金の第18回の報告書の支払い", None, "rules"),
    ],
)
def test_answered(service, question, reason, first):
    answer = service.ask(question)
    assert (answer.reason, names(answer.hits)[0]) == (reason, first)


@pytest.mark.parametrize(
    ("question", "editions", "first"),
    [
        ("花咲補助金の第18回の申請の締切", (18,), "faq_17"),
        ("月見補助金2026の改装費", (2026,), "guide_2025"),
        # The row is of no edition, but its sentence is.
        ("海風補助金の第18回の締切", (18,), "table.csv#2"),
    ],
)
def test_another_edition_is_declined_and_shown_apart(service, question, editions, first):
    answer = service.ask(question)
    assert (answer.query.editions, answer.reason) == (editions, "other_edition")
    assert answer.quotes == ()
    assert (first in names(answer.hits), names(answer.elsewhere)[0]) == (False, first)


def test_the_edition_can_be_undone(service):
    undone = service.ask(
        "花咲補助金の第18回の申請の締切", understanding=Understanding(use_years=False)
    )
    assert (undone.query.editions, undone.reason, names(undone.hits)[0]) == ((), None, "faq_17")
