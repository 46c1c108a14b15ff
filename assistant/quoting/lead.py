"""What a line is an item of: the sentence, the label or the heading above that tells.

「旅費及び飲食費」 alone reads as what is paid for; above it stands 「次の費用は対象外です。」.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.quoting.eligibility import denies, grants
from corpus.language.asking import asks
from corpus.language.clean import search_text
from corpus.language.japanese import sentences
from corpus.language.minutes import answered_by
from corpus.read.marks import NUMBERED, count_of, family, is_title_like, mark_of

_ANNOUNCES = re.compile(
    r"(?:次|下記|(?<![\d一-龥%％])以下|下表)(?:の|に(?!つ|関|、))(?!世代|ステップ|段階)|[：:]\s*\Z"
)
SHORT = 8
"""Characters of the shortest line that says something without what stands above it."""

_LEAST_CHARS = 2  # 「無料」; one is a leftover
_LABEL_CHARS = 20  # a longer line says something itself
_SENTENCE = re.compile(r"[。．！？!?][」』）)]*\Z")
_LINE = re.compile(r"[^\n]*\s*")
_FIRST_LINE = re.compile(r"(?<=\n\n)[^\n]+")  # of a paragraph
_LABELS = frozenset({"symbol", "bracket", "angle"})  # 「○会場」, 「【対象】」
_ITEMS = NUMBERED | _LABELS | {"dash"}
_NUMBERED = _ITEMS - _LABELS
_COUNTED = frozenset({"number", "paren", "half paren", "circled", "kanji number"})


def lead(text: str, start: int, end: int, told: Sequence[str], *, paged: bool) -> str:
    """Return what stands above `text[start:end]` and tells what it is an item of, if any does.

    Args:
        text: What holds it.
        start: Where it begins.
        end: One past its end.
        told: The title and the headings above it, as `search_text` writes them.
        paged: Whether pages end anywhere, so that a blank line may divide a list.

    Returns:
        The sentence that announces the list or, in minutes, asks, a label, a heading that asks or
        denies, or the heading right above where that grants or the line says too little alone:
        「上限額」, 「15万円」.
    """
    announced = _announced_by(text, start, told, paged)
    if not announced and (asked := answered_by(text, start)):
        return asked
    line = search_text(text[start:end])
    if not announced and len(told) > 1 and asks(told[-1]):
        return told[-1] if _answers(text, start, end, told[-1]) else ""
    if announced or denies(line):
        return announced
    denied = next((heading for heading in reversed(told) if _tells_denied(heading)), "")
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


def _answers(text: str, start: int, end: int, question: str) -> bool:
    """Tell whether `text[start:end]` is of the answer to a question that it does not hold itself.

    A short line that begins a paragraph between them begins something else.
    """
    below = text[:end]
    for line in _LINE.finditer(text):
        if question in search_text(line[0]):
            if line.start() >= start:
                return False
            below = text[line.end() : end]
            break
    return not any(
        mark_of(line) == "text" and is_title_like(line)
        for line in map(str.strip, _FIRST_LINE.findall(below))
    )


def _tells_denied(heading: str) -> bool:
    """Tell whether a heading denies: a question does not, 「使えませんか」."""
    return denies(heading) and not asks(heading)


def _announced_by(text: str, place: int, headings: Collection[str], paged: bool) -> str:
    """Return the sentence or the label above the list that a line is an item of."""
    mark = mark_of(_line_at(text, place))
    if not _may_be_item(text, place, mark):
        return ""
    place = _first_item(text, place, mark)
    may_have_parent = not _goes_on_counting(text, place, mark)
    parent = ""  # an item that has items of its own
    for start, end in reversed(sentences(text[:place])):
        above = text[start:end].strip()
        found = mark_of(above)
        tells = not _is_beside(text, start, mark) and (
            _ANNOUNCES.search(above) is not None or is_label(text, start, end)
        )
        divided = _ends_paragraph(text[start:end])
        if found == "row" or search_text(above) in headings:
            break
        if tells and (found == mark or family(found) not in _NUMBERED):
            return parent if parent and not denies(above) else above
        beside = _is_item(mark) or (not _SENTENCE.search(above) and (paged or not divided))
        if not _begins_line(text, start) or (found == mark and beside):
            continue
        if not may_have_parent:
            break
        if _is_item(found) and (tells or (not divided and is_title_like(above))):
            parent, mark = parent or above, found
            if denies(above):
                return above
        elif found != "text" or divided or _SENTENCE.search(above):
            break  # else an item above goes on here
    return parent


def _first_item(text: str, place: int, mark: str) -> int:
    """Return where the first item of a counted list begins that holds the item at a place.

    What stands between two items belongs to the one above: 「2」 below 「(1)」 to 「(3)」 goes on
    from 「1」 above them.
    """
    count = count_of(_line_at(text, place)) if mark in _COUNTED else None
    for line in reversed(list(_LINE.finditer(text, 0, place))):
        stripped = line[0].strip()
        if count is not None and mark_of(stripped) == mark and count_of(stripped) == count - 1:
            place, count = line.start(), count - 1
    return place


def _goes_on_counting(text: str, place: int, mark: str) -> bool:
    """Tell whether the line at a place is a later item of a list that begins elsewhere.

    The second paragraph of an article is 「2」, the first has no number.
    """
    count = count_of(_line_at(text, place)) if mark in _COUNTED else None
    return count is not None and count > 1


def _is_beside(text: str, start: int, mark: str) -> bool:
    """Tell whether a sentence is of an item like those with a mark, which announces none of them.

    「○議長　次の議案に移ります。」, 「○市長　…」.
    """
    line = _line_at(text, text.rfind("\n", 0, start) + 1)
    return family(mark) in NUMBERED and mark_of(line) == mark


def _line_at(text: str, place: int) -> str:
    return text[place:].split("\n", 1)[0].strip()


def _heading_above(text: str, place: int, headings: Collection[str]) -> str:
    """Return the heading that a line stands below, alone or with others like it."""
    mark = mark_of(_line_at(text, place))
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
