"""The vectors and weights that are trained: how texts are encoded, what is lost, how they step.

Source of the loss: Henderson et al., Efficient Natural Language Response Suggestion for Smart
Reply, 2017, arXiv:1705.00652 (multiple negatives), in both directions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, normalize, softplus

_WARM_UP = 50  # steps
_LAST_RATE = 0.05  # of the highest learning rate
_MOMENTUM = 0.9


@dataclass(frozen=True, slots=True)
class PairRows:
    """A pair as rows of the embedding, the negative may be empty, and the numbers of its texts."""

    anchor: list[int]
    positive: list[int]
    negative: list[int]
    text: int
    wrong_text: int


class Towers(torch.nn.Module):
    """The vectors and weights being trained."""

    def __init__(self, start: NDArray[np.float32], idf: NDArray[np.float32]) -> None:
        """Start with vectors, float32, shape (words, dim), and weights, float32, (words,)."""
        super().__init__()
        words, dim = start.shape
        self.bag = torch.nn.EmbeddingBag(words, dim, mode="sum", include_last_offset=True)
        self.bag.weight.data = torch.from_numpy(start)
        inverse = torch.log(torch.expm1(torch.from_numpy(np.maximum(idf, 0.05))))
        self.passage_weight = torch.nn.Parameter(inverse.clone())
        self.query_weight = torch.nn.Parameter(inverse.clone())

    def encode(self, texts: list[list[int]], weight: torch.Tensor) -> torch.Tensor:
        """Return unit vectors of texts, given as rows, shape (texts, dim)."""
        words = torch.tensor([row for text in texts for row in text], dtype=torch.long)
        ends = torch.tensor([0, *np.cumsum([len(text) for text in texts]).tolist()])
        return normalize(self.bag(words, ends, per_sample_weights=softplus(weight)[words]), dim=1)

    def loss(self, batch: list[PairRows], temperature: float) -> torch.Tensor:
        """Return what the towers lose on a batch; cosines are multiplied by the temperature."""
        questions = self.encode([rows.anchor for rows in batch], self.query_weight)
        passages = self.encode([rows.positive for rows in batch], self.passage_weight)
        against = [rows for rows in batch if rows.negative]
        wrong = self.encode([rows.negative for rows in against], self.passage_weight)
        return contrast(
            questions @ passages.T * temperature,
            questions @ wrong.T * temperature,
            torch.tensor([rows.text for rows in batch]),
            torch.tensor([rows.wrong_text for rows in against], dtype=torch.long),
        )


def contrast(
    scores: torch.Tensor, wrong: torch.Tensor, texts: torch.Tensor, wrong_texts: torch.Tensor
) -> torch.Tensor:
    """Return the mean cross entropy of finding each question's text, and each text's question.

    A text that answers several questions of a batch is held against none of them.

    Args:
        scores: Of each question with the text of each, shape (pairs, pairs).
        wrong: Of each question with further texts, shape (pairs, further).
        texts: The number of each pair's text, shape (pairs,).
        wrong_texts: The numbers of the further texts, shape (further,).
    """
    twins = texts[:, None] == texts
    twins.fill_diagonal_(False)
    scores = scores.masked_fill(twins, -torch.inf)
    wrong = wrong.masked_fill(texts[:, None] == wrong_texts, -torch.inf)
    same = torch.arange(len(texts))
    forth = cross_entropy(torch.cat([scores, wrong], dim=1), same)
    return (forth + cross_entropy(scores.T, same)) / 2


class Steps:
    """The steps by which towers are trained: their rate rises at first, then falls in a line."""

    def __init__(self, towers: Towers, vector_rate: float, weight_rate: float) -> None:
        """Begin.

        Args:
            towers: What is trained.
            vector_rate: Highest learning rate of the words' vectors (SGD with momentum).
            weight_rate: Highest learning rate of the words' weights (Adam).
        """
        weights = [towers.passage_weight, towers.query_weight]
        # Adam would move a word that is met once as far as one that is met a thousand times.
        self._optimisers: list[tuple[torch.optim.Optimizer, float]] = [
            (torch.optim.SGD([towers.bag.weight], vector_rate, _MOMENTUM), vector_rate),
            (torch.optim.Adam(weights, weight_rate), weight_rate),
        ]
        self._taken = 0

    def take(self, loss: torch.Tensor, of: int) -> None:
        """Take a step against the loss; about so many there will be."""
        slope = min((self._taken + 1) / _WARM_UP, max(_LAST_RATE, 1 - self._taken / of))
        for optimiser, rate in self._optimisers:
            optimiser.param_groups[0]["lr"] = rate * slope
            optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for optimiser, _ in self._optimisers:
            optimiser.step()
        self._taken += 1
