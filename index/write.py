"""Documents -> passages, vectors and words -> a new generation, written and published."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import AssistantError, Document
from corpus.language.clean import search_text
from index.analyse import analyse
from index.dense import DenseOptions, write_vectors
from index.embed import Embedder, SearchForm
from index.forward import write_forward
from index.generation import FORMAT, Manifest, new_generation, next_name, publish
from index.grams import write_grams
from index.groups import write_group
from index.indexed import FileState, IndexedDocument, IndexedPassage
from index.lexical import LexicalEntry, edition_tags, place_tag, tag, write_lexical
from index.passage_vectors import BATCH, heading_path, passage_vectors, path_text
from index.reader import BODY_VECTORS, FORWARD, GRAMS, HEADINGS, LEXICAL, VOCABULARY, Index
from index.store import STORE
from index.vocabulary import Vocabulary
from index.write_store import write_store

_WORTH_A_POOL = 300  # documents: below, starting processes costs more than they save
_BATCH = 32  # documents sent to a process at once

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is (0: unknown)."""


class BuildError(AssistantError):
    """A build that could not be written."""


@dataclass(slots=True)
class Part:
    """The documents of one file with the vectors of their passages.

    Attributes:
        state: What became of the file.
        documents: Its documents; those of a part without vectors have no passages yet.
        vectors: float32, shape (passages, dim), unit rows, or None for what is to be analysed.
    """

    state: FileState
    documents: list[IndexedDocument]
    vectors: NDArray[np.float32] | None = None


def write_generation(
    index_dir: Path,
    parts: list[Part],
    *,
    embedder: Embedder,
    today: date,
    options: DenseOptions,
    progress: Progress,
) -> Manifest:
    """Analyse and embed what is new, write the generation and return what it is made of."""
    new = [part for part in parts if part.vectors is None]
    _analyse_all(new, today=today, progress=progress)
    _embed_all(new, embedder, progress)
    parts.sort(key=lambda part: part.state.name)
    documents = [document for part in parts for document in part.documents]
    passages = sum(len(document.passages) for document in documents)
    if not passages:
        raise BuildError("The documents hold no text. Give files with text in them.")
    _check_identifiers(documents)
    headings = _embedded_headings(documents, embedder)
    progress("writing", 0, 0)
    # No other fault may be told as a full disk.
    try:
        with new_generation(index_dir) as folder:
            _write_files(folder, parts, headings, options)
            manifest = Manifest(
                format=FORMAT,
                generation=next_name(index_dir),
                built=datetime.now().astimezone().isoformat(timespec="seconds"),
                model=embedder.name,
                model_fingerprint=embedder.fingerprint,
                options=asdict(options),
                documents=len(documents),
                passages=passages,
                files={},
            )
            _check_written(folder, manifest)
            publish(index_dir, folder, manifest)
    except (OSError, sqlite3.Error) as error:
        raise BuildError(
            f"The index could not be written to {index_dir} ({error}). The index that was there"
            " before is unchanged; free some disk space or choose another folder."
        ) from error
    return manifest


def _write_files(
    folder: Path, parts: Sequence[Part], headings: _Headings, options: DenseOptions
) -> None:
    """Write all files of a generation but its manifest."""
    documents = [document for part in parts for document in part.documents]
    passages = [p for document in documents for p in document.passages]
    texts = [search_text(p.passage.text).lower() for p in passages]
    vectors = np.concatenate([p.vectors for p in parts if p.vectors is not None])
    write_vectors(folder / BODY_VECTORS, vectors, options)
    vocabulary = Vocabulary()
    write_forward(folder / FORWARD, [p.body_lemmas for p in passages], vocabulary)
    write_group(
        folder / HEADINGS, headings.paths, headings.vectors, headings.words, vocabulary, options
    )
    vocabulary.write(folder / VOCABULARY)
    write_lexical(folder / LEXICAL, _entries(passages, texts))
    write_grams(folder / GRAMS, _with_headings(documents, texts))
    write_store(folder / STORE, [part.state for part in parts], documents)


def _check_written(folder: Path, manifest: Manifest) -> None:
    """Read once what numpy and FAISS wrote: they keep silent when a disk gets full.

    Raises:
        OSError: A file was cut short.
        sqlite3.Error: The store was.
    """
    try:
        Index.of(folder, manifest)
    except (EOFError, RuntimeError, ValueError) as error:
        raise OSError(str(error)) from error


def _analyse_all(parts: list[Part], *, today: date, progress: Progress) -> None:
    """Cut the documents of the parts into passages, in several processes if there are many."""
    jobs = [(part.state.name, d.document) for part in parts for d in part.documents]
    if len(jobs) < _WORTH_A_POOL:
        results = iter([analyse(name, document, today=today) for name, document in jobs])
    else:
        results = _analyse_in_processes(jobs, today, progress)
    for part in parts:
        part.documents = list(islice(results, len(part.documents)))


def _analyse_in_processes(
    jobs: list[tuple[str, Document]], today: date, progress: Progress
) -> Iterator[IndexedDocument]:
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = pool.map(partial(_analyse_job, today=today), jobs, chunksize=_BATCH)
        for number, document in enumerate(found):
            if number % _BATCH == 0:
                progress("analysing", number, len(jobs))
            yield document


def _analyse_job(job: tuple[str, Document], today: date) -> IndexedDocument:
    return analyse(*job, today=today)


def _embed_all(parts: list[Part], embedder: Embedder, progress: Progress) -> None:
    """Give each part the vectors of its passages, float32, shape (passages, dim)."""
    documents = [document for part in parts for document in part.documents]
    vectors = passage_vectors(documents, embedder, partial(progress, "embedding"))
    row = 0
    for part in parts:
        count = sum(len(d.passages) for d in part.documents)
        part.vectors = vectors[row : row + count]
        row += count


def _check_identifiers(documents: list[IndexedDocument]) -> None:
    """Raise BuildError if two documents have one identifier."""
    taken: set[str] = set()
    for indexed in documents:
        doc_id = indexed.document.doc_id
        if doc_id in taken:
            raise BuildError(f"Two documents are called {doc_id}. Give each a name of its own.")
        taken.add(doc_id)


@dataclass(frozen=True, slots=True)
class _Headings:
    """The heading paths of the passages.

    Attributes:
        paths: Each passage's, by row.
        vectors: float32, shape (different paths, dim), in the order of their first use.
        words: Lemmas of each different path.
    """

    paths: list[tuple[str, ...]]
    vectors: NDArray[np.float32]
    words: list[Sequence[str]]


def _embedded_headings(documents: list[IndexedDocument], embedder: Embedder) -> _Headings:
    """Embed each heading path once."""
    forms: dict[tuple[str, ...], SearchForm] = {}
    paths: list[tuple[str, ...]] = []
    for document in documents:
        for indexed in document.passages:
            path = heading_path(document, indexed)
            if path not in forms:
                forms[path] = SearchForm(path_text(path), indexed.heading_lemmas)
            paths.append(path)
    texts = list(forms.values())
    vectors = [
        embedder.encode_passages(texts[start : start + BATCH])
        for start in range(0, len(texts), BATCH)
    ]
    return _Headings(paths, np.concatenate(vectors), [form.lemmas for form in texts])


def _entries(passages: list[IndexedPassage], texts: list[str]) -> Iterator[LexicalEntry]:
    for indexed, text in zip(passages, texts, strict=True):
        facets = indexed.passage.facets
        tags = [place_tag(facets.prefecture, facets.municipality)]
        tags += [tag("year", year) for year in facets.fiscal_years or ("",)]
        tags += edition_tags(facets.editions)
        tags += [tag("scheme", scheme) for scheme in facets.schemes or ("",)]
        tags += [tag("theme", theme) for theme in facets.themes]
        yield LexicalEntry(indexed.body_lemmas, indexed.heading_lemmas, text, tags)


def _with_headings(documents: list[IndexedDocument], texts: list[str]) -> list[str]:
    """Return the texts of all passages, each below its title and heading path."""
    paths = [
        path_text(heading_path(document, indexed))
        for document in documents
        for indexed in document.passages
    ]
    return [f"{path}\n{text}" for path, text in zip(paths, texts, strict=True)]
