"""Turn texts into unit vectors: the protocol, the bundled static model, any other by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError

from corpus.document import AssistantError
from index.static_model import StaticModel, fingerprint

BUNDLED_MODEL = Path(__file__).parent / "model"
BUNDLED_NAME = "madoguchi-static"
_BATCH = 64

LOAD_ERRORS = (
    OSError,
    ValueError,
    ImportError,
    RuntimeError,
    KeyError,
    TypeError,
    AttributeError,
    UnpicklingError,
    SafetensorError,
)
"""What the loaders of configurations, weights and tokenizers raise for a damaged folder."""

LOAD_SAFELY: dict[str, Any] = {
    "trust_remote_code": False,
    "device": "cpu",
    "model_kwargs": {"use_safetensors": True},
}
"""How every model that a person names is loaded: no code of its own, no pickles."""


class ModelError(AssistantError):
    """A model that cannot be loaded."""


def refused(name: str, error: BaseException) -> ModelError:
    """Return what to say of a model that could not be loaded, and what to do."""
    reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
    return ModelError(
        f"Model {name} cannot be loaded: {reason}. Give a folder with a"
        " sentence-transformers model in safetensors, or a name that is downloaded already."
    )


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A text as it is searched: the cleaned text and its lemmas, analysed once for all legs."""

    text: str
    lemmas: tuple[str, ...]


class Embedder(Protocol):
    """All that the index knows about meaning."""

    @property
    def name(self) -> str:
        """The model's name, as a person gives it."""
        ...

    @property
    def fingerprint(self) -> str:
        """What changes whenever the vectors would: an index is refused if it differs."""
        ...

    @property
    def dim(self) -> int:
        """Number of components of a vector."""
        ...

    def encode_passages(self, forms: Sequence[SearchForm]) -> NDArray[np.float32]:
        """Return float32, shape (n, dim), unit rows (a row of zeros where nothing is known)."""
        ...

    def encode_query(self, form: SearchForm) -> NDArray[np.float32]:
        """Return float32, shape (dim,), of unit length or all zero."""
        ...


class StaticEmbedder:
    """The bundled model: one vector a lemma, added up; needs neither torch nor a network."""

    def __init__(self, folder: Path = BUNDLED_MODEL) -> None:
        """Load the model.

        Raises:
            ModelError: If the folder holds no static model.
        """
        try:
            self._model = StaticModel.load(folder)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"The bundled model in {folder} cannot be read ({error}). Reinstall madoguchi."
            ) from error
        self.name = BUNDLED_NAME
        self.fingerprint = fingerprint(folder)
        self.dim = self._model.dim

    def encode_passages(self, forms: Sequence[SearchForm]) -> NDArray[np.float32]:
        """Return float32, shape (n, dim), unit rows."""
        return self._model.encode_passages([form.lemmas for form in forms])

    def encode_query(self, form: SearchForm) -> NDArray[np.float32]:
        """Return float32, shape (dim,)."""
        vector: NDArray[np.float32] = self._model.encode_queries([form.lemmas])[0]
        return vector


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants written before a query and before a passage."""

    query: str = ""
    passage: str = ""


# The prompts that each model's card asks for, by a piece of its name; the first that fits counts.
_PROMPTS = (
    ("ruri-v3", Prompts("検索クエリ: ", "検索文書: ")),
    ("ruri", Prompts("クエリ: ", "文章: ")),
    (
        r"e5(?:-[a-z0-9]+)*-instruct",
        Prompts(
            "Instruct: Given a web search query, retrieve relevant passages that answer the query"
            "\nQuery: "
        ),
    ),
    ("e5", Prompts("query: ", "passage: ")),
    ("glucose-base-ja-v2", Prompts("query: ", "passage: ")),
    (
        "sarashina-embedding-v2",
        Prompts(
            "task: 質問を与えるので、その質問に答えるのに役立つ関連文書を検索してください。"
            "\nquery: ",
            "text: ",
        ),
    ),
)


def prompts_of(name: str) -> Prompts:
    """Return the prompts known for a model's name; none for an unknown one.

    The piece must stand by itself: `e5` also occurs in the hash that names a folder.
    """
    lowered = name.lower()
    for piece, prompts in _PROMPTS:
        if re.search(rf"(?<![a-z0-9]){piece}(?![a-z0-9])", lowered):
            return prompts
    return Prompts()


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or folder; its own code is never run."""

    def __init__(self, name: str, prompts: Prompts | None = None) -> None:
        """Load the model.

        Args:
            name: A folder, or a name that sentence-transformers knows how to get.
            prompts: What to write before queries and passages; None takes the known ones.

        Raises:
            ModelError: If it cannot be loaded without running code of its own.
        """
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, **LOAD_SAFELY)
        except LOAD_ERRORS as error:
            raise refused(name, error) from error
        dim = self._model.get_embedding_dimension()
        if dim is None:
            raise ModelError(f"Model {name} does not tell its dimension. Choose another model.")
        # A prompt of the model's own would be written before ours, and before passages too.
        self._model.default_prompt_name = None
        folder = Path(name)
        # The manifest keeps the name: a folder must be found again from any working folder.
        self.name = str(folder.resolve()) if folder.is_dir() else name
        self._prompts = prompts or prompts_of(name)
        self.dim = int(dim)
        content = fingerprint(folder) if folder.is_dir() else f"{name}@{revision(name)}"
        self.fingerprint = f"{content}|{self._prompts.query}|{self._prompts.passage}"

    def encode_passages(self, forms: Sequence[SearchForm]) -> NDArray[np.float32]:
        """Return float32, shape (n, dim), unit rows."""
        return self._encode([self._prompts.passage + form.text for form in forms])

    def encode_query(self, form: SearchForm) -> NDArray[np.float32]:
        """Return float32, shape (dim,), of unit length."""
        vector: NDArray[np.float32] = self._encode([self._prompts.query + form.text])[0]
        return vector

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = self._model.encode(
            texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dim)


def revision(name: str, cache: Path | None = None) -> str:
    """Return the commit of a model's hub that the local cache has, nothing if it has none.

    Args:
        name: A sentence-transformers name.
        cache: The hub's cache; None takes the usual one.
    """
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(name, "config.json", cache_dir=cache)
    return Path(found).parent.name if isinstance(found, str) else ""


def load_embedder(name: str | None) -> Embedder:
    """Return the embedder of that name; None or the bundled name gives the bundled model."""
    if name is None or name == BUNDLED_NAME:
        return StaticEmbedder()
    return SentenceTransformerEmbedder(name)
