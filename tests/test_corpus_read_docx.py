import io
from pathlib import Path

import docx
import pytest

from corpus.document import AssistantError
from corpus.read.docx import read_docx
from corpus.read.source import Limits, Source


def read(file):
    data = io.BytesIO()
    file.save(data)
    source = Source(Path("a.docx"), "a.docx", data.getvalue(), Limits())
    return read_docx(source).documents[0]


def shown(document):
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_styles_tell_what_a_paragraph_is():
    file = docx.Document()
    file.add_heading("朝市の手引き", 0)
    file.add_heading("対象", 1)
    file.add_paragraph("市内で店を\n開く人。")
    file.add_paragraph("小売", style="List Bullet")
    file.add_paragraph("飲食", style="List Number")
    file.add_paragraph("")
    file.add_heading("金額", 2)
    file.add_paragraph("表1 上限", style="Caption")
    table = file.add_table(2, 3)
    for column, cell in enumerate(["区分", "7年度", "8年度"]):
        table.cell(0, column).text = cell
    table.cell(1, 0).text = "道具"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "5万円"
    file.add_paragraph("窓口は商工課。")
    document = read(file)
    assert document.title == "朝市の手引き"
    assert shown(document) == [
        ("paragraph", 0, "朝市の手引き"),
        ("heading", 1, "対象"),
        ("paragraph", 0, "市内で店を 開く人。"),
        ("list", 0, "・小売\n・飲食"),
        ("heading", 2, "金額"),
        ("caption", 0, "表1 上限"),
        ("table", 0, "| 区分 | 7年度 | 8年度 |\n|---|---|---|\n| 道具 | 5万円 |  |"),
        ("paragraph", 0, "窓口は商工課。"),
    ]


def test_a_file_without_heading_styles_is_taken_as_plain_text():
    file = docx.Document()
    for text in ("朝市の手引き", "1 対象", "市内で店を開く人。"):
        file.add_paragraph(text)
    document = read(file)
    assert document.title == "朝市の手引き"
    assert shown(document) == [
        ("paragraph", 0, "朝市の手引き"),
        ("heading", 1, "1 対象"),
        ("paragraph", 0, "市内で店を開く人。"),
    ]


def test_an_empty_file():
    with pytest.raises(AssistantError) as refused:
        read(docx.Document())
    assert str(refused.value) == "empty: no text in it, pictures only"


def test_a_damaged_file():
    with pytest.raises(AssistantError) as refused:
        read_docx(Source(Path("a.docx"), "a.docx", b"PK\x03\x04 no more", Limits()))
    assert str(refused.value) == "a damaged Word file; save it anew as .docx"
