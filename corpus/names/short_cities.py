"""Cities that a question calls by a name that is a word as well: 三条, 古河, さくら.

Such a name counts only where papers of the city are held, or the talk before named it: elsewhere
日立 is a firm and 中央 the middle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from corpus.language.japanese import words
from corpus.names.gazetteer import gazetteer
from corpus.names.places import find_places_in_question, reads_as_place

_MOST_WORDS = 4  # that a name may be cut into
_PROPER = {"地名", "人名"}
# Of two kanji or more, and words of every day all the same; the tokenizer knows few of the others.
_EVERYDAY = frozenset(("中央", "国立", "中間", "南国", "日向", "三次", "出水", "行方", "取手"))
_KANJI = re.compile("[一-龥々]{2,}")
# Behind a common word where it is a city all the same: 「光だと」, 「中央に住んでいます」.
_PLACED = re.compile(
    r"で(?!す|あ|き)|だと|だったら|なら|の(?:場合|ほう|方)|に(?:住|ある|あり|も?店)"
    r"|は(?:どう\w{0,5}|いくら\w{0,5})?[？?。\s]*\Z"
)
_REGION = re.compile("地方|圏|沿岸|鉄道")
# 「条例の三条」 is its third article.
_OF_A_LAW = re.compile(r"(?:条例|法律?|要[綱領]|規[則程約]|約款|第)の?\Z")
_LEAD_IN = r"(?:じゃあ?|では|それじゃあ?|それなら|ちなみに|あと|ところで|やっぱり)?[、\s]*"
_ALONE = re.compile(
    rf"{_LEAD_IN}(?P<name>[一-龥々ケぁ-んァ-ン]{{1,6}}?)"
    r"(?:は|なら|だと|だったら|では|でも|も|の(?:場合|ほう|方)(?:は|だと|なら)?)"
    r"(?:、?(?:どう|いくら|ど[うれ]くらい)\w{0,6}|あります?か?)?[？?。\s]*"
)


def with_cities_in_full(text: str, cities: Sequence[str]) -> str:
    """Return a question with cities in full that it calls by names that are words as well.

    Args:
        text: The question.
        cities: The cities that such a name may stand for, in full.
    """
    short = _short_names(tuple(cities))
    plain = text.replace("ヶ", "ケ")
    if not any(name in plain for name in short):
        return text
    known = [m for m in find_places_in_question(text) if m.kind == "prefecture" or m.name in cities]
    written: list[str] = []
    free = 0
    found = words(text)
    for number, first in enumerate(found):
        for last in reversed(found[number : number + _MOST_WORDS]):
            city = short.get(plain[first.start : last.end])
            if city is None or first.start < free:
                continue
            if any(place.start < last.end and first.start < place.end for place in known):
                continue
            kinds = {word.kind for word in found[number:] if word.end <= last.end}
            if _is_the_city(plain, first.start, last.end, kinds):
                written += [text[free : first.start], city]
                free = last.end
                break
    return "".join(written) + text[free:]


def city_asked_alone(text: str) -> str | None:
    """Return the city that a follow-up asks about and nothing else: 燕市 of 「じゃあ燕は？」."""
    asked = _ALONE.fullmatch(text.strip())
    if asked is None or find_places_in_question(text):
        return None
    cities = gazetteer().in_short.get(asked["name"], ())
    return cities[0] if len(cities) == 1 else None


def _is_the_city(plain: str, start: int, end: int, kinds: set[str]) -> bool:
    """Tell whether a name stands where that of a place would."""
    if _REGION.match(plain, end) or _OF_A_LAW.search(plain, 0, start):
        return False
    # As a person's name: with a particle behind, or what is of the place.
    if not reads_as_place(plain, start, end, {"人名"}):
        return False
    name = plain[start:end]
    proper = kinds <= _PROPER or _KANJI.fullmatch(name) is not None
    return (proper and name not in _EVERYDAY) or _PLACED.match(plain, end) is not None


@lru_cache(maxsize=64)
def _short_names(cities: tuple[str, ...]) -> dict[str, str]:
    """Return the cities by their names without the ending, which no two of them have."""
    names = Counter(city[:-1] for city in cities)
    return {c[:-1].replace("ヶ", "ケ"): c for c in cities if names[c[:-1]] == 1}
