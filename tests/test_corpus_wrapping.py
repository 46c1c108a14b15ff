import pytest

from corpus.language.japanese import sentences
from corpus.language.wrapping import is_wrapped, unwrapped

LONG = "市は、小さな店が長く続くように次のことを行"  # 21 characters


@pytest.mark.parametrize(
    ("above", "below", "wrapped"),
    [
        (LONG, "う。", True),
        (LONG, "々の店", True),
        (f"{LONG}う、", "店の人", True),
        (LONG[:18], "う。", True),
        (LONG[:17], "う。", False),
        (f"{LONG}う。", "店の人", False),
        (LONG, "・店", False),
        (LONG, "〇店", False),
        (LONG, "", False),
        (LONG, "5万円", False),
        (f"{LONG}い、従業員が5", "人以下の店", True),
        (f"{LONG}う、1", "0万円まで", True),
        (f"{LONG}う（令和8年", "3月29日まで）", True),
        (f"{LONG}い、上限は", "１，５００万円", True),
        (f"{LONG}い、上限は", "3", False),
        (f"{LONG}い、上限は", "3 窓口", False),
        (f"{LONG}う窓口0123-45-6789", "月曜は休み", False),
        (f"{LONG}う窓口 第5", "窓口の案内", False),
        (LONG, "キーワード: 起業", False),
        (LONG, "上限額：5万円", False),
        (LONG, "うことを決めた人のための長い文には：がある", True),
        (LONG, "第3条 市は", False),
        (LONG, "第十二条の2（目的）", False),
        (LONG, "第3条", False),
        (LONG, "第3条の規定により", True),
        (f"{LONG}Ｐ", "Ｒする", True),
        (f"{LONG}う店・", "工場", True),
        (f"商工会\t{LONG}", "う", False),
        (LONG, "商工会\t会長", False),
        (f"{LONG}うこと", "市税を納めていること", False),
        (f"{LONG}わないこと", "ただし、学校は除く。", False),
        (f"{LONG}うこと", "ができる。", True),
        (f"{LONG}う者", "及び市長が認める者", True),
        (f"{LONG}う", "こと", True),
    ],
)
def test_lines_broken_off_inside_a_sentence(above, below, wrapped):
    assert is_wrapped(above, below) == wrapped


def test_broken_lines_are_joined_and_others_stay_as_they_are():
    text = f" {LONG} \n　う。\n{LONG}\n\n続く店\n{LONG}\n{LONG}\nう"
    assert unwrapped(text) == f" {LONG}う。\n{LONG}\n\n続く店\n{LONG}{LONG}う"


def test_a_blank_line_ends_a_sentence():
    text = f"{LONG}\n\nう\n{LONG}\r\n\r\nう"
    assert [text[start:end] for start, end in sentences(text)] == [
        f"{LONG}\n\n",
        "う\n",
        f"{LONG}\r\n\r\n",
        "う",
    ]


def test_a_sentence_ends_where_an_article_or_a_label_begins():
    text = f"{LONG}\nう\n第3条 店は、{LONG}う\n第4条 市は助ける\n{LONG}う\n窓口：商工課"
    assert [text[start:end] for start, end in sentences(text)] == [
        f"{LONG}\nう\n",
        f"第3条 店は、{LONG}う\n",
        "第4条 市は助ける\n",
        f"{LONG}う\n",
        "窓口：商工課",
    ]
