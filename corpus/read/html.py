"""Web pages: what a person reads on them, without menus, scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree, html

from corpus.document import BlockKind, Document
from corpus.language.asking import asked_among
from corpus.read.encoding import decode
from corpus.read.furniture import is_furniture
from corpus.read.imprint import published_on
from corpus.read.questions import with_questions
from corpus.read.site import site_body
from corpus.read.source import Reading, Source, UnreadableError
from corpus.read.titles import title_of
from corpus.read.writer import TextWriter

_DROPPED = {"script", "style", "nav", "noscript", "template", "svg", "iframe", "object"}
_DROPPED |= {"button", "select", "aside", "footer", "rt", "rp"}
_BLOCKS = {"address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl"}
_BLOCKS |= {"dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS |= {"header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRUCTURED = ("table", "ul", "ol", "dl", *_HEADINGS)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_\-]{1,40})""", re.IGNORECASE
)
_KNOWN_CHARSETS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
# They only dress words. Old pages leave hundreds of them open, each inside the one before.
_DRESSING = ("font", "b", "i", "u", "s", "em", "strong", "small", "big", "span", "tt")
_TRAIL = re.compile(r"breadcrumb|pankuzu|topic-?path", re.IGNORECASE)  # the classes of a trail
_LINE_END = "\u2028"  # one that a reader sees; those of the source are white space
_MOST_COLUMNS, _MOST_ROWS = 50, 1000  # that a cell may span
# Columns of a table, as many as HTML lets one cell span: every row is filled up to the widest, and
# cells that reach down push each row farther out than the one above it.
_WIDEST = 1000


def read_html(source: Source) -> Reading:
    """The one document of a web page.

    Raises:
        UnreadableError: Unknown encoding, nothing to read on it.
        RecursionError: Elements nested too deeply.
    """
    text, warnings = _decode(source.data)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        # lxml refuses a text that names an encoding of its own.
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError("empty: no text on the page") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        warnings += ("only its beginning is read: elements nested too deeply; save the page anew",)
    publisher = site_body(root)
    _drop_trails(root)
    _name_questions(root)
    etree.strip_tags(root, *_DRESSING)
    writer = _PageWriter()
    body = root.find("body")
    _write(body if body is not None else root, writer)
    if not writer.blocks:
        raise UnreadableError("empty: no text on the page")
    named = _line(root.findtext(".//title") or "")
    blocks = with_questions(writer.text, writer.blocks)
    document = Document(
        doc_id=source.doc_id,
        title=_heading(writer) or named or title_of(writer.text, blocks, source.doc_id),
        text=writer.text,
        source=source.name,
        blocks=blocks,
        publisher=publisher,
        published=writer.published,
    )
    return Reading((document,), warnings)


class _PageWriter(TextWriter):
    """Leaves out what tells of the page alone, and keeps the day that this names.

    Attributes:
        published: When the page was put up or changed, or None.
    """

    def __init__(self) -> None:
        super().__init__()
        self.published: date | None = None
        self._level = 0  # of the heading that is open

    def add_heading(self, text: str, level: int) -> None:
        """Write a heading, which is open until the next."""
        self._level = level
        self.add("heading", text, level)

    def add_below_heading(self, text: str) -> None:
        """Write a heading one level below the open one, which stays open."""
        self.add("heading", text, self._level + 1)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Write what of a block is no furniture."""
        kept = []
        for line in text.split("\n"):
            if is_furniture(line):
                self.published = self.published or published_on(line)
            else:
                kept.append(line)
        super().add(kind, "\n".join(kept), level)


def _drop_trails(root: html.HtmlElement) -> None:
    """Take out the lists of links that lead to a page: ホーム > しごと > 商工業."""
    named = [
        element
        for element in root.iter("div", "ul", "ol", "p", "section")
        if _TRAIL.search(f"{element.get('class', '')} {element.get('id', '')}")
    ]
    for element in named:
        if element.getparent() is not None:
            element.drop_tree()


def _name_questions(root: html.HtmlElement) -> None:
    """Make a question that stands bold by itself what it is to the reader: a heading.

    Like the summary of details, it lies below the heading that is open.
    """
    bold = {
        line: words
        for line in root.iter("p", "div")
        if not _holds_blocks(line) and (words := _bold_words(line))
    }
    asked = asked_among(bold.values())
    for line, words in bold.items():
        if words in asked:
            line.tag = "summary"


def _bold_words(line: html.HtmlElement) -> str:
    """The words of a line that are all bold, else nothing."""
    bold = "".join("".join(_texts(part)) for part in line.iterchildren("b", "strong"))
    return _line(bold) if _line(bold) == _line_of(line) else ""


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page as text: as it says itself, unless its bytes say otherwise."""
    named = _CHARSET.search(data[:4096])
    encoding = _KNOWN_CHARSETS.get(named[1].decode("ascii").lower()) if named else None
    if encoding is None or data.startswith(b"\xef\xbb\xbf"):
        return decode(data), ()
    try:
        text = data.decode(encoding)
        # Japanese text in another encoding is never valid UTF-8 by chance.
        mistaken = encoding in ("cp932", "euc_jp") and not data.isascii() and _is_utf8(data)
    except UnicodeDecodeError:
        mistaken = True
    if mistaken:
        return decode(data), (f"the page says it is {encoding}, but it is not",)
    return text, ()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _heading(writer: TextWriter) -> str:
    """The page's only heading of the first level."""
    first = [block for block in writer.blocks if block.kind == "heading" and block.level == 1]
    return writer.text[first[0].start : first[0].end] if len(first) == 1 else ""


def _write(element: html.HtmlElement, writer: _PageWriter) -> None:
    """Write what an element holds: blocks as blocks, words between them as paragraphs."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            loose.append(child.tail or "")
            continue
        if child.tag in _BLOCKS or _holds_blocks(child):
            writer.add("paragraph", _lines("".join(loose)))
            _write_block(child, writer)
            loose = [child.tail or ""]
        else:
            loose.extend((*_texts(child), child.tail or ""))
    writer.add("paragraph", _lines("".join(loose)))


def _holds_blocks(element: html.HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in element.iter() if child is not element)


def _write_block(element: html.HtmlElement, writer: _PageWriter) -> None:
    tag = element.tag
    if tag in _HEADINGS:
        # A heading is one line; a line end in it is there for its looks.
        words = "".join(_texts(element)).replace(_LINE_END, "\n")
        writer.add_heading(_line(words), _HEADINGS[tag])
    elif tag == "table":
        _write_table(element, writer)
    elif tag == "dl":
        _write_terms(element, writer)
    elif tag in ("li", "dt"):
        mark = "・" if tag == "li" else "○"
        own = _lines("".join(_texts(element, without=("ul", "ol", "table"))))
        writer.add("list", f"{mark}{own}" if own else "")
        for inner in element.iterdescendants("ul", "ol", "table"):
            if next(inner.iterancestors("li", "dt", "td", "th"), None) is element:
                _write_block(inner, writer)
    elif tag == "summary":
        writer.add_below_heading(_line_of(element))
    elif tag == "figcaption":
        writer.add("caption", _line_of(element))
    elif tag == "pre":
        writer.add("paragraph", "".join(_texts(element)).replace(_LINE_END, "\n"))
    else:
        _write(element, writer)


def _write_terms(terms: html.HtmlElement, writer: _PageWriter) -> None:
    """Write a list of terms: 「受講料：3,000円」 on one line, so that neither stands alone.

    What is told of a term by a table or a list stands below it.
    """
    entries: list[tuple[list[html.HtmlElement], list[html.HtmlElement]]] = []
    for part in _parts(terms):
        if not entries or (part.tag != "dd" and entries[-1][1]):
            entries.append(([], []))
        entries[-1][part.tag == "dd"].append(part)
    for names, told in entries:
        plain = not any(next(part.iterdescendants(*_STRUCTURED), None) is not None for part in told)
        if plain and told and all(part.tag == "dt" for part in names):
            name = "・".join(filter(None, map(_line_of, names)))
            value = "、".join(filter(None, map(_line_of, told)))
            writer.add("list", f"・{name}：{value}" if name and value else f"・{name}{value}")
        else:
            for part in (*names, *told):
                _write_block(part, writer)


def _parts(terms: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what a list of terms holds, and what its groups (`div`) hold."""
    for part in terms:
        if part.tag == "div":
            yield from _parts(part)
        elif isinstance(part.tag, str) and part.tag not in _DROPPED:
            yield part


def _line_of(element: html.HtmlElement) -> str:
    return _line("".join(_texts(element)))


def _write_table(table: html.HtmlElement, writer: _PageWriter) -> None:
    """Write a table of data as rows; one that only lays out a page as what it holds."""
    caption = table.find("caption")
    if caption is not None:
        writer.add("caption", _line_of(caption))
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    layout = any(
        next(cell.iterdescendants("table", "h1", "h2", "h3"), None) is not None
        for row in cells
        for cell in row
    )
    if layout:
        for cell in (cell for row in cells for cell in row):
            _write(cell, writer)
    elif any(cells):
        writer.add_table(list(_rows(cells)))


def _rows(table: list[list[html.HtmlElement]]) -> Iterator[list[str]]:
    """The rows of a table; a cell over several of them stands in each: it says who a row is for.

    Of the columns that a cell takes, it stands in the first. What stands beyond the widest row that
    is read stands together in the last cell.
    """
    # How many more rows a cell reaches down in a column, and its text there.
    reaching: dict[int, tuple[int, str]] = {}
    for row in table:
        cells: list[str] = []
        begun: dict[int, tuple[int, str]] = {}
        for cell in row:
            while len(cells) in reaching:
                cells.append(reaching[len(cells)][1])
            width, height = (
                _span(cell, "colspan", _MOST_COLUMNS),
                _span(cell, "rowspan", _MOST_ROWS),
            )
            texts = [_line_of(cell), *[""] * (width - 1)]
            places = range(len(cells), min(len(cells) + width, _WIDEST))
            begun |= {at: (height - 1, text) for at, text in zip(places, texts, strict=False)}
            cells += texts
        while len(cells) in reaching:
            cells.append(reaching[len(cells)][1])
        further = {at: (more - 1, text) for at, (more, text) in reaching.items()} | begun
        reaching = {at: (more, text) for at, (more, text) in further.items() if more > 0}
        last = " ".join(filter(None, cells[_WIDEST - 1 :]))
        yield [*cells[: _WIDEST - 1], last]


def _span(cell: html.HtmlElement, way: str, most: int) -> int:
    """How many columns or rows a cell takes, at least one."""
    told = cell.get(way, "")
    return max(1, min(int(told[:4]), most)) if told.isdecimal() else 1


def _texts(element: html.HtmlElement, without: tuple[str, ...] = ()) -> Iterator[str]:
    """The words of an element, dropped parts left out, `_LINE_END` for `br` and around blocks."""
    if element.tag == "br":
        yield _LINE_END
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _DROPPED and child.tag not in without:
            around = _LINE_END if child.tag in _BLOCKS else ""
            yield around
            yield from _texts(child, without)
            yield around
        if child.tail:
            yield child.tail


def _lines(text: str) -> str:
    """The text, a line to each that a reader sees."""
    return "\n".join(filter(None, map(_words, text.split(_LINE_END))))


def _line(text: str) -> str:
    """The text on one line, a blank where a reader sees a line's end."""
    return " ".join(_lines(text).split("\n"))


def _words(text: str) -> str:
    """A line's words; an end of line in the source between two Japanese characters is nothing."""
    text = re.sub(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])", "", text.strip())
    return " ".join(text.split())
