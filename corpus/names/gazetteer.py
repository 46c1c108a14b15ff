"""The prefectures, cities and wards of Japan, read once from `places.tsv`.

The table holds the 47 prefectures, the 792 cities and Tokyo's 23 special wards, the names a
person uses for them in a question (`asked_as`) where such a name means little else, and the
wards of the designated cities.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("places.tsv")


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture, or a municipality with the prefecture it lies in.

    Attributes:
        name: The official name in full (「川崎市」, 「神奈川県」).
        prefecture: Prefecture in full, or None for a name that more than one place has (府中市).
    """

    name: str
    prefecture: str | None

    @property
    def is_prefecture(self) -> bool:
        """Whether this is a prefecture and no municipality."""
        return self.name == self.prefecture


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names looked up by the way they are written; every ヶ in them is written ケ.

    Attributes:
        full: Official names, other spellings of them, and wards whose name only one city has.
        asked: Short names as used in questions.
        in_short: The cities of each name without its ending, also where that means something else
            (三条) or is a prefecture's (新潟).
        wards: Every ward of each designated city.
    """

    full: dict[str, Place]
    asked: dict[str, Place]
    in_short: dict[str, tuple[str, ...]]
    wards: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the table as it comes with the program."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    prefectures: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        prefectures[row["name"]].add(row["prefecture"])
    wards = {row["name"]: frozenset(row["wards"].split()) for row in rows if row["wards"]}
    ward_counts = Counter(ward for names in wards.values() for ward in names)
    full: dict[str, Place] = {}
    asked: dict[str, Place] = {}
    for row in rows:
        name = row["name"]
        # 港区 is a ward of Tokyo, but Nagoya and Osaka have one too.
        certain = len(prefectures[name]) == 1 and name not in ward_counts
        place = Place(name, row["prefecture"] if certain else None)
        full[_folded(name)] = place
        asked |= {_folded(short): place for short in row["asked_as"].split()}
        # 塩釜市 is 塩竈市 written another way; 四日市 is only the short name of 四日市市.
        full |= {
            _folded(short): place
            for short in row["asked_as"].split()
            if short[-1] in "市区" and short != name[:-1]
        }
        for ward in row["wards"].split():
            if ward_counts[ward] == 1 and ward not in prefectures:
                full[_folded(ward)] = place
    cities = sorted(name for name in prefectures if name[-1] in "市区")
    in_short: dict[str, tuple[str, ...]] = {}
    for name in cities:
        short = _folded(name[:-1])
        in_short[short] = (*in_short.get(short, ()), name)
    return Gazetteer(full, asked, in_short, wards)


def _folded(name: str) -> str:
    return name.replace("ヶ", "ケ")
