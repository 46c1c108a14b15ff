"""The dense leg: FAISS over unit vectors, and their exact cosines for a second look.

Few vectors are compared with every one (flat). More are grouped around centroids (IVF), and only
the groups nearest to the question are read. They are kept in 8 bits there (SQ8), a quarter of the
memory and of the time to open them; who puts what is found in order asks for the exact cosines.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

VECTORS = "vectors.npy"
FAISS = "faiss.index"

_SIMD = 16  # components: FAISS reads rounded vectors of any other multiple one by one


@dataclass(frozen=True, slots=True)
class DenseOptions:
    """How vectors are indexed; kept in the manifest.

    Attributes:
        flat_up_to: Number of vectors up to which the search is exact.
        lists_per_root: Centroids for each root of the number of vectors.
        probes: How many groups are read for a question.
        seed: Makes two builds choose the same centroids.
    """

    flat_up_to: int = 5_000
    lists_per_root: float = 4.0
    probes: int = 48
    seed: int = 20_261_121


def write_vectors(folder: Path, vectors: NDArray[np.float32], options: DenseOptions) -> None:
    """Write unit vectors, float32 of shape (n, dim), and their FAISS index into a new folder.

    Raises:
        OSError: They cannot be written; FAISS tells it as a RuntimeError.
    """
    folder.mkdir(parents=True)
    kept = vectors.astype(np.float16)
    np.save(folder / VECTORS, kept)
    # FAISS gets the rounded vectors: a later build that keeps them makes the same index again.
    index = _build(kept.astype(np.float32), options)
    try:
        faiss.write_index(index, str(folder / FAISS))
    except RuntimeError as error:
        raise OSError(str(error)) from error


def _build(vectors: NDArray[np.float32], options: DenseOptions) -> faiss.Index:
    count, dim = vectors.shape
    if count <= options.flat_up_to:
        index = faiss.IndexFlatIP(dim)
        index.add(vectors)
        return index
    lists = int(options.lists_per_root * count**0.5)
    vectors = np.pad(vectors, ((0, 0), (0, -dim % _SIMD)))
    dim = vectors.shape[1]
    quantizer = faiss.IndexFlatIP(dim)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer, dim, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.seed = options.seed
    index.cp.niter = 10
    index.cp.min_points_per_centroid = 1  # no warning: nobody could do anything about it
    sample = np.random.default_rng(options.seed).permutation(count)[: 64 * lists]
    index.train(vectors[np.sort(sample)])
    index.add(vectors)
    index.nprobe = options.probes
    return index


class VectorIndex:
    """Vectors in a folder, open for questions from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the vectors; they are mapped, not read."""
        mapped = np.load(folder / VECTORS, mmap_mode="r")
        self._vectors: NDArray[np.float16] = mapped.view(np.ndarray)
        self._index = faiss.read_index(str(folder / FAISS))

    def __len__(self) -> int:
        """Return the number of vectors."""
        return int(self._vectors.shape[0])

    def nearest(
        self, query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the `k` rows nearest to a query by the rounded vectors, in any order.

        Which of several rows that tie for the last place is found is for FAISS to say; it is
        always the same. Of 10,000 passages they were 87 % of the exact best thirty.

        Args:
            query: float32, shape (dim,), of unit length; a zero vector finds nothing.
            k: How many at most.
            allowed: bool, shape (n,): which rows may be found; None means all.
        """
        k = min(k, len(self) if allowed is None else int(allowed.sum()))
        if k <= 0 or not query.any():
            return np.empty(0, np.int64)
        padded = np.zeros((1, self._index.d), np.float32)
        padded[0, : len(query)] = query
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
            if isinstance(self._index, faiss.IndexIVF):
                # As many allowed rows are read as without a filter: the groups nearest to the
                # question may hold few of them. With one row in a hundred allowed, the usual
                # number of groups found only 58% of the best ten among 3,000 vectors.
                wanted = ceil(self._index.nprobe * len(allowed) / int(allowed.sum()))
                probes = min(wanted, self._index.nlist)
                parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probes)
            else:
                parameters = faiss.SearchParameters(sel=selector)
        # One thread a question: several questions are answered at once, and starting threads
        # costs more than the search of one. The setting holds for the calling thread.
        faiss.omp_set_num_threads(1)
        _, found = self._index.search(padded, k, params=parameters)
        rows: NDArray[np.int64] = found[0][found[0] >= 0].astype(np.int64)
        return rows

    def cosines(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the exact cosines of some rows with the query, float32, shape (len(rows),)."""
        # Not `@`: it adds up in another order from row to row, and equal rows would not tie.
        result: NDArray[np.float32] = np.vecdot(self._vectors[rows].astype(np.float32), query)
        return result

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return some of the vectors, float32, shape (len(rows), dim)."""
        result: NDArray[np.float32] = self._vectors[rows].astype(np.float32)
        return result
