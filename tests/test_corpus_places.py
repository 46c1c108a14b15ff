"""Cities and prefectures in papers, where only full names count, and in questions."""

from collections import Counter
from time import process_time

import pytest

from corpus.names.gazetteer import gazetteer
from corpus.names.places import (
    PlaceMention,
    find_chamber_cities,
    find_places,
    find_places_in_question,
)

# A text and the (words, name) of what it names in full.
IN_DOCUMENTS = [
    ("川崎市の中小企業", [("川崎市", "川崎市")]),
    ("川崎市内の事業所", [("川崎市", "川崎市")]),
    ("川崎市議会で可決された", [("川崎市", "川崎市")]),
    ("神奈川県川崎市", [("神奈川県", "神奈川県"), ("川崎市", "川崎市")]),
    ("川崎市高津区にある工場", [("川崎市高津区", "川崎市")]),
    ("高津区にある工場", [("高津区", "川崎市")]),
    ("幸区の会議室", [("幸区", "川崎市")]),
    ("大阪市北区の会場", [("大阪市北区", "大阪市")]),
    ("横浜市青葉区", [("横浜市青葉区", "横浜市")]),
    ("札幌市中央区で開催", [("札幌市中央区", "札幌市")]),
    ("東大阪市の住工共生", [("東大阪市", "東大阪市")]),
    ("北広島市と東広島市", [("北広島市", "北広島市"), ("東広島市", "東広島市")]),
    ("大津市と津市", [("大津市", "大津市"), ("津市", "津市")]),
    ("三重県津市で", [("三重県", "三重県"), ("津市", "津市")]),
    (
        "四日市市と廿日市市と野々市市",
        [
            ("四日市市", "四日市市"),
            ("廿日市市", "廿日市市"),
            ("野々市市", "野々市市"),
        ],
    ),
    ("市川市・市原市", [("市川市", "市川市"), ("市原市", "市原市")]),
    ("東京都墨田区", [("東京都", "東京都"), ("墨田区", "墨田区")]),
    (
        "品川区、中野区及び国立市",
        [("品川区", "品川区"), ("中野区", "中野区"), ("国立市", "国立市")],
    ),
    ("京都府と東京都", [("京都府", "京都府"), ("東京都", "東京都")]),
    ("東京都府中市", [("東京都", "東京都"), ("府中市", "府中市")]),
    ("東京都市町村課", [("東京都", "東京都")]),
    ("京都府中京区", [("京都府", "京都府"), ("中京区", "京都市")]),
    ("北海道", [("北海道", "北海道")]),
    ("茅ケ崎市と鶴ヶ島市", [("茅ケ崎市", "茅ヶ崎市"), ("鶴ヶ島市", "鶴ヶ島市")]),
    ("竜ケ崎市、塩釜市", [("竜ケ崎市", "龍ケ崎市"), ("塩釜市", "塩竈市")]),
    (
        "南アルプス市といちき串木野市",
        [
            ("南アルプス市", "南アルプス市"),
            ("いちき串木野市", "いちき串木野市"),
        ],
    ),
    ("神奈川県愛甲郡愛川町", [("神奈川県", "神奈川県"), ("愛甲郡愛川町", "愛川町")]),
    ("長野県上伊那郡南箕輪村の企業", [("長野県", "長野県"), ("上伊那郡南箕輪村", "南箕輪村")]),
    ("郡山市と小郡市", [("郡山市", "郡山市"), ("小郡市", "小郡市")]),
]

# Short names, organisations, people, and words that only look like places.
NOT_IN_DOCUMENTS = [
    "",
    "川崎の工場",
    "いわきで開く商談会",
    "横浜銀行との協定",
    "いわき信用組合",
    "川崎信用金庫",
    "横浜企業経営支援財団",
    "川口商工会議所",
    "大田さん",
    "岡谷鋼機",
    "大阪市場の動き",
    "名古屋市況",
    "金融機関市町村",
    "第三条市町村は",
    "関西都市圏",
    "空港区域",
    "台北区間",
    "中央市民会館",
    "中小企業都市",
    "市区町村",
    "都道府県",
    "上海市",
]

IN_QUESTIONS = [
    ("川崎の工場 子どもに社長を譲る準備", [("川崎", "川崎市")]),
    ("いわき 跡継ぎ いない", [("いわき", "いわき市")]),
    ("墨田の町工場です", [("墨田", "墨田区")]),
    ("すみだで店を開きたい", [("すみだ", "墨田区")]),
    ("かわさきの商店街", [("かわさき", "川崎市")]),
    ("ネットショップ 始め方 東大阪", [("東大阪", "東大阪市")]),
    ("尼崎　よその町の社長", [("尼崎", "尼崎市")]),
    ("三鷹 工場 移転", [("三鷹", "三鷹市")]),
    ("川口 鋳物 跡取り", [("川口", "川口市")]),
    ("大田の工場", [("大田", "大田区")]),
    ("岡谷の補助金", [("岡谷", "岡谷市")]),
    ("柏 創業", [("柏", "柏市")]),
    ("堺で創業", [("堺", "堺市")]),
    ("豊島の商店街", [("豊島", "豊島区")]),
    ("川崎補助金", [("川崎", "川崎市")]),
    ("川崎商工会議所の相談", [("川崎", "川崎市")]),
    ("東京商工会議所墨田支部", [("東京", "東京都"), ("墨田", "墨田区")]),
    ("埼玉川口の鋳物屋", [("埼玉", "埼玉県"), ("川口", "川口市")]),
    ("墨田・大田・川口を比べたい", [("墨田", "墨田区"), ("大田", "大田区"), ("川口", "川口市")]),
    ("東京の会社", [("東京", "東京都")]),
    ("千葉で開業", [("千葉", "千葉県")]),
    ("博多で屋台", [("博多", "福岡市")]),
    ("鶴ヶ島の店", [("鶴ヶ島", "鶴ヶ島市")]),
    ("愛川町で開業", [("愛川町", "愛川町")]),
    ("国立市のカフェ", [("国立市", "国立市")]),
    ("高津区と川崎の違い", [("高津区", "川崎市"), ("川崎", "川崎市")]),
    ("大田さんの会社を継ぐ", []),
    ("石川さんに聞いた", []),
    ("宮崎と申します", []),
    ("岡谷鋼機の下請です", []),
    ("横浜銀行の融資", []),
    ("いわき信用組合の融資", []),
    ("川崎信用金庫に相談", []),
    ("川崎病で休んでいる社員", []),
    ("新川崎で開業", []),
    ("国立の研究所", []),
    ("光る看板", []),
    ("町工場の支援", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_DOCUMENTS)
def test_full_names(text, expected):
    assert [(text[m.start : m.end], m.name) for m in find_places(text)] == expected


@pytest.mark.parametrize("text", NOT_IN_DOCUMENTS)
def test_what_names_no_place_in_a_document(text):
    assert find_places(text) == ()


@pytest.mark.parametrize(("text", "expected"), IN_QUESTIONS)
def test_names_in_questions(text, expected):
    assert [(text[m.start : m.end], m.name) for m in find_places_in_question(text)] == expected


@pytest.mark.parametrize(
    ("text", "prefecture"),
    [
        ("川崎市", "神奈川県"),
        ("高津区", "神奈川県"),
        ("府中市", None),
        ("広島県府中市", "広島県"),
        ("東京都府中市", "東京都"),
        ("伊達市", None),
        ("福島県伊達市", "福島県"),
        ("港区", None),  # Nagoya and Osaka have one, too
        ("東京都港区", "東京都"),
        ("愛甲郡愛川町", None),
        ("神奈川県愛甲郡愛川町", "神奈川県"),
    ],
)
def test_the_prefecture_of_a_city(text, prefecture):
    assert find_places(text)[-1].prefecture == prefecture


def test_a_whole_mention():
    assert find_places("昨年は東京都で") == (PlaceMention(3, 6, "東京都", "prefecture", "東京都"),)
    assert find_places_in_question("うちは尼崎です") == (
        PlaceMention(3, 5, "尼崎市", "municipality", "兵庫県"),
    )


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("川口商工会議所", ("川口市",)),
        ("東大阪商工会議所", ("東大阪市",)),
        ("商談会（岡谷商工会議所・尼崎商工会議所）", ("岡谷市", "尼崎市")),
        ("東京商工会議所墨田支部", ("墨田区",)),
        ("東京商工会議所", ()),
        ("日本商工会議所", ()),
        ("川口商工会", ()),
        ("三条商工会議所と日立商工会議所", ("三条市", "日立市")),
        ("新潟商工会議所", ("新潟市",)),
        ("新津商工会議所", ()),
    ],
)
def test_chambers_of_commerce(text, cities):
    assert find_chamber_cities(text) == cities


def test_the_gazetteer_is_complete():
    places = gazetteer()
    full = set(places.full.values())
    assert len({p.name for p in full if p.is_prefecture}) == 47
    # 792 cities and 23 wards of Tokyo; 府中市 and 伊達市 stand for two cities each.
    assert len({p.name for p in full if not p.is_prefecture}) == 792 + 23 - 2
    # The twenty designated cities, with the wards of Hamamatsu before and after 2024.
    assert len(places.wards) == 20
    assert Counter(map(len, places.wards.values()))[7] == 4  # 川崎 堺 福岡 北九州


def test_a_long_question_takes_no_time():
    assert len(find_places_in_question("川崎 " * 5_000)) == 5_000


def test_towns_and_cities_without_end_take_no_time():
    # Each town held against each city took 10 seconds.
    started = process_time()
    assert len(find_places("柏市" * 20_000 + "愛甲郡愛川町" * 5_000)) == 25_000
    assert process_time() - started < 3
