"""Word files (.docx): headings by their styles, paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from typing import Literal

import docx
from docx.document import Document as WordFile
from docx.opc.exceptions import OpcError
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from corpus.document import Block, BlockKind, Document
from corpus.read.blocks import find_blocks
from corpus.read.kinds import BROKEN_ZIP
from corpus.read.questions import with_questions
from corpus.read.source import Reading, Source, UnreadableError
from corpus.read.titles import title_of
from corpus.read.word_text import W, blocks_of, rows_of, words_of
from corpus.read.writer import TextWriter

_DAMAGED = (*BROKEN_ZIP, OpcError, XMLSyntaxError, KeyError, ValueError, AttributeError)
"""What python-docx lets through when a file is not what its name says."""

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
_LIST = re.compile(r"list|箇条書き|段落番号", re.IGNORECASE)


def read_docx(source: Source) -> Reading:
    """The one document of a Word file.

    Raises:
        UnreadableError: A damaged file, nothing but pictures in it.
    """
    writer = TextWriter()
    try:
        file = docx.Document(io.BytesIO(source.data))
        title = _write(file, writer)
        named = (file.core_properties.title or "").strip()
    except _DAMAGED as error:
        raise UnreadableError("a damaged Word file; save it anew as .docx") from error
    if not writer.blocks:
        raise UnreadableError("empty: no text in it, pictures only")
    blocks = _blocks(writer, _bold_lines(file))
    return Reading(
        (
            Document(
                doc_id=source.doc_id,
                title=title or named or title_of(writer.text, blocks, source.doc_id),
                text=writer.text,
                source=source.name,
                blocks=blocks,
            ),
        )
    )


def _blocks(writer: TextWriter, bold: Collection[str]) -> tuple[Block, ...]:
    """The blocks by their styles; a file whose writer used none is taken as plain text."""
    if any(block.kind == "heading" for block in writer.blocks):
        return with_questions(writer.text, writer.blocks, bold)
    return find_blocks(writer.text)


def _bold_lines(file: WordFile) -> set[str]:
    """The paragraphs that their writer made bold from end to end."""
    return {
        words_of(paragraph._p)
        for paragraph in file.paragraphs
        if (runs := [run for run in paragraph.runs if run.text.strip()])
        and all(run.bold for run in runs)
    }


def _write(file: WordFile, writer: TextWriter) -> str:
    """Write all of the file; the paragraph in the style of titles comes back, or nothing."""
    title = ""
    for element in blocks_of(file.element.body):
        if not isinstance(element, CT_P):
            writer.add_table(rows_of(element))
            continue
        text = words_of(element)
        kind, level = _kind_of(Paragraph(element, file))
        if kind in ("title", "heading"):
            text = " ".join(text.split())
        if kind == "title":
            title = title or text
            writer.add("paragraph", text)
        else:
            writer.add(kind, f"・{text}" if kind == "list" and text else text, level)
    return title


def _kind_of(paragraph: Paragraph) -> tuple[BlockKind | Literal["title"], int]:
    """What a paragraph is by its style, and its level as a heading."""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    heading = _HEADING.match(style)
    if heading:
        return "heading", int(heading[1])
    if style.lower() in ("title", "表題"):
        return "title", 0
    if style.lower() in ("caption", "図表番号"):
        return "caption", 0
    numbered = paragraph._p.find(f"{W}pPr/{W}numPr") is not None
    return ("list" if numbered or _LIST.search(style) else "paragraph"), 0
