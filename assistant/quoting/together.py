"""What says too little alone is quoted with what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.quoting.bare_heading import is_bare_heading
from assistant.quoting.lead import is_label
from assistant.quoting.sentence_kinds import announced_from, is_furniture
from assistant.quoting.spans import Span, line_of, spans_of
from assistant.quoting.table_parts import TABLE_CHARS, begins_part
from corpus.language.asking import is_question
from corpus.language.clean import search_text
from corpus.language.rows import is_aside, names_table
from corpus.names.year_labels import continues, label_above
from corpus.read.marks import is_title_like, mark_of

_ITEMS_OF_ANSWERS = frozenset({"dash", "paren", "circled", "number"})
_PART = re.compile(r"\**[【＜<〈《]")  # of a text begins with such a line: 「【内容】…」
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_PARAGRAPH_CHARS = 160  # quoted as a whole: later sentences leave their subject unsaid
_QUESTION_CHARS = 100  # a longer question is quoted by its last sentences
_PAIR_CHARS = 300  # likewise a question with the first paragraph of its answer


def joined_spans(text: str, told: Sequence[str]) -> list[Span]:
    """Return the spans with what says too little alone joined: cells, rows, short sentences.

    Args:
        text: Of a passage.
        told: Its title and headings, which no quote begins with.
    """
    joined: list[Span] = []
    for span in spans_of(text, told):
        before = joined[-1] if joined else None
        if before and span.kind == "question" and is_label(text, before.start, span.start):
            joined[-1] = span  # it names what is asked about
        elif before and _belong_together(text, before, span, told):
            answers = before.kind == "answer" or (before.kind, span.kind) == ("question", "text")
            joined[-1] = replace(before, kind="answer" if answers else span.kind, end=span.end)
        else:
            joined.append(span)
    return joined


def _belong_together(text: str, before: Span, span: Span, told: Collection[str]) -> bool:
    size = span.end - before.start
    goes_on = bool(text[span.whole : span.start].strip())
    match span.kind:
        case "row":
            # A sentence may end inside a cell.
            return goes_on or (
                size <= TABLE_CHARS
                and (
                    not begins_part(text, *line_of(text, span.whole))
                    if before.kind == "row"
                    else before.kind == "question"
                    or (before.kind == "text" and _names_table(text[before.start : span.start]))
                )
            )
        case "row alone":
            return goes_on
        case "notice":
            return before.kind == "notice" or (
                before.kind == "text" and _names_notice(text, before, span, told)
            )
        case "cell":
            return goes_on and size <= _PARAGRAPH_CHARS
        case "question":
            return before.kind == "question" and size <= _QUESTION_CHARS
        case _ if before.kind == "question":
            return size <= _PAIR_CHARS
        case _ if before.kind == "answer" and (goes_on or _is_next_item(text, span)):
            return size <= _PAIR_CHARS
        case _:
            # 「(1件あたり50万円以内)」 on a line of its own speaks of the line above.
            together = goes_on or is_aside(text[slice(*line_of(text, span.whole))])
            return (together and size <= _PARAGRAPH_CHARS) or (
                size <= TABLE_CHARS
                and (
                    _needs(text, before, span)
                    or _continues_below_label(text, before, span)
                    or _is_labelled(text, before, span, told)
                    or _is_headed(text, before, span, told)
                )
            )


def _is_next_item(text: str, span: Span) -> bool:
    """Tell whether a line is an item right below another of its list."""
    mark = mark_of(text[span.start : span.end].strip())
    above = text[: span.whole].removesuffix("\n").rsplit("\n", 1)[-1].strip()
    return mark in _ITEMS_OF_ANSWERS and mark == mark_of(above)


def _names_table(above: str) -> bool:
    return names_table(above) and not is_furniture(above.strip())


def _names_notice(text: str, before: Span, notice: Span, told: Collection[str]) -> bool:
    """Tell whether what stands right above a notice is its name: 「■個別相談会」."""
    name = text[before.start : notice.start]
    return (
        not _PARAGRAPH_END.search(name)
        and is_title_like(name.strip())
        and search_text(name) not in told
    )


def _is_labelled(text: str, before: Span, span: Span, told: Collection[str]) -> bool:
    """Tell whether a line stands below its label, which says nothing else: 「○定員」, 「20名」."""
    return (
        is_label(text, before.start, span.start)
        and search_text(text[before.start : span.start]) not in told
        and not is_label(text, span.start, span.end)
        and not is_furniture(text[span.start : span.end])
    )


def _is_headed(text: str, before: Span, span: Span, told: Collection[str]) -> bool:
    """Tell whether a line stands below a heading inside the passage: 「(2) 販路の開拓」."""
    heading = search_text(text[before.start : before.end])
    return (
        is_bare_heading(text, before.start, before.end)
        and not any(heading.endswith(above) for above in told)
        and not is_bare_heading(text, span.start, span.end)
    )


def _continues_below_label(text: str, before: Span, span: Span) -> bool:
    """Tell whether a line goes on below the label of a year that the one above has: 「：…」."""
    return continues(text[slice(*line_of(text, span.whole))]) and bool(
        label_above(text, before.start)
    )


def _needs(text: str, before: Span, span: Span) -> bool:
    """Tell whether what stands above says too little without a line: it asks, or announces it.

    「日程は次のとおりです。」 brings the dates with it; whole sentences stand for themselves.
    """
    above, below = text[before.start : span.start], text[span.start : span.end].strip()
    mark = mark_of(below)
    if _PART.match(below) or (mark != "text" and mark == mark_of(above.strip())):
        return False
    if is_question(above):
        return not is_question(below) and not _PARAGRAPH_END.search(above)
    announced = announced_from(text, before.start, span.start)
    return (
        announced is not None
        and not below.endswith("。")
        and not _PARAGRAPH_END.search(text[announced : span.start])
    )
