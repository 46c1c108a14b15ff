"""Cut a document into passages of 150 to 500 characters at the ends of sentences and rows.

A passage never mixes two sections, except that sections shorter than `MIN_CHARS` are joined
with the sibling that follows; questions of a list, and those that a speaker asks in minutes, stay
apart with their answers. Together the
passages hold every character of the document that is not white space between them, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile, zip_longest

from corpus.document import Block, Document, Passage
from corpus.facets import passage_facets
from corpus.language.asking import asks
from corpus.language.clean import search_text
from corpus.language.japanese import sentences
from corpus.language.minutes import asked_in_minutes
from corpus.language.rows import is_aside, is_subheading, names_table, rows_above_others
from corpus.read.imprint import is_imprint
from corpus.read.marks import mark_of

MIN_CHARS = 150
MAX_CHARS = 500
LONGEST_NAME = 200
"""Characters of a title or a heading that stand above its passages.

Each passage carries them: a page of text marked as a heading would be stored and searched as often
as it has passages. The longest of 5,960 real headings has 149 characters.
"""
_MARKED_UP = 10 * LONGEST_NAME  # characters of a heading that are looked at, with its markup
_PROGRAMME_DEPTH = 2  # headings: article or city, then the programme; parts of it stand below
_SOFT_BREAK = re.compile(r"<br\s*/?>|</li>|</p>|[。、，,;；|｜]|\s+|(?<=[)）」』])")
_HEADING_MARKS = " 　#・○〇●■□◆◇*＊|:："
_DELIMITER_ROW = re.compile(r"[\s|:\-]+")


@dataclass(frozen=True, slots=True)
class _Unit:
    """The smallest stretch that is not cut: a sentence, a line of a list, a row, a heading.

    A cover that only names the document and who published it, and when, is a heading too: alone it
    would answer with a title.
    What introduces goes with what follows it: a heading, or what names a table, its columns or
    some of its rows. `table_header` is the header row of the table it stands in, or None.
    """

    start: int
    end: int
    path: tuple[str, ...]
    is_heading: bool
    is_question: bool
    introduces: bool
    table_header: str | None


def chunk(document: Document, *, today: date) -> list[Passage]:
    """Return the document's passages in order.

    Args:
        document: Any document; one without text gives no passage.
        today: What 今年度 means in a document without a date.
    """
    return [_passage(document, group, today=today) for group in _groups(list(_units(document)))]


def _units(document: Document) -> Iterator[_Unit]:
    """Yield the document's units with the heading path each stands under."""
    path: list[tuple[int, str]] = []
    title = _bare(document.title)
    in_title = True
    asked = asked_in_minutes(document.text)
    asking = _asking_headings(document) | {question.start for question in asked}
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if block.kind == "heading":
            while path and path[-1][0] >= block.level:
                path.pop()
            path.append((block.level, name_in_path(document.text[block.start : block.end])))
        names = tuple(name for _, name in path if name and name != document.title)
        header = _table_header(document.text, block)
        spans = _spans(document.text, block)
        introducing = _introducing(document.text, block, spans, following)
        for start, end in spans:
            for cut_start, cut_end in _no_longer_than(document.text, start, end, MAX_CHARS):
                line = document.text[cut_start:cut_end]
                in_title = in_title and (_bare(line) in title or is_imprint(line))
                heads = in_title or block.kind == "heading"
                is_question = cut_start in asking
                introduces = (
                    heads
                    or start in introducing
                    or any(question.start <= start < question.answered for question in asked)
                )
                yield _Unit(cut_start, cut_end, names, heads, is_question, introduces, header)


def _introducing(
    text: str, block: Block, spans: list[tuple[int, int]], following: Block | None
) -> set[int]:
    """Return where the units of a block begin that say what the rows below them are."""
    if block.kind == "table":
        return rows_above_others(text, spans)
    if following is None or following.kind != "table" or block.kind == "heading":
        return set()
    name = spans[-2:] if is_aside(text[slice(*spans[-1])]) else spans[-1:]
    return {start for start, _ in name if names_table(text[name[0][0] : name[-1][1]])}


def _asking_headings(document: Document) -> set[int]:
    """Return where the headings of questions begin, of those in a list of questions all.

    「機械が壊れました」 stands among others that ask, and is answered like them.
    """
    siblings: dict[tuple[int, int], list[Block]] = {}  # by where their parent begins, their level
    path: list[Block] = []
    for block in document.blocks:
        if block.kind == "heading":
            while path and path[-1].level >= block.level:
                path.pop()
            siblings.setdefault((path[-1].start if path else -1, block.level), []).append(block)
            path.append(block)
    found: set[int] = set()
    for headings in siblings.values():
        asking = {block.start for block in headings if _asks(document.text, block)}
        listed = len(asking) > 1 and 2 * len(asking) >= len(headings)
        found |= {block.start for block in headings} if listed else asking
    return found


def _asks(text: str, heading: Block) -> bool:
    """Tell whether a heading is a question: 「Q2-7 …できますか。」, 「…できますか」."""
    line = text[heading.start : heading.end].strip(_HEADING_MARKS)
    return mark_of(line) == "question" or asks(line)


def _bare(text: str) -> str:
    """Return a text for comparison: its search form without white space."""
    return "".join(search_text(text).split())


def name_in_path(text: str) -> str:
    """Return a heading as it stands in a path: the head of its search form, without its marks."""
    name = search_text(text[:_MARKED_UP]).strip(_HEADING_MARKS)
    return name[:LONGEST_NAME].rstrip()


def _spans(text: str, block: Block) -> list[tuple[int, int]]:
    """Return the spans of a block's units, without the white space around each."""
    if block.kind == "heading":
        spans = [(block.start, block.end)]
    elif block.kind == "paragraph":
        spans = [
            (block.start + start, block.start + end)
            for start, end in sentences(text[block.start : block.end])
        ]
    else:
        lines = text[block.start : block.end].splitlines(keepends=True)
        spans = []
        start = block.start
        for line in lines:
            spans.append((start, start + len(line)))
            start += len(line)
    return [stripped for span in spans if (stripped := _strip(text, *span))[0] < stripped[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _no_longer_than(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the span in pieces of at most `limit` characters, cut at the last soft break."""
    while end - start > limit:
        cut = start + limit
        breaks = [m.end() for m in _SOFT_BREAK.finditer(text, start + limit // 2, cut)]
        if breaks:
            cut = breaks[-1]
        piece = _strip(text, start, cut)
        if piece[0] < piece[1]:
            yield piece
        start = cut
    piece = _strip(text, start, end)
    if piece[0] < piece[1]:
        yield piece


def _groups(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Yield runs of units that make a passage each."""
    group: list[_Unit] = []
    for unit in units:
        while group and _must_break(group, unit):
            carried = _carried(group, unit)
            kept = group[: len(group) - len(carried)]
            if kept:
                yield kept
                group = carried
            else:
                yield group
                group = []
        group.append(unit)
    if group:
        yield group


def _must_break(group: list[_Unit], unit: _Unit) -> bool:
    """Tell whether the unit begins a new passage."""
    if unit.end - group[0].start > MAX_CHARS:
        return True
    if all(member.is_heading for member in group):
        return False
    if unit.is_question:
        return True
    if not unit.is_heading:
        return False
    short = group[-1].end - group[0].start < MIN_CHARS
    # What is left over of a longer section goes with the next part of the same programme, but
    # never with the next programme.
    whole = group[0].is_heading or len(group[0].path) > _PROGRAMME_DEPTH
    return not (short and whole and _are_siblings(group[0].path, unit.path))


def _are_siblings(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether two heading paths share a parent, or the second stands below the first."""
    parent = first[:-1]
    return bool(parent) and second[: len(parent)] == parent


def _carried(group: list[_Unit], unit: _Unit) -> list[_Unit]:
    """Return what at the group's end belongs to what follows; a heading takes headings alone."""
    belongs = takewhile(
        lambda member: member.is_heading or (member.introduces and not unit.is_heading),
        reversed(group),
    )
    return list(belongs)[::-1]


def _passage(document: Document, group: list[_Unit], *, today: date) -> Passage:
    start, end = group[0].start, group[-1].end
    text = document.text[start:end]
    paths = [unit.path for unit in group if not unit.is_heading] or [group[-1].path]
    headings = _common_start(paths)
    page = bisect_right(document.pages, start) if document.pages else None
    header = group[0].table_header
    passage = Passage(
        doc_id=document.doc_id,
        start=start,
        end=end,
        text=text,
        headings=headings,
        table_header=None if header and document.text.startswith(header, start) else header,
        page=page,
    )
    return replace(passage, facets=passage_facets(document, headings, text, start, today=today))


def _common_start(paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names with which every path begins."""
    common = paths[0]
    for path in paths[1:]:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(common, path, strict=False))
        common = tuple(name for name, _ in same)
    return common


def _table_header(text: str, block: Block) -> str | None:
    """Return the header row of a table; None where it is too long to carry, or there is none.

    A first row that only names what is below it says nothing of what is below the next such row.
    """
    if block.kind != "table":
        return None
    rows = text[block.start : block.end].splitlines()
    header, *others = [row for row in rows if not _DELIMITER_ROW.fullmatch(row)] or [""]
    if _is_subheading(header) and any(map(_is_subheading, others)):
        return None
    header = header.strip()
    return header if 0 < len(header) <= MAX_CHARS else None


def _is_subheading(row: str) -> bool:
    return is_subheading(row, 0, len(row))
