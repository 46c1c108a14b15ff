"""Places as a field gives them, whole: another city's scheme must not be taken for one's own."""

import pytest

from corpus.read.given_places import GivenPlace, given_place, place_of


@pytest.mark.parametrize(
    ("value", "municipality", "prefecture"),
    [
        ("", None, None),
        ("全国", None, None),
        ("全国の市区町村", None, None),
        ("県内市町村", None, None),
        ("川崎市", "川崎市", None),
        ("東京都 墨田区", "墨田区", "東京都"),
        ("横浜市青葉区", "横浜市", None),
        ("北海道札幌市中央区", "札幌市", "北海道"),
        ("龍ヶ崎市", "龍ケ崎市", None),
        ("川崎", "川崎市", None),
        ("神奈川県", None, "神奈川県"),
        ("東京", None, "東京都"),
        ("広島県府中市", "府中市", "広島県"),
        ("神奈川県愛甲郡愛川町", "愛川町", "神奈川県"),
        ("神奈川県愛川町", "愛川町", "神奈川県"),
        ("余市町", "余市町", None),
        ("いの町", "いの町", None),
        # Invented or merged since: kept as typed.
        ("山川市", "山川市", None),
        ("海川県", None, "海川県"),
    ],
)
def test_one_place(value, municipality, prefecture):
    assert given_place(value) == GivenPlace(municipality, prefecture)


@pytest.mark.parametrize(
    "value",
    [
        "川崎市と横浜市",
        "川崎市・横浜市",
        "神奈川県・東京都",
        "東京都市町村",
        "県内の市",
        "各市",
        "市内の町",
        "近隣の村",
        "都道府県",
        "首都圏",
        "商工課",
    ],
)
def test_several_places_or_none(value):
    assert given_place(value) is None


def test_a_city_told_with_its_prefecture_comes_before_the_field_beside_it():
    assert place_of("神奈川県", "東京都墨田区") == GivenPlace("墨田区", "東京都")
    assert place_of("神奈川県", "川崎市と横浜市") == GivenPlace(None, "神奈川県")
