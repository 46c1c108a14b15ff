"""The files a person named, folders walked, each with the identifier its documents get."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
            that no line can hold are replaced.
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

    Raises:
        NoDocumentsError: A path does not exist, or there is no file at all.
    """
    roots: list[tuple[Path, list[FoundFile]]] = []
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise NoDocumentsError(f"No such file or folder: {path}. Check the path")
        root = path.resolve()
        found = list(_walk(root, root)) if root.is_dir() else [_found(root, root.parent)]
        new = [file for file in found if file.path not in seen]
        seen.update(file.path for file in new)
        roots.append((root if root.is_dir() else root.parent, new))
    files = _with_own_ids(roots)
    if not files:
        where = ", ".join(str(path) for path in paths) or "an empty list of paths"
        raise NoDocumentsError(
            f"No documents in {where}. Put .txt, .md, .html, .pdf, .docx, .xlsx or .csv files there"
        )
    return tuple(files)


def _walk(folder: Path, root: Path) -> Iterator[FoundFile]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(".") or _is_column_map(path):
            continue
        if path.is_symlink():
            if not path.resolve().is_relative_to(root):
                reason = "a link out of the folder; put a copy of the file there"
                yield replace(_found(path, root), skipped=reason)
        elif path.is_dir():
            yield from _walk(path, root)
        else:
            yield _found(path, root)


def _found(path: Path, root: Path) -> FoundFile:
    special = None if path.is_symlink() or path.is_file() else "not a regular file"
    return FoundFile(path, _CONTROL.sub("\ufffd", path.relative_to(root).as_posix()), special)


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
        prefix = f"{root.name}/" if collides else ""
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
