"""Places written by their sound: すみだ区 and 隅田区 are 墨田区."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from corpus.language.japanese import words
from corpus.language.reading import read_aloud
from corpus.names.gazetteer import gazetteer
from corpus.names.places import find_places

_ENDING = re.compile("[都道府県市区]")
# In kana alone, or from a kanji on; 「承認した区市」 is no 多久市.
_NAME = re.compile("(?:[ぁ-ゖァ-ヺー]+|[一-鿿々](?:(?![都道府県市区])[一-鿿々ぁ-ゖァ-ヺー])*)")
_KANJI = re.compile("[一-鿿々]")
_INSIDE = re.compile("[ぁ-ゖァ-ヺー](?<![はがをにでのと])")  # a word of kana; no particle
_OF_CITIZENS = re.compile("民[一-鿿々]")  # 「かわさき市民祭り」 is written so
_LONGEST = 8  # letters before the ending
_LEAST, _LEAST_KANA = 2, 3  # 「うちの市」 is not 茅野市, nor 「そのとき市に」 土岐市
_CITY_ENDINGS = ("し", "く")  # 市 and 区 as they are read
_TWO_KANA = frozenset({"うべ", "さが", "ちば", "ぎふ", "なは", "いせ"})  # which mean nothing else


def with_places_written(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a question with places as they are officially written, and those that changed.

    A name is read by its sound where it is no place as it stands and one place alone sounds so.
    """
    changed: list[str] = []
    written: list[str] = []
    free = 0
    known = {mention.end for mention in find_places(text)}
    for ending in _ENDING.finditer(text):
        end = ending.end()
        as_it_stands = end in known or _OF_CITIZENS.match(text, end)
        found = None if as_it_stands else _sounding(text, free, end)
        if found is not None:
            start, name = found
            written += [text[free:start], name]
            changed.append(name)
            free = end
    return "".join(written) + text[free:], tuple(changed)


def cities_sounding(kana: str) -> frozenset[str]:
    """Return the cities and wards whose names without their ending sound so (かしわざき)."""
    sounds = (_sound(kana) + ending for ending in _CITY_ENDINGS)
    return frozenset().union(*(_by_sound().get(sound, frozenset()) for sound in sounds))


def _sounding(text: str, free: int, end: int) -> tuple[int, str] | None:
    """Return where the longest name begins that ends at a place and sounds like a place's."""
    for start in range(max(free, end - 1 - _LONGEST), end - _LEAST):
        name = text[start:end]
        if _NAME.fullmatch(name[:-1]) is None or not _stands_alone(text, start, name):
            continue
        places = _by_sound().get(_sound(name), frozenset())
        if len(places) == 1:
            return start, next(iter(places))
    return None


def _stands_alone(text: str, start: int, name: str) -> bool:
    """Tell whether a name is no piece of a longer word."""
    before = text[start - 1 : start]
    if _KANJI.match(name):
        return _KANJI.match(before) is None or _ENDING.match(before) is not None
    if _KANJI.search(name[:-1]) is None and len(name) - 1 < _LEAST_KANA:
        return name[:-1] in _TWO_KANA and _INSIDE.match(before) is None
    return any(word.start == start for word in words(text))


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, frozenset[str]]:
    """Return the official names of the places by how they are read."""
    names: dict[str, set[str]] = defaultdict(set)
    for written, place in gazetteer().full.items():
        if written == place.name:
            names[_sound(written)].add(place.name)
    return {sound: frozenset(places) for sound, places in names.items()}


def _sound(name: str) -> str:
    return "".join(reading.kana for reading in read_aloud(name))
