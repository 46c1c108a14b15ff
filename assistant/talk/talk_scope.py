"""Which years, editions and places a question in a talk asks about: its own, or the talk's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.question.mentions import Mention, content_beside
from assistant.question.named import Named
from assistant.records import Understanding
from assistant.talk.follow_up import asks_elsewhere, asks_other_prefectures
from assistant.talk.said_in_short import asks_newest
from corpus.names.editions import EditionMention
from corpus.names.era import YearMention
from corpus.names.places import PlaceMention


@dataclass(frozen=True, slots=True)
class TalkScope:
    """What of all that a text names a question asks about.

    Attributes:
        years: The years.
        editions: The editions.
        places: The places.
        excluded: The cities and prefectures it asks to leave out.
    """

    years: tuple[YearMention, ...]
    editions: tuple[EditionMention, ...]
    places: tuple[PlaceMention, ...]
    excluded: tuple[str, ...]

    def as_understood(self, understanding: Understanding) -> TalkScope:
        """Return what of it the person has left applied."""
        years = self if understanding.use_years else replace(self, years=(), editions=())
        return years if understanding.use_places else replace(years, places=(), excluded=())

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All that is asked about."""
        return (*self.years, *self.editions, *self.places)

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """The years asked about, each once, in order."""
        return tuple(sorted({y for m in self.years for y in range(m.first, m.last + 1)}))

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The cities asked about, each once."""
        return _cities(self.places)

    @property
    def prefectures(self) -> tuple[str, ...]:
        """The prefectures asked about, those of its cities too, each once."""
        return _prefectures(self.places)


def scope_of(named: Named, own: int) -> TalkScope:
    """Return what a question asks about.

    What a follow-up names takes the place of what its subject named.

    Args:
        named: What the question names, with what it leaves unsaid before it.
        own: Where the question itself begins.
    """
    question = named.text[own:]
    told = tuple(place for place in named.places if place.start >= own)
    elsewhere = own > 0 and not told and asks_elsewhere(question)
    places = () if elsewhere else told or named.places
    newest = own > 0 and asks_newest(question)
    return TalkScope(
        tuple(m for m in named.years if m.start >= own) or (() if newest else named.years),
        tuple(m for m in named.editions if m.start >= own) or named.editions,
        tuple(place for place in places if not place.left_out),
        _left_out(told or named.places, question if elsewhere else ""),
    )


def no_words(named: Named, own: int, scope: TalkScope) -> list[Mention]:
    """Return what is named, but not searched for as words.

    That is what the question asks nothing about, and a city that it only takes over from the talk:
    the city's own papers, within which is searched, hardly name it.

    Args:
        named: What the question names, with what it leaves unsaid before it.
        own: Where the question itself begins.
        scope: What of it the question asks about.
    """
    asked: list[Mention] = [*named.years, *named.editions, *named.places]
    beside = [mention for mention in asked if mention not in scope.mentions]
    if content_beside(named.text[:own], named.mentions):
        return beside
    return [*beside, *(p for p in scope.places if p.kind == "municipality" and p.start < own)]


def _left_out(places: Sequence[PlaceMention], elsewhere: str) -> tuple[str, ...]:
    """Return the places that a question asks to leave out: those it says, or all it had before.

    Args:
        places: The places it names, or else the talk before it.
        elsewhere: The question where it asks for other places than those, else nothing.
    """
    named = {place.name for place in places if not place.left_out}
    said = [place.name for place in places if place.left_out and place.name not in named]
    if asks_other_prefectures(elsewhere):
        return tuple(dict.fromkeys([*said, *_prefectures(places)]))
    return tuple(dict.fromkeys([*said, *(_cities(places) if elsewhere else ())]))


def _cities(places: Iterable[PlaceMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in places if p.kind == "municipality"))


def _prefectures(places: Iterable[PlaceMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.prefecture for place in places if place.prefecture))
