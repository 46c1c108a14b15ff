"""Fit the network of `assistant.answerability`.

    python -m eval.fit_answerability

It learns from the everyday questions with the texts that answer them, and from near misses: what
people would ask beside them that the very same text does not hold. Texts held out from the bundled
model are held out here as well, and measured: the area under the ROC curve is the likelihood that
an answerable question has the higher logit of the two.

Source of the task: Rajpurkar et al., Know What You Don't Know: Unanswerable Questions for SQuAD,
ACL 2018, doi:10.18653/v1/P18-2124.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.stats import mannwhitneyu
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, softplus

from assistant.answerability import (
    LEAST_ATTENTION,
    MATCH_COLUMNS,
    NETWORK,
    WORD_COLUMNS,
    match_columns,
    word_columns,
)
from assistant.presence import presence
from eval.fit_ranker import EVERYDAY, Gatherer, everyday_document
from index.build import build_documents
from index.embed import BUNDLED_MODEL, load_embedder
from index.reader import Index
from index.static_model import StaticModel
from index.training_pairs import everyday_rows, is_held_out, read_lines

_SENTENCES = frozenset({"headline", "summary"})  # registers that ask nothing
_WORDS = 20  # of a question
# What a text counts that another question's words fit best: it may answer it all the same.
_OTHER = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a text.

    Attributes:
        words: float32, shape (words, WORD_COLUMNS).
        rows: int64, shape (words,): rows in the bundled model.
        matches: float32, shape (words, MATCH_COLUMNS).
        answers: Whether the text answers the question.
        counts: What the example counts.
        held_out: Whether it measures instead of teaching.
    """

    words: NDArray[np.float32]
    rows: NDArray[np.int64]
    matches: NDArray[np.float32]
    answers: bool
    counts: float
    held_out: bool


@dataclass(frozen=True, slots=True)
class FitOptions:
    """How the network is fitted: chosen on held-out texts.

    Attributes:
        known: Numbers that are learned of each word.
        units: Of each hidden layer.
        word_dropout: Part of a word's vector that is left out at random.
        dropout: Part of what is learned of a word that is left out.
        rate: Highest learning rate.
        decay: Weight decay.
        batch: Examples at a step.
        epochs: Times that all are seen.
        seed: Of all that is random.
    """

    known: int = 16
    units: int = 64
    word_dropout: float = 0.3
    dropout: float = 0.2
    rate: float = 3e-3
    decay: float = 1e-4
    batch: int = 512
    epochs: int = 10
    seed: int = 0


def examples() -> Iterator[Example]:
    """Yield each question with its own text, and with the other one that its words fit best."""
    texts = everyday_rows(EVERYDAY / "train")
    missing = {row["id"]: row["questions"] for row in read_lines(EVERYDAY / "near_misses.jsonl")}
    with tempfile.TemporaryDirectory() as folder:
        embedder = load_embedder(None)
        documents = [everyday_document(text) for text in texts]
        build_documents(documents, Path(folder), embedder=embedder, today=date.today())
        index = Index.open(Path(folder))
        gatherer = Gatherer(index, embedder, scoped=False)
        own: dict[str, list[int]] = {}
        for row, hit in enumerate(index.store.hits(range(len(index.documents)))):
            own.setdefault(hit.passage.doc_id, []).append(row)
        for text in texts:
            held_out = is_held_out(f"{text['title']}\n{text['text']}")
            for question, answers in _asked(text, missing.get(text["id"])):
                pair = _pair(gatherer, index, question, own[str(text["id"])][0])
                for found, right, counts in zip(pair, (answers, False), (1, _OTHER), strict=False):
                    yield Example(*found, right, counts, held_out)


def _asked(text: dict[str, object], near_misses: object) -> Iterator[tuple[str, bool]]:
    """Yield the questions of a text that has near misses, with whether it answers each."""
    questions = text["questions"]
    if isinstance(questions, list) and isinstance(near_misses, list):
        for question in questions:
            if question["register"] not in _SENTENCES:
                yield question["text"], True
        for near_miss in near_misses:
            yield near_miss["text"], False


def _pair(
    gatherer: Gatherer, index: Index, question: str, own: int
) -> list[tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.float32]]]:
    """Return words, rows and matches of a question for its own text and for the best other one."""
    searched, _, rows = gatherer.found(question)
    rows = np.concatenate([[own], rows[rows != own]])
    found = presence(index, searched, rows)
    words, matches = word_columns(found, searched.kinds), match_columns(found)
    places = [0]
    if len(rows) > 1:
        places.append(1 + int(np.argmax((found.share @ found.meant)[1:])))
    return [(words, searched.related.rows, matches[:, place]) for place in places]


class _Network(torch.nn.Module):
    """The same network as `Answerability`, with what is known of a word from its vector."""

    def __init__(self, vectors: NDArray[np.float32], options: FitOptions) -> None:
        super().__init__()
        self.vectors = torch.from_numpy(vectors)
        self.options = options
        self.known = torch.nn.Linear(vectors.shape[1], options.known, bias=False)
        width = WORD_COLUMNS + options.known
        self.attention = _layers(width, options.units)
        self.told = _layers(MATCH_COLUMNS + width, options.units)

    def words(self, rows: torch.Tensor) -> torch.Tensor:
        vectors = dropout(self.vectors[rows], self.options.word_dropout, self.training)
        return torch.tanh(3 * self.known(vectors))

    def forward(
        self, words: torch.Tensor, rows: torch.Tensor, matches: torch.Tensor, there: torch.Tensor
    ) -> torch.Tensor:
        used, places = torch.unique(rows.clamp(min=0), return_inverse=True)
        known = dropout(self.words(used), self.options.dropout, self.training)
        known = known[places] * (rows >= 0)[..., None]
        word = torch.cat([words, known], -1)
        matters = softplus(self.attention(word))[..., 0] * there
        told = self.told(torch.cat([matches, word], -1))[..., 0]
        result: torch.Tensor = (matters * told).sum(-1) / (matters.sum(-1) + LEAST_ATTENTION)
        return result


def _layers(inputs: int, units: int) -> torch.nn.Sequential:
    return torch.nn.Sequential(
        torch.nn.Linear(inputs, units), torch.nn.ReLU(), torch.nn.Linear(units, 1)
    )


def fit(
    given: Sequence[Example], vectors: NDArray[np.float32], options: FitOptions
) -> tuple[dict[str, NDArray[np.generic]], NDArray[np.float32]]:
    """Return the tensors of the network and the logits of all examples.

    Args:
        given: Those held out are not learned from.
        vectors: Unit rows of the bundled model, float32, shape (vocabulary, dim).
        options: How.
    """
    torch.manual_seed(options.seed)
    network = _Network(vectors, options)
    inputs = _padded(given)
    answers = np.array([example.answers for example in given])
    counts = np.array([example.counts for example in given])
    learned = np.flatnonzero([not example.held_out for example in given])
    for kind in (answers, ~answers):  # both count alike
        counts[kind] *= len(learned) / 2 / counts[learned[kind[learned]]].sum()
    weight, right = torch.from_numpy(counts), torch.from_numpy(answers.astype(np.float64))
    steps = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=options.decay)
    each = -(-len(learned) // options.batch)
    slope = torch.optim.lr_scheduler.OneCycleLR(steps, options.rate, options.epochs * each)
    rng = np.random.default_rng(options.seed)
    for _ in range(options.epochs):
        for part in np.array_split(rng.permutation(learned), each):
            logits = network(*(tensor[part] for tensor in inputs))
            loss = binary_cross_entropy_with_logits(logits, right[part], weight[part])
            network.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            steps.step()
            slope.step()
    network.eval()
    with torch.no_grad():
        parts = zip(*(torch.split(tensor, 4096) for tensor in inputs), strict=True)
        logits = torch.cat([network(*part) for part in parts])
    return _tensors(network), logits.numpy()


def _padded(given: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """Return words, rows, matches and which words there are, all to the same length."""
    words = np.zeros((len(given), _WORDS, WORD_COLUMNS), np.float32)
    rows = np.full((len(given), _WORDS), -1)
    matches = np.zeros((len(given), _WORDS, MATCH_COLUMNS), np.float32)
    there = np.zeros((len(given), _WORDS), np.float32)
    for number, example in enumerate(given):
        length = min(len(example.rows), _WORDS)
        words[number, :length] = example.words[:length]
        rows[number, :length] = example.rows[:length]
        matches[number, :length] = example.matches[:length]
        there[number, :length] = 1
    return tuple(map(torch.from_numpy, (words, rows, matches, there)))


def _tensors(network: _Network) -> dict[str, NDArray[np.generic]]:
    """Return the tensors that `Answerability.load` reads."""
    with torch.no_grad():
        tensors: dict[str, NDArray[np.generic]] = {
            "words": np.rint(
                network.words(torch.arange(len(network.vectors))).numpy() * 127
            ).astype(np.int8)
        }
        told = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
        for part in ("attention", "told"):
            tensors |= {
                f"{part}.hidden": told[f"{part}.0.weight"].T.copy(),
                f"{part}.hidden_bias": told[f"{part}.0.bias"],
                f"{part}.out": told[f"{part}.2.weight"][0],
                f"{part}.out_bias": told[f"{part}.2.bias"].reshape(()),
            }
    return tensors


def area_under_curve(positive: NDArray[np.float32], negative: NDArray[np.float32]) -> float:
    """Return how likely one of the first is above one of the second, 0 to 1 (Mann and Whitney)."""
    above = mannwhitneyu(positive, negative).statistic
    return float(above / (len(positive) * len(negative)))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the network; return 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_answerability", description=__doc__)
    parser.add_argument("--out", type=Path, default=NETWORK, help="file to write")
    arguments = parser.parse_args(argv)
    given = list(examples())
    vectors = StaticModel.load(BUNDLED_MODEL).embedding.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    tensors, logits = fit(given, vectors, FitOptions())
    save_file(tensors, arguments.out)
    own = np.array([example.held_out and example.counts == 1 for example in given])
    answers = np.array([example.answers for example in given])
    area = area_under_curve(logits[own & answers], logits[own & ~answers])
    print(  # noqa: T201
        f"{len(given):,} examples; held out: {(own & answers).sum():,} answerable questions and"
        f" {(own & ~answers).sum():,} near misses, area under the curve {area:.3f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
