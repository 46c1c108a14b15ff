"""Lines that a column's edge broke off inside a sentence, as those of PDF files."""

from __future__ import annotations

import re

JAPANESE = r"ぁ-んァ-ヶー一-鿿々〇"
"""The characters of Japanese words, for a class of a pattern."""

_SHORTEST = 18  # characters: a shorter line was ended by who wrote it
_BREAKS_OFF = re.compile(rf"[{JAPANESE}Ａ-Ｚａ-ｚ、・]\s*\Z")
_GOES_ON = re.compile(rf"[{JAPANESE}Ａ-Ｚａ-ｚ、]")
_BEGINS = re.compile(
    r"[^\s:：。、|]{1,12}(?:: |：)"  # 「キーワード: 起業」, 「対象：市内の人」
    r"|第\s?[\d一二三四五六七八九十百]+条(?:の\d+)?(?:[\s（(]|\Z)"  # 「第3条 市は」, no 「第3条の」
    r"|〇"  # for the bullet ○
)


def is_wrapped(above: str, below: str) -> bool:
    """Tell whether a line ends inside a sentence that the next one continues; rows never do.

    Args:
        above: The line.
        below: What follows its end, at least 20 characters of it.
    """
    return (
        len(above) >= _SHORTEST
        and _BREAKS_OFF.search(above[-8:]) is not None
        and _GOES_ON.match(below) is not None
        and _BEGINS.match(below) is None
        and "\t" not in above
        and "\t" not in below
    )


def unwrapped(text: str) -> str:
    """The text with the line ends inside its sentences closed."""
    whole: list[str] = []
    for line in text.split("\n"):
        if whole and is_wrapped(whole[-1], line.lstrip()):
            whole[-1] = whole[-1].rstrip() + line.lstrip()
        else:
            whole.append(line)
    return "\n".join(whole)
