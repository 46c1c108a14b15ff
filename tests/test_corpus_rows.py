"""Cells of rows, and what stands above them."""

import pytest

from corpus.language.rows import (
    cells_of,
    column_heading,
    header_above,
    is_row,
    is_rule,
    names_table,
    rows_above_others,
)

LINES = [
    # line, a row, the rule below a header
    ("| a | b |", True, False),
    ("  | a |  ", True, False),
    ("||", True, False),
    ("| a", False, False),
    ("a | b", False, False),
    ("| 甲 | 乙 の文", False, False),
    ("|---|:--:|", True, True),
    ("| - | x |", True, False),
    ("", False, False),
]


@pytest.mark.parametrize(("line", "row", "rule"), LINES)
def test_lines(line, row, rule):
    text = f"前の行\n{line}\n後の行"
    place = (4, 4 + len(line))
    assert (is_row(text, *place), is_rule(text, *place)) == (row, rule)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("||x|", ["", "x"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        ("|  \\|", ["\\"]),
        ("| |", [""]),
    ],
)
def test_cells(row, cells):
    assert [row[start:end] for start, end in cells_of(row, 0, len(row))] == cells


def test_header_above_a_row():
    text = "前書き\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n後書き"
    assert header_above(text, text.index("| 3")) == "| 甲 | 乙 |"
    assert header_above(text, text.index("| 1")) == "| 甲 | 乙 |"
    assert header_above(text, text.index("| 甲")) is None
    assert header_above(text, text.index("後書き") + 1) is None
    assert header_above("| 1 | 2 |\n| 3 | 4 |", 10) is None


# A name alone in the first row, as some papers have it; columns named below the rule.
TABLE = """文
| 商店街支援 | |
|---|---|
| 平成28年度の<b>実績</b> (3千円) | 平成29年度の概要 (4千円) |
| 街灯を直しました。 | 街灯を直します。 | 余り |
| あ | い |
"""
LONG = f"| {'長' * 41} | 乙 |\n| 一 | 二 |"
COLUMNS = [
    # text, where the cell begins, the header row before the text, the heading
    (TABLE, TABLE.index("街灯を直しま"), None, "平成28年度の実績 (3千円)"),
    (TABLE, TABLE.index("直します"), None, "平成29年度の概要 (4千円)"),
    (TABLE, TABLE.index("平成28"), None, "商店街支援"),
    (TABLE, TABLE.index("平成29"), None, ""),  # the cell above is empty
    (TABLE, TABLE.index("平成29"), "| 事業 | 年度別 |", "年度別"),
    (TABLE, TABLE.index("余り"), "| 事業 | 年度別 |", ""),
    (TABLE, TABLE.index("い |"), None, "街灯を直します。"),
    (LONG, LONG.index("一"), None, ""),  # what is above is too long for a name
    (LONG, LONG.index("一"), "| 甲 | |", "甲"),
    (LONG, LONG.index("二"), None, "乙"),
    ("文だけ", 1, None, ""),
    ("| 一 |", 2, "|---|", ""),
]


@pytest.mark.parametrize(("text", "place", "header", "heading"), COLUMNS)
def test_what_a_column_is_called(text, place, header, heading):
    assert column_heading(text, place, header) == heading


ABOVE_OTHERS = [
    # rows, which of them only say what those below are
    (["| 年度 | 件数 |", "|---|---|", "| 27 | 3 |"], [0, 1]),
    (["| ○件数 | | |", "| | 27年度 | 28年度 |", "| 実績 | 3 | 4 |"], [0, 1]),
    (["| 実績 | 3 |", "| ○人数 | |", "| | 28年度 |", "| 実績 | 9 |", "| | 10 |"], [1, 2]),
    (["| 実績 | 3 |", "| 目標 | 4 |"], []),
    (["| 実績 |"], []),  # a column alone names nothing
    (["| | 3 |"], []),  # goes on from the passage before
]


@pytest.mark.parametrize(("rows", "numbers"), ABOVE_OTHERS)
def test_rows_that_say_what_others_are(rows, numbers):
    text = "前の行\n" + "\n".join(rows)
    places = [(text.index(row), text.index(row) + len(row)) for row in rows]
    assert sorted(rows_above_others(text, places)) == [places[number][0] for number in numbers]


NAMES = [
    ("○来場者数", True),
    ("- 来場者数\n（10月に（2日）開催）\n\n", True),
    ("（10月に開催）", True),
    ("祭りを開きました。", False),
    ("○来場者数\n○参加者数", False),
    ("○来場者数\n（10月）に開催", False),
    ("名" * 61, False),
    ("#### 支援内容\n\n", False),
]


@pytest.mark.parametrize(("above", "is_name"), NAMES)
def test_what_stands_above_a_table_is_its_name(above, is_name):
    assert names_table(above) == is_name
