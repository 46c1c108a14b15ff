"""The generation of an index folder that is served by now, opened once."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.finder import Served
from assistant.search.newer_editions import NewerEditions
from assistant.search.scope import FacetTable
from corpus.document import AssistantError
from index.embed import BUNDLED_MODEL, load_embedder
from index.generation import current_name, pointer_mark
from index.reader import Index
from index.related import RelatedWords


class ModelMismatchError(AssistantError):
    """The index was built with another model than the one at hand."""


class Newest:
    """Keeps the newest generation of an index folder open; safe to use from several threads."""

    def __init__(self, index_dir: Path, model: str | None) -> None:
        """Open the generation that the folder names now.

        Args:
            index_dir: What `madoguchi build` wrote.
            model: The embedding model; None takes the one the index names.

        Raises:
            IndexMissingError: If the folder holds no index.
            IndexDamagedError: If the index is not what was written.
            IndexFormatError: If another version of this program wrote it.
            ModelError: If the model cannot be loaded.
            ModelMismatchError: If the model is not the one the index was built with.
        """
        self._index_dir = index_dir
        self._model = model
        self._reload = threading.Lock()
        self._mark = pointer_mark(index_dir)
        self._refusal: AssistantError | None = None
        self._served = self._open()

    def served(self) -> Served:
        """Return the newest generation, opening it if it is not the one at hand.

        Raises:
            AssistantError: If it cannot be opened, as when the first one is; tried once.
        """
        if pointer_mark(self._index_dir) != self._mark:
            with self._reload:
                mark = pointer_mark(self._index_dir)
                if mark != self._mark:  # else another thread has opened it
                    self._refusal = self._reopen()
                    self._mark = mark
        if self._refusal is not None:
            raise self._refusal.with_traceback(None)  # each raising would lengthen it
        return self._served

    def _reopen(self) -> AssistantError | None:
        """Open the generation that the folder names now; return why it cannot be, if so."""
        try:
            if current_name(self._index_dir) != self._served.index.manifest.generation:
                self._served = self._open()
        except AssistantError as error:
            return error
        return None

    def _open(self) -> Served:
        index = Index.open(self._index_dir)
        embedder = load_embedder(self._model or index.manifest.model)
        if embedder.fingerprint != index.manifest.model_fingerprint:
            raise ModelMismatchError(
                f"The index in {self._index_dir} was built with model {index.manifest.model}, which"
                f" is not what {embedder.name} is now. Build it again: madoguchi build PATH"
                f" --index {self._index_dir}"
            )
        related = RelatedWords.load(BUNDLED_MODEL, index.vocabulary)
        editions = NewerEditions(index.store, index.documents)
        return Served(index, FacetTable(index.store), editions, embedder, related)
