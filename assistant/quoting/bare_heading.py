"""Lines inside a passage that only head what stands below them: 「(2) 販路の開拓」."""

from __future__ import annotations

import re

from corpus.read.marks import ITEMS, NUMBERED, family, is_title_like, mark_of

_CHARS = 40  # a longer line says something itself
_LABEL_CHARS = 20  # likewise one without a mark
_AMOUNT = re.compile(r"\d\s*(?:[千万億]?円|%|％|割|名|人|件|社|者|日|時|分)|分の\d|無料|通年|随時")
_HEADS = NUMBERED | {"annex"}


def is_bare_heading(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is a line that heads what stands below, and tells nothing.

    An item has others of its list above or below it; an amount or a day is told, not headed.
    """
    line = text[start:end].strip()
    above = text[:start].rstrip().rsplit("\n", 1)[-1].strip()
    below = text[end:].strip().split("\n", 1)[0]
    mark = mark_of(line)
    if "\n" in line or not below or not is_title_like(line, _CHARS) or _AMOUNT.search(line):
        return False
    if family(mark) in _HEADS:
        return mark not in (mark_of(above), mark_of(below))
    # 「必要な書類」 in a paragraph of its own above a list.
    return (
        mark == "text"
        and len(line) <= _LABEL_CHARS
        and text[:start].rstrip(" \u3000").endswith("\n\n")
        and mark_of(below) in ITEMS
    )
