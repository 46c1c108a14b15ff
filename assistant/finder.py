"""Finds what answers a question within the places, years and editions it names, or says why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from assistant.question.asked_for import without_what_it_asks
from assistant.question.courtesy import asks_nothing, is_remark, wishes_to_die
from assistant.question.figures import asks_amount_of, asks_phone, asks_whom, number_asked
from assistant.question.papers import within_papers
from assistant.quoting.options import AnswerOptions
from assistant.quoting.unsaid import unsaid
from assistant.records import Filters, Query, Reason
from assistant.search.features import NAMES
from assistant.search.newer_editions import NewerEditions
from assistant.search.outside import holds
from assistant.search.own_scheme import own_scheme_first
from assistant.search.presence import presence
from assistant.search.ranker import Ranker
from assistant.search.retrieve import Ranked, Reading, RetrieveOptions, rank, search_terms
from assistant.search.scope import FacetTable, Scope
from assistant.search.searched import SearchTerms
from assistant.search.sure_first import sure_first
from index.embed import Embedder
from index.reader import Index
from index.related import RelatedWords

_SURE = 0.9  # likelihood within from which nothing better is looked for outside: it takes time

_NUMBER = NAMES.index("number")
_NO_PASSAGES = Ranked(
    np.empty(0, np.int64), np.empty(0, np.float32), np.empty((0, len(NAMES)), np.float32)
)


@dataclass(frozen=True, slots=True)
class Served:
    """A generation of an index with what is derived from it."""

    index: Index
    facets: FacetTable
    editions: NewerEditions
    embedder: Embedder
    related: RelatedWords


@dataclass(frozen=True, slots=True)
class Found:
    """Passages within the scope of a question, why they are no answer, what is outside.

    Attributes:
        query: The question as it was searched.
        searched: Its words.
        within: What was found, best first.
        reason: Why it is no answer, None if it is one.
        elsewhere: What is outside.
    """

    query: Query
    searched: SearchTerms
    within: Ranked
    reason: Reason | None
    elsewhere: Ranked = _NO_PASSAGES


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds passages in a generation.

    Attributes:
        served: The generation.
        ranker: What puts passages in order, and decides whether the best is an answer.
        options: How candidates are found.
        quoting: Which of the passages may be quoted.
        fiscal_year: The present one.
    """

    served: Served
    ranker: Ranker
    options: RetrieveOptions
    quoting: AnswerOptions
    fiscal_year: int

    def find(self, query: Query, filters: Filters, k: int) -> Found:
        """Return the passages within the scope, and if they are no answer, why.

        Args:
            query: What was asked.
            filters: What the person chose beside it.
            k: Passages that will be shown.
        """
        not_searched = _reason_not_to_search(query)
        if not_searched is not None:
            return Found(query, self.search_terms(query), _NO_PASSAGES, not_searched)
        # A scheme with papers that the question names is asked for in them by `_find`.
        of_quoted = () if self._in_named_papers(query) else query.of_quoted
        of_papers = (self._of_papers(asked, filters, k) for asked in of_quoted)
        told = next(filter(None, of_papers), None)
        return told or self._find(replace(query, of_quoted=()), filters, k)

    def _find(self, query: Query, filters: Filters, k: int) -> Found:
        """Return what the index holds of a question within its scope, and if no answer, why."""
        searched = self.search_terms(query)
        scope = self.served.facets.scope(filters, query)
        named = self.served.facets.named_by(query)
        readings = self._readings(query, searched, scope, named)
        ranked = sure_first(self._rank(readings, k), self.ranker.threshold)
        if query.schemes:
            on_it = self.served.facets.on_named(query)[ranked.rows]
            ranked = own_scheme_first(ranked, on_it, self.ranker.threshold)
        within = self._newest_first(query, ranked)
        best = _reading_of_best(readings, within)
        found = partial(Found, best.query, best.searched)
        answers = self._answers(query, within)
        for reason, wider, wider_filters in _wider(query, filters):
            sure = reason != "other_edition" and answers and float(within.scores[0]) >= _SURE
            # A filter was chosen, and holds against whatever stands outside of it.
            if sure or (answers and reason == "filtered"):
                continue
            outside = self.served.facets.scope(wider_filters, wider)
            ranked = self._rank(self._readings(wider, searched, outside, named), k)
            elsewhere = self._newest_first(wider, _without(ranked, scope))
            if self._answers(wider, elsewhere) and not (
                answers and self._holds(query, within, elsewhere, reason)
            ):
                if reason == "other_place":
                    told = self._told_without_number(query, filters, k)
                    if told is not None:
                        return found(told, "no_figure")
                return found(within, reason, elsewhere)
        if answers:
            given = self._gives_number(within) and not self._lacks_whose_number(
                best.query, best.searched, within
            )
            return found(within, None if given else "no_figure")
        known = self.served.index.vocabulary.numbers(best.searched.own) >= 0
        return found(within, "words_apart" if len(known) > 1 and known.all() else "nothing")

    def _of_papers(self, query: Query, filters: Filters, k: int) -> Found | None:
        """Return what the papers on a scheme answer to a question, None if they do not.

        Args:
            query: What is asked of them: it does not name the scheme, and `papers` does.
            filters: What the person chose beside it.
            k: Passages that will be shown.
        """
        searched, facets = self.search_terms(query), self.served.facets
        scope = facets.scope(filters, query) & facets.on_scheme(*query.papers)
        reading = Reading(query, searched, scope, facets.named_by(query))
        ranked = sure_first(self._rank((reading,), k), self.ranker.threshold)
        within = self._newest_first(query, ranked)
        answers = (
            self._answers(query, within)
            and self._gives_number(within)
            and not self._lacks_whose_number(query, searched, within)
        )
        return Found(query, searched, within, None) if answers else None

    def _told_without_number(self, query: Query, filters: Filters, k: int) -> Ranked | None:
        """Return what the scope holds of the scheme whose number is asked for, None if nothing.

        That a city has a scheme is worth more than the number of another city's.
        """
        if number_asked(query.text) is None:
            return None
        about = replace(
            query, text=without_what_it_asks(query.text), words=without_what_it_asks(query.words)
        )
        if about == query:
            return None
        found = self._find(about, filters, k)
        return found.within if found.reason is None else None

    def unsaid(self, query: Query, searched: SearchTerms, within: Ranked) -> tuple[str, ...]:
        """Return the words of a question that no passage that may be quoted holds or means."""
        rows = within.rows[: self.quoting.hits][self._quotable(within)]
        return unsaid(query.text, query.named, presence(self.served.index, searched, rows))

    def search_terms(self, query: Query) -> SearchTerms:
        """Return the words that are searched for a question."""
        return search_terms(query, self.options, self.served.related)

    def _readings(
        self,
        query: Query,
        searched: SearchTerms,
        scope: Scope,
        named: NDArray[np.bool_] | None,
    ) -> tuple[Reading, ...]:
        """Return what is searched where: the papers on a scheme know its name already."""
        facets = self.served.facets
        asked = self._in_named_papers(query)
        if asked is None:
            return (Reading(query, searched, scope, named),)
        return (
            Reading(asked, self.search_terms(asked), scope & facets.papers(asked.papers), named),
            Reading(query, searched, scope & facets.beside_papers(asked.papers), named),
        )

    def _in_named_papers(self, query: Query) -> Query | None:
        """Return what a question asks of the papers on the schemes it names, None without such."""
        facets = self.served.facets
        asked = within_papers(query, facets.schemes())
        return asked if asked is not None and facets.has_papers(asked.papers) else None

    def _rank(self, readings: Sequence[Reading], k: int) -> Ranked:
        served, options = self.served, self.options.reaching(k)
        return rank(served.index, served.embedder, self.ranker, readings, options)

    def _newest_first(self, query: Query, ranked: Ranked) -> Ranked:
        """Return the passages, those last of the first ones that a newer edition is among.

        Where a year or an edition is asked for the scope has seen to it.
        """
        if query.years or query.editions:
            return ranked
        scores = ranked.scores[: self.quoting.hits]
        answers = self._quotable(ranked) & (scores >= self.ranker.threshold)
        places = np.flatnonzero(answers if answers.any() else np.ones(len(scores), bool))
        old = self.served.editions.stepping_back(
            ranked.rows[places], scores[places], self.fiscal_year
        )
        order = np.arange(len(ranked.rows))
        order[places] = places[np.argsort(old, kind="stable")]
        return Ranked(ranked.rows[order], ranked.scores[order], ranked.features[order])

    def _gives_number(self, within: Ranked) -> bool:
        """Tell whether a passage that may be quoted gives the number asked for, if one is.

        Times are no numbers here: 「いつ」 may be answered by what comes before, 「採択の後」.
        """
        given = within.features[: self.quoting.hits, _NUMBER]
        return bool(given[self._quotable(within)].any())

    def _quotable(self, within: Ranked) -> NDArray[np.bool_]:
        return self.quoting.quotable(within.scores, within.features[:, _NUMBER] > 0)

    def _lacks_whose_number(self, query: Query, searched: SearchTerms, within: Ranked) -> bool:
        """Tell whether no passage that may be quoted holds that whose number is asked for.

        Amounts and telephone numbers stand everywhere, of other things as well.
        """
        if searched.number is None:
            return False
        return any(
            (asks_phone(query.text) and not asks_whom(word)) or asks_amount_of(word, query.text)
            for word in self.unsaid(query, searched, within)
        )

    def _holds(self, query: Query, within: Ranked, elsewhere: Ranked, reason: Reason) -> bool:
        of_edition = self.served.facets.is_of_edition(int(within.rows[0]), query.editions)
        inside, outside = float(within.scores[0]), float(elsewhere.scores[0])
        return holds(inside, outside, reason, of_edition=of_edition)

    def _answers(self, query: Query, ranked: Ranked) -> bool:
        """Tell whether the best passage is an answer.

        A telephone number stands below what it is for, and may be likelier than what is first.
        """
        scores = ranked.scores[: self.quoting.hits if asks_phone(query.text) else 1]
        return max(map(float, scores), default=0.0) >= self.ranker.threshold


def _reason_not_to_search(query: Query) -> Reason | None:
    if query.only_introduces or asks_nothing(query.text):
        return "nothing_asked"
    if is_remark(query.text):
        return "remark"
    return "distress" if wishes_to_die(query.text) else None


def _reading_of_best(readings: Sequence[Reading], ranked: Ranked) -> Reading:
    """Return the reading that the best passage was found by, the last if none was."""
    for reading in readings[:-1]:
        allowed = reading.scope.allowed
        if len(ranked.rows) and allowed is not None and allowed[ranked.rows[0]]:
            return reading
    return readings[-1]


def _wider(query: Query, filters: Filters) -> Iterator[tuple[Reason, Query, Filters]]:
    """Yield the question without its places, its years, its editions, then without the filters.

    Where a filter shuts out the very city or year that is asked for, it is lifted first.
    It is searched by the same words: those that name the place or the year stay among them.
    """
    shut_out = _shuts_out(filters, query)
    if shut_out:
        yield "filtered", query, Filters()
    if query.municipalities or query.prefectures:
        yield "other_place", replace(query, municipalities=(), prefectures=()), filters
    if query.years:
        yield "other_year", replace(query, years=()), filters
    if query.editions:
        yield "other_edition", replace(query, editions=()), filters
    if filters != Filters() and not shut_out:
        yield "filtered", query, Filters()


def _shuts_out(filters: Filters, query: Query) -> bool:
    """Tell whether the filters leave nothing of the cities or of the years asked for."""
    return any(
        chosen is not None and bool(asked) and set(chosen).isdisjoint(asked)
        for chosen, asked in (
            (filters.municipalities, query.municipalities),
            (filters.fiscal_years, query.years),
        )
    )


def _without(found: Ranked, scope: Scope) -> Ranked:
    """Return what of some passages is outside a scope."""
    if scope.allowed is None:
        return _NO_PASSAGES
    outside = ~scope.allowed[found.rows]
    return Ranked(found.rows[outside], found.scores[outside], found.features[outside])
