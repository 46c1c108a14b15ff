"""What a document and its passages say about themselves: city, years, editions, schemes, themes.

Nothing is guessed: a document that speaks of several cities has no city, and a passage takes its
city from the heading it stands under before it takes it from the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from corpus.document import Block, Document, Facets
from corpus.names.editions import find_editions, is_year
from corpus.names.era import YearMention, find_years
from corpus.names.fiscal import era_of, fiscal_year
from corpus.names.places import PlaceMention, find_chamber_cities, find_places, town_ahead
from corpus.names.schemes import document_schemes
from corpus.names.themes import find_themes
from corpus.whose import city_of_text, dominant_place

_COVER = 300  # characters: a cover alone
_COVER_LINE = 80  # characters: longer lines on a cover are prose
_SEVERAL = 3  # years named in a passage that looks back over them
_LONG_RANGE = 10  # years; a longer range (1993～2004年) speaks of its ends
_OTHER_CITIES = 3  # cities with headings of their own, in a paper of several cities
_EYESHOT = 2000  # characters back to the era that 「28年度」 leaves out

_EXCEPT = re.compile("[をは]?除|以外")  # behind a city that is left out: 「仙台市を除く」
_ADDRESS = re.compile(r"(?:〒\s?[0-9０-９][0-9０-９-－]{6,8}|(?:住所|所在地)\s?[:：])\s*[^\n]*")


def document_facets(document: Document, *, today: date) -> Facets:
    """Return what holds for a document as a whole; what `document.facets` has set stays.

    Args:
        document: A document as its reader made it.
        today: The day that stands in for an unknown day of publication when 「28年度」 is read.
    """
    given = document.facets
    city = given.municipality or _document_city(document)
    prefecture = given.prefecture or _prefecture_of(city) or _document_prefecture(document)
    return Facets(
        municipality=city,
        prefecture=prefecture,
        fiscal_years=given.fiscal_years or _document_years(document, today),
        themes=given.themes or find_themes(document.title),
        editions=given.editions or _editions(document.title),
        schemes=given.schemes or document_schemes(document),
        ends=given.ends,
    )


def passage_facets(
    document: Document, headings: tuple[str, ...], text: str, start: int, *, today: date
) -> Facets:
    """Return what holds for a passage: its own years and city before the document's.

    Args:
        document: The document it was cut from, with `document_facets` in its `facets`.
        headings: The heading path above the passage, outermost first.
        text: The passage.
        start: Where the passage starts in `document.text`.
        today: The day that stands in for an unknown day of publication.
    """
    whole = document.facets
    # Whose paper it is being known, an address tells where its office is.
    placed = _ADDRESS.sub(" ", text) if document.publisher else text
    city = _passage_city(whole, headings, placed)
    era = _era_before(document, start, today)
    return Facets(
        municipality=city,
        prefecture=_passage_prefecture(whole, city, headings, placed),
        fiscal_years=_passage_years(document, headings, text, era, today),
        themes=find_themes("\n".join((*headings, text))),
        editions=_passage_editions(whole, text),
        schemes=whole.schemes,
        ends=whole.ends,
    )


def _document_city(document: Document) -> str | None:
    title = _cities(document.title)
    if len(title) > 1:
        return None
    headed = {
        _only(_cities(document.text[block.start : block.end]))
        for block in document.blocks
        if block.kind == "heading"
    }
    named = _only(title) or _city_of_body(document.publisher or "")
    candidate = named or town_ahead(document.title) or city_of_text(document)
    return None if len(headed - {None, candidate}) >= _OTHER_CITIES else candidate


def _document_prefecture(document: Document) -> str | None:
    for text in (document.title, document.publisher):
        named = _prefectures(text or "")
        if named:
            return _only(named)
    return None if _cities(document.title) else dominant_place(document, "prefecture")


def _document_years(document: Document, today: date) -> tuple[int, ...]:
    """Return the years of the title, else of the cover or of the chapters when these are few.

    The year in a scheme's name counts as one where the title names no other. Where the day of
    publication is unknown, headings further down tell it, too; else they are notices of a bulletin.
    Nor does that day tell it: next year's schemes are published in March.
    """
    headings = [block for block in document.blocks if block.kind == "heading"]
    cover = _cover_lines(document, headings)
    highest = min((block.level for block in headings), default=0)
    chapters = _texts(document, [block for block in headings if block.level == highest])
    era = _document_era(document, today)
    in_title = _fiscal_years(_mentions(document, document.title, era, today))
    if in_title:
        return in_title
    if in_name := tuple(filter(is_year, _editions(document.title))):
        return in_name
    below = "" if document.published else _texts(document, headings)
    for text in (cover, chapters, below):
        mentions = _mentions(document, text, era, today)
        years = _fiscal_years(
            m for m in mentions if "度" in m.text or m.text.startswith(("FY", "ＦＹ"))
        )
        if years:
            return years if len(years) <= 3 else ()
    return ()


def _texts(document: Document, blocks: Iterable[Block]) -> str:
    return "\n".join(document.text[block.start : block.end] for block in blocks)


def _cover_lines(document: Document, headings: Sequence[Block]) -> str:
    """Return the short lines of a cover, which ends with the first heading below the title."""
    below = (block.start for block in headings[1:] if block.start)
    lines = document.text[: min(_COVER, next(below, _COVER))].splitlines()
    return "\n".join(line for line in lines if len(line) <= _COVER_LINE and "。" not in line)


def _passage_city(whole: Facets, headings: tuple[str, ...], text: str) -> str | None:
    own = whole.municipality
    for heading in reversed(headings):
        city = _city_of_body(heading)
        # In a city's own paper another city's name in a heading is a partner, not an owner.
        if city and (own is None or _is_all_of(heading, city)):
            return city
    # A city in the text of a prefecture's paper is where its office is.
    return own or (None if whole.prefecture else _only(_cities(text)))


@lru_cache(maxsize=8192)
def _city_of_body(name: str) -> str | None:
    """Return the city or town that a publisher, or what stands below a heading, is of."""
    return _only(_cities(name)) or _only(find_chamber_cities(name)) or town_ahead(name)


def _is_all_of(heading: str, city: str) -> bool:
    """Tell whether a heading is a city's name alone, or ends in it: 「融資（川口市）」."""
    bare = re.sub(r"[\W\d]", "", heading)
    return bare == city or re.search(rf"[（(]{re.escape(city)}[)）]\s*\Z", heading) is not None


def _passage_prefecture(
    whole: Facets, city: str | None, headings: tuple[str, ...], text: str
) -> str | None:
    if city is not None:
        return whole.prefecture if city == whole.municipality else _prefecture_of(city)
    for heading in reversed(headings):
        if named := _only(_prefectures(heading)):
            return named
    return whole.prefecture or _only(_prefectures(text))


def _passage_years(
    document: Document, headings: tuple[str, ...], text: str, era: str, today: date
) -> tuple[int, ...]:
    """Return the years a passage names, and its headings' or document's where it tells of those.

    It does where it names none, or none but dates (「令和14年3月31日まで保存」), and where it names
    one only after its first sentence (「…補助します。令和9年度の実施は未定です」). A look back over
    several years, and what holds since one of them, holds for the year it is told in as well.
    """
    mentions = _mentions(document, text, era, today)
    named = _fiscal_years(mentions)
    above = (_fiscal_years(_mentions(document, each, era, today)) for each in reversed(headings))
    own = next(filter(None, above), document.facets.fiscal_years)
    statements = [mention for mention in mentions if not mention.is_date]
    if not statements or "。" in text[: statements[0].start]:
        return tuple(sorted({*named, *own}))
    since = [mention.first for mention in mentions if mention.goes_on]
    if len(named) >= _SEVERAL:
        since.append(named[-1])
    return tuple(sorted({*named, *(year for year in own if since and year >= min(since))}))


def _passage_editions(whole: Facets, text: str) -> tuple[int, ...]:
    """Return the editions of the document with the rounds that a passage names.

    A paper that is for no edition may tell of any; there, only rounds of a call count. Years in a
    name do not: a guide for 2025 excludes those who got the 補助金2024.
    """
    rounds = {
        mention.number
        for mention in find_editions(text)
        if mention.of_call or (whole.editions and not is_year(mention.number))
    }
    return tuple(sorted({*whole.editions, *rounds}))


def _editions(text: str) -> tuple[int, ...]:
    return tuple(sorted({mention.number for mention in find_editions(text)}))


def _mentions(document: Document, text: str, era: str, today: date) -> tuple[YearMention, ...]:
    """Return the years of a text; 今年度 counts only where the day of publication is known."""
    mentions = find_years(text, today=document.published or today, era=era)
    if document.published is None:
        return tuple(m for m in mentions if not m.counts_from_today)
    return mentions


def _era_before(document: Document, start: int, today: date) -> str:
    """Return the era named last before a place, as 「28年度」 takes it, else the document's.

    昭和 and older stand mostly in the numbers of laws; a paper that speaks of 「28年度」 today
    means neither.
    """
    reach = max(0, start - _EYESHOT)
    places = {era: document.text.rfind(era, reach, start) for era in ("令和", "平成")}
    nearest = max(places, key=lambda era: places[era])
    return nearest if places[nearest] >= 0 else _document_era(document, today)


def _document_era(document: Document, today: date) -> str:
    if document.published is not None:
        return era_of(fiscal_year(document.published))
    years = document.facets.fiscal_years
    return era_of(years[-1] if years else fiscal_year(today))


def _fiscal_years(mentions: Iterable[YearMention]) -> tuple[int, ...]:
    years: set[int] = set()
    for mention in mentions:
        long = mention.last - mention.first > _LONG_RANGE
        years |= {mention.first, mention.last}
        years |= set() if long else set(range(mention.first, mention.last))
    return tuple(sorted(years))


def _cities(text: str) -> tuple[str, ...]:
    """Return the different municipalities a text names in full and does not leave out."""
    return _names((m for m in find_places(text) if not _EXCEPT.match(text, m.end)), "municipality")


def _prefectures(text: str) -> tuple[str, ...]:
    return _names(find_places(text), "prefecture")


def _names(mentions: Iterable[PlaceMention], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.name for m in mentions if m.kind == kind))


def _only(names: tuple[str, ...]) -> str | None:
    return names[0] if len(names) == 1 else None


@lru_cache(maxsize=2048)
def _prefecture_of(city: str | None) -> str | None:
    return next((m.prefecture for m in find_places(city or "")), None)
