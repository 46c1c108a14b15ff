"""Paragraphs, captions and lists in the noise of PDF files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.read.blocks import find_blocks
from corpus.read.lines import single_spaced
from tests.block_notation import LONG, shown

CASES = {
    "a code block is one paragraph whatever is in it": (
        "会議\n\n```mermaid\ngraph LR\n    A[店] --> B[客]\n\n1 はじめに\n```\n\n①売る\n\n"
        "長く続く店の話を聞く。",
        [
            "P 会議",
            "P ```mermaid⏎graph LR⏎    A[店] --> B[客]⏎⏎1 はじめに⏎```",
            "H1 ①売る",
            "P 長く続く店の話を聞く。",
        ],
    ),
    "a table of contents heads nothing": (
        "報告書\n\n— 目 次 —\n\n第 1 章 店の今 3\n\n1 数 ……… 4\n\n(参考) 条例 9\n\n"
        f"第 1 章 店の今\n\n{LONG}\n\n(参考) 条例\n\n{LONG}",
        [
            "P 報告書",
            "H1 — 目 次 —",
            "L 第 1 章 店の今 3⏎⏎1 数 ……… 4",
            "P (参考) 条例 9",
            "H1 第 1 章 店の今",
            f"P {LONG}",
            "H1 (参考) 条例",
            f"P {LONG}",
        ],
    ),
    "the years of a city's list start a list each, lines with a colon go on": (
        "催しの記録\n\n●人を育てる\n\n7年度：講座を開いた。\n\n：見学に行った。\n\n"
        "8年度：講座を続ける。",
        [
            "P 催しの記録",
            "H1 ●人を育てる",
            "L 7年度：講座を開いた。⏎⏎：見学に行った。",
            "L 8年度：講座を続ける。",
        ],
    ),
    "a line after a picture's gap is its caption": (
        f"報告書\n\n1 催し\n\n{LONG}\n\n\n\n\n朝市に並ぶ人\n\n2 翌年の催し\n\n{LONG}",
        ["P 報告書", "H1 1 催し", f"P {LONG}", "C 朝市に並ぶ人", "H1 2 翌年の催し", f"P {LONG}"],
    ),
    "figures, sources and page numbers are captions": (
        f"報告書\n\n1 催し\n\n図表 朝市の数\n\n{LONG}\n\n出所：山川市の調べ\n\n- 12 -\n\n{LONG}",
        [
            "P 報告書",
            "H1 1 催し",
            "C 図表 朝市の数",
            f"P {LONG}",
            "C 出所：山川市の調べ",
            "C - 12 -",
            f"P {LONG}",
        ],
    ),
    "a running head that cuts a sentence heads nothing": (
        f"報告書\n\n1 催し\n\n{LONG}そのうえで店の\n\n山川の歩み\n\n人を集める。\n\n{LONG}\n\n"
        f"山川の歩み\n\n{LONG}\n\n山川の歩み\n\n{LONG}",
        [
            "P 報告書",
            "H1 1 催し",
            f"P {LONG}そのうえで店の",
            "P 山川の歩み",
            "P 人を集める。",
            f"P {LONG}",
            "H2 山川の歩み",
            f"P {LONG}",
            "H2 山川の歩み",
            f"P {LONG}",
        ],
    ),
    "bare short lines in a row are no headings": (
        f"報告書\n\n{LONG}\n\n店の会\n\n通りの会\n\n若者の会\n\n{LONG}",
        ["P 報告書", f"P {LONG}", "P 店の会", "P 通りの会", "P 若者の会", f"P {LONG}"],
    ),
    "a paragraph cut by a page's end is whole": (
        f"報告書\n\n{LONG}そのうえで、通りに並ぶ店どうしが力を合わせて催しを\n\n"
        f"開くときの手続きを軽くする。\n\n{LONG}",
        [
            "P 報告書",
            f"P {LONG}そのうえで、通りに並ぶ店どうしが力を合わせて催しを⏎⏎"
            "開くときの手続きを軽くする。",
            f"P {LONG}",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_text_and_noise(text, expected):
    assert shown(text) == expected


def test_a_blank_line_under_every_line_is_no_gap():
    # Lines of 30 characters and more that end inside a sentence, each with an empty line below;
    # a blank at a line's end is the writer's own end of a paragraph.
    text = single_spaced(
        "\n店の宣言 \n\n＜前文＞ \n\n"
        "通りに並ぶ小さな店は、長い間まちの暮らしを支えてきた。その店が減ると、暮ら\n\n"
        "しが不便になる。そのため、店を開く人を増やし、続ける人を支えることが大切で\n\n"
        "ある。市と店と住む人が力を合わせて、通りのにぎわいを取り戻すことを目指すも\n\n"
        "のである。 \n\n \n\n"
        "○朝市を開く事業（山川市） \n\n"
        "朝の通りを使って、地元の野菜や花を売る市を月に一度開き、店を知らない人にも\n\n"
        "足を運んでもらう。 \n\n"
    )
    assert text == (
        "店の宣言 \n＜前文＞ \n"
        "通りに並ぶ小さな店は、長い間まちの暮らしを支えてきた。その店が減ると、暮ら\n"
        "しが不便になる。そのため、店を開く人を増やし、続ける人を支えることが大切で\n"
        "ある。市と店と住む人が力を合わせて、通りのにぎわいを取り戻すことを目指すも\n"
        "のである。 \n\n"
        "○朝市を開く事業（山川市） \n"
        "朝の通りを使って、地元の野菜や花を売る市を月に一度開き、店を知らない人にも\n"
        "足を運んでもらう。 "
    )
    assert shown(text) == [
        "P 店の宣言",
        "H1 ＜前文＞",
        "P " + text[text.index("通りに") : text.index("のである。") + 5].replace("\n", "⏎"),
        "H2 ○朝市を開く事業（山川市）",
        "P " + text[text.index("朝の通り") : text.index("もらう。") + 4].replace("\n", "⏎"),
    ]


def test_a_text_with_blank_lines_between_its_paragraphs_stays_as_it_is():
    text = " 朝市の手引き\n\n" + 4 * f"{LONG}\n\n" + "店\r\n\r\n"
    assert single_spaced(text) == text


def test_markdown_headings_are_the_only_ones_when_they_are_asked_for():
    text = "# 手引き\n\n1 はじめに\n\n文。\n\n## 対象\n\n文。\n\n金額\n----\n\n文。"
    assert shown(text, marked_only=True) == [
        "H1 # 手引き",
        "L 1 はじめに",
        "P 文。",
        "H2 ## 対象",
        "P 文。",
        "H2 金額⏎----",
        "P 文。",
    ]


def test_blocks_start_where_the_body_does():
    text = "---\ntitle: 手引き\n---\n文。"
    assert [(block.start, block.end) for block in find_blocks(text, 19)] == [(19, 21)]


@given(st.text(alphabet="店1. \n\t|#-○①（）「」【】第条。、abＡ\r\f", max_size=200))
def test_between_two_blocks_is_white_space_only(text):
    last = 0
    for block in find_blocks(text):
        assert text[last : block.start].strip() == ""
        assert block.start < block.end
        assert (block.level > 0) == (block.kind == "heading")
        last = block.end
    assert text[last:].strip() == ""
