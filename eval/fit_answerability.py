"""Fit the network that tells a text that answers a question from a near miss.

    python -m eval.fit_answerability [--question-alone]

It learns from the everyday questions with the texts and sections that answer them, and from near
misses: what people would ask beside them that the very same text or document does not hold. Those
held out from the bundled model are held out here as well, and measured: the area under the ROC
curve is the likelihood that an answerable question has the higher logit of the two. Near misses
are worded a little differently than questions are: what that alone gives away is measured by a
network that sees no passage.

Source of the task: Rajpurkar et al., Know What You Don't Know: Unanswerable Questions for SQuAD,
ACL 2018, doi:10.18653/v1/P18-2124.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.stats import mannwhitneyu
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.search.word_network import ANSWERABLE, WordMatches
from eval.everyday_documents import SENTENCES, everyday_documents
from eval.everyday_index import everyday_index, is_measured
from eval.judged import EVERYDAY, everyday_document
from eval.trained_network import (
    NetworkSize,
    Schedule,
    TrainedNetwork,
    padded,
    train,
    word_vectors,
)
from index.training_pairs import everyday_rows, read_lines

# Chosen on held-out texts.
SIZE = NetworkSize(known=32, units=96)
SCHEDULE = Schedule(batch=512, epochs=10)
# What a question counts with a text or section. Documents are fewer, and more like those that
# people ask of; another text or section may answer all the same.
_COUNTS = {
    "text": 1.0,
    "section": 2.0,
    "another text": 0.3,
    "another section": 0.6,
    "nothing to do with it": 1.0,
}
# Texts whose questions are about nothing that the documents for firms speak of, and how the ids of
# the documents that may answer them begin.
_OF_CITIZENS = ("counter", "family", "living", "offices", "services")
_FOR_CITIZENS = ("bula-", "bulb-", "citz-")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a passage.

    Attributes:
        matches: Of the one passage.
        answers: Whether it answers the question.
        kind: What it is to the question, one of `_COUNTS`.
        held_out: Whether the example measures instead of teaching.
    """

    matches: WordMatches
    answers: bool
    kind: str
    held_out: bool


def examples() -> Iterator[Example]:
    """Yield questions with passages that answer them, and with near ones that do not."""
    yield from _of_texts()
    yield from _of_documents()


def _of_texts() -> Iterator[Example]:
    """Yield each question with its own text, and with the other one that is nearest to it."""
    missing = {row["id"]: row["questions"] for row in read_lines(EVERYDAY / "near_misses.jsonl")}
    texts = everyday_rows(EVERYDAY / "train")
    with everyday_index([everyday_document(text) for text in texts]) as everyday:
        for text in texts:
            own = everyday.rows[str(text["id"])][:1]
            for question, answers in _asked(text, missing.get(text["id"])):
                near = everyday.nearest(question, own, None, 2).matches
                yield Example(_passage(near, 0), answers, "text", is_measured(text))
                yield Example(_passage(near, 1), False, "another text", is_measured(text))


def _asked(text: Mapping[str, object], near_misses: object) -> Iterator[tuple[str, bool]]:
    """Yield the questions of a text that has near misses, with whether it answers each."""
    questions = text["questions"]
    if isinstance(questions, list) and isinstance(near_misses, list):
        for question in questions:
            if question["register"] not in SENTENCES:
                yield question["text"], True
        for near_miss in near_misses:
            yield near_miss["text"], False


def _of_documents() -> Iterator[Example]:
    """Yield each question of documents for firms with its section, and with the nearest other one.

    What citizens ask that has nothing to do with any of them comes with the nearest of all.
    """
    asked = [
        each
        for each in everyday_documents(EVERYDAY / "documents")
        if not each.document.doc_id.startswith(_FOR_CITIZENS)
    ]
    with everyday_index([each.document for each in asked]) as everyday:
        for each in asked:
            among = everyday.rows[each.document.doc_id]
            for question, section in each.questions():
                own = [r for r in among if section and section.holds(everyday.passages[r])]
                found = everyday.nearest(question, np.array(own, np.int64), among, len(among))
                first, other = (_passage(found.matches, n) for n in (0, len(own) or 1))
                yield Example(first, section is not None, "section", each.held_out)
                yield Example(other, False, "another section", each.held_out)
        for name in _OF_CITIZENS:
            for text in read_lines(EVERYDAY / "train" / f"{name}.jsonl"):
                for question, _ in _asked(text, []):
                    found = everyday.nearest(question, np.empty(0, np.int64), None, 1)
                    if len(found.rows):
                        kind = "nothing to do with it"
                        yield Example(found.matches, False, kind, is_measured(text))


def _passage(matches: WordMatches, number: int) -> WordMatches:
    return matches.only(np.array([number]))


def _unseen(matches: WordMatches) -> WordMatches:
    """Return the same question with passages that nobody has looked into."""
    return replace(matches, matches=np.zeros_like(matches.matches))


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
    counts = np.array([_COUNTS[example.kind] for example in given])
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
    parser.add_argument(
        "--question-alone",
        action="store_true",
        help="measure what the wording of the questions gives away, and write nothing",
    )
    arguments = parser.parse_args(argv)
    given = list(examples())
    if arguments.question_alone:
        given = [replace(example, matches=_unseen(example.matches)) for example in given]
    tensors, logits = fit(given, word_vectors())
    if not arguments.question_alone:
        save_file(tensors, arguments.out)
    for kind in ("text", "section"):
        held_out = np.array([example.held_out and example.kind == kind for example in given])
        answers = np.array([example.answers for example in given])
        positive, negative = logits[held_out & answers], logits[held_out & ~answers]
        print(  # noqa: T201
            f"{kind}s held out: {len(positive):,} answerable questions and {len(negative):,} near"
            f" misses, area under the curve {area_under_curve(positive, negative):.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
