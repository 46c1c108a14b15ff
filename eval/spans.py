"""Places in documents: how a gold place written by a person becomes offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Document, Passage
from corpus.language.japanese import normalise_with_offsets
from eval.jsonl import EvaluationError

_MARKUP = frozenset("|*`#")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: `document.text[start:end]`."""

    doc_id: str
    start: int
    end: int

    def met_by(self, passage: Passage) -> bool:
        """Whether the passage shares at least one character with the span."""
        return (
            passage.doc_id == self.doc_id and passage.start < self.end and self.start < passage.end
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A gold place as it is written in a file of questions.

    Attributes:
        where: File and line, for messages.
        doc_id: The document.
        heading: The end of a heading path, outermost first.
        quote: Words that stand once in the section, or None for the whole section.
    """

    where: str
    doc_id: str
    heading: tuple[str, ...]
    quote: str | None = None


def resolve(place: Place, document: Document) -> Span:
    """The place's span in the document.

    A section runs from its heading to the next heading that is not below it. Headings and
    quotes are compared in NFKC and lower case, without white space and Markdown's marks.

    Raises:
        EvaluationError: No section, or more than one, has the heading; the quote does not
            stand in it, or more than once.
    """
    wanted = tuple(_name(heading) for heading in place.heading)
    sections = [
        (start, end) for path, start, end in _sections(document) if path[-len(wanted) :] == wanted
    ]
    path = " > ".join(place.heading)
    if len(sections) != 1:
        raise EvaluationError(
            f"{place.where}: {len(sections)} sections of {place.doc_id} have the heading "
            f"「{path}」, not one; correct it or give more of its path"
        )
    start, end = sections[0]
    if place.quote is None:
        return Span(place.doc_id, start, start + len(document.text[start:end].rstrip()))
    text, offsets = _squeezed(document.text[start:end])
    quote = _squeezed(place.quote)[0]
    count = text.count(quote) if quote else 0
    if count != 1:
        raise EvaluationError(
            f"{place.where}: 「{place.quote}」 stands {count} times, not once, in 「{path}」 of "
            f"{place.doc_id}; correct or lengthen it"
        )
    first = text.index(quote)
    return Span(place.doc_id, start + offsets[first], start + offsets[first + len(quote) - 1] + 1)


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Each section's squeezed heading path, its start and its end."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    path: list[tuple[int, str]] = []
    for index, heading in enumerate(headings):
        path = [(level, name) for level, name in path if level < heading.level]
        path.append((heading.level, _name(document.text[heading.start : heading.end])))
        end = next(
            (other.start for other in headings[index + 1 :] if other.level <= heading.level),
            len(document.text),
        )
        yield tuple(name for _, name in path), heading.start, end


@lru_cache(maxsize=2048)  # those of a document are compared again for each place
def _name(heading: str) -> str:
    """The heading made comparable."""
    return _squeezed(heading)[0]


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text made comparable, and each character's offset in `text`."""
    normal, offsets = normalise_with_offsets(text)
    kept = [
        (character, offset)
        for character, offset in zip(normal, offsets, strict=False)
        if not character.isspace() and character not in _MARKUP
    ]
    return "".join(character for character, _ in kept), [offset for _, offset in kept]
