"""Fit the network that puts a text that answers a question before others.

    python -m eval.fit_matching

It learns from the everyday questions, each with the text that answers it and the other texts that
are nearest to it by words and meaning, and from our documents, each question with the passages of
its document. Those held out from the bundled model are held out here as well, and measured: the
mean of 1/rank of the right passage among them.

Source of the loss: Cao et al., Learning to Rank: From Pairwise Approach to Listwise Approach,
ICML 2007, doi:10.1145/1273496.1273513 (top one probability). Source of learning how words match
instead of which: Guo et al., A Deep Relevance Matching Model for Ad-hoc Retrieval, CIKM 2016,
doi:10.1145/2983323.2983769.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from assistant.search.word_network import MATCHED, WordMatches
from eval.everyday_documents import SENTENCES, everyday_documents
from eval.everyday_index import EverydayIndex, everyday_index, is_measured
from eval.judged import EVERYDAY, everyday_document
from eval.trained_network import (
    NetworkSize,
    Schedule,
    TrainedNetwork,
    padded,
    train,
    word_vectors,
)
from index.training_pairs import everyday_rows

# Chosen on other sets, with the ranker fitted without them (docs/accuracy.md).
SIZE = NetworkSize(known=2, units=16)
SCHEDULE = Schedule(batch=64, epochs=4)
_PASSAGES = 24  # of a question


@dataclass(frozen=True, slots=True)
class Listed:
    """A question with the passages that may answer it.

    Attributes:
        matches: Of the passages.
        right: Whether each is of the text that answers, bool, shape (passages,).
        held_out: Whether it measures instead of teaching.
    """

    matches: WordMatches
    right: NDArray[np.bool_]
    held_out: bool


def lists() -> Iterator[Listed]:
    """Yield each question with the passages that answer it and the others nearest to it."""
    yield from _of_texts()
    yield from _of_documents()


def _of_texts() -> Iterator[Listed]:
    texts = everyday_rows(EVERYDAY / "train")
    with everyday_index([everyday_document(text) for text in texts]) as everyday:
        for text in texts:
            own, held_out = everyday.rows[str(text["id"])], is_measured(text)
            questions = text["questions"]
            if isinstance(questions, list):
                for question in questions:
                    if question["register"] not in SENTENCES:
                        yield _listed(everyday, question["text"], own, None, held_out)


def _of_documents() -> Iterator[Listed]:
    """Yield the questions of our documents, each among the passages of its document."""
    asked = everyday_documents(EVERYDAY / "documents")
    with everyday_index([each.document for each in asked]) as everyday:
        for each in asked:
            among = everyday.rows[each.document.doc_id]
            for question, section in each.questions():
                if section is not None:
                    own = [row for row in among if section.holds(everyday.passages[row])]
                    yield _listed(everyday, question, np.array(own, np.int64), among, each.held_out)


def _listed(
    everyday: EverydayIndex,
    question: str,
    own: NDArray[np.int64],
    among: NDArray[np.int64] | None,
    held_out: bool,
) -> Listed:
    nearest = everyday.nearest(question, own, among, _PASSAGES)
    return Listed(nearest.matches, np.isin(nearest.rows, own), held_out)


def fit(
    given: Sequence[Listed],
    vectors: NDArray[np.float32],
    size: NetworkSize = SIZE,
    schedule: Schedule = SCHEDULE,
) -> tuple[dict[str, NDArray[np.generic]], list[NDArray[np.float32]]]:
    """Return the tensors of the network, and the logits of each question's passages.

    Args:
        given: Those held out are not learned from.
        vectors: Unit rows of the bundled model, float32, shape (vocabulary, dim).
        size: Of the network.
        schedule: How it is trained.
    """
    torch.manual_seed(schedule.seed)
    network = TrainedNetwork(vectors, size)
    inputs = padded([listed.matches for listed in given])
    right = torch.zeros(len(given), inputs[2].shape[2], dtype=torch.bool)
    there = torch.zeros_like(right)
    for number, listed in enumerate(given):
        right[number, : len(listed.right)] = torch.from_numpy(listed.right)
        there[number, : len(listed.right)] = True

    def scores(part: NDArray[np.int64]) -> torch.Tensor:
        logits: torch.Tensor = network(*(tensor[part] for tensor in inputs))
        return logits.masked_fill(~there[part], -torch.inf)

    def loss(part: NDArray[np.int64]) -> torch.Tensor:
        found = scores(part)
        among_right = found.masked_fill(~right[part], -torch.inf)
        return (found.logsumexp(1) - among_right.logsumexp(1)).mean()

    learned = np.flatnonzero([not listed.held_out for listed in given])
    train(network, learned, loss, schedule)
    with torch.no_grad():
        parts = np.array_split(np.arange(len(given)), -(-len(given) // 1024))
        found = np.concatenate([scores(part).numpy() for part in parts])
    logits = [line[: len(listed.right)] for line, listed in zip(found, given, strict=True)]
    return network.tensors(), logits


def reciprocal_rank(logits: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """Return 1/rank of the first right passage; one is there."""
    return float(1 / (1 + (logits > logits[right].max()).sum()))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the network; return 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_matching", description=__doc__)
    parser.add_argument("--out", type=Path, default=MATCHED, help="file to write")
    arguments = parser.parse_args(argv)
    given = list(lists())
    tensors, logits = fit(given, word_vectors())
    save_file(tensors, arguments.out)
    measured = [
        reciprocal_rank(found, listed.right)
        for listed, found in zip(given, logits, strict=True)
        if listed.held_out
    ]
    print(  # noqa: T201
        f"{len(given):,} questions; {len(measured):,} of them held out: mean of 1/rank among"
        f" {_PASSAGES} passages {np.mean(measured):.3f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
