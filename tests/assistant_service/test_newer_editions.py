"""Who names no year is answered from the newest edition that is in force."""

import pytest

from assistant.records import Edition
from index.build import build
from tests.service_papers import EMBEDDER, TODAY, names, opened

AMOUNTS = {2025: "上限は20万円", 2026: "上限は30万円", 2027: "上限は40万円"}
NEWEST = Edition("2026.md", "空き店舗の改装の案内（2026年度）")
ONCE = {2025: "審査では面接を行います。", 2026: "", 2027: ""}


def paper(year):
    return f"""---
title: 空き店舗の改装の案内（{year}年度）
municipality: 岡谷市
---

# 補助の額

空き店舗の改装の補助の{AMOUNTS[year]}です。

# 審査

{ONCE[year]}
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    papers = folder / "papers"
    papers.mkdir()
    for year in AMOUNTS:
        (papers / f"{year}.md").write_text(paper(year), encoding="utf-8")
    build([papers], folder / "index", embedder=EMBEDDER, today=TODAY)
    return opened(folder / "index")  # in fiscal 2026


def test_the_newest_in_force_comes_first_and_is_quoted_alone(service):
    answer = service.ask("空き店舗の改装の補助の上限")
    newer = {hit.passage.doc_id: hit.newer for hit in answer.hits}
    # 2027 is not in force: it is no older edition, and none that takes the place of one.
    assert newer == {"2026.md": None, "2027.md": None, "2025.md": NEWEST}
    assert names(answer.hits)[0] == "2026"
    quoted = {names(answer.hits)[quote.citation - 1] for quote in answer.quotes}
    assert quoted == {"2026", "2027"}


def test_an_older_one_answers_where_its_year_is_named(service):
    answer = service.ask("空き店舗の改装の補助の2025年度の上限")
    assert set(names(answer.hits)) == {"2025"}
    assert answer.hits[0].newer == NEWEST


def test_an_older_one_answers_what_the_newer_one_does_not(service):
    answer = service.ask("審査の面接")
    assert names(answer.hits[:1]) == ["2025"]
    assert answer.hits[0].newer == NEWEST
