"""What a line is an item of: the sentence, the label or the heading above that tells.

「旅費及び飲食費」 alone reads as what is paid for; above it stands 「次の費用は対象外です。」.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.quoting.eligibility import denies, grants
from corpus.language.clean import search_text
from corpus.language.japanese import sentences
from corpus.read.marks import NUMBERED, family, is_title_like, mark_of

_ANNOUNCES = re.compile(
    r"(?:次|下記|(?<![\d一-龥%％])以下|下表)(?:の|に(?!つ|関))(?!世代|ステップ|段階)|[：:]\s*\Z"
)
SHORT = 8
"""Characters of the shortest line that says something without what stands above it."""

_LEAST_CHARS = 2  # 「無料」; one is a leftover
_LABEL_CHARS = 20  # a longer line says something itself
_SENTENCE = re.compile(r"[。．！？!?][」』）)]*\Z")
_LINE = re.compile(r"[^\n]*\s*")
_LABELS = frozenset({"symbol", "bracket", "angle"})  # 「○会場」, 「【対象】」
_ITEMS = NUMBERED | _LABELS | {"dash"}
_NUMBERED = _ITEMS - _LABELS


def lead(text: str, start: int, end: int, told: Sequence[str], *, paged: bool) -> str:
    """Return what stands above `text[start:end]` and tells what it is an item of, if any does.

    Args:
        text: What holds it.
        start: Where it begins.
        end: One past its end.
        told: The title and the headings above it, as `search_text` writes them.
        paged: Whether pages end anywhere, so that a blank line may divide a list.

    Returns:
        The sentence that announces the list, a label, a heading that denies, or the heading right
        above where that grants or the line says too little alone: 「上限額」, 「15万円」.
    """
    announced = _announced_by(text, start, told, paged)
    line = search_text(text[start:end])
    if announced or denies(line):
        return announced
    denied = next((heading for heading in reversed(told) if denies(heading)), "")
    if denied:
        return denied
    heading = _heading_above(text, start, told[1:])
    return heading if grants(heading) or _LEAST_CHARS <= len(line) < SHORT else ""


def is_label(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is a line that only names what stands below: 「○会場」.

    The white space behind belongs to it.
    """
    line = text[start:end].strip()
    mark = mark_of(line)
    if "\n" in line or not is_title_like(line, _LABEL_CHARS):
        return False
    above = text[:start].rstrip().rsplit("\n", 1)[-1].strip()
    if family(mark) in _LABELS:  # else an item among others
        return mark not in (mark_of(above), mark_of(text[end:].lstrip()))
    return (
        mark == "text"
        and not is_title_like(above)  # which this line may be told of
        and _ends_paragraph(text[:start])
        and _ends_paragraph(text[start:end])
    )


def _announced_by(text: str, place: int, headings: Collection[str], paged: bool) -> str:
    """Return the sentence or the label above the list that a line is an item of."""
    mark = mark_of(text[place:].split("\n", 1)[0].strip())
    if not _may_be_item(text, place, mark):
        return ""
    parent = ""  # an item that has items of its own
    for start, end in reversed(sentences(text[:place])):
        above = text[start:end].strip()
        found = mark_of(above)
        tells = _ANNOUNCES.search(above) is not None or is_label(text, start, end)
        divided = _ends_paragraph(text[start:end])
        if found == "row" or search_text(above) in headings:
            break
        if tells and (found == mark or family(found) not in _NUMBERED):
            return parent if parent and not denies(above) else above
        beside = _is_item(mark) or (not _SENTENCE.search(above) and (paged or not divided))
        if not _begins_line(text, start) or (found == mark and beside):
            continue
        if _is_item(found) and (tells or (not divided and is_title_like(above))):
            parent, mark = parent or above, found
            if denies(above):
                return above
        elif found != "text" or divided or _SENTENCE.search(above):
            break  # else an item above goes on here
    return parent


def _heading_above(text: str, place: int, headings: Collection[str]) -> str:
    """Return the heading that a line stands below, alone or with others like it."""
    mark = mark_of(text[place:].split("\n", 1)[0].strip())
    if not _begins_line(text, place) or not _may_be_item(text, place, mark):
        return ""
    for line in filter(None, map(str.strip, reversed(text[:place].split("\n")))):
        above, found = search_text(line), mark_of(line)
        if found == "markdown" or above in headings:
            return above
        if found != mark or (mark == "text" and _SENTENCE.search(line)):
            break
    return ""


def _may_be_item(text: str, place: int, mark: str) -> bool:
    """Tell whether the line that begins at a place, with its mark, may be one of a list."""
    line = _LINE.match(text, place)
    if line is None or is_label(text, place, line.end()):
        return False
    return _is_item(mark) or (mark == "text" and not _SENTENCE.search(line[0].rstrip()))


def _begins_line(text: str, place: int) -> bool:
    above = text[:place].rstrip(" \u3000")
    return not above or above.endswith("\n")


def _is_item(mark: str) -> bool:
    return family(mark) in _ITEMS


def _ends_paragraph(text: str) -> bool:
    """Tell whether nothing or a blank line stands at the end of a text."""
    return not text.strip() or text[len(text.rstrip()) :].count("\n") > 1
