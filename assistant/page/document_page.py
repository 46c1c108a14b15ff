"""A document as a page of its own, plain HTML without script, opened at a place.

A long document is shown in windows, so that any document opens at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from assistant.page import texts
from assistant.page.links import PREFIX, document_url, link
from assistant.page.marked import Span, text_html
from assistant.page.readable import readable
from corpus.document import Block, Document

WINDOW_CHARS = 24_000
"""Characters shown at once: about 16 printed pages, under 100 kB of HTML."""
BEFORE_CHARS = 4_000
"""Characters shown before the place that was asked for."""
MAX_CONTENTS = 120
"""Headings in the list of contents; deeper levels are left out first."""


def window(document: Document, start: int, first: int | None) -> Span:
    """The part of a document to show, cut at blocks where it can be.

    Args:
        document: Any document.
        start: The place that was asked for.
        first: First character to show, or None to begin a little before `start`.
    """
    length = len(document.text)
    if length <= WINDOW_CHARS:
        return 0, length
    if first is None:
        first = min(max(0, start), length) - BEFORE_CHARS
    first = min(max(0, first), length - 1)
    starts = [block.start for block in document.blocks]
    here = bisect_right(starts, first)
    if here and first - starts[here - 1] < BEFORE_CHARS:
        first = starts[here - 1]
    last = min(length, first + WINDOW_CHARS)
    ends = starts[bisect_right(starts, first) : bisect_left(starts, last + 1)]
    # A block longer than a window is cut wherever the window ends.
    if last < length and ends and ends[-1] - first > WINDOW_CHARS // 2:
        last = ends[-1]
    return first, last


def document_page(document: Document, start: int, end: int, first: int | None = None) -> str:
    """The page of a document with `[start, end)` marked.

    Args:
        document: Any document; all of it is escaped.
        start: First character marked; places outside the document mark nothing.
        end: One past the last character marked.
        first: First character shown, or None for the window around the mark.
    """
    shown = window(document, start, first)
    mark = (start, end)
    title = readable(document.title or texts.UNTITLED)
    back = link("./", texts.BACK, "m-back", ' target="_top"')
    to_passage = ""
    if start < end:
        here = shown[0] < end and start < shown[1]
        address = "#passage" if here else document_url(document.doc_id, start, end)
        to_passage = link(address, texts.TO_PASSAGE, "m-action m-strong")
    body = "".join(_body(document, shown, mark))
    return _page(
        title,
        f"<header>{back}<h1>{title}</h1>{_facts(document)}</header>"
        f"{_contents(document, mark)}<main>{_step(document, shown, mark, onward=False)}"
        f"{body}{_step(document, shown, mark, onward=True)}"
        f'<div class="m-float">{to_passage}</div></main>',
    )


def missing_page() -> str:
    """The page for a document that is not there."""
    back = link("./", texts.BACK, "m-back", ' target="_top"')
    return _page(
        texts.DOCUMENT_MISSING,
        f"<header>{back}<h1>{texts.DOCUMENT_MISSING}</h1></header>"
        f"<main><p>{texts.DOCUMENT_MISSING_BODY}</p></main>",
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} — {texts.NAME}</title>"
        f'<link rel="stylesheet" href="{PREFIX}/tokens.css">'
        f'<link rel="stylesheet" href="{PREFIX}/document.css"></head>'
        f'<body class="m-document">{body}</body></html>'
    )


def _facts(document: Document) -> str:
    facts = (
        ("発行元", document.publisher or ""),
        ("発行日", texts.day_label(document.published) if document.published else ""),
        ("年度", texts.years_label(document.facets.fiscal_years)),
        ("市区町村", document.facets.municipality or ""),
        ("問い合わせ先", document.inquiry or ""),
        (texts.SOURCE, document.source),
    )
    return (
        "<dl>"
        + "".join(
            f"<div><dt>{name}</dt><dd>{readable(value)}</dd></div>"
            for name, value in facts
            if value
        )
        + "</dl>"
    )


def _contents(document: Document, mark: Span) -> str:
    headings = [block for block in document.blocks if block.kind == "heading"]
    deepest = max((block.level for block in headings), default=0)
    while len(headings) > MAX_CONTENTS and deepest > 1:
        deepest -= 1
        headings = [block for block in headings if block.level <= deepest]
    if len(headings) < 2:
        return ""
    items = "".join(
        f'<li class="m-level-{min(block.level, 4)}">'
        + link(
            f"{document_url(document.doc_id, *mark, window=block.start)}#p{block.start}",
            readable(" ".join(document.text[block.start : block.end].split())),
        )
        + "</li>"
        for block in headings[:MAX_CONTENTS]
    )
    return (
        f'<nav aria-label="{texts.CONTENTS}"><details><summary>{texts.CONTENTS}</summary>'
        f"<ol>{items}</ol></details></nav>"
    )


def _body(document: Document, shown: Span, mark: Span) -> Iterator[str]:
    anchored = False
    pages = document.pages
    page = bisect_right(pages, shown[0])
    if page:
        yield _page_mark(page)
    for block in document.blocks or (Block("paragraph", 0, len(document.text)),):
        start, end = max(block.start, shown[0]), min(block.end, shown[1])
        if start >= end:
            continue
        while page < len(pages) and pages[page] <= start:
            page += 1
            yield _page_mark(page)
        cuts = pages[page : bisect_left(pages, end)]
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            if left != start:
                page += 1
                yield _page_mark(page)
            marked = left < mark[1] and mark[0] < right and mark[0] < mark[1]
            if marked and not anchored:
                anchored = True
                yield '<span id="passage"></span>'
            yield _block(document, block, (left, right), mark, marked=marked)


def _block(document: Document, block: Block, place: Span, mark: Span, *, marked: bool) -> str:
    body = text_html(document.text, {"m-target": [mark]} if marked else {}, *place)
    classes = f"m-block m-{block.kind}" + (" m-here" if marked else "")
    anchor = f' id="p{block.start}"' if place[0] == block.start else ""
    if block.kind == "heading":
        level = min(max(block.level, 1) + 1, 6)
        return (
            f'<div class="{classes} m-level-{min(block.level, 4)}"{anchor} role="heading" '
            f'aria-level="{level}">{body}</div>'
        )
    return f'<div class="{classes}"{anchor}>{body}</div>'


def _page_mark(page: int) -> str:
    return f'<p class="m-page" id="page-{page}"><span>{page}ページ</span></p>'


def _step(document: Document, shown: Span, mark: Span, *, onward: bool) -> str:
    first, last = shown
    if onward and last < len(document.text):
        address, label = document_url(document.doc_id, *mark, window=last), texts.READ_ON
    elif not onward and first > 0:
        before = max(0, first - WINDOW_CHARS)
        address, label = document_url(document.doc_id, *mark, window=before), texts.READ_BEFORE
    else:
        return ""
    return f'<p class="m-step">{link(address, label, "m-action")}</p>'
