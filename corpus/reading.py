"""How words are read aloud: 事業承継 is じぎょうしょうけい."""

from __future__ import annotations

import re

from corpus.tagger import nodes

_KANA = 17  # field of UniDic's features
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_LONG = re.compile(
    r"(?<=[おこそとのほもよろをごぞどぼぽうくすつぬふむゆるぐずづぶぷ])[うお]"
    r"|(?<=[えけせてねへめれげぜでべぺ])[いえ]|ー"
)
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


def readings(text: str) -> list[tuple[str, str]]:
    """Return each word of a text with its reading in hiragana; what has none stays as it is."""
    return [(node.surface, _kana(node.surface, node.feature_raw)) for node in nodes(text)]


def _kana(surface: str, features: str) -> str:
    fields = features.split(",")
    kana = fields[_KANA] if len(fields) > _KANA else ""
    return (kana if kana.strip("*") else surface).translate(_TO_HIRAGANA)


def sound(hiragana: str) -> str:
    """Return what is left of a reading when long vowels and small kana are slurred.

    じぎょうしょうけい, じぎょしょけい and じぎょーしょーけー sound alike.
    """
    return _LONG.sub("", hiragana.translate(_LARGE))
