"""What is indexed of a file: its documents, their passages, and what became of the file."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document, Passage


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with the lemmas it is searched by.

    Attributes:
        passage: The passage.
        body_lemmas: Lemmas of its search form, with the table header's.
        heading_lemmas: Lemmas of its title and heading path.
    """

    passage: Passage
    body_lemmas: tuple[str, ...]
    heading_lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document with its passages, as read from one file."""

    file: str
    document: Document
    passages: tuple[IndexedPassage, ...]


@dataclass(frozen=True, slots=True)
class FileState:
    """What became of a file.

    Attributes:
        name: Its identifier.
        fingerprint: What it was read with; empty where it was not, or not to the end, so that the
            next build tries again.
        skipped: Why it was skipped, or None.
        note: What was not understood in a file that was read, or None.
    """

    name: str
    fingerprint: str
    skipped: str | None = None
    note: str | None = None
