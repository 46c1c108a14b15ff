"""Headings with a number, a circle or another mark."""

import pytest

from tests.block_notation import LONG, shown

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
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_marked_headings(text, expected):
    assert shown(text) == expected
