"""What a talk is about: its subject, with its place and year, as the questions move it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.question.asked_for import of_another, without_what_it_asks
from assistant.question.mentions import Mention, without
from assistant.question.named import Named, named_in
from assistant.question.telling import only_tells, tells_place, what_is_told
from assistant.talk.ellipsis import asks_of_a_case
from assistant.talk.follow_up import (
    Kept,
    added,
    asks_a_part,
    asks_elsewhere,
    asks_for_help,
    asks_more,
    asks_whether_there_is,
    has_words,
    kept,
    may_ask_of_scheme,
)
from assistant.talk.item import asks_whether_paid, without_item
from assistant.talk.lead_in import led_in
from assistant.talk.new_subject import schemes_of
from assistant.talk.said_in_short import asks_newest, in_full
from corpus.language.japanese import sentences

# Behind a scheme what of it the talk is about: 「IT導入補助金のインボイス枠」.
_OF_IT = re.compile(r"(?:の[一-龥々ァ-ヶーA-Za-z0-9]+)+(?=[のではがをにもと、\s]|って|\Z)")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a talk has come to.

    Attributes:
        text: What it is about.
        first: What it was about at first.
        home: Where the asker said she is; nothing if she did not.
        since: Number of the question since which it is about that; its answer tells whose papers
            the next are asked of.
    """

    text: str
    first: str
    home: str
    since: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question in a talk.

    Attributes:
        text: The question without what leads over to it, its year in full.
        topic: What the talk was about before.
        keeps: What of it the question keeps.
    """

    text: str
    topic: Topic
    keeps: Kept | None


def followed(topic: Topic, said: str, today: date) -> FollowUp:
    """Return how a question follows what the talk is about."""
    asked, leads = led_in(said)
    if leads == "to the first":
        topic = replace(topic, text=topic.first)
    asked = in_full(asked, named_in(topic.text, today))
    if asks_whether_there_is(asked) and named_in(asked, today).places:
        topic = replace(topic, text=_thing_of(named_in(topic.text, today)))
    back = leads in ("back", "to the first")
    if (back and not has_words(asked)) or _only_tells(_sentences(asked, today)):
        return FollowUp(asked, topic, "subject")
    named = named_in(asked, today)
    if asks_whether_paid(asked) and without_item(named_in(topic.text, today), named) is not None:
        return FollowUp(asked, topic, "subject")
    keeps = kept(asked, topic.text, named.mentions)
    if keeps == "scope":
        asked = of_another(asked, topic.text)
    return FollowUp(asked, topic, "subject" if back and keeps == "scope" else keeps)


def left_unsaid(question: FollowUp, today: date) -> str | None:
    """Return what of the talk a question means without saying so, None if it says all."""
    named = named_in(question.text, today)
    topic = named_in(question.topic.text, today)
    match question.keeps:
        case "subject" if (left := without_item(topic, named)) is not None:
            return left.text
        case "subject" if asks_a_part(question.text, named.mentions):
            return without_what_it_asks(topic.text)
        case "subject":
            return topic.text
        case "scheme":
            return _scheme_of(topic)
        case "scope":
            return topic.words_of(_scope(topic, named)) or None
        case None:
            return _place(question.topic, named, today) or None


def asks_of_quoted(question: FollowUp, today: date) -> bool:
    """Tell whether a question is asked of the papers that the talk was answered from, if of any.

    That is one for a part (「いくらまで？」), not one for the same elsewhere or for more of it, nor
    one that tells something; and one that says all, but may be of that scheme.
    """
    named = named_in(question.text, today)
    if named.places or asks_more(question.text) or asks_for_help(question.text):
        return False
    match question.keeps:
        case "subject":
            parted = asks_a_part(question.text, named.mentions)
            return parted and not what_is_told(question.text, named.mentions)
        case "scheme":
            return True
        case "scope":
            return asks_of_a_case(question.text)
        case None:
            topic = question.topic.text
            return not schemes_of(topic) and may_ask_of_scheme(question.text, topic, named.mentions)


def after(topic: Topic | None, said: str, number: int, today: date) -> Topic:
    """Return what a talk is about after a question.

    Args:
        topic: What it was about before; None for nothing.
        said: The question.
        number: Its number in the talk.
        today: What 今年度 and 昨年度 mean.
    """
    if topic is None:
        sentences_said = _sentences(said, today)
        home = _home(sentences_said)
        about = home if home and _only_tells(sentences_said) else said
        return Topic(about, about, home, number)
    question = followed(topic, said, today)
    named = named_in(question.text, today)
    before = named_in(question.topic.text, today)
    since = number
    match question.keeps:
        case "subject" if (left := without_item(before, named)) is not None:
            text = left.asked_for(named.text)
        case "subject":
            text = f"{_moved(before, named)} {added(named.text, before.text, named.mentions)}"
            if text.strip() == before.text and asks_a_part(named.text, named.mentions):
                since = topic.since
        case "scheme":
            text, since = before.text, topic.since
        case "scope":
            text = f"{before.words_of(_scope(before, named))} {named.text}"
        case None:
            text = f"{_place(topic, named, today)} {named.text}"
    home = _home(_sentences(named.text, today)) or topic.home
    return Topic(text.strip(), topic.first, home, since)


def _thing_of(topic: Named) -> str:
    """Return what a topic is about without the figure of a year that it asks for.

    After 「川崎市の奨励金、令和6年度の件数は」, 「横浜市にもある？」 asks for such a grant today.
    """
    if without_what_it_asks(topic.text) == topic.text:
        return topic.text
    return " ".join(without_what_it_asks(without(topic.text, topic.years)).split())


def _sentences(said: str, today: date) -> list[Named]:
    return [named_in(said[start:end].strip(), today) for start, end in sentences(said)]


def _only_tells(said: Sequence[Named]) -> bool:
    return bool(said) and all(only_tells(each.text, each.mentions) for each in said)


def _home(said: Sequence[Named]) -> str:
    """Return the places in which the asker says she is, nothing if she does not."""
    return " ".join(
        each.words_of([place for place in each.places if not place.left_out])
        for each in said
        if tells_place(each.text, each.mentions)
    )


def _place(topic: Topic, question: Named, today: date) -> str:
    """Return where the asker is, or else the talk, if a question that says all leaves it open."""
    if not has_words(question.text) or question.places or asks_elsewhere(question.text):
        return ""
    named = named_in(topic.text, today)
    return topic.home or named.words_of([place for place in named.places if not place.left_out])


def _scope(topic: Named, question: Named) -> list[Mention]:
    """Return the years and places of a topic that a question does not replace."""
    mentions: list[Mention] = []
    if not question.places:
        mentions += topic.places
    if not (question.years or asks_newest(question.text)):
        mentions += topic.years
    return mentions


def _scheme_of(topic: Named) -> str:
    """Return a topic as far as its scheme, with the places and years behind it.

    After 「持続化補助金で家賃は出ますか」, 「自転車を買えますか」 asks no more about the rent.
    """
    last = schemes_of(topic.text)[-1].end
    of_it = _OF_IT.match(topic.text, last)
    end = of_it.end() if of_it else last
    scope: list[Mention] = [*topic.places, *topic.years, *topic.editions]
    later = [mention for mention in scope if mention.start >= end]
    return f"{topic.text[:end]} {topic.words_of(later)}".strip()


def _moved(topic: Named, follow_up: Named) -> str:
    """Return a topic as it reads after 「川崎市は？」 or 「ほかの市は？」."""
    # 「横浜じゃなくて川崎」: what takes the place of another leaves nothing of it.
    places = tuple(place for place in follow_up.places if not place.left_out) or follow_up.places
    gone: list[Mention] = []
    if places or asks_elsewhere(follow_up.text):
        gone += topic.places
    if follow_up.years or asks_newest(follow_up.text):
        gone += topic.years
    if follow_up.editions:
        gone += topic.editions
    new = follow_up.words_of([*places, *follow_up.years, *follow_up.editions])
    left = without(topic.text, gone) if gone else topic.text
    return " ".join([*left.split(), new]).strip() if gone or new else topic.text
