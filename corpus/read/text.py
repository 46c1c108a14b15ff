"""Plain text files, most of them text that came out of PDF files."""

from __future__ import annotations

from corpus.document import Document
from corpus.read.blocks import find_blocks
from corpus.read.encoding import decode
from corpus.read.lines import single_spaced
from corpus.read.source import Reading, Source, UnreadableError
from corpus.read.titles import title_of


def read_text(source: Source) -> Reading:
    """The one document of a plain text file: the file's text, decoded, with single spacing.

    Raises:
        UnreadableError: Unknown encoding, binary content, nothing but white space.
    """
    text = single_spaced(decode(source.data))
    blocks = find_blocks(text)
    if not blocks:
        raise UnreadableError("empty: no text in it")
    return Reading(
        (
            Document(
                doc_id=source.doc_id,
                title=title_of(text, blocks, source.doc_id),
                text=text,
                source=source.name,
                blocks=blocks,
            ),
        )
    )
