from datetime import date, datetime

import pytest

from corpus.document import AssistantError, Block, Document, Facets
from corpus.read.sheet import read_csv, read_xlsx
from corpus.read.source import Limits
from tests.sheet_files import read, source, workbook

TABLE = (
    "id,title,summary,text,org,pref,keywords,start,end,inquiry\n"
    '7,朝市の補助,朝市を始める人へ,"対象\n・市内の人\n・\tの会",山川市,海川県,"[""朝市"",""市""]",'
    "2023-08-02,2024-05-13,商工課\n"
    "8,夜市の補助,,夜市を開く人を助ける,山川市,海川県、丘川県,,,,\n"
    ",,,,,,,,,\n"
)


def test_a_row_is_a_document():
    first, second = read(TABLE)
    text = (
        "朝市の補助\n\n朝市を始める人へ\n\n"
        "実施機関: 山川市\n都道府県: 海川県\nキーワード: 朝市、市\n"
        "開始: 2023-08-02\n終了: 2024-05-13\n問い合わせ: 商工課\n\n"
        "内容\n対象\n・市内の人\n・\tの会"
    )
    assert first.text == text
    assert first == Document(
        doc_id="t.csv#7",
        title="朝市の補助",
        text=text,
        source="t.csv #7",
        blocks=first.blocks,
        publisher="山川市",
        inquiry="商工課",
        facets=Facets(
            prefecture="海川県",
            fiscal_years=(2023, 2024),
            ends="2024-05-13",
        ),
    )
    assert [(b.kind, b.level, text[b.start : b.end]) for b in first.blocks] == [
        ("heading", 1, "朝市の補助"),
        ("paragraph", 0, "朝市を始める人へ"),
        ("paragraph", 0, text[text.index("実施機関") : text.index("商工課") + 3]),
        ("heading", 2, "内容"),
        ("paragraph", 0, "対象"),
        ("list", 0, "・市内の人\n・\tの会"),
    ]
    assert (second.doc_id, second.facets) == ("t.csv#8", Facets())


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2023-08-02", "2025-05-13", (2023, 2024, 2025)),
        ("2024-03-31", "", (2023,)),
        ("", "2024-04-01", (2024,)),
        # More than ten years, or the end first, is a date mistyped.
        ("2023-04-01", "2033-04-01", (2023,)),
        ("2023-04-01", "2022-04-01", (2023,)),
        # No year: only the other date counts.
        ("0001-01-01", "2024-04-01", (2024,)),
        ("2023-04-01", "9999-12-31", (2023,)),
        ("1700", "", ()),
    ],
)
def test_the_years_of_a_row(start, end, years):
    (document,) = read(f"名称,開始日,終了日,公開日\n朝市,{start},{end},1700\n")
    assert (document.facets.fiscal_years, document.published) == (years, None)


@pytest.mark.parametrize(
    ("header", "end", "facets"),
    [
        ("締切", "令和8年9月30日（水）必着", Facets(fiscal_years=(2026,), ends="2026-09-30")),
        ("終了日", "R9.2.26", Facets(fiscal_years=(2026,), ends="2027-02-26")),
        (
            "募集期間",
            "令和8年2月1日～令和8年９月３０日",
            Facets(fiscal_years=(2025, 2026), ends="2026-09-30"),
        ),
        ("申込期限", "令和8年9月", Facets(fiscal_years=(2026,))),
    ],
)
def test_the_last_day_of_a_row_in_either_counting(header, end, facets):
    (document,) = read(f"名称,{header}\n朝市,{end}\n")
    assert document.facets == facets


def test_dates_that_are_not_understood_are_named():
    rows = "".join(f"朝市,{month}月頃,令和7年,\n" for month in range(1, 6))
    reading = read_csv(source(f"名称,締切,開始,更新日\n{rows}夜市,随時,4月,秋\n".encode()))
    assert reading.warnings == (
        "column 開始: no date in 4月 (row 7); write it like 2026-09-30 or 令和8年9月30日",
        "column 締切: no last day in 1月頃 (row 2), 2月頃 (row 3), 3月頃 (row 4) and 2 more; "
        "write it like 2026-09-30 or 令和8年9月30日",
    )


def test_places_are_called_as_the_list_has_them_and_what_is_none_is_named():
    reading = read_csv(
        source(
            "名称,都道府県,市区町村\n"
            "甲,東京,東京都墨田区\n"
            "乙,,横浜市青葉区\n"
            "丙,神奈川県,川崎市と横浜市\n"
            "丁,全国,全国の市区町村\n"
            "戊,広島県,府中市\n".encode()
        )
    )
    assert [(d.facets.municipality, d.facets.prefecture) for d in reading.documents] == [
        ("墨田区", "東京都"),
        ("横浜市", None),
        (None, "神奈川県"),
        (None, None),
        ("府中市", "広島県"),
    ]
    assert reading.warnings == (
        "column 市区町村: no single place in 川崎市と横浜市 (row 4); "
        "such rows count for any place; one is written like 川崎市 or 神奈川県",
    )


def test_headings_in_a_long_column_lie_below_it():
    rows = '制度名,本文\n朝市,"●対象\n市内で店を開く人と、これから開くために学んでいる人。"\n'
    (document,) = read(rows)
    assert document.blocks == (
        Block("heading", 0, 2, 1),
        Block("heading", 4, 6, 2),
        Block("heading", 7, 10, 3),
        Block("paragraph", 11, 37),
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("番号,制度の名称,実施機関,お問い合わせ先", ("t.csv#1", "2", "3", "4")),
        ("No.,事業名,所管課,連絡先", ("t.csv#1", "2", "3", "4")),
        ("ID,Name,Organization,Contact", ("t.csv#1", "2", "3", "4")),
        ("管理番号,補助金名,実施主体,問合せ", ("t.csv#1", "2", "3", "4")),
    ],
)
def test_headers_that_are_guessed(header, expected):
    (document,) = read(f"{header}\n1,2,3,4\n")
    found = (document.doc_id, document.title, document.publisher, document.inquiry)
    assert found == expected


def test_a_table_without_numbers_uses_its_rows_and_one_that_repeats_them_both():
    assert [d.doc_id for d in read("名称,内容\n朝市,甲\n\n夜市,乙\n")] == ["t.csv#2", "t.csv#4"]
    assert [d.doc_id for d in read("ID,名称,内容\n1,朝市,甲\n1,夜市,乙\n")] == [
        "t.csv#1",
        "t.csv#1~3",
    ]


def test_rows_of_one_name_are_told_apart():
    rows = (
        "番号,名称,実施機関,上限\n7,朝市,川田市,3万円\n9,朝市,川田市,5万円\n10,朝市,山川市,4万円\n"
    )
    assert [document.title for document in read(rows)] == ["朝市（No. 7）", "朝市（No. 9）", "朝市"]


def test_a_map_of_columns_beside_the_table(tmp_path):
    (tmp_path / "t.toml").write_text(
        'title = "なまえ"\npublisher = "だれ"\npublished = "いつ"\nomit = ["メモ"]\n'
        '[labels]\n"だれ" = "担当"\n',
        "utf-8",
    )
    rows = "なまえ,だれ,いつ,メモ,町\n朝市,商工課,2024-05,内緒,海辺\n"
    (document,) = read(rows, tmp_path / "t.csv")
    assert document.text == "朝市\n\n担当: 商工課\n町: 海辺\nいつ: 2024-05"
    assert document.published == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ('title = "X"', "columns.toml: no column 'X' in the table; it has 名称, 内容"),
        (
            'titel = "名称"',
            "columns.toml: titel not understood; known are id, title, publisher, summary, text, "
            "inquiry, prefecture, municipality, start, end, published, source, omit, [labels]",
        ),
        (
            "title = ",
            "columns.toml: no TOML file (Invalid value (at end of document)); mend or remove it",
        ),
    ],
)
def test_a_map_that_does_not_fit_is_refused(tmp_path, columns, reason):
    (tmp_path / "columns.toml").write_text(columns, "utf-8")
    with pytest.raises(AssistantError) as refused:
        read("名称,内容\n朝市,甲\n", tmp_path / "t.csv")
    assert str(refused.value) == reason


def test_a_table_without_a_title_says_so():
    reading = read_csv(source("甲,乙\n5,海\n".encode()))
    assert reading.documents[0].title == "海"
    assert reading.warnings == (
        "no column is known as the title among: 甲, 乙; name it in a columns.toml beside",
    )


@pytest.mark.parametrize("text", ["", "名称,内容\n", "ただの文\n二行目\n"])
def test_no_rows(text):
    with pytest.raises(AssistantError) as refused:
        read_csv(source(text.encode()))
    assert str(refused.value) == "no rows below a header; the first row must name the columns"


def test_semicolons_tabs_and_encodings():
    for delimiter, encoding in ((";", "cp932"), ("\t", "utf-8-sig"), (",", "euc_jp")):
        rows = f"名称{delimiter}内容\n朝市の補助{delimiter}店を開く\n".encode(encoding)
        assert read_csv(source(rows)).documents[0].title == "朝市の補助"


def test_more_rows_than_allowed_are_left_out():
    rows = "名称,内容\n" + "朝市,店\n" * 9
    reading = read_csv(source(rows.encode(), limits=Limits(rows=4)))
    assert len(reading.documents) == 3
    assert reading.warnings == ("only the first 4 rows are read",)
    rows = "名称,内容\n\n朝市,店\n夜市,店\n昼市,店\n"
    reading = read_csv(source(rows.encode(), limits=Limits(rows=4)))
    assert [document.title for document in reading.documents] == ["朝市", "夜市"]
    assert reading.warnings == ("only the first 4 rows are read",)


def test_a_workbook():
    data = workbook(
        一覧=[
            ["令和6年度の一覧"],
            [],
            ["番号", "制度名", "開始日", "内容"],
            [1.0, "朝市の補助", datetime(2024, 4, 1), "店を開く"],
        ],
        空=[[]],
    )
    (document,) = read_xlsx(source(data, "t.xlsx")).documents
    assert document.doc_id == "t.xlsx#1"
    assert document.text == "朝市の補助\n\n内容: 店を開く\n開始日: 2024-04-01"
    assert document.facets.fiscal_years == (2024,)


def test_cells_are_written_as_a_person_would():
    cells = [3.0, 2.5, datetime(2026, 9, 30, 17), date(2026, 9, 30), "朝市"]
    (document,) = read_xlsx(source(workbook(甲=[list("数率時日名"), cells]), "t.xlsx")).documents
    assert document.text == (
        "2026-09-30 17:00:00\n\n数: 3\n率: 2.5\n時: 2026-09-30 17:00:00\n日: 2026-09-30\n名: 朝市"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("あ" * 100, f"朝市\n\n支援内容: {'あ' * 100}\n上限: 3万円"),
        ("あ" * 101, f"朝市\n\n上限: 3万円\n\n支援内容\n{'あ' * 101}"),
    ],
)
def test_only_a_long_text_has_a_section_of_its_own(value, text):
    assert read(f"制度名,支援内容,上限\n朝市,{value},3万円\n")[0].text == text


def test_sheets_of_a_workbook_name_their_rows():
    rows = [["制度名", "内容"], ["朝市", "店"]]
    documents = read_xlsx(source(workbook(甲=rows, 乙=rows), "t.xlsx")).documents
    assert [document.doc_id for document in documents] == ["t.xlsx#甲/2", "t.xlsx#乙/2"]


def test_a_damaged_workbook():
    with pytest.raises(AssistantError) as refused:
        read_xlsx(source(workbook(甲=[["a", "b"]])[:400], "t.xlsx"))
    assert str(refused.value) == "a damaged workbook; save it anew as .xlsx"


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("制度名,,備考", "朝市\n\n備考: 甲\n\n列2\n1行目\n2行目"),
        ('制度名," 　","備\n考"', "朝市\n\n備 考: 甲\n\n列2\n1行目\n2行目"),
    ],
)
def test_a_column_without_a_name_is_called_by_its_number(header, text):
    (document,) = read(f'{header}\n朝市,"1行目\n2行目",甲\n')
    assert document.text == text
    assert document.blocks[2] == Block("heading", text.index("列2"), text.index("列2") + 2, 2)


@pytest.mark.parametrize(
    ("ids", "keys"),
    [
        (["甲 1", "甲\n1", "乙"], ["甲 1", "甲 1~3", "乙"]),
        (["甲~4", "甲", "甲"], ["甲~4", "甲", "甲~4~4"]),
    ],
)
def test_no_two_rows_have_one_identifier(ids, keys):
    rows = "".join(f'"{one}",朝市\n' for one in ids)
    assert [d.doc_id for d in read(f"id,制度名\n{rows}")] == [f"t.csv#{key}" for key in keys]
