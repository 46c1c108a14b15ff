"""A question about one round of a call is not answered with another round's paper."""

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
GENERAL = """---
title: 花咲補助金 交付規程
---

# 支払い

花咲補助金は、報告書の審査のあとに支払います。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounds")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "faq_17.md").write_text(FAQ, encoding="utf-8")
    (papers / "rules.md").write_text(GENERAL, encoding="utf-8")
    build([papers], folder / "index", embedder=EMBEDDER, today=TODAY)
    return opened(folder / "index")


@pytest.mark.parametrize(
    ("question", "reason", "first"),
    [
        ("花咲補助金の申請の締切", None, "faq_17"),
        ("花咲補助金の第17回の申請の締切", None, "faq_17"),
        # What holds for every round may answer.
        ("花咲補助金の第18回の報告書の支払い", None, "rules"),
    ],
)
def test_answered(service, question, reason, first):
    answer = service.ask(question)
    assert (answer.reason, names(answer.hits)[0]) == (reason, first)


def test_another_round_is_declined_and_shown_apart(service):
    answer = service.ask("花咲補助金の第18回の申請の締切")
    assert (answer.query.rounds, answer.reason, answer.quotes) == ((18,), "other_round", ())
    assert (names(answer.hits), names(answer.elsewhere)) == (["rules"], ["faq_17"])


def test_the_round_can_be_undone(service):
    undone = service.ask(
        "花咲補助金の第18回の申請の締切", understanding=Understanding(use_years=False)
    )
    assert (undone.query.rounds, undone.reason, names(undone.hits)[0]) == ((), None, "faq_17")
