"""Passages of one section that follow each other are shown as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Hit
from corpus.document import Passage

_MOST_CHARS = 1_000  # longer than this, a card is no passage any more but a page


def joined(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits in order, each with those further down that adjoin it.

    The place and score of the better one stay. Only what one section says is joined: two
    programmes in one passage would each hide the other.
    """
    result: list[Hit] = []
    for hit in hits:
        for place, better in enumerate(result):
            whole = join(better.passage, hit.passage)
            if whole is not None:
                result[place] = replace(better, passage=whole)
                break
        else:
            result.append(hit)
    return tuple(result)


def whole(passages: Sequence[Passage]) -> Passage | None:
    """Return neighbouring passages as one, None if they are none or do not adjoin."""
    result = passages[0] if passages else None
    for passage in passages[1:]:
        if result is not None:
            result = join(result, passage)
    return result


def join(one: Passage, other: Passage) -> Passage | None:
    """Return the two passages as one, or None if they do not adjoin or say too much together."""
    first, second = sorted((one, other), key=lambda passage: passage.start)
    adjoin = (
        first.doc_id == second.doc_id
        and first.end == second.start
        and first.headings == second.headings
        and first.facets == second.facets
    )
    if not adjoin or second.end - first.start > _MOST_CHARS:
        return None
    return replace(first, end=second.end, text=first.text + second.text)
