"""What is asked: the years, editions and places a question names, the terms it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.asked_for import without_what_it_asks
from assistant.courtesy import asks_nothing, is_remark
from assistant.follow_up import (
    added,
    asks_a_part,
    asks_elsewhere,
    has_words,
    kept,
)
from assistant.left_out_particles import with_particles
from assistant.mentions import Mention, without
from assistant.papers import named_schemes
from assistant.records import Query, Understanding
from assistant.spelling import Spellings
from assistant.telling import tells_place
from assistant.thesaurus import Thesaurus
from corpus.editions import find_editions
from corpus.era import YearMention, find_years
from corpus.japanese import content_lemmas
from corpus.places import PlaceMention, find_places_in_question

_MAX_CHARS = 2_000  # of a question are read; the rest of a longer one is left out
_EARLIER = 20  # questions before it are read at most, the newest first, ...
_EARLIER_CHARS = 2_000  # ... of as many characters together: a program may send any number
# Of a mail or a page that was pasted; without their words, which are those of any address.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE | re.ASCII
)
# Behind a year of the asker's own past: 「平成元年に開業した美容室です」.
_SINCE = re.compile(
    r"\s*(?:から|より|以来|創業|開業|開店|設立|生まれ|築"
    r"|に(?:創業|開業|開店|設立|独立|生まれ|建て|入社|脱サラ|継い|店を|会社を))"
)
# Behind a place that is somebody's partner, in whose papers it stands: 「文京区との医工連携」.
_PARTNER = re.compile(r"(?:など|等)?と(?:の\w{0,4}?)?(?:連携|共同|協力|協定|提携|交流)")
# Behind a year that another is named instead of.
_NOT_IT = re.compile(r"(?:度?の?(?:こと|分|もの)?)(?:で|では|じゃ)な(?:くて?|い)")
# Behind 今年 where something of that year is asked for, not told: 「今年の売上が落ちた」.
_OF_THE_YEAR = re.compile(
    r"の(?:[はもがをで]|って|分|もの|やつ|(?:募集|公募|申請|受付|予算|補助|助成|制度|支援))|は[？?。\s]*\Z"
)


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Reads questions.

    Attributes:
        thesaurus: Everyday words and what documents call them.
        spellings: What a person may mean by hiragana.
        today: What 今年度 and 昨年度 mean.
    """

    thesaurus: Thesaurus
    spellings: Spellings
    today: date

    def read(
        self, question: str, *, history: Sequence[str] = (), understanding: Understanding
    ) -> Query:
        """Return how the question is understood.

        Args:
            question: What the person wrote.
            history: The questions before it, oldest first; of many, or of long ones, the last.
            understanding: Which parts of the reading the person has undone.
        """
        (text, respelled), *earlier = [
            self._spelled(each, understanding) for each in (_readable(question), *_recent(history))
        ]
        subject = self._subject(text, [each for each, _ in earlier])
        searched = f"{subject} {text}" if subject else text
        own = len(searched) - len(text)  # where the question itself begins
        all_years = self._years(searched) if understanding.use_years else []
        all_places = _asked_places(searched) if understanding.use_places else ()
        all_editions = find_editions(searched) if understanding.use_years else ()
        # What a follow-up names takes the place of what its subject named.
        years = [m for m in all_years if m.start >= own] or all_years
        editions = [e for e in all_editions if e.start >= own] or list(all_editions)
        told = [p for p in all_places if p.start >= own]
        elsewhere = bool(subject and asks_elsewhere(text)) and not told
        places = [p for p in told or (() if elsewhere else all_places) if not p.left_out]
        named: list[Mention] = [*years, *editions, *places]
        replaced: list[Mention] = [
            *(m for m in all_years if m not in years),
            *(e for e in all_editions if e not in editions),
            *(p for p in all_places if p not in places),
        ]
        mentions = tuple(searched[mention.start : mention.end] for mention in named)
        expansions = (
            self.thesaurus.expand(content_lemmas(searched)) if understanding.use_thesaurus else ()
        )
        words = without(searched, replaced)
        return Query(
            text=searched,
            words=words,
            named=mentions,
            years=tuple(sorted({y for m in years for y in range(m.first, m.last + 1)})),
            editions=tuple(sorted({mention.number for mention in editions})),
            municipalities=_cities(places),
            prefectures=tuple(dict.fromkeys(p.prefecture for p in places if p.prefecture)),
            excluded=_left_out(told or all_places, elsewhere),
            expansions=tuple(sorted(expansions, key=lambda e: -e.weight)),
            subject=subject,
            # A place alone is shown as the scope already.
            read_as=text if any(word not in mentions for word in respelled) else None,
            schemes=named_schemes(words, expansions) if understanding.use_schemes else (),
        )

    def _spelled(self, text: str, understanding: Understanding) -> tuple[str, tuple[str, ...]]:
        """Return the text as documents would write it, and the words that changed."""
        if not understanding.use_thesaurus or asks_nothing(text) or is_remark(text):
            return text, ()
        written, respelled = self.spellings.respell(text)
        complete, completed = with_particles(written)
        return complete, (*respelled, *completed)

    def _subject(self, question: str, history: Iterable[str]) -> str | None:
        """Return what a question leaves unsaid, None if it says all."""
        topic: str | None = None
        home = ""  # where the asker said she is
        for earlier in history:
            if has_words(earlier) and not (asks_nothing(earlier) or is_remark(earlier)):
                topic = self._topic(earlier, topic, home)
                home = self._home(earlier) or home
        if topic is None or asks_nothing(question) or is_remark(question):
            return None
        named = self._named(question)
        match kept(question, topic, named):
            case "subject":
                return without_what_it_asks(topic) if asks_a_part(question, named) else topic
            case "scope":
                return self._scope(topic, question) or None
            case None:
                return self._at_home(home, question) or None

    def _topic(self, question: str, before: str | None, home: str) -> str:
        """Return what the talk is about after a question."""
        if before is None:
            return question
        named = self._named(question)
        match kept(question, before, named):
            case "subject":
                return f"{self._moved(before, question)} {added(question, before, named)}".strip()
            case "scope":
                return f"{self._scope(before, question)} {question}".strip()
            case None:
                return f"{self._at_home(home, question)} {question}".strip()

    def _home(self, question: str) -> str:
        """Return the places in which the asker says she is, nothing if she does not."""
        if not tells_place(question, self._named(question)):
            return ""
        places = (place for place in find_places_in_question(question) if not place.left_out)
        return " ".join(question[place.start : place.end] for place in places)

    def _at_home(self, home: str, question: str) -> str:
        """Return where the asker is, if a question that says all else leaves the place open."""
        if not has_words(question):
            return ""
        return "" if find_places_in_question(question) or asks_elsewhere(question) else home

    def _scope(self, topic: str, question: str) -> str:
        """Return the years and places of a topic that a question does not replace."""
        mentions: list[Mention] = []
        if not find_places_in_question(question):
            mentions += find_places_in_question(topic)
        if not self._years(question):
            mentions += self._years(topic)
        return " ".join(topic[mention.start : mention.end] for mention in mentions)

    def _moved(self, topic: str, follow_up: str) -> str:
        """Return a topic as it reads after 「川崎市は？」 or 「ほかの市は？」."""
        told = find_places_in_question(follow_up)
        # 「横浜じゃなくて川崎」: what takes the place of another leaves nothing of it.
        places = tuple(place for place in told if not place.left_out) or told
        if places or asks_elsewhere(follow_up):
            topic = without(topic, find_places_in_question(topic))
        years = self._years(follow_up)
        if years:
            topic = without(topic, self._years(topic))
        editions = find_editions(follow_up)
        if editions:
            topic = without(topic, find_editions(topic))
        mentions: list[Mention] = [*places, *years, *editions]
        named = [follow_up[mention.start : mention.end] for mention in mentions]
        return " ".join([*topic.split(), *named]) if named else topic

    def _named(self, question: str) -> list[Mention]:
        """Return all years, editions and places of a question."""
        return [
            *find_years(question, today=self.today),
            *find_editions(question),
            *find_places_in_question(question),
        ]

    def _years(self, text: str) -> list[YearMention]:
        """Return the years that the question asks about.

        「今年で終わりにしたい」 and 「昭和52年から続く店」 tell when, not which year's scheme: such
        words count only as fiscal years, or where something of that year is asked for:
        「去年じゃなくて今年のは？」, 「今年の川崎市の助成は」.
        """
        places = {place.start for place in find_places_in_question(text)}
        return [
            mention
            for mention in find_years(text, today=self.today)
            if not _NOT_IT.match(text, mention.end)
            and (
                mention.text.endswith("年度")
                or (
                    _OF_THE_YEAR.match(text, mention.end) is not None
                    or (text.startswith("の", mention.end) and mention.end + 1 in places)
                    if mention.counts_from_today
                    else not _SINCE.match(text, mention.end)
                )
            )
        ]


def _asked_places(question: str) -> tuple[PlaceMention, ...]:
    """Return the places a question names, without those that another works together with."""
    places = find_places_in_question(question)
    return tuple(place for place in places if not _PARTNER.match(question, place.end))


def _cities(places: Iterable[PlaceMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in places if p.kind == "municipality"))


def _left_out(places: Iterable[PlaceMention], elsewhere: bool) -> tuple[str, ...]:
    """Return the places that a question asks to leave out: those it says, or all it had before."""
    places = tuple(places)
    named = {place.name for place in places if not place.left_out}
    said = [place.name for place in places if place.left_out and place.name not in named]
    return tuple(dict.fromkeys([*said, *(_cities(places) if elsewhere else ())]))


def _recent(history: Sequence[str]) -> list[str]:
    """Return the last questions before one, as much of them as is read, oldest first."""
    recent: list[str] = []
    left = _EARLIER_CHARS
    for question in map(_readable, reversed(history[-_EARLIER:])):
        left -= len(question)
        if left < 0 and recent:
            break
        recent.append(question)
    return recent[::-1]


def _readable(question: str) -> str:
    """Return as much of a question as is read, without the addresses in it.

    Half a surrogate pair becomes a question mark.
    """
    text = question.strip()[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8")
    return _ADDRESS.sub(" ", text).strip()
