"""Texts that share a question's words and do not answer it, for training."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.lexical import FieldWeights, LexicalEntry, LexicalIndex, WeightedTerm, write_lexical
from index.training_pairs import Pair

_WORDS = FieldWeights(heading=0, gram=0)
_LOOKED_AT = 14
_TEXT_WORDS = 300


def with_hard_negatives(
    pairs: Sequence[Pair], lemmas: Mapping[str, Sequence[str]], most: int = 4
) -> list[Pair]:
    """Return the pairs, each with the texts of other pairs that BM25 ranks highest.

    A text that another pair gives to the same anchor is no negative.

    Args:
        pairs: Pairs of one source.
        lemmas: The content lemmas of every anchor and text.
        most: Negatives of a pair at most.
    """
    texts = list(dict.fromkeys(pair.positive for pair in pairs))
    right: dict[str, set[str]] = {}
    for pair in pairs:
        right.setdefault(pair.anchor, set()).add(pair.positive)
    with tempfile.TemporaryDirectory() as folder:
        entries = (LexicalEntry(lemmas[text][:_TEXT_WORDS], (), "", ()) for text in texts)
        write_lexical(Path(folder) / "texts", entries)
        index = LexicalIndex(Path(folder) / "texts")
        mined = []
        for pair in pairs:
            asked = [WeightedTerm(lemma) for lemma in dict.fromkeys(lemmas[pair.anchor])]
            rows = index.search(asked, _LOOKED_AT, weights=_WORDS)
            wrong = [texts[row] for row in rows if texts[row] not in right[pair.anchor]]
            mined.append(replace(pair, negatives=tuple(wrong[:most])))
    return mined
