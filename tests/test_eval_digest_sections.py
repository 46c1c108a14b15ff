import pytest

from eval.digest_sections import Section, read_anchors, read_sections


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("「創業塾」（12ページ）", ("創業塾",)),
        ("「創業塾」「起業の相談」（第2条）", ("創業塾", "起業の相談")),
        ("「創業塾」、「起業の相談」", ("創業塾", "起業の相談")),
        ("「「匠」の認定」（「別紙」2ページ）", ("「匠」の認定",)),
        ("12ページ「創業塾」", ()),
        ("「閉じない", ()),
        ("", ()),
    ],
)
def test_anchors_are_what_the_place_starts_with(place, expected):
    assert read_anchors(place) == expected


def test_a_heading_without_place_belongs_to_the_one_above_that_has_one():
    digest = (
        "# 題\n"  # line 5: no text of its own, left out
        "> 断り書き 100\n"
        "## 甲条\n"
        "### 事業あ\n"
        "出典箇所: 「あの事業」（1ページ）\n"
        "\n"
        "目的です。\n"
        "#### 実績\n"
        "10件です。\n"
        "### 事業い\n"
        "出典箇所：「いの事業」\n"
        "| 年 | 数 |\n"
    )
    assert read_sections(digest, first_line=5) == (
        Section(8, 3, "事業あ", ("あの事業",), "目的です。\n10件です。\n"),
        Section(14, 3, "事業い", ("いの事業",), "| 年 | 数 |\n"),
    )


def test_text_under_a_heading_with_no_place_anywhere_above_is_a_section_without_anchors():
    digest = "前の行\n## 甲\n3件です。\n## 乙\n### 丙\n4件です。\n"
    assert read_sections(digest) == (
        Section(2, 2, "甲", (), "3件です。\n"),
        Section(5, 3, "丙", (), "4件です。\n"),
    )


def test_a_place_of_its_own_ends_the_joining():
    digest = "## 甲\n出典箇所: 「一」\n### 乙\n出典箇所: 「二」\n#### 丙\n5件\n## 丁\n6件\n"
    assert read_sections(digest) == (
        Section(1, 2, "甲", ("一",), ""),
        Section(3, 3, "乙", ("二",), "5件\n"),
        Section(7, 2, "丁", (), "6件\n"),
    )
