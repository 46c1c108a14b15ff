import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.markup import Markup, markup, without_heading_marks, without_tags

FOUND = {
    "a line end": ("家賃<br>敷金", [(2, 6, "\n")]),
    "several tags and the blanks between them are one": ("家賃</p> <p>敷金", [(2, 10, "\n")]),
    "an item": ("<ul><li>家賃", [(0, 8, "\n・")]),
    "a check box": ('<input type="checkbox">家賃', [(0, 23, "□")]),
    "a tag within a line": ("<u>家賃</u>", [(0, 3, ""), (5, 9, "")]),
    "a reference": ("A&amp;B", [(1, 6, "&")]),
    "bold": ("**家賃**", [(0, 2, ""), (4, 6, "")]),
    "two stars that hold nothing": ("家賃** と **敷金", []),
    "a heading": ("### 家賃", [(0, 4, "\n")]),
    "a heading within a line": ("【利用方法】### 【家賃】", [(6, 10, "\n")]),
    "a heading after a line end": ("家賃<br>## 敷金", [(2, 6, "\n"), (6, 9, "")]),
    "number signs that are text": ("電話：# 7700 C##版 #######  家賃 ##", []),
    "four stars hold nothing": ("****", []),
    "brackets that are text": ("<出展補助>と&と5<6", []),
    "a script is text": ("<script>", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "found"), FOUND.values(), ids=FOUND.keys())
def test_markup(text, found):
    assert markup(text) == [Markup(*each) for each in found]


@given(st.lists(st.sampled_from(("**", "*", "店", " ", "\n")), max_size=12).map("".join))
def test_bold_is_what_one_expression_finds(text):
    bold = re.finditer(r"\*\*(?=\S)[^\n]+?(?<=\S)\*\*", text)
    spans = [span for match in bold for span in (match.start(), match.end() - 2)]
    assert markup(text) == [Markup(place, place + 2, "") for place in spans]


def test_markup_of_a_slice_keeps_its_place_in_the_text():
    assert markup("<u>家賃</u>", 3) == [Markup(5, 9, "")]
    assert markup("<u>家賃</u>", 0, 8) == [Markup(0, 3, "")]


def test_tags_become_the_given_line_end():
    assert without_tags("家賃<br>敷金<ul><li>礼金", " ") == "家賃 敷金 ・礼金"


@pytest.mark.parametrize("piece", ["**店 ", "**", "<b ", "<br> ", "&#1", "<b>店", " \t"])
def test_hostile_text_takes_time_in_proportion_to_its_length(piece):
    # In quadratic time the first would take 20 seconds, in linear time all take tenths of one.
    started = process_time()
    markup(piece * (60_000 // len(piece)))
    assert process_time() - started < 3


def test_headings_begin_after_the_given_line_end():
    assert without_heading_marks("【内容】#### ※家賃", "\n") == "【内容】\n※家賃"
    assert without_heading_marks("| ## 家賃 |", " ") == "|  家賃 |"
