"""Which words of a passage are marked as those of the question."""

from __future__ import annotations

from assistant.searched import SearchTerms
from corpus.japanese import is_content, words


def highlights(text: str, searched: SearchTerms) -> tuple[tuple[int, int], ...]:
    """Return the spans of a passage that hold a searched word; touching spans are joined."""
    wanted = {*searched.own, *(term.lemma for term in searched.added)}
    spans: list[tuple[int, int]] = []
    for word in words(text):
        if word.lemma in wanted and is_content(word):
            if spans and spans[-1][1] >= word.start:
                spans[-1] = (spans[-1][0], max(word.end, spans[-1][1]))
            else:
                spans.append((word.start, word.end))
    return tuple(spans)
