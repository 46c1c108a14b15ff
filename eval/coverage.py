"""Measures of ranked passages against gold items of which a passage can hold several.

A gold item is a span of a document or a piece of evidence. The arithmetic is that of the
counter questions' reference scorer: a passage gains when it holds an item that no passage
before it held, `DCG = sum of 1 / log2(rank + 1)` over the gaining ranks, and the ideal puts the
items one by one on the first ranks. Where no passage holds more than one item this equals nDCG,
recall, reciprocal rank and success as ir_measures reckons them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from eval.measures import CUTOFFS

DEPTH = 10
"""Ranks that count for nDCG and reciprocal rank."""


def coverage_values(found: Sequence[frozenset[int]], gold: int) -> dict[str, float]:
    """`ndcg@10`, `mrr@10`, `recall@k` and `hit@k` of one question, each 0 to 1.

    Args:
        found: For each ranked passage, best first, the numbers of the gold items it holds.
        gold: How many gold items the question has, at least 1.
    """
    gains: list[int] = []
    seen: set[int] = set()
    recall = {}
    for rank in range(1, max(CUTOFFS) + 1):
        items = found[rank - 1] if rank <= len(found) else frozenset()
        if items - seen:
            gains.append(rank)
            seen |= items
        if rank in CUTOFFS:
            recall[f"recall@{rank}"] = len(seen) / gold
    first = gains[0] if gains else None
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(DEPTH, gold) + 1))
    return {
        "ndcg@10": sum(1 / log2(rank + 1) for rank in gains if rank <= DEPTH) / ideal,
        "mrr@10": 1 / first if first is not None and first <= DEPTH else 0.0,
        **recall,
        **{f"hit@{k}": float(first is not None and first <= k) for k in CUTOFFS},
    }
