"""What a reader is given, what it gives back, and how it says that it cannot read a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from corpus.document import AssistantError, Document


class UnreadableError(AssistantError):
    """A file that holds nothing this program can read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may cost.

    Attributes:
        input_bytes: Largest file that is read.
        unpacked_bytes: Largest sum of what a docx or xlsx file unpacks to.
        memory_bytes: Address space of the child process that reads.
        cpu_seconds: Processor time for one file.
        wall_seconds: Time for one file by the clock.
        pages: Pages of a PDF file that are read.
        rows: Rows of a table that are read.
    """

    input_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    memory_bytes: int = 2_000_000_000
    cpu_seconds: int = 120
    wall_seconds: float = 180.0
    pages: int = 2_000
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a reader gets it.

    Attributes:
        path: Where it lies.
        doc_id: The identifier its documents get.
        data: All of its bytes.
        limits: How much reading it may cost.
    """

    path: Path
    doc_id: str
    data: bytes
    limits: Limits

    @property
    def name(self) -> str:
        """The file's name; bytes that are not UTF-8 are replaced."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file.

    Attributes:
        documents: At least one.
        warnings: One line each: what was left out or guessed.
    """

    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = ()
