"""Places written by their sound."""

import pytest

from corpus.names.place_readings import with_places_written


@pytest.mark.parametrize(
    ("question", "written", "places"),
    [
        ("すみだ区の創業支援", "墨田区の創業支援", ("墨田区",)),
        ("うちはなかの区です", "うちは中野区です", ("中野区",)),
        ("イワキ市の補助金", "いわき市の補助金", ("いわき市",)),
        ("隅田区と東大坂市の例", "墨田区と東大阪市の例", ("墨田区", "東大阪市")),
        ("うべ市の補助", "宇部市の補助", ("宇部市",)),
        ("ならば市に聞く、これさが市で", "ならば市に聞く、これさが市で", ()),
        ("尼ヶ崎市は", "尼崎市は", ("尼崎市",)),
        ("東京都太田区の", "東京都大田区の", ("大田区",)),
        ("ひょうご県の制度", "兵庫県の制度", ("兵庫県",)),
        # As officially written, and words that only end like a place.
        ("川崎市の創業支援", "川崎市の創業支援", ()),
        ("太田市の創業支援", "太田市の創業支援", ()),
        ("うちの市の朝市と見本市", "うちの市の朝市と見本市", ()),  # no 茅野市
        ("そのとき市に出す書類", "そのとき市に出す書類", ()),  # no 土岐市
        ("地方都市の中核市、特区、この区", "地方都市の中核市、特区、この区", ()),
        ("承認した区市の計画", "承認した区市の計画", ()),  # no 多久市
        ("かわさき市民祭り", "かわさき市民祭り", ()),
        ("新隅田区", "新隅田区", ()),  # a piece of a longer word
        # Several places sound so: 太田市 and 大田市.
        ("おおた市の制度", "おおた市の制度", ()),
        ("", "", ()),
    ],
)
def test_places_by_their_sound(question, written, places):
    assert with_places_written(question) == (written, places)
