"""Municipalities and prefectures named in texts.

In documents only a name in full counts (川崎市, 神奈川県, 愛甲郡愛川町): 川崎信用金庫 and a person
called 大田 are no places. People who ask leave 市 and 区 out, so in a question the short names of
the gazetteer count too, where the dictionary UniDic takes the word for a place and the words
around it do not make it a firm, a bank or a person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corpus.language.japanese import Word, words
from corpus.names.gazetteer import Place, gazetteer

_ENDING = re.compile("[都道府県市区]")
_LONGEST = 7  # いちき串木野市
_KANJI = r"[一-龥々]"
_INSIDE_A_WORD = re.compile(rf"{_KANJI}\Z")
# 市場 and 市況 are markets, 区域 and 区間 stretches, 「第三条市町村」 is two words.
_NO_ENDING = {"市": re.compile("[場況]|区?町村"), "区": re.compile("[域間分画割切]")}
_NAME = r"(?:(?![市区郡県都府道町村])[一-龥々ケぁ-んァ-ン])"
_COUNTY_TOWN = re.compile(rf"(?:{_NAME}{{1,4}}郡)(?P<town>{_NAME}{{1,5}}[町村])")

_SHORT_LONGEST = 7
_KANA = re.compile(r"[ぁ-ん]+\Z")
_PERSON = re.compile(
    r"(?:さん|様|さま|氏|くん|君|ちゃん|先生|社長|部長|課長|係長|専務|会長|代表|選手|家の|と申|といいます)"
)
_PARTICLE = re.compile(
    r"(?:の|で|に|へ|から|は|と|や|も|を|だ|なら|って|じゃ|まで|より|か(?:[らなもを、？?\s]|\Z)"
    r"|\s|[、。，・／/（(「」）)？?！!]|\Z)"
)
_COMPOUND = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9０-９]+")
_OF_THE_PLACE = re.compile(
    r"(?:内|以外|地域|地区|地方|周辺|近郊|近辺|駅|在住|在勤|市民|役所|発|産|版|支部|商工会|"
    r"(?:中小|零細|製造|小規模)|町工場|工場|商店|商業|農|店|飲食|補助|助成|支援|融資|創業|起業|"
    r"開業|事業承継|相談|窓口|よろず|令和|平成|20)"
)
_ORGANISATION = re.compile(
    r"銀行|信用金庫|信金|信用組合|信組|信用保証|財団|大学|学園|高校|病院|協会|機構|法人|会社|"
    r"製作所|工業|重工|鋼機|電機|電力|鉄道|ガス|新聞|商会|商事|物産|ゴム|ホテル"
)
_CHAMBER = re.compile(r"商工会議所(?:\s?(?P<branch>\w{1,4})支部)?")
_NO_TOWN = re.compile("[工並内会長民中]|役(?!場)")
_TOWN_AHEAD = 12  # characters in which a town stands that a heading begins with
# 「川崎市以外の人でも使えますか」 asks who may use what is 川崎市's.
_LEFT_OUT = re.compile(
    r"以外(?!の(?:人|方|者|住民|事業者|企業|会社|店|法人|個人)\w{0,2}も)|[をは]?除[いくき外]て?"
    r"|の(?:ほか|他)に?|(?:で|では|じゃ)な(?:くて?(?!な)|い)"
)
_AND = re.compile(r"\s?(?:[と・、,や]|及び|および|\s)?\s?")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text at `start:end`.

    Attributes:
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        name: The municipality or prefecture in full; for 高津区 it is 川崎市.
        kind: Which of the two it is.
        prefecture: Prefecture in full, or None where the text leaves it open (府中市).
        left_out: Whether a question asks for other places than it: 「川崎市以外」, all of which is
            in the mention then.
    """

    start: int
    end: int
    name: str
    kind: Literal["municipality", "prefecture"]
    prefecture: str | None
    left_out: bool = False


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Return the places a document names in full, in order, not overlapping."""
    plain = text.replace("ヶ", "ケ")
    mentions: list[PlaceMention] = []
    for start, end, place in _full_names(plain):
        last = mentions[-1] if mentions else None
        adjoining = last if last is not None and last.end == start else None
        if adjoining or not _is_part_of_a_word(plain, start, end):
            mentions.append(_mention(start, end, place, adjoining))
    if "郡" in plain:
        mentions = _with_county_towns(plain, mentions)
    return tuple(mentions)


def find_places_in_question(text: str) -> tuple[PlaceMention, ...]:
    """Return the places a question names, in full or in short, in order, not overlapping."""
    mentions = list(find_places(text))
    taken = {position for mention in mentions for position in range(mention.start, mention.end)}
    for mention in _short_names(text):
        if mention.start not in taken and mention.end - 1 not in taken:
            mentions.append(mention)
            taken.update(range(mention.start, mention.end))
    return _with_left_out(text, sorted(mentions, key=lambda mention: mention.start))


def _with_left_out(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the places, those marked that are left out: 「川崎市と横浜市以外」, 「県を除く」."""
    marked: list[PlaceMention] = []
    for mention in reversed(mentions):
        last = marked[-1] if marked else None
        if found := _LEFT_OUT.match(text, mention.end):
            mention = replace(mention, end=found.end(), left_out=True)
        elif last is not None and last.left_out:
            if mention.end == last.start:  # 神奈川県 of 「神奈川県川崎市以外」
                marked[-1] = replace(last, start=mention.start)
                continue
            both = last.kind == mention.kind and _AND.fullmatch(text, mention.end, last.start)
            mention = replace(mention, left_out=bool(both))
        marked.append(mention)
    return tuple(reversed(marked))


def town_ahead(text: str) -> str | None:
    """Return the town or village that a title or a publisher's name begins with (愛川町商工会).

    No list holds their names, which are those of quarters too; so they count nowhere else.
    """
    head = text[:_TOWN_AHEAD].lstrip()
    if "町" not in head and "村" not in head:
        return None
    named = find_places(head)
    prefecture = named[0] if named and named[0].kind == "prefecture" else None
    start = prefecture.end if prefecture is not None and prefecture.start == 0 else 0
    town = _town(head[start:], words(head[start:])[:2])
    return town.name if town is not None and town.start == 0 else None


def find_chamber_cities(text: str) -> tuple[str, ...]:
    """Return the cities of the chambers of commerce a text names, in order.

    川口商工会議所 is Kawaguchi's; Tokyo's has a branch in each ward (東京商工会議所墨田支部).
    """
    cities: dict[str, None] = {}
    for chamber in _CHAMBER.finditer(text):
        start = chamber.start()
        names = [text[start - n : start] for n in range(_SHORT_LONGEST, 0, -1)]
        for name in (chamber["branch"], *names):
            city = _city_in_short(name or "")
            # 新津 was a city once; no 津市 is in its name.
            if city and (
                len(name) > 1 or not _INSIDE_A_WORD.match(text[max(0, start - 2) : start - 1])
            ):
                cities[city] = None
                break
    return tuple(cities)


def _city_in_short(name: str) -> str | None:
    """Return the one city of a name without its ending; chambers are cities', not prefectures'."""
    place = gazetteer().asked.get(name)
    if place is not None and not place.is_prefecture:
        return place.name
    cities = gazetteer().in_short.get(name, ())
    return cities[0] if len(cities) == 1 else None


def _full_names(plain: str) -> Iterator[tuple[int, int, Place]]:
    """Yield the names in full, the leftmost and longest where two overlap."""
    names = gazetteer().full
    free = 0
    for ending in _ENDING.finditer(plain):
        end = ending.end()
        for start in range(max(free, end - _LONGEST), end - 1):
            if (place := names.get(plain[start:end])) is not None:
                if not _is_other_word(plain, end):
                    free = _ward_end(plain, end, place)
                    yield start, free, place
                break


def _is_other_word(plain: str, end: int) -> bool:
    """Tell whether the name's last character belongs to the next word (大阪市場)."""
    following = _NO_ENDING.get(plain[end - 1])
    return following is not None and following.match(plain, end) is not None


def _is_part_of_a_word(plain: str, start: int, end: int) -> bool:
    """Tell whether a name is rather a piece of something else: 機関市, 空港区, 関西都市."""
    name = plain[start:end]
    if name == "中央市" and plain.startswith("民", end):
        return True
    before = plain[max(0, start - 1) : start]
    if len(name) == 2:
        return _INSIDE_A_WORD.match(before) is not None
    return name == "西都市" and before in {"関", "東", "北", "南"}


def _ward_end(plain: str, end: int, city: Place) -> int:
    """Return where the city's name ends, with its ward if one follows (横浜市青葉区)."""
    wards = gazetteer().wards.get(city.name, ())
    return next((end + len(w) for w in wards if plain.startswith(w, end)), end)


def _mention(start: int, end: int, place: Place, before: PlaceMention | None) -> PlaceMention:
    prefecture = place.prefecture
    if prefecture is None and before is not None and before.kind == "prefecture":
        prefecture = before.name
    kind: Literal["municipality", "prefecture"] = (
        "prefecture" if place.is_prefecture else "municipality"
    )
    return PlaceMention(start, end, place.name, kind, prefecture)


def _with_county_towns(plain: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Add the towns and villages written with their county (愛甲郡愛川町)."""
    prefecture_until = {m.end: m.name for m in mentions if m.kind == "prefecture"}
    starts = [m.start for m in mentions]
    towns = []
    for match in _COUNTY_TOWN.finditer(plain):
        start, end = match.span()
        earlier = bisect_left(starts, end)
        if not earlier or mentions[earlier - 1].end <= start:
            prefecture = prefecture_until.get(start)
            towns.append(PlaceMention(start, end, match["town"], "municipality", prefecture))
    return sorted([*mentions, *towns], key=lambda mention: mention.start)


def _short_names(text: str) -> Iterator[PlaceMention]:
    """Yield short names (川崎) and towns (愛川町) of a question."""
    asked = gazetteer().asked
    plain = text.replace("ヶ", "ケ")
    if not _may_hold_a_short_name(plain):
        return
    found = words(text)
    place_ends: set[int] = set()
    for index, first in enumerate(found):
        town = _town(plain, found[index : index + 2])
        if town is not None:
            yield town
            continue
        window = found[index : index + _SHORT_LONGEST]
        for last in reversed(window):
            place = asked.get(plain[first.start : last.end])
            if place is None:
                continue
            kinds = {word.kind for word in window if word.end <= last.end}
            if reads_as_place(plain, first.start, last.end, kinds, place_ends):
                place_ends.add(last.end)
                yield _mention(first.start, last.end, place, None)
                break


def _may_hold_a_short_name(plain: str) -> bool:
    """Tell whether a look at the words is worth its time: most questions name no place."""
    if "町" in plain or "村" in plain:
        return True
    names = _short_names_by_first()
    return any(
        plain.startswith(names.get(character, ()), place) for place, character in enumerate(plain)
    )


@lru_cache(maxsize=1)
def _short_names_by_first() -> dict[str, tuple[str, ...]]:
    """Return the short names by their first character."""
    names: dict[str, tuple[str, ...]] = {}
    for short in gazetteer().asked:
        names[short[0]] = (*names.get(short[0], ()), short)
    return names


def _town(plain: str, pair: Sequence[Word]) -> PlaceMention | None:
    if len(pair) < 2 or pair[0].kind != "地名" or pair[0].end != pair[1].start:
        return None
    end = pair[1].end
    if plain[pair[1].start : end] not in {"町", "村"} or _NO_TOWN.match(plain, end):
        return None
    return PlaceMention(pair[0].start, end, plain[pair[0].start : end], "municipality", None)


def reads_as_place(
    plain: str, start: int, end: int, kinds: set[str], ends: Collection[int] = ()
) -> bool:
    """Tell whether the words around a short name leave it a place.

    Args:
        plain: A question, every ヶ in it written ケ.
        start: Where the name begins.
        end: One past its last character.
        kinds: What kinds of proper noun its words are.
        ends: Where other places end, behind which a name may stand without a gap: 埼玉川口.
    """
    before = plain[start - 1 : start]
    branch = plain.endswith("商工会議所", 0, start)
    if before and _COMPOUND.match(before) and start not in ends and not branch:
        return False
    if _PERSON.match(plain, end):
        return False
    compound = _COMPOUND.match(plain, end)
    if compound and not _belongs_to_place(compound[0]):
        return False
    if "地名" in kinds:
        return True
    if "人名" in kinds or _KANA.match(plain[start:end]):
        return compound is not None or _PARTICLE.match(plain, end) is not None
    return False


def _belongs_to_place(compound: str) -> bool:
    """Tell whether what follows a name without a gap is of that place: 川崎補助金, 埼玉川口."""
    if _ORGANISATION.search(compound):
        return False
    asked = gazetteer().asked
    return _OF_THE_PLACE.match(compound) is not None or any(
        compound[:length] in asked for length in range(2, _SHORT_LONGEST + 1)
    )
