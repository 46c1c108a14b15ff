"""What stands above the rows of a table: its title, and the names of its columns."""

from dataclasses import replace

import pytest

from corpus.document import Facets
from corpus.read.sheet import read_csv, read_xlsx
from tests.sheet_files import read, source, workbook

LIST = [["制度名", "上限"], ["朝市の補助", "5万円"]]
OF_KAWASAKI = Facets(municipality="川崎市", prefecture="神奈川県", fiscal_years=(2026,))


@pytest.mark.parametrize(
    ("above", "facets"),
    [
        ([["令和8年度 川崎市の補助金"]], OF_KAWASAKI),
        ([["川崎市の補助金", None], [None, " "], [None, "（令和8年4月1日現在）"]], OF_KAWASAKI),
        ([["R8 神奈川県の補助金"]], Facets(prefecture="神奈川県", fiscal_years=(2026,))),
        ([["愛川町の補助金"]], Facets(municipality="愛川町")),
        ([["川崎市と三鷹市の補助金"]], Facets()),
        ([], Facets()),
    ],
)
def test_the_title_above_a_table_holds_for_its_rows(above, facets):
    (document,) = read_xlsx(source(workbook(甲=above + LIST), "t.xlsx")).documents
    assert (document.title, document.facets) == ("朝市の補助", facets)


def test_a_sheet_is_of_its_own_year_and_of_the_city_of_its_workbook():
    sheets = workbook(一覧=[["川崎市の補助金"], *LIST], 令和7年度=LIST, 三鷹=[["三鷹市"], *LIST])
    documents = read_xlsx(source(sheets, "t.xlsx")).documents
    assert [d.facets for d in documents] == [
        Facets(municipality="川崎市", prefecture="神奈川県"),
        Facets(fiscal_years=(2025,)),
        Facets(municipality="三鷹市", prefecture="東京都"),
    ]
    sheets = workbook(一覧=[["川崎市の補助金"], *LIST], 令和7年度=LIST)
    documents = read_xlsx(source(sheets, "t.xlsx")).documents
    assert documents[1].facets == replace(OF_KAWASAKI, fiscal_years=(2025,))


def test_a_row_that_names_its_place_and_days_keeps_them():
    rows = "令和8年度 川崎市の補助金,,\n名称,市町村,締切\n朝市,三鷹市,令和9年4月9日\n夜市,,\n"
    assert [document.facets for document in read(rows)] == [
        Facets(municipality="三鷹市", fiscal_years=(2026, 2027), ends="2027-04-09"),
        Facets(fiscal_years=(2026,)),
    ]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        # A name over two columns, and one over two rows.
        (
            "制度名,令和5年度,,令和6年度,,備考\n,件数,金額（千円）,件数,金額（千円）,\n朝市,3,40,5,60,甲\n",
            "令和5年度 件数: 3\n令和5年度 金額（千円）: 40\n令和6年度 件数: 5\n"
            "令和6年度 金額（千円）: 60\n備考: 甲",
        ),
        # A column without a name above a row of the table.
        ("制度名,,備考\n朝市,3,\n", "列2: 3"),
        # A row that leaves out its first value, below a header that names all columns.
        ("制度名,件数\n,3\n朝市,4\n", "件数: 4"),
        ("制度名,件数,\n,,\n朝市,4,5\n", "件数: 4\n列3: 5"),
    ],
)
def test_a_header_of_one_row_or_two(rows, lines):
    (document,) = read(rows)
    assert document.text == f"朝市\n\n{lines}"


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_title_above_the_header(mark):
    rows = f"令和8年度 一覧\n名称{mark}内容\n朝市{mark}店を開く\n"
    assert [document.title for document in read(rows)] == ["朝市"]
    rows = f"令和8年度 一覧{mark} {mark}\n名称{mark}内容{mark}上限\n朝市{mark}店を開く{mark}\n"
    assert [document.title for document in read(rows)] == ["朝市"]


def test_a_list_of_numbered_notes_has_no_header():
    notes = "1,受付は4月からです。\n2,相談は無料です。\n"
    reading = read_csv(source(notes.encode()))
    assert [document.title for document in reading.documents] == [
        "受付は4月からです。",
        "相談は無料です。",
    ]
    assert reading.warnings == ("no row names the columns; write their names above the rows",)
    # A sentence or a number alone may head a column.
    assert [d.title for d in read("名称,選べるのは一つです。\n朝市,甲\n")] == ["朝市"]
    assert [d.title for d in read("名称,2026\n朝市,甲\n")] == ["朝市"]
