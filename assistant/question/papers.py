"""Schemes that a question names, and the papers of an index that are about them.

Who asks 「持続化補助金で車は買えますか」 of an index with a guide to it wants what the guide
says of cars. Its passages hardly name the scheme: those that do are about something else, and
would come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.question.mentions import without
from assistant.records import Expansion, Query
from corpus.document import Passage
from corpus.names.schemes import SchemeMention, find_schemes, is_same_scheme, scheme_lemmas

# Behind a scheme that something beside it is asked for: 「…以外で」, 「…との違い」.
_BESIDE = re.compile(
    r"以外|の?(?:ほか|他)|(?:の(?:よう|様)|みたい)な|じゃな|ではな|でな|に似"
    r"|と(?:の|は|どう)?(?:違|比|併|同|どちら|どっち)"
)


def named_schemes(words: str, expansions: Iterable[Expansion]) -> tuple[SchemeMention, ...]:
    """Return the schemes named in a question, also by a short form that the thesaurus knows.

    Args:
        words: What of the question is searched as words.
        expansions: The thesaurus terms for them.
    """
    called = [
        SchemeMention(start, start + len(expansion.source), scheme_lemmas(expansion.term))
        for expansion in expansions
        if expansion.in_full and (start := words.find(expansion.source)) >= 0
    ]
    return (*find_schemes(words), *(mention for mention in called if mention.lemmas))


def other_scheme(query: Query, quoted: Passage) -> str | None:
    """Return the scheme a passage's paper is about, if the question names another one."""
    schemes = quoted.facets.schemes
    same = any(names_scheme(query, name) for name in schemes)
    return schemes[0] if query.schemes and schemes and not same else None


def names_scheme(query: Query, name: str) -> bool:
    """Tell whether a question names a scheme, by any form of its name."""
    lemmas = scheme_lemmas(name)
    return any(is_same_scheme(mention.lemmas, lemmas) for mention in query.schemes)


def within_papers(query: Query, known: Sequence[str]) -> Query | None:
    """Return what a question asks of the papers on the schemes it names.

    Args:
        query: The question.
        known: The schemes that have papers.

    Returns:
        The question without the names, and whose papers it is for; None where it names none of
        them, asks for something beside them, or asks nothing else.
    """
    papers: dict[str, None] = {}
    named: list[SchemeMention] = []
    for mention in query.schemes:
        about = [name for name in known if is_same_scheme(mention.lemmas, scheme_lemmas(name))]
        if about and not _BESIDE.match(query.words, mention.end):
            papers |= dict.fromkeys(about)
            named.append(mention)
    words = without(query.words, named)
    return replace(query, words=words, papers=tuple(papers)) if words != query.words else None
