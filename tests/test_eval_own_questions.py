"""The judged questions on the bundled corpus: their counts, their places, words of their own."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.read.markdown import read_markdown
from corpus.read.source import Limits, Source
from eval.questions import SpanQuestion, gold_spans, load_questions, problems

DIGESTS = Path(__file__).resolve().parents[1] / "corpus" / "documents"
QUESTIONS = load_questions()
KINDS_OF_OWNERS = {"lay", "keywords", "hiragana", "dialect", "typo", "long", "short"}


def read_digest(path: Path) -> Document:
    return read_markdown(Source(path, path.name, path.read_bytes(), Limits())).documents[0]


@pytest.fixture(scope="module")
def digests() -> list[Document]:
    return [read_digest(path) for path in sorted(DIGESTS.glob("*.md"))]


def of_type(kind: str) -> list[SpanQuestion]:
    return [question for question in QUESTIONS if question.type == kind]


def comparable(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def test_counts_of_each_type():
    assert Counter(question.type for question in QUESTIONS) == {
        "owner": 215, "officer": 160, "fact": 105, "year": 27, "none": 336,
    }  # fmt: skip


def test_each_question_is_asked_once():
    asked = Counter(comparable(question.text) for question in QUESTIONS)
    assert [text for text, times in asked.items() if times > 1] == []


def test_every_place_stands_in_the_digests(digests: list[Document]):
    assert problems(QUESTIONS, digests) == []


def test_every_place_of_a_question_is_another(digests: list[Document]):
    places = gold_spans(QUESTIONS, digests)
    assert [name for name, spans in places.items() if len(set(spans)) < len(spans)] == []


def test_every_digest_is_asked_about_by_owners_officers_and_for_facts_and_years(
    digests: list[Document],
):
    for kind in ("owner", "officer", "fact", "year"):
        asked = {place.doc_id for question in of_type(kind) for place in question.places}
        assert asked == {digest.doc_id for digest in digests}, kind


def test_every_article_with_programmes_is_asked_about(digests: list[Document]):
    report = next(digest for digest in digests if digest.doc_id == "kawasaki_fy2016.md")
    tops = [block for block in report.blocks if block.kind == "heading" and block.level == 2]
    starts = {report.text[top.start : top.end]: top.start for top in tops}
    articles = {name: starts[name] for name in starts if name.startswith("## 第1")}
    assert len(articles) == 8  # 第12条 to 第19条
    gold = [span for spans in gold_spans(QUESTIONS, digests).values() for span in spans]
    for name, start in articles.items():
        end = min((other for other in starts.values() if other > start), default=len(report.text))
        here = [g for g in gold if g.doc_id == report.doc_id and start <= g.start < end]
        assert len(here) >= 5, name


def test_a_question_does_not_hold_the_words_it_looks_for():
    told = [
        question.question_id
        for question in QUESTIONS
        for place in question.places
        if place.quote and comparable(place.quote) in comparable(question.text)
    ]
    assert told == []


def test_every_place_of_a_fact_or_a_year_is_a_quote():
    loose = [
        question.question_id
        for question in of_type("fact") + of_type("year")
        for place in question.places
        if place.quote is None
    ]
    assert loose == []


def test_owners_ask_in_seven_ways():
    assert {question.hard for question in of_type("owner")} == KINDS_OF_OWNERS


def test_questions_in_hiragana_have_no_kanji():
    written = [question.text for question in QUESTIONS if question.hard == "hiragana"]
    assert [text for text in written if any("\u4e00" <= sign <= "\u9fff" for sign in text)] == []


def test_questions_without_an_answer_are_near_and_far():
    assert Counter(question.hard for question in of_type("none")) == {"near": 320, "far": 16}
