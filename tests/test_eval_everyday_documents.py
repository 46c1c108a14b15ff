"""Our own documents of several sections: their counts and fields, and that they are our own."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from corpus.chunk import chunk
from corpus.document import Passage
from eval.everyday_documents import Section, everyday_documents
from tests.test_eval_everyday import TWELVE, read, runs, squeeze

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).resolve().parents[1] / "eval" / "everyday"
PARTS = {path.stem: read(path) for path in sorted((FOLDER / "documents").iterdir())}
ROWS = [row for rows in PARTS.values() for row in rows]
SECTIONS = [section for row in ROWS for section in row["sections"]]
ASKED = [question for section in SECTIONS for question in section["questions"]]
NONE = [question for row in ROWS for question in row["none"]]


def test_counts_are_those_of_the_readme():
    told = re.findall(
        r"^\| `documents/(\w+)` \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|",
        (FOLDER / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert {name: counts for name, *counts in told} == {
        name: [
            f"{len(rows):,}",
            f"{sum(len(row['sections']) for row in rows):,}",
            f"{sum(len(s['questions']) for row in rows for s in row['sections']):,}",
            f"{sum(len(row['none']) for row in rows):,}",
        ]
        for name, rows in PARTS.items()
    }


def test_each_line_has_the_fields_and_nothing_else():
    assert {tuple(row) for row in ROWS} == {("id", "kind", "title", "sections", "none")}
    assert {tuple(section) for section in SECTIONS} == {("heading", "text", "questions")}
    assert {tuple(question) for question in ASKED} == {("text", "register")}
    assert {frozenset(question) for question in NONE} == {
        frozenset({"text", "missing", "register"})
    }
    assert {q["register"] for q in ASKED + NONE} <= TWELVE
    assert all(q["text"].strip() and q["missing"].strip() for q in NONE)


def test_an_id_is_there_once_and_a_heading_once_in_its_document():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    headings = [(row["id"], section["heading"]) for row in ROWS for section in row["sections"]]
    assert len(set(headings)) == len(headings)


def test_no_question_of_a_document_is_asked_both_with_and_without_an_answer():
    answered = {
        (row["id"], q["text"]) for row in ROWS for s in row["sections"] for q in s["questions"]
    }
    assert answered.isdisjoint((row["id"], q["text"]) for row in ROWS for q in row["none"])


def test_each_section_has_a_passage():
    for each in everyday_documents(FOLDER / "documents"):
        passages = chunk(each.document, today=TODAY)
        without = [s for s in each.sections if not any(s.holds(p) for p in passages)]
        assert (each.document.doc_id, without) == (each.document.doc_id, [])


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (10, 20, True),
        (5, 15, True),  # half of it lies in the section
        (15, 25, True),
        (16, 26, False),
        (20, 30, False),
        (12, 14, True),
        (0, 30, True),  # all of the section lies in it
        (0, 15, True),  # half of the section
        (0, 14, False),
    ],
)
def test_a_passage_is_of_a_section_that_shares_half_of_the_shorter(start, end, held):
    assert Section(10, 20, ()).holds(Passage("a", start, end, "")) is held


def asked(text: str, register: str) -> dict[str, str]:
    return {"text": text, "register": register}


def test_a_document_is_read_with_its_headings_and_questions(tmp_path):
    row = {
        "id": "plan-04",
        "title": "計画",
        "sections": [
            {"heading": "期間", "text": "五年とする。", "questions": [asked("何年", "fact")]},
            {
                "heading": "目標",
                "text": "百件。",
                "questions": [asked("まずは百件", "headline"), asked("何件", "fact")],
            },
        ],
        "none": [asked("誰が", "lay"), asked("百一件目の店", "headline")],
    }
    line = json.dumps(row, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (each,) = everyday_documents(tmp_path)
    first, second = each.sections
    text = each.document.text
    assert text[first.start : first.end] == "五年とする。"
    assert list(each.questions()) == [("何年", first), ("何件", second), ("誰が", None)]
    assert [text[b.start : b.end] for b in each.document.blocks if b.kind == "heading"] == [
        "# 計画",
        "## 期間",
        "## 目標",
    ]
    assert each.held_out


def test_no_long_run_stands_in_a_real_document(shared):
    ours = {run for line in [*SECTIONS, *ASKED, *NONE] for run in runs(squeeze(line["text"]))}
    copied = [
        (path.name, run)
        for path in sorted((shared / "corpus").iterdir())
        for run in runs(squeeze(path.read_text(encoding="utf-8")))
        if run in ours
    ]
    assert copied == []
