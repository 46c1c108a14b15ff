"""Text of a document as HTML: nothing of it acts, and marks stand where the spans say."""

from html import escape
from itertools import chain, groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.page.marked import marked, text_html
from corpus.language.markup import markup

PIECES = ("<b>", "</b>", "<br>", "<li>", "**", "*", " ", "\n", "店", "<", "&amp;", "&lt;", "## ")
PLACES = st.integers(-3, 30)
SPANS = st.lists(st.tuples(PLACES, PLACES), max_size=4)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('"><x onerror=x>', "&quot;&gt;&lt;x onerror=x&gt;"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("A&B'", "A&amp;B&#x27;"),
        ("", ""),
    ],
)
def test_text_is_escaped(text, html):
    assert marked(text, {}) == html


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ({"w": [(0, 2)]}, '<mark class="w">空き</mark>店舗'),
        # Overlapping and touching spans of one class are one mark.
        ({"w": [(0, 2), (1, 3), (3, 4)]}, '<mark class="w">空き店舗</mark>'),
        # Where two classes meet, the mark carries both.
        (
            {"q": [(0, 3)], "w": [(2, 4)]},
            '<mark class="q">空き</mark><mark class="q w">店</mark><mark class="w">舗</mark>',
        ),
        # Spans that reach past the text are cut, empty and reversed ones mark nothing.
        ({"w": [(3, 99), (-5, 1)]}, '<mark class="w">空</mark>き店<mark class="w">舗</mark>'),
        ({"w": [(2, 2), (3, 1)]}, "空き店舗"),
    ],
)
def test_marks(spans, html):
    assert marked("空き店舗", spans) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # What a conversion left in a cell: line ends are kept between words only.
        ("<p>家賃<br>の半分</p>", "家賃<br>の半分"),
        ("<ul><li>家賃</li><li>敷金</li></ul>", "・家賃<br>・敷金"),
        ("家賃<img src=x onerror=alert(1)>と<u>敷金</u>", "家賃と敷金"),
        ('<input type="checkbox">家賃', "□家賃"),
        ("**家賃**は**別", "家賃は**別"),
        # A heading within a line begins one.
        ("【方法】### 家賃## 敷金", "【方法】<br>家賃<br>敷金"),
        ("### 家賃", "家賃"),
        ("A&amp;B&nbsp;&#x3c;p&#x3e;", "A&amp;B\xa0&lt;p&gt;"),
    ],
)
def test_markup_of_a_document_is_not_shown(text, html):
    assert marked(text, {}) == html


def test_a_mark_that_begins_or_ends_inside_a_tag_leaves_the_words_whole():
    text = "家賃<br>の半分"
    # The tag is characters 2 to 6.
    assert marked(text, {"w": [(0, 4)]}) == '<mark class="w">家賃<br></mark>の半分'
    assert marked(text, {"w": [(4, 9)]}) == '家賃<br><mark class="w">の半分</mark>'
    assert marked(text, {"w": [(3, 5)]}) == "家賃<br>の半分"


def test_a_mark_counts_code_points_not_utf16_units():
    # 𠮷 lies beyond U+FFFF and 🏪 too: two UTF-16 units each, one code point each.
    assert marked("𠮷野家🏪<", {"w": [(3, 4)]}) == '𠮷野家<mark class="w">🏪</mark>&lt;'


def test_a_mark_in_a_slice_keeps_its_place_in_the_text():
    assert marked("0123456", {"w": [(1, 4)]}, 2, 6) == '<mark class="w">23</mark>45'


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))))
def test_marks_add_nothing_but_marks(text, spans):
    html = marked(text, {"w": spans})
    bare = html.replace('<mark class="w">', "").replace("</mark>", "")
    assert bare == marked(text, {})


def plainly_marked(text, spans, start, end):
    """What `marked` returns, each place compared with every span and every tag."""
    tags = markup(text, start, end)
    edges = {edge for span in chain(tags, *spans.values()) for edge in span[:2]}
    pieces = []
    for left, right in pairwise(sorted({start, end, *(e for e in edges if start < e < end)})):
        classes = " ".join(
            name
            for name, ranges in spans.items()
            if any(first <= left and right <= last for first, last in ranges)
        )
        tag = next((tag for tag in tags if tag.start <= left and right <= tag.end), None)
        if tag is None:
            pieces.append((classes, escape(text[left:right])))
        elif left == tag.start:
            shown = tag.shown if text[start:left].strip() else tag.shown.lstrip("\n")
            shown = shown if text[tag.end : end].strip() else shown.rstrip("\n")
            pieces.append((classes, escape(shown).replace("\n", "<br>")))
    html = ""
    for classes, group in groupby(pieces, key=lambda piece: piece[0]):
        piece = "".join(part for _, part in group)
        html += f'<mark class="{classes}">{piece}</mark>' if classes and piece else piece
    return html


@given(st.lists(st.sampled_from(PIECES), max_size=16), SPANS, SPANS, PLACES, PLACES)
def test_marks_are_those_of_the_plain_definition(pieces, quoted, words, one, other):
    text = "".join(pieces)
    start, end = sorted(min(max(place, 0), len(text)) for place in (one, other))
    spans = {"q": quoted, "w": words}
    assert marked(text, spans, start, end) == plainly_marked(text, spans, start, end)


def test_lines_become_paragraphs_headings_and_lists():
    text = "## 目的\n一行目\n二行目\n\n次の段落\n- 甲\n- 乙<乙>"
    # 甲 is character 22: 6 of the heading line, 9 of two lines and a blank, 5, and the 「- 」.
    assert text_html(text, {"w": [(3, 5), (22, 23)]}) == (
        '<p class="m-line-heading"><mark class="w">目的</mark></p>'
        "<p>一行目<br>二行目</p><p>次の段落</p>"
        '<ul><li><mark class="w">甲</mark></li><li>乙&lt;乙&gt;</li></ul>'
    )


def test_lines_broken_inside_a_sentence_are_whole():
    long = "市は、小さな店が長く続くように次のことを行"
    text = f"{long}\nう。\n{long}\n・家賃\n\n{long}\n\nう"
    # 行 is character 20 and 「う」 22, behind a line end.
    assert text_html(text, {"w": [(20, 23)]}) == (
        f'<p>{long[:-1]}<mark class="w">行</mark><mark class="w">う</mark>。<br>'
        f"{long}<br>・家賃</p><p>{long}</p><p>う</p>"
    )


def test_a_quotation_has_no_mark():
    assert text_html("> 注記\n本文 > 1", {}) == "<p>注記<br>本文 &gt; 1</p>"


def test_rows_become_a_table():
    text = "| 指標 | 目標 |\n|---|---|\n| 店<甲> | 3 |"
    # 店 is character 24: 11 characters and a line end, 9 and a line end, then 「| 」.
    assert text_html(text, {"w": [(24, 25)]}) == (
        '<div class="m-table" tabindex="0"><table>'
        '<tr><th scope="col">指標</th><th scope="col">目標</th></tr>'
        '<tr><td><mark class="w">店</mark>&lt;甲&gt;</td><td>3</td></tr></table></div>'
    )


def test_a_given_header_stands_above_the_first_table_only():
    html = text_html("| 1 | 2 |\n\n文\n\n| 3 | 4 |", {}, table_header="| 甲 | <乙> |")
    assert html == (
        '<div class="m-table" tabindex="0"><table><tr>'
        '<th scope="col">甲</th><th scope="col">&lt;乙&gt;</th></tr>'
        "<tr><td>1</td><td>2</td></tr></table></div><p>文</p>"
        '<div class="m-table" tabindex="0"><table><tr><td>3</td><td>4</td></tr></table></div>'
    )


def test_what_nobody_sees_turns_no_figure_round():
    text = "上限は\u202e5万\u200b円\u202c&#8238;です"
    marks = {"m-word": [(text.index("5"), text.index("円") + 1)]}
    assert marked(text, marks) == '上限は<mark class="m-word">5万円</mark>です'
    header, row = "| \u202e額 |", "| \u20665万円\u2069 |"
    table = text_html(row, {}, table_header=header)
    assert '<th scope="col">額</th>' in table
    assert "<td>5万円</td>" in table
