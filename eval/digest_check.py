"""Compares the digests in corpus/documents with the originals that they name.

`python -m eval.digest_check SOURCES_FOLDER` prints one line for each place a section names that
is not in the original, each number that does not stand at that place, and each sentence taken
over word for word. It exits with 1 when there is any. The front matter of a digest names its
original: `source_file: NAME`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import AssistantError
from corpus.read.front_matter import split_front_matter
from eval.digest_sections import PLACE, Section, read_sections
from eval.digest_text import (
    Squeezed,
    known_numbers,
    line_of,
    numbers,
    relative_years,
    shared_runs,
    squeeze,
    western_year,
    years,
)

DOCUMENTS = Path(__file__).resolve().parents[1] / "corpus" / "documents"
LONGEST_RUN = 39
"""Characters that may stand word for word in the original, blanks not counted."""
LONGEST_REGION = 6_000
"""Characters of the original that one section may speak of."""
LONGEST_MENTION = 1_500
"""The same where the next section does not follow, as after a name dropped in passing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a digest that the original does not bear out, or that was copied."""

    line: int
    heading: str
    what: str


def check_digest(markdown: str, source: str) -> list[Problem]:
    """What is wrong with a digest, by line.

    Args:
        markdown: The whole file, front matter included.
        source: The original's text.

    Raises:
        FrontMatterError: The front matter is not valid YAML.
    """
    fields, body_start = split_front_matter(markdown)
    sections = read_sections(markdown[body_start:], line_of(markdown, body_start))
    original = squeeze(source)
    problems = [*_copied(markdown, body_start, original)]
    for index, section in enumerate(sections):
        problems += _check_section(section, sections[index + 1 :], original, fields)
    return sorted(problems, key=lambda problem: problem.line)


def regions(section: Section, following: Sequence[Section], original: Squeezed) -> list[str]:
    """The stretches of the original that a section speaks of.

    One from every occurrence of its anchors (a heading also stands in the table of contents) to
    the first anchor of the next section that is not below it. Where that is farther off than
    `LONGEST_REGION` the stretch is `LONGEST_MENTION` long.
    """
    own = [squeeze(anchor).text for anchor in section.anchors]
    after = next(
        (
            [squeeze(anchor).text for anchor in other.anchors]
            for other in following
            if other.level <= section.level and other.anchors and other.anchors != section.anchors
        ),
        [],
    )
    found = []
    for anchor in own:
        for start in _occurrences(anchor, original.text):
            limit = min(start + LONGEST_REGION, len(original.text))
            ends = (original.text.find(text, start + len(anchor), limit) for text in after)
            mention = min(start + LONGEST_MENTION, limit)
            end = min((end for end in ends if end >= 0), default=mention)
            found.append(original.normal[original.origins[start] : original.origins[end - 1] + 1])
    return found


def unknown_numbers(body: str, region: str, document_years: Sequence[int]) -> list[str]:
    """The numbers of `body` that neither stand in the region nor are years that it names.

    A year counts as named in either calendar, and 今年 is the first of `document_years`. A region
    that names no year at all speaks of the document's years.
    """
    known = known_numbers(region)
    named = years(region)
    if document_years:
        named = named or frozenset(document_years)
        named |= relative_years(region, document_years[0])
    return [
        number
        for number, before in numbers(body)
        if number not in known and _year(number, before) not in named
    ]


def _check_section(
    section: Section,
    following: Sequence[Section],
    original: Squeezed,
    fields: Mapping[str, object],
) -> Iterator[Problem]:
    if not section.anchors:
        yield Problem(section.line, section.heading, f"no {PLACE} line here or above")
        return
    for anchor in section.anchors:
        if squeeze(anchor).text not in original.text:
            yield Problem(section.line, section.heading, f"not in the source: 「{anchor}」")
    region = "\n".join(regions(section, following, original))
    for number in dict.fromkeys(unknown_numbers(section.body, region, _document_years(fields))):
        yield Problem(section.line, section.heading, f"number not at its place: {number}")


def _copied(markdown: str, body_start: int, original: Squeezed) -> Iterator[Problem]:
    body = squeeze(markdown[body_start:])
    offset = line_of(markdown, body_start) - 1
    for start, end in shared_runs(body.text, original.text, LONGEST_RUN + 1):
        line = offset + line_of(body.normal, body.origins[start])
        yield Problem(line, "", f"{end - start} characters copied: {body.text[start:end]}")


def _document_years(fields: Mapping[str, object]) -> list[int]:
    """The year of publication, then the fiscal years, as the front matter gives them."""
    published = sorted(years(str(fields.get("published", ""))))
    fiscal = fields.get("fiscal_years")
    return published + [
        year for year in (fiscal if isinstance(fiscal, list) else []) if isinstance(year, int)
    ]


def _year(number: str, before: str) -> int | None:
    """The western year that a number is (2017, or 29 after 平成), or None."""
    for era in (before, before[-1:]):
        if era in ("昭和", "平成", "令和", "S", "H", "R") and number.isdigit():
            return western_year(era, number)
    return int(number) if number.isdigit() and len(number) == 4 else None


def _occurrences(text: str, within: str) -> Iterator[int]:
    start = within.find(text)
    while start >= 0:
        yield start
        start = within.find(text, start + len(text))


def check_file(path: Path, sources: Path) -> list[Problem]:
    """What is wrong with one digest file.

    Raises:
        AssistantError: Its original is not named or not there.
    """
    markdown = path.read_text(encoding="utf-8")
    name = split_front_matter(markdown)[0].get("source_file")
    if not isinstance(name, str) or Path(name).name != name:
        raise AssistantError(f"{path}: name the original in the front matter: source_file: NAME")
    original = sources / name
    if not original.is_file():
        raise AssistantError(f"{path}: no {name} in {sources}; give the folder that holds it")
    return check_digest(markdown, original.read_text(encoding="utf-8"))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the problems of all digests; 0 when there are none, else 1."""
    parser = argparse.ArgumentParser(prog="python -m eval.digest_check", description=__doc__)
    parser.add_argument("sources", type=Path, help="folder of the originals as text files")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="folder of the digests")
    arguments = parser.parse_args(argv)
    paths = sorted(arguments.documents.glob("*.md"))
    if not paths:
        sys.stdout.write(f"{arguments.documents}: no digests (*.md) there; name their folder\n")
    found = 0 if paths else 1
    for path in paths:
        try:
            problems = check_file(path, arguments.sources)
        except AssistantError as error:
            sys.stdout.write(f"{error}\n")
            found += 1
            continue
        found += len(problems)
        for problem in problems:
            heading = f" [{problem.heading}]" if problem.heading else ""
            sys.stdout.write(f"{path.name}:{problem.line}:{heading} {problem.what}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
