"""Names of programmes, articles, cities and plans that head text without any mark."""

import pytest

from tests.block_notation import BUDGET, BUDGET_SHOWN, LONG, shown

CASES = {
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
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_headings_without_a_mark(text, expected):
    assert shown(text) == expected
