"""The scheme that an answer was quoted from: what the next question is asked of."""

from __future__ import annotations

from assistant.records import Answer, QuotedScheme
from corpus.names.schemes import is_same_scheme, scheme_lemmas


def quoted_scheme(answer: Answer) -> QuotedScheme | None:
    """Return the scheme that an answer was quoted from, None where it was from several or none.

    What is quoted beside it from papers that are about no scheme, a bulletin or a list of
    questions, may be about the same.
    """
    cited = [answer.hits[quote.citation - 1].passage.facets for quote in answer.quotes]
    if not cited or not cited[0].schemes:
        return None
    first = cited[0]
    name = first.schemes[0]
    lemmas = scheme_lemmas(name)
    for facets in cited:
        same = [is_same_scheme(lemmas, scheme_lemmas(other)) for other in facets.schemes]
        if same and not any(same):
            return None
    return QuotedScheme(name, first.municipality, first.prefecture)
