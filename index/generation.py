"""An index folder: immutable generations, and one pointer that says which of them is served.

    DIR/CURRENT                 name of the generation being served
    DIR/generations/000007/     manifest.json and the files it names, never changed again
    DIR/lock                    held while a build runs

A generation is written under a temporary name, flushed to disk and renamed; then the pointer is
replaced by a rename. A build that dies at any moment leaves the old generation serving.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.document import AssistantError

FORMAT = 13
MANIFEST = "manifest.json"
_POINTER = "CURRENT"
_GENERATIONS = "generations"
_UNFINISHED = "unfinished-"
_KEEP = 2  # the one being served and the one before it: a reader may still be opening that


class IndexMissingError(AssistantError):
    """There is no index in the folder."""


class IndexDamagedError(AssistantError):
    """The index in the folder is not what was written."""


class IndexFormatError(AssistantError):
    """The index in the folder was written by another version of this program."""


class IndexFolderError(AssistantError):
    """The index folder cannot be made or written."""


class IndexBusyError(AssistantError):
    """Another build holds the folder."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of.

    Attributes:
        format: Layout of the generation; another number is another program version's.
        generation: Its name.
        built: When, ISO 8601 with offset.
        model: Name of the embedding model.
        model_fingerprint: Hash of the model.
        options: How the vectors are indexed.
        documents: Number of documents.
        passages: Number of passages.
        files: SHA-256 of every file of the generation, by relative name.
    """

    format: int
    generation: str
    built: str
    model: str
    model_fingerprint: str
    options: dict[str, object]
    documents: int
    passages: int
    files: dict[str, str]


@contextmanager
def building(index_dir: Path) -> Iterator[None]:
    """Hold the folder for one build.

    Raises:
        IndexBusyError: If another build holds it.
        IndexFolderError: If it cannot be made or written.
    """
    lock = FileLock(index_dir / "lock", timeout=0)
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexBusyError(
            f"Another build is writing {index_dir}. Wait until it ends, then build again."
        ) from error
    except OSError as error:
        raise IndexFolderError(
            f"The index folder {index_dir} cannot be written ({error.strerror})."
            " Choose another folder."
        ) from error
    try:
        yield
    finally:
        lock.release()


def pointer_mark(index_dir: Path) -> tuple[int, int] | None:
    """Return what changes whenever another generation is served, None before the first build.

    It costs a tenth of reading the pointer, and every question asks.
    """
    try:
        status = (index_dir / _POINTER).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def current_name(index_dir: Path) -> str | None:
    """Return the name of the generation being served, None before the first build.

    Raises:
        IndexDamagedError: If the pointer cannot be read.
    """
    try:
        return (index_dir / _POINTER).read_bytes().decode("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(index_dir, f"its pointer cannot be read ({error})") from error


def open_current(index_dir: Path) -> tuple[Path, Manifest]:
    """Return the folder and the manifest of the generation being served, all files verified.

    Raises:
        IndexMissingError: If the folder holds no index.
        IndexDamagedError: If a file is missing or altered.
        IndexFormatError: If another version of this program wrote it.
    """
    name = current_name(index_dir)
    if name is None:
        raise IndexMissingError(
            f"No index in {index_dir}. Build one: madoguchi build PATH --index {index_dir}"
        )
    folder = index_dir / _GENERATIONS / name
    if not name.isdigit():
        raise _damaged(index_dir, "its pointer names no generation")
    manifest = _read_manifest(index_dir, folder)
    if _hashes(folder) != manifest.files:
        raise _damaged(index_dir, f"files of generation {name} are missing or altered")
    return folder, manifest


def _read_manifest(index_dir: Path, folder: Path) -> Manifest:
    try:
        fields = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = fields["format"]
        if found != FORMAT:
            raise IndexFormatError(
                f"The index in {index_dir} has format {found}, this program reads {FORMAT}."
                f" Build it again with this program: madoguchi build PATH --index {index_dir}"
            )
        return Manifest(**fields)
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"its manifest cannot be read ({type(error).__name__})"
        raise _damaged(index_dir, what) from error


def _damaged(index_dir: Path, what: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"The index in {index_dir} is damaged: {what}."
        f" Delete {index_dir / _POINTER} and build it again:"
        f" madoguchi build PATH --index {index_dir}"
    )


@contextmanager
def new_generation(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to write a generation into; call `publish` inside to keep it.

    What is left unpublished, here or by a build that was killed, is removed.

    Raises:
        IndexDamagedError: If the pointer cannot be read.
    """
    generations = index_dir / _GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for left in [*generations.glob(f"{_UNFINISHED}*"), *_never_served(index_dir)]:
        shutil.rmtree(left, ignore_errors=True)
    folder = generations / f"{_UNFINISHED}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _never_served(index_dir: Path) -> list[Path]:
    """Return the generations of builds that died before the pointer named them."""
    served = current_name(index_dir) or ""
    if not served.isdigit():
        return []
    names = [p for p in (index_dir / _GENERATIONS).glob("*") if p.name.isdigit()]
    return [path for path in names if int(path.name) > int(served)]


def next_name(index_dir: Path) -> str:
    """Return the name of the generation after all that exist."""
    names = [p.name for p in (index_dir / _GENERATIONS).glob("*") if p.name.isdigit()]
    return f"{max((int(name) for name in names), default=0) + 1:06d}"


def publish(index_dir: Path, folder: Path, manifest: Manifest) -> None:
    """Flush a written generation to disk, name it and let the pointer name it.

    Args:
        index_dir: The index folder, held by `building`.
        folder: What `new_generation` gave.
        manifest: Its manifest; `files` is filled in here.
    """
    fields = asdict(manifest) | {"files": _hashes(folder)}
    text = json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path in [*folder.rglob("*"), folder]:
        _flush(path)
    target = index_dir / _GENERATIONS / manifest.generation
    folder.rename(target)
    _flush(target.parent)
    pointer = index_dir / f"{_POINTER}.new"
    pointer.write_text(manifest.generation, encoding="ascii")
    _flush(pointer)
    pointer.replace(index_dir / _POINTER)
    _flush(index_dir)
    _remove_old(index_dir)


def _remove_old(index_dir: Path) -> None:
    names = sorted(p for p in (index_dir / _GENERATIONS).glob("*") if p.name.isdigit())
    for old in names[:-_KEEP]:
        shutil.rmtree(old, ignore_errors=True)


def _flush(path: Path) -> None:
    """Force a file or a folder to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below the folder but the manifest, by relative name."""
    paths = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(p for p in folder.rglob("*") if p.is_file())
    }
    names = [name for name in paths if name != MANIFEST and not name.endswith(".lock")]
    with ThreadPoolExecutor() as pool:  # hashing leaves the interpreter free for the next file
        return dict(zip(names, pool.map(_hash, (paths[name] for name in names)), strict=True))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
