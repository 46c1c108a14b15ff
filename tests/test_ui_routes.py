"""The page's own addresses: documents, feedback, health; and what every answer carries."""

import logging
from datetime import date

import pytest
from fastapi.testclient import TestClient

from assistant.page.routes import make_app
from assistant.page.talk import objection, view, views
from assistant.page.turn import MAX_TURNS, Origin, Turn
from corpus.document import AssistantError
from tests.page_fake import REPORT, TRAP, FakeService


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
def client(service):
    return TestClient(make_app(service))


def test_health(client):
    assert client.get("/healthz").json() == {
        "status": "ok",
        "generation": "20261121-0900-ab12",
        "passages": 409,
    }


def test_health_without_an_index(service, monkeypatch):
    def missing():
        raise AssistantError("No index in /secret/place.")

    monkeypatch.setattr(service, "about", missing)
    answer = TestClient(make_app(service)).get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


def test_a_document_page_runs_nothing(client):
    answer = client.get("/document", params={"id": TRAP.doc_id, "start": 0, "end": 9})
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    assert "script" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "query", ["", "id=", "id=../../etc/passwd", "id=%00", "id='%20OR%201=1", f"id={'a' * 9000}"]
)
def test_an_unknown_document_is_missing(client, query):
    answer = client.get(f"/document?{query}")
    assert answer.status_code == 404
    assert "お探しの資料は見つかりませんでした" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("place", ["x", "-1", "1e9", "9" * 40, "١"])
def test_a_broken_place_opens_the_document_at_its_beginning(client, place):
    asked = {"id": REPORT.doc_id, "start": place, "end": place, "from": place}
    answer = client.get("/document", params=asked)
    assert answer.status_code == 200
    assert "<mark" not in answer.text


def test_feedback_is_recorded(client, service):
    passage_id = service.passages[0].passage_id
    vote = {"question": "朝市", "passage_id": passage_id, "useful": True}
    assert client.post("/feedback", json=vote).status_code == 204
    assert service.feedback == [("朝市", passage_id, True)]


@pytest.mark.parametrize(
    ("change", "headers", "status"),
    [
        ({"passage_id": "nowhere:0-1"}, {}, 404),
        ({"useful": "perhaps"}, {}, 422),
        ({"question": "あ" * 1001}, {}, 422),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_other_feedback_is_not(client, service, change, headers, status):
    vote = {"question": "朝市", "passage_id": service.passages[0].passage_id, "useful": False}
    answer = client.post("/feedback", json=vote | change, headers=headers)
    assert answer.status_code == status
    assert service.feedback == []


def test_feedback_that_cannot_be_kept_is_a_line_in_the_log(client, service, monkeypatch, caplog):
    def refused(*given):
        raise AssistantError("Feedback cannot be written to /secret/place.")

    monkeypatch.setattr(service, "record_feedback", refused)
    vote = {"question": "朝市", "passage_id": service.passages[0].passage_id, "useful": True}
    answer = client.post("/feedback", json=vote)
    assert (answer.status_code, answer.json()) == (503, {"detail": "feedback cannot be kept now"})
    assert [record.getMessage() for record in caplog.records] == [
        "Feedback cannot be written to /secret/place."
    ]


def test_a_form_of_another_site_cannot_vote(client, service):
    text = f'{{"question":"a","passage_id":"{service.passages[0].passage_id}","useful":true}}'
    answer = client.post("/feedback", content=text, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert service.feedback == []


def test_every_answer_keeps_the_page_to_its_own_host_and_uploads_are_refused(client):
    policy = client.get("/page/page.js").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert client.post("/gradio_api/upload").status_code == 403


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "ご質問が入力されていないようです。"),
        (" \n　", "ご質問が入力されていないようです。"),
        ("あ" * 10_000, "ご質問が長すぎるようです（10,000文字）。"),
    ],
)
def test_what_is_not_searched(question, said):
    assert objection(question).startswith(said)
    assert objection("朝市") is None


def test_a_question_is_pending_then_answered_with_the_questions_before(service):
    first = list(views(service, (), Turn("朝市")))[-1]
    pending, answered = views(service, first.turns, Turn("相談"))
    assert pending.turns[-1] == Turn("相談")
    assert not pending.examples
    assert [turn.question for turn in answered.turns] == ["朝市", "相談"]
    assert answered.evidence
    assert answered.turns[-1].origin == Origin(date.today(), service.about().generation)
    assert service.histories == [(), ("朝市",)]


def test_a_question_cut_off_from_those_before_has_no_history(service):
    first = list(views(service, (), Turn("朝市")))[-1]
    list(views(service, first.turns, Turn("相談", follows=False)))
    assert service.histories == [(), ()]


def test_a_long_talk_keeps_its_last_turns(service):
    talk = tuple(Turn(str(number)) for number in range(50))
    shown = list(views(service, talk, Turn("朝市")))[-1]
    assert len(shown.turns) == MAX_TURNS
    assert shown.turns[0].question == str(50 - MAX_TURNS + 1)


@pytest.mark.parametrize(("question", "hidden"), [("故障", "secret detail"), ("未準備", "/secret")])
def test_a_fault_is_a_number_to_the_person_and_a_line_in_the_log(service, caplog, question, hidden):
    with caplog.at_level(logging.ERROR):
        shown = list(views(service, (), Turn(question)))[-1]
    notice = shown.turns[-1].notice
    assert notice.startswith("申し訳ありません。")
    assert hidden not in shown.conversation
    reference = notice.partition("受付番号 ")[2][:8]
    assert reference in shown.conversation
    assert reference in caplog.text
    assert hidden in caplog.text


def test_examples_are_offered_at_the_start_and_for_no_passage(service):
    assert view(()).examples
    assert list(views(service, (), Turn("宇宙旅行")))[-1].examples
