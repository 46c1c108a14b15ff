"""Questions written without kanji."""

import pytest

from eval.hiragana import in_hiragana

CASES = [
    ("川崎市で店を借りたい", "かわさきしでみせをかりたい"),
    ("平成28年度 補助金", "へいせい28ねんど ほじょきん"),
    ("IoTの導入とパソコン", "IoTのどうにゅうとパソコン"),
    ("やりたい", "やりたい"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "spoken"), CASES)
def test_words_with_kanji_are_written_as_they_are_read(text, spoken):
    assert in_hiragana(text) == spoken
