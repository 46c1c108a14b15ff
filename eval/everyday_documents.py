"""Our own documents of several sections, asked what one section tells and what none does.

The sections speak of one thing in much the same words, so that a question is told apart from a
near miss only by what is said in them, as in the papers of a city.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document, Passage
from corpus.read.blocks import find_blocks
from index.training_pairs import everyday_rows, is_held_out

SENTENCES = frozenset({"headline", "summary"})
"""Registers that ask nothing: what stands above a text, or sums it up."""

_LEAST_SHARE = 0.5  # of a passage or section that must lie in the other


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document: `document.text[start:end]` is what stands below its heading.

    Attributes:
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        questions: What it answers, and no other section of the document; no headlines.
    """

    start: int
    end: int
    questions: tuple[str, ...]

    def holds(self, passage: Passage) -> bool:
        """Tell whether a passage of the document is of this section, or this section in it."""
        shared = min(self.end, passage.end) - max(self.start, passage.start)
        shorter = min(self.end - self.start, passage.end - passage.start)
        return shared >= _LEAST_SHARE * shorter


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A document and what is asked of it.

    Attributes:
        document: The document.
        sections: Its sections.
        unanswered: What people would ask of it as well and none of its sections answers.
        held_out: Whether it is kept from the bundled model and all that is taught.
    """

    document: Document
    sections: tuple[Section, ...]
    unanswered: tuple[str, ...]
    held_out: bool

    def questions(self) -> Iterator[tuple[str, Section | None]]:
        """Yield all questions, each with the section that answers it, None for near misses."""
        for section in self.sections:
            for question in section.questions:
                yield question, section
        for question in self.unanswered:
            yield question, None


def everyday_documents(folder: Path) -> list[AskedDocument]:
    """Return the documents in a folder, file by file in order of name."""
    return [_read(row) for row in everyday_rows(folder)]


def _read(row: Mapping[str, object]) -> AskedDocument:
    doc_id, title = str(row["id"]), str(row["title"])
    text, sections = f"# {title}\n\n", []
    for section in _mappings(row["sections"]):
        text += f"## {section['heading']}\n\n"
        start = len(text)
        text += str(section["text"])
        sections.append(Section(start, len(text), _texts(section["questions"])))
        text += "\n\n"
    document = Document(doc_id, title, text, doc_id, find_blocks(text, marked_only=True))
    return AskedDocument(document, tuple(sections), _texts(row["none"]), is_held_out(doc_id))


def _texts(questions: object) -> tuple[str, ...]:
    return tuple(
        str(question["text"])
        for question in _mappings(questions)
        if question["register"] not in SENTENCES
    )


def _mappings(value: object) -> Sequence[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError(f"a list was expected, not {value!r}")
    return value
