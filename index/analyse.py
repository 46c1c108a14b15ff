"""Document to passages with the lemmas they are searched by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.chunk import LONGEST_NAME, chunk
from corpus.document import Document, Passage
from corpus.facets import document_facets
from corpus.language.clean import search_text
from corpus.language.japanese import content_lemmas
from corpus.language.quantity import quantity_terms
from corpus.read.imprint import with_imprint
from index.indexed import IndexedDocument, IndexedPassage


def analyse(file: str, document: Document, *, today: date) -> IndexedDocument:
    """Return the document cut into passages, each with its lemmas; a long title is cut short.

    Args:
        file: Name of the file the document came from.
        document: The document.
        today: What 今年度 means in a document without a date.
    """
    document = with_imprint(replace(document, title=document.title[:LONGEST_NAME].rstrip()))
    document = replace(document, facets=document_facets(document, today=today))
    passages = (
        IndexedPassage(passage, tuple(body_terms(passage)), tuple(heading_terms(document, passage)))
        for passage in chunk(document, today=today)
    )
    return IndexedDocument(file, document, tuple(passages))


def body_terms(passage: Passage) -> list[str]:
    """Return the lemmas of a passage's search form, its table's header before it."""
    return terms(passage.text_below_header)


def heading_terms(document: Document, passage: Passage) -> list[str]:
    """Return the lemmas of a document's title and of the heading path of a passage."""
    return terms("\n".join((document.title, *passage.headings)))


def terms(text: str) -> list[str]:
    """Return the content lemmas of any text, with its amounts and ratios as terms of their own."""
    cleaned = search_text(text)
    return [*content_lemmas(cleaned), *quantity_terms(cleaned)]
