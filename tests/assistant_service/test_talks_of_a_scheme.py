"""Where a plea found the papers on one scheme, the next questions are asked of these."""

import pytest

from assistant.records import Understanding
from assistant.service import open_service
from index.build import build
from tests.service_papers import EMBEDDER, TODAY

PLEA = "岡谷市で花壇のある店にしたいのですが、何か補助はありますか"

PAPERS = {
    "gardens.md": """---
title: 令和8年度 花壇応援補助金 募集要領
municipality: 岡谷市
fiscal_years: [2026]
---

# 目的

店の前に花壇のある通りにするため、花壇や鉢を置く店を補助します。

# 補助の額

補助率は2分の1以内、上限額は8万円です。

# 受付期間

申請の受付期間は、10月1日から10月30日までです。
""",
    "fair.md": """---
title: 見本市の出展の助成
municipality: 岡谷市
fiscal_years: [2026]
---

# 見本市の出展の助成

見本市に出る店に、上限額20万円を助成します。受付期間は12月25日までです。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("talks")
    (folder / "papers").mkdir()
    for name, text in PAPERS.items():
        (folder / "papers" / name).write_text(text, encoding="utf-8")
    build([folder / "papers"], folder / "index", embedder=EMBEDDER, today=TODAY)
    return open_service(folder / "index", today=TODAY)


@pytest.mark.parametrize(
    ("history", "question", "said", "past"),
    [
        ([PLEA], "上限は？", "補助率は2分の1以内、上限額は8万円です。", False),
        ([PLEA], "いつまで？", "申請の受付期間は、10月1日から10月30日までです。", True),
        ([PLEA, "上限は？"], "いつまで？", "申請の受付期間は、10月1日から10月30日までです。", True),
    ],
)
def test_a_part_of_the_scheme_that_was_found(service, history, question, said, past):
    answer = service.ask(question, history=history)
    assert [(quote.text, quote.past) for quote in answer.quotes] == [(said, past)]
    assert {hit.passage.doc_id for hit in answer.hits} == {"gardens.md"}
    assert answer.query.papers == ("花壇応援補助金",)
    assert answer.query.subject == history[0]
    assert service.search(question, history=history).query == answer.query


def test_it_can_be_undone(service):
    answer = service.ask("上限は？", history=[PLEA], understanding=Understanding(use_schemes=False))
    assert answer.query.papers == ()
    assert {hit.passage.doc_id for hit in answer.hits} == set(PAPERS)


def test_what_its_papers_do_not_answer_is_asked_as_before(service):
    answer = service.ask("見本市は？", history=[PLEA])
    assert answer.query.papers == ()
    assert answer.hits[answer.quotes[0].citation - 1].passage.doc_id == "fair.md"
