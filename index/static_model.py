"""A static model: one int8 vector a lemma; a text is the sum of its words' vectors, made unit.

The folder holds `model.safetensors` (`embedding`: int8, shape (words, dim); `scale`: float16,
shape (words,); `query_scale`: the same) and `vocabulary.txt` (a lemma a line, in the order of
the rows). A scale holds the learned weight of a word: one in passages, another in queries.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from index.vocabulary import read_words, write_words

WEIGHTS = "model.safetensors"
VOCABULARY = "vocabulary.txt"

_KANJI = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class StaticModel:
    """Vectors of lemmas.

    Attributes:
        rows: Lemma to row.
        embedding: int8, shape (words, dim).
        scale: float32, shape (words,): what a row is multiplied by in a passage.
        query_scale: float32, shape (words,): what it is multiplied by in a query.
    """

    rows: dict[str, int]
    embedding: NDArray[np.int8]
    scale: NDArray[np.float32]
    query_scale: NDArray[np.float32]

    def __post_init__(self) -> None:
        """Refuse a vocabulary that does not fit the vectors."""
        lengths = {len(self.rows), len(self.embedding), len(self.scale), len(self.query_scale)}
        if len(lengths) != 1:
            raise ValueError(f"words, vectors and scales are not of one number: {lengths}")

    @property
    def dim(self) -> int:
        """Number of components of a vector."""
        return int(self.embedding.shape[1])

    @staticmethod
    def load(folder: Path) -> StaticModel:
        """Return the model in a folder.

        Raises:
            OSError: If a file is missing.
            KeyError: If a tensor is missing.
            ValueError: If the files do not fit each other.
        """
        try:
            tensors = load_file(folder / WEIGHTS)
        except SafetensorError as error:
            raise ValueError(f"{folder / WEIGHTS} is damaged: {error}") from error
        words = read_words(folder / VOCABULARY)
        return StaticModel(
            {word: row for row, word in enumerate(words)},
            tensors["embedding"],
            tensors["scale"].astype(np.float32),
            tensors["query_scale"].astype(np.float32),
        )

    def save(self, folder: Path) -> None:
        """Write the model's two files."""
        folder.mkdir(parents=True, exist_ok=True)
        save_file(
            {
                "embedding": self.embedding,
                "scale": self.scale.astype(np.float16),
                "query_scale": self.query_scale.astype(np.float16),
            },
            folder / WEIGHTS,
        )
        write_words(folder / VOCABULARY, self.rows)

    def rows_of(self, lemmas: Iterable[str]) -> list[int]:
        """Return the rows of the words; an unknown word gives the rows of its kanji.

        Kana and Latin letters mean nothing by themselves.
        """
        rows: list[int] = []
        for lemma in lemmas:
            row = self.rows.get(lemma)
            if row is not None:
                rows.append(row)
            else:
                rows.extend(self.rows[c] for c in _KANJI.findall(lemma) if c in self.rows)
        return rows

    def encode_passages(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Return float32, shape (n, dim): unit rows; zeros where no word is known."""
        return self._encode(texts, self.scale)

    def encode_queries(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Return the same, the words weighted as in queries."""
        return self._encode(texts, self.query_scale)

    def _encode(
        self, texts: Sequence[Sequence[str]], scale: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for number, lemmas in enumerate(texts):
            rows = self.rows_of(lemmas)
            if rows:
                vectors[number] = scale[rows] @ self.embedding[rows].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 rows and the scale of each, so that rows * scale is nearest to the vectors."""
    scale = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float16).tiny) / 127
    scale = scale.astype(np.float16).astype(np.float32)
    return np.rint(vectors / scale[:, None]).clip(-127, 127).astype(np.int8), scale


def fingerprint(folder: Path) -> str:
    """Return a hash over the names and contents of all files of a model's folder."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix in {".safetensors", ".txt", ".json", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]
