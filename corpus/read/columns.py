"""What the columns of a programme table mean: told by a TOML file beside it, or guessed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.read.source import UnreadableError

_GUESSES = {
    role: re.compile(pattern)
    for role, pattern in {
        "id": r"(?:id|no\.?|番号|整理番号|管理番号|コード)$",
        "title": r"(?:title|name|名称|タイトル|件名)$"
        r"|.*(?:制度|事業|施策|補助金|支援策|助成金)の?名称?$",
        "publisher": r"(?:org|organi[sz]ation|publisher|agency)$|実施|発行|所管|主催",
        "summary": r"summary$|.*(?:概要|要約)",
        "text": r"(?:text|body|content|description)s?$|.*(?:本文|内容|詳細|説明)",
        "inquiry": r"(?:inquiry|contact)$|.*(?:問い?合わ?せ|連絡先)",
        "prefecture": r"pref(?:ecture)?$|都道府県",
        "municipality": r"(?:city|municipality)$|市区?町村|自治体",
        "start": r"start(?:[_ ]?date)?$|.*開始",
        "end": r"end(?:[_ ]?date)?$|.*(?:終了|締め?切り?|〆切|期限|期日)"
        r"|(?:受付|募集|申請|応募|公募)期間",
        "published": r"published$|(?:公開|更新|発行|掲載)日",
        "source": r"(?:url|link|source)$|リンク|出典",
    }.items()
}
_LABELS = {
    "title": "制度名",
    "subtitle": "副題",
    "name": "制度名",
    "org": "実施機関",
    "organization": "実施機関",
    "organisation": "実施機関",
    "publisher": "実施機関",
    "agency": "実施機関",
    "summary": "概要",
    "text": "内容",
    "body": "内容",
    "content": "内容",
    "description": "説明",
    "inquiry": "問い合わせ",
    "contact": "問い合わせ",
    "pref": "都道府県",
    "prefecture": "都道府県",
    "city": "市区町村",
    "municipality": "市区町村",
    "start": "開始",
    "end": "終了",
    "published": "公開日",
    "url": "リンク",
    "link": "リンク",
    "source": "出典",
    "service": "支援の種類",
    "purpose": "目的",
    "stage": "事業の段階",
    "keywords": "キーワード",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        names: All of them, as the header row has them.
        roles: A role (`title`, `publisher`, `start`, …) to the number of its column, from 0.
        labels: How each column is called in a document's text, on one line: one without a name
            by its number (「列3」).
        omitted: Numbers of the columns that are left out of the text.
        guessed: Whether nothing but the names told what they mean.
    """

    names: tuple[str, ...]
    roles: Mapping[str, int]
    labels: tuple[str, ...]
    omitted: frozenset[int]
    guessed: bool


def column_map(table: Path) -> Path | None:
    """The file beside a table that says what its columns mean: `<table>.toml` or `columns.toml`."""
    beside = (table.with_suffix(".toml"), table.with_name("columns.toml"))
    return next((path for path in beside if path.is_file() and not path.is_symlink()), None)


def columns_of(names: Sequence[str], table: Path) -> Columns:
    """What the columns mean, as the file says that `column_map` finds, else as the names tell.

    Such a file gives the column of each role, and may rename or leave out columns:
    `title = "制度の名前"`, `omit = ["内部メモ"]`, `[labels]` with `svc = "支援の種類"`.

    Raises:
        UnreadableError: The file is no TOML, or names roles or columns that are not there.
    """
    labels = [_LABELS.get(_key(name), name) for name in names]
    told = column_map(table)
    if told is not None:
        return _told(tuple(names), labels, told)
    roles: dict[str, int] = {}
    for role, pattern in _GUESSES.items():
        for at, name in enumerate(names):
            if at not in roles.values() and pattern.match(_key(name)):
                roles[role] = at
                break
    return Columns(tuple(names), roles, _shown(labels), frozenset(), guessed=True)


def _told(names: tuple[str, ...], labels: list[str], path: Path) -> Columns:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path.name}: no TOML file ({error}); mend or remove it") from error
    renamed, omitted = told.pop("labels", {}), told.pop("omit", [])
    unknown = set(told) - set(_GUESSES)
    if unknown or not isinstance(renamed, dict) or not isinstance(omitted, list):
        known = ", ".join([*_GUESSES, "omit", "[labels]"])
        wrong = ", ".join(sorted(unknown)) or "omit or labels"
        raise UnreadableError(f"{path.name}: {wrong} not understood; known are {known}")
    roles = {role: _number(name, names, path) for role, name in told.items()}
    for name, label in renamed.items():
        labels[_number(name, names, path)] = str(label)
    left_out = frozenset(_number(name, names, path) for name in omitted)
    return Columns(names, roles, _shown(labels), left_out, guessed=False)


def _shown(labels: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(label.split()) or f"列{number}" for number, label in enumerate(labels, 1))


def _number(name: object, names: Sequence[str], path: Path) -> int:
    if name not in names:
        raise UnreadableError(
            f"{path.name}: no column {name!r} in the table; it has {', '.join(names)}"
        )
    return names.index(str(name))


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().lower()
