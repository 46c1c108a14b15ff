"""Whether the text of a file is text: fonts without meaning and bad recognition leave garbage."""

from __future__ import annotations

import re
import unicodedata

_CID = re.compile(r"\(cid:\d+\)")
_KANA = re.compile(r"[ぁ-んァ-ヶー]")
_KANJI = re.compile(r"[一-鿿]")
_ENOUGH_KANJI = 200  # characters: Japanese prose has a kana within every few kanji
_LEAST_KANA = 0.05  # of kana and kanji; lists of names and addresses have 10 % and more

MOST_GARBAGE = 0.1
"""Share of the characters above which a text is not worth reading; good files have below 1 %."""


def garbage(text: str, unknown: int = 0) -> float:
    """The share of a text's characters that no Japanese text has, from 0 to 1.

    Args:
        text: The text.
        unknown: Characters that were left out of it because the font does not say what they are.
    """
    without, cids = _CID.subn("", text)
    dense = re.sub(r"\s", "", without)
    total = len(dense) + cids + unknown
    if total == 0:
        return 0.0
    kana, kanji = len(_KANA.findall(dense)), len(_KANJI.findall(dense))
    if kanji > _ENOUGH_KANJI and kana < _LEAST_KANA * (kana + kanji):
        return 1.0
    return (sum(map(_is_improbable, dense)) + cids + unknown) / total


def _is_improbable(character: str) -> bool:
    """Whether a character is a replacement, private, a control, or of none of Japan's fonts."""
    if character.isascii() or "\u2e80" <= character <= "\u2fdf":
        return False  # radicals stand for kanji in many fonts (⻑ for 長)
    if character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc"):
        return True
    try:
        unicodedata.normalize("NFKC", character).encode("cp932")
    except UnicodeEncodeError:
        return True
    return False
