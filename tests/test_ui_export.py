"""An answer outside the page: exact files, and cells and lines that cannot act."""

import base64
import csv
import io
import json
import time
from dataclasses import replace
from datetime import date

import pytest

from assistant.page.export import (
    answer_json,
    citation,
    download_url,
    heading_path,
    markdown,
    passages_csv,
    source_line,
)
from assistant.page.turn import Origin
from assistant.records import Answer, Hit, Query, Quote
from corpus.document import Facets, Passage

TEXT = "朝市を開きました。*来場*は9,400人です。"


def hit(text=TEXT, title="花咲市の報告", publisher="花咲市", **passage):
    given = {
        "headings": ("花咲市の報告", "第2章 商店街"),
        "page": 3,
        "facets": Facets(municipality="花咲市", fiscal_years=(2016,)),
        **passage,
    }
    return Hit(Passage("a.md", 10, 10 + len(text), text, **given), title, publisher, 0.5)


def test_source_line_leaves_out_what_is_not_known_and_a_heading_that_repeats_the_title():
    assert source_line(hit()) == (
        "花咲市の報告（花咲市、平成28年度（2016年度）、第2章 商店街、3ページ）"
    )
    bare = hit(title="", publisher=None, headings=(), page=None, facets=Facets())
    assert source_line(bare) == "（題名のない資料）"


@pytest.mark.parametrize(("ended", "said"), [(False, "まで"), (True, "で終了")])
def test_source_line_tells_the_last_day(ended, said):
    until = replace(hit(facets=Facets(ends="2023-01-09")), ended=ended)
    assert (
        source_line(until) == f"花咲市の報告（花咲市、第2章 商店街、3ページ、2023年1月9日{said}）"
    )


def test_a_heading_repeats_the_title_also_in_other_width_and_spacing():
    assert heading_path(hit(title="報告(要約)", headings=("報告（要 約）", "一"))) == ("一",)
    assert heading_path(hit(title="報告", headings=("一", "報告"))) == ("一", "報告")


ORIGIN = Origin(date(2026, 11, 23), "g-1")
SOURCE = "出典：花咲市の報告（花咲市、平成28年度（2016年度）、第2章 商店街、3ページ）"


def test_a_citation_holds_what_is_quoted_or_else_the_passage():
    quotes = [Quote("### 朝市\n", 10, 17, 1), Quote("9,400人です。", 20, 29, 1)]
    assert citation(hit(), quotes) == f"「朝市」\n「9,400人です。」\n{SOURCE}"
    assert citation(hit(text="朝市を開きました。\n"), []) == f"「朝市を開きました。」\n{SOURCE}"


def test_markdown_of_an_answer():
    quotes = (Quote("*来場*は9,400人です。", 19, 34, 2), Quote("- <乙>\n1. x", 40, 50, 2, "*甲*"))
    # What is not cited is no source, and a number stays what it is on the page.
    answer = Answer("朝市は？", Query("朝市は？"), quotes, (hit(title="別"), hit(), hit()))
    assert markdown(answer) == (
        "# 朝市は？\n"
        "\n"
        "> \\*来場\\*は9,400人です。 [2]\n"
        "\n"
        "> \\- \\<乙>\n"
        "> 1\\. x [2]（表の「\\*甲\\*」の欄）\n"
        "\n"
        "## 出典\n"
        "\n"
        "- [2] [花咲市の報告（花咲市、平成28年度（2016年度）、第2章 商店街、3ページ）]"
        "(document?id=a.md&start=10&end=33#passage) a.md:10-33\n"
        "\n"
        "資料の発行後に制度が変わっていることがあります。お申し込みの前に、"
        "発行元の最新の案内をご確認ください。\n"
    )


def test_a_last_day_that_is_past_is_told_with_the_quote():
    quote = Quote(TEXT[:6], 0, 6, 1, past=True)
    answer = Answer("いつまで", Query("いつまで"), (quote,), (hit(),))
    assert f"> {TEXT[:6]} [1]（この期日は過ぎています）\n" in markdown(answer)
    assert citation(hit(), [quote]).startswith(f"「{TEXT[:6]}」\nこの期日は過ぎています\n出典：")


TABLE = "| 年 | 人_数 |\n|---|---|\n| 甲<br>乙 | 9 |\n| 丙 | 8 | 注 |"
ROW = TABLE.splitlines()[-1]


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (Quote(ROW, 10 + len(TABLE) - len(ROW), 10 + len(TABLE), 1), ["| 丙 | 8 | 注 |"]),
        (Quote(TABLE, 10, 10 + len(TABLE), 1), ["| 甲 乙 | 9 |  |", "| 丙 | 8 | 注 |"]),
    ],
)
def test_markdown_of_rows_is_a_table_below_its_header(quote, said):
    answer = Answer("何人", Query("何人"), (quote,), (hit(text=TABLE),))
    assert markdown(answer, ORIGIN).splitlines()[2:] == [
        "> | 年 | 人_数 |  |",
        "> | --- | --- | --- |",
        *(f"> {row}" for row in said),
        ">",
        "> [1]",
        "",
        "## 出典",
        "",
        "- [1] [花咲市の報告（花咲市、平成28年度（2016年度）、第2章 商店街、3ページ）]"
        f"(document?id=a.md&start=10&end={10 + len(TABLE)}#passage) a.md:10-{10 + len(TABLE)}",
        "",
        "資料の発行後に制度が変わっていることがあります。お申し込みの前に、"
        "発行元の最新の案内をご確認ください。",
        "",
        "2026年11月23日のお答えです（索引の版：g-1）。",
    ]


def test_markdown_of_a_row_with_its_lead_and_of_text_around_a_table():
    lead = Quote(ROW, 10 + len(TABLE) - len(ROW), 10 + len(TABLE), 1, lead="次の年です。")
    answer = Answer("何人", Query("何人"), (lead,), (hit(text=TABLE),))
    assert markdown(answer).splitlines()[2:5] == ["> 次の年です。", ">", "> | 年 | 人_数 |  |"]
    text = "前\n| 一 |\n後"
    around = Answer("何", Query("何"), (Quote(text, 10, 10 + len(text), 1),), (hit(text=text),))
    assert markdown(around).splitlines()[2:9] == [
        *("> 前", ">", "> | 一 |", "> | --- |", ">", "> 後 [1]", "")
    ]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("iwaki_2017 R&D 10>5 #7", "iwaki_2017 R&D 10>5 #7"),
        ("_斜体_ &lt; [押](x) `a` |", "\\_斜体\\_ \\&lt; \\[押\\](x) \\`a\\` \\|"),
        ("# 見出し", "\\# 見出し"),
        ("> 引用", "\\> 引用"),
    ],
)
def test_only_what_acts_as_markdown_is_escaped(title, written):
    bare = hit(title=title, publisher=None, headings=(), page=None, facets=Facets())
    said = markdown(Answer("朝市", Query("朝市"), (), (bare,), "nothing"))
    assert f"1. [{written}](document?" in said


def test_many_blank_lines_take_no_time():
    question = "\n 1. x" + "\n" * 20_000 + "x"
    started = time.perf_counter()
    written = markdown(Answer(question, Query(question), (), (), "nothing"))
    assert time.perf_counter() - started < 2
    assert written.startswith("# \n 1\\. x" + "\n" * 20_000 + "x\n\n")


def test_markdown_tells_what_nothing_quoted_holds():
    quotes = (Quote("来場は9,400人です。", 19, 34, 1),)
    answer = Answer("日当は？", Query("日当は？"), quotes, (hit(),), unsaid=("日当", "*額*"))
    assert markdown(answer).splitlines()[2:5] == [
        "ご質問の「日当」「\\*額\\*」は、引用した箇所には見当たりません。"
        "お尋ねの内容と合っているか、お確かめください。",
        "",
        "> 来場は9,400人です。 [1]",
    ]


def test_markdown_of_a_declined_question_keeps_what_lies_elsewhere_apart():
    near = hit(publisher=None, headings=(), page=None, facets=Facets())
    answer = Answer("朝市", Query("朝市"), (), (near,), "other_year", (near, near))
    linked = "[花咲市の報告](document?id=a.md&start=10&end=33#passage) a.md:10-33"
    assert markdown(answer).splitlines()[4:12] == [
        "## お尋ねの年度のものではありませんが、近い内容があります",
        "",
        f"1. {linked}",
        f"2. {linked}",
        "",
        "## お尋ねの条件から外れない資料（直接の答えではありません）",
        "",
        f"1. {linked}",
    ]


def test_csv_shows_a_text_without_the_marks_of_markdown():
    text = "### 朝市\n> 注記\n| 年 | 人 |\n|---|---|\n| 1 | 2 |"
    rows = list(csv.reader(io.StringIO(passages_csv("朝市は？", [hit(text=text)]))))
    assert rows[1][7] == "朝市\n注記\n| 年 | 人 |\n| 1 | 2 |"


def test_csv_of_passages():
    assert passages_csv("朝市は？", [hit(text='一行目,"\n二行目')], ORIGIN) == (
        "\ufeff番号,資料名,発行元,市区町村,年度,見出し,ページ,本文,見込み,資料ID,開始,終了,"
        "ご質問,お答えの日,索引の版\r\n"
        "1,花咲市の報告,花咲市,花咲市,平成28年度（2016年度）,第2章 商店街,3,"
        '"一行目,""\n二行目",0.500,a.md,10,19,朝市は？,2026-11-23,g-1\r\n'
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"]
)
def test_no_cell_acts_as_a_formula(text):
    rows = list(csv.reader(io.StringIO(passages_csv("朝市は？", [hit(text=text, title=text)]))))
    assert rows[1][1] == f"'{text}"
    assert rows[1][7] == f"'{text.strip()}"


def test_a_download_holds_the_whole_file_even_with_a_lone_surrogate():
    address = download_url("窓口\ud800", "text/csv")
    head, _, body = address.partition(",")
    assert head == "data:text/csv;charset=utf-8;base64"
    assert base64.b64decode(body).decode() == "窓口?"


def test_json_of_an_answer():
    answer = Answer("朝市", Query("朝市"), (), (hit(),), "other_place", (hit(text="月見町"),))
    given = json.loads(json.dumps(answer_json(answer)))
    assert given["reason"] == "other_place"
    assert given["hits"][0]["passage_id"] == "a.md:10-33"
    assert given["hits"][0]["url"] == "document?id=a.md&start=10&end=33#passage"
    assert given["elsewhere"][0]["passage"]["text"] == "月見町"
    assert given["elsewhere"][0]["passage_id"] == "a.md:10-13"
