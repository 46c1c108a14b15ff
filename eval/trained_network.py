"""The networks of `assistant.search.word_network` as they are trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import dropout, softplus

from assistant.search.word_network import LEAST_ATTENTION, MATCH_COLUMNS, WORD_COLUMNS, WordMatches
from index.embed import BUNDLED_MODEL
from index.static_model import StaticModel

_WORDS = 20  # of a question


@dataclass(frozen=True, slots=True)
class NetworkSize:
    """How large a network is, and what keeps it from learning its questions by heart.

    Attributes:
        known: Numbers that are learned of each word.
        units: Of each hidden layer.
        word_dropout: Part of a word's vector that is left out at random.
        dropout: Part of what is learned of a word that is left out.
    """

    known: int
    units: int
    word_dropout: float = 0.3
    dropout: float = 0.2


class TrainedNetwork(torch.nn.Module):
    """The same network as `WordNetwork`, with what is known of a word from its vector."""

    def __init__(self, vectors: NDArray[np.float32], size: NetworkSize) -> None:
        """Take unit vectors of words, float32, shape (vocabulary, dim)."""
        super().__init__()
        self.vectors = torch.from_numpy(vectors)
        self.size = size
        self.known = torch.nn.Linear(vectors.shape[1], size.known, bias=False)
        width = WORD_COLUMNS + size.known
        self.attention = _layers(width, size.units)
        self.told = _layers(MATCH_COLUMNS + width, size.units)

    def words(self, rows: torch.Tensor) -> torch.Tensor:
        """Return what is known of the words of some rows, (rows, known), -1 to 1."""
        vectors = dropout(self.vectors[rows], self.size.word_dropout, self.training)
        return torch.tanh(3 * self.known(vectors))

    def forward(
        self, words: torch.Tensor, rows: torch.Tensor, matches: torch.Tensor, there: torch.Tensor
    ) -> torch.Tensor:
        """Return logits, shape (questions, passages).

        Args:
            words: Of each word of each question, (questions, words, WORD_COLUMNS).
            rows: Its row in the bundled model, -1 for none, (questions, words).
            matches: What each passage has for it, (questions, words, passages, MATCH_COLUMNS).
            there: 1 for words, 0 for what fills up a short question, (questions, words).
        """
        used, places = torch.unique(rows.clamp(min=0), return_inverse=True)
        known = dropout(self.words(used), self.size.dropout, self.training)
        known = known[places] * (rows >= 0)[..., None]
        word = torch.cat([words, known], -1)
        matters = softplus(self.attention(word))[..., 0] * there
        each = word[:, :, None].expand(-1, -1, matches.shape[2], -1)
        told = self.told(torch.cat([matches, each], -1))[..., 0]
        result: torch.Tensor = (told * matters[..., None]).sum(1)
        return result / (matters.sum(1) + LEAST_ATTENTION)[:, None]

    def tensors(self) -> dict[str, NDArray[np.generic]]:
        """Return the tensors that `WordNetwork.load` reads."""
        self.eval()
        with torch.no_grad():
            words = self.words(torch.arange(len(self.vectors))).numpy()
            tensors: dict[str, NDArray[np.generic]] = {
                "words": np.rint(words * 127).astype(np.int8)
            }
        told = {name: tensor.numpy() for name, tensor in self.state_dict().items()}
        for part in ("attention", "told"):
            tensors |= {
                f"{part}.hidden": told[f"{part}.0.weight"].T.copy(),
                f"{part}.hidden_bias": told[f"{part}.0.bias"],
                f"{part}.out": told[f"{part}.2.weight"][0],
                f"{part}.out_bias": told[f"{part}.2.bias"].reshape(()),
            }
        return tensors


def _layers(inputs: int, units: int) -> torch.nn.Sequential:
    return torch.nn.Sequential(
        torch.nn.Linear(inputs, units), torch.nn.ReLU(), torch.nn.Linear(units, 1)
    )


def word_vectors() -> NDArray[np.float32]:
    """Return the bundled model's vectors, of length 1: float32, shape (vocabulary, dim)."""
    vectors = StaticModel.load(BUNDLED_MODEL).embedding.astype(np.float32)
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def padded(given: Sequence[WordMatches]) -> tuple[torch.Tensor, ...]:
    """Return what `TrainedNetwork.forward` takes, all questions to the same length.

    Words beyond the twentieth are left out. Passages that a question lacks have no match.
    """
    passages = max(one.matches.shape[1] for one in given)
    words = np.zeros((len(given), _WORDS, WORD_COLUMNS), np.float32)
    rows = np.full((len(given), _WORDS), -1)
    matches = np.zeros((len(given), _WORDS, passages, MATCH_COLUMNS), np.float32)
    there = np.zeros((len(given), _WORDS), np.float32)
    for number, one in enumerate(given):
        length, width = min(len(one.rows), _WORDS), one.matches.shape[1]
        words[number, :length] = one.words[:length]
        rows[number, :length] = one.rows[:length]
        matches[number, :length, :width] = one.matches[:length]
        there[number, :length] = 1
    return tuple(map(torch.from_numpy, (words, rows, matches, there)))


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a network is trained.

    Attributes:
        batch: Questions at a step.
        epochs: Times that all are seen.
        rate: Highest learning rate.
        decay: Weight decay.
        seed: Of all that is random.
    """

    batch: int
    epochs: int
    rate: float = 3e-3
    decay: float = 1e-4
    seed: int = 0


def train(
    network: torch.nn.Module,
    learned: NDArray[np.int64],
    loss: Callable[[NDArray[np.int64]], torch.Tensor],
    schedule: Schedule,
) -> None:
    """Train a network in place.

    Args:
        network: What is trained.
        learned: The numbers of the questions it learns from.
        loss: Of some of these.
        schedule: How.
    """
    network.train()
    steps = torch.optim.AdamW(network.parameters(), lr=schedule.rate, weight_decay=schedule.decay)
    each = -(-len(learned) // schedule.batch)
    slope = torch.optim.lr_scheduler.OneCycleLR(steps, schedule.rate, schedule.epochs * each)
    rng = np.random.default_rng(schedule.seed)
    for _ in range(schedule.epochs):
        for part in np.array_split(rng.permutation(learned), each):
            network.zero_grad()
            loss(part).backward()  # type: ignore[no-untyped-call]
            steps.step()
            slope.step()
    network.eval()
