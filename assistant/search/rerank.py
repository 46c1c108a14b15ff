"""A second look at the best passages by a cross-encoder, for those who name one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.records import Hit
from index.embed import LOAD_ERRORS, LOAD_SAFELY, refused

if TYPE_CHECKING:
    from transformers import PretrainedConfig

DEPTH = 50
"""Passages looked at again: on two CPU cores even these take a large model several seconds."""

_BATCH = 16


class Reranker(Protocol):
    """All that the service knows about a second look."""

    @property
    def name(self) -> str:
        """The model's name, as a person gives it."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return how well each text answers, float32, shape (len(texts),); higher is better."""
        ...


def reranked(reranker: Reranker, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits in the reranker's order, ties as they were; their scores stay theirs."""
    if not hits:
        return ()
    scores = reranker.scores(question, [_shown(hit) for hit in hits])
    return tuple(hits[number] for number in np.argsort(-scores, kind="stable"))


def _shown(hit: Hit) -> str:
    """Return a passage below its headings: alone it may not say what it is about."""
    path = " › ".join((hit.title, *hit.passage.headings))
    return "\n".join(part for part in (path, hit.passage.text_below_header) if part)


def _is_cross_encoder(config: PretrainedConfig, labels: int) -> bool:
    """Tell whether a model was trained to score pairs; any other gets a head of random weights."""
    names = config.architectures or ()
    return labels == 1 and any(name.endswith("ForSequenceClassification") for name in names)


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder by name or folder; its own code is never run."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Args:
            name: A folder, or a name that sentence-transformers knows how to get.

        Raises:
            ModelError: If it cannot be loaded without running code of its own, or does not give
                one score a text.
        """
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, **LOAD_SAFELY)
        except LOAD_ERRORS as error:
            raise refused(name, error) from error
        if not _is_cross_encoder(self._model.config, self._model.num_labels):
            raise refused(name, ValueError("it is no cross-encoder with one score"))
        self.name = name

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return how well each text answers, float32, shape (len(texts),)."""
        found = self._model.predict(
            [(question, text) for text in texts], batch_size=_BATCH, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32).reshape(len(texts))


def load_reranker(name: str | None) -> Reranker | None:
    """Return the reranker of that name; None for none.

    Raises:
        ModelError: If it cannot be loaded.
    """
    return None if name is None else CrossEncoderReranker(name)
