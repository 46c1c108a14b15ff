"""Everyday words and what policy documents call them: 「跡取り」 is there 「後継者」.

The rows stand in a tab-separated file (`thesaurus.tsv`) and are matched on lemmas, so that
「店をたたみたい」 meets the row 「店をたたむ」. The lemma function is passed in: the rows must be
read with the one that reads the questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast, get_args

from assistant.records import Expansion
from corpus.document import AssistantError

Direction = Literal[">", "="]
"""`>`: the everyday side expands to the policy side; `=`: each expands to the other."""
Kind = Literal["lay", "abbreviation", "variant", "name", "related"]

_HEADER = ("everyday", "policy", "direction", "weight", "kind")
_WEIGHT = re.compile(r"0\.[2-9]\d?|1(?:\.00?)?")
_LARGEST_STEP = 2  # from a matched lemma to the next: one other lemma may stand between


class ThesaurusError(AssistantError):
    """A thesaurus file that cannot be used; the message names the row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the thesaurus file.

    Attributes:
        everyday: What a person writes.
        policy: What documents write.
        direction: Which side expands to which.
        weight: How safely one stands for the other, 0.2 to 1.
        kind: Why the two belong together.
        line: Where the row stands in the file, counted from 1.
    """

    everyday: str
    policy: str
    direction: Direction
    weight: float
    kind: Kind
    line: int


@dataclass(frozen=True, slots=True)
class _Term:
    """What is searched as well; `lemmas` are those of `text`."""

    text: str
    lemmas: tuple[str, ...]
    weight: float
    in_full: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sequence of lemmas to look for in a question, and the terms it stands for."""

    lemmas: tuple[str, ...]
    source: str
    terms: tuple[_Term, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """An entry found in a question; bit i of `mask` is set where it took the i-th lemma."""

    first: int
    mask: int
    entry: _Entry


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The rows, ready to be matched.

    Attributes:
        entries: For a lemma, the entries that begin with it.
    """

    entries: Mapping[str, tuple[_Entry, ...]]

    def expand(self, lemmas: Sequence[str]) -> tuple[Expansion, ...]:
        """Return the policy terms that a question stands for, in the order of their words in it.

        An entry matches where its lemmas follow each other with at most one other lemma between
        two of them. An entry gives way to a longer one that takes all of its lemmas. A term
        found twice counts once, with the higher weight; a term whose lemmas all stand in the
        question is left out.

        Args:
            lemmas: The content lemmas of the question, in order.
        """
        present = frozenset(lemmas)
        best: dict[tuple[str, ...], Expansion] = {}
        for match in self._longest_matches(lemmas):
            for term in match.entry.terms:
                known = best.get(term.lemmas)
                if (known and known.weight >= term.weight) or present.issuperset(term.lemmas):
                    continue
                # A heavier duplicate keeps the place of the first: dicts keep their order.
                best[term.lemmas] = Expansion(
                    match.entry.source, term.text, term.weight, term.in_full
                )
        return tuple(best.values())

    def _longest_matches(self, lemmas: Sequence[str]) -> Iterator[_Match]:
        """Yield the matches that no longer match takes in, by their first lemma."""
        matches = [
            _Match(start, mask, entry)
            for start, lemma in enumerate(lemmas)
            for entry in self.entries.get(lemma, ())
            if (mask := _mask(entry.lemmas, lemmas, start))
        ]
        masks_at: dict[int, list[int]] = {}
        for match in matches:
            for position in range(match.first, match.mask.bit_length()):
                if match.mask >> position & 1:
                    masks_at.setdefault(position, []).append(match.mask)
        for match in matches:
            # A mask that takes this one in also holds its first position.
            if not any(
                other != match.mask and other & match.mask == match.mask
                for other in masks_at[match.first]
            ):
                yield match


def _mask(wanted: tuple[str, ...], lemmas: Sequence[str], start: int) -> int:
    """Return the positions that `wanted` takes from `start` on, as bits; 0 where it is not."""
    if len(wanted) == 1:
        return 1 << start
    for step in range(1, _LARGEST_STEP + 1):
        position = start + step
        if position < len(lemmas) and lemmas[position] == wanted[1]:
            rest = _mask(wanted[1:], lemmas, position)
            if rest:
                return rest | 1 << start
    return 0


@lru_cache(maxsize=4)
def load_thesaurus(path: Path, lemmas: Callable[[str], Sequence[str]]) -> Thesaurus:
    """Return the thesaurus that a file holds.

    Args:
        path: The tab-separated file.
        lemmas: The content lemmas of a text, the same as for questions.

    Raises:
        ThesaurusError: The file cannot be read, or a row is malformed.
    """
    lemmas_of: dict[str, tuple[str, ...]] = {}
    terms_of: dict[tuple[str, ...], list[_Term]] = {}
    sources: dict[tuple[str, ...], str] = {}

    def read(text: str, row: Row) -> tuple[str, ...]:
        if text not in lemmas_of:
            lemmas_of[text] = tuple(lemmas(text))
        if not lemmas_of[text]:
            raise _error(path, row.line, f"「{text}」 holds no word to look for; reword it")
        return lemmas_of[text]

    for row in read_rows(path):
        everyday, policy = read(row.everyday, row), read(row.policy, row)
        sources.setdefault(everyday, row.everyday)
        in_full = row.kind == "abbreviation"
        terms_of.setdefault(everyday, []).append(_Term(row.policy, policy, row.weight, in_full))
        if row.direction == "=":
            sources.setdefault(policy, row.policy)
            terms_of.setdefault(policy, []).append(_Term(row.everyday, everyday, row.weight))

    entries: dict[str, list[_Entry]] = {}
    for key, terms in terms_of.items():
        entries.setdefault(key[0], []).append(_Entry(key, sources[key], tuple(terms)))
    return Thesaurus({lemma: tuple(found) for lemma, found in entries.items()})


@lru_cache(maxsize=4)  # for the terms and for their readings
def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of a thesaurus file, in order; empty lines and `#` lines are left out.

    Raises:
        ThesaurusError: The file cannot be read, or a row is malformed or stands there twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ThesaurusError(
            f"{path.name} cannot be read ({error}). Give a tab-separated UTF-8 file"
        ) from error
    lines = [
        (number, line.split("\t"))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or tuple(lines[0][1]) != _HEADER:
        raise _error(path, lines[0][0] if lines else 1, f"the header must be: {' '.join(_HEADER)}")
    rows = tuple(_row(path, number, fields) for number, fields in lines[1:])
    first_line: dict[tuple[str, str], int] = {}
    for row in rows:
        earlier = first_line.setdefault((row.everyday, row.policy), row.line)
        if earlier != row.line:
            raise _error(path, row.line, f"the same pair stands in row {earlier}; remove one")
    return rows


def _row(path: Path, number: int, fields: list[str]) -> Row:
    """Return the row that the fields of a line make."""
    if len(fields) != len(_HEADER):
        raise _error(path, number, f"{len(fields)} fields instead of {len(_HEADER)}; use tabs")
    everyday, policy, direction, weight, kind = fields
    for name, value in zip(_HEADER, fields, strict=True):
        if not value or value != value.strip():
            raise _error(path, number, f"{name} is empty or has blanks around it; mend it")
    if everyday == policy:
        raise _error(path, number, "everyday and policy are the same; remove the row")
    if direction not in get_args(Direction):
        raise _error(path, number, f"direction is {direction!r}; write > or =")
    if not _WEIGHT.fullmatch(weight):
        raise _error(path, number, f"weight is {weight!r}; write a number from 0.2 to 1.0")
    if kind not in get_args(Kind):
        raise _error(path, number, f"kind is {kind!r}; write one of {', '.join(get_args(Kind))}")
    return Row(
        everyday, policy, cast("Direction", direction), float(weight), cast("Kind", kind), number
    )


def _error(path: Path, number: int, problem: str) -> ThesaurusError:
    """Return the error that names a row."""
    return ThesaurusError(f"{path.name}, row {number}: {problem}")
