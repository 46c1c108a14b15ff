"""How words are read aloud: 事業承継 is じぎょうしょうけい."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.language.tagger import nodes

_INFLECTION, _LEMMA, _KANA = 5, 7, 17  # fields of UniDic's features
_FUNCTION_WORDS = ("助詞", "助動詞")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_LONG = re.compile(
    r"(?<=[おこそとのほもよろをごぞどぼぽうくすつぬふむゆるぐずづぶぷ])[うお]"
    r"|(?<=[えけせてねへめれげぜでべぺ])[いえ]|ー"
)
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


class Reading(NamedTuple):
    """A word and how it is read aloud.

    Attributes:
        written: The word as it stands in the text.
        kana: Its reading in hiragana; what has none stays as it is written.
        kind: Its part of speech in two levels, its inflection if it has one; a particle and an
            auxiliary are kinds of their own: 「を」 is followed by other words than 「の」.
    """

    written: str
    kana: str
    kind: str


def read_aloud(text: str) -> list[Reading]:
    """Return the words of a text with their readings."""
    return [_reading(node.surface, node.feature_raw.split(",")) for node in nodes(text)]


def _reading(written: str, fields: list[str]) -> Reading:
    kana = fields[_KANA] if len(fields) > _KANA else ""
    kind = [field for field in fields[:2] if field.strip("*")]
    if fields[0] in _FUNCTION_WORDS and len(fields) > _LEMMA:
        kind.append(fields[_LEMMA])
    if len(fields) > _INFLECTION and fields[_INFLECTION].strip("*"):
        kind.append(fields[_INFLECTION])
    return Reading(
        written, (kana if kana.strip("*") else written).translate(_TO_HIRAGANA), "/".join(kind)
    )


def sound(hiragana: str) -> str:
    """Return what is left of a reading when long vowels and small kana are slurred.

    じぎょうしょうけい, じぎょしょけい and じぎょーしょーけー sound alike.
    """
    return _LONG.sub("", hiragana.translate(_LARGE))
