"""What of a passage can be quoted: sentences, short paragraphs, rows, small tables, cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.quoting.bare_heading import is_bare_heading
from assistant.quoting.lead import SHORT, lead
from assistant.quoting.sentence_kinds import is_furniture
from assistant.quoting.spans import Span
from assistant.quoting.table_parts import heads_only, named_by
from assistant.quoting.together import joined_spans
from assistant.records import Hit, Quote
from corpus.language.asking import is_question
from corpus.language.clean import search_text
from corpus.language.markup import markup
from corpus.language.rows import column_heading

_MARK = re.compile(r"[-*・][ \u3000]+(?=\S)|・")  # of a list: no part of what is said
_OPENING = "（(「『【〔"  # nothing of what they open is left where a sentence ends with one
_HEADINGS = re.compile(r"(?:#[^\n]*\s*)+")  # a long one seems to go on in the line below
_HEADING_MARKS = re.compile(r"#+\s*")
_RULE = re.compile(r"[\s|:\-]*")
_SOURCE_NOTE = re.compile(r"(?:出典|出所|資料)(?:箇所)?\s*:")
_CAPTION = re.compile(r"(?:図表?|表|グラフ)\s*[\d.\-]*[\s:][^。\n|]*")  # of a picture that was lost
_DIAGRAM = re.compile(r"--+>|\]\s*--|(?:graph|flowchart) (?:LR|RL|TB|TD|BT)\b")  # code of one


def pieces(hit: Hit, citation: int) -> list[Quote]:
    """Return what can be quoted of a passage, in order: no headings, titles, notes of sources."""
    passage = hit.passage
    told = [search_text(name) for name in (hit.title, *passage.headings)]
    found = []
    for span in joined_spans(passage.text, told):
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


def _trimmed(hit: Hit, span: Span) -> tuple[int, int]:
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
