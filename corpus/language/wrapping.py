"""Lines that a column's edge broke off inside a sentence, as those of PDF files."""

from __future__ import annotations

import re

JAPANESE = r"ぁ-んァ-ヶー一-鿿々〇"
"""The characters of Japanese words, for a class of a pattern."""

_SHORTEST = 18  # characters: a shorter line was ended by who wrote it
_BREAKS_OFF = re.compile(rf"[{JAPANESE}Ａ-Ｚａ-ｚ、・]\s*\Z")
_GOES_ON = re.compile(rf"[{JAPANESE}Ａ-Ｚａ-ｚ、]")
# A number and what it counts: 「従業員が5／人以下」, and behind a word that leaves it to come
# 「令和8年／3月29日まで」, 「上限は／50万円」. A number alone is a list's or a telephone's.
_COUNTER = (
    r"(?:年|[かヵヶケカ]月|月|日|時|分|円|[万億千百]|人|名|者|社|件|回|台|歳|割|倍|%|％|パーセント"
    r"|以[上下内])"
)
_DIGITS = r"[0-9０-９]"
_BREAKS_OFF_IN_NUMBER = re.compile(rf"[{JAPANESE}、]\s?{_DIGITS}{{1,4}}\s*\Z")
_GOES_ON_IN_NUMBER = re.compile(rf"{_DIGITS}{{0,3}}{_COUNTER}")
_BREAKS_OFF_BEFORE_NUMBER = re.compile(r"[年月第約はがをにでともへ、]\s*\Z")
_NUMBER_GOES_ON = re.compile(rf"{_DIGITS}{{1,4}}(?:[,，.．]{_DIGITS}{{1,3}})?{_COUNTER}")
_BEGINS = re.compile(
    r"[^\s:：。、|]{1,12}(?:: |：)"  # 「キーワード: 起業」, 「対象：市内の人」
    r"|第\s?[\d一二三四五六七八九十百]+条(?:の\d+)?(?:[\s（(]|\Z)"  # 「第3条 市は」, no 「第3条の」
    r"|〇"  # for the bullet ○
)

# 「…を公表していること／市税を…」: items of a list without marks, as rules write them.
_ENDS_ITEM = re.compile(r"[るたいむすくうつぶぐ](?:こと|もの|者)\s*\Z")
_BEGINS_ITEM = re.compile(
    r"(?!及び|又は|並び|若し|等|以[上下内外降]|全[員て]|自[身ら])[ァ-ヶ一-鿿]|みなし|ただし|なお|また"
)

_BREAKS = (
    (_BREAKS_OFF, _GOES_ON),
    (_BREAKS_OFF_IN_NUMBER, _GOES_ON_IN_NUMBER),
    (_BREAKS_OFF_BEFORE_NUMBER, _NUMBER_GOES_ON),
)
"""How a line ends and the next one begins, where a sentence goes on."""


def is_wrapped(above: str, below: str) -> bool:
    """Tell whether a line ends inside a sentence that the next one continues; rows never do.

    Args:
        above: The line.
        below: What follows its end, at least 20 characters of it.
    """
    return (
        len(above) >= _SHORTEST
        and any(
            breaks_off.search(above[-8:]) and goes_on.match(below)
            for breaks_off, goes_on in _BREAKS
        )
        and _BEGINS.match(below) is None
        and not (_ENDS_ITEM.search(above[-8:]) and _BEGINS_ITEM.match(below))
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
