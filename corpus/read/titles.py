"""The title of a text that nobody named: its title page, its first heading, its file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.document import Block
from corpus.language.clean import heading_text
from corpus.read.marks import is_contact, is_date, is_organisation

_LONGEST_LINE = 80
_LONGEST = 100  # characters: more is no title but a text
_YEAR = re.compile(r"(?:平成|令和|昭和)?\s*(?:[0-9０-９]{1,4}|元)\s*年度(?:版)?$")


def title_of(text: str, blocks: Sequence[Block], doc_id: str) -> str:
    """The title: lines at the head of the text, else the first heading, else the file's name."""
    lines: list[str] = []
    for block in blocks:
        line = heading_text(text[block.start : block.end])
        if not _is_title_line(block, line) or len(" ".join([*lines, line])) > _LONGEST:
            break
        lines.append(line)
    if lines and not all(_YEAR.match(line) for line in lines):
        return " ".join(lines)
    headings = sorted((b for b in blocks if b.kind == "heading"), key=lambda b: (b.level, b.start))
    first = heading_text(text[headings[0].start : headings[0].end]) if headings else ""
    return first or PurePosixPath(doc_id).stem


def _is_title_line(block: Block, line: str) -> bool:
    if block.kind not in ("paragraph", "caption") or not line or len(line) > _LONGEST_LINE:
        return False
    if _YEAR.match(line):
        return True
    return "。" not in line and not (is_date(line) or is_organisation(line) or is_contact(line))
