"""Documents made of a title and a text, and what their facets are."""

from dataclasses import replace
from datetime import date

from corpus.document import Block, Document
from corpus.facets import document_facets, passage_facets

TODAY = date(2026, 11, 21)


def make(title, text="", headings=(), **fields):
    """A document in which each heading is looked up in the text."""
    blocks = tuple(
        Block("heading", text.index(heading), text.index(heading) + len(heading), 1)
        for heading in headings
    )
    return Document("a.txt", title, text, "a.txt", blocks, **fields)


def facets_of(document):
    return document_facets(document, today=TODAY)


def in_passage(document, text, headings=(), start=None):
    place = len(document.text) if start is None else start
    return passage_facets(document, headings, text, place, today=TODAY)


def with_facets(document):
    return replace(document, facets=facets_of(document))
