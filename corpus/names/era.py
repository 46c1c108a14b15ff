"""Years in Japanese texts, in era or western counting, as intervals of fiscal years.

A fiscal year runs from 1 April to 31 March and is called by the year in which it starts. What a
form of words is taken to mean:

- 平成28年度, 2016年度, H28年度, FY2016: that fiscal year.
- A date (平成29年3月31日, H29.3.31, 2017/3/31, 2017年3月): the fiscal year it falls in (2016).
- A calendar year without a month (平成28年, 2016年, 今年): the fiscal year of the same number.
  Nine of its twelve months lie there, and 「平成28年に開始」 in a budget paper means that budget.
- 2016-17, FY2016/17: the one fiscal year 2016; 2016～2017 and H28-30 are ranges.
- 28年度: of the era named last before it, else of `era`, else of the era that lands nearest to
  today; an era that would land more than ten years in the future is passed over.
- A law's number (昭和22年法律第26号), a decade (昭和30年代) and a length (28年間) are no years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.names.fiscal import FIRST_YEAR
from corpus.names.year_forms import PLAIN
from corpus.names.year_reader import YEARS_FROM_NOW, YearReader

_DATE = re.compile(r"月|[./-]\s?\d{1,2}[./-]")
_FROM_THEN_ON = re.compile(r"\s?以[降後]")


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year or a range of years named in a text: `text` is the text's slice `start:end`.

    Attributes:
        start: First character, counted in Unicode code points from 0.
        end: One past the last character.
        first: First fiscal year meant.
        last: Last fiscal year meant, the same as `first` for a single year.
        text: The words themselves, as they stand.
        goes_on: Whether what is said holds from then on: 「平成25年度以降」.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    goes_on: bool = False

    @property
    def counts_from_today(self) -> bool:
        """Whether the words mean nothing without the day they were written on (今年度)."""
        return self.text.startswith(tuple(YEARS_FROM_NOW))

    @property
    def is_date(self) -> bool:
        """Whether the words are a day or a month, or a time between two, not a year as a whole."""
        return _DATE.search(self.text.translate(PLAIN)) is not None


def find_years(text: str, *, today: date, era: str | None = None) -> tuple[YearMention, ...]:
    """Return the years named in a text, in order, not overlapping.

    Args:
        text: Any text; the spans count its characters.
        today: The day from which 今年度 and 昨年 count.
        era: Era of 「28年度」 where the text names none before it: 明治, 大正, 昭和, 平成, 令和.

    Raises:
        ValueError: `era` is none of the five.
    """
    if era is not None and era not in FIRST_YEAR:
        raise ValueError(f"Era {era!r}: must be one of {', '.join(FIRST_YEAR)}")
    reader = YearReader(text.translate(PLAIN), today, era)
    return tuple(
        YearMention(start, end, first, last, text[start:end], bool(_FROM_THEN_ON.match(text, end)))
        for start, end, first, last in reader.spans()
    )
