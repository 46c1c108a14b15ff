import json

import pytest

from assistant.records import Hit, Query, SearchResult
from corpus.document import Block, Document, Facets, Passage
from eval.jsonl import EvaluationError
from eval.judge import judge_spans
from eval.questions import SpanQuestion, gold_spans, load_questions, problems
from eval.spans import Place, Span, resolve

TEXT = (
    "# みなと市の報告\n\n"
    "## 創業\n\n店を開く人に**家賃**の半額。\n\n### 予算\n\n| 年度 | 額 |\n| ２９ | 50万円 |\n\n"
    "## 承継\n\n相談は無料。\n\n### 予算\n\n額は80万円、前年も80万円。\n"
)


def document():
    """TEXT with its lines as blocks, as a reader marks them."""
    blocks = []
    position = 0
    for line in TEXT.splitlines(keepends=True):
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            blocks.append(Block("heading", position, position + len(line) - 1, level))
        elif line.strip():
            blocks.append(Block("paragraph", position, position + len(line) - 1))
        position += len(line)
    return Document("minato.md", "みなと市の報告", TEXT, "minato.md", tuple(blocks))


def place(*heading, quote=None):
    return Place("f.jsonl line 1", "minato.md", heading, quote)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (place("承継", "予算"), "### 予算\n\n額は80万円、前年も80万円。"),
        (place("みなと市の報告", "創業", "予算"), "### 予算\n\n| 年度 | 額 |\n| ２９ | 50万円 |"),
        (
            place("承継"),
            "## 承継\n\n相談は無料。\n\n### 予算\n\n額は80万円、前年も80万円。",
        ),
        (
            place("創業"),
            "## 創業\n\n店を開く人に**家賃**の半額。\n\n### 予算\n\n"
            "| 年度 | 額 |\n| ２９ | 50万円 |",
        ),
        (place("創業", quote="家賃の半額"), "家賃**の半額"),
        (place("創業", quote="29 50万円"), "２９ | 50万円"),
        (place("承継", quote="無料"), "無料"),
        (place("みなと市の報告", "承継", quote="無料"), "無料"),
    ],
)
def test_place_becomes_a_span(at, text):
    span = resolve(at, document())
    assert TEXT[span.start : span.end] == text


@pytest.mark.parametrize(
    ("at", "message"),
    [
        (place("予算"), "2 sections of minato.md have the heading 「予算」, not one"),
        (place("融資"), "0 sections of minato.md have the heading 「融資」"),
        (place(), "0 sections"),
        (place("創業", "承継"), "0 sections of minato.md have the heading 「創業 > 承継」"),
        (place("予算", "承継"), "0 sections of minato.md have the heading 「予算 > 承継」"),
        (place("承継", quote="80万円"), "「80万円」 stands 2 times, not once, in 「承継」"),
        (place("承継", quote="家賃"), "「家賃」 stands 0 times"),
        (place("承継", quote=" "), "stands 0 times"),
    ],
)
def test_place_that_is_not_there_once(at, message):
    with pytest.raises(EvaluationError) as error:
        resolve(at, document())
    assert str(error.value).startswith("f.jsonl line 1: ")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [(0, 10, False), (0, 11, True), (14, 20, True), (15, 20, False), (12, 13, True)],
)
def test_span_is_met_by_a_shared_character(start, end, met):
    passage = Passage("d", start, end, "x" * (end - start))
    assert Span("d", 10, 15).met_by(passage) is met
    assert Span("other", 10, 15).met_by(passage) is False


def write(folder, *rows):
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")


OWNER = {
    "id": "o1",
    "question": "家賃の助け",
    "type": "owner",
    "hard": "lay",
    "spans": [{"doc_id": "minato.md", "heading": ["創業"], "quote": "家賃の半額"}],
}
NONE = {"id": "n1", "question": "温泉の補助", "type": "none", "spans": []}


def test_load_and_resolve(tmp_path):
    write(tmp_path, OWNER, NONE)
    questions = load_questions(tmp_path)
    where = f"{tmp_path / 'a.jsonl'} line 1"
    at = Place(where, "minato.md", ("創業",), "家賃の半額")
    assert questions == (
        SpanQuestion("o1", "家賃の助け", "owner", "lay", (at,)),
        SpanQuestion("n1", "温泉の補助", "none", None, ()),
    )
    start = TEXT.index("家賃")
    assert gold_spans(questions, [document()]) == {
        "o1": (Span("minato.md", start, start + 7),),
        "n1": (),
    }
    assert problems(questions, [document()]) == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([OWNER, OWNER], 'line 2: the id "o1" is taken; choose another'),
        ([{**OWNER, "type": "boss"}], 'the type "boss" is none of owner, officer, fact, year'),
        ([{**OWNER, "type": "none"}], "unless its type is none; add or remove them"),
        ([{**OWNER, "spans": []}], "unless its type is none; add or remove them"),
        ([{**OWNER, "spans": [{"doc_id": "a"}]}], '"heading" must be a list of texts'),
        ([{**OWNER, "question": None}], '"question" must be a text; add or correct it'),
        ([], "no question in any *.jsonl file; add some"),
    ],
)
def test_load_errors(tmp_path, rows, message):
    write(tmp_path, *rows)
    with pytest.raises(EvaluationError) as error:
        load_questions(tmp_path)
    assert message in str(error.value)


def test_place_in_an_unknown_document(tmp_path):
    write(tmp_path, OWNER)
    questions = load_questions(tmp_path)
    assert problems(questions, []) == [
        f"{tmp_path / 'a.jsonl'} line 1: no document minato.md in the corpus; correct doc_id"
    ]


def test_judged_question():
    spans = (Span("minato.md", 10, 20), Span("minato.md", 50, 60))
    question = SpanQuestion("o1", "家賃の助け", "owner", None, (place("創業", quote="家賃"),))
    hits = tuple(
        Hit(Passage("minato.md", start, start + 10, "x" * 10, ("創業",)), "報告", None, 0.9)
        for start in (30, 15, 12)
    )
    outcome = judge_spans(question, spans, SearchResult(Query("x"), hits, None))
    # The second passage meets the first of two spans, the third meets it again.
    assert (outcome.values["mrr@10"], outcome.values["recall@10"]) == (0.5, 0.5)
    assert [found.relevant for found in outcome.found] == [False, True, True]
    assert outcome.found[0].title == "報告 › 創業"
    assert outcome.expected == ("minato.md › 創業 › 家賃",)
    assert outcome.values["declined"] == 0.0
    assert "wrong-year@5" not in outcome.values


def test_years_and_a_whole_section_are_judged():
    span = Span("minato.md", 10, 20)
    question = SpanQuestion("y1", "2016年度の創業", "year", None, (place("創業"),))
    passage = Passage("minato.md", 10, 12, "創業", facets=Facets(fiscal_years=(2017,)))
    found = SearchResult(
        Query("x", years=(2016,)), (Hit(passage, "報告", None, 0.9),), "other_year"
    )
    outcome = judge_spans(question, (span,), found)
    assert (outcome.values["wrong-year@5"], outcome.values["declined"]) == (1.0, 1.0)
    assert outcome.expected == ("minato.md › 創業",)


def test_a_question_without_a_place_is_judged_by_declining_only():
    question = SpanQuestion("n1", "2016年度の温泉", "none", None, ())
    outcome = judge_spans(question, (), SearchResult(Query("x", years=(2016,)), (), "nothing"))
    assert (outcome.answerable, outcome.values) == (False, {"declined": 1.0})
