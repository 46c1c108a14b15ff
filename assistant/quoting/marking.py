"""Which words of a passage are marked as those of the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quoting.whole_words import whole_words
from assistant.search.searched import SearchTerms
from corpus.language.japanese import Word, is_content


def highlights(text: str, question: str, searched: SearchTerms) -> tuple[tuple[int, int], ...]:
    """Return the spans of a passage's words that are searched; touching spans are joined.

    Words are marked whole: 市 of 「見本市」 marks no 「上海市」.

    Args:
        text: The passage.
        question: What was asked.
        searched: What was searched for it.
    """
    wanted = {*searched.own, *(term.lemma for term in searched.added)}
    by_themselves = {
        *(core[0].lemma for whole in whole_words(question) if len(core := _core(whole)) == 1),
        *(meaning.term[0] for meaning in searched.meanings if len(meaning.term) == 1),
    }
    spans: list[tuple[int, int]] = []
    for whole in whole_words(text):
        if not _is_meant(_core(whole), wanted, by_themselves):
            continue
        start, end = whole[0].start, whole[-1].end
        if spans and spans[-1][1] >= start:
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def _core(whole: Sequence[Word]) -> list[Word]:
    """Return a word without its prefixes: 金 of お金."""
    return [word for word in whole if word.pos != "接頭辞"]


def _is_meant(core: Sequence[Word], wanted: set[str], by_themselves: set[str]) -> bool:
    """Tell whether a word of a passage is one of those wanted.

    A single character is, where it is a noun by itself in both; a number, where all of it is.
    """
    found = [word for word in core if word.lemma in wanted and is_content(word)]
    if len(core) == 1 and found and core[0].end - core[0].start == 1:
        return core[0].pos == "名詞" and core[0].lemma in by_themselves
    if any(word.lemma.isdigit() for word in core):
        return len(found) == len(core)
    return any(word.end - word.start > 1 for word in found)
