"""Years and rounds that a follow-up says in short, as only the talk before it lets one read them.

After 「2016年度の実績」, 「前年は？」 is 2015年度, 「29年は？」 2017年度; 「17回です」 is 第17回.
After 「給付金はいくら」, which names no year, 「前年は？」 is last year.
"""

from __future__ import annotations

import re

from assistant.question.named import Named
from corpus.names.editions import is_year
from corpus.names.fiscal import FIRST_YEAR

_LONGEST = 25  # characters: a longer question says in full what it means
_ASKED = r"(?=は|も|の|って|だと|では|なら|です|[？?。\s]|\Z)"
# 「前年度比は」, 「前年より増えた？」 ask for the talk's year; 「前年の売上」 is the asker's own.
_OWN = r"(?!の?(?:売上|売り上げ|所得|収入|決算書|確定申告))"
_YEAR_BEFORE = re.compile(rf"(?:その)?前の?年度?{_OWN}{_ASKED}")
_YEAR_AFTER = re.compile(rf"(?:その)?(?:翌|次の|あくる)年度?{_ASKED}")
# Where the talk names no year: 「前年の利益が赤字でも？」 is of the asker's own.
_LAST_YEAR = re.compile(
    rf"(?:その)?前の?年(?:度{_OWN}{_ASKED}|(?=(?:の?分|の)?(?:は|も|だと|では|なら)?[？?。\s]*\Z))"
)
_OF_AN_ERA = re.compile(rf"(?P<year>\d{{1,2}})年{_ASKED}")
_WESTERN = re.compile(rf"(?P<year>20\d\d){_ASKED}")
_ROUND = re.compile(
    r"(?P<round>\d{1,3})回目?(?=です|だよ|は|の(?:は|もの|やつ|分|締|〆|公募|募集|結果))"
)
# 「前回は落ちました」 tells of the asker's own round.
_ROUND_BESIDE = re.compile(
    r"(?:その|ひとつ|一つ)?(?:(?P<before>前の?回)|次の?回)(?:の分)?"
    r"(?=の|(?:は|も|だと|では|なら)?(?:いくら|いつ|何|どう)|(?:は|も|だと|では|なら|です(?:か)?)?[？?。\s]*\Z)"
)
_NEAR = 5  # years from that of the talk in which 「29年は？」 is a year, and no length
_NEWEST = re.compile(r"(?:一番)?(?:最新|直近)(?:の|は|で|だと|年度|[？?]|\Z)|最近の(?:は|もの|を)")


def in_full(said: str, talk: Named) -> str:
    """Return a follow-up with its year or round said in full.

    Args:
        said: The follow-up.
        talk: What the talk before it names.
    """
    if len(said) > _LONGEST:
        return said
    said = _ROUND.sub(r"第\g<round>回", said, count=1) if _ROUND.match(said) else said
    said = _with_round(said, talk)
    if not talk.years:
        return _LAST_YEAR.sub("昨年度", said)
    first = min(year.first for year in talk.years)
    last = max(year.last for year in talk.years)
    if (western := _WESTERN.match(said)) is not None:
        return f"{western['year']}年度{said[western.end() :]}"
    if (short := _OF_AN_ERA.match(said)) is not None:
        years = (FIRST_YEAR[era] + int(short["year"]) - 1 for era in ("平成", "令和"))
        near = [year for year in years if first - _NEAR <= year <= last + _NEAR]
        return f"{near[0]}年度{said[short.end() :]}" if near else said
    return _YEAR_AFTER.sub(f"{last + 1}年度", _YEAR_BEFORE.sub(f"{first - 1}年度", said))


def _with_round(said: str, talk: Named) -> str:
    """Return a follow-up with 「前回」 and 「次の回」 as the round beside the one of the talk."""
    rounds = {edition.number for edition in talk.editions if not is_year(edition.number)}
    beside = _ROUND_BESIDE.match(said)
    if beside is None or len(rounds) != 1:
        return said
    asked = rounds.pop() + (-1 if beside["before"] else 1)
    return f"第{asked}回{said[beside.end() :]}" if asked > 0 else said


def asks_newest(said: str) -> bool:
    """Tell whether a follow-up asks for the newest, of whatever year: 「最新のは？」."""
    return len(said) <= _LONGEST and _NEWEST.match(said) is not None
