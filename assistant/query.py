"""What is asked: the years, editions and places a question names, the terms it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.courtesy import asks_nothing, is_remark
from assistant.question.left_out_particles import with_particles
from assistant.question.long_texts import gist
from assistant.question.mentions import without
from assistant.question.named import named_in
from assistant.question.papers import named_schemes
from assistant.question.spelling import Spellings
from assistant.question.telling import only_introduces
from assistant.records import Query, Understanding
from assistant.talk.follow_up import has_words
from assistant.talk.talk_scope import no_words, scope_of
from assistant.talk.topic import Topic, after, followed, left_unsaid
from assistant.thesaurus import Thesaurus
from corpus.language.japanese import content_lemmas
from corpus.names.places import find_places_in_question
from corpus.names.short_cities import city_asked_alone, with_cities_in_full

_MAX_CHARS = 2_000  # of a question are read; the rest of a longer one is left out
_EARLIER = 20  # questions before it are read at most, the newest first, ...
_EARLIER_CHARS = 2_000  # ... of as many characters together: a program may send any number
# Of a mail or a page that was pasted; without their words, which are those of any address.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Reads questions.

    Attributes:
        thesaurus: Everyday words and what documents call them.
        spellings: What a person may mean by hiragana.
        today: What 今年度 and 昨年度 mean.
        cities: The cities of which papers are held: a name that is a word as well is theirs.
    """

    thesaurus: Thesaurus
    spellings: Spellings
    today: date
    cities: tuple[str, ...] = ()

    def read(
        self, question: str, *, history: Sequence[str] = (), understanding: Understanding
    ) -> Query:
        """Return how the question is understood.

        Args:
            question: What the person wrote.
            history: The questions before it, oldest first; of many, or of long ones, the last.
            understanding: Which parts of the reading the person has undone.
        """
        said = _readable(question), *_recent(history)
        (text, respelled), *earlier = [
            self._spelled(each, understanding)
            for each in (self._with_cities(said) if understanding.use_places else said)
        ]
        text, subject = self._in_talk(text, [each for each, _ in earlier])
        searched = f"{subject} {text}" if subject else text
        own = len(searched) - len(text)  # where the question itself begins
        named = named_in(searched, self.today)
        scope = scope_of(named, own).as_understood(understanding)
        mentions = tuple(searched[mention.start : mention.end] for mention in scope.mentions)
        expansions = (
            self.thesaurus.expand(content_lemmas(searched)) if understanding.use_thesaurus else ()
        )
        words = without(searched, no_words(named, own, scope))
        return Query(
            text=searched,
            words=words,
            named=mentions,
            years=scope.fiscal_years,
            editions=tuple(sorted({mention.number for mention in scope.editions})),
            municipalities=scope.municipalities,
            prefectures=scope.prefectures,
            excluded=scope.excluded,
            expansions=tuple(sorted(expansions, key=lambda e: -e.weight)),
            subject=subject,
            # A place alone is shown as the scope already.
            read_as=text if any(word not in mentions for word in respelled) else None,
            schemes=named_schemes(words, expansions) if understanding.use_schemes else (),
            only_introduces=subject is None and only_introduces(text),
        )

    def _with_cities(self, said: Sequence[str]) -> list[str]:
        """Return a question and those before it, cities that they leave short in full."""
        question, *earlier = said
        named = [place for each in earlier for place in find_places_in_question(each)]
        talked = [place.name for place in named if place.kind == "municipality"]
        asked = city_asked_alone(question) if talked else None
        known = tuple(sorted({*self.cities, *talked, *([asked] if asked else [])}))
        return [with_cities_in_full(each, known) for each in said]

    def _spelled(self, text: str, understanding: Understanding) -> tuple[str, tuple[str, ...]]:
        """Return what a text asks as documents would write it, and the words that changed."""
        if not understanding.use_thesaurus or _is_no_question(text):
            return text, ()
        asked = gist(text)
        written, respelled = self.spellings.respell(asked)
        complete, completed = with_particles(written)
        return complete, (*([asked] if asked != text else []), *respelled, *completed)

    def _in_talk(self, question: str, history: Iterable[str]) -> tuple[str, str | None]:
        """Return a question as the talk before it lets it be read, and what it leaves unsaid."""
        topic: Topic | None = None
        for earlier in history:
            if has_words(earlier) and not _is_no_question(earlier):
                topic = after(topic, earlier, self.today)
        if topic is None or _is_no_question(question):
            return question, None
        follow_up = followed(topic, question, self.today)
        return follow_up.text, left_unsaid(follow_up, self.today)


def _is_no_question(text: str) -> bool:
    return asks_nothing(text) or is_remark(text)


def _recent(history: Sequence[str]) -> list[str]:
    """Return the last questions before one, as much of them as is read, oldest first."""
    recent: list[str] = []
    left = _EARLIER_CHARS
    for question in map(_readable, reversed(history[-_EARLIER:])):
        left -= len(question)
        if left < 0:
            break
        recent.append(question)
    return recent[::-1]


def _readable(question: str) -> str:
    """Return as much of a question as is read, without the addresses in it.

    Half a surrogate pair becomes a question mark.
    """
    text = question.strip()[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8")
    return _ADDRESS.sub(" ", text).strip()
