"""The records of the corpus: documents, their blocks, the passages cut from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list", "table", "caption"]


class AssistantError(Exception):
    """A mistake that the person at the keyboard can mend; the message says what, where and how."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What a document or a passage says about itself, found in its text or its front matter.

    Attributes:
        municipality: City, ward or town in full (「川崎市」, 「墨田区」), or None.
        prefecture: Prefecture in full (「神奈川県」), or None.
        fiscal_years: Fiscal years spoken of (1 April of that year to 31 March), ascending.
        themes: Theme names (「創業」, 「事業承継」, …), in the order of `names.themes.THEMES`.
        editions: Editions of a scheme that the document is for (17 for 「第17回公募」, 2025 for
            「補助金2025」), and those that a passage of it names besides, ascending; empty where
            the document is for none.
        schemes: Schemes that the whole document is about, as it writes them; empty where it is
            about none or about many.
        ends: Last day of the programme, or of its applications, as ISO 8601 has it
            (「2023-10-13」), or None.
    """

    municipality: str | None = None
    prefecture: str | None = None
    fiscal_years: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    editions: tuple[int, ...] = ()
    schemes: tuple[str, ...] = ()
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document of one kind: `document.text[start:end]`.

    Attributes:
        kind: What the stretch is.
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        level: Depth of a heading, 1 the highest; 0 for every other kind.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One published text as its reader got it out of a file; the text is never normalised.

    Attributes:
        doc_id: The file's path below the folder that was read, with `#row` for a table's row.
        title: The title, from front matter, metadata, the first heading or the file name.
        text: All of the text.
        source: Where a person finds the original: file name, or what the front matter says.
        blocks: In order, not overlapping; what lies between two blocks is white space only.
        pages: Where each page starts in `text` (page n at `pages[n - 1]`); empty without pages.
        publisher: Who published it, or None.
        published: When, as far as it is known (the first day of a month or year), or None.
        inquiry: Whom to ask, as a table's row names it, or None.
        facets: What holds for the document as a whole.
    """

    doc_id: str
    title: str
    text: str
    source: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    publisher: str | None = None
    published: date | None = None
    inquiry: str | None = None
    facets: Facets = field(default_factory=Facets)


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of a document: `document.text[start:end] == text` always holds.

    Attributes:
        doc_id: The document it was cut from.
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        text: The slice.
        headings: The heading path above it, outermost first, the document's title left out.
        table_header: The header row of the table it stands in, when that row is not in `text`.
        page: Page of its first character, from 1, or None for a text without pages.
        facets: What holds for this passage: its own years and city before the document's.
    """

    doc_id: str
    start: int
    end: int
    text: str
    headings: tuple[str, ...] = ()
    table_header: str | None = None
    page: int | None = None
    facets: Facets = field(default_factory=Facets)

    @property
    def passage_id(self) -> str:
        """The passage's place as text: `doc_id:start-end`."""
        return f"{self.doc_id}:{self.start}-{self.end}"

    @property
    def text_below_header(self) -> str:
        """The text below the header row of its table, where that row is not in it."""
        return f"{self.table_header}\n{self.text}" if self.table_header else self.text
