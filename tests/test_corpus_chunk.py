"""Passages: slices in order, nothing lost, with the headings above them."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.chunk import MAX_CHARS, chunk, name_in_path
from corpus.document import Block, Document, Facets
from corpus.read.blocks import find_blocks

CUTS = Path(__file__).parent / "data" / "cuts.tsv"
TODAY = date(2026, 11, 21)
SENTENCE = "店を改装する費用の一部を市が補助します。"  # 20 characters
ROW = "| 店舗改装補助 | 商業課 | 改装費の一部を補助する制度です |\n"  # 32 characters


def document(text, **fields):
    given_fields = {"doc_id": "a.txt", "title": "題", "source": "a.txt"} | fields
    return Document(text=text, blocks=find_blocks(text), **given_fields)


def passages(text, **fields):
    return chunk(document(text, **fields), today=TODAY)


def cuts():
    rows = [line.split("\t") for line in CUTS.read_text(encoding="utf-8").splitlines()[1:]]
    return [pytest.param(cut, id=why) for of, why, cut in rows if of == "passages"]


@pytest.mark.parametrize("cut", cuts())
def test_small_texts_are_cut_as_the_table_says(cut):
    text = cut.replace("▁", "").replace("⏎", "\n")
    expected = [piece.replace("⏎", "\n").strip() for piece in cut.split("▁")]
    assert [passage.text for passage in passages(text)] == expected


@pytest.mark.parametrize("text", ["", " \n\u3000\n"])
def test_nothing_is_cut_from_nothing(text):
    assert passages(text) == []


def test_a_passage_tells_its_place():
    text = "# 題\n## 創業\n窓口の案内です。\n"
    (passage,) = passages(text, doc_id="b/c.md", facets=Facets(municipality="川崎市"))
    assert passage.passage_id == "b/c.md:0-18"
    assert (passage.start, passage.end) == (0, 18)
    assert passage.text == "# 題\n## 創業\n窓口の案内です。"
    assert passage.facets.municipality == "川崎市"


def test_heading_paths_leave_out_the_title_and_close_with_their_section():
    text = (
        "# 題\n## 甲\n甲の文。\n### 一\n一の文。\n## 乙\n乙の文。\n# 別\n別の文。\n"
        # The level below the highest is taken again: 「丙」 stands below 「別」.
        "## 丙\n丙の文。\n"
    )
    assert [(p.headings, p.text.splitlines()[-1]) for p in passages(text)] == [
        (("甲",), "甲の文。"),
        (("甲", "一"), "一の文。"),
        (("乙",), "乙の文。"),
        (("別",), "別の文。"),
        (("別", "丙"), "丙の文。"),
    ]


def test_a_cover_that_only_names_the_document_is_no_passage_of_its_own():
    text = "花咲補助金 公募要領\n\n（通常枠）\n\n# 目的\n店の改装を助けます。\n"
    document = passages(text, title="花咲補助金 公募要領（通常枠）")
    assert [(p.headings, p.text) for p in document] == [(("目的",), text.strip())]
    # What goes on beyond the title is text.
    other = passages(text.replace("通常枠", "特別枠"), title="花咲補助金 公募要領（通常枠）")
    assert [p.text for p in other] == [
        "花咲補助金 公募要領\n\n（特別枠）",
        "# 目的\n店の改装を助けます。",
    ]


def test_who_published_a_paper_is_no_passage_of_its_own():
    text = (
        "花咲補助金\n\n令和8年4月\n\n花咲市 商工課\n\n# 目的\n店の改装を助けます。\n\n花咲市 商工課"
    )
    assert [p.text for p in passages(text, title="花咲補助金")] == [text]


def test_a_title_that_is_no_heading_keeps_the_first_heading_in_the_path():
    (passage,) = passages("# 補助の案内\n窓口の案内です。\n", title="令和8年度版")
    assert passage.headings == ("補助の案内",)


HEADINGS = [
    ("## 創業", "創業"),
    ("・○ 創業：", "創業"),
    ("| 創業 |", "創業"),
    ("川 崎 市", "川崎市"),
    ("第1章　総則", "第1章 総則"),
    ("###", ""),
    ("## " + "長" * 201, "長" * 200),
    ("長" * 199 + " 長い", "長" * 199),
    # What markup takes does not count.
    (f"## [創業](https://example.jp/{'a' * 1_900})", "創業"),
]


@pytest.mark.parametrize(("text", "shown"), HEADINGS)
def test_name_in_path(text, shown):
    assert name_in_path(text) == shown


def test_a_heading_without_end_is_kept_whole_in_its_passages_and_cut_short_above_them():
    heading = "# " + "長" * 22_000
    found = passages(f"{heading}\n本文です。\n")
    # 44 passages of 500 characters, then the last two with the text.
    assert [len(p.text) for p in found] == [500] * 44 + [len("長長\n本文です。")]
    assert "".join(p.text for p in found) == f"{heading}\n本文です。"
    assert {p.headings for p in found} == {("長" * 200,)}


def test_sentences_fill_a_passage_to_500_characters():
    # 30 sentences of 20 characters: 25 of them make 500.
    found = passages(SENTENCE * 30)
    assert [(p.start, p.end) for p in found] == [(0, 500), (500, 600)]


def test_a_sentence_without_an_end_is_cut_at_500_characters():
    assert [(p.start, p.end) for p in passages("あ" * 1_200)] == [
        (0, 500),
        (500, 1_000),
        (1_000, 1_200),
    ]


def test_a_long_sentence_is_cut_at_its_last_comma():
    # The comma is the 400th character; the next 300 have none.
    text = "あ" * 399 + "、" + "い" * 300
    assert [(p.start, p.end) for p in passages(text)] == [(0, 400), (400, 700)]


def test_siblings_are_joined_below_150_characters_only():
    # 甲 and its first part stand together; 一 to 三 are siblings below 甲. 二 and 三 are 6 + 5 + 1
    # + 6 + 140 = 158 characters with their line ends, so 四 begins anew.
    text = (
        f"## 甲\n### 一\n短い本文。\n### 二\n次の本文。\n### 三\n{SENTENCE * 7}\n### 四\n終わり。\n"
    )
    found = passages(text)
    assert [p.text.splitlines()[0] for p in found] == ["## 甲", "### 二", "### 四"]
    assert [len(p.text) for p in found] == [16, 158, 10]
    # What is joined has the path that its parts share.
    assert [p.headings for p in found] == [("甲", "一"), ("甲",), ("甲", "四")]


def test_questions_of_a_list_stay_apart():
    text = "# 題\n## Q1-1 対象は？\nA1-1 店です。\n## Q1-2 上限は？\nA1-2 50万円です。\n"
    assert [(p.headings, p.text) for p in passages(text)] == [
        (("Q1-1 対象は?",), "# 題\n## Q1-1 対象は？\nA1-1 店です。"),
        (("Q1-2 上限は?",), "## Q1-2 上限は？\nA1-2 50万円です。"),
    ]


def test_questions_below_a_heading_stay_apart_too():
    text = "# 題\n## 質問\n### Q1 対象は？\n店です。\n"
    text += "### Q2 上限は？\n5万円。\n### Q3 窓口は？\n市。\n"
    assert [(p.headings, p.text) for p in passages(text, title="別")] == [
        (("題", "質問", "Q1 対象は?"), "# 題\n## 質問\n### Q1 対象は？\n店です。"),
        (("題", "質問", "Q2 上限は?"), "### Q2 上限は？\n5万円。"),
        (("題", "質問", "Q3 窓口は?"), "### Q3 窓口は？\n市。"),
    ]


def test_questions_without_a_mark_stay_apart_with_what_stands_among_them():
    text = "## 質問\n### 看板は対象ですか\nはい。\n### 屋根が壊れました\n対象です。\n"
    text += "### 家賃は出ますか\nいいえ。\n## 窓口\n市。\n## 電話\n一番。\n"
    assert [(p.headings, p.text) for p in passages(text)] == [
        (("質問", "看板は対象ですか"), "## 質問\n### 看板は対象ですか\nはい。"),
        (("質問", "屋根が壊れました"), "### 屋根が壊れました\n対象です。"),
        (("質問", "家賃は出ますか"), "### 家賃は出ますか\nいいえ。"),
        (("窓口",), "## 窓口\n市。"),
        (("電話",), "## 電話\n一番。"),
    ]


def test_questions_of_minutes_stay_with_their_answers():
    first = f"○山川議員　助成の理由を伺います。\n○商工部長　{'大雪のためです。' * 40}\n"
    second = f"○山川議員　{'来年度の助成も続けて、' * 12}行うのか伺います。\n"
    text = f"開会の挨拶。\n{first}{second}○市長　{'続けます。' * 60}\n"
    found = [(p.text[:5], len(p.text.splitlines())) for p in passages(text)]
    assert found == [("開会の挨拶", 1), ("○山川議員", 2), ("○山川議員", 2)]


def test_two_short_siblings_are_joined_and_a_third_that_makes_enough():
    # 二 and 三 are 5 + 1 + 100, 1, and 5 + 1 + 100 characters, 213 with their line ends.
    text = f"## 甲\n### 一\n短い。\n### 二\n{SENTENCE * 5}\n### 三\n{SENTENCE * 5}\n"
    assert [len(p.text) for p in passages(text)] == [14, 213]


def test_what_is_left_of_a_long_section_is_not_joined_with_the_next():
    # 26 sentences of 20 characters do not fit under 一: the last ones stand alone, short as they
    # are, since 二 is another programme.
    text = f"## 甲\n\n### 一\n{SENTENCE * 26}\n### 二\n次の本文。\n"
    found = passages(text)
    assert [p.headings for p in found] == [("甲", "一"), ("甲", "一"), ("甲", "二")]
    assert found[1].text == SENTENCE * (len(found[1].text) // len(SENTENCE))
    assert found[2].text == "### 二\n次の本文。"


def test_a_heading_at_the_end_of_a_full_passage_goes_with_what_follows():
    # 470 characters, a heading of 6, and 40 more: the heading moves on.
    text = f"本文は十字の長さ。\n{SENTENCE * 23}\n# 甲の節\n{SENTENCE * 2}"
    found = passages(text)
    assert [p.text.splitlines()[0] for p in found] == ["本文は十字の長さ。", "# 甲の節"]
    assert [p.headings for p in found] == [(), ("甲の節",)]


def test_a_long_heading_that_moves_on_does_not_make_a_passage_too_long():
    # 一 and the heading of 203 characters are siblings. The heading leaves the passage that is
    # full, but 391 more do not fit below it.
    text = f"# 甲\n甲の文。\n## 一\n一の文。\n## {'長' * 200}\n{'文' * 390}。\n"
    assert [len(p.text) for p in passages(text)] == [8, 9, 203, 391]


def test_the_rest_of_a_table_carries_its_header():
    text = f"# 題\n## 一覧\n\n| 名称 | 担当 | 内容 |\n|---|---|---|\n{ROW * 20}\n## 次\n終わり。\n"
    found = passages(text)
    assert [p.table_header for p in found] == [None, "| 名称 | 担当 | 内容 |", None]
    assert [p.headings for p in found] == [("一覧",), ("一覧",), ("次",)]
    assert found[1].text.startswith("| 店舗改装補助 |")
    assert all(row in ROW for row in found[1].text.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("further", "header"),
    [
        ("", "| ○相談の件数 | | |"),  # names the whole table
        ("| ○催しの人数 | | |\n", None),  # is no name of what stands here
    ],
)
def test_a_first_row_that_names_what_is_below_it(further, header):
    text = f"| ○相談の件数 | | |\n|---|---|---|\n{ROW * 20}{further}{ROW}"
    assert [p.table_header for p in passages(text)] == [None, header]


ABOVE_ROWS = [
    # what stands above the row that is too much for a passage, what of it moves on with the row
    ("- 催しです。\n\n- 改装の件数\n\n| | 27年度 |\n|---|---|\n", "- 改装の件数"),
    ("- 催しです。\n\n- 改装の件数\n(10月に開催)\n\n| | 27年度 |\n|---|---|\n", "- 改装の件数"),
    ("- 改装を始めた。\n\n| | 27年度 |\n|---|---|\n", "| | 27年度 |"),
    ("| 名称 | 額 |\n|---|---|\n| 祭り | 5 |\n| ○改装 | |\n| | 27年度 |\n", "| ○改装 | |"),
]


@pytest.mark.parametrize(("above", "first"), ABOVE_ROWS)
def test_what_names_a_row_is_not_cut_from_it(above, first):
    filling = SENTENCE * ((MAX_CHARS - len(above)) // len(SENTENCE))
    row = f"| 改装 | {'多' * 20} |"
    found = passages(f"{filling}\n\n{above}{row}\n")
    assert [p.text.splitlines()[0] for p in found[1:]] == [first]
    assert found[1].text.endswith(row)


def test_a_heading_does_not_take_the_end_of_a_table_with_it():
    text = f"# 甲\n{SENTENCE * 20}\n\n| 件数 | |\n| 人数 | |\n\n# 乙\n{SENTENCE * 5}"
    assert [p.text.splitlines()[0] for p in passages(text)] == ["# 甲", "# 乙"]


def test_a_header_too_long_to_carry_is_left_out():
    text = f"| {'名' * 600} |\n|---|\n{ROW * 20}"
    assert {p.table_header for p in passages(text)} == {None}


def test_a_long_table_takes_time_in_proportion_to_its_length():
    # Read anew for each of its passages, this table took 18 seconds.
    text = ("|-|-|\n" * 66_000).strip()
    table = Document("a.txt", "題", text, "a.txt", (Block("table", 0, len(text)),))
    started = process_time()
    # 83 rows of 6 characters make 497, the last without its line end: 795 passages and a rest.
    assert len(chunk(table, today=TODAY)) == 796
    assert process_time() - started < 4


def test_pages_are_those_of_the_first_character():
    text = f"{SENTENCE * 25}\n\n{SENTENCE * 25}\n\n終わり。"
    # Page 2 begins inside the second passage, page 3 with the last line.
    found = passages(text, pages=(0, 700, len(text) - 4))
    assert [(p.start, p.page) for p in found] == [(0, 1), (502, 1), (1_004, 3)]


def test_a_document_without_pages_gives_none():
    assert [p.page for p in passages("本文です。")] == [None]


def test_list_lines_are_not_cut_in_the_middle():
    item = "- 店を改装する方、店を開く方、店を借りる方が申請できます\n"  # 30 characters
    found = passages(item * 20)
    # 16 lines of 30 make 479 characters, the last without its line end; a comma cuts no line.
    assert [len(p.text) for p in found] == [16 * 30 - 1, 4 * 30 - 1]


MARKUP = st.text(alphabet="#|-○・第1章条(１)①　 \n\n\n。、：円年度目標<br>*\t\x0c\u2028あ長")
LONG = st.lists(
    st.sampled_from(
        [
            "# 節\n",
            "## 項\n",
            "## " + "長" * 180 + "\n",
            SENTENCE,
            "あ" * 260,
            "| a | b |\n",
            "|---|---|\n",
            "\n\n",
            "- 項目です\n",
            "・項目\n",
            "（注）\n",
            "\f",
            "第１条　目的\n",
            "　",
            "\u2028",
            "い" * 600,
        ]
    ),
    max_size=40,
).map("".join)


@given(st.text() | MARKUP | LONG)
@settings(max_examples=250, deadline=None)
def test_passages_slice_the_document_in_order_and_lose_nothing(text):
    found = passages(text)
    position = 0
    for passage in found:
        assert passage.text == text[passage.start : passage.end]
        assert not text[position : passage.start].strip()
        assert passage.start >= position
        assert 0 < len(passage.text) <= MAX_CHARS
        assert passage.text.strip()
        position = passage.end
    assert not text[position:].strip()


@given(LONG)
@settings(max_examples=50, deadline=None)
def test_two_cuts_of_a_document_are_equal(text):
    assert passages(text) == passages(text)


def test_blocks_may_leave_the_front_matter_out():
    text = "---\ntitle: 題\n---\n本文です。\n"
    start = text.index("本文")
    cut = chunk(
        Document("a.md", "題", text, "a.md", (Block("paragraph", start, start + 5),)), today=TODAY
    )
    assert [p.text for p in cut] == ["本文です。"]
