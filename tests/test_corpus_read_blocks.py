"""Blocks of texts that have the noise of texts out of PDF files, one row a kind of noise.

A block is written as its kind (H1, H2, … a heading with its level, P a paragraph, L a list,
T a table, C a caption) and its text, line ends shown as ⏎.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.read.blocks import find_blocks

SHORT = {"paragraph": "P", "list": "L", "table": "T", "caption": "C"}
LONG = "市内で店を営む人が新しい売り方を試すとき、その費用の一部を市が助ける仕組みを設けている。"
BUDGET = "| 8年度予算 | 300千円 |\n|---|---|\n| 7年度予算 | 200千円 |"
BUDGET_SHOWN = BUDGET.replace("\n", "⏎")


def shown(text: str, *, marked_only: bool = False) -> list[str]:
    return [
        (f"H{block.level}" if block.level else SHORT[block.kind])
        + " "
        + text[block.start : block.end].replace("\n", "⏎")
        for block in find_blocks(text, marked_only=marked_only)
    ]


CASES = {
    "numbered headings nest": (
        f"手引き\n\n1 はじめに\n\n{LONG}\n\n(1) 店の数\n\n{LONG}\n\n①小売\n\n{LONG}\n\n"
        f"2 まとめ\n\n{LONG}",
        [
            "P 手引き",
            "H1 1 はじめに",
            f"P {LONG}",
            "H2 (1) 店の数",
            f"P {LONG}",
            "H3 ①小売",
            f"P {LONG}",
            "H1 2 まとめ",
            f"P {LONG}",
        ],
    ),
    "full-width numbers and letters count like half-width ones": (
        f"手引き\n\n１．はじめに\n\n{LONG}\n\n（１）店の数\n\n{LONG}\n\n２．まとめ\n\n{LONG}",
        [
            "P 手引き",
            "H1 １．はじめに",
            f"P {LONG}",
            "H2 （１）店の数",
            f"P {LONG}",
            "H1 ２．まとめ",
            f"P {LONG}",
        ],
    ),
    "a number with a counter is a quantity, with a longer word a heading": (
        f"手引き\n\n3 人が働く店\n\n{LONG}\n\n3 人材の確保\n\n{LONG}",
        ["P 手引き", "H1 3 人が働く店", f"P {LONG}", "H1 3 人材の確保", f"P {LONG}"],
    ),
    "an agenda of numbers without text is a list": (
        f"会議の次第\n\n1 開 会\n\n2 議 事\n\n(1) 報告\n\n(2) 質問\n\n3 閉 会\n\n{LONG}",
        [
            "P 会議の次第",
            "L 1 開 会⏎⏎2 議 事⏎⏎(1) 報告⏎⏎(2) 質問⏎⏎3 閉 会",
            f"P {LONG}",
        ],
    ),
    "a circle heads text, and is a bullet among bullets": (
        f"手引き\n\n○相談の窓口\n\n{LONG}\n\n○申込書\n○見積書\n○写し",
        ["P 手引き", "H1 ○相談の窓口", f"P {LONG}", "L ○申込書⏎○見積書⏎○写し"],
    ),
    "a circle over a table heads it, a dash over one is its caption": (
        "手引き\n\n○参加した人\n\n| 年 | 人 |\n|---|---|\n| 甲 | 9 |\n\n- 開いた回数\n\n"
        "| 年 | 回 |\n|---|---|\n| 甲 | 2 |",
        [
            "P 手引き",
            "H1 ○参加した人",
            "T | 年 | 人 |⏎|---|---|⏎| 甲 | 9 |",
            "C - 開いた回数",
            "T | 年 | 回 |⏎|---|---|⏎| 甲 | 2 |",
        ],
    ),
    "other symbols head text too, each its own class": (
        f"手引き\n\n■目的\n\n{LONG}\n\n●進め方\n\n{LONG}\n\n□注意\n\n{LONG}",
        ["P 手引き", "H1 ■目的", f"P {LONG}", "H1 ●進め方", f"P {LONG}", "H1 □注意", f"P {LONG}"],
    ),
    "circled numbers below a circle nest in it": (
        f"手引き\n\n○決まったもの\n\n①道具\n\n{LONG}\n\n②研究\n\n{LONG}\n\n○その後\n\n{LONG}",
        [
            "P 手引き",
            "H1 ○決まったもの",
            "H2 ①道具",
            f"P {LONG}",
            "H2 ②研究",
            f"P {LONG}",
            "H1 ○その後",
            f"P {LONG}",
        ],
    ),
    "a name without any mark over its budget is a programme": (
        f"報告書\n\n4 事業の様子\n\n{LONG}\n\n朝市の応援\n\n{BUDGET}\n\n事業計画 Plan\n\n"
        f"- 朝市を開く人を集める\n- 朝市を知らせる\n\n夜市の応援\n\n{BUDGET}\n\n"
        f"事業計画 Plan\n\n{LONG}",
        [
            "P 報告書",
            "H1 4 事業の様子",
            f"P {LONG}",
            "H2 朝市の応援",
            f"T {BUDGET_SHOWN}",
            "H3 事業計画 Plan",
            "L - 朝市を開く人を集める⏎- 朝市を知らせる",
            "H2 夜市の応援",
            f"T {BUDGET_SHOWN}",
            "H3 事業計画 Plan",
            f"P {LONG}",
        ],
    ),
    "a name without a budget over the line that opens programmes is one too": (
        f"報告書\n\n朝市の応援\n\n{BUDGET}\n\n事業計画 Plan\n\n{LONG}\n\n夜市の応援\n\n"
        f"{BUDGET}\n\n事業計画 Plan\n\n{LONG}\n\n注文の増やし方\n\n事業計画 Plan\n\n{LONG}",
        [
            "P 報告書",
            "H1 朝市の応援",
            f"T {BUDGET_SHOWN}",
            "H2 事業計画 Plan",
            f"P {LONG}",
            "H1 夜市の応援",
            f"T {BUDGET_SHOWN}",
            "H2 事業計画 Plan",
            f"P {LONG}",
            "H1 注文の増やし方",
            "H2 事業計画 Plan",
            f"P {LONG}",
        ],
    ),
    "a table whose first row is only a name gives it as a heading": (
        "報告書\n\n1 事業\n\n| 朝市の応援 * | |\n|---|---|\n"
        "| 7年度の実績 (2千円) | 8年度の概要 (3千円) |\n| 9回 | 10回 |",
        [
            "P 報告書",
            "H1 1 事業",
            "H2 | 朝市の応援 * | |⏎|---|---|",
            "T | 7年度の実績 (2千円) | 8年度の概要 (3千円) |⏎| 9回 | 10回 |",
        ],
    ),
    "a table of several small ones keeps their names inside": (
        "報告書\n\n1 数\n\n| ○朝市の数 | | |\n|---|---|---|\n| 目標 | 2 | 3 |\n"
        "| ○夜市の数 | | |\n| 目標 | 1 | 1 |",
        [
            "P 報告書",
            "H1 1 数",
            "T | ○朝市の数 | | |⏎|---|---|---|⏎| 目標 | 2 | 3 |⏎| ○夜市の数 | | |⏎| 目標 | 1 | 1 |",
        ],
    ),
    "an empty first row and empty columns stay in the one table": (
        f"報告書\n\n{LONG}\n\n| | | |\n|---|---|---|\n| 8年度予算 | 300千円 | |",
        ["P 報告書", f"P {LONG}", "T | | | |⏎|---|---|---|⏎| 8年度予算 | 300千円 | |"],
    ),
    "HTML in cells, also in pieces, does not end a table": (
        "報告書\n\n| 意見 | 答え |\n|---|---|\n"
        "| <p>狭い<br>と<u>思う</u></p> | <ul><li>広げる</li></ul> |\n"
        '| <input type="checkbox"/> 高い\nと思う | 下げる |',
        [
            "P 報告書",
            "T | 意見 | 答え |⏎|---|---|⏎"
            "| <p>狭い<br>と<u>思う</u></p> | <ul><li>広げる</li></ul> |⏎"
            '| <input type="checkbox"/> 高い⏎と思う | 下げる |',
        ],
    ),
    "tabs make a table": (
        f"会議\n\n名簿\n\n{LONG}\n\n組織\t役\t氏名\n店の会\t会長\t\n\t\t山川\n\n{LONG}",
        ["P 会議", "H1 名簿", f"P {LONG}", "T 組織\t役\t氏名⏎店の会\t会長\t⏎\t\t山川", f"P {LONG}"],
    ),
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
    "an article that comes after a programme's budget stands inside the programme": (
        f"報告書\n\n朝市の応援\n\n{BUDGET}\n\n第7条 店の応援\n\n主な取組\n\n{LONG}\n\n"
        f"第7条 店の応援\n\n{LONG}",
        [
            "P 報告書",
            "H1 朝市の応援",
            f"T {BUDGET_SHOWN}",
            "H2 第7条 店の応援",
            "H3 主な取組",
            f"P {LONG}",
            "C 第7条 店の応援",
            f"P {LONG}",
        ],
    ),
    "an article in three lines is one heading": (
        f"報告書\n\n第 7 条\n\n店の応援及び\n通りの催しの支え\n\n{LONG}",
        ["P 報告書", "H1 第 7 条⏎⏎店の応援及び⏎通りの催しの支え", f"P {LONG}"],
    ),
    "an article of a regulation is text below its name": (
        f"規程\n\n（目的）\n第1条 この規程は、店の応援について定める。\n（定義）\n第2条 {LONG}",
        [
            "P 規程",
            "H1 （目的）",
            "P 第1条 この規程は、店の応援について定める。",
            "H1 （定義）",
            f"P 第2条 {LONG}",
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
    "cities head their programmes": (
        f"催しの記録\n\n2 各市の事業\n\n山川市\n\n●「1. 人を育てる」関連\n\n{LONG}\n\n"
        f"海川商工会議所\n\n● 「1. 人を育てる」関連\n\n{LONG}",
        [
            "P 催しの記録",
            "H1 2 各市の事業",
            "H2 山川市",
            "H3 ●「1. 人を育てる」関連",
            f"P {LONG}",
            "H2 海川商工会議所",
            "H3 ● 「1. 人を育てる」関連",
            f"P {LONG}",
        ],
    ),
    "one city name is no heading": (
        f"催しの記録\n\n2 事業\n\n山 川 市\n\n{LONG}",
        ["P 催しの記録", "H1 2 事業", "P 山 川 市", f"P {LONG}"],
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
    "a plan's name in brackets stands above its numbers": (
        f"計画の概要\n\n「山川市店の計画」（山川市） 【期間:8年度】\n\n{LONG}\n\n"
        f"- 1 店を増やす\n{LONG}\n- 2 客を増やす\n{LONG}",
        [
            "P 計画の概要",
            "H1 「山川市店の計画」（山川市） 【期間:8年度】",
            f"P {LONG}",
            "H2 - 1 店を増やす",
            f"P {LONG}",
            "H2 - 2 客を増やす",
            f"P {LONG}",
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
    "a question over its answer is a heading, in a list of questions it is not": (
        "よくある質問\n\nQ1 だれが使えますか。\nQ2 いつまでですか。\n\n1．使える人\n\n"
        "Q1 だれが使えますか。\n\nA1 市内の人です。\n\nQ2 いつまでですか。\n\n"
        "A2 三月までです。",
        [
            "P よくある質問",
            "L Q1 だれが使えますか。⏎Q2 いつまでですか。",
            "H1 1．使える人",
            "H2 Q1 だれが使えますか。",
            "P A1 市内の人です。",
            "H2 Q2 いつまでですか。",
            "P A2 三月までです。",
        ],
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
def test_blocks(text, expected):
    assert shown(text) == expected


def test_a_blank_line_under_every_line_is_no_gap():
    # Lines of 30 characters and more that end inside a sentence, each with an empty line below;
    # a blank at a line's end is the writer's own end of a paragraph.
    text = (
        "店の宣言 \n\n＜前文＞ \n\n"
        "通りに並ぶ小さな店は、長い間まちの暮らしを支えてきた。その店が減ると、暮ら\n\n"
        "しが不便になる。そのため、店を開く人を増やし、続ける人を支えることが大切で\n\n"
        "ある。市と店と住む人が力を合わせて、通りのにぎわいを取り戻すことを目指すも\n\n"
        "のである。 \n\n \n\n"
        "○朝市を開く事業（山川市） \n\n"
        "朝の通りを使って、地元の野菜や花を売る市を月に一度開き、店を知らない人にも\n\n"
        "足を運んでもらう。 \n\n"
    )
    assert shown(text) == [
        "P 店の宣言",
        "H1 ＜前文＞",
        "P " + text[text.index("通りに") : text.index("のである。") + 5].replace("\n", "⏎"),
        "H2 ○朝市を開く事業（山川市）",
        "P " + text[text.index("朝の通り") : text.index("もらう。") + 4].replace("\n", "⏎"),
    ]


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
