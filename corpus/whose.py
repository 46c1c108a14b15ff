"""Whose paper a document is, where neither its title nor its publisher names a city in full.

A city's bulletin, its answers to questions and the news of a street of shops hardly name the city
they are of; so here what speaks for it counts. A city that is only an example in a paper of the
nation or of a prefecture is none of theirs: there nothing speaks for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from corpus.document import Document
from corpus.names.gazetteer import gazetteer
from corpus.names.place_readings import cities_sounding
from corpus.names.places import PlaceMention, find_chamber_cities, find_places

_FRONT = 1500  # characters: a cover and the first lines of an introduction
_COVER = 300  # characters: a cover alone
_LONGEST_LINE = 60  # characters: longer lines on a cover are prose
_DOMINANT = 2 / 3  # share of all cities named; 川崎市 has .84 in its own report
_OFTEN = 3  # times that a city is named

_KANJI_NAME, _KANA_NAME = "[一-龥々]{1,5}", "[ぁ-ゖァ-ヺー]{2,8}"
_NAME = rf"(?P<name>{_KANJI_NAME}|{_KANA_NAME})"
# 広報かしわざき, 市報「三条」; かわさき市政だより. 「広報活動」 and 「広報紙」 name no city.
_BULLETIN = re.compile(
    rf"(?:(?<![都道府県])広報|[市区]報|[市区]政だより)\s?[「『]?{_NAME}(?![ぁ-ゖァ-ヺー一-龥々])"
    rf"|(?<![ぁ-ゖァ-ヺー一-龥々])(?P<first>{_KANJI_NAME}|{_KANA_NAME})(?:[市区]政だより|市民だより)"
)
_KANA = re.compile("[ぁ-ゖァ-ヺー]{2,}")
_LEAST_KANA = 3  # letters of a city's name that a title has in kana, no particle among them
# An office of a city with the day, and nothing else: 「長岡市産業支援課（令和8年6月1日現在）」.
_UNIT = r"[^\s、。:：（(部局課室係所]{0,20}[部局課室係所]+"
_DAY = (
    r"(?:令和|平成)?\s?(?:元|[0-9０-９]{1,4})[年./][0-9０-９年月日度./\s]{0,12}"
    r"(?:現在|改定|版|発行|作成)?"
)
_OFFICE = re.compile(rf"(?:\s?{_UNIT}){{0,4}}\s*(?:[（(][^（()）]{{0,24}}[)）])?\s*(?:{_DAY})?\s*")
_CHAMBER = re.compile(r"\S{1,6}商工会議所(?![・、一-龥])")
_KANJI_BEFORE = "(?<![一-龥々ァ-ヺー])"
# Behind a city's name in short: nothing, or a body of the place; 北上川 is a river.
_LOCAL = (
    r"(?![一-龥々ァ-ヺー])"
    r"|[一-龥々ァ-ヺー]{0,8}(?:商店|商工会|会議所|観光協会|青年会|町内会|組合|連合会|協議会|振興会|公社)"
)
_WIDER = re.compile(
    rf"{_KANJI_BEFORE}(?:[県都道府]内|[本当][県都道府]|[県都道府]税|知事|市区?町村|[各他][市区])"
    r"|[0-9０-９二三四五六七八九十][市区](?![一-龥々])"
)


def city_of_text(document: Document) -> str | None:
    """Return the city that a document speaks for, None if it speaks for none.

    The papers of a prefecture name the city of its office in every address.
    """
    if bulletin := _city_of_bulletin(document):
        return bulletin
    if document.facets.prefecture or find_places(document.publisher or ""):
        return None
    if dominant := dominant_place(document, "municipality"):
        return dominant
    if any(place.kind == "prefecture" for place in find_places(document.title)):
        return None
    return next(filter(None, (_city_of_cover(document), _city_spoken_for(document))), None)


def dominant_place(document: Document, kind: str) -> str | None:
    """Return the city, or the prefecture, that fills the text and is named in its front."""
    named = _counted(document.text, kind)
    if not named:
        return None
    name, count = named.most_common(1)[0]
    in_front = any(m.name == name for m in find_places(_front(document)))
    enough = count >= _OFTEN and count >= _DOMINANT * named.total()
    return name if enough and in_front else None


def _front(document: Document) -> str:
    first_page = document.pages[1] if len(document.pages) > 1 else _FRONT
    return document.text[: min(first_page, _FRONT)]


def _city_of_bulletin(document: Document) -> str | None:
    """Return the city whose bulletin a document is; of cities that sound alike the one it names."""
    found = _BULLETIN.search(document.title)
    if found is None:
        return None
    name = found["name"] or found["first"]
    cities = cities_sounding(name) if _KANA.fullmatch(name) else gazetteer().in_short.get(name, ())
    wider = gazetteer().asked.get(name)
    if len(cities) == 1 and not (wider is not None and wider.is_prefecture):
        return next(iter(cities))
    named = set(_counted(document.text, "municipality")).intersection(cities)
    return next(iter(named)) if len(named) == 1 else None


def _city_of_cover(document: Document) -> str | None:
    """Return the city that a line of the cover is, or whose office or chamber: 「柏崎市」.

    A cover that names other cities as well is of a paper on several.
    """
    cover = document.text[:_COVER]
    named = {m.name for m in find_places(cover) if m.kind == "municipality"}
    of_lines = {*map(_whose_office, [document.title, *cover.splitlines()[:-1]])} - {None}
    return of_lines.pop() if len(of_lines) == 1 and named <= of_lines else None


@lru_cache(maxsize=2048)
def _whose_office(line: str) -> str | None:
    if len(line) > _LONGEST_LINE:
        return None
    line = line.strip(" 　#")
    if _CHAMBER.match(line):
        chambers = find_chamber_cities(line)
        return chambers[0] if len(chambers) == 1 else None
    places = find_places(line)
    city = next((place for place in places if place.kind == "municipality"), None)
    if city is None or city.start != (0 if city is places[0] else places[0].end):
        return None
    return city.name if _OFFICE.fullmatch(line, city.end) else None


def _city_spoken_for(document: Document) -> str | None:
    """Return the city that a text names before all others, if title or voice say it is its own."""
    named = _counted(document.text, "municipality")
    if not named:
        return None
    name, count = named.most_common(1)[0]
    head = f"{document.title}\n{document.publisher or ''}"
    if count >= _DOMINANT * named.total() and _bears_name(head, name):
        return name
    if len(named) > 1 or document.publisher or _BULLETIN.search(document.title):
        return None
    return name if _speaks_as(name, document.text) else None


def _bears_name(head: str, city: str) -> bool:
    """Tell whether a title or a publisher has a city's name in short: 「三条中央商店街」."""
    short = city[:-1]
    wider = gazetteer().asked.get(short)
    if wider is not None and wider.is_prefecture:
        return False
    if len(short) > 1 and re.search(rf"{_KANJI_BEFORE}{re.escape(short)}(?:{_LOCAL})", head):
        return True
    return any(city in cities_sounding(name) for name in _names_in_kana(head))


def _names_in_kana(head: str) -> Iterator[str]:
    """Yield what may be a name in the kana of a title: まつもと of 「まつもとの商工だより」."""
    for run in _KANA.finditer(head):
        for end in range(_LEAST_KANA, len(run[0]) + 1):
            yield run[0][:end]


def _speaks_as(city: str, text: str) -> bool:
    """Tell whether a text speaks as a city's own: 「市長の承認」, 「市の窓口」, 「市では」."""
    kind = city[-1]
    office = rf"{_KANJI_BEFORE}(?:[本当]{kind}(?![一-龥々])|{kind}(?:役所|税|長))"
    own = rf"{office}|{_KANJI_BEFORE}{kind}(?:の|では|が|へ)"
    often = len(re.findall(own, text)) >= _OFTEN and re.search(office, text) is not None
    return often and _WIDER.search(text) is None


@lru_cache(maxsize=2)
def _places_of(text: str) -> tuple[PlaceMention, ...]:
    return find_places(text)


def _counted(text: str, kind: str) -> Counter[str]:
    """Return how often a text names each place of a kind."""
    return Counter(mention.name for mention in _places_of(text) if mention.kind == kind)
