import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

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
        ("paragraph", 0, "市内で店を\n開く人。"),
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


def test_questions_in_bold_are_headings_below_the_open_one():
    file = docx.Document()
    file.add_heading("質問", 1)
    for question, answer in (("看板は対象ですか", "はい。"), ("屋根が壊れました", "対象です。")):
        file.add_paragraph().add_run(question).bold = True
        file.add_paragraph(answer)
    file.add_paragraph("問1 家賃は？").add_run("").bold = True
    file.add_paragraph("答1 いいえ。")
    file.add_paragraph().add_run("旗は？").bold = True
    file.add_paragraph("いいえ。")
    assert shown(read(file)) == [
        ("heading", 1, "質問"),
        ("heading", 2, "看板は対象ですか"),
        ("paragraph", 0, "はい。"),
        ("heading", 2, "屋根が壊れました"),
        ("paragraph", 0, "対象です。"),
        ("heading", 2, "問1 家賃は？"),
        ("paragraph", 0, "答1 いいえ。"),
        ("heading", 2, "旗は？"),
        ("paragraph", 0, "いいえ。"),
    ]


def test_an_empty_file():
    with pytest.raises(AssistantError) as refused:
        read(docx.Document())
    assert str(refused.value) == "empty: no text in it, pictures only"


def test_a_damaged_file():
    with pytest.raises(AssistantError) as refused:
        read_docx(Source(Path("a.docx"), "a.docx", b"PK\x03\x04 no more", Limits()))
    assert str(refused.value) == "a damaged Word file; save it anew as .docx"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>やちん</w:t></w:r></w:rt>"
            f"<w:rubyBase>{run('家賃')}</w:rubyBase></w:ruby></w:r>{run('に使えます')}",
            "家賃に使えます",
            id="furigana",
        ),
        pytest.param(
            f'{run("上限は")}<w:ins w:id="1" w:author="a">{run("50万円")}</w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>30万円</w:delText></w:r></w:del>',
            "上限は50万円",
            id="tracked change",
        ),
        pytest.param(
            f'<w:moveFrom w:id="1" w:author="a">{run("前の")}</w:moveFrom>{run("店")}'
            f'<w:moveTo w:id="2" w:author="a">{run("後の")}</w:moveTo>',
            "店後の",
            id="moved words",
        ),
        pytest.param(
            f"{run('期限は')}<w:sdt><w:sdtPr/><w:sdtContent>{run('3月31日')}</w:sdtContent></w:sdt>",
            "期限は3月31日",
            id="content control",
        ),
        pytest.param(
            f"<w:smartTag>{run('山川市')}</w:smartTag><w:fldSimple>{run('商工課')}</w:fldSimple>",
            "山川市商工課",
            id="tag and field",
        ),
        pytest.param(
            "<w:r><w:t>03</w:t><w:noBreakHyphen/><w:t>1234</w:t><w:tab/><w:t>窓口</w:t>"
            "<w:br/><w:t>平日</w:t></w:r>",
            "03-1234 窓口\n平日",
            id="hyphen, tab and line end",
        ),
    ],
)
def test_all_words_of_a_paragraph_are_read(inside, text):
    file = docx.Document()
    file.element.body.insert(0, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    assert read(file).text == text


@pytest.mark.parametrize(
    ("block", "shown_as"),
    [
        pytest.param(
            f"<w:sdt {W}><w:sdtContent><w:p>{run('市内の人')}</w:p></w:sdtContent></w:sdt>",
            [("paragraph", 0, "市内の人")],
            id="content control",
        ),
        pytest.param(
            f"<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery"
            ' w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent><w:p>{run('1 対象 3')}</w:p></w:sdtContent></w:sdt>",
            [],
            id="table of contents",
        ),
        pytest.param(
            f"<w:p {W} {MC}>{run('窓口')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
            f"<w:p>{run('商工課')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            f"<w:p>{run('商工課')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
            f"{run('は2階')}</w:p>",
            [("paragraph", 0, "窓口は2階"), ("paragraph", 0, "商工課")],
            id="text box",
        ),
        pytest.param(
            f"<w:tbl {W}><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
            f"<w:p>{run('小売')}</w:p><w:p>{run('飲食')}</w:p></w:tc>"
            f"<w:sdt><w:sdtContent><w:tc><w:p>{run('5万円')}</w:p></w:tc></w:sdtContent></w:sdt>"
            "</w:tr><w:sdt><w:sdtContent><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
            f"<w:tc><w:p>{run('3万円')}</w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
            [("table", 0, "| 小売 飲食 | 5万円 |\n|---|---|\n|  | 3万円 |")],
            id="rows and cells in content controls",
        ),
        pytest.param(
            f"<w:tbl {W}><w:tr><w:tc><w:p>{run('区分')}</w:p></w:tc><w:tc><w:tcPr>"
            f"<w:gridSpan w:val='2'/></w:tcPr><w:p>{run('上限')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:p>{run('5万円')}</w:p>"
            f"</w:tc><w:tc><w:p>{run('3万円')}</w:p></w:tc></w:tr></w:tbl>",
            [("table", 0, "| 区分 | 上限 |  |\n|---|---|---|\n|  | 5万円 | 3万円 |")],
            id="cells over two columns",
        ),
    ],
)
def test_blocks_are_read_whatever_wraps_them(block, shown_as):
    file = docx.Document()
    file.add_heading("朝市", 1)
    file.element.body.insert(1, parse_xml(block))
    assert shown(read(file)) == [("heading", 1, "朝市"), *shown_as]
