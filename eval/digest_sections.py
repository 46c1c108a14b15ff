"""A digest's sections, each with the places in the original that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

PLACE = "出典箇所"
"""The line under a heading that names its place: `出典箇所: 「anchor」「anchor」（page）`."""

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_PLACE_LINE = re.compile(rf"{PLACE}\s*[:：]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """What a digest says about one place of its source document.

    Attributes:
        line: Line of its heading in the file, from 1.
        level: Depth of that heading, 1 the highest.
        heading: The heading's text.
        anchors: Words of the source that mark the place; empty when no place is named.
        body: The section's text without headings, place lines and quotation (`>`) lines.
    """

    line: int
    level: int
    heading: str
    anchors: tuple[str, ...]
    body: str


def read_sections(markdown: str, first_line: int = 1) -> tuple[Section, ...]:
    """The sections of a digest, in order.

    A heading without a place line of its own belongs to the nearest heading above it that is
    higher and has one: its text is joined to that section's. Headings without text are left out.

    Args:
        markdown: The digest below its front matter.
        first_line: Number of the first line in the file.
    """
    parts: list[Section] = []
    for number, line in enumerate(markdown.split("\n"), start=first_line):
        heading = _HEADING.match(line)
        place = _PLACE_LINE.match(line)
        if heading:
            parts.append(Section(number, len(heading[1]), heading[2].strip(), (), ""))
        elif not parts:
            continue
        elif place:
            parts[-1] = replace(parts[-1], anchors=parts[-1].anchors + read_anchors(place[1]))
        elif line.strip() and not line.startswith(">"):
            parts[-1] = replace(parts[-1], body=f"{parts[-1].body}{line}\n")
    joined = _joined_to_places(parts)
    return tuple(section for section in joined if section.anchors or section.body)


def read_anchors(place: str) -> tuple[str, ...]:
    """The texts in the 「」 that a place starts with; 「」 inside them belong to them.

    >>> read_anchors("「創業塾」、「「匠」認定」（「別紙」2ページ）")
    ('創業塾', '「匠」認定')
    """
    anchors: list[str] = []
    depth = 0
    start = 0
    for index, character in enumerate(place):
        if character == "「":
            if depth == 0:
                start = index + 1
            depth += 1
        elif character == "」" and depth:
            depth -= 1
            if depth == 0:
                anchors.append(place[start:index])
        elif depth == 0 and character not in "、 　":
            break
    return tuple(anchors)


def _joined_to_places(parts: list[Section]) -> list[Section]:
    """The parts, each without a place joined to the one above it that has one."""
    joined: list[Section] = []
    above: list[int] = []  # where in `joined` the headings over the present one stand
    for part in parts:
        above = [index for index in above if joined[index].level < part.level]
        holder = next((index for index in reversed(above) if joined[index].anchors), None)
        if part.anchors or holder is None:
            above.append(len(joined))
            joined.append(part)
        else:
            joined[holder] = replace(joined[holder], body=joined[holder].body + part.body)
    return joined
