import pytest

from corpus.document import Facets, Passage
from eval.strangers import wrong_city_share, wrong_year_share


def passages(*facets):
    return [Passage("d", i, i + 1, "文", facets=facet) for i, facet in enumerate(facets)]


@pytest.mark.parametrize(
    ("years", "asked", "share"),
    [
        ([(2016,), (2017,)], [2016], 1 / 2),
        ([(2016, 2017), (), (2018,)], [2017], 1 / 3),
        ([(2016,)], [2016, 2018], 0.0),
        ([(2015,)] * 5 + [(2016,)], [2016], 1.0),
        ([(2016,)] * 5 + [(2015,)], [2016], 0.0),  # the sixth is not looked at
        ([], [2016], 0.0),
    ],
)
def test_wrong_year(years, asked, share):
    assert wrong_year_share(passages(*(Facets(fiscal_years=y) for y in years)), asked) == share


@pytest.mark.parametrize(
    ("cities", "asked", "left_out", "share"),
    [
        (["川崎市", "墨田区", None, "いわき市"], ["川崎市"], [], 2 / 4),
        (["川崎市", "墨田区"], ["川崎市", "墨田区"], [], 0.0),
        ([None, None], ["川崎市"], [], 0.0),
        ([], ["川崎市"], [], 0.0),
        # 「川崎市以外で」, 「神奈川県以外の」, 「川崎市じゃなくて墨田区の」
        (["川崎市", "墨田区", None, "いわき市"], [], ["川崎市"], 1 / 4),
        (["川崎市", "墨田区", None], [], ["神奈川県"], 1 / 3),
        (["川崎市", "墨田区", "いわき市", None], ["墨田区"], ["川崎市"], 2 / 4),
    ],
)
def test_wrong_city(cities, asked, left_out, share):
    prefectures = {"川崎市": "神奈川県", "墨田区": "東京都", "いわき市": "福島県"}
    facets = [Facets(city, prefectures.get(city)) for city in cities]
    assert wrong_city_share(passages(*facets), asked, left_out) == share


def test_what_holds_in_a_whole_prefecture_that_is_left_out_is_wrong():
    assert wrong_city_share(passages(Facets(None, "神奈川県"), Facets()), [], ["神奈川県"]) == 1 / 2
