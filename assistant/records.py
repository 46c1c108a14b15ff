"""What the assistant hands to the page, the command line and the evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.document import Passage
from corpus.names.schemes import SchemeMention

Reason = Literal[
    "nothing_asked",
    "remark",
    "distress",
    "nothing",
    "other_year",
    "other_edition",
    "other_place",
    "filtered",
    "words_apart",
    "no_figure",
]
"""Why a question is declined: it is a greeting; it only remarks on the answer before; it speaks of
the asker's wish to die; nothing found; only another year's; only another edition's of the scheme;
only another municipality's; only outside the filters; its words stand in the corpus but not
together; what is found does not give the number asked for."""
NOT_SEARCHED: tuple[Reason, ...] = ("nothing_asked", "remark", "distress")
"""Reasons for which no passage was looked for."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person chose beside the question; None means all, an empty tuple means none."""

    municipalities: tuple[str, ...] | None = None
    fiscal_years: tuple[int, ...] | None = None
    themes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """Which parts of the reading of a question are applied; each can be undone on the page.

    Attributes:
        use_years: Fiscal years and editions of a scheme.
        use_places: Municipalities and prefectures.
        use_thesaurus: Policy terms, words in hiragana alone, and particles left out.
        use_schemes: Schemes that have papers of their own.
    """

    use_years: bool = True
    use_places: bool = True
    use_thesaurus: bool = True
    use_schemes: bool = True


@dataclass(frozen=True, slots=True)
class Expansion:
    """A policy term added to a question: what the person wrote, what is searched as well.

    Attributes:
        source: The words of the question.
        term: The term that is searched as well.
        weight: How safely one stands for the other, 0 to 1.
        in_full: Whether the words are a short form of the term (「持続化」).
    """

    source: str
    term: str
    weight: float
    in_full: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood.

    Attributes:
        text: The question; a follow-up carries the subject of the one before.
        words: What of it is searched as words: a year or place of the question before that this
            one replaces is left out.
        named: The years, editions and places in `words` that are applied as a scope, as written.
        years: Fiscal years it names, ascending; empty when it names none.
        editions: Rounds and years of a scheme it names (18 for 「第18回公募」, 2025 for
            「補助金2025」), ascending; empty when it names none.
        municipalities: Cities it names, in full; empty when it names none.
        prefectures: Prefectures it names, and those its cities lie in, in full.
        excluded: Cities and prefectures it asks to leave out (「ほかの市は？」, 「川崎市以外」).
        expansions: Policy terms searched as well, heaviest first.
        subject: What was carried over from the question before, or None.
        read_as: What the person wrote in hiragana, or without particles, as it was read; None if
            that says nothing new.
        schemes: Names of schemes in `words`.
        only_introduces: Whether it says who the asker is and asks nothing.
        papers: Schemes it was asked about in their own papers, as these write them.
        of_quoted: The same, without its subject, as it is first asked of the papers that the talk
            before it was answered from: within the years of the talk, then within those that it
            names itself. The first that is answered counts. Empty where it is asked of none.
    """

    text: str
    words: str = ""
    named: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    editions: tuple[int, ...] = ()
    municipalities: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    subject: str | None = None
    read_as: str | None = None
    schemes: tuple[SchemeMention, ...] = ()
    only_introduces: bool = False
    papers: tuple[str, ...] = ()
    of_quoted: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedScheme:
    """The one scheme that an answer was quoted from.

    Attributes:
        name: As its paper writes it.
        municipality: Whose paper it is; None where it names no city.
        prefecture: Likewise.
    """

    name: str
    municipality: str | None
    prefecture: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """The newest edition of a document."""

    doc_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    Attributes:
        passage: The passage.
        title: Its document's title.
        publisher: Its document's publisher, or None.
        score: How likely it is an answer, 0 to 1, calibrated. The order has weights of its own, so
            a passage may stand below one that is a little less likely.
        highlights: Spans of `passage.text` that match the question's words, in order.
        ended: Whether the last day of its programme is past.
        newer: The newest edition of its document, None where it is that itself.
    """

    passage: Passage
    title: str
    publisher: str | None
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    ended: bool = False
    newer: Edition | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The ranked passages of a question.

    Attributes:
        query: How the question was understood.
        hits: Best first, all within the years and cities asked for.
        reason: None when the best hits may be shown as an answer, else why not.
        elsewhere: With the reason other_year, other_edition, other_place or filtered what there is
            outside these years, editions, cities or filters, best first; else empty.
    """

    query: Query
    hits: tuple[Hit, ...]
    reason: Reason | None
    elsewhere: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence or table row taken word for word from a passage.

    Attributes:
        text: `document.text[start:end]`.
        start: First character in the document.
        end: One past the last character in the document.
        citation: Number of the hit it was cut from, from 1: `answer.hits[citation - 1]`.
        column: Where it was cut from a cell of a long row, what the column is called; else nothing.
        lead: What stands above it and tells what it is an item of; nothing if nothing does.
        past: Whether it tells until when one may apply, and that day is past.
    """

    text: str
    start: int
    end: int
    citation: int
    column: str = ""
    lead: str = ""
    past: bool = False

    @property
    def said(self) -> str:
        """The text with its lead: 「次の経費は対象になりません。 … 旅費及び飲食費」."""
        return f"{self.lead} … {self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer made of quotes, or a declined question with its reason.

    Attributes:
        question: As the person wrote it.
        query: How it was understood.
        quotes: The best first, those of one passage together; empty when declined.
        hits: The ranked passages, also when declined, all within the years and cities asked for.
        reason: None when answered.
        elsewhere: With the reason other_year, other_edition, other_place or filtered what there is
            outside these years, editions, cities or filters, best first; else empty.
        unheld: Cities, or prefectures, asked for of which the index holds nothing.
        unsaid: When answered, words of the question that nothing quoted from holds or means.
        other_scheme: When the first quote is from a paper on another scheme than the one asked
            for, that scheme; else None.
    """

    question: str
    query: Query
    quotes: tuple[Quote, ...]
    hits: tuple[Hit, ...]
    reason: Reason | None = None
    elsewhere: tuple[Hit, ...] = ()
    unheld: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    other_scheme: str | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value to filter by and in how many passages it stands."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as the page's list of documents shows it."""

    doc_id: str
    title: str
    publisher: str | None
    published: str | None
    passages: int


@dataclass(frozen=True, slots=True)
class About:
    """What the index holds: for the panel 「このデータについて」.

    Attributes:
        generation: Name of the generation being served.
        built: When it was built, ISO 8601 with offset.
        model: Name of the embedding model.
        passages: Number of passages.
        documents: All documents, by title.
        municipalities: Filter values with counts, most frequent first.
        fiscal_years: Filter values (as 「2016」) with counts, newest first.
        themes: Filter values with counts, most frequent first.
    """

    generation: str
    built: str
    model: str
    passages: int
    documents: tuple[DocumentSummary, ...] = field(default_factory=tuple)
    municipalities: tuple[FacetCount, ...] = ()
    fiscal_years: tuple[FacetCount, ...] = ()
    themes: tuple[FacetCount, ...] = ()
