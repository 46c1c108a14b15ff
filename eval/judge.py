"""The ranked passages of a judged question -> its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from assistant.records import Hit, Query, SearchResult
from corpus.document import Document, Passage
from eval.beir import BeirSet, ranked_documents
from eval.counter import CounterQuestion, counter_values, evidence_found
from eval.coverage import coverage_values
from eval.measures import ranking_values
from eval.outcome import Found, Outcome, digest
from eval.questions import SpanQuestion
from eval.spans import Span
from eval.strangers import wrong_city_share, wrong_year_share

SHOWN = 3
"""Passages kept for a person to read."""


def judge_documents(judged: BeirSet, results: Mapping[str, SearchResult]) -> list[Outcome]:
    """The outcome of every judged query; documents rank by their best passage.

    Args:
        judged: The judged set.
        results: By query id; a query without one scores 0 and counts as declined.
    """
    hits = {query_id: result.hits for query_id, result in results.items()}
    rankings = {query_id: ranked_documents(found) for query_id, found in hits.items()}
    values = ranking_values(judged.qrels, rankings)
    documents = {document.doc_id: document for document in judged.documents}
    outcomes = []
    for query_id, question in judged.queries.items():
        relevant = judged.qrels[query_id]
        reason = results[query_id].reason if query_id in results else "nothing"
        outcomes.append(
            Outcome(
                question_id=query_id,
                question=question,
                type=None,
                hard=None,
                answerable=True,
                reason=reason,
                values={**values[query_id], "declined": float(reason is not None)},
                judged_by=digest(question, dict(relevant)),
                expected=tuple(_described(documents[doc_id]) for doc_id in relevant),
                found=_shown(
                    (hit, hit.passage.doc_id, hit.passage.doc_id in relevant)
                    for hit in _best_passages(hits.get(query_id, ()))
                ),
                ranking=rankings.get(query_id, ()),
            )
        )
    return outcomes


def judge_counter(question: CounterQuestion, result: SearchResult) -> Outcome:
    """The outcome of a counter question.

    Args:
        question: The question with its evidence.
        result: What the search found.
    """
    passages = [hit.passage for hit in result.hits]
    values: dict[str, float] = {}
    if question.evidence:
        values = counter_values(question.evidence, [passage.text for passage in passages])
        values |= _stranger_values(result.query, passages)
    return Outcome(
        question_id=question.question_id,
        question=question.text,
        type=question.type,
        hard=question.hard,
        answerable=bool(question.evidence),
        reason=result.reason,
        values={**values, "declined": float(result.reason is not None)},
        judged_by=digest(question.text, question.evidence),
        expected=question.evidence,
        found=_shown(
            (
                hit,
                hit.passage.passage_id,
                any(evidence_found(question.evidence, [hit.passage.text])),
            )
            for hit in result.hits
        ),
        ranking=tuple(passage.passage_id for passage in passages),
    )


def judge_own(
    questions: Iterable[SpanQuestion],
    spans: Mapping[str, tuple[Span, ...]],
    results: Mapping[str, SearchResult],
) -> list[Outcome]:
    """The outcomes of our own questions; places and what was found are looked up by their ids."""
    return [
        judge_spans(question, spans[question.question_id], results[question.question_id])
        for question in questions
    ]


def judge_spans(question: SpanQuestion, spans: tuple[Span, ...], result: SearchResult) -> Outcome:
    """The outcome of a question whose gold is places in documents.

    Args:
        question: The question.
        spans: Its places, resolved; empty when the corpus holds no answer.
        result: What the search found.
    """
    passages = [hit.passage for hit in result.hits]
    values: dict[str, float] = {}
    if spans:
        met = [_spans_met(spans, passage) for passage in passages]
        values = coverage_values(met, len(spans))
        values |= _stranger_values(result.query, passages)
    return Outcome(
        question_id=question.question_id,
        question=question.text,
        type=question.type,
        hard=question.hard,
        answerable=bool(spans),
        reason=result.reason,
        values={**values, "declined": float(result.reason is not None)},
        judged_by=digest(
            question.text, [[place.doc_id, place.heading, place.quote] for place in question.places]
        ),
        expected=tuple(
            " › ".join((place.doc_id, *place.heading, *([place.quote] if place.quote else [])))
            for place in question.places
        ),
        found=_shown(
            (hit, hit.passage.passage_id, bool(_spans_met(spans, hit.passage)))
            for hit in result.hits
        ),
        ranking=tuple(passage.passage_id for passage in passages),
    )


def _spans_met(spans: tuple[Span, ...], passage: Passage) -> frozenset[int]:
    return frozenset(number for number, span in enumerate(spans) if span.met_by(passage))


def _stranger_values(query: Query, passages: list[Passage]) -> dict[str, float]:
    """The measures of wrong years and places, where the question asks for some or against some.

    They are those that it was read to ask for: 「1998年に開業した店です」 asks for no year, and
    「川崎市以外で」 for any city but one.
    """
    values = {}
    if query.years:
        values["wrong-year@5"] = wrong_year_share(passages, query.years)
    if query.municipalities or query.excluded:
        values["wrong-city@5"] = wrong_city_share(passages, query.municipalities, query.excluded)
    return values


def _best_passages(hits: Iterable[Hit]) -> list[Hit]:
    """The first hit of each document."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.doc_id, hit)
    return list(best.values())


def _shown(judged: Iterable[tuple[Hit, str, bool]]) -> tuple[Found, ...]:
    """The first hits as a person reads them.

    Args:
        judged: Hits with their id in the ranking and whether they are relevant.
    """
    return tuple(
        Found(
            place=place,
            title=" › ".join((hit.title, *hit.passage.headings)),
            text=hit.passage.text,
            relevant=relevant,
        )
        for hit, place, relevant in islice(judged, SHOWN)
    )


def _described(document: Document) -> str:
    return f"{document.title}\n{document.text}".strip()
