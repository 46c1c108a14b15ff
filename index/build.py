"""What changed -> the next generation of an index folder."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.read.columns import column_map
from corpus.read.files import FoundFile, NoDocumentsError, find_files
from corpus.read.worker import read_files
from index.dense import DenseOptions
from index.embed import Embedder
from index.generation import Manifest, building
from index.indexed import FileState, IndexedDocument
from index.reader import Index
from index.write import BuildError, Part, Progress, write_generation

ANALYSIS = 11
"""Raise it whenever reading, cutting or lemmas change: files are then read again."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file, "indexed", "unchanged", "skipped" or "removed", and what to know."""

    name: str
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        generation: The generation that is served now.
        changed: Whether it is a new one.
        files: What became of every file.
        documents: Documents in the index.
        passages: Passages in the index.
        seconds: How long it took.
    """

    generation: str
    changed: bool
    files: tuple[FileOutcome, ...]
    documents: int
    passages: int
    seconds: float


def build(
    paths: Sequence[Path],
    index_dir: Path,
    *,
    embedder: Embedder,
    today: date,
    options: DenseOptions | None = None,
    progress: Progress = lambda *_: None,
) -> BuildReport:
    """Bring the index folder up to date with some files and folders.

    Only new and changed files are read, and those that the reader did not come to an end with;
    what is no longer there disappears from the index.

    Raises:
        NoDocumentsError: If the paths hold no file, or lie in the index folder.
        IndexBusyError: If another build holds the folder.
        IndexFolderError: If the folder cannot be made or written.
        IndexDamagedError: If the index there is damaged.
        BuildError: If none of the files can be read, or nothing can be written.
    """
    started = time.monotonic()
    options = options or DenseOptions()
    files = _documents_of(paths, index_dir)
    with building(index_dir):
        old = Index.open_if_any(index_dir)
        usable = old if old and _same_making(old, embedder, options) else None
        # Taken before the files are read: one that changes meanwhile is read again next time.
        marks = {file.doc_id: _fingerprint(file, today) for file in files if not file.skipped}
        kept = list(_kept(usable, marks)) if usable else []
        names = {part.state.name for part in kept}
        changed = [file for file in files if not file.skipped and file.doc_id not in names]
        read = [*_refused(files), *_read(changed, marks, progress)]
        parts = [*kept, *read]
        outcomes = sorted(
            [
                *(_outcome(part.state, "unchanged") for part in kept),
                *(_outcome(part.state, "indexed") for part in read),
                *_removed(old, files),
            ],
            key=lambda outcome: outcome.name,
        )
        # A file that was read has another state than before, unless it was given up once more.
        if usable and usable.store.files() == {part.state.name: part.state for part in parts}:
            return _report(usable.manifest, False, outcomes, started)
        if not any(part.documents for part in parts):
            skipped = [outcome for outcome in outcomes if outcome.state == "skipped"]
            reasons = "; ".join(f"{o.name}: {o.reason}" for o in skipped[:3])
            raise BuildError(f"None of the {len(files)} files could be read ({reasons}).")
        manifest = write_generation(
            index_dir, parts, embedder=embedder, today=today, options=options, progress=progress
        )
    return _report(manifest, True, outcomes, started)


def build_documents(
    documents: Iterable[Document],
    index_dir: Path,
    *,
    embedder: Embedder,
    today: date,
    progress: Progress = lambda *_: None,
) -> BuildReport:
    """Bring the index folder up to date with documents that are in memory already.

    An index of the same documents stays; any other of such documents is replaced.

    Raises:
        BuildError: If the index there was made of files, the documents hold no text, or nothing
            can be written.
        IndexBusyError, IndexFolderError, IndexDamagedError: As `build`.
    """
    started = time.monotonic()
    options = DenseOptions()
    indexed = [IndexedDocument("", document, ()) for document in documents]
    digest = hashlib.sha256()
    for one in indexed:
        digest.update(repr(one.document).encode("utf-8", "surrogatepass"))
    state = FileState("", _mark(today, digest.hexdigest()))
    with building(index_dir):
        old = Index.open_if_any(index_dir)
        known = old.store.files() if old else {}
        if known.keys() - {state.name}:
            raise BuildError(
                f"The index in {index_dir} was made of files. Choose another folder, or remove it."
            )
        if old and known == {state.name: state} and _same_making(old, embedder, options):
            return _report(old.manifest, False, (), started)
        part = Part(state, indexed)
        manifest = write_generation(
            index_dir, [part], embedder=embedder, today=today, options=options, progress=progress
        )
    return _report(manifest, True, (), started)


def _report(
    manifest: Manifest, changed: bool, files: Iterable[FileOutcome], started: float
) -> BuildReport:
    return BuildReport(
        manifest.generation,
        changed,
        tuple(files),
        manifest.documents,
        manifest.passages,
        time.monotonic() - started,
    )


def _documents_of(paths: Sequence[Path], index_dir: Path) -> list[FoundFile]:
    """Return the files below the paths; an index may lie below the documents it is made of."""
    found = find_files(paths)
    own = index_dir.resolve()
    for path in paths:
        if path.resolve().is_relative_to(own):
            raise NoDocumentsError(
                f"{path} is the index folder or lies in it. Give the index a folder of its own"
            )
    files = [file for file in found if not file.path.is_relative_to(own)]
    if not files:
        raise NoDocumentsError(f"Nothing but the index in {', '.join(map(str, paths))}")
    return files


def _fingerprint(file: FoundFile, today: date) -> str:
    """Return what must be equal for a file's passages to be kept.

    It covers the file's bytes and the map of columns beside it. The day counts by its month:
    今年度 in an undated document moves with the clock.
    """
    digest = hashlib.sha256()
    for path in filter(None, (file.path, column_map(file.path))):
        try:
            with path.open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
        except OSError:
            digest.update(b"absent")
    return _mark(today, digest.hexdigest())


def _mark(today: date, digest: str) -> str:
    """Return the fingerprint of what has a digest, read by this program this month."""
    return f"{ANALYSIS}:{today:%Y-%m}:{digest}"


def _same_making(old: Index, embedder: Embedder, options: DenseOptions) -> bool:
    """Tell whether passages of the old index may be kept."""
    return (
        old.manifest.model_fingerprint == embedder.fingerprint
        and old.manifest.options == asdict(options)
    )


def _kept(old: Index, marks: Mapping[str, str]) -> Iterator[Part]:
    """Yield the files that are as the old index holds them; `marks` are by name."""
    for name, state in old.store.files().items():
        if state.fingerprint == marks.get(name):
            documents, rows = old.store.indexed(name)
            yield Part(state, documents, old.body.vectors(np.array(rows, np.int64)))


def _refused(files: Iterable[FoundFile]) -> list[Part]:
    """Return the files that are not even opened, without documents."""
    return [Part(FileState(file.doc_id, "", file.skipped), []) for file in files if file.skipped]


def _read(
    files: Sequence[FoundFile], marks: Mapping[str, str], progress: Progress
) -> Iterator[Part]:
    """Yield the documents of files that are new or have changed; `marks` are by name."""
    for number, result in enumerate(read_files(files)):
        progress("reading", number + 1, len(files))
        name = result.file.doc_id
        mark = "" if result.unfinished else marks[name]
        state = FileState(name, mark, result.skipped, "; ".join(result.warnings) or None)
        yield Part(state, [IndexedDocument(name, d, ()) for d in result.documents])


def _outcome(state: FileState, unless_skipped: str) -> FileOutcome:
    what = "skipped" if state.skipped else unless_skipped
    return FileOutcome(state.name, what, state.skipped or state.note)


def _removed(old: Index | None, files: Iterable[FoundFile]) -> list[FileOutcome]:
    """Return the files that the old index holds and that are not there any more."""
    gone = set(old.store.files() if old else ()).difference(file.doc_id for file in files)
    return [FileOutcome(name, "removed", "no longer there") for name in gone]
