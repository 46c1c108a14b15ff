"""Lists of numbers, one for each row, kept one after the other in two mapped files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_VALUES = "values.npy"
_STARTS = "starts.npy"


_Integer = TypeVar("_Integer", np.int32, np.uint16)


def write_ragged(folder: Path, lists: Sequence[NDArray[_Integer]], dtype: type[_Integer]) -> None:
    """Write the lists into a folder that is there."""
    lengths = np.array([len(values) for values in lists], np.int64)
    np.save(folder / _STARTS, np.concatenate([np.zeros(1, np.int64), lengths.cumsum()]))
    np.save(folder / _VALUES, np.concatenate([np.empty(0, dtype), *lists]))


@dataclass(frozen=True, slots=True)
class Ragged(Generic[_Integer]):
    """Written lists, open for questions from any thread.

    Attributes:
        starts: int64, shape (rows + 1,): where each list begins in `values`.
        values: All lists one after the other; mapped, not read.
    """

    starts: NDArray[np.int64]
    values: NDArray[_Integer]

    @staticmethod
    def open(folder: Path, dtype: type[_Integer]) -> Ragged[_Integer]:
        """Return the lists in a folder, which were written as of that type.

        Raises:
            ValueError: If they are of another.
        """
        # A plain view of the mapped file: np.memmap itself makes every slice ten times dearer.
        mapped = np.load(folder / _VALUES, mmap_mode="r").view(np.ndarray)
        if mapped.dtype != dtype:
            raise ValueError(f"{folder / _VALUES} holds {mapped.dtype}, not {np.dtype(dtype)}")
        return Ragged(np.load(folder / _STARTS), mapped)

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the length of each list, int64, shape (len(rows),)."""
        result: NDArray[np.int64] = self.starts[rows + 1] - self.starts[rows]
        return result

    def of(self, rows: NDArray[np.int64]) -> NDArray[_Integer]:
        """Return several lists in order, one after the other."""
        lengths = self.lengths(rows)
        ends = lengths.cumsum()
        first = np.repeat(self.starts[rows] - (ends - lengths), lengths)
        found: NDArray[_Integer] = self.values[first + np.arange(len(first))]
        return found
