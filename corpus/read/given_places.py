"""Places as a table's cells or a front matter give them: 東京都墨田区, 横浜市青葉区, 東京."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.names.gazetteer import gazetteer
from corpus.names.places import find_places

_ANYWHERE = re.compile(
    r"(?:日本)?全国(?:各地|の?市区?町村)?|(?:[都道府県]内)?(?:全域|一円|全?市区?町村)|なし|[-―ー]"
)
# A name that no list holds: a town, or a city since merged. 「市内の町」 and 「各区」 are none.
_NO_NAME = r"(?!都道府県|[全各他]|.*[都道府県市区]内|.{2,}の.\Z|.*(?:町村|市区)\Z)"
_LETTER = "[一-龥々ぁ-んァ-ヴー]"
_PREFECTURE = re.compile(rf"{_NO_NAME}{_LETTER}{{1,3}}[都道府県]")
_MUNICIPALITY = re.compile(rf"{_NO_NAME}{_LETTER}{{1,7}}[市区町村]")


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """A place as its fields give it.

    Attributes:
        municipality: City, ward or town in full, of a city's ward its city; None for any.
        prefecture: Prefecture in full, or None where no field gives one.
    """

    municipality: str | None = None
    prefecture: str | None = None


def place_of(prefecture: str, municipality: str) -> GivenPlace:
    """Return the one place that two fields give; what is none, or several, is left out."""
    wide = given_place(prefecture) or GivenPlace()
    narrow = given_place(municipality) or GivenPlace()
    return GivenPlace(
        narrow.municipality or wide.municipality, narrow.prefecture or wide.prefecture
    )


def given_place(value: str) -> GivenPlace | None:
    """Return the place that a field gives: a city with or without its prefecture, or one of them.

    Returns:
        The place; an empty one for nothing and for 「全国」; None for what is no single place.
    """
    plain = "".join(value.split()).replace("ヶ", "ケ")
    if not plain or _ANYWHERE.fullmatch(plain):
        return GivenPlace()
    if (short := gazetteer().asked.get(plain)) is not None:
        return GivenPlace(None, short.name) if short.is_prefecture else GivenPlace(short.name)
    head, *others = find_places(plain) or (None,)
    if head is None or head.start > 0:
        return _unlisted(plain, None)
    if head.kind == "municipality":
        return GivenPlace(head.name) if head.end == len(plain) else None
    rest = plain[head.end :]
    if not others:
        return _unlisted(rest, head.name) if rest else GivenPlace(None, head.name)
    city = others[0]
    whole = city.kind == "municipality" and (city.start, city.end) == (head.end, len(plain))
    return GivenPlace(city.name, head.name) if whole else None


def _unlisted(name: str, prefecture: str | None) -> GivenPlace | None:
    """Return the place of a name that no list holds, None if it is none by its form."""
    if _MUNICIPALITY.fullmatch(name):
        return GivenPlace(name, prefecture)
    return GivenPlace(None, name) if not prefecture and _PREFECTURE.fullmatch(name) else None
