"""Reads the years of one text from left to right; what the forms mean stands in `era.py`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.names import year_forms as forms
from corpus.names.fiscal import FIRST_YEAR, YEARS, era_year, fiscal_year

YEARS_FROM_NOW = {
    **{"再来年": 2, "来年": 1, "今年": 0, "本年": 0},
    **{"昨年": -1, "去年": -1, "一昨年": -2, "おととし": -2},
}
"""Words that count from the day they are written or said on."""

_ERA_MARKS = {
    **{"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"},
    **{"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治"},
}
_BESIDE = 100  # characters on either side in which a table's cell borders would show
_FAR = 10  # years ahead that a plan may reach when it writes 「12年度」 without its era


@dataclass(frozen=True, slots=True)
class _Point:
    """A year as far as it has been read: `year` is its number, `fiscal` the year it means."""

    start: int
    end: int
    year: int
    fiscal: int
    era: str | None = None
    month: int | None = None
    complete: bool = False  # stands for a year without what follows it


class YearReader:
    """Reads one text from left to right and remembers the era and the years met last.

    Args:
        plain: The text, translated with `year_forms.PLAIN`.
        today: The day from which 今年度 counts.
        era: Era of 「28年度」 where the text has named none, or None.
    """

    def __init__(self, plain: str, today: date, era: str | None) -> None:
        self._plain = plain
        self._today = today
        self._named: str | None = None
        self._default = era
        self._met: deque[tuple[int, int]] = deque(maxlen=2)

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield start, end, first and last fiscal year of each mention."""
        position = 0
        while head := forms.HEAD.search(self._plain, position):
            position = head.end()
            for span in self._mentions(head):
                self._met.append(span[2:])
                position = span[1]
                yield span

    def _mentions(self, head: re.Match[str]) -> list[tuple[int, int, int, int]]:
        if head["both"]:
            return self._both(head)
        point = self._point(head)
        if point is None:
            return []
        spans = self._range(point) or self._list(point)
        if spans:
            return spans
        if not point.complete or forms.LAW_NUMBER.match(self._plain, point.end):
            return []
        self._remember(point)
        return [(point.start, point.end, point.fiscal, point.fiscal)]

    def _remember(self, point: _Point) -> None:
        self._named = point.era or self._named

    def _both(self, head: re.Match[str]) -> list[tuple[int, int, int, int]]:
        """「両年度」 are the two years named last, if one follows the other."""
        years = sorted({year for span in self._met for year in span})
        if self._met and self._met[-1][1] - self._met[-1][0] == 1:
            years = list(self._met[-1])
        if len(years) == 2 and years[1] - years[0] == 1:
            return [(head.start(), head.end(), years[0], years[1])]
        return []

    def _point(self, head: re.Match[str]) -> _Point | None:
        """Read the year that begins at `head`, or nothing if it is none."""
        point = self._word(head) if head["word"] else self._counted(head)
        # February 1868 lies in fiscal 1867: what counts is the year once the month is read.
        return point if point and point.fiscal in YEARS else None

    def _counted(self, head: re.Match[str]) -> _Point | None:
        era, year = self._year(head)
        if year is None:
            return None
        point = _Point(head.start(), head.end(), year, year, era, complete=bool(head["fy"]))
        return self._alone(head, self._closed(point))

    def _year(self, head: re.Match[str]) -> tuple[str | None, int | None]:
        if name := head["name"] or head["letter"]:
            era = _ERA_MARKS.get(name, name)
            return era, era_year(era, forms.number(head["number"] or head["letter_number"]))
        if head["short"]:
            return self._short_year(int(head["short"]))
        digits = head["fy"] or head["western"] or head["kanji"] or head["apostrophe"]
        year = forms.number(digits)
        if year < 100:  # FY16, and FY98
            year += 2000 if year + 2000 <= fiscal_year(self._today) + _FAR else 1900
        return None, year

    def _short_year(self, number: int) -> tuple[str | None, int | None]:
        """Return the era and the year of 「28年度」."""
        now = fiscal_year(self._today)
        for era in filter(None, (self._named, self._default)):
            year = era_year(era, number)
            if year is not None and year <= now + _FAR:
                return era, year
        # A year to come is spoken of less often than one as far in the past.
        candidates = [
            (3 * (year - now) if year > now else now - year, era, year)
            for era in FIRST_YEAR
            if (year := era_year(era, number)) is not None and year <= now + _FAR
        ]
        _, nearest, found = min(candidates, default=(0, None, None))
        return nearest, found

    def _closed(self, point: _Point) -> _Point:
        """Read on over 年度, 年, a date, and the same year in the other counting."""
        glossed = self._over_gloss(point)
        unit = forms.UNIT.match(self._plain, glossed.end)
        if unit is None:
            dated = self._numeric(glossed)
            return dated if dated.complete else replace(glossed, complete=glossed != point)
        closed = self._over_gloss(replace(glossed, end=unit.end(), complete=True))
        if unit["fiscal"]:
            return closed
        month = forms.MONTH.match(self._plain, closed.end)
        return _in_month(closed, forms.number(month["month"]), month.end()) if month else closed

    def _over_gloss(self, point: _Point) -> _Point:
        gloss = forms.GLOSS.match(self._plain, point.end)
        if gloss is None:
            return point
        number = forms.number(gloss["number"])
        names = [_ERA_MARKS.get(gloss["era"], gloss["era"])] if gloss["era"] else FIRST_YEAR
        same = number == point.year or any(era_year(n, number) == point.year for n in names)
        era = next((n for n in names if era_year(n, number) == point.year), None)
        return replace(point, end=gloss.end(), era=point.era or era) if same else point

    def _numeric(self, point: _Point) -> _Point:
        """Read H28.7.27, 2017/3/31, 2017-03 or 2016-17."""
        following = forms.NEXT_YEAR.match(self._plain, point.end)
        if following and not point.era and int(following["next"]) == (point.year + 1) % 100:
            return replace(point, end=following.end(), complete=True)
        day = forms.NUMERIC_DATE.match(self._plain, point.end)
        if day is None:
            return point
        # 「2017.3」 may be a figure and H28-12 a code; both need their day.
        month_alone = {"/": True, ".": point.era is not None, "-": point.era is None}
        if day["day"] is None and not (
            month_alone[day["mark"]] and (len(day["month"]) == 2 or day["mark"] != "-")
        ):
            return point
        return _in_month(point, int(day["month"]), day.end())

    def _alone(self, head: re.Match[str], point: _Point) -> _Point:
        """Let a year without 年 count where nothing else can be meant: H28, 令和5."""
        if point.complete or forms.HOUSE_NUMBER.match(self._plain, point.end):
            return point
        if forms.DECADE_OR_LENGTH.match(self._plain, point.end):
            return point
        if head["western"]:
            return replace(point, complete=self._western_alone(point))
        number = head["number"] or head["letter_number"] or ""
        if head["name"]:
            # 平成元気塾 is no year.
            counted = number.isdecimal() or not self._plain[point.end : point.end + 1].isalnum()
            sure = point.era in {"平成", "令和"} and counted
        else:
            unspaced = head["letter"] and head.end() - head.start() == 1 + len(number)
            recent = head["letter"] == "R" and point.year <= fiscal_year(self._today) + _FAR
            sure = bool(unspaced and (recent or (head["letter"] == "H" and len(number) == 2)))
        return replace(point, complete=sure)

    def _western_alone(self, point: _Point) -> bool:
        before = self._plain[max(0, point.start - _BESIDE) : point.start].rpartition("\n")[2]
        after = self._plain[point.end : point.end + _BESIDE].partition("\n")[0]
        return (
            2000 < point.year <= fiscal_year(self._today) + _FAR
            and not {"|", "\t"} & set(before + after)
            and (not before or before[-1] in " (「『らり~")
            and forms.ALONE_AFTER.match(self._plain, point.end) is not None
        )

    def _word(self, head: re.Match[str]) -> _Point:
        shift = YEARS_FROM_NOW[head["word"]]
        if head["word_fiscal"]:
            year = fiscal_year(self._today) + shift
            return _Point(head.start(), head.end(), year, year, complete=True)
        year = self._today.year + shift
        point = _Point(head.start(), head.end(), year, year, complete=True)
        month = forms.MONTH.match(self._plain, point.end)
        return _in_month(point, forms.number(month["month"]), month.end()) if month else point

    def _range(self, first: _Point) -> list[tuple[int, int, int, int]]:
        """Read 「～令和4年度」, 「～30年度」, 「-30」 or, after a month, 「～9月」."""
        to = forms.TO.match(self._plain, first.end)
        last = self._range_end(first, to.end()) if to else None
        if last is None or last.fiscal not in range(first.fiscal, YEARS.stop):
            return []
        self._remember(first)
        self._remember(last)
        return [(first.start, last.end, first.fiscal, last.fiscal)]

    def _range_end(self, first: _Point, position: int) -> _Point | None:
        head = forms.HEAD.match(self._plain, position)
        if head and not head["both"] and not head["short"]:
            last = self._point(head)
            return last if last and last.complete else None
        month = forms.MONTH.match(self._plain, position)
        if first.month and month:
            number = forms.number(month["month"])
            year = first.year + (number < first.month)
            return _in_month(replace(first, year=year), number, month.end())
        return self._short_end(first, position)

    def _short_end(self, first: _Point, position: int) -> _Point | None:
        """Read 「30年度」, 「30」 or 「29年3月」 as the end of a range that began with its era."""
        short = forms.SHORT_END.match(self._plain, position)
        year = _year_like(first, int(short["number"])) if short else None
        if short is None or year is None:
            return None
        last = self._closed(_Point(first.start, short.end(), year, year, first.era))
        if last.complete:
            # 「平成28年度から5年で」 is a length.
            length = self._plain[position - 1] in "らりい" and self._plain[last.end - 1] == "年"
            return None if length else last
        # H28-30 needs no 年, but 2016-2 and 昭和2-3 may be house numbers, H28-0012 a code.
        bare = first.era in {"平成", "令和"} and len(short["number"]) == 2
        sure = bare and self._plain[first.end - 1] not in "年度月日)"
        return last if sure and not forms.HOUSE_NUMBER.match(self._plain, last.end) else None

    def _list(self, first: _Point) -> list[tuple[int, int, int, int]]:
        """Read 「平成28・29年度」: one mention where the years follow each other."""
        if first.complete and self._plain[first.end - 1] in "年度":
            return []
        points = [first]
        while more := forms.MORE.match(self._plain, points[-1].end):
            year = _year_like(first, int(more["number"]))
            if year is None:
                break
            points.append(_Point(more.start("number"), more.end(), year, year, first.era))
        unit = forms.UNIT.match(self._plain, points[-1].end)
        if len(points) == 1 or unit is None:
            return []
        points[-1] = replace(points[-1], end=unit.end())
        self._remember(first)
        years = [point.fiscal for point in points]
        if years == list(range(years[0], years[0] + len(years))):
            return [(first.start, unit.end(), years[0], years[-1])]
        return [(point.start, point.end, point.fiscal, point.fiscal) for point in points]


def _year_like(first: _Point, number: int) -> int | None:
    """Return the year that a number after 「平成28」 or 「2016」 means: 29, 17 or 2017."""
    if number > 99:
        year: int | None = number
    elif first.era:
        year = era_year(first.era, number)
    else:
        year = first.year // 100 * 100 + number
    return year if year in YEARS else None


def _in_month(point: _Point, month: int, end: int) -> _Point:
    """Return the point narrowed to a month, unchanged where there is no such month."""
    if not 1 <= month <= 12:
        return point
    fiscal = point.year if month >= 4 else point.year - 1
    return replace(point, end=end, fiscal=fiscal, month=month, complete=True)
