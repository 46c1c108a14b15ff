"""Notices of an event: lines of 日時, 会場, 内容, 費用, of which each leaves out what it is of."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_BEHIND = r"(?:[】］\]]|[\s\u3000]*[：:]|[\s\u3000])"
_BEFORE = r"\s*(?:[-*・○●◆■□▼][ \u3000]*)?[【［\[]?"
_WHEN = re.compile(rf"{_BEFORE}(?:(?:開催)?日[時程]|期日|と\s?き){_BEHIND}")
_LABEL = re.compile(
    rf"{_BEFORE}(?:(?:開催)?(?:日[時程]|場所)|期日|と\s?き|会\s?場|場\s?所|ところ|内\s?容|テーマ|対象者?"
    r"|定\s?員|費\s?用|(?:参加|出展|受講|入場)[料費]|料\s?金|講\s?師|持ち物|申し?込み?(?:方法|期限|先)?"
    rf"|締め?切り?|問い?合わ?せ先?|主\s?催|共\s?催){_BEHIND}"
)
CHARS = 300
"""A notice up to this size is quoted as a whole."""


def notices(text: str) -> list[tuple[int, int]]:
    """Return where the notices of a text begin and end: lines with such labels below each other."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if run and (_LABEL.match(line[0]) is None or line.start() != run[-1][1] + 1):
            found += _notice(text, run)
            run = []
        if _LABEL.match(line[0]):
            run.append(line.span())
    return found + _notice(text, run)


def _notice(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(lines) < 2 or lines[-1][1] - lines[0][0] > CHARS:
        return []
    return [(lines[0][0], lines[-1][1])] * any(_WHEN.match(text, *line) for line in lines)
