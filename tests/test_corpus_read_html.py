from datetime import date
from pathlib import Path

import pytest

from corpus.document import AssistantError
from corpus.read.html import read_html
from corpus.read.source import Limits, Source


def read(page):
    data = page if isinstance(page, bytes) else page.encode()
    return read_html(Source(Path("a.html"), "a.html", data, Limits()))


def shown(page):
    document = read(page).documents[0]
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_what_a_person_reads_on_a_page():
    page = (
        "<!DOCTYPE html><html><head><title>補助 | 山川市</title><style>p{}</style>"
        "<script>alert('x')</script></head><body><form><nav><ul><li>一覧</li></ul></nav>"
        "<header><h1>朝市の<br>補助</h1></header><p>朝市を<b>開く</b>人に\n補助します。</p>"
        "<!-- 隠し --><h2>対象</h2><ul><li>市内の人<ol><li>小売</li></ol></li><li>会</li></ul>"
        "<dl><dt>窓口</dt><dd>商工課</dd></dl>"
        "<table><caption>金額</caption><tr><th>区分</th><th colspan=2>上限</th></tr>"
        "<tr><td>道具</td><td>5万円|税込</td><td>1回</td></tr></table>"
        "ばらの文<div>囲みの文<p>中</p>後</div></form><footer>電話</footer></body></html>"
    )
    assert read(page).documents[0].title == "朝市の補助"
    assert shown(page) == [
        ("heading", 1, "朝市の補助"),
        ("paragraph", 0, "朝市を開く人に補助します。"),
        ("heading", 2, "対象"),
        ("list", 0, "・市内の人\n・小売\n・会\n・窓口：商工課"),
        ("caption", 0, "金額"),
        ("table", 0, "| 区分 | 上限 |  |\n|---|---|---|\n| 道具 | 5万円｜税込 | 1回 |"),
        ("paragraph", 0, "ばらの文"),
        ("paragraph", 0, "囲みの文"),
        ("paragraph", 0, "中"),
        ("paragraph", 0, "後"),
    ]


@pytest.mark.parametrize(
    "questions",
    [
        "<details><summary>看板は対象ですか</summary><p>はい。</p></details>"
        "<details><summary><b>屋根が壊れました</b></summary>対象です。</details>",
        "<p><strong>看板は対象ですか</strong></p><p>はい。</p><div><b>屋根が</b>"
        "<strong>壊れました</strong></div><p>対象です。</p><p><b>家賃は出ますか</b></p>",
    ],
)
def test_what_a_list_of_questions_asks_is_a_heading_below_the_open_one(questions):
    assert shown(f"<h2>質問</h2><p>市の<b>店</b></p>{questions}")[:6] == [
        ("heading", 2, "質問"),
        ("paragraph", 0, "市の店"),
        ("heading", 3, "看板は対象ですか"),
        ("paragraph", 0, "はい。"),
        ("heading", 3, "屋根が壊れました"),
        ("paragraph", 0, "対象です。"),
    ]


def test_a_bold_line_that_asks_nothing_is_a_paragraph():
    assert shown("<p><b>市の店</b></p><p><b>いつ</b>開きますか</p><p>九時</p>") == [
        ("paragraph", 0, "市の店"),
        ("paragraph", 0, "いつ開きますか"),
        ("paragraph", 0, "九時"),
    ]


@pytest.mark.parametrize(
    ("terms", "blocks"),
    [
        (
            "<dt>日時</dt><dd>9月5日<br>13時から</dd><dt>受講料</dt><dd><p>3,000円</p></dd>",
            [("list", 0, "・日時：9月5日 13時から\n・受講料：3,000円")],
        ),
        (
            "<div><dt>窓口</dt><dt>電話</dt><dd>商工課</dd><dd>観光課</dd></div>",
            [("list", 0, "・窓口・電話：商工課、観光課")],
        ),
        (
            "<dt>書類</dt><dd>次の二つ<ul><li>申請書</li></ul></dd><dt>期限</dt><dd>9月</dd>",
            [
                ("list", 0, "○書類"),
                ("paragraph", 0, "次の二つ"),
                ("list", 0, "・申請書\n・期限：9月"),
            ],
        ),
        ("<dt>窓口</dt><dt>電話</dt>", [("list", 0, "○窓口\n○電話")]),
        ("<dd>商工課</dd>", [("list", 0, "・商工課")]),
        (
            "<dt>窓口</dt><dd>商工課</dd><p>予約がいる</p>",
            [("list", 0, "・窓口：商工課"), ("paragraph", 0, "予約がいる")],
        ),
    ],
)
def test_a_term_stands_with_what_is_told_of_it(terms, blocks):
    assert shown(f"<dl>{terms}</dl>") == blocks


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        (
            "<div>岡谷市公式ホームページ</div><form>サイト内検索</form>"
            "<p>現在位置：ホーム &gt; 産業 &gt; 補助</p><h1>補助</h1>"
            "<p>更新日：2026年5月15日　ページID：12345</p><p>店を助ける。</p><a>本文へ移動</a>",
            [("heading", 1, "補助"), ("paragraph", 0, "店を助ける。")],
        ),
        (
            "<div class='l-breadcrumb'><ul><li>ホーム<li>産業</ul></div><p>店を助ける。</p>",
            [("paragraph", 0, "店を助ける。")],
        ),
        # Words that only look like it.
        (
            "<p>更新日から30日以内に出す。</p><p>現在位置する市</p><p>印刷業の方</p>",
            [
                ("paragraph", 0, "更新日から30日以内に出す。"),
                ("paragraph", 0, "現在位置する市"),
                ("paragraph", 0, "印刷業の方"),
            ],
        ),
    ],
)
def test_what_tells_of_the_page_alone_is_left_out(page, blocks):
    assert shown(page) == blocks


def test_the_day_on_which_a_page_was_changed():
    page = "<h1>補助</h1><p>更新日：2026年5月15日</p><p>店を助ける。</p><p>更新日：2026年4月1日</p>"
    assert read(page).documents[0].published == date(2026, 5, 15)


def test_a_page_of_elements_left_open_is_read_to_its_end():
    page = "".join(f"<p><font size=2><b>店{n}</p>" for n in range(1, 301))
    assert [text for _, _, text in shown(page)] == [f"店{n}" for n in range(1, 301)]
    reading = read("".join(f"<b>店{n}" for n in range(1, 3001)))
    assert reading.documents[0].text.startswith("店1店2店3店4")
    assert reading.warnings == (
        "only its beginning is read: elements nested too deeply; save the page anew",
    )


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<h1>甲</h1><h1>乙</h1><p>文</p>", "丙"),
        ("<h1>甲</h1><p>文</p>", "甲"),
    ],
)
def test_the_only_heading_of_the_first_level_is_the_title(page, blocks):
    assert read(f"<title>丙</title>{page}").documents[0].title == blocks


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        (
            "<ul><li>表<table><tr><th>甲</th><td>乙</td></tr></table></li></ul>",
            [("list", 0, "・表"), ("table", 0, "| 甲 | 乙 |\n|---|---|")],
        ),
        (
            "<ul><li>表<table><tr><th><ul><li>甲</li></ul></th><td>乙</td></tr></table></li></ul>",
            [("list", 0, "・表"), ("table", 0, "| 甲 | 乙 |\n|---|---|")],
        ),
        (
            "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>",
            [("table", 0, "| 甲 | 乙 |\n|---|---|")],
        ),
    ],
)
def test_what_stands_inside_of_something_else_is_written_once(page, blocks):
    assert shown(page) == blocks


def test_a_table_that_lays_out_a_page_is_no_table():
    page = "<table><tr><td><h2>朝市</h2><p>店を開く。</p></td><td><p>夜市</p></td></tr></table>"
    assert shown(page) == [
        ("heading", 2, "朝市"),
        ("paragraph", 0, "店を開く。"),
        ("paragraph", 0, "夜市"),
    ]


def test_words_between_lines_of_latin_stay_apart():
    assert shown("<p>open\nshop\n店\nを</p>") == [("paragraph", 0, "open shop 店を")]


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("Shift_JIS", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("utf-8", "utf-8"),
        ("ISO-2022-JP", "iso2022_jp"),
    ],
)
def test_the_encoding_a_page_names(named, encoding):
    page = f'<html><head><meta charset="{named}"></head><body><p>朝市</p></body></html>'
    assert read(page.encode(encoding)).documents[0].text == "朝市"


def test_a_page_that_names_the_wrong_encoding():
    reading = read("<meta charset=shift_jis><p>朝市を開く人</p>".encode())
    assert reading.documents[0].text == "朝市を開く人"
    assert reading.warnings == ("the page says it is cp932, but it is not",)


def test_a_byte_order_mark_tells_more_than_what_a_page_names():
    reading = read("\ufeff<meta charset=shift_jis><p>朝市を開く人</p>".encode())
    assert (reading.documents[0].text, reading.warnings) == ("朝市を開く人", ())


@pytest.mark.parametrize("page", ["<html></html>", "   ", "<script>店</script>", "<p> </p>"])
def test_an_empty_page(page):
    with pytest.raises(AssistantError) as refused:
        read(page)
    assert str(refused.value) == "empty: no text on the page"


def test_entities_are_text():
    assert read("<p>5 &lt; 6 &amp; &lt;b&gt;</p>").documents[0].text == "5 < 6 & <b>"


@pytest.mark.parametrize(
    ("page", "shown_as"),
    [
        (
            "<p>名称：朝市<br>対象：店を\n開く人<br/>\n上限：5万円</p>",
            [("paragraph", 0, "名称：朝市\n対象：店を開く人\n上限：5万円")],
        ),
        ("<p><b>名称<br>朝市</b>の<i>店</i></p>", [("paragraph", 0, "名称\n朝市の店")]),
        (
            "<ul><li><p>電話</p>\n<p>商工課</p>平日</li><li>窓口<br>2階</li></ul>",
            [("list", 0, "・電話\n商工課\n平日\n・窓口\n2階")],
        ),
        (
            "<table><tr><th>業種<br>(主なもの)</th><th>地区</th></tr>"
            "<tr><td><ul><li>製造</li><li>小売</li></ul></td><td><p>東町</p>西町</td></tr></table>",
            [("table", 0, "| 業種 (主なもの) | 地区 |\n|---|---|\n| 製造 小売 | 東町 西町 |")],
        ),
        ("<pre>朝市<br>夜市\n昼市</pre>", [("paragraph", 0, "朝市\n夜市\n昼市")]),
        (
            "<p>この<ruby>家賃<rp>(</rp><rt>やちん</rt><rp>)</rp></ruby>に使えます</p>",
            [("paragraph", 0, "この家賃に使えます")],
        ),
    ],
)
def test_line_ends_that_a_reader_sees(page, shown_as):
    assert shown(page) == shown_as


def test_cells_over_several_rows_stand_in_each():
    page = (
        "<table><tr><th rowspan=2>業種</th><th colspan=2>補助</th><th>窓口</th></tr>"
        "<tr><th>率</th><th>上限</th><td rowspan=9>商工課</td></tr>"
        "<tr><td rowspan=2>製造</td><td>3分の2</td><td>200万円</td></tr>"
        "<tr><td colspan=x rowspan=-1>2分の1</td><td>100万円</td></tr>"
        "<tr><td>小売</td><td rowspan=99999999999>3分の1</td><td>50万円</td></tr></table>"
    )
    assert shown(page) == [
        (
            "table",
            0,
            "| 業種 | 補助 |  | 窓口 |\n|---|---|---|---|\n| 業種 | 率 | 上限 | 商工課 |\n"
            "| 製造 | 3分の2 | 200万円 | 商工課 |\n| 製造 | 2分の1 | 100万円 | 商工課 |\n"
            "| 小売 | 3分の1 | 50万円 | 商工課 |",
        )
    ]


def test_a_table_has_a_thousand_columns_at_most():
    names = [f"区分{number}" for number in range(1, 1003)]
    wide = "".join(f"<td>{name}</td>" for name in names)
    assert shown(f"<table><tr>{wide}</tr></table>") == [
        (
            "table",
            0,
            f"| {' | '.join(names[:999])} | 区分1000 区分1001 区分1002 |\n|{'---|' * 1000}",
        )
    ]


def test_cells_that_push_each_other_out_stay_within_the_columns():
    # Each row starts 50 columns beyond the one above; twenty of them fill the thousand.
    page = "".join(f"<tr><td rowspan=1000 colspan=50>{n}</td></tr>" for n in range(1, 23))
    places = [*range(20), 20, 20]
    above = [" ".join(f"{number} |" for number in range(1, at + 1)) for at in places]
    rows = [
        f"| {above[n - 1]}{' ' * (at > 0)}{n} |{'  |' * (20 - at)}"
        for n, at in enumerate(places, start=1)
    ]
    text = "\n".join([rows[0], f"|{'---|' * 21}", *rows[1:]])
    assert shown(f"<table>{page}</table>") == [("table", 0, text)]


@pytest.mark.parametrize(
    ("head", "body", "publisher"),
    [
        ("<title>よくある質問／岡谷市</title>", "", "岡谷市"),
        ("<title>補助金 - 岡谷市公式ホームページ</title>", "", "岡谷市"),
        ("<title>岡谷市ホームページ | 補助金</title>", "", "岡谷市"),
        ("<title>講座のご案内 | 岡谷商工会議所</title>", "", "岡谷商工会議所"),
        ("<title>創業の例 | 愛川町</title>", "", "愛川町"),
        (
            '<meta property="og:site_name" content="長野県岡谷市"><title>例</title>',
            "",
            "長野県岡谷市",
        ),
        ("", "<header><div>岡谷市公式サイト</div></header>", "岡谷市"),
        ("", "<footer><p>Copyright (C) 2026 岡谷市 All Rights Reserved.</p></footer>", "岡谷市"),
        ("", "<footer>© 岡谷市役所</footer>", "岡谷市役所"),
        ("", '<div id="copyright">copyright© 岡谷市 all rights reserved</div>', "岡谷市"),
        ("", "<p>写真 © 岡谷市</p>", None),
        # A category, an event, a portal: whose site it is is not said.
        ("<title>創業の例 | 岡谷市 | みんなの補助金</title>", "", None),
        ("<title>岡谷市の例 | 催し</title>", "", None),
        ("<title>催し | 日曜朝市</title>", "", None),
        ("<title>岡谷市</title>", "<p>岡谷市で店を開く。</p>", None),
    ],
)
def test_whose_site(head, body, publisher):
    page = f"<html><head>{head}</head><body>{body}<p>店を助けます。</p></body></html>"
    assert read(page).documents[0].publisher == publisher
