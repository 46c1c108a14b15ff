"""Passages of one section that follow each other are shown as one, and the same text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.records import Hit
from corpus.document import Facets, Passage

_MOST_CHARS = 1_000  # longer than this, a card is no passage any more but a page
_MOST_BLANKS = 8  # characters between two passages

TextOf = Callable[[str, int, int], str]
"""Gives the text of a document (by its id) from one place to another."""


def joined(hits: Sequence[Hit], text_of: TextOf) -> tuple[Hit, ...]:
    """Return the hits in order, each with those further down that adjoin it or each other.

    The place and score of the better one stay. Only what one section says is joined: two
    programmes in one passage would each hide the other. A text that stands word for word in
    another document of that title and publisher, for the same place and years, is left out.
    """
    result: list[Hit] = []
    told_by: dict[tuple[str, str | None, str, Facets], str] = {}  # the first document that says it
    for hit in hits:
        said = (hit.title, hit.publisher, hit.passage.text, hit.passage.facets)
        if told_by.setdefault(said, hit.passage.doc_id) != hit.passage.doc_id:
            continue
        passage, adjoining = hit.passage, []
        for place, better in enumerate(result):  # all of them: it may lie between two
            together = join(better.passage, passage, text_of)
            if together is not None:
                passage = together
                adjoining.append(place)
        if not adjoining:
            result.append(hit)
            continue
        best, *others = adjoining
        result[best] = replace(result[best], passage=passage)
        for place in reversed(others):
            del result[place]
    return tuple(result)


def whole(passages: Sequence[Passage], text_of: TextOf) -> Passage | None:
    """Return neighbouring passages as one, None if they are none or do not adjoin."""
    result = passages[0] if passages else None
    for passage in passages[1:]:
        if result is not None:
            result = join(result, passage, text_of)
    return result


def join(one: Passage, other: Passage, text_of: TextOf) -> Passage | None:
    """Return the two passages as one, or None if they do not adjoin or say too much together."""
    first, second = sorted((one, other), key=lambda passage: passage.start)
    together = (
        first.doc_id == second.doc_id
        and first.headings == second.headings
        and _holds_for(first) == _holds_for(second)
        and 0 <= second.start - first.end <= _MOST_BLANKS
        and second.end - first.start <= _MOST_CHARS
    )
    if not together:
        return None
    between = text_of(first.doc_id, first.end, second.start)
    if between.strip():
        return None
    themes = tuple(dict.fromkeys(first.facets.themes + second.facets.themes))
    return replace(
        first,
        end=second.end,
        text=first.text + between + second.text,
        facets=replace(first.facets, themes=themes),
    )


def _holds_for(passage: Passage) -> tuple[object, ...]:
    """Return the place and the years of a passage."""
    facets = passage.facets
    return facets.municipality, facets.prefecture, facets.fiscal_years
