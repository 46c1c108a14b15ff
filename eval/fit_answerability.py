"""Fit the network that tells a text that answers a question from a near miss.

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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.stats import mannwhitneyu
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.presence import presence
from assistant.word_network import ANSWERABLE, WordMatches
from eval.everyday_index import SENTENCES, EverydayIndex, everyday_index, is_measured
from eval.fit_ranker import EVERYDAY
from eval.trained_network import (
    NetworkSize,
    Schedule,
    TrainedNetwork,
    padded,
    train,
    word_vectors,
)
from index.training_pairs import read_lines

# Chosen on held-out texts.
SIZE = NetworkSize(known=16, units=64)
SCHEDULE = Schedule(batch=512, epochs=10)
# What a text counts that another question's words fit best: it may answer it all the same.
_OTHER = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a text.

    Attributes:
        matches: Of the one text.
        answers: Whether the text answers the question.
        counts: What the example counts.
        held_out: Whether it measures instead of teaching.
    """

    matches: WordMatches
    answers: bool
    counts: float
    held_out: bool


def examples() -> Iterator[Example]:
    """Yield each question with its own text, and with the other one that its words fit best."""
    missing = {row["id"]: row["questions"] for row in read_lines(EVERYDAY / "near_misses.jsonl")}
    with everyday_index() as everyday:
        for text in everyday.texts:
            held_out = is_measured(text)
            own = everyday.rows[str(text["id"])][0]
            for question, answers in _asked(text, missing.get(text["id"])):
                pair = _pair(everyday, question, own)
                for matches, right, counts in zip(
                    pair, (answers, False), (1, _OTHER), strict=False
                ):
                    yield Example(matches, right, counts, held_out)


def _asked(text: Mapping[str, object], near_misses: object) -> Iterator[tuple[str, bool]]:
    """Yield the questions of a text that has near misses, with whether it answers each."""
    questions = text["questions"]
    if isinstance(questions, list) and isinstance(near_misses, list):
        for question in questions:
            if question["register"] not in SENTENCES:
                yield question["text"], True
        for near_miss in near_misses:
            yield near_miss["text"], False


def _pair(everyday: EverydayIndex, question: str, own: int) -> list[WordMatches]:
    """Return what a question's own text has for it, and what the best other one has."""
    searched, _, rows = everyday.gatherer.found(question)
    rows = np.concatenate([[own], rows[rows != own]])
    found = presence(everyday.index, searched, rows)
    matches = WordMatches.of(found, searched.kinds, searched.related.rows)
    places = [0]
    if len(rows) > 1:
        places.append(1 + int(np.argmax((found.share @ found.meant)[1:])))
    return [matches.only(np.array([place])) for place in places]


def fit(
    given: Sequence[Example],
    vectors: NDArray[np.float32],
    size: NetworkSize = SIZE,
    schedule: Schedule = SCHEDULE,
) -> tuple[dict[str, NDArray[np.generic]], NDArray[np.float32]]:
    """Return the tensors of the network and the logits of all examples.

    Args:
        given: Those held out are not learned from.
        vectors: Unit rows of the bundled model, float32, shape (vocabulary, dim).
        size: Of the network.
        schedule: How it is trained.
    """
    torch.manual_seed(schedule.seed)
    network = TrainedNetwork(vectors, size)
    inputs = padded([example.matches for example in given])
    answers = np.array([example.answers for example in given])
    counts = np.array([example.counts for example in given])
    learned = np.flatnonzero([not example.held_out for example in given])
    for kind in (answers, ~answers):  # both count alike
        counts[kind] *= len(learned) / 2 / counts[learned[kind[learned]]].sum()
    weight, right = torch.from_numpy(counts), torch.from_numpy(answers.astype(np.float64))

    def loss(part: NDArray[np.int64]) -> torch.Tensor:
        logits = network(*(tensor[part] for tensor in inputs))[:, 0]
        return binary_cross_entropy_with_logits(logits, right[part], weight[part])

    train(network, learned, loss, schedule)
    with torch.no_grad():
        parts = zip(*(torch.split(tensor, 4096) for tensor in inputs), strict=True)
        logits = torch.cat([network(*part)[:, 0] for part in parts])
    return network.tensors(), logits.numpy()


def area_under_curve(positive: NDArray[np.float32], negative: NDArray[np.float32]) -> float:
    """Return how likely one of the first is above one of the second, 0 to 1 (Mann and Whitney)."""
    above = mannwhitneyu(positive, negative).statistic
    return float(above / (len(positive) * len(negative)))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the network; return 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_answerability", description=__doc__)
    parser.add_argument("--out", type=Path, default=ANSWERABLE, help="file to write")
    arguments = parser.parse_args(argv)
    given = list(examples())
    tensors, logits = fit(given, word_vectors())
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
