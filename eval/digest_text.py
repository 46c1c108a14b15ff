"""Texts made comparable: squeezed of white space, their numbers, the years that they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WESTERN_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")
_ERA_YEAR = re.compile(r"(昭和|平成|令和|(?<![A-Za-z])[SHR])\s*(元|\d{1,2})(?!\d)")
# 「27年度」 without its era: the two-digit years of 平成; 令和 has none that is not also 平成's.
_BARE_YEAR = re.compile(r"(?<!\d)([12]\d|3[01])年度")
_YEAR_ZERO = {"昭和": 1925, "S": 1925, "平成": 1988, "H": 1988, "令和": 2018, "R": 2018}
_RELATIVE_YEARS = {"昨年": -1, "前年": -1, "本年": 0, "今年": 0, "来年": 1, "翌年": 1}


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text in NFKC, and the same without white space and table bars.

    Attributes:
        normal: The text in NFKC; its lines are those of the original.
        text: `normal` without white space and `|`.
        origins: For each character of `text`, its place in `normal`.
    """

    normal: str
    text: str
    origins: tuple[int, ...]


def squeeze(text: str) -> Squeezed:
    """The text made comparable."""
    normal = unicodedata.normalize("NFKC", text)
    kept = [
        (index, character)
        for index, character in enumerate(normal)
        if character != "|" and not character.isspace()
    ]
    return Squeezed(
        normal, "".join(character for _, character in kept), tuple(index for index, _ in kept)
    )


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number of a text with the two characters before it, thousands commas removed."""
    plain = _COMMA.sub("", unicodedata.normalize("NFKC", text))
    for found in _NUMBER.finditer(plain):
        yield found[0], plain[max(0, found.start() - 2) : found.start()]


def known_numbers(text: str) -> frozenset[str]:
    """All numbers that a source text can be said to hold.

    OCR sets blanks inside numbers and between cells, and a point may divide a date as well as a
    decimal: 「H28. 7.27」 holds 28, 7, 27, 7.27 and 28.7.
    """
    squeezed = squeeze(text)
    found = {number for form in (squeezed.normal, squeezed.text) for number, _ in numbers(form)}
    return frozenset(found | {part for number in found for part in number.split(".")})


def years(text: str) -> frozenset[int]:
    """The western years that a text names: 2017, 平成29年, H29, R元, 29年度 (平成)."""
    plain = unicodedata.normalize("NFKC", text)
    named = {int(year) for year in _WESTERN_YEAR.findall(plain)}
    named |= {western_year(era, number) for era, number in _ERA_YEAR.findall(plain)}
    named |= {western_year("平成", number) for number in _BARE_YEAR.findall(plain)}
    return frozenset(named)


def western_year(era: str, number: str) -> int:
    """平成, 29 -> 2017; 元 is the first year.

    Raises:
        KeyError: No such era.
    """
    return _YEAR_ZERO[era] + (1 if number == "元" else int(number))


def relative_years(text: str, now: int) -> frozenset[int]:
    """The years that 今年度, 昨年, … of a text mean when it speaks in the year `now`."""
    return frozenset(now + step for word, step in _RELATIVE_YEARS.items() if word in text)


def shared_runs(text: str, source: str, length: int) -> Iterator[tuple[int, int]]:
    """Spans of `text`, as long as can be, whose every stretch of `length` stands in `source`."""
    known = {source[start : start + length] for start in range(len(source) - length + 1)}
    start = 0
    while start + length <= len(text):
        end = start + length
        if text[start:end] not in known:
            start += 1
            continue
        while end < len(text) and text[end - length + 1 : end + 1] in known:
            end += 1
        yield start, end
        start = end


def line_of(text: str, index: int) -> int:
    """The line, from 1, that holds the character at `index`."""
    return text.count("\n", 0, index) + 1
