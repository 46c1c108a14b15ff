"""Whether a quote tells until when one may apply, and that day is past."""

from datetime import date

import pytest

from assistant.quoting.past_days import is_past, says_closed
from assistant.records import Hit, Quote
from corpus.document import Facets, Passage

TODAY = date(2026, 11, 21)  # in fiscal 2026

QUOTES = [
    # quote, its passage's fiscal years, whether it is past
    ("申請の締切：令和8年11月20日", (), True),
    ("申請の締切：令和8年11月21日", (), False),
    ("申込みは10月9日（金）午後5時必着です。", (2026,), True),
    ("申込みは10月9日（金）午後5時必着です。", (), False),
    # January is of the next calendar year.
    ("申込みは1月15日まで", (2026,), False),
    ("申込みは1月15日まで", (2025,), True),
    ("申込みは10月9日まで", (2025, 2027), False),
    ("受付期間: 第1期 4/20～5/29、第2期 9/1～10/9", (2026,), True),
    ("受付期間: 第1期 4/20～5/29、第2期 12/1～12/25", (2026,), False),
    ("募集は11月6日（金）まで　商工課（電話0266-00-1234）", (2026,), True),
    # From a day on, or every year, is no last day.
    ("申請は令和8年4月1日から受け付けます。", (), False),
    ("申請の期限は毎年5月31日です。", (2026,), False),
    ("申請は随時。相談は令和8年6月30日まで", (), False),
    ("申請は10月末まで", (2025,), True),
    # What says so itself, or is none.
    ("申請は令和8年8月31日まで（終了しました）", (), False),
    ("申請は10月末までの状況", (2026,), False),
    ("補助の上限は3分の2、50万円", (2020,), False),
    ("令和7年度の申請の期間", (2025,), False),
]


@pytest.mark.parametrize(("text", "years", "past"), QUOTES)
def test_a_last_day_to_apply_that_is_past(text, years, past):
    passage = Passage("a.md", 0, len(text), text, facets=Facets(fiscal_years=years))
    assert is_past(Quote(text, 0, len(text), 1), Hit(passage, "案内", None, 0.9), TODAY) is past


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("今年度の受付は終わりました。", True),
        ("創業塾は、募集を終えています。", True),
        ("次の制度は、募集を終えています。", False),  # says it of those below
        ("受付期間: 6/1～8/31（終了）", True),
        ("予算がなくなり次第、受付を終了します。", False),
        ("募集終了日は9月30日です。", False),
        ("事業は3月に終わりました。", False),
    ],
)
def test_nobody_may_apply_any_more(text, closed):
    assert says_closed(text) is closed
