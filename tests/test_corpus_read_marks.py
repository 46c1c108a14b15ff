"""The numbers in the marks of lines."""

import pytest

from corpus.read.marks import count_of

COUNTS = [
    ("(3) 店", 3),
    ("（１２）店", 12),
    ("③ 店", 3),
    ("4 店", 4),
    ("5) 店", 5),
    ("三 店", 3),
    ("十二 店", 12),
    ("二十 店", 20),
    ("・店", None),
    ("ア 店", None),
]


@pytest.mark.parametrize(("line", "count"), COUNTS)
def test_the_number_of_an_item(line, count):
    assert count_of(line) == count
