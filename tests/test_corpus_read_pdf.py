"""PDF files made by hand: text at a place, lines, broken and hostile structure."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from corpus.document import AssistantError
from corpus.read.pdf import read_pdf
from corpus.read.quality import garbage
from corpus.read.source import Limits, Source

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Sans /Encoding /UniJIS-UTF16-H "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Sans /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> >>] >>"
)
ROW = 20  # points from one line to the next

# These pages do not carry their font. Where the system has none for Japanese, PDFium gives the
# letters no height, takes equal lines for one and finds nothing on pages turned by 90 degrees.
needs_a_japanese_font = pytest.mark.skipif(
    not shutil.which("fc-list")
    or not subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout,
    reason="needs a Japanese font: apt-get install fontconfig fonts-noto-cjk",
)


def make_pdf(pages, extra=b"", rotate=0):
    """A PDF whose pages are lists of (x, y from the top, size, text) and (x0, y0, x1, y1)."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        FONT,
    ]
    for at, items in enumerate(pages):
        content = b"\n".join(_drawn(item, rotate) for item in items)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d "
            b"/Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % (rotate, 5 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects, extra)


def _file(objects, extra=b""):
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, extra, len(data))
    )


def _drawn(item, rotate):
    if isinstance(item[3], str):
        x, y, size, text = item
        # Where a reader of the turned page sees x and y, and which way a line runs there.
        matrix = {
            0: (1, 0, 0, 1, x, 800 - y),
            90: (0, 1, -1, 0, y, x),
            180: (-1, 0, 0, -1, 600 - x, y),
            270: (0, -1, 1, 0, 600 - y, 800 - x),
        }[rotate]
        words = text.encode("utf-16-be").hex()
        return b"BT /F %d Tf %d %d %d %d %d %d Tm <%s> Tj ET" % (size, *matrix, words.encode())
    x0, y0, x1, y1 = item
    return b"0.5 w %d %d m %d %d l S" % (x0, 800 - y0, x1, 800 - y1)


def lines(texts, top=100, x=50, size=10):
    return [(x, top + at * ROW, size, text) for at, text in enumerate(texts)]


def read(data, limits=Limits()):  # noqa: B008 - frozen
    return read_pdf(Source(Path("a.pdf"), "a.pdf", data, limits))


def text_of(pages, **options):
    return read(make_pdf(pages, **options)).documents[0].text


# Forty characters of ten points.
FULL = "通りに並ぶ小さな店が長く続くように、市は店を開く人に向けて道具や学びの費用を助け"
assert len(FULL) == 40


def test_the_lines_of_a_paragraph_are_joined_and_a_gap_parts_paragraphs():
    page = [
        *lines([FULL, "る仕組みを設ける。", "店の会も使える。"]),
        *lines(["窓口は市の商工課。"], 220),
    ]
    assert text_of([page]) == f"{FULL}る仕組みを設ける。\n店の会も使える。\n\n窓口は市の商工課。"


@needs_a_japanese_font
@pytest.mark.parametrize(
    ("blank", "text"),
    [
        ([(70, 100, 10, " ")], "問8 2台まとめて直せますか。"),
        # A word processor moves digits and kanji apart, and writes no blank.
        ([], "問82台まとめて直せますか。"),
    ],
)
def test_a_narrow_gap_is_a_blank_where_the_file_writes_one(blank, text):
    page = [(50, 100, 10, "問8"), *blank, (73, 100, 10, "2台まとめて直せますか。")]
    assert text_of([page]) == text


def test_a_web_page_that_was_printed_leaves_out_what_tells_of_the_page():
    page = lines(["現在位置：ホーム > 産業", "更新日：2026年5月15日", "店を開く人を助ける。"])
    document = read(make_pdf([page])).documents[0]
    assert (document.text, document.published) == ("店を開く人を助ける。", date(2026, 5, 15))


def test_an_item_or_an_indent_starts_anew():
    page = [*lines([FULL[:-1] + "。"]), *lines(["・" + FULL[1:], "り。"], 120)]
    assert text_of([page]) == f"{FULL[:-1]}。\n・{FULL[1:]}り。"
    page = [*lines([FULL[:-1] + "。"]), *lines(["次の段落。"], 120, x=60)]
    assert text_of([page]) == f"{FULL[:-1]}。\n次の段落。"


@needs_a_japanese_font
def test_pages_running_heads_and_page_numbers():
    pages = [
        [(250, 30, 9, f"朝市の手引き 第{n}版"), *lines([FULL, FULL]), (295, 780, 9, f"- {n} -")]
        for n in (1, 2, 3)
    ]
    document = read(make_pdf(pages)).documents[0]
    # The text of the next page goes on with the sentence, so no page starts with a line end.
    assert document.text == FULL * 6
    assert document.pages == (0, 80, 160)


def test_bigger_letters_are_headings_and_the_title():
    page = [(50, 80, 20, "朝市の手引き"), *lines([FULL, "る。"], 140), (50, 200, 13, "使える人")]
    page += lines([FULL, "る。"], 220)
    document = read(make_pdf([page])).documents[0]
    assert document.title == "朝市の手引き"
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "朝市の手引き"),
        ("paragraph", f"{FULL}る。"),
        ("heading", "使える人"),
        ("paragraph", f"{FULL}る。"),
    ]


def test_a_table_is_found_by_its_lines():
    rules = [(50, y, 350, y) for y in (100, 130, 180)] + [(x, 100, x, 180) for x in (50, 150, 350)]
    words = [
        (60, 120, 10, "区分"),
        (160, 120, 10, "上限"),
        (60, 150, 10, "道具を"),
        (60, 165, 10, "買う"),
    ]
    words.append((160, 150, 10, "5万円"))
    underline = [(160, 160, 190, 160)]
    page = [*lines(["金額の表"], 80), *words, *rules, *underline, *lines(["以上のとおり。"], 220)]
    assert text_of([page]) == (
        "金額の表\n\n| 区分 | 上限 |\n|---|---|\n| 道具を買う | 5万円 |\n\n以上のとおり。"
    )


def grid(columns, rows, left=50, top=100, wide=60, high=30):
    """The lines of a grid of cells, and where the text of a cell stands."""
    right, bottom = left + columns * wide, top + rows * high
    across = [(left, top + at * high, right, top + at * high) for at in range(rows + 1)]
    down = [(left + at * wide, top, left + at * wide, bottom) for at in range(columns + 1)]

    def cell(row, column, text):
        return (left + column * wide + 5, top + row * high + 20, 10, text)

    return [*across, *down], cell


@pytest.mark.parametrize(("filled", "is_table"), [(4, False), (5, True)])
def test_a_grid_of_which_three_quarters_and_more_are_empty_is_a_form(filled, is_table):
    drawn, cell = grid(5, 4)  # 20 cells
    places = [(0, 0), (1, 1), (2, 2), (3, 3), (0, 4)][:filled]
    words = [cell(row, column, f"欄{row}{column}") for row, column in places]
    assert ("|" in text_of([[*lines([FULL], 60), *drawn, *words]])) is is_table


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        (2, "料金は表のとおり。\n\n| 区分 | 上限 |\n|---|---|\n| 道具 | 5万円 |\n| 改装 | 9万円 |"),
        # Another table: the row stays where it is.
        (
            3,
            "料金は表のとおり。\n\n区分 上限\n\n"
            "| 道具 | 5万円 | 甲 |\n|---|---|---|\n| 改装 | 9万円 | 乙 |",
        ),
    ],
)
def test_a_header_at_the_end_of_a_page_heads_the_table_on_the_next(columns, text):
    drawn, cell = grid(2, 1, top=700)
    first = [
        *lines(["料金は表のとおり。"], 640),
        *drawn,
        cell(0, 0, "区分"),
        cell(0, 1, "上限"),
        (295, 780, 9, "- 1 -"),
    ]
    drawn, cell = grid(columns, 2)
    rows = [("道具", "5万円", "甲"), ("改装", "9万円", "乙")]
    words = [
        cell(n, at, word) for n, row in enumerate(rows) for at, word in enumerate(row[:columns])
    ]
    assert text_of([first, [*drawn, *words]]) == text


def test_a_box_around_a_line_sets_it_apart_and_is_no_table():
    drawn, cell = grid(1, 1, wide=200)
    below = ["店を開く人。", "会を作る人。", "市に住む人。"]
    text = text_of([[*drawn, cell(0, 0, "補助の対象"), *lines(below, 140)]])
    assert text == "補助の対象\n\n店を開く人。\n会を作る人。\n市に住む人。"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ([(50, 60, 20, "朝市の手引き"), (50, 90, 20, "山川市")], "朝市の手引き"),
        ([(50, 60, 20, "山川商工株式会社"), (50, 90, 20, "朝市の手引き")], "朝市の手引き"),
        ([(50, 60, 5, "長" * 100)], "長" * 100),
        # Too long for a title, none but an organiser: the first line is taken.
        ([(50, 60, 5, "長" * 101)], FULL),
        ([(50, 60, 20, "山川市")], FULL),
    ],
)
def test_the_biggest_letters_that_are_no_organiser_s_are_the_title(printed, title):
    body = lines([FULL, "る。"] * 4, 200, size=4)
    assert read(make_pdf([[*printed, *body]])).documents[0].title == title


def test_a_line_at_the_edge_of_some_pages_stays():
    heads = ["朝市の手引き" if n < 3 else f"{'一二三四五六七八九十'[n]}の章" for n in range(10)]
    pages = [[(250, 30, 9, head), *lines([f"{FULL}る。"])] for head in heads]
    text = text_of(pages)
    assert [text.count(head) for head in ("朝市の手引き", "四の章")] == [3, 1]


def test_two_columns_are_read_one_after_the_other():
    left = lines([f"左の列の{n}番目の行に書いた長い文。" for n in "一二三四五六七八九"], x=40)
    right = lines([f"右の列の{n}番目の行に書いた長い文。" for n in "一二三四五六七八九"], x=320)
    mixed = [item for pair in zip(left, right, strict=True) for item in pair]
    text = text_of([[*lines(["二つの列の頁"], 60), *mixed]])
    assert text.replace("\n", "") == "二つの列の頁" + "".join(item[3] for item in left + right)


@needs_a_japanese_font
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotate):
    page = lines(["朝市を開く人を助ける。", "夜市を開く人も助ける。"])
    assert text_of([page], rotate=rotate) == "朝市を開く人を助ける。\n夜市を開く人も助ける。"


def test_a_page_without_text_is_told():
    reading = read(make_pdf([lines([FULL]), []]))
    assert reading.warnings == ("1 of 2 pages have no text",)


def test_more_pages_than_allowed_are_left_out():
    reading = read(make_pdf([lines([FULL])] * 3), Limits(pages=2))
    assert reading.documents[0].pages == (0, 40)
    assert reading.warnings == ("only the first 2 of 3 pages are read",)


LOOP = _file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"])
LOCKED = make_pdf(
    [lines([FULL])],
    extra=b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >> "
    b"/ID [<00> <00>]" % (b"11" * 32, b"22" * 32),
)
PRIVATE = "".join(map(chr, range(0xE000, 0xE032)))
SCAN = "a scan without text; run character recognition (OCR) on it"
DAMAGED = "a damaged PDF file; get it again"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (LOCKED, "protected by a password; save it without one"),
        (b"%PDF-1.7\nnothing else", DAMAGED),
        (make_pdf([lines([FULL])])[:60], DAMAGED),
        (make_pdf([[], []]), SCAN),
        (make_pdf([[(50, 100, 50, 700)]]), SCAN),
    ],
)
def test_files_that_cannot_be_read_say_why(data, reason):
    with pytest.raises(AssistantError) as refused:
        read(data)
    assert str(refused.value) == reason


def test_pages_that_hold_themselves_come_to_an_end():
    with pytest.raises(AssistantError):
        read(LOOP)


@pytest.mark.parametrize(
    ("text", "unknown", "expected"),
    [
        ("朝市を開く人を助ける。", 0, 0.0),
        ("朝市を開く", 5, 0.5),
        ("(cid:12)(cid:3)朝市", 0, 0.5),
        ("朝市\ufffd\ufffd", 0, 0.5),
        ("朝市\ue000\ue001", 0, 0.5),
        ("ĄșŧæŁđ", 0, 1.0),
        ("Open shop 2026", 0, 0.0),
        ("中文文件" * 60, 0, 1.0),
        ("⻑い①㈱ｱ", 0, 0.0),
        ("", 0, 0.0),
    ],
)
def test_garbage(text, unknown, expected):
    assert garbage(text, unknown) == expected
