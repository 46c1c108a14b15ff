"""What of a passage can be quoted: sentences, short paragraphs, rows and small tables."""

from dataclasses import replace

import pytest

from assistant.records import Hit
from corpus.document import Passage
from tests.answer_hits import BOTH, NEITHER, ONE, START, hit, quoted, texts


def test_a_quote_is_a_slice_of_its_document():
    (found,) = quoted([hit("  " + BOTH + " \n\n")])
    assert (found.text, found.start, found.end) == (BOTH, START + 2, START + 2 + len(BOTH))
    assert found.citation == 1
    # The mark of a list is no part of what is said.
    (item,) = quoted([hit(f"- {BOTH}")])
    assert (item.text, item.start) == (BOTH, START + 2)


@pytest.mark.parametrize("dangling", ["（", "(", "「【 "])
def test_a_bracket_that_holds_nothing_of_the_quote_is_no_part_of_it(dangling):
    # Conversion dropped the address behind it.
    (found,) = quoted([hit(f"{BOTH}{dangling}")])
    assert (found.text, found.end) == (BOTH, START + len(BOTH))


NOT_QUOTED = [
    "",
    " 　\n",
    "# 空き店舗の改装費の補助",
    "###### 空き店舗の改装費の補助",
    "空き店舗の改装費の補助",  # the heading itself
    "(2) 空き店舗の改装費の補助",
    "出典: 岡谷市の空き店舗の改装の手引き（平成29年）",
    "出典箇所：第3章の改装費の補助",
    "資料：改装費の補助に関する調査",
    "出所 : 改装費の補助に関する調査",
    "図表 改装費の補助の件数の推移",
    'A[改装する店] -- "改装費の補助" --> B[市の窓口]',
    "図１－２　改装費の補助の件数",
    "|---|:---:|",
    "----------",
    "改装の補助。",  # 6 characters
]


@pytest.mark.parametrize("line", NOT_QUOTED)
def test_headings_sources_and_leftovers_are_not_quoted(line):
    headings = ("商店街", "空き店舗の改装費の補助")
    assert texts([hit(line, headings=headings)]) == []
    assert texts([hit(line, NEITHER, headings=headings)]) == [NEITHER]


def test_a_heading_above_a_sentence_does_not_take_it_away():
    # A line of 18 characters and more that ends in a kanji seems to go on in the next one.
    lines = ("## 商店街の空き店舗を借りる人への改装費の補助", "", BOTH)
    (found,) = quoted([hit(*lines)])
    assert (found.text, found.start) == (BOTH, START + len(lines[0]) + 2)


def test_a_title_is_not_quoted_and_does_not_take_its_sentence_away():
    title = "商店街の空き店舗を借りる人への改装費の補助"
    passage = Passage("案内.md", 0, 0, f"{title}\n\n{BOTH}", ())
    (found,) = quoted([Hit(passage, title, None, 0.8)])
    assert (found.text, found.start) == (BOTH, len(title) + 2)
    assert quoted([Hit(replace(passage, text=title), title, None, 0.8)]) == ()


def test_an_indented_line_is_a_paragraph_of_its_own():
    assert texts([hit(f"　{BOTH}", f"　{ONE}")]) == [BOTH, ONE]


def test_nothing_to_quote():
    assert quoted([]) == ()
    assert quoted([hit("")]) == ()


TABLE = ["| 年度 | 件数 |", "|---|---|", "| 平成27年度 | 12 |", "| 平成28年度 | 7 |"]


def test_a_small_table_is_quoted_as_a_whole():
    assert texts([hit(*TABLE)]) == ["\n".join(TABLE)]
    # Worth 1, .387 and, for its figures, .35.
    assert texts([hit(BOTH, *TABLE, ONE)], question="何件") == [BOTH, ONE, "\n".join(TABLE)]


def test_a_large_table_is_quoted_in_parts_of_whole_rows():
    rows = [f"| 平成{year}年度の改装費の補助の申請 | {year}件 |" for year in range(10, 30)]
    parts = texts([hit(*rows)])
    assert "\n".join(sorted(parts)) == "\n".join(rows)
    # A row and its line end are 27 characters: seven rows are 189, eight 216.
    assert [part.count("\n") + 1 for part in sorted(parts)] == [7, 7, 6]


def indicator(name, target, result):
    return [
        f"| ○{name} | | |",
        "| | 2015 (27) 年度 | 2016 (28) 年度 |",
        f"| 目標 (件) | | {target} |",
        f"| 実績 (件) | 5 | {result} |",
    ]


def test_rows_stay_with_the_row_that_names_them():
    shops, homes = indicator("店舗の改装件数", 20, 14), indicator("住宅の改装件数", 74, 39)
    # Two indicators are less than 200 characters together.
    table = hit("| | | |", "|---|---|---|", *shops, *homes)
    assert texts([table], question="住宅の改装は何件") == [
        "\n".join(["| | | |", "|---|---|---|", *shops]),
        "\n".join(homes),
    ]
    # A name without its rows says nothing.
    assert texts([hit(*shops, homes[0])]) == ["\n".join(shops)]


# lines above a table, what is quoted with it
NAMED = [
    (["- 改装件数", ""], "改装件数\n\n"),
    (["○改装件数", "(10月に（2日）開催)", ""], "○改装件数\n(10月に（2日）開催)\n\n"),
    ([BOTH, ""], ""),  # a sentence stands for itself
    (["## 改装件数", ""], ""),  # a heading is told with the source
]


@pytest.mark.parametrize(("above", "name"), NAMED)
def test_a_table_is_quoted_with_the_line_that_names_it(above, name):
    table = "\n".join(TABLE)
    assert f"{name}{table}" in texts([hit(*above, *TABLE)], question="何件")


def test_a_table_with_its_name_costs_what_a_table_costs():
    found = texts([hit("○改装の件数", *TABLE, "改装のご案内です。")])
    assert [text.splitlines()[0] for text in found] == ["改装のご案内です。", "○改装の件数"]


def test_a_line_below_the_label_of_a_year_is_quoted_with_it():
    done, planned = "30年度：改装費を補助した。", "R元年度：改装費の補助を続ける。"
    more = "：改装の相談も受ける予定。"
    found = texts([hit(done, "", planned, more)])
    assert sorted(found) == [done, f"{planned}\n{more}"]
    # Without a label it stands for itself.
    assert more in texts([hit(BOTH, more)])


def test_a_sentence_that_ends_inside_a_cell_keeps_its_row():
    row = "| 補助 | 改装費を補助します。上限があります。 | 7件 |"
    assert texts([hit(row)]) == [row]


def test_a_long_row_is_quoted_by_its_cells():
    done = "<p>空き店舗の改装費を補助しました。</p> <p>申請は" + "多" * 150 + "くありました。</p>"
    plan = '<ul style="x"> ・改装費の補助を続けます。 ・家賃も補助します。'
    row = f"| {done} | {plan} | 7件 |"
    passage = hit("| 平成28年度 | 平成29年度 | 件数 |", "|---|---|---|", row)
    pieces = {found.text: found.column for found in quoted([passage])}
    assert pieces == {
        "空き店舗の改装費を補助しました。": "平成28年度",
        "申請は" + "多" * 150 + "くありました。": "平成28年度",
        "改装費の補助を続けます。 ・家賃も補助します。": "平成29年度",
    }
    text = passage.passage.text
    for found in quoted([passage]):
        assert text[found.start - START : found.end - START] == found.text
    # The column tells of which year a sentence is.
    asked = quoted([passage], question="平成28年度の改装費の補助", years=(2016,))
    assert {found.column for found in asked} == {"平成28年度"}


def test_a_column_is_named_by_the_header_row_before_the_passage():
    row = f"| {BOTH * 20} | 7件 |"
    cut = hit(row)
    given = replace(cut, passage=replace(cut.passage, table_header="| 内容 | 件数 |"))
    assert [found.column for found in quoted([given])][:1] == ["内容"]


def test_sentences_of_a_short_paragraph_stay_together():
    paragraph = f"{BOTH}{ONE}{NEITHER}"
    assert texts([hit(paragraph)]) == [paragraph]
    # 13 + 11 characters, 15 times: 160 hold 6 pairs and a 改装.
    assert all(len(part) <= 160 for part in texts([hit((BOTH + ONE) * 15)]))


def test_an_aside_on_a_line_of_its_own_goes_with_the_line_above():
    lines = [f"- {BOTH}", "(1件あたり50万円以内)", f"- {ONE}", "（2分の1まで）"]
    assert texts([hit(*lines)]) == [f"{BOTH}\n(1件あたり50万円以内)", f"{ONE}\n（2分の1まで）"]
    # What goes on behind the bracket is a sentence of its own.
    assert texts([hit(BOTH, f"(2){ONE}")]) == [BOTH, f"(2){ONE}"]


@pytest.mark.parametrize(
    ("asked", "said"), [("Q2-7", "A2-7"), ("問３　", "答　"), ("Ｑ．", "Ａ．")]
)
def test_a_question_of_a_list_is_quoted_with_its_answer(asked, said):
    question, answer = f"{asked}空き店舗の改装費は対象ですか。", f"{said}はい、半分まで対象です。"
    assert f"{question}\n{answer}" in texts([hit(question, answer, BOTH)])
    # A question of several lines as well, but not where it is longer than 300 characters.
    told = (
        f"{asked}改装費の補助を申請します。\n①床の張り替えは対象ですか。\n②家賃は対象でしょうか。"
    )
    assert texts([hit(told, answer)]) == [f"{told}\n{answer}"]
    assert texts([hit(f"{asked}{'改装費の補助の' * 40}申請はできますか。", answer)]) == [answer]


ASKED = "看板の改装費は対象ですか"
HALF = "はい、費用の半分まで補助します。"
LONG = "ただし、" + "商店街の通りから見えない裏口の看板と、" * 8 + "店の外の旗は対象外です。"

# lines of an answer below its question, the quotes with what they stand below
ANSWERS = [
    (["", HALF, ONE], [("", f"{ASKED}\n\n{HALF}"), (ASKED, ONE)]),
    ([HALF + ONE], [("", f"{ASKED}\n{HALF}{ONE}")]),
    (["", "・通りに立てる看板", "・壁に付ける看板"],
     [("", f"{ASKED}\n\n・通りに立てる看板\n・壁に付ける看板")]),
    (["", HALF, "", ONE], [("", f"{ASKED}\n\n{HALF}"), (ASKED, ONE)]),
    (["", HALF, "", LONG + ONE], [("", f"{ASKED}\n\n{HALF}"), (ASKED, LONG), (ASKED, ONE)]),
    # Another part of the page.
    (["", HALF, "", "窓口のご案内", "", ONE],
     [("", f"{ASKED}\n\n{HALF}"), ("", f"窓口のご案内\n\n{ONE}")]),
    (["", HALF, "", "窓口のご案内", ONE],
     [("", f"{ASKED}\n\n{HALF}"), ("", ONE)]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), ANSWERS)
@pytest.mark.parametrize("mark", ["", "### "])
def test_what_answers_a_heading_is_quoted_below_it(lines, expected, mark):
    found = quoted([hit("改装の補助", "", f"{mark}{ASKED}", *lines, headings=("質問", ASKED))])
    assert sorted((one.lead, one.text) for one in found) == sorted(expected)


def test_what_a_speaker_asks_is_quoted_with_the_answer():
    asked, told = "○山川議員 改装の補助を伺います。", "○商工部長 改装費の半分を補助します。"
    other = "○土木部長 歩道の改装は市が行います。"
    found = quoted([hit(asked, told, other)])
    assert {(one.lead, one.text) for one in found} == {
        ("", f"{asked}\n{told}"),
        (asked, other),
    }
    # A question is quoted by its end, where it is long, or leads to what answers it.
    long = f"○山川議員 改装の{'補助を待つ店' * 60}があります。"
    cut = "補助の理由を伺います。"
    assert texts([hit(long + cut, told)]) == [f"{cut}\n{told}"]
    sure = f"○商工部長 {'改装を待つ' * 60}ためです。"
    assert [(one.lead, one.text) for one in quoted([hit(long + cut, sure)])] == [(cut, sure)]
    # One without an answer says nothing.
    assert texts([hit(told, asked)]) == [told]


def test_the_rest_of_an_answer_is_quoted_below_its_question():
    found = quoted([hit(ONE, headings=("質問", "家賃の補助は受けられませんか"))])
    assert [one.said for one in found] == [f"家賃の補助は受けられませんか … {ONE}"]


# lines, what is quoted
ASKING = [
    (["改装は対象ですか。", "はい、補助します。"], ["改装は対象ですか。\nはい、補助します。"]),
    (["改装は対象？", "はい、補助します。"], ["改装は対象？\nはい、補助します。"]),
    # Nothing answers it: another paragraph, another question, nothing.
    (["改装費の補助は必要か。", "", BOTH], [BOTH]),
    (["Q1改装費は対象ですか。", "Q2家賃の補助はありますか。"], []),
    (["①改装費は対象でしょうか。", "②家賃の補助もあります。"], ["②家賃の補助もあります。"]),
    (["| Q1改装費の補助の対象は何ですか。 |  |", "| Q2家賃の補助はありますか。 |  |"], []),
    # No questions: an opinion, an invitation.
    (["改装費の補助が重要ではないか。", BOTH], ["改装費の補助が重要ではないか。", BOTH]),
    (["改装の説明会に参加しませんか。", BOTH], [BOTH, "改装の説明会に参加しませんか。"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), ASKING)
def test_a_question_is_not_quoted_without_its_answer(lines, expected):
    assert sorted(texts([hit(*lines)])) == sorted(expected)


ANNOUNCED = "改装費の補助の日程は以下のとおり。"
ANNOUNCING = [
    (["受付", "3月31日～", "※変わります"], ["受付", "3月31日～", "※変わります"]),
    (["", "・床の張り替え", "・壁の塗り替え"], ["", "・床の張り替え", "・壁の塗り替え"]),
    # Not what comes after it: a paragraph, a part with a heading of its own, a whole sentence.
    (["受付 3月31日～", "", "照明の取り替え"], ["受付 3月31日～"]),
    (["受付 3月31日～", "【対象】市内の商店街の店"], ["受付 3月31日～"]),
    (["- 改装の前に市が店を見に行きます。"], []),
]


@pytest.mark.parametrize(("lines", "brought"), ANNOUNCING)
def test_what_is_announced_is_quoted_with_what_announces_it(lines, brought):
    found = texts([hit(ANNOUNCED, *lines)])
    assert next(text for text in found if text.startswith(ANNOUNCED)) == "\n".join(
        [ANNOUNCED, *brought]
    )


def test_what_is_announced_ends_with_200_characters_and_with_the_next_of_its_kind():
    items = [f"・{number:02d}番目の工事" for number in range(30)]  # 8 characters and a line end
    found = texts([hit(ANNOUNCED, *items)])
    assert f"{ANNOUNCED}\n" + "\n".join(items[:20]) in found
    one, two = "①次の改装費", "②次の家賃の補助"
    assert sorted(texts([hit(one, "・床を張り替える", two, "・家賃を払う")])) == [
        f"{one}\n・床を張り替える",
        f"{two}\n・家賃を払う",
    ]


NOTICE = ["日時 11月8日（日）午前10時から", "会場 市役所", "内容 改装の補助の相談", "費用 無料"]


@pytest.mark.parametrize(
    "lines", [NOTICE, ["■改装の相談会", *NOTICE], [f"- {line}" for line in NOTICE]]
)
def test_a_notice_is_quoted_as_a_whole(lines):
    told = "\n".join(lines).removeprefix("- ")
    assert sorted(texts([hit(*lines, "", BOTH)])) == sorted([told, BOTH])


def test_lines_with_such_labels_are_no_notice_without_a_day():
    lines = ["対象 店舗の改装をする方です。", "内容 改装の費用の一部を補助します。"]
    assert texts([hit(*(f"- {line}" for line in lines))]) == lines[::-1]


def test_a_heading_inside_a_passage_is_quoted_with_what_stands_below_it():
    lines = ["(1) 改装の補助", ONE, "", "(2) 窓口の場所", BOTH]
    assert sorted(texts([hit(*lines)])) == [f"(1) 改装の補助\n{ONE}", f"(2) 窓口の場所\n{BOTH}"]


@pytest.mark.parametrize(
    "line",
    ["(2) 上限 50万円", "(2) 補助の割合 2分の1"],
)
def test_an_amount_is_no_heading(line):
    assert line in texts([hit(line, "改装の補助は年度に一度です。")])
