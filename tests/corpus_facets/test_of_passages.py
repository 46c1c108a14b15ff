"""Cities and years of passages, of what their document says where they are silent."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Facets
from tests.facet_documents import in_passage, make, with_facets

OWN = with_facets(make("川崎市 平成28年度 実施状況報告書", "川崎市の報告。", publisher="川崎市"))
OF_PREFECTURE = with_facets(make("宮城県の支援", "宮城県の店を助ける。"))
OF_MINISTRY = with_facets(make("花の振興", "花を育てる店を助ける。", publisher="花咲省"))
SHARED = with_facets(make("都市サミットの実施事業", "各都市の事業。"))


@pytest.mark.parametrize(
    ("document", "headings", "text", "city"),
    [
        (OWN, (), "工場を助ける。", "川崎市"),
        (OWN, (), "大田区と岡谷市から客を招いた。", "川崎市"),
        (OWN, ("大田区・岡谷市との交流",), "商談会。", "川崎市"),
        (OWN, ("世田谷区との共同事業",), "面接会。", "川崎市"),
        (OWN, ("各市の例", "大田区"), "商談会。", "大田区"),
        (OWN, ("商談会（大田区）",), "商談会。", "大田区"),
        (SHARED, ("1 川口市", "採用"), "東大阪市に倣う。", "川口市"),
        (SHARED, ("川口市", "岡谷市"), "商談会。", "岡谷市"),
        (SHARED, ("川口市", "岡谷市と尼崎市"), "商談会。", "川口市"),
        (SHARED, ("尼崎商工会議所",), "商談会。", "尼崎市"),
        (SHARED, ("愛川町商工会",), "商談会。", "愛川町"),
        (SHARED, ("下町の店",), "商談会。", None),
        (OWN, ("愛川町との交流",), "商談会。", "川崎市"),
        (SHARED, ("国際化（東京商工会議所大田支部）",), "商談会。", "大田区"),
        (SHARED, ("各都市",), "岡谷市は補助する。岡谷市は招く。", "岡谷市"),
        (SHARED, ("各都市",), "岡谷市と尼崎市。", None),
        (SHARED, ("各都市",), "川崎信用金庫の講座。", None),
        # A prefecture's paper: an office's address, a city that is left out; a city's own heading.
        (OF_PREFECTURE, ("問い合わせ",), "商工課 仙台市青葉区本町3-8-1", None),
        (OF_PREFECTURE, ("対象",), "県内（仙台市を除く）の会社", None),
        (OF_PREFECTURE, ("仙台市",), "商談会。", "仙台市"),
        (OF_PREFECTURE, ("県内（仙台市を除く）",), "商工課へ。", None),
        (SHARED, ("各都市",), "尼崎市以外の岡谷市の店", "岡谷市"),
        # An address tells where the office is, where it is known whose paper it is.
        (OF_MINISTRY, (), "〒100-8907\n東京都千代田区霞が関1-2-1", None),
        (OF_MINISTRY, (), "所在地：千代田区霞が関1-2-1\n岡谷市の店", "岡谷市"),
        (SHARED, (), "〒394-8510 岡谷市幸町8-1 商工課", "岡谷市"),
    ],
)
def test_city_of_a_passage(document, headings, text, city):
    assert in_passage(document, text, headings).municipality == city


@pytest.mark.parametrize(
    ("headings", "text", "prefecture"),
    [
        ((), "川口市の店", "埼玉県"),
        (("川口市",), "神奈川県の店", "埼玉県"),
        (("埼玉県の支援",), "神奈川県の店", "埼玉県"),
        ((), "神奈川県の店", "神奈川県"),
        ((), "神奈川県と埼玉県の店", None),
    ],
)
def test_prefecture_of_a_passage(headings, text, prefecture):
    assert in_passage(SHARED, text, headings).prefecture == prefecture


def test_the_prefecture_of_an_office_is_not_that_of_its_paper():
    facets = in_passage(OF_MINISTRY, "〒100-8907\n東京都千代田区霞が関1-2-1")
    assert (facets.municipality, facets.prefecture) == (None, None)


@pytest.mark.parametrize(
    ("headings", "text", "years"),
    [
        ((), "工場を助ける。", (2016,)),
        ((), "平成29年度の予算", (2017,)),
        (("平成27年度", "平成29年度の概要"), "予算は5千円", (2017,)),
        (("平成29年度の概要", "相談"), "予算は5千円", (2017,)),
        (("平成29年度",), "2015 (27) 年度 | 2016 (28) 年度", (2015, 2016)),
        ((), "30年度に開く", (2018,)),
        ((), "平成29年3月31日まで", (2016,)),
        ((), "1993～2004年に卒業した人", (1993, 2004)),
        ((), "昭和22年法律第26号", (2016,)),
        ((), "今年度に開く", (2016,)),
        # A look back, told in the paper's own year; plans for the years to come are not.
        (
            (),
            "平成20年度から平成25年度まで5年度続けて減った",
            (2008, 2009, 2010, 2011, 2012, 2013, 2016),
        ),
        ((), "平成29年度から平成31年度までに広げる", (2017, 2018, 2019)),
        ((), "平成24年度以降は増えた", (2012, 2016)),
        ((), "平成29年度以降は2億円を見込む", (2017,)),
        # A date is a day in what the paper tells of; a year as a whole is what is told of, unless
        # it comes after the first sentence.
        ((), "証拠書類は平成34年3月31日まで保存", (2016, 2021)),
        ((), "平成27年4月に開いた店", (2015, 2016)),
        ((), "H30.5.1～H30.6.30に受け付ける", (2016, 2018)),
        ((), "店を助ける。平成29年度の実施は未定である。", (2016, 2017)),
        ((), "平成29年度の実施は未定である。店を助ける。", (2017,)),
        (("平成27年度",), "店を助けた。平成26年度は12件である。", (2014, 2015)),
        (("平成27年度",), "平成24年度以降は増えた", (2012, 2015)),
        ((), "平成24年度に開いた", (2012,)),
    ],
)
def test_years_of_a_passage(headings, text, years):
    assert in_passage(OWN, text, headings).fiscal_years == years


ROUND = with_facets(make("よくある質問【第17回公募】", "店の改装を助ける。"))
NAMED = with_facets(make("花咲補助金2025 公募要領", "店の改装を助ける。"))


@pytest.mark.parametrize(
    ("document", "text", "editions", "years"),
    [
        (ROUND, "店の改装を助ける。", (17,), ()),
        (ROUND, "第16回で落ちた者も申し込める。", (16, 17), ()),
        (NAMED, "店の改装を助ける。", (2025,), (2025,)),
        # Who got the money of another year is told of; the paper is not for that year.
        (NAMED, "花咲補助金2023と花咲補助金2024を受けた者を除く。", (2025,), (2025,)),
        (NAMED, "第3回で落ちた者も申し込める。", (3, 2025), (2025,)),
        # A day of the year after is of that year, and of this edition.
        (NAMED, "2026年5月31日までに報告する。", (2025,), (2025, 2026)),
        # A paper that is for no edition may tell of some, but a call for applications is a round's.
        (OWN, "第9回一般型の締切：9月20日、3次募集：1月8日", (3, 9), (2016,)),
        (OWN, "花咲補助金2025の締切：9月20日", (), (2016,)),
        (OWN, "第104回のオーディションを開いた。", (), (2016,)),
    ],
)
def test_editions_of_a_passage(document, text, editions, years):
    facets = in_passage(document, text)
    assert (facets.editions, facets.fiscal_years) == (editions, years)


def test_this_year_counts_from_the_day_of_publication():
    published = replace(OWN, published=date(2017, 9, 1))
    assert in_passage(published, "今年度に開く").fiscal_years == (2017,)
    assert in_passage(published, "昨年度に開いた").fiscal_years == (2016,)


def test_a_short_year_takes_the_era_named_before_it():
    text = "平成に始まった。3年度に広げた。令和に入った。3年度に閉じた。"
    document = with_facets(make("歩み", text))
    first, second = text.index("3年度"), text.rindex("3年度")
    assert in_passage(document, "3年度に広げた。", start=first).fiscal_years == (1991,)
    assert in_passage(document, "3年度に閉じた。", start=second).fiscal_years == (2021,)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("平成30年度に始めた。令和元年度に広げた。", 2021),
        ("令和元年度に広げた。平成30年度に始めていた。", 1991),
    ],
)
def test_a_short_year_takes_the_nearest_era_before_it(text, year):
    document = with_facets(make("歩み", f"{text}3年度に閉じた。"))
    facets = in_passage(document, "3年度に閉じた。", start=len(text))
    assert facets.fiscal_years == (year,)


def test_a_short_year_takes_the_era_of_the_document():
    old = with_facets(make("平成10年度 報告"))
    assert in_passage(old, "8年度から続く", start=0).fiscal_years == (1996,)
    recent = with_facets(make("令和7年度 報告"))
    assert in_passage(recent, "8年度から続く", start=0).fiscal_years == (2026,)


def test_a_passage_keeps_what_the_document_says():
    facets = in_passage(OWN, "展示会の出展料を補助する。", ("販路",))
    assert facets == Facets(
        municipality="川崎市",
        prefecture="神奈川県",
        fiscal_years=(2016,),
        themes=("販路開拓",),
    )
