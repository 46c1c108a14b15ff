import pytest

from corpus.names.editions import EditionMention, find_editions, is_year, overlapping

EDITIONS = [
    # rounds of a call
    ("第17回公募", [17]),
    ("第 １８ 回の締め切り", [18]),
    ("第十七回", [17]),
    ("5次締切", [5]),
    ("第３次公募と第2次募集", [3, 2]),
    ("18回目の募集", [18]),
    # A number of times, a second step, a second answer, a decimal, an industry.
    ("3回まで相談できる", []),
    ("二次審査", []),
    ("第2回答", []),
    ("1.5次締切", []),
    ("6次産業化の補助", []),
    # years in a name
    ("IT導入補助金2025 公募要領", [2025]),
    ("ＩＴ導入補助金２０２５", [2025]),
    ("補助金2023又は補助金2024", [2023, 2024]),
    ("産業振興プラン2026の目標", [2026]),
    # A date, a fiscal year, a sum, a count, a telephone, a year beside a name.
    ("補助金2025年4月から", []),
    ("2025年度補助金", []),
    ("補助金2025円", []),
    ("事業2025人", []),
    ("事業2025-1234", []),
    ("補助金20251", []),
    ("補助金 2025", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "numbers"), EDITIONS)
def test_editions(text, numbers):
    assert [mention.number for mention in find_editions(text)] == numbers


@pytest.mark.parametrize(
    ("text", "of_call"),
    [
        ("第9回締切", True),
        ("第17回一般型通常枠公募", True),
        ("第9回の受付", True),
        ("3次募集", True),
        ("18回目の申請", True),
        ("第17回サミット", False),
        ("第3回は春、募集は夏", False),
        ("補助金2025公募", False),
    ],
)
def test_rounds_of_a_call(text, of_call):
    assert [mention.of_call for mention in find_editions(text)] == [of_call]


def test_a_mention_tells_its_place():
    expected = (EditionMention(6, 10, 17, of_call=True),)
    assert find_editions("花咲補助金の第１７回公募") == expected
    assert find_editions("花咲補助金２０２５") == (EditionMention(5, 9, 2025),)


def test_a_year_overlaps_two_fiscal_years():
    assert (overlapping(2026), overlapping(17)) == ((2025, 2026), ())


def test_a_year_is_no_round():
    assert (is_year(2000), is_year(999)) == (True, False)
