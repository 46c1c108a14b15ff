"""The files a person named, folders walked, each with the identifier its documents get."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import AssistantError

_TABLES = (".csv", ".tsv", ".xlsx")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class NoDocumentsError(AssistantError):
    """Nothing to read: a path that is not there, or a folder without files."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read.

    Attributes:
        path: Where it lies.
        doc_id: Its path below the folder that was named, with `/` on every system; characters
            that no line can hold are replaced, and so is `#`, which sets off a row of a table.
        skipped: Why it is not to be opened at all, or None.
    """

    path: Path
    doc_id: str
    skipped: str | None = None


def find_files(paths: Sequence[Path]) -> tuple[FoundFile, ...]:
    """The files below the paths, each once, folder by folder in the order of their names.

    Hidden files and folders are left out, and so are the maps of columns that lie beside a table.
    A link that leads out of its folder is found, but marked not to be opened; one that stays
    inside is left out, since what it leads to is found by itself.

    Args:
        paths: Files and folders. Where two of them hold a file of the same identifier, the
            identifiers of both start with the folder's name.

    A folder or a file that may not be looked at is found, with the reason why it is not opened.

    Raises:
        NoDocumentsError: A path does not exist or cannot be opened, or there is no file at all.
    """
    roots: list[tuple[Path, list[FoundFile]]] = []
    seen: set[Path] = set()
    for path in paths:
        root, found = _below(path)
        new = [file for file in found if file.path not in seen]
        seen.update(file.path for file in new)
        roots.append((root, new))
    files = _with_own_ids(roots)
    if not files:
        where = ", ".join(str(path) for path in paths) or "an empty list of paths"
        raise NoDocumentsError(
            f"No documents in {where}. Put .txt, .md, .html, .pdf, .docx, .xlsx or .csv files there"
        )
    return tuple(files)


def _below(path: Path) -> tuple[Path, list[FoundFile]]:
    """A folder that was named, or that of a file that was, and what is to be read of it."""
    try:
        if not path.exists():
            raise NoDocumentsError(f"No such file or folder: {path}. Check the path")
        root = path.resolve()
        if root.is_dir():
            return root, _inside(root, root)
        return root.parent, [_found(root, root.parent)]
    except OSError as error:
        raise NoDocumentsError(
            f"{path} cannot be opened ({error.strerror}). Check the path and its permissions"
        ) from error


def _inside(folder: Path, root: Path) -> list[FoundFile]:
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [file for path in paths for file in _entry(path, root)]


def _entry(path: Path, root: Path) -> list[FoundFile]:
    """The files of an entry of a folder: itself, those inside, or none."""
    try:
        if path.name.startswith(".") or _is_column_map(path):
            return []
        if path.is_symlink():
            reason = _why_not_followed(path, root)
            return [FoundFile(path, _doc_id(path, root), reason)] if reason else []
        return _inside(path, root) if path.is_dir() else [_found(path, root)]
    except OSError as error:
        return [FoundFile(path, _doc_id(path, root), f"cannot be opened: {error.strerror}")]


def _why_not_followed(link: Path, root: Path) -> str | None:
    # Unlike Path.resolve, this takes a link that leads in a circle.
    if not Path(os.path.realpath(link)).is_relative_to(root):
        return "a link out of the folder; put a copy of the file there"
    if not link.exists():
        return "a link that leads nowhere; remove it, or put a copy of the file there"
    return None


def _found(path: Path, root: Path) -> FoundFile:
    special = None if path.is_file() else "not a regular file"
    return FoundFile(path, _doc_id(path, root), special)


def _doc_id(path: Path, root: Path) -> str:
    return _one_line(path.relative_to(root).as_posix())


def _one_line(name: str) -> str:
    """A name as a part of an identifier."""
    return _CONTROL.sub("\ufffd", name).replace("#", "＃")


def _is_column_map(path: Path) -> bool:
    """Whether a TOML file says what the columns of a table beside it mean."""
    if path.suffix != ".toml":
        return False
    tables = (path.with_suffix(suffix) for suffix in _TABLES)
    return path.name == "columns.toml" or any(table.exists() for table in tables)


def _with_own_ids(roots: Sequence[tuple[Path, Sequence[FoundFile]]]) -> list[FoundFile]:
    """All files, no two with one identifier."""
    uses = Counter(doc_id for _, found in roots for doc_id in {file.doc_id for file in found})
    files: list[FoundFile] = []
    taken: set[str] = set()
    for root, found in roots:
        collides = any(uses[file.doc_id] > 1 for file in found)
        prefix = f"{_one_line(root.name)}/" if collides else ""
        for file in found:
            doc_id = _untaken(f"{prefix}{file.doc_id}", taken)
            taken.add(doc_id)
            files.append(replace(file, doc_id=doc_id))
    return files


def _untaken(doc_id: str, taken: set[str]) -> str:
    """The identifier, with a number before its suffix where another file has it already."""
    stem, suffix = os.path.splitext(doc_id)  # noqa: PTH122 - an identifier, not a path
    number, free = 1, doc_id
    while free in taken:
        number += 1
        free = f"{stem}~{number}{suffix}"
    return free
