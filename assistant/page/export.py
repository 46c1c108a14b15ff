"""An answer outside the page: a citation to copy, Markdown, CSV, JSON."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any
from unicodedata import normalize

from assistant.page.links import document_url
from assistant.page.near import instead_of_city
from assistant.page.texts import (
    CAUTION,
    COLUMN,
    DECLINED,
    NEAREST,
    PAST,
    SOURCES,
    UNHELD,
    UNTITLED,
    WITHIN,
    given_on,
    newer_edition,
    other_scheme,
    unsaid,
    years_label,
)
from assistant.page.turn import Origin
from assistant.records import Answer, Hit, Quote, SearchResult
from corpus.document import Passage
from corpus.language.clean import display_text
from corpus.language.hidden import without_hidden
from corpus.language.rows import cells_of, header_above

COLUMNS = (
    "番号",
    "資料名",
    "発行元",
    "市区町村",
    "年度",
    "見出し",
    "ページ",
    "本文",
    "見込み",
    "資料ID",
    "開始",
    "終了",
    "ご質問",
    "お答えの日",
    "索引の版",
)
# What acts as Markdown; an underscore inside a word, or a lone &, does not.
_MARKDOWN = re.compile(r"([\\`*\[\]<|~$]|(?<!\w)_|_(?!\w)|&(?=#?\w{1,32};))")
_MARKDOWN_START = re.compile(r"^([^\S\n]*\d*)([-+.)#>=])", re.MULTILINE)
# A spreadsheet runs a cell that begins with one of these, also in its full-width form.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def heading_path(hit: Hit) -> tuple[str, ...]:
    """The headings above a passage, outermost first, without one that repeats the title."""
    headings = hit.passage.headings
    if headings and _same(headings[0], hit.title):
        return headings[1:]
    return headings


def _same(heading: str, title: str) -> bool:
    one, other = ("".join(normalize("NFKC", text).split()) for text in (heading, title))
    return one == other


def source_line(hit: Hit) -> str:
    """Where a passage stands: 「資料名（発行元、年度、見出し › 見出し、12ページ）」."""
    passage = hit.passage
    details = [
        hit.publisher or "",
        years_label(passage.facets.fiscal_years),
        " › ".join(heading_path(hit)),
        "" if passage.page is None else f"{passage.page}ページ",
        last_day(hit),
        "" if hit.newer is None else newer_edition(hit.newer.title),
    ]
    given = "、".join(part for part in details if part)
    title = hit.title or UNTITLED
    return without_hidden(f"{title}（{given}）" if given else title)


def last_day(hit: Hit) -> str:
    """Until when a programme runs, or that it has ended; nothing where no day is told."""
    ends = hit.passage.facets.ends
    if ends is None:
        return ""
    day = date.fromisoformat(ends)
    told = f"{day.year}年{day.month}月{day.day}日"
    return f"{told}で終了" if hit.ended else f"{told}まで"


def citation(hit: Hit, quotes: Sequence[Quote]) -> str:
    """What is quoted of a passage, or all of it if nothing is, and its source, to paste."""
    said = [quote.said for quote in quotes] or [hit.passage.text]
    lines = [f"「{display_text(text)}」" for text in said]
    lines += [PAST] if any(quote.past for quote in quotes) else []
    return "\n".join([*lines, f"出典：{source_line(hit)}"])


def markdown(answer: Answer, origin: Origin | None = None) -> str:
    """An answer as a Markdown file in which no text of a document acts as Markdown or HTML."""
    lines = [f"# {_plain(answer.question)}", ""]
    if answer.unheld:
        lines += [UNHELD.format("・".join(answer.unheld)), ""]
    if answer.reason is not None:
        lines += [DECLINED[answer.reason], ""]
    if instead := instead_of_city(answer):
        lines += [instead, ""]
    if answer.other_scheme is not None:
        lines += [_plain(other_scheme(answer.other_scheme)), ""]
    if answer.unsaid:
        lines += [_plain(unsaid(answer.unsaid)), ""]
    for quote in answer.quotes:
        column = f"（{_plain(COLUMN.format(quote.column))}）" if quote.column else ""
        said = _quoted(answer.hits[quote.citation - 1].passage, quote)
        mark = f"[{quote.citation}]{column}" + f"（{PAST}）" * quote.past
        said[-1] = f"{said[-1]} {mark}".strip()
        lines += [*(f"> {line}".rstrip() for line in said), ""]
    if answer.reason is None:
        lines += [f"## {SOURCES}", "", *_cited(answer), ""]
    elif answer.elsewhere:
        lines += _list(NEAREST[answer.reason], answer.elsewhere) + _list(WITHIN, answer.hits)
    else:
        lines += _list(NEAREST[answer.reason], answer.hits)
    given = [given_on(origin.day, origin.generation), ""] if origin is not None else []
    return "\n".join([*lines, CAUTION, "", *given])


def _quoted(passage: Passage, quote: Quote) -> list[str]:
    """The lines of a quote: rows as a table, below the header that stands above them.

    The last line is one to write the citation behind; after a table it is empty.
    """
    header = header_above(passage.text, quote.start - passage.start) or passage.table_header
    said = f"{quote.lead}\n{quote.text}" if quote.lead and _is_row(quote.text) else quote.said
    lines: list[str] = []
    in_table = False
    for in_table, group in groupby(display_text(said).splitlines(), key=_is_row):
        if lines:
            lines.append("")
        if in_table:
            lines += _table([*([display_text(header)] if header else []), *group])
            header = None
        else:
            lines += map(_plain, group)
    return [*lines, "", ""] if in_table else lines


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _table(rows: Sequence[str]) -> list[str]:
    """Rows of `|` cells as a table of Markdown, the first as its header: none goes without."""
    cells = [[_plain(row[start:end]) for start, end in cells_of(row, 0, len(row))] for row in rows]
    width = max(map(len, cells))
    padded = [[*row, *[""] * (width - len(row))] for row in cells]
    padded.insert(1, ["---"] * width)
    return [f"| {' | '.join(row)} |" for row in padded]


def _cited(answer: Answer) -> list[str]:
    """The sources that are cited, with their numbers on the page: a numbered list counts anew."""
    numbers = sorted({quote.citation for quote in answer.quotes})
    return [f"- [{number}] {_place(answer.hits[number - 1])}" for number in numbers]


def _place(hit: Hit) -> str:
    passage = hit.passage
    # The page's script writes the page's own address before it.
    address = document_url(passage.doc_id, passage.start, passage.end)
    return f"[{_plain(source_line(hit))}]({address}) {_plain(passage.passage_id)}"


def _list(heading: str, hits: Sequence[Hit]) -> list[str]:
    if not hits:
        return []
    rows = [f"{number}. {_place(hit)}" for number, hit in enumerate(hits, start=1)]
    return [f"## {heading}", "", *rows, ""]


def _plain(text: str) -> str:
    return _MARKDOWN_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def passages_csv(question: str, hits: Sequence[Hit], origin: Origin | None = None) -> str:
    """Passages as CSV for a spreadsheet: byte order mark first, no cell that acts as a formula."""
    given = ("", "") if origin is None else (origin.day.isoformat(), origin.generation)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, hit in enumerate(hits, start=1):
        passage = hit.passage
        cells = (
            number,
            hit.title,
            hit.publisher or "",
            passage.facets.municipality or "",
            years_label(passage.facets.fiscal_years),
            " › ".join(heading_path(hit)),
            "" if passage.page is None else passage.page,
            display_text(passage.text),
            f"{hit.score:.3f}",
            passage.doc_id,
            passage.start,
            passage.end,
            question,
            *given,
        )
        writer.writerow([_cell(str(cell)) for cell in cells])
    return "\ufeff" + out.getvalue()


def _cell(text: str) -> str:
    dangerous = text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if dangerous else text


def download_url(text: str, media_type: str) -> str:
    """A `data:` address that holds the whole file, so that nothing is kept on the server."""
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    return f"data:{media_type};charset=utf-8;base64,{encoded}"


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer for programs: its records as objects, each hit with its passage id and link."""
    return {**asdict(answer), **_hits_json(answer)}


def result_json(result: SearchResult) -> dict[str, Any]:
    """A search result for programs, as `answer_json`."""
    return {**asdict(result), **_hits_json(result)}


def _hits_json(found: Answer | SearchResult) -> dict[str, list[dict[str, Any]]]:
    return {
        "hits": [_hit_json(hit) for hit in found.hits],
        "elsewhere": [_hit_json(hit) for hit in found.elsewhere],
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        **asdict(hit),
        "passage_id": passage.passage_id,
        "url": document_url(passage.doc_id, passage.start, passage.end),
    }
