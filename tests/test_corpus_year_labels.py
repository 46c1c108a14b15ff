"""Lists below the label of a year."""

import pytest

from corpus.names.year_labels import continues, label_above

LIST = """● 創業
30年度：セミナーを開いた。

：補助金を出した。

R元年度：引き続き行う。
- ：条件を緩める。
別の話。
・その項目。"""
LINES = [
    ("セミナー", "30年度"),
    ("補助金", "30年度"),
    ("引き続き", "R元年度"),
    ("条件", "R元年度"),
    ("創業", ""),
    ("別の話", ""),
    ("その項目", ""),
]


@pytest.mark.parametrize(("said", "label"), LINES)
def test_the_label_a_line_stands_below(said, label):
    assert label_above(LIST, LIST.index(said)) == label


LABELS = ["平成28年度: 12人", "・令和2年度：準備", "○平成 29 年度：開催", "2016年度：12人"]


@pytest.mark.parametrize("line", LABELS)
def test_labels(line):
    assert label_above(line, 0) in line
    assert label_above(line, 0).endswith("年度")


def test_a_year_within_a_sentence_is_no_label():
    assert label_above("実績は、平成28年度：12人", 0) == ""


@pytest.mark.parametrize(
    ("line", "does"), [("：補助", True), ("- ：補助", True), ("・補助", False), ("補助：", False)]
)
def test_a_line_that_continues(line, does):
    assert continues(line) is does
