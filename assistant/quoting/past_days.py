"""Whether a quote tells until when one may apply, and that day is past.

A paper goes on saying 「申請は10月9日まで」 in November; who reads it there takes it for open.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.records import Hit, Quote
from corpus.language.clean import search_text
from corpus.read.dates import last_day

_UNTIL = re.compile(
    r"まで(?!の(?:状況|実績|件数))|必着|消印|締め?切|〆切|期限|期間|期日|\d\s*日?(?:\([^)]{1,4}\))?\s*[~～〜ー―-]\s*\d"
)
_APPLYING = re.compile(r"申請|申し?込|応募|受け?付|募集|公募|締め?切|〆切|必着|エントリー")
_RECURS = re.compile(r"毎(?:年|月|週|日|度)|随時|通年|各月")
_CLOSED = re.compile(
    r"(?:受け?付け?|申請|募集|公募|申し?込み?|応募)[^。\n]{0,24}"
    r"(?:終え(?:て|まし)|終了(?:しました|しています|済|(?=[。）)\n]|\Z))|終わりました|終わっています|締め切りました|締切りました|締切済)"
    r"|[（(](?:受付|募集|公募)?終了(?:しました)?[）)]"
)

_OF_A_LIST = re.compile(r"\W*(?:次|以下|下記|下表)の")

# Numbers that look like days: of telephones, post codes, rates.
_NO_DAYS = re.compile(r"〒?\d{2,5}-\d{1,4}(?:-\d{3,4})?|\d+(?:\.\d+)?\s*%|\d+\.\d+")


def is_past(quote: Quote, hit: Hit, today: date) -> bool:
    """Tell whether a quote gives a last day to apply that is past, and does not say so itself.

    A day without a year is of the latest fiscal year that its passage names; where it names none,
    nobody knows.
    """
    said = search_text(quote.said)
    if not _UNTIL.search(f"{quote.column} {said}") or _RECURS.search(said) or says_closed(said):
        return False
    about = (quote.column, said, *hit.passage.headings, hit.passage.text)
    if not any(map(is_on_applying, about)):
        return False
    years = hit.passage.facets.fiscal_years
    # April begins a fiscal year: January is of the calendar year after.
    begins = f"{max(years)}年4月 " if years else ""
    last = last_day(begins + _NO_DAYS.sub(" ", said))
    return last is not None and last < today


def is_on_applying(text: str) -> bool:
    """Tell whether a text speaks of applying: 「申請期間」, 「必着」."""
    return _APPLYING.search(text) is not None


def says_closed(text: str) -> bool:
    """Tell whether a text says that nobody may apply any more: 「受付は終わりました」.

    「次の制度は受付を終了しました。」 says it of what is listed below.
    """
    return _CLOSED.search(text) is not None and _OF_A_LIST.match(text) is None
