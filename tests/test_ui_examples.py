"""The example questions of the page show at once what the bundled documents can answer."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.page.examples import Examples
from assistant.page.texts import QUESTIONS_BY_PERSON
from assistant.service import open_service
from index.build import build
from index.embed import load_embedder
from tests.page_fake import FakeService

DOCUMENTS = Path(__file__).resolve().parents[1] / "corpus" / "documents"
QUESTIONS = [question for _, questions in QUESTIONS_BY_PERSON for question in questions]
TODAY = date(2026, 11, 21)
# What a quote of the answer must hold, or why there is no answer.
SHOWN = {
    "跡取りがいない": "事業承継",
    "商店街の通りの明かりを新しい電球に替えたい": "街路灯のLED化",
    "川崎市で社員の福利厚生をよくしたい": "かわさきハッピーライフ",
    "従業員の国家資格の受検料を助けてくれる市は": "技能検定等受検手数料助成",
    "事業承継のワンストップ窓口を商工会議所等に置く都市の比較": "いわき事業承継支援センター",
    "展示会出展費補助の要綱を作りたい。対象者、補助率、上限額の先行例": "1件あたり15万円",
    "条例で中小企業の受注機会を増やしている例": "条例第19条",
    "30年度に大田区は工場の立地助成をどう変えた？": "大田区ものづくり工場立地助成の要件",
    "2016年度に川崎市で開いた創業セミナーの参加者数": "起業・創業セミナーの参加者数",
    "いわき市の経営発達補助金、令和6年度の公募はいつから": "other_year",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    build([DOCUMENTS], folder, embedder=load_embedder(None), today=TODAY)
    return open_service(folder, today=TODAY)


def test_every_example_has_an_expectation():
    assert list(SHOWN) == QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_example_shows_a_good_answer_at_once(service, question):
    answer = service.ask(question)
    said = [answer.reason] if answer.reason else [quote.text for quote in answer.quotes[:2]]
    assert any(SHOWN[question] in part for part in said)


def test_the_bundled_documents_answer_every_example(service):
    assert Examples(service, QUESTIONS).answered() == frozenset(QUESTIONS)


class OfOnePlace(FakeService):
    """Holds nothing of 宵待町, and says so."""

    def ask(self, question, **chosen):
        unheld = tuple(place for place in ("宵待町",) if place in question)
        return replace(super().ask(question, **chosen), unheld=unheld)


def test_what_is_not_answered_is_not_offered():
    questions = ("お店の改装", "宇宙旅行", "宵待町でお店の改装", "平成40年度に助成した件数")
    assert Examples(OfOnePlace(), questions).answered() == {
        "お店の改装",
        "平成40年度に助成した件数",
    }


def test_examples_are_asked_once_a_generation():
    questions = ("お店の改装", "宇宙旅行")
    service = FakeService()
    examples = Examples(service, questions)
    assert [examples.answered() for _ in range(2)] == [{"お店の改装"}] * 2
    assert len(service.histories) == 2
    service.serve((), "20261122-0900-cd34")
    assert [examples.answered() for _ in range(2)] == [frozenset()] * 2
    assert len(service.histories) == 4
