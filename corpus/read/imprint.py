"""Who published a paper and when, as its front says: 「発行：松本市商工課 令和8年9月1日」."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corpus.document import Document
from corpus.names.year_forms import PLAIN
from corpus.read.dates import find_dates
from corpus.read.marks import is_date

_COVER = 300  # characters: a cover and its imprint
_LONGEST_LINE = 80  # characters: longer lines on a cover are prose
_LONGEST_BODY = 40  # characters
_BODY = re.compile(
    r"\s*(?:編集\s?[・/]?\s?)?発行(?:(?:元|者|所)\s?[:/ ]|\s?[:/]"
    # 「発行 花咲商店街連合会」; 「証明書の発行 300円」 names no body.
    r"|\s(?=\S{2,20}(?:[市区町村課室部会]|センター|事務局|財団|機構)(?:\s|\Z)))\s?(?P<body>\S.*)"
)
# What stands behind a body's name on its line: a date, a number, a telephone, an address.
_BEHIND_BODY = re.compile(
    r"\s*(?:[\d〒☎(\[/]|\s編集|明治|大正|昭和|平成|令和|第|電話|TEL|Tel|[RH]\d)"
)
_DAY = re.compile(
    r"\s*(?:編集\s?[・/]?\s?)?(?:発行|(?:最終)?更新|掲載|公開|作成)"
    r"(?:元|者|所|(?:年月)?日)?\s?[:/ ]"
    r"|.*[月日\d]\s?(?:発行|更新|掲載|公開|作成|版)"
)
_OFFICE = re.compile(
    r"[^、。:]{0,40}(?:[都道府県市区町村課部局室係省庁]"
    r"|センター|商工会議所|商工会|協会|協議会|機構|財団)"
)


def with_imprint(document: Document) -> Document:
    """Return the document with what its front says of its publication where nothing else did."""
    lines = [line for line in document.text[:_COVER].splitlines() if len(line) <= _LONGEST_LINE]
    return replace(
        document,
        publisher=document.publisher or next(filter(None, map(published_by, lines)), None),
        published=document.published or next(filter(None, map(published_on, lines)), None),
    )


def is_imprint(line: str) -> bool:
    """Tell whether a line of a cover says nothing but who published the paper, or when.

    「令和8年4月」, 「高松市 産業経済部 産業振興課」 and 「令和8年5月15日版 松本市商工課」 do.
    """
    plain = line.translate(PLAIN).strip()
    if len(plain) > _LONGEST_LINE or "。" in plain:
        return False
    said = (is_date(plain), published_on(plain), published_by(plain), _OFFICE.fullmatch(plain))
    return any(said)


def published_by(line: str) -> str | None:
    """Return the body that a line names as publisher: 「発行：松本市商工課」."""
    named = _BODY.match(line.translate(PLAIN))
    if named is None:
        return None
    body = line[named.start("body") :]
    behind = _BEHIND_BODY.search(body.translate(PLAIN))
    body = body[: behind.start()].strip() if behind else body.strip()
    return body if 0 < len(body) <= _LONGEST_BODY else None


def published_on(line: str) -> date | None:
    """Return the day, or the first one of the month: 「更新日：2026年5月15日」."""
    plain = line.translate(PLAIN)
    if _DAY.match(plain) is None:
        return None
    days = [written for written in find_dates(plain) if written.whole or "月" in plain]
    return days[-1].first if days else None
