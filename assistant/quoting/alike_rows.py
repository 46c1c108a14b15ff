"""Rows of a table beside each other: which are meant alike, and which less than another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.question.figures import gives
from assistant.quoting.sentence_kinds import is_field
from assistant.quoting.table_parts import TABLE_CHARS, header_of, rows_alone, table_start
from assistant.records import Hit, Quote
from assistant.search.searched import SearchTerms
from index.analyse import terms


@dataclass(frozen=True, slots=True)
class _Held:
    piece: Quote
    field: bool
    given: bool  # whether it tells the figure asked for
    words: frozenset[str]  # of the question


def told(piece: Quote, hit: Hit) -> str:
    """Return what a piece tells with its lead and, of a row, the names of its columns.

    Every row is one of its header's, not the first alone that stands right below it.
    """
    passage = hit.passage
    header = header_of(passage.text, piece.start - passage.start, passage.table_header)
    return f"{header}\n{piece.said}" if header else piece.said


def joined_rows(
    pieces: Sequence[Quote],
    hits: Sequence[Hit],
    searched: SearchTerms,
    figure: re.Pattern[str] | None,
) -> Iterator[Quote]:
    """Yield the pieces, rows one below the other made one where a question means all alike.

    「限度額は」 asks for every row, 「小口資金の限度額は」 for one. So with fields of a programme:
    「補助率: 2分の1」 is told beside whom it is for where neither is asked for.

    Args:
        pieces: What may be quoted, by passage.
        hits: What they were cut from.
        searched: The words that were searched.
        figure: What matches the figure asked for, if one is.
    """
    for citation, group in groupby(pieces, key=lambda piece: piece.citation):
        hit = hits[citation - 1]
        alone = {hit.passage.start + place for place in rows_alone(hit.passage.text)}
        city = hit.passage.facets.municipality or ""
        named = {*terms(" ".join((city, hit.title, *hit.passage.headings)))}
        above: _Held | None = None
        for piece in group:
            found = _held(piece, hit, searched, named, figure)
            if above is None:
                above = found
            elif _are_alike(above, found, is_row=piece.start in alone):
                text = f"{above.piece.text}\n{piece.text}"
                above = replace(above, piece=replace(above.piece, text=text, end=piece.end))
            else:
                yield above.piece
                above = found
        if above is not None:
            yield above.piece


def _held(
    piece: Quote,
    hit: Hit,
    searched: SearchTerms,
    named: Collection[str],
    figure: re.Pattern[str] | None,
) -> _Held:
    given = figure is not None and gives(figure, piece.text)
    if is_field(piece.text):
        # 「補助率」 has no more of 「…補助金」 than any other field of it.
        own = {*searched.own}.difference(named)
        return _Held(piece, True, given, frozenset(own.intersection(terms(piece.text))))
    words = {*searched.own, *searched.faint, *(term.lemma for term in searched.added)}
    return _Held(piece, False, given, frozenset(words.intersection(terms(told(piece, hit)))))


def _are_alike(above: _Held, below: _Held, *, is_row: bool) -> bool:
    return (
        (is_row or (above.field and below.field))
        and below.piece.start == above.piece.end + 1
        and (below.words, below.given) == (above.words, above.given)
        and below.piece.end - above.piece.start <= TABLE_CHARS
    )


def lesser_rows(
    pieces: Sequence[Quote], hits: Sequence[Hit], held: Sequence[Collection[str]]
) -> set[int]:
    """Return the numbers of the rows that hold but a part of what another of their table holds.

    Args:
        pieces: What may be quoted.
        hits: What they were cut from.
        held: For each what it holds of the question: its words, and whether it tells the figure.
    """
    tables: dict[tuple[int, int], list[int]] = {}
    for number, piece in enumerate(pieces):
        passage = hits[piece.citation - 1].passage
        start = table_start(passage.text, piece.end - passage.start)
        if start is not None:
            tables.setdefault((piece.citation, start), []).append(number)
    return {
        number
        for rows in tables.values()
        for number in rows
        if any(set(held[number]) < set(held[other]) for other in rows)
    }
