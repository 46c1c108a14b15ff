"""What a line of a list is an item of."""

import pytest

from assistant.quoting.lead import is_label, lead
from tests.answer_hits import hit, quoted

NOT_PAID = "次に掲げる費用は、助成の対象になりません。"

# lines, the last of which is asked for; headings; what it is an item of
ITEMS = [
    ([NOT_PAID, "・茶菓代", "・駐車料"], [], NOT_PAID),
    ([NOT_PAID, "", "・茶菓代", "・駐車料"], [], NOT_PAID),
    ([NOT_PAID, "茶菓代", "駐車料"], [], NOT_PAID),
    (["次の書類を出してください。", "(1)見積書", "(2)図面。"], [], "次の書類を出してください。"),
    (["対象外の費用：", "- 駐車料"], [], "対象外の費用："),
    (["出せます。次の書類が要ります。郵送もできます。", "・図面"], [], "次の書類が要ります。"),
    (["○助成しない費用", "茶菓代"], [], "○助成しない費用"),
    # The heading, where it negates and the line does not.
    (["茶菓代、駐車料"], ["助成の案内", "対象とならない費用"], "対象とならない費用"),
    (["茶菓代、駐車料"], ["助成の案内", "対象となる費用"], ""),
    (["茶菓代は助成できません。"], ["助成の案内", "対象とならない費用"], ""),
    # The heading right above, where it grants, or the line says too little alone; not the title.
    (["使える費用", "", "・机", "・窓口の机の塗り替え"], ["案内", "使える費用"], "使える費用"),
    (["費用の例", "", "・机", "・窓口の机の塗り替え"], ["案内", "費用の例"], ""),
    (["対象となる費用", "", "・看板。", "窓口で受け付けます。"], ["案内", "対象となる費用"], ""),
    (["受付の場所", "", "公民館の事務室"], ["案内", "受付の場所"], "受付の場所"),
    (["受付の場所", "", "公民館の二階の事務室"], ["案内", "受付の場所"], ""),
    (["## 参加費", "", "無料"], ["案内", "参加費の額"], "参加費"),
    (["参加費", "", "昼食が付きます。", "", "無料"], ["案内", "参加費"], ""),
    (["参加費", "", "※"], ["案内", "参加費"], ""),
    (["案内", "", "無料"], ["案内"], ""),
    (["## 払えないもの", "", "- 茶菓代"], ["案内", "払えないもの"], "払えないもの"),
    # An article that announces items, a blank line below it.
    (["第8条 次の店は決定を取り消す。", "", "(1) 畳んだ店。", "", "(2) 市を出た店。"], [],
     "第8条 次の店は決定を取り消す。"),
    # An item that has items: the nearer one, unless the sentence above denies it.
    (["次の費用を助成します。", "(1)改修費", "・壁の塗り替え"], [], "(1)改修費"),
    ([NOT_PAID, "(1)会議費", "・茶菓代"], [], NOT_PAID),
    (["次の費用があります。", "(1)対象外の費用", "・茶菓代"], [], "(1)対象外の費用"),
    # The second paragraph of an article, or the next item of a list, is none of those above it.
    (["第8条 次の店を助成する。", "(1) 畳んだ店", "2 前項の額は三万円とする。"], [], ""),
    (["第8条 額は三万円とする。", "2 次の店は五万円とする。", "(1) 女性の店", "3 市長が定める。"],
     [], ""),
    (["第8条 次の店を助成する。", "一 畳んだ店", "(1) 市外の店", "二 空いた店"], [],
     "第8条 次の店を助成する。"),
    (["次の費用を助成します。", "1 改修費", "(1) 壁の塗り替え", "2 広告費"], [],
     "次の費用を助成します。"),
    (["(1)改修費", "1 壁の塗り替え"], [], "(1)改修費"),
    # Nor what one speaker says an item of what another says.
    (["○議長 次の議案に移ります。まず、次の二点を伺います。", "○市長 額は三万円です。"], [], ""),
    (["次に、商工部長。", "・額は三万円です"], [], ""),
    # No item of it: a sentence, what comes after another paragraph, a row.
    ([NOT_PAID, "・茶菓代", "窓口は二階です。"], [], ""),
    ([NOT_PAID, "茶菓代", "", "商工課"], [], ""),
    ([NOT_PAID, "・茶菓代", "", "商工課"], [], ""),
    ([NOT_PAID, "窓口は二階です。", "・茶菓代"], [], ""),
    ([NOT_PAID, "| 茶菓代 | 千円 |"], [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "headings", "expected"), ITEMS)
def test_what_a_line_is_an_item_of(lines, headings, expected):
    text = "\n".join(lines)
    assert lead(text, len(text) - len(lines[-1]), len(text), headings, paged=False) == expected


def test_a_page_may_end_inside_a_list():
    text = "\n".join([NOT_PAID, "茶菓代", "", "駐車料"])
    place = text.index("駐車料")
    assert lead(text, place, len(text), [], paged=True) == NOT_PAID


# lines, the first of which is asked for and whether it names what stands below
LABELS = [
    ("○会場\n\n公民館の二階", True),
    ("○会場\n公民館の二階", True),
    ("○会場\n○定員", False),
    ("申請の締め切り\n\n九月末です。", True),
    ("申請の締め切り\n九月末です。", False),
    ("市の助成で直した店の一覧と直した費用の内訳\n\n九月末です。", False),  # 21 characters
    ("締め切りは九月末です。\n\n窓口は二階です。", False),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_a_line_may_name_what_stands_below(text, expected):
    below = len(text) - len(text.split("\n", 1)[1].lstrip())
    assert is_label(text, 0, below) is expected


def test_a_line_below_another_name_names_nothing():
    text = "○会場\n\n公民館の大広間\n\n九月末です。"
    start, end = text.index("公民館"), text.index("九月")
    assert not is_label(text, start, end)


def test_an_item_is_quoted_with_what_it_is_an_item_of():
    items = [f"・改装の下見に使う車の{number}日分の駐車料" for number in range(10, 20)]
    found = quoted([hit(NOT_PAID, *items)])
    assert {one.lead for one in found if one.text.startswith("・")} <= {""}
    assert [one.lead for one in found if one.text == items[-1][1:]] == [NOT_PAID]
    # Four characters say enough below it.
    (short,) = [
        one for one in quoted([hit(NOT_PAID, "", *items, "・茶菓代")]) if one.text == "茶菓代"
    ]
    assert short.said == f"{NOT_PAID} … 茶菓代"


def test_what_stands_below_a_heading_is_quoted_however_short():
    (found,) = quoted([hit("## 参加費", "", "無料", headings=("参加費",))])
    assert (found.text, found.said) == ("無料", "参加費 … 無料")


def test_a_line_is_quoted_with_its_label():
    (found,) = quoted([hit("○定員", "", "20名")])
    assert (found.text, found.lead) == ("○定員\n\n20名", "")


# what stands on a page, but tells nothing of what is asked for
FURNITURE = [
    "更新日：2026年5月7日 ページID：4321",
    "現在位置：ホーム > くらし > 店の改装",
    "ホーム > くらし > 店の改装",
    "市町村: 岡谷市",
    "長野県 岡谷労働局 更新日：2026年9月5日",
    "岡谷市商工会の案内をもとに作成した説明資料　令和8年10月",
    "別表（第4条関係）",
    "附 則（令和8年告示第71号）",
    "令和8年5月7日版 岡谷市商工課",
    "令和8年4月 岡谷市産業部商工課",
    "発行：岡谷市商工課　令和8年9月1日",
    "令和5年6月9日　告示第12号",
    "改正 令和8年2月3日岡谷市規則第4号",
    "（平成30年3月1日要綱第7号）",
]


def test_a_rule_that_names_another_is_quoted():
    said = "令和8年2月3日規則第4号による改修の助成は、なお従前の例による。"
    assert [one.text for one in quoted([hit(said)])] == [said]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_of_a_page_is_not_quoted(line):
    assert quoted([hit(line)]) == ()


def test_a_table_below_furniture_is_quoted_without_it():
    rows = "| 窓口 | 電話 |\n|---|---|\n| 商工課 | 0266-11-2222 |"
    assert [one.text for one in quoted([hit("更新日：2026年5月7日", "", rows)])] == [rows]
