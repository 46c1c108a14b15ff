"""Cities and years of the five papers, where they are at hand."""

from collections import Counter
from itertools import pairwise

from corpus.document import Document
from corpus.facets import passage_facets
from tests.facet_documents import TODAY, with_facets


def real(shared, name, title):
    text = (shared / "corpus" / name).read_text(encoding="utf-8")
    return with_facets(Document(name, title, text, name, ()))


def paragraphs(text, first=0):
    """Start and text of each paragraph from a place on."""
    position = first
    for piece in text[first:].split("\n\n"):
        if piece.strip():
            yield position, piece
        position += len(piece) + 2


def sections(text, names):
    """Each section: its heading line, where it starts, and its text without that line."""
    starts = [(text.index(f"\n{name}\n") + 1, name) for name in names]
    ends = [*starts[1:], (len(text), "")]
    for (start, name), (end, _) in zip(starts, ends, strict=True):
        body = start + len(name) + 1
        yield name, body, text[body:end]


def test_every_paragraph_of_kawasaki_is_kawasaki_s(shared):
    document = real(shared, "kawasaki_fy2016_report.txt", "平成28年度 施策実施状況報告書")
    found = Counter(
        passage_facets(document, (), text, start, today=TODAY).municipality
        for start, text in paragraphs(document.text)
    )
    assert document.facets.fiscal_years == (2016,)
    assert set(found) == {"川崎市"}
    assert found.total() > 1000


def test_each_section_of_kawaguchi_s_paper_is_its_city_s(shared):
    document = real(shared, "kawaguchi_summit_programmes.txt", "都市サミットの実施事業")
    assert document.facets.municipality is None
    names = ["川口市", "川口商工会議所", "墨田区", "大田区", "岡谷市", "東大阪市"]
    names += ["東大阪商工会議所", "尼崎市", "尼崎商工会議所"]
    found = {
        name: {
            passage_facets(document, (name,), piece, body + at, today=TODAY).municipality
            for at, piece in paragraphs(text)
        }
        for name, body, text in sections(document.text, names)
    }
    cities = [
        "川口市",
        "川口市",
        "墨田区",
        "大田区",
        "岡谷市",
        "東大阪市",
        "東大阪市",
        "尼崎市",
        "尼崎市",
    ]
    assert found == {name: {city} for name, city in zip(names, cities, strict=True)}


def test_each_section_of_sumida_s_paper_is_its_city_s(shared):
    document = real(shared, "sumida_declaration.txt", "すみだ宣言")
    assert document.facets.municipality is None
    lines = [line.strip() for line in document.text.splitlines() if line.startswith("○")]
    found = [
        passage_facets(document, (line,), "補助する。", 0, today=TODAY).municipality
        for line in lines
    ]
    assert [city for city, following in pairwise([*found, None]) if city != following] == [
        "墨田区",
        "川口市",
        "大田区",
        "岡谷市",
        "東大阪市",
        "尼崎市",
    ]


def test_each_plan_of_tokyo_s_paper_is_its_city_s(shared):
    document = real(shared, "tokyo_approved_plans_2020.txt", "承認した計画の概要")
    assert document.facets.municipality is None
    plans = [line for line in document.text.splitlines() if "活性化計画」（" in line]
    found = [
        passage_facets(document, (plan,), "産業の実態を調べた。", 0, today=TODAY) for plan in plans
    ]
    assert [facets.municipality for facets in found] == [
        "品川区",
        "中野区",
        "江戸川区",
        "八王子市",
        "三鷹市",
        "国立市",
    ]
    assert {facets.fiscal_years for facets in found} == {(2020, 2021, 2022)}
    assert {facets.prefecture for facets in found} == {"東京都"}


def test_iwaki_s_paper(shared):
    document = real(shared, "iwaki_promotion_council_2017.txt", "いわき市の振興会議")
    assert document.facets.municipality == "いわき市"
    assert document.facets.prefecture == "福島県"
