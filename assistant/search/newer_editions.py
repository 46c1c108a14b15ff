"""Last year's paper steps back where this year's answers as well.

Both say nearly the same, in the same words. Who names no year asks for what holds now. Where the
older one answers much better, the newer one speaks of something else.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.search.outside import is_near
from corpus.names.series import Issue, is_newer
from index.store import Store


class NewerEditions:
    """The documents of which there are several editions, ready to be compared."""

    def __init__(self, store: Store, documents: NDArray[np.int64]) -> None:
        """Read which documents have several editions.

        Args:
            store: Where they are.
            documents: The number of each passage's document, int64, shape (passages,).
        """
        self._documents = documents
        self._issues = dict(store.issues())
        self._series: dict[str, list[int]] = {}
        for number, issue in self._issues.items():
            self._series.setdefault(issue.series, []).append(number)

    def newest(self, row: int, fiscal_year: int) -> int | None:
        """Return the number of the document that has taken the place of a passage's, if any.

        Args:
            row: The passage.
            fiscal_year: The present one; what is for a later year is not in force yet.
        """
        issue = self._issues.get(int(self._documents[row]))
        if issue is None:
            return None
        newer = {
            number: self._issues[number]
            for number in self._series[issue.series]
            if is_newer(self._issues[number], issue)
            and _in_force(self._issues[number], fiscal_year)
        }
        return max(newer, key=lambda number: _age(newer[number]), default=None)

    def stepping_back(
        self, rows: NDArray[np.int64], scores: NDArray[np.float32], fiscal_year: int
    ) -> NDArray[np.bool_]:
        """Return which passages are of an older edition than another that answers as well.

        Args:
            rows: The passages.
            scores: How likely each is an answer, shape (len(rows),).
            fiscal_year: The present one.

        Returns:
            bool, shape (len(rows),).
        """
        found = [
            (issue, float(score))
            for document, score in zip(self._documents[rows].tolist(), scores, strict=True)
            for issue in [self._issues.get(document)]
        ]
        newer = [(one, score) for one, score in found if one and _in_force(one, fiscal_year)]
        return np.array(
            [
                issue is not None
                and any(is_newer(one, issue) and is_near(likely, score) for one, likely in newer)
                for issue, score in found
            ],
            bool,
        )


def _in_force(issue: Issue, fiscal_year: int) -> bool:
    return issue.year is None or issue.year <= fiscal_year


def _age(issue: Issue) -> tuple[int, int]:
    return issue.year or 0, issue.round or 0
