"""Two linear models over the features of passages: their order, and whether one answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.search.features import NAMES
from assistant.search.word_network import WordNetworks
from corpus.document import AssistantError

RANKER = Path(__file__).with_name("ranker.json")


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights fitted by `python -m eval.fit_ranker`.

    What puts the right passage first is not what tells whether it is right: the heading that names
    the scheme finds its passages, but says nothing of whether they hold what is asked of it.

    Attributes:
        weights: What each feature counts in the order.
        evidence: What each feature counts for a passage being an answer.
        bias: What is added to the evidence before the logistic function.
        threshold: Score of the best passage below which a question is declined.
        networks: What makes two of the features.
    """

    weights: tuple[float, ...]
    evidence: tuple[float, ...]
    bias: float
    threshold: float
    networks: WordNetworks

    @staticmethod
    def load(path: Path = RANKER) -> Ranker:
        """Return the ranker in a file.

        Raises:
            AssistantError: If it was fitted for other features.
        """
        fields = json.loads(path.read_text(encoding="utf-8"))
        if tuple(fields["features"]) != NAMES:
            raise AssistantError(
                f"{path} was fitted for other features. Fit it again: python -m eval.fit_ranker"
            )
        return Ranker(
            tuple(fields["weights"]),
            tuple(fields["evidence"]),
            fields["bias"],
            fields["threshold"],
            WordNetworks.load(),
        )

    def order(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what the candidates are put in order by, float32, shape (rows,)."""
        ranked: NDArray[np.float32] = features @ np.array(self.weights, np.float32)
        return ranked

    def likelihood(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how likely each candidate is an answer, float32, shape (rows,), 0 to 1."""
        evidence = features @ np.array(self.evidence, np.float32) + self.bias
        likely: NDArray[np.float32] = 1 / (1 + np.exp(-evidence))
        return likely
