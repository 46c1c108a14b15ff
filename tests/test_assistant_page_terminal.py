"""What the command line prints of hostile and of ordinary documents."""

import pytest

from assistant.page.terminal import answer_text, one_line, result_text, safe
from assistant.records import Answer, Expansion, Hit, Query, Quote, SearchResult
from corpus.document import Facets, Passage

TEXT = "相談は無料です。\n窓口は2階です。"
HIT = Hit(
    Passage(
        "soudan.md",
        10,
        27,
        TEXT,
        ("相談",),
        page=3,
        facets=Facets(municipality="岡谷市", fiscal_years=(2018,)),
    ),
    "相談の手引き",
    "みどり商工会",
    0.75,
)
SOURCE = "相談の手引き（みどり商工会、平成30年度（2018年度）、相談、3ページ）"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一行\n二行", "一行\n二行"),
        ("一行\r\n二行", "一行\n二行"),
        ("欄\t値", "欄 値"),
        ("\x1b[2J消える", "\ufffd[2J消える"),
        ("\x9b2J", "\ufffd2J"),
        ("上書き\r偽物", "上書き\ufffd偽物"),
        ("abc\u202egpj", "abc\ufffdgpj"),
    ],
)
def test_nothing_acts_on_the_terminal(text: str, printed: str) -> None:
    assert safe(text) == printed


def test_one_line_is_one_line() -> None:
    assert one_line(" 名前\nの\u2028中の\x85改行 ") == "名前 の 中の 改行"


def test_an_answer_is_its_quotes_and_their_places() -> None:
    query = Query(
        "相談",
        years=(2018,),
        municipalities=("岡谷市",),
        prefectures=("長野県",),
        expansions=(Expansion("相談", "窓口", 0.5),),
        read_as="何処で\n相談",
    )
    answer = Answer("どこで\n相談できますか", query, (Quote(TEXT, 10, 27, 1),), (HIT,))
    assert answer_text(answer).splitlines() == [
        "ご質問：どこで 相談できますか",
        "（長野県・岡谷市・平成30年度（2018年度） として検索、"
        "「何処で 相談」と読んで検索、窓口 も含めて検索）",
        "",
        "  「相談は無料です。",
        "    窓口は2階です。」[1]",
        "",
        "出典",
        f"[1] {SOURCE}",
        "    soudan.md:10-27",
        "",
        "資料の発行後に制度が変わっていることがあります。"
        "お申し込みの前に、発行元の最新の案内をご確認ください。",
    ]


def test_marks_of_headings_are_not_printed() -> None:
    text = "### 相談\n【方法】### 【窓口】"
    answer = Answer("相談", Query("相談"), (Quote(text, 10, 31, 1),), (HIT,))
    assert answer_text(answer).splitlines()[2:5] == [
        "  「相談",
        "    【方法】",
        "    【窓口】」[1]",
    ]


def test_a_quote_from_a_cell_names_its_column() -> None:
    answer = Answer("相談", Query("相談"), (Quote(TEXT, 10, 27, 1, "29年度の\n概要\x1b"),), (HIT,))
    assert answer_text(answer).splitlines()[2:4] == [
        "  「相談は無料です。",
        "    窓口は2階です。」[1]（表の「29年度の 概要\ufffd」の欄）",
    ]


def test_a_last_day_that_is_past_is_told() -> None:
    quote = Quote("申請は5月9日まで", 0, 8, 1, past=True)
    hit = Hit(Passage("d", 0, 8, quote.text), "案内", None, 0.5)
    printed = answer_text(Answer("いつまで", Query("いつまで"), (quote,), (hit,)))
    assert "  「申請は5月9日まで」[1]（この期日は過ぎています）\n" in printed


def test_words_that_nothing_quoted_holds_are_told() -> None:
    quotes = (Quote(TEXT, 10, 27, 1),)
    answer = Answer("予約", Query("予約"), quotes, (HIT,), unsaid=("予約", "日\x1b時"))
    assert answer_text(answer).splitlines()[2:4] == [
        "ご質問の「予約」「日\ufffd時」は、引用した箇所には見当たりません。"
        "お尋ねの内容と合っているか、お確かめください。",
        "",
    ]


def test_another_years_passages_stand_under_a_title_that_says_so() -> None:
    answer = Answer("2001年の相談", Query("2001年の相談"), (), (), "other_year", (HIT,))
    lines = answer_text(answer).splitlines()
    below = lines[lines.index("お尋ねの年度のものではありませんが、近い内容があります") + 1 :]
    assert below[:3] == [
        f"[1] {SOURCE}",
        "    soudan.md:10-27",
        "    相談は無料です。 窓口は2階です。",
    ]


def test_ranked_passages_are_a_line_each() -> None:
    result = SearchResult(Query("相談"), (HIT, HIT), None)
    assert result_text("q\t1", result) == (
        f"q 1\t1\t0.750\t{SOURCE}\tsoudan.md:10-27\nq 1\t2\t0.750\t{SOURCE}\tsoudan.md:10-27\n"
    )


def test_a_row_is_printed_below_the_header_of_its_table() -> None:
    header, row = "| 窓口 | 電話 |", "| 商工課 | 0266-11-2222 |"
    text = f"{header}\n|---|---|\n{row}"
    passage = Passage("soudan.md", 0, len(text), text, ())
    cut = Passage("soudan.md", len(text) - len(row), len(text), row, (), table_header=header)
    for held in (passage, cut):
        quote = Quote(row, len(text) - len(row), len(text), 1)
        answer = Answer("電話", Query("電話", "電話"), (quote,), (Hit(held, "相談", None, 0.7),))
        assert "  「| 窓口 | 電話 |\n    | 商工課 | 0266-11-2222 |」[1]" in answer_text(answer)


def test_an_item_is_printed_with_what_it_is_an_item_of() -> None:
    quote = Quote("相談は無料です。", 10, 18, 1, lead="次の相談を受けます。")
    answer = Answer("相談", Query("相談", "相談"), (quote,), (HIT,))
    assert "  「次の相談を受けます。 … 相談は無料です。」[1]" in answer_text(answer)
