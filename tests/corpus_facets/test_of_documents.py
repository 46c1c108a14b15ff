"""Themes, cities, years and kinds of documents."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Facets
from corpus.names.themes import THEMES, find_themes
from tests.facet_documents import facets_of, make


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
        # Named in passing, named often enough, too seldom among others, not in the front.
        (make("報告", "川崎市の報告。川崎市では店を助ける。"), None, None),
        (make("報告", "川崎市の報告。川崎市では川崎市の店を。"), "川崎市", "神奈川県"),
        (make("報告", "川崎市の報告。川崎市と川崎市民。三鷹市と柏市。"), None, None),
        (make("報告", "店" * 1500 + "川崎市" * 3), None, None),
        (make("報告", "店" * 1497 + "川崎市" * 3), "川崎市", "神奈川県"),
        # towns are in no list: where a title or a publisher begins with one
        (make("愛川町 創業支援補助金", "愛川町で開く店。"), "愛川町", None),
        (make("神奈川県愛川町の創業支援", "店を開く。"), "愛川町", "神奈川県"),
        (make("補助金", "店を開く。", publisher="愛川町役場"), "愛川町", None),
        (make("元町商店街の補助金", "店を開く。"), None, None),
        (make("浅草橋町会の補助金", "店を開く。"), None, None),
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


NEWS = "三条中央商店街だより 第3号"
FAQ = "申請は市役所の窓口へ。市長の承認が要ります。市では仲介をしません。岡谷市民会館で待ちます。"


@pytest.mark.parametrize(
    ("document", "city"),
    [
        # A bulletin is its city's by its name, read by its sound.
        (make("広報かしわざき 2026年11月号", "除雪機の購入を補助します。"), "柏崎市"),
        (make("市報「三条」 第12号", "露店を募ります。燕市の店も。"), "三条市"),
        (make("いわき市政だより", "露店を募ります。"), "いわき市"),
        # 太田市, 大田市 or 大田区; a city, or the prefecture of that name.
        (make("広報おおた 5月号", "露店を募ります。"), None),
        (make("広報おおた 5月号", "露店を募ります。太田市民の方へ。"), "太田市"),
        (make("広報にいがた 5月号", "露店を募ります。"), "新潟市"),
        (make("広報新潟 5月号", "露店を募ります。"), None),
        (make("広報はなさき 5月号", f"{FAQ}岡谷市と交流します。"), None),
        (make("県広報とやま 5月号", "富山市の店です。"), None),
        (make("新潟の名工", "新潟市の店です。"), None),
        (make("広報紙の作り方", "文字は大きく。"), None),
        # A line of the cover that is a city, its office or its chamber.
        (
            make("終了した制度", "終了した制度\n岡谷市産業支援課（令和8年6月1日現在）\n一覧\n"),
            "岡谷市",
        ),
        (make("ご案内", "ご案内\n長野県岡谷市\n産業の集まり\n"), "岡谷市"),
        (make("ご案内", "ご案内\n岡谷市産業振興部 商業観光課　令和8年4月\n一覧\n"), "岡谷市"),
        (make("ご案内", "ご案内\n三条商工会議所　更新日：2026年10月1日\n一覧\n"), "三条市"),
        (make("三条商工会議所 創業塾", "全5回です。"), "三条市"),
        (make("ご案内", "ご案内\n岡谷市の例です。\n一覧\n"), None),
        (make("事例集", "事例集\n岡谷市\n川口市\n例は二つです。"), None),
        (make("ご案内", "ご案内\n岡谷市長 様\n一覧\n"), None),
        (make("ご案内", "ご案内\n全国商工会連合会・日本商工会議所の案内\n一覧\n"), None),
        # The title, or the publisher, has in short what city the text names.
        (make(NEWS, "改装に三条市の補助金を使いました。"), "三条市"),
        (make("だより", "改装に三条市の補助金を使いました。", publisher="三条商店会"), "三条市"),
        (make(NEWS, "改装をしました。"), None),
        (make(NEWS, "岡谷市から見学に来ました。三条市から2人。"), None),
        (make("まつもとの商工だより", "松本市の店が開きました。"), "松本市"),
        (make("北上川流域の会", "北上市の店が開きました。"), None),
        # A text that speaks as the city it names; none of a prefecture or of several cities.
        (make("よくある質問", FAQ), "岡谷市"),
        (make("よくある質問", FAQ, publisher="中小企業庁"), None),
        (make("よくある質問", f"{FAQ}川口市の例もあります。"), None),
        (make("よくある質問", f"{FAQ}県内の方が使えます。"), None),
        (make("よくある質問", f"{FAQ}7市で開きます。"), None),
        (make("長野県の補助金", FAQ), None),
        (make("補助金の手引き", "例えば岡谷市の店は、市の補助と国の補助を使いました。"), None),
    ],
)
def test_what_speaks_for_a_city(document, city):
    assert facets_of(document).municipality == city


@pytest.mark.parametrize(
    ("document", "years"),
    [
        (make("平成28年度 報告書"), (2016,)),
        (make("令和2～4年度の計画"), (2020, 2021, 2022)),
        (make("28年度 報告書", published=date(2017, 9, 1)), (2016,)),
        (make("報告書", "平成28年度\n報告書\n平成29年9月\n"), (2016,)),
        (make("報告書", "ＦＹ2016\n報告書\n"), (2016,)),
        (make("報告書", "第1章\n" + "平成26年度に始めた事業を続けており、" * 5), ()),
        (
            make("実施事業", "これまで\n平成30年度の事業\n" + "あ" * 400, ("平成30年度の事業",)),
            (2018,),
        ),
        (
            make(
                "実施事業",
                "\n".join(["店" * 400, "28年度", "29年度", "30年度", "31年度"]),
                ("28年度", "29年度", "30年度", "31年度"),
            ),
            (),
        ),
        (make("今年度の予算"), ()),
        (make("今年度の予算", published=date(2019, 3, 31)), (2018,)),
        (make("予算"), ()),
    ],
)
def test_years_of_a_document(document, years):
    assert facets_of(document).fiscal_years == years


def test_front_matter_wins():
    given = Facets(
        municipality="岡谷市",
        fiscal_years=(2020,),
        themes=("観光",),
    )
    document = make("川崎市 平成28年度 創業報告書", publisher="川崎市", facets=given)
    assert facets_of(document) == replace(given, prefecture="長野県")


NOTICES = "だより\n令和7年度の利用状況\n12件でした。"


@pytest.mark.parametrize(
    ("levels", "published", "years"),
    [
        ((1, 2), None, (2025,)),
        # Of a bulletin of a known day one notice of many may look back.
        ((1, 2), date(2026, 10, 15), ()),
        ((1, 1), date(2026, 10, 15), (2025,)),  # a chapter
    ],
)
def test_years_of_headings(levels, published, years):
    document = make("だより", NOTICES, ("だより", "令和7年度の利用状況"), published=published)
    blocks = tuple(
        replace(block, level=level) for block, level in zip(document.blocks, levels, strict=True)
    )
    assert facets_of(replace(document, blocks=blocks)).fiscal_years == years


def test_a_cover_ends_with_the_first_heading_below_the_title():
    text = "手引き\n令和8年5月\n対象とならない者\n令和6年度にこの補助を受けた者"
    assert facets_of(make("手引き", text, ("手引き", "対象とならない者"))).fiscal_years == ()
    assert facets_of(make("手引き", text, ("手引き",))).fiscal_years == (2024,)
