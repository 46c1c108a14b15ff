"""The sentences, rows, cells, questions and notices that a passage is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.quoting.notice import notices
from assistant.quoting.table_parts import TABLE_CHARS, rows_alone
from corpus.language.asking import is_said
from corpus.language.clean import search_text
from corpus.language.japanese import sentences
from corpus.language.minutes import asked_in_minutes
from corpus.language.rows import cells_of, is_row
from corpus.read.marks import mark_of

_LINE_AND_BLANKS = re.compile(r"[^\n]+\s*")
_DRESSING = " \u3000#・○〇●■□◆◇*＊|:："  # of a heading, which its path leaves out
_MARKED_LINE = re.compile(r"(?<![^\n])[QＱ問AＡ答][^\n]*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage: `text[start:end]`.

    Attributes:
        kind: What it is; an answer is one that stands below its question.
        whole: Where its line begins, or its cell.
        start: Its first character.
        end: One past its last character.
    """

    kind: Literal["text", "row", "row alone", "cell", "question", "answer", "notice"]
    whole: int
    start: int
    end: int


def spans_of(text: str, told: Sequence[str]) -> Iterator[Span]:
    """Yield the sentences of a text; those of a long row end with their cells."""
    asked = [
        *_questions(text),
        *_asking_heading(text, told),
        *((asked.start, asked.answered) for asked in asked_in_minutes(text)),
    ]
    alone = rows_alone(text)
    told_of = notices(text)
    for start, end in sentences(text):
        line, line_end = line_of(text, start)
        answered = next((right for left, right in asked if left <= start < right), start)
        if answered > start:
            yield Span("question", line, start, min(answered, end))
            if answered < end:
                yield Span("text", answered, answered, end)
        elif not text.startswith("|", line):
            in_notice = any(start < right and left < end for left, right in told_of)
            yield Span("notice" if in_notice else "text", line, start, end)
        elif line_end - line <= TABLE_CHARS or not is_row(text, line, line_end):
            yield Span("row alone" if line in alone else "row", line, start, end)
        else:
            for left, right in cells_of(text, line, line_end):
                if max(left, start) < min(right, end):
                    yield Span("cell", left, max(left, start), min(right, end))


def line_of(text: str, place: int) -> tuple[int, int]:
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
