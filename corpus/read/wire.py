"""Documents as JSON, on their way from the child process to the parent that checks them.

The child has read files that nobody vouches for, so the parent takes nothing for granted: what
does not have the shape of documents of that file is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import cast, get_args

from corpus.document import Block, BlockKind, Document, Facets
from corpus.names.editions import EDITIONS
from corpus.names.fiscal import YEARS, fiscal_year
from corpus.names.themes import THEMES

_KINDS = frozenset(get_args(BlockKind))
_DOCUMENT = frozenset(Document.__dataclass_fields__)
_BLOCK = frozenset(Block.__dataclass_fields__)
_FACETS = frozenset(Facets.__dataclass_fields__)


class WireError(ValueError):
    """The child's answer is not what a reader gives."""


def to_wire(document: Document) -> dict[str, object]:
    """The document as JSON values."""
    values = asdict(document)
    values["published"] = document.published.isoformat() if document.published else None
    values["blocks"] = [[b.kind, b.start, b.end, b.level] for b in document.blocks]
    return values


def from_wire(values: object, doc_id: str) -> tuple[Document, ...]:
    """The documents of the file `doc_id` in a child's answer.

    Raises:
        WireError: A wrong type, a place outside of the text, a year outside
            `corpus.names.fiscal.YEARS`, an edition or a theme that there is none of, another file's
            identifier.
    """
    documents = tuple(_document(_record(value, _DOCUMENT)) for value in _list(values))
    ids = {document.doc_id for document in documents}
    if not documents or len(ids) != len(documents):
        raise WireError("no documents, or two with one identifier")
    if any(one != doc_id and not one.startswith(f"{doc_id}#") for one in ids):
        raise WireError("a document of another file")
    return documents


def _document(values: Mapping[str, object]) -> Document:
    text = _text(values["text"])
    pages = tuple(_int(page) for page in _list(values["pages"]))
    if list(pages) != sorted(pages) or any(not 0 <= page <= len(text) for page in pages):
        raise WireError("pages out of order")
    return Document(
        doc_id=_text(values["doc_id"]),
        title=_text(values["title"]),
        text=text,
        source=_text(values["source"]),
        blocks=_blocks(values["blocks"], text),
        pages=pages,
        publisher=_text_or_none(values["publisher"]),
        published=_date(values["published"]),
        inquiry=_text_or_none(values["inquiry"]),
        facets=_facets(_record(values["facets"], _FACETS)),
    )


def _blocks(values: object, text: str) -> tuple[Block, ...]:
    blocks = []
    last = 0
    for value in _list(values):
        fields = _list(value)
        if len(fields) != len(_BLOCK) or _text(fields[0]) not in _KINDS:
            raise WireError("a block of an unknown shape")
        start, end, level = (_int(field) for field in fields[1:])
        if not last <= start < end <= len(text) or (level > 0) != (fields[0] == "heading"):
            raise WireError("blocks out of order")
        blocks.append(Block(cast(BlockKind, fields[0]), start, end, level))
        last = end
    return tuple(blocks)


def _facets(values: Mapping[str, object]) -> Facets:
    return Facets(
        municipality=_text_or_none(values["municipality"]),
        prefecture=_text_or_none(values["prefecture"]),
        fiscal_years=tuple(_year(year) for year in _list(values["fiscal_years"])),
        themes=tuple(_theme(theme) for theme in _list(values["themes"])),
        editions=tuple(_edition(number) for number in _list(values["editions"])),
        schemes=tuple(_text(name) for name in _list(values["schemes"])),
        ends=_last_day(values["ends"]),
    )


def _record(value: object, names: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, dict) or set(value) != names:
        raise WireError("a record with other fields")
    return cast("Mapping[str, object]", value)


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise WireError("not a list")
    return value


def _int(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise WireError("not a number")
    return value


def _year(value: object) -> int:
    year = _int(value)
    if year not in YEARS:
        raise WireError("a year that is none")
    return year


def _edition(value: object) -> int:
    number = _int(value)
    if number not in EDITIONS:
        raise WireError("an edition that is none")
    return number


def _theme(value: object) -> str:
    theme = _text(value)
    if theme not in THEMES:
        raise WireError("a theme that is none")
    return theme


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WireError("not a text")
    # Half a surrogate pair cannot be stored or printed; JSON can carry it.
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise WireError("half a character")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _last_day(value: object) -> str | None:
    day = _date(value)
    return day.isoformat() if day else None


def _date(value: object) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(_text(value))
    except ValueError as error:
        raise WireError("not a date") from error
    _year(fiscal_year(day))
    return day
