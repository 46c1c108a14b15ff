"""Lists below the label of a year: 「R元年度：…」, and lines below it that go on with 「：…」."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"[^\S\n]*[^\w\s]?[^\S\n]*((?:平成|令和|昭和|[HRS])?\s?(?:元|\d{1,4})\s?年度)\s*[:：]"
)
_GOES_ON = re.compile(r"[^\S\n]*(?:[-*・][^\S\n]*)?[:：]")
_ITEM = re.compile(r"[^\S\n]*[-*・□]")


def continues(line: str) -> bool:
    """Tell whether a line goes on with what a label above it began: 「：…」."""
    return _GOES_ON.match(line) is not None


def label_above(text: str, place: int) -> str:
    """Return the label of the list that a line stands in: 「R元年度」.

    Args:
        text: What holds the list.
        place: Anywhere in the line.

    Returns:
        Nothing where another line, which is no item of the list, stands between, and for a line
        that is none.
    """
    end = text.find("\n", place)
    for line in reversed(text[: len(text) if end < 0 else end].split("\n")):
        label = _LABEL.match(line)
        if label:
            return label[1]
        if line.strip() and not (continues(line) or _ITEM.match(line)):
            return ""
    return ""
