"""Make the bundled static model from pairs of texts, on a CPU in fourteen minutes.

    python -m index.train --pairs FOLDER --vectors FOLDER [--out index/model]

Each lemma gets a vector and two weights, one for questions and one for passages; a text is the
weighted sum of its words, made unit. Pairs are pulled together and apart from all others of
their batch, and from a text that shares the question's words and does not answer it.

What is kept is the mean of the weights at the ends of the epochs: the last of them fits the
training pairs best, and questions of other kinds less well.

Source of the mean: Izmailov et al., Averaging Weights Leads to Wider Optima, UAI 2018.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import softplus
from torch.optim.swa_utils import AveragedModel

from corpus.language.japanese import content_lemmas
from index.embed import BUNDLED_MODEL
from index.hard_negatives import with_hard_negatives
from index.related import write_related
from index.start_vectors import read_vectors, start_vectors
from index.static_model import StaticModel, quantise
from index.towers import PairRows, Steps, Towers
from index.training_pairs import (
    MINED,
    Pair,
    Source,
    cloze_source,
    everyday_source,
    pair_sources,
    section_source,
    synonym_source,
    thesaurus_source,
)

_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """How the model is trained; the values are those that measured best (docs/accuracy.md).

    Attributes:
        epochs: How often all sources are gone through.
        averaged_from: Epochs before this one, from 0, are not in the mean.
        batch: Pairs at a step.
        temperature: What cosines are multiplied by before the softmax.
        vector_rate: Highest learning rate of the words' vectors (SGD with momentum).
        weight_rate: Highest learning rate of the words' weights (Adam).
        word_dropout: Share of a text's words that is left out, drawn anew each time.
        question_words: Words of a question that are read, at most.
        passage_words: Words of a passage that are read, at most.
        least_count: Words met less often get a vector only if the start has one.
        seed: Of all that is drawn.
    """

    epochs: int = 6
    averaged_from: int = 1
    batch: int = 1024
    temperature: float = 20.0
    vector_rate: float = 1.2
    weight_rate: float = 0.01
    word_dropout: float = 0.3
    question_words: int = 64
    passage_words: int = 200
    least_count: int = 3
    seed: int = 2


def lemmas_of(texts: Sequence[str]) -> list[list[str]]:
    """Return the content lemmas of many texts, in all processors."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(content_lemmas, texts, chunksize=256))


def vocabulary(texts: Iterable[Sequence[str]], known: dict[str, int], least: int) -> list[str]:
    """Return the lemmas that get a vector, sorted: frequent ones and those with a start.

    Numbers get none: they are matched as words, and say little of what a text is about.
    """
    counts = Counter(lemma for text in texts for lemma in text)
    kept = (w for w, count in counts.items() if count >= least or w in known)
    return sorted(word for word in kept if not word.replace(".", "").isdigit())


def batches(sources: list[Source], size: int, rng: random.Random) -> list[list[Pair]]:
    """Return an epoch's batches: each of one source, what is left over mixed."""
    full: list[list[Pair]] = []
    rest: list[Pair] = []
    for source in sources:
        pairs = source.epoch(rng)
        whole = len(pairs) // size * size
        full += [pairs[i : i + size] for i in range(0, whole, size)]
        rest += pairs[whole:]
    rng.shuffle(rest)
    full += [rest[i : i + size] for i in range(0, len(rest), size)]
    rng.shuffle(full)
    return full


def train(
    sources: list[Source],
    known: dict[str, int],
    vectors: NDArray[np.float32],
    options: TrainOptions,
) -> StaticModel:
    """Return the trained model."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    texts = list(dict.fromkeys(t for s in sources for p in s.pairs for t in (p.anchor, p.positive)))
    lemmas = dict(zip(texts, lemmas_of(texts), strict=True)) | {"": []}
    sources = [
        replace(s, pairs=tuple(with_hard_negatives(s.pairs, lemmas))) if s.name in MINED else s
        for s in sources
    ]
    words = vocabulary(lemmas.values(), known, options.least_count)
    start = start_vectors(words, known, vectors, np.random.default_rng(options.seed))
    rows = _rows(lemmas, words)
    positives = [rows[p.positive][: options.passage_words] for s in sources for p in s.pairs]
    towers = Towers(start, _idf(positives, len(words)))
    return _finished(words, _learned(towers, sources, rows, options, rng))


def _rows(lemmas: Mapping[str, Sequence[str]], words: Sequence[str]) -> dict[str, list[int]]:
    """Return each text as rows of the words that get a vector."""
    numbers = StaticModel(
        {word: row for row, word in enumerate(words)},
        np.zeros((len(words), 1), np.int8),
        *(np.zeros(len(words), np.float32),) * 2,
    )
    return {text: numbers.rows_of(found) for text, found in lemmas.items()}


def _learned(
    towers: Towers,
    sources: list[Source],
    rows: Mapping[str, list[int]],
    options: TrainOptions,
    rng: random.Random,
) -> Towers:
    """Train the towers and return the mean of what they were at the ends of the epochs."""
    number = {text: n for n, text in enumerate(rows)}
    steps = Steps(towers, options.vector_rate, options.weight_rate)
    average = AveragedModel(towers)
    for epoch in range(options.epochs):
        began, losses = time.monotonic(), []
        todo = batches(sources, options.batch, rng)
        for pairs in todo:
            ready = _ready(pairs, rows, number, options, rng)
            if len(ready) >= 2:
                loss = towers.loss(ready, options.temperature)
                steps.take(loss, options.epochs * len(todo))
                losses.append(float(loss.detach()))
        if epoch >= options.averaged_from:
            average.update_parameters(towers)
        print(  # noqa: T201
            f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s",
            file=sys.stderr,
        )
    mean = average.module
    assert isinstance(mean, Towers)
    return mean


def _ready(
    pairs: list[Pair],
    rows: Mapping[str, list[int]],
    number: Mapping[str, int],
    options: TrainOptions,
    rng: random.Random,
) -> list[PairRows]:
    """Return the pairs that have words as rows, each with one of its wrong texts, words dropped."""
    drawn = [(pair, _any(pair.negatives, rng)) for pair in pairs]
    return [
        PairRows(
            _dropped(rows[pair.anchor][: options.question_words], options, rng),
            _dropped(rows[pair.positive][: options.passage_words], options, rng),
            _dropped(rows[wrong][: options.passage_words], options, rng),
            number[pair.positive],
            number[wrong],
        )
        for pair, wrong in drawn
        if rows[pair.anchor] and rows[pair.positive]
    ]


def _dropped(words: list[int], options: TrainOptions, rng: random.Random) -> list[int]:
    """Return the words without a random part of them, all of them if none would be left."""
    return [word for word in words if rng.random() >= options.word_dropout] or words


def _any(texts: Sequence[str], rng: random.Random) -> str:
    """Return one of the texts, the empty one if there are none."""
    return rng.choice(texts) if texts else ""


def _idf(texts: list[list[int]], words: int) -> NDArray[np.float32]:
    """Return log((n + 1) / (df + 1)) of each word over its mean."""
    counts = Counter(row for text in texts for row in set(text))
    df = np.array([counts[row] for row in range(words)], np.float32)
    idf = np.log((len(texts) + 1) / (df + 1))
    return np.asarray(idf / idf.mean(), np.float32)


def _finished(words: list[str], towers: Towers) -> StaticModel:
    with torch.no_grad():
        vectors = towers.bag.weight.numpy()
        embedding, scale = quantise(vectors)
        passage = scale * softplus(towers.passage_weight).numpy()
        query = scale * softplus(towers.query_weight).numpy()
    rows = {word: row for row, word in enumerate(words)}
    return StaticModel(rows, embedding, passage, query)


def main(argv: Sequence[str] | None = None) -> int:
    """Train and write the model; return 0."""
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="folder of NAME.jsonl.gz files")
    parser.add_argument("--vectors", type=Path, required=True, help="vocab folder of ja_ginza")
    parser.add_argument("--out", type=Path, default=BUNDLED_MODEL, help="folder to write")
    arguments = parser.parse_args(argv)
    options = TrainOptions()
    rng = random.Random(options.seed)
    read = [
        *pair_sources(arguments.pairs),
        everyday_source(_ROOT / "eval" / "everyday" / "train"),
        section_source(_ROOT / "eval" / "everyday" / "documents"),
    ]
    sources = [
        *read,
        cloze_source(read, rng),
        synonym_source(arguments.pairs / "synonyms.jsonl.gz", rng),
        thesaurus_source(_ROOT / "assistant" / "thesaurus.tsv"),
    ]
    model = train(sources, *read_vectors(arguments.vectors), options)
    model.save(arguments.out)
    write_related(arguments.out, model)
    settings = asdict(options) | {"pairs": {s.name: len(s.pairs) for s in sources}}
    (arguments.out / "training.json").write_text(
        json.dumps(settings, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
