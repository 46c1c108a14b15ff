"""A linear model over `assistant.features`, and what its score means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.features import NAMES, NO_EVIDENCE
from corpus.document import AssistantError

RANKER = Path(__file__).with_name("ranker.json")


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights fitted by `python -m eval.fit_ranker`.

    Attributes:
        weights: One for each feature.
        scale: What the evidence is multiplied by before the logistic function.
        bias: What is added to it.
        threshold: Score of the best passage below which a question is declined.
    """

    weights: tuple[float, ...]
    scale: float
    bias: float
    threshold: float

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
            tuple(fields["weights"]), fields["scale"], fields["bias"], fields["threshold"]
        )

    def order(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what the candidates are put in order by, float32, shape (rows,)."""
        ranked: NDArray[np.float32] = features @ np.array(self.weights, np.float32)
        return ranked

    def evidence(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the part of the rank value that speaks for an answer, float32, shape (rows,)."""
        weights = [
            0.0 if name in NO_EVIDENCE else weight
            for name, weight in zip(NAMES, self.weights, strict=True)
        ]
        found: NDArray[np.float32] = features @ np.array(weights, np.float32)
        return found

    def likelihood(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the share of right answers among passages of that evidence, 0 to 1."""
        likely: NDArray[np.float32] = 1 / (
            1 + np.exp(-(self.scale * self.evidence(features) + self.bias))
        )
        return likely
