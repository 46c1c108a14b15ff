"""The judged sets of docs/accuracy.md: questions, documents, how what is found is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from assistant.records import SearchResult
from assistant.service import Service
from eval.beir import load_beir
from eval.counter import load_counter
from eval.hiragana import in_hiragana
from eval.judge import judge_counter, judge_documents, judge_own
from eval.outcome import Outcome
from eval.questions import BUNDLED, gold_spans, load_questions
from index.build import build, build_documents
from index.embed import Embedder

BEIR_SETS = {
    "subsidy_qa": 1,
    "mirasapo_summary": 1,
    "bulletin_title2body": 1,
    "jsquad_valid": 6,
    "jnet21_title2body": 1,
}
"""The sets in BEIR form, and which of their queries are asked: every n-th."""


@dataclass(frozen=True, slots=True)
class AblationSet:
    """A judged set.

    Attributes:
        name: What the tables call it.
        note: What it is, for the tables.
        fitted_as: What `eval.fit_ranker` calls the questions that are left out for it.
        questions: Texts by id.
        make: Writes the index of its documents.
        judge: Gives the outcomes of what was found for each question.
        evidence: Texts that answer, by id, where quotes are judged by them.
    """

    name: str
    note: str
    fitted_as: str
    questions: Mapping[str, str]
    make: Callable[[Path, Embedder], object]
    judge: Callable[[Mapping[str, SearchResult], Service], list[Outcome]]
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def own_set(today: date) -> AblationSet:
    """Our own questions on the bundled corpus."""
    questions = load_questions()

    def judge(results: Mapping[str, SearchResult], service: Service) -> list[Outcome]:
        documents = [service.document(d.doc_id) for d in service.about().documents]
        return judge_own(questions, gold_spans(questions, documents), results)

    return AblationSet(
        name="own questions",
        note=f"{len(questions)} questions in `eval/questions` on the bundled corpus",
        fitted_as="bundled",
        questions={q.question_id: q.text for q in questions},
        make=partial(_build, [BUNDLED], today),
        judge=judge,
    )


def hiragana_set(today: date) -> AblationSet:
    """Our own questions as somebody asks them who writes no kanji."""
    own = own_set(today)
    return replace(
        own,
        name="own questions in hiragana",
        note="the same questions, every word that holds kanji as it is read aloud",
        questions={number: in_hiragana(text) for number, text in own.questions.items()},
    )


def counter_set(shared: Path, today: date) -> AblationSet:
    """The counter questions, on the text documents alone.

    They were asked of these; the table of programmes beside them is another corpus, of a
    thousand documents, that would only add distractors.

    Raises:
        AssistantError: A file is missing or malformed.
    """
    questions = load_counter(shared / "eval" / "counter_dev.jsonl")
    papers = sorted((shared / "corpus").glob("*.txt"))
    return AblationSet(
        name="counter_dev",
        note=f"{len(questions)} questions judged by evidence, on the {len(papers)} text documents "
        "of `corpus/` (its CSV file is left out)",
        fitted_as="bundled",
        questions={q.question_id: q.text for q in questions},
        make=partial(_build, papers, today),
        judge=lambda results, _: [judge_counter(q, results[q.question_id]) for q in questions],
        evidence={q.question_id: q.evidence for q in questions if q.evidence},
    )


def beir_set(folder: Path, step: int, today: date) -> AblationSet:
    """Every `step`-th query of a BEIR folder, on all of its documents.

    Raises:
        AssistantError: A file is missing or malformed.
    """
    judged = load_beir(folder)
    asked = list(judged.queries)[::step]
    part = replace(
        judged,
        queries={query: judged.queries[query] for query in asked},
        qrels={query: judged.qrels[query] for query in asked},
    )
    which = f"of its {len(judged.queries)} queries, one in {step}," if step > 1 else "queries"

    def make(index_dir: Path, embedder: Embedder) -> object:
        return build_documents(part.documents, index_dir, embedder=embedder, today=today)

    return AblationSet(
        name=part.name,
        note=f"{len(asked)} {which} on {len(part.documents)} documents",
        fitted_as=part.name,
        questions=part.queries,
        make=make,
        judge=lambda results, _: judge_documents(part, results),
    )


def _build(paths: list[Path], today: date, index_dir: Path, embedder: Embedder) -> object:
    return build(paths, index_dir, embedder=embedder, today=today)
