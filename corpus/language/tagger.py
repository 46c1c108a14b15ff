"""MeCab's cut of a text into words, by fugashi with the dictionary unidic-lite."""

from __future__ import annotations

import threading

import fugashi

_local = threading.local()


def nodes(text: str) -> list[fugashi.Node]:
    """Return the words of a text in order, punctuation included.

    Of each, `white_space` is what stands before it, `surface` the word as written, `feature_raw`
    the dictionary's line on it with fields joined by commas; unknown words have few.
    """
    # MeCab's state may not be shared between threads.
    if not hasattr(_local, "tagger"):
        _local.tagger = fugashi.Tagger()
    # MeCab reads C strings: a NUL would end the text there.
    found: list[fugashi.Node] = _local.tagger.parseToNodeList(text.replace("\0", " "))
    return found
