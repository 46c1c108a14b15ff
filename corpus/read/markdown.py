"""Markdown files, with what their front matter says about them."""

from __future__ import annotations

from corpus.document import Block, Document
from corpus.read.blocks import find_blocks
from corpus.read.encoding import decode
from corpus.read.front_matter import split_front_matter
from corpus.read.front_matter_fields import fields_of
from corpus.read.lines import single_spaced
from corpus.read.questions import with_questions
from corpus.read.source import Reading, Source, UnreadableError
from corpus.read.titles import title_of


def read_markdown(source: Source) -> Reading:
    """The one document of a Markdown file; its front matter is in the text but in no block.

    Raises:
        UnreadableError: Unknown encoding, binary content, nothing below the front matter.
        FrontMatterError: The front matter is not valid YAML.
    """
    text = single_spaced(decode(source.data))
    head, body = split_front_matter(text)
    fields = fields_of(head)
    blocks = _blocks(text, body)
    if not blocks:
        raise UnreadableError("empty: no text in it")
    return Reading(
        (
            Document(
                doc_id=source.doc_id,
                title=fields.title or title_of(text, blocks, source.doc_id),
                text=text,
                source=fields.source or source.name,
                blocks=blocks,
                publisher=fields.publisher,
                published=fields.published,
                facets=fields.facets,
            ),
        ),
        fields.warnings,
    )


def _blocks(text: str, body: int) -> tuple[Block, ...]:
    """The blocks of a Markdown text: where it has headings of its own, they are the only ones."""
    marked = find_blocks(text, body, marked_only=True)
    if any(block.kind == "heading" for block in marked):
        return with_questions(text, marked)
    return find_blocks(text, body)
