from datetime import date

import pytest

from corpus.editions import find_editions

EDITIONS = [
    ("IT導入補助金2025 公募要領", [2025]),
    ("ＩＴ導入補助金２０２５", [2025]),
    ("補助金2023又は補助金2024", [2023, 2024]),
    ("産業振興プラン2026の目標", [2026]),
    # A date, a fiscal year, a sum, a count, a year beside a name.
    ("補助金は2025年4月から", []),
    ("2025年度補助金", []),
    ("補助金2025円", []),
    ("展示会2025人", []),
    ("補助金 2025", []),
]


@pytest.mark.parametrize(("text", "years"), EDITIONS)
def test_editions(text, years):
    found = find_editions(text, today=date(2026, 11, 21))
    assert [mention.first for mention in found] == years
