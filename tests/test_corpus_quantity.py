"""Amounts and ratios: one term, however they were written."""

import time

import pytest

from corpus.language.quantity import quantity_terms

AMOUNTS = [
    ("500千円", ["¥500000"]),
    ("50万円", ["¥500000"]),
    ("500,000円", ["¥500000"]),
    ("500000円", ["¥500000"]),
    ("1億2,000万円", ["¥120000000"]),
    ("1.5億円", ["¥150000000"]),
    ("3百万円", ["¥3000000"]),
    ("20,000千円", ["¥20000000"]),
    ("1万5千円", ["¥15000"]),
    ("2,000万5,000円", ["¥20005000"]),
    ("1兆2,000億円", ["¥1200000000000"]),
    ("0円", ["¥0"]),
    ("1円未満は切り捨て", ["¥1"]),
    ("上限は,500円", ["¥500"]),
    ("30万円から50万円まで", ["¥300000", "¥500000"]),
    ("千円単位", []),
    ("円", []),
    ("50万", []),
    ("500ドル", []),
]

RATIOS = [
    ("2分の1", ["÷0.5"]),
    ("1/2", ["÷0.5"]),
    ("50%", ["÷0.5"]),
    ("50 %", ["÷0.5"]),
    ("50パーセント", ["÷0.5"]),
    ("5割", ["÷0.5"]),
    ("3分の2", ["÷0.667"]),
    ("2/3", ["÷0.667"]),
    ("66.7%", ["÷0.667"]),
    ("7.5割", ["÷0.75"]),
    ("2.5%", ["÷0.025"]),
    ("0.5%", ["÷0.005"]),
    ("10割", ["÷1"]),
    ("100%", ["÷1"]),
    ("200%", ["÷2"]),
    ("12/25", ["÷0.48"]),
    ("3/2", []),
    ("1/0", []),
    ("0分の1", []),
    ("2016/4/1", []),
    ("10/10", []),
]

MIXED = [
    ("補助率2分の1、上限50万円", ["¥500000", "÷0.5"]),
    ("費用の1/3以内（上限10万円）、残りは5割", ["¥100000", "÷0.5", "÷0.333"]),
    ("", []),
    ("補助金を受けたい", []),
]


@pytest.mark.parametrize(("text", "terms"), AMOUNTS + RATIOS + MIXED)
def test_terms(text, terms):
    assert quantity_terms(text) == terms


# A number longer than any amount is none: Python would refuse to write it out.
@pytest.mark.parametrize("text", ["9" * 16 + "円", "9" * 5_000 + "円", "9" * 400 + "%", "1,2345円"])
def test_what_is_no_amount(text):
    assert quantity_terms(text) == []


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,111", "1万", "1億1", "1.", ",111", "1/", "1分の", "1 ", "1円", "%"]
)
def test_pages_of_digits_take_linear_time(piece):
    text = piece * 10_000
    started = time.process_time()
    quantity_terms(text)
    assert time.process_time() - started < 1.0
