"""Tables, whatever stands in their cells."""

import pytest

from tests.block_notation import LONG, shown

CASES = {
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
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_tables(text, expected):
    assert shown(text) == expected
