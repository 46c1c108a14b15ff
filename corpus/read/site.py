"""Whose site a web page is of, as what stands around its text tells: its name, its copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from corpus.names.places import find_places, town_ahead

_LONGEST = 30  # characters of a body's name
# 「創業支援補助金 - 松本市ホームページ」, 「よくある質問／長岡市」
_BETWEEN = re.compile(r"\s*[|｜/／»>＞]\s*|\s+[-–—―‐－:：]\s*|\s*[-–—―－]\s+")
_SITE = re.compile(
    r"(?:の|\s)*(?:公式|オフィシャル)?\s*(?:ホームページ|(?:ウェブ|Web\s?)?サイト|HP|Web)\s*\Z",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\)|（c）)[\s,.:©]*(?:\(c\))?[\s,.]*(?:\d{4}(?:\s?[-–~～]\s?\d{4})?)?[\s,.]*"
    r"(?P<body>[^\s,.|｜©]{2,30})",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"[^\s、。「」（）()]{1,24}(?:市役所|区役所|町役場|村役場|商工会議所|商工会|連合会|協会|協議会"
    r"|機構|公社|財団|振興会|労働局|経済産業局|支援センター|省|庁)"
)
_AT_THE_FOOT = ("footer", "address", "small")
_WHOLE_PAGE = ("html", "body", "main", "article")
_FOOT = re.compile(r"foot|copy", re.IGNORECASE)  # a photograph in the text may have its own ©
_NAMED = ("og:site_name", "author")


def site_body(root: html.HtmlElement) -> str | None:
    """Return the body whose site a page is of (松本市), None where nothing says it."""
    return next(filter(None, map(_body, _names(root))), None)


def _names(root: html.HtmlElement) -> Iterator[str]:
    """Yield what may name the site, the surest first."""
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in _NAMED:
            yield meta.get("content") or ""
    titled = _BETWEEN.split(" ".join((root.findtext(".//title") or "").split()))
    if len(titled) > 1:
        yield titled[-1]
        yield titled[0] if _SITE.search(titled[0]) else ""
    for element in root.iter():
        if element.tag in _AT_THE_FOOT or (
            element.tag not in _WHOLE_PAGE and _FOOT.search(_called(element))
        ):
            found = _COPYRIGHT.search(element.text_content())
            yield found["body"] if found else ""
    for header in root.iter("header"):
        yield from (line for line in header.itertext() if _SITE.search(line))


def _called(element: html.HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def _body(name: str) -> str | None:
    """Return the body that a site's name names, None if it names none."""
    body = _SITE.sub("", name.strip()).strip()
    if len(body) > _LONGEST:
        return None
    return body if _BODY.fullmatch(body) or _is_place(body) else None


def _is_place(body: str) -> bool:
    """Tell whether a name is a place's and nothing else: 新潟県長岡市, 愛川町."""
    places = find_places(body)
    whole = bool(places) and (places[0].start, places[-1].end) == (0, len(body))
    return whole or (body.endswith(("町", "村")) and town_ahead(body) == body)
