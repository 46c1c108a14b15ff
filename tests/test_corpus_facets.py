"""Cities, years, kinds and themes of documents and passages, made up and real."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from corpus.document import Block, Document, Facets
from corpus.facets import THEMES, document_facets, find_themes, passage_facets

TODAY = date(2026, 11, 21)


def make(title, text="", headings=(), **fields):
    """A document in which each heading is looked up in the text."""
    blocks = tuple(
        Block("heading", text.index(heading), text.index(heading) + len(heading), 1)
        for heading in headings
    )
    return Document("a.txt", title, text, "a.txt", blocks, **fields)


def facets_of(document):
    return document_facets(document, today=TODAY)


def in_passage(document, text, headings=(), start=None):
    place = len(document.text) if start is None else start
    return passage_facets(document, headings, text, place, today=TODAY)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("創業希望者に融資する", ("創業", "資金")),
        ("製造業の後継者", ("事業承継", "ものづくり")),
        ("ＢＣＰの策定", ("防災",)),
        ("ＩＴ導入補助", ("デジタル",)),
        ("AIとIoTの活用", ("デジタル",)),
        ("e-mailで送る", ()),
        ("AIR社の広告", ()),
        ("Ｍ＆Ａの仲介", ("事業承継",)),
        ("空き店舗で起業", ("創業", "商店街")),
        ("特許を使う海外の見本市", ("販路開拓", "海外展開", "知的財産")),
        ("入札の参加資格", ("官公需",)),
        ("女性活躍推進の認証", ("働き方",)),
        ("下請取引", ("取引適正化",)),
        # 環境, 連携 and 採用 alone tell nothing; 県立地域 holds 立地 by chance
        ("環境を整え、連携して提案を採用する", ()),
        ("県立地域センター", ()),
        ("市内企業の紹介", ()),
        ("", ()),
    ],
)
def test_themes(text, themes):
    assert find_themes(text) == themes


def test_themes_come_in_their_order():
    everything = find_themes("条例 農業 資金 創業")
    assert everything == ("創業", "資金", "農業", "条例")
    assert [THEMES.index(theme) for theme in everything] == sorted(map(THEMES.index, everything))


@pytest.mark.parametrize(
    ("document", "city", "prefecture"),
    [
        (make("いわき市商工業振興会議の記録"), "いわき市", "福島県"),
        (make("高津区まちづくり計画"), "川崎市", "神奈川県"),
        (make("広島県府中市の計画"), "府中市", "広島県"),
        (make("融資制度の案内", publisher="三鷹市生活経済課"), "三鷹市", "東京都"),
        (make("会員の手引き", publisher="岡谷商工会議所"), "岡谷市", "長野県"),
        (make("岡谷市と尼崎市の交流"), None, None),
        (make("支援策", publisher="静岡県"), None, "静岡県"),
        (make("埼玉県の支援策"), None, "埼玉県"),
        (make("報告", "柏市の報告。柏市では柏市の店を助ける。流山市も。"), "柏市", "千葉県"),
        # 柏市 is two of four: not clearly the paper's own
        (make("報告", "柏市の報告。柏市と流山市と野田市。"), None, None),
        (make("報告", "柏市の報告。"), None, None),
        # the address of a prefecture's office
        (make("助成金", "甲府市" * 5, publisher="山梨県"), None, "山梨県"),
        (make("助成金", "甲府市" * 5, facets=Facets(prefecture="山梨県")), None, "山梨県"),
        (make("尼崎の宣言"), None, None),
        (make("銀行", "横浜銀行" * 9), None, None),
        # several cities have sections of their own
        (
            make(
                "墨田区で開いた会議",
                "墨田区\n岡谷市\n尼崎市\n川口市\n",
                ("墨田区", "岡谷市", "尼崎市", "川口市"),
            ),
            None,
            None,
        ),
    ],
)
def test_whose_document(document, city, prefecture):
    facets = facets_of(document)
    assert (facets.municipality, facets.prefecture) == (city, prefecture)


@pytest.mark.parametrize(
    ("document", "years"),
    [
        (make("平成28年度 報告書"), (2016,)),
        (make("令和2～4年度の計画"), (2020, 2021, 2022)),
        (make("28年度 報告書", published=date(2017, 9, 1)), (2016,)),
        (make("報告書", "平成28年度\n報告書\n平成29年9月\n"), (2016,)),
        (make("報告書", "第1章\n" + "平成26年度に始めた事業を続けており、" * 5), ()),
        (
            make("実施事業", "これまで\n平成30年度の事業\n" + "あ" * 400, ("平成30年度の事業",)),
            (2018,),
        ),
        (make("今年度の予算"), ()),
        (make("今年度の予算", published=date(2019, 3, 31)), (2018,)),
        (make("予算"), ()),
    ],
)
def test_years_of_a_document(document, years):
    assert facets_of(document).fiscal_years == years


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("「商業振興条例」に基づく施策実施状況報告書", "実施状況報告書"),
        ("調査報告書", "調査報告書"),
        ("産業振興条例", "振興条例"),
        ("第3回都市会議 みなと宣言", "宣言"),
        ("産業振興プラン", "計画"),
        ("地域活性化計画の概要", "計画"),
        ("設備補助金 公募要領", "公募要領"),
        ("設備補助金 交付規程", "交付規程"),
        ("よくある質問", "Q&A"),
        ("補助金Ｑ＆Ａ", "Q&A"),
        ("「みなと宣言」に関する実施事業", "事業一覧"),
        ("中小企業振興会議", "会議資料"),
        ("会議室の使い方", None),
        ("ごあいさつ", None),
    ],
)
def test_kind_of_document(title, kind):
    assert facets_of(make(title)).document_type == kind


def test_front_matter_wins():
    given = Facets(
        municipality="岡谷市",
        organisation="岡谷商工会議所",
        fiscal_years=(2020,),
        document_type="記録",
        themes=("観光",),
    )
    document = make("川崎市 平成28年度 創業報告書", publisher="川崎市", facets=given)
    assert facets_of(document) == replace(given, prefecture="長野県")


def with_facets(document):
    return replace(document, facets=facets_of(document))


OWN = with_facets(make("川崎市 平成28年度 実施状況報告書", "川崎市の報告。", publisher="川崎市"))
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
        (SHARED, ("国際化（東京商工会議所大田支部）",), "商談会。", "大田区"),
        (SHARED, ("各都市",), "岡谷市は補助する。岡谷市は招く。", "岡谷市"),
        (SHARED, ("各都市",), "岡谷市と尼崎市。", None),
        (SHARED, ("各都市",), "川崎信用金庫の講座。", None),
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
    ],
)
def test_years_of_a_passage(headings, text, years):
    assert in_passage(OWN, text, headings).fiscal_years == years


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
        organisation="川崎市",
        fiscal_years=(2016,),
        document_type="実施状況報告書",
        themes=("販路開拓",),
    )


def real(shared, name, title):
    text = (shared / "corpus" / name).read_text(encoding="utf-8")
    return with_facets(Document(name, title, text, name, ()))


def paragraphs(text, first=0):
    """Start and text of each paragraph from a place on."""
    position = first
    for piece in text[first:].split("\n\n"):
        if piece.strip():
            yield position, piece
        position += len(piece) + 2


def sections(text, names):
    """Each section: its heading line, where it starts, and its text without that line."""
    starts = [(text.index(f"\n{name}\n") + 1, name) for name in names]
    ends = [*starts[1:], (len(text), "")]
    for (start, name), (end, _) in zip(starts, ends, strict=True):
        body = start + len(name) + 1
        yield name, body, text[body:end]


def test_every_paragraph_of_kawasaki_is_kawasaki_s(shared):
    document = real(shared, "kawasaki_fy2016_report.txt", "平成28年度 施策実施状況報告書")
    found = Counter(
        passage_facets(document, (), text, start, today=TODAY).municipality
        for start, text in paragraphs(document.text)
    )
    assert document.facets.fiscal_years == (2016,)
    assert set(found) == {"川崎市"}
    assert found.total() > 1000


def test_each_section_of_kawaguchi_s_paper_is_its_city_s(shared):
    document = real(shared, "kawaguchi_summit_programmes.txt", "都市サミットの実施事業")
    assert document.facets.municipality is None
    names = ["川口市", "川口商工会議所", "墨田区", "大田区", "岡谷市", "東大阪市"]
    names += ["東大阪商工会議所", "尼崎市", "尼崎商工会議所"]
    found = {
        name: {
            passage_facets(document, (name,), piece, body + at, today=TODAY).municipality
            for at, piece in paragraphs(text)
        }
        for name, body, text in sections(document.text, names)
    }
    cities = [
        "川口市",
        "川口市",
        "墨田区",
        "大田区",
        "岡谷市",
        "東大阪市",
        "東大阪市",
        "尼崎市",
        "尼崎市",
    ]
    assert found == {name: {city} for name, city in zip(names, cities, strict=True)}


def test_each_section_of_sumida_s_paper_is_its_city_s(shared):
    document = real(shared, "sumida_declaration.txt", "すみだ宣言")
    assert document.facets.municipality is None
    lines = [line.strip() for line in document.text.splitlines() if line.startswith("○")]
    found = [
        passage_facets(document, (line,), "補助する。", 0, today=TODAY).municipality
        for line in lines
    ]
    assert [city for city, following in pairwise([*found, None]) if city != following] == [
        "墨田区",
        "川口市",
        "大田区",
        "岡谷市",
        "東大阪市",
        "尼崎市",
    ]


def test_each_plan_of_tokyo_s_paper_is_its_city_s(shared):
    document = real(shared, "tokyo_approved_plans_2020.txt", "承認した計画の概要")
    assert document.facets.municipality is None
    plans = [line for line in document.text.splitlines() if "活性化計画」（" in line]
    found = [
        passage_facets(document, (plan,), "産業の実態を調べた。", 0, today=TODAY) for plan in plans
    ]
    assert [facets.municipality for facets in found] == [
        "品川区",
        "中野区",
        "江戸川区",
        "八王子市",
        "三鷹市",
        "国立市",
    ]
    assert {facets.fiscal_years for facets in found} == {(2020, 2021, 2022)}
    assert {facets.prefecture for facets in found} == {"東京都"}


def test_iwaki_s_paper(shared):
    document = real(shared, "iwaki_promotion_council_2017.txt", "いわき市の振興会議")
    assert document.facets.municipality == "いわき市"
    assert document.facets.prefecture == "福島県"
    assert document.facets.document_type == "会議資料"
