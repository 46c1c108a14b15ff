"""What the command line prints: plain lines that no text of a document can act on, and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant.page import texts
from assistant.page.export import source_line
from assistant.page.near import instead_of_city, near
from assistant.quoting.table_parts import header_of
from assistant.records import Answer, Hit, Query, Quote, SearchResult
from corpus.language.clean import display_text

_EXCERPT_CHARS = 120
# A terminal obeys control characters, and lets the marks of writing direction reorder a line.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """The text with a space for each tab and a mark for each character a terminal would obey."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def one_line(text: str) -> str:
    """The text on one line, safe to print."""
    return safe(" ".join(text.split()))


def answer_text(answer: Answer) -> str:
    """An answer as a person reads it: quotes, then the places they stand at."""
    # What lies outside the years or places asked for stands under a title that says so.
    shown = answer.hits if answer.reason is None else near(answer.elsewhere or answer.hits)
    lines = [f"{texts.ASKED}：{one_line(answer.question)}", *_understood(answer.query), ""]
    lines += [texts.UNHELD.format("・".join(answer.unheld)), ""] if answer.unheld else []
    if answer.reason is None:
        lines += [instead, ""] if (instead := instead_of_city(answer)) else []
        if answer.other_scheme is not None:
            lines += [one_line(texts.other_scheme(answer.other_scheme)), ""]
        lines += [one_line(texts.unsaid(answer.unsaid)), ""] if answer.unsaid else []
        for quote in answer.quotes:
            column = one_line(f"（{texts.COLUMN.format(quote.column)}）") if quote.column else ""
            said = _indented(display_text(_below_header(answer, quote).said))
            lines += [f"  「{said}」[{quote.citation}]{column}"]
        lines += ["", "出典"]
    else:
        lines += [texts.DECLINED[answer.reason]]
        lines += [f"  ・{step}" for step in texts.NEXT_STEPS[answer.reason]]
        lines += ["", texts.NEAREST[answer.reason]] if shown else []
    for number, hit in enumerate(shown, start=1):
        lines += [f"[{number}] {one_line(source_line(hit))}", f"    {one_line(_place(hit))}"]
        if answer.reason is not None:
            lines += [f"    {_excerpt(hit)}"]
    return "\n".join([*lines, "", *([texts.CAUTION, ""] if shown else [])])


def _below_header(answer: Answer, quote: Quote) -> Quote:
    """A quoted row with the header row of its table, as the page shows it; others as they are."""
    passage = answer.hits[quote.citation - 1].passage
    if quote.column:
        return quote
    header = header_of(passage.text, quote.start - passage.start, passage.table_header)
    return replace(quote, text=f"{header}\n{quote.text}") if header else quote


def _indented(text: str) -> str:
    return "\n    ".join(one_line(row) for row in text.splitlines())


def result_text(question_id: str, result: SearchResult) -> str:
    """The ranked passages of a question, a line each: id, rank, score, source, place."""
    rows = (
        "\t".join((one_line(question_id), str(rank), f"{hit.score:.3f}", *_cells(hit)))
        for rank, hit in enumerate(result.hits, start=1)
    )
    return "".join(f"{row}\n" for row in rows)


def result_json(question_id: str, result: SearchResult) -> dict[str, Any]:
    """The ranked passages of a question as the object that `madoguchi search --json` prints."""
    return {
        "id": question_id,
        "answered": result.reason is None,
        "reason": result.reason,
        "passages": [_hit_json(rank, hit) for rank, hit in enumerate(result.hits, start=1)],
    }


def _hit_json(rank: int, hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "document": passage.doc_id,
        "title": hit.title,
        "heading": list(passage.headings),
        "text": passage.text,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "municipality": passage.facets.municipality,
        "fiscal_years": list(passage.facets.fiscal_years),
    }


def _cells(hit: Hit) -> tuple[str, str]:
    return one_line(source_line(hit)), one_line(_place(hit))


def _place(hit: Hit) -> str:
    return hit.passage.passage_id


def _excerpt(hit: Hit) -> str:
    text = one_line(display_text(hit.passage.text))
    return text if len(text) <= _EXCERPT_CHARS else f"{text[:_EXCERPT_CHARS]}…"


def _understood(query: Query) -> Iterator[str]:
    """How the question was read, in a line, where there is something to say."""
    scope = "・".join(
        filter(
            None,
            (
                *query.prefectures,
                *query.municipalities,
                texts.years_label(query.years),
                texts.editions_label(query.editions),
            ),
        )
    )
    terms = "・".join(expansion.term for expansion in query.expansions)
    said = [f"{scope} として検索"] if scope else []
    said += [f"{'・'.join(query.excluded)} を除いて検索"] if query.excluded else []
    said += [one_line(texts.papers_label(query.papers))] if any(query.papers) else []
    said += [f"「{one_line(query.read_as)}」と読んで検索"] if query.read_as else []
    said += [f"{terms} も含めて検索"] if terms else []
    if said:
        yield f"（{'、'.join(said)}）"
