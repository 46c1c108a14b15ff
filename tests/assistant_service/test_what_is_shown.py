"""Passages and documents by their place, what the index holds, and settings."""

from dataclasses import replace

import pytest

from assistant.quoting.options import AnswerOptions
from assistant.records import DocumentSummary, FacetCount
from assistant.service import UnknownPlaceError
from assistant.settings import Settings
from index.embed import BUNDLED_NAME
from tests.service_papers import GARDENS, made, opened, write


def test_passages_and_documents_are_found_by_their_place(service):
    for hit in service.search("空き店舗の補助").hits:
        passage = service.passage(hit.passage.passage_id)
        assert passage == hit.passage
        document = service.document(passage.doc_id)
        assert document.text[passage.start : passage.end] == passage.text


def test_passages_that_follow_each_other_are_shown_as_one(tmp_path):
    sentence = "空き店舗の家賃を補助する第{}の決まりは、借りる人の名と店の場所を届け出ることです。"
    section = "".join(sentence.format(number) for number in range(20))
    write(tmp_path / "papers", {"okaya_2016": ("岡谷市", 2016, section)})
    made(tmp_path / "papers", tmp_path / "index")
    service = opened(tmp_path / "index")
    first, second = service.search("空き店舗の家賃を補助").hits
    (hit,) = service.ask("空き店舗の家賃を補助").hits
    start, end = first.passage.start, second.passage.end
    assert (hit.passage.start, hit.passage.end) == (start, end)
    assert hit.passage.text == service.document("okaya_2016.md").text[start:end]
    assert service.passage(hit.passage.passage_id) == hit.passage


@pytest.mark.parametrize(
    "place",
    [
        "",
        ":",
        "okaya_2016.md",
        "okaya_2016.md:",
        "okaya_2016.md:0",
        "okaya_2016.md:0-",
        "okaya_2016.md:0-99999",
        "okaya_2016.md:-1-5",
        "okaya_2016.md:０-５",
        "okaya_2016.md:²-5",
        "okaya_2016.md:0-99999999999999999999999",
        "absent.md:0-10",
        "' OR 1=1 --:0-10",
        "\ud83d:0-10",
    ],
)
def test_a_place_that_is_not_there(service, place):
    with pytest.raises(UnknownPlaceError) as caught:
        service.passage(place)
    assert str(caught.value) == f"No passage {place!r} in this index. Search again."


@pytest.mark.parametrize("doc_id", ["", "absent.md", "okaya_2016", "' OR 1=1 --", "\ud83d", "\x00"])
def test_a_document_that_is_not_there(service, doc_id):
    with pytest.raises(UnknownPlaceError) as caught:
        service.document(doc_id)
    assert str(caught.value) == f"No document {doc_id!r} in this index. Search again."


def test_about(service):
    about = service.about()
    assert (about.generation, about.model, about.passages) == ("000001", BUNDLED_NAME, 4)
    by_title = ["sumida_2016", "sumida_2017", "okaya_2016", "okaya_2017"]
    assert [document.doc_id for document in about.documents] == [f"{n}.md" for n in by_title]
    assert about.documents[0] == DocumentSummary(
        "sumida_2016.md", "墨田区の取組のまとめ（2016年度）", "墨田区", None, 1
    )
    assert about.municipalities == (FacetCount("墨田区", 2), FacetCount("岡谷市", 2))
    assert about.fiscal_years == (FacetCount("2017", 2), FacetCount("2016", 2))
    assert FacetCount("商店街", 2) in about.themes


def test_settings_reach_the_answer(index_dir):
    question = "空き店舗の改装費の補助と家賃の補助"
    options = AnswerOptions(least_share=0.0, least_fit=0.0)
    many = opened(index_dir, settings=Settings(answer=options))
    one = opened(index_dir, settings=Settings(answer=replace(options, quotes=1)))
    assert len(many.ask(question).quotes) > 1
    assert len(one.ask(question).quotes) == 1


@pytest.mark.parametrize(
    ("ends", "ended"),
    [("2026-11-20", True), ("2026-11-21", False), ("2027-03-31", False), ("2026-11", False)],
)
def test_a_scheme_whose_last_day_is_past_has_ended(tmp_path, ends, ended):
    (tmp_path / "papers").mkdir()
    paper = GARDENS.replace("2026-11-20", ends)
    (tmp_path / "papers" / "flowers.md").write_text(paper, encoding="utf-8")
    made(tmp_path / "papers", tmp_path / "index")
    service = opened(tmp_path / "index")  # today is 2026-11-21
    for hits in (service.ask("花壇を作る費用").hits, service.search("花壇を作る費用").hits):
        assert [hit.ended for hit in hits] == [ended]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("空き店舗の相談の電話番号", None),
        # A number stands there, but of something else than is asked for.
        ("花壇の相談の商工課の電話番号", "no_figure"),
    ],
)
def test_a_telephone_number_is_told_only_of_what_it_is_for(tmp_path, question, reason):
    said = "空き店舗の相談は、商工課の電話番号 0266-12-3456 で受けます。"
    write(tmp_path / "papers", {"okaya_2016": ("岡谷市", 2016, said)})
    made(tmp_path / "papers", tmp_path / "index")
    answer = opened(tmp_path / "index").ask(question)
    assert (answer.reason, [quote.text for quote in answer.quotes]) == (
        reason,
        [said] if reason is None else [],
    )
