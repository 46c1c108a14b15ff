"""What a question, or a talk, names: the years, editions and places that it asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.question.mentions import Mention
from assistant.question.telling import of_somebody_else
from corpus.names.editions import EditionMention, find_editions
from corpus.names.era import YearMention, find_years
from corpus.names.places import PlaceMention, find_places_in_question

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
_HELP = r"(?:募集|公募|申請|受付|予算|補助|助成|給付|奨励金|制度|支援|融資)"
_PART = r"(?:補助|助成|支給)?(?:上限|限度|金利|利率|率)|締め?切|採択|実績"
_OF_THE_YEAR = re.compile(
    rf"の(?:[はもがをで]|って|分|もの|やつ|{_HELP}|{_PART}"
    # 「去年の店舗改装補助金」; 「去年の台風で壊れた店の補助」 tells of another thing of that year.
    rf"|[^、。？?\sはがをにでのとや]{{2,14}}{_HELP})(?!\w{{0,6}}を?(?:もら|貰|受け取|いただ))"
    r"|は[？?。\s]*\Z"
    # 「去年はいくらでしたか」; 「去年いくら使ったか」 may be of the asker's own.
    r"|(?:は|も)?、?(?:いくら|なんぼ|いつ|どれくらい)(?:でし|だっ|まで|出|もら|[？?。\s]|\Z)"
    r"|[はも]、?(?:何[件社人名回%割]|どう(?:でし|だっ)|あり(?:まし|ませ)|ある|あった[？?\s]*\Z)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names.

    Attributes:
        text: The text.
        years: The years it asks about.
        editions: The editions of schemes.
        places: The places it asks about, and those that it asks to leave out.
        beside: Years and places that it only tells of.
    """

    text: str
    years: tuple[YearMention, ...]
    editions: tuple[EditionMention, ...]
    places: tuple[PlaceMention, ...]
    beside: tuple[Mention, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All that is named."""
        return (*self.years, *self.editions, *self.places, *self.beside)

    def words_of(self, mentions: Sequence[Mention]) -> str:
        """Return the words of mentions, side by side."""
        return " ".join(self.text[mention.start : mention.end] for mention in mentions)


@lru_cache(maxsize=256)
def named_in(text: str, today: date) -> Named:
    """Return what a text names.

    Args:
        text: A question, or what a talk is about.
        today: What 今年度 and 昨年度 mean.
    """
    all_places = find_places_in_question(text)
    all_years = find_years(text, today=today)
    places = _asked_places(text, all_places)
    years = _asked_years(text, all_years, all_places)
    beside: list[Mention] = [
        *(year for year in all_years if year not in years),
        *(place for place in all_places if place not in places),
    ]
    return Named(text, years, find_editions(text), places, tuple(beside))


def _asked_places(text: str, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the places without those that another works together with, or somebody else is in."""
    asked = tuple(place for place in places if not _PARTNER.match(text, place.end))
    own = tuple(place for place in asked if not of_somebody_else(text, place))
    return own or asked


def _asked_years(
    text: str, years: Sequence[YearMention], places: Sequence[PlaceMention]
) -> tuple[YearMention, ...]:
    """Return the years that a text asks about.

    「今年で終わりにしたい」 and 「昭和52年から続く店」 tell when, not which year's scheme: such
    words count only as fiscal years, or where something of that year is asked for:
    「去年じゃなくて今年のは？」, 「今年の川崎市の助成は」.
    """
    begin = {place.start for place in places}
    return tuple(
        mention
        for mention in years
        if not _NOT_IT.match(text, mention.end)
        and (
            mention.text.endswith("年度")
            or (
                _OF_THE_YEAR.match(text, mention.end) is not None
                or (text.startswith("の", mention.end) and mention.end + 1 in begin)
                if mention.counts_from_today
                else not _SINCE.match(text, mention.end)
            )
        )
    )
