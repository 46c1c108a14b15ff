"""The real documents beside the checkout: their outlines, rows and pages."""

import re

import pytest

from corpus.language.clean import heading_text
from corpus.read.files import find_files
from corpus.read.worker import read_files


@pytest.fixture(scope="module")
def documents(shared):
    results = list(read_files(find_files([shared / "corpus", shared / "pdf"])))
    assert [result.skipped for result in results] == [None] * 9
    return {result.file.doc_id: result.documents for result in results}


def outline(document):
    path = []
    found = []
    for block in document.blocks:
        if block.kind == "heading":
            del path[block.level - 1 :]
            path.append(heading_text(document.text[block.start : block.end]))
            found.append(" › ".join(path))
    return found


def test_between_blocks_is_white_space_only(documents):
    for document, *_ in documents.values():
        last = 0
        for block in document.blocks:
            assert document.text[last : block.start].strip() == ""
            last = block.end
        assert document.text[last:].strip() == ""


TITLES = {
    "iwaki_promotion_council_2017.txt": "いわき市中小企業・小規模企業振興会議",
    "sumida_declaration.txt": "第９回中小企業都市サミット すみだ宣言",
    "tokyo_approved_plans_2020.txt": "【承認した地域産業活性化計画の概要】",
    "it2025_koubo_tsujyo.pdf": "ＩＴ導入補助金２０２５ 公募要領 （通常枠）",
    "it2025_kitei_tsujyo.pdf": "サービス等生産性向上ＩＴ導入支援事業費補助金 交付規程 通常枠",
    "r6_qa_ip17.pdf": "申請時によくあるご質問 【第17回一般型 通常枠公募対象】",
}


@pytest.mark.parametrize(("doc_id", "title"), TITLES.items())
def test_titles(documents, doc_id, title):
    assert documents[doc_id][0].title == title


PATHS = {
    "kawasaki_fy2016_report.txt": [
        "2 市内産業の現状 › (1) 産業構造 › ①事業所数",
        "4 平成 28 年度中小企業活性化施策の実施状況 › 起業化総合支援事業 › 主な成果・活動指標",
        "4 平成 28 年度中小企業活性化施策の実施状況 › コミュニティビジネス振興事業 › "
        "第12条 創業・経営の革新等の促進 › 平成29年度以降の対応 Action",
        "4 平成 28 年度中小企業活性化施策の実施状況 › かわさき基準推進事業",
        "4 平成 28 年度中小企業活性化施策の実施状況 › 受注機会の増大等 › 実施状況 Do",
        "(参考) 川崎市中小企業活性化のための成長戦略に関する条例",
    ],
    "kawaguchi_summit_programmes.txt": [
        "2 各都市の平成30年度実施事業及び令和元年度実施予定事業 › 尼崎商工会議所 › "
        "● 「2. 創業支援と産業集積の維持・発展に向けて」関連",
    ],
    "sumida_declaration.txt": [
        "別紙：国への提言 › （２）ものづくりの新しい形に向けて",
        "○新規受注開拓支援事業（岡谷市）",
    ],
    "iwaki_promotion_council_2017.txt": [
        "(1). 各事業の取組み状況について › 各機関が主体の取組みについて › "
        "④本社機能等誘致 (市本社機能移転等事業者奨励金)",
    ],
    "tokyo_approved_plans_2020.txt": [
        "「品川区地域産業活性化計画」（品川区） 【計画期間:令和2年度～令和4年度】 › "
        "3 人材確保・生産性向上支援",
    ],
    "it2025_koubo_tsujyo.pdf": [
        "２．申請対象・要件 › ２－１－２ 申請の対象外となる事業者 › （２） みなし同一法人",
    ],
    "it2025_kitei_tsujyo.pdf": ["（交付の目的）"],
    "r6_qa_ip17.pdf": ["8．その他 › Q8-4政策加点審査とはどのようなことですか。"],
}


@pytest.mark.parametrize(("doc_id", "paths"), PATHS.items())
def test_outlines(documents, doc_id, paths):
    found = outline(documents[doc_id][0])
    assert [path for path in paths if path not in found] == []


def test_every_programme_that_the_report_lists_has_its_heading(documents):
    (report,) = documents["kawasaki_fy2016_report.txt"]
    rows = [line.strip("| ").split("|") for line in report.text.split("\n") if line[:1] == "|"]
    # The rows of its two tables of programmes end with the name and the page it stands on.
    listed = {
        re.sub(r"\s", "", row[-2])
        for row in rows
        if row[-1].strip().isdigit()
        and row[-2].strip().endswith(("事業", "推進", "連携", "共済", "業務"))
    }
    headed = {re.sub(r"\s", "", path.split(" › ")[1]) for path in outline(report) if " › " in path}
    assert len(listed) == 64
    assert listed - headed == set()


def test_the_table_of_programmes_has_a_document_a_row(documents):
    rows = documents["mirasapo_programmes.csv"]
    assert len(rows) == 1004
    first = next(row for row in rows if row.doc_id == "mirasapo_programmes.csv#2811")
    assert first.title == "長崎県製造業物価高騰対策支援事業費補助金"
    assert (first.publisher, first.facets.prefecture) == ("長崎県", "長崎県")
    assert first.facets.fiscal_years == (2023,)
    assert sum(row.inquiry is not None for row in rows) == 918


def test_pages_of_a_guide(documents):
    (guide,) = documents["it2025_koubo_tsujyo.pdf"]
    assert len(guide.pages) == 45
    assert guide.text.startswith("２．申請対象・要件", guide.pages[5])
    assert "| 業種分類 | 定義 |\n|---|---|\n| ①製造業" in guide.text
