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
    ("cities", "asked", "share"),
    [
        (["川崎市", "墨田区", None, "いわき市"], ["川崎市"], 2 / 4),
        (["川崎市", "墨田区"], ["川崎市", "墨田区"], 0.0),
        ([None, None], ["川崎市"], 0.0),
        ([], ["川崎市"], 0.0),
    ],
)
def test_wrong_city(cities, asked, share):
    assert wrong_city_share(passages(*(Facets(city) for city in cities)), asked) == share
