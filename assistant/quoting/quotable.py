"""What of a passage can be quoted: sentences, short paragraphs, rows, small tables, cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.quoting.bare_heading import is_bare_heading
from assistant.quoting.lead import SHORT, is_label, lead
from assistant.quoting.notice import notices
from assistant.quoting.sentence_kinds import announced_from, is_furniture
from assistant.quoting.table_parts import TABLE_CHARS, begins_part, heads_only, named_by, rows_alone
from assistant.records import Hit, Quote
from corpus.language.asking import is_question, is_said
from corpus.language.clean import search_text
from corpus.language.japanese import sentences
from corpus.language.markup import markup
from corpus.language.minutes import asked_in_minutes
from corpus.language.rows import (
    cells_of,
    column_heading,
    is_aside,
    is_row,
    names_table,
)
from corpus.names.year_labels import continues, label_above
from corpus.read.marks import is_title_like, mark_of

_MARK = re.compile(r"[-*・][ \u3000]+(?=\S)|・")  # of a list: no part of what is said
_OPENING = "（(「『【〔"  # nothing of what they open is left where a sentence ends with one
_HEADINGS = re.compile(r"(?:#[^\n]*\s*)+")  # a long one seems to go on in the line below
_HEADING_MARKS = re.compile(r"#+\s*")
_LINE_AND_BLANKS = re.compile(r"[^\n]+\s*")
_DRESSING = " \u3000#・○〇●■□◆◇*＊|:："  # of a heading, which its path leaves out
_ITEMS_OF_ANSWERS = frozenset({"dash", "paren", "circled", "number"})
_PART = re.compile(r"\**[【＜<〈《]")  # of a text begins with such a line: 「【内容】…」
_MARKED_LINE = re.compile(r"(?<![^\n])[QＱ問AＡ答][^\n]*")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_RULE = re.compile(r"[\s|:\-]*")
_SOURCE_NOTE = re.compile(r"(?:出典|出所|資料)(?:箇所)?\s*:")
_CAPTION = re.compile(r"(?:図表?|表|グラフ)\s*[\d.\-]*[\s:][^。\n|]*")  # of a picture that was lost
_DIAGRAM = re.compile(r"--+>|\]\s*--|(?:graph|flowchart) (?:LR|RL|TB|TD|BT)\b")  # code of one
_PARAGRAPH_CHARS = 160  # likewise a paragraph: its later sentences leave their subject unsaid
_QUESTION_CHARS = 100  # a longer question is quoted by its last sentences
_PAIR_CHARS = 300  # likewise a question with the first paragraph of its answer


@dataclass(frozen=True, slots=True)
class _Span:
    # "answer": below its question
    kind: Literal["text", "row", "row alone", "cell", "question", "answer", "notice"]
    whole: int  # where its line begins, or its cell
    start: int
    end: int


def pieces(hit: Hit, citation: int) -> list[Quote]:
    """Return what can be quoted of a passage, in order: no headings, titles, notes of sources."""
    passage = hit.passage
    told = [search_text(name) for name in (hit.title, *passage.headings)]
    found = []
    for span in _joined(passage.text, told):
        left, right = _trimmed(hit, span)
        text = passage.text[left:right]
        if span.kind == "question" or _RULE.fullmatch(text) or _says_nothing(told, text):
            continue
        if span.kind == "text" and is_bare_heading(passage.text, span.start, span.end):
            continue
        column = (
            column_heading(passage.text, left, passage.table_header) if span.kind == "cell" else ""
        )
        above = (
            ""
            if span.kind == "answer"
            else named_by(passage.text, span.start)
            if span.kind == "row alone"
            else lead(passage.text, span.start, right, told, paged=passage.page is not None)
        )
        place = passage.start
        quote = Quote(text, place + left, place + right, citation, column, above)
        # 「○定員」, 「20名」: each says what the other leaves out.
        labelled = "\n\n" in text or above
        # Shorter ones are headings or leftovers of tables.
        if labelled or len(search_text(text)) >= SHORT:
            found.append(quote)
    return found


def _spans(text: str, told: Sequence[str]) -> Iterator[_Span]:
    """Yield the sentences of a text; those of a long row end with their cells."""
    asked = [
        *_questions(text),
        *_asking_heading(text, told),
        *((asked.start, asked.answered) for asked in asked_in_minutes(text)),
    ]
    alone = rows_alone(text)
    told_of = notices(text)
    for start, end in sentences(text):
        line, line_end = _line(text, start)
        answered = next((right for left, right in asked if left <= start < right), start)
        if answered > start:
            yield _Span("question", line, start, min(answered, end))
            if answered < end:
                yield _Span("text", answered, answered, end)
        elif not text.startswith("|", line):
            in_notice = any(start < right and left < end for left, right in told_of)
            yield _Span("notice" if in_notice else "text", line, start, end)
        elif line_end - line <= TABLE_CHARS or not is_row(text, line, line_end):
            yield _Span("row alone" if line in alone else "row", line, start, end)
        else:
            for left, right in cells_of(text, line, line_end):
                if max(left, start) < min(right, end):
                    yield _Span("cell", left, max(left, start), min(right, end))


def _line(text: str, place: int) -> tuple[int, int]:
    """Return where the line of a place begins and ends."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _questions(text: str) -> list[tuple[int, int]]:
    """Return where the questions of a list stand: 「Q2 …」, from that mark to the answer's."""
    found = []
    begun: int | None = None
    for line in _MARKED_LINE.finditer(text):
        mark = mark_of(line[0])
        if mark == "question":
            begun = line.start()
        elif mark == "answer" and begun is not None:
            found.append((begun, line.start()))
            begun = None
    return found


def _asking_heading(text: str, told: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the heading of a passage stands, if it asks and this holds it."""
    if len(told) > 1 and is_said(told[-1]):
        for line in _LINE_AND_BLANKS.finditer(text):
            if search_text(line[0]).strip(_DRESSING) == told[-1]:
                return [line.span()]
    return []


def _joined(text: str, told: Sequence[str]) -> list[_Span]:
    """Return the spans with what says too little alone joined: cells, rows, short sentences.

    Args:
        text: Of a passage.
        told: Its title and headings, which no quote begins with.
    """
    joined: list[_Span] = []
    for span in _spans(text, told):
        before = joined[-1] if joined else None
        if before and span.kind == "question" and is_label(text, before.start, span.start):
            joined[-1] = span  # it names what is asked about
        elif before and _belong_together(text, before, span, told):
            answers = before.kind == "answer" or (before.kind, span.kind) == ("question", "text")
            joined[-1] = replace(before, kind="answer" if answers else span.kind, end=span.end)
        else:
            joined.append(span)
    return joined


def _belong_together(text: str, before: _Span, span: _Span, told: Collection[str]) -> bool:
    size = span.end - before.start
    goes_on = bool(text[span.whole : span.start].strip())
    match span.kind:
        case "row":
            # A sentence may end inside a cell.
            return goes_on or (
                size <= TABLE_CHARS
                and (
                    not begins_part(text, *_line(text, span.whole))
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
            together = goes_on or is_aside(text[slice(*_line(text, span.whole))])
            return (together and size <= _PARAGRAPH_CHARS) or (
                size <= TABLE_CHARS
                and (
                    _needs(text, before, span)
                    or _continues_below_label(text, before, span)
                    or _is_labelled(text, before, span, told)
                    or _is_headed(text, before, span, told)
                )
            )


def _is_next_item(text: str, span: _Span) -> bool:
    """Tell whether a line is an item right below another of its list."""
    mark = mark_of(text[span.start : span.end].strip())
    above = text[: span.whole].removesuffix("\n").rsplit("\n", 1)[-1].strip()
    return mark in _ITEMS_OF_ANSWERS and mark == mark_of(above)


def _names_table(above: str) -> bool:
    return names_table(above) and not is_furniture(above.strip())


def _names_notice(text: str, before: _Span, notice: _Span, told: Collection[str]) -> bool:
    """Tell whether what stands right above a notice is its name: 「■個別相談会」."""
    name = text[before.start : notice.start]
    return (
        not _PARAGRAPH_END.search(name)
        and is_title_like(name.strip())
        and search_text(name) not in told
    )


def _is_labelled(text: str, before: _Span, span: _Span, told: Collection[str]) -> bool:
    """Tell whether a line stands below its label, which says nothing else: 「○定員」, 「20名」."""
    return (
        is_label(text, before.start, span.start)
        and search_text(text[before.start : span.start]) not in told
        and not is_label(text, span.start, span.end)
        and not is_furniture(text[span.start : span.end])
    )


def _is_headed(text: str, before: _Span, span: _Span, told: Collection[str]) -> bool:
    """Tell whether a line stands below a heading inside the passage: 「(2) 販路の開拓」."""
    heading = search_text(text[before.start : before.end])
    return (
        is_bare_heading(text, before.start, before.end)
        and not any(heading.endswith(above) for above in told)
        and not is_bare_heading(text, span.start, span.end)
    )


def _continues_below_label(text: str, before: _Span, span: _Span) -> bool:
    """Tell whether a line goes on below the label of a year that the one above has: 「：…」."""
    return continues(text[slice(*_line(text, span.whole))]) and bool(
        label_above(text, before.start)
    )


def _needs(text: str, before: _Span, span: _Span) -> bool:
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


def _trimmed(hit: Hit, span: _Span) -> tuple[int, int]:
    """Return the span without white space, title, headings, tags around it and a list's mark."""
    text = hit.passage.text
    left, right = span.start, span.end
    if span.kind == "cell":
        left, right = _without_tags_around(text, left, right)
    left = right - len(text[left:right].lstrip())
    if left == 0 and text.startswith(f"{hit.title}\n"):
        left = right - len(text[len(hit.title) : right].lstrip())
    marks = _HEADING_MARKS if span.kind == "answer" else _HEADINGS
    if above := marks.match(text, left, right):
        left = above.end()
    if mark := _MARK.match(text, left):
        left = mark.end()
    return left, left + len(text[left:right].rstrip().rstrip(_OPENING).rstrip())


def _without_tags_around(text: str, left: int, right: int) -> tuple[int, int]:
    tags = markup(text, left, right)
    for tag in tags:
        if not text[left : tag.start].strip():
            left = tag.end
    for tag in reversed(tags):
        if not text[tag.end : right].strip():
            right = tag.start
    return left, max(left, right)


def _says_nothing(told: Sequence[str], piece: str) -> bool:
    """Tell whether a line is a heading, a question without its answer, or only names a source.

    Args:
        told: The title of its passage, then the headings.
        piece: The line.
    """
    bare = search_text(piece)
    return (
        not bare
        or is_furniture(bare)
        or piece.startswith("#")
        or _SOURCE_NOTE.match(bare) is not None
        or _CAPTION.fullmatch(bare) is not None
        or _DIAGRAM.search(bare) is not None
        or is_question(piece)
        or heads_only(piece)
        or "".join(bare.split()) in "".join(told[0].split())
        or any(bare.endswith(heading) for heading in told[1:])
    )
