"""Pairs of texts that belong together, as the bundled model is trained on them."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language.japanese import content_lemmas, sentences

_PASSAGE_CHARS = 1_500
_HELD_OUT = 10  # one pair in so many is kept from the model, for fitting what stands on it


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, heading or phrase and the text that answers it.

    Attributes:
        anchor: The question.
        positive: The text that answers it.
        negatives: Texts that share its words and do not.
    """

    anchor: str
    positive: str
    negatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A set of pairs and how much of it is used.

    Attributes:
        name: Its name.
        pairs: Its pairs, those held out left out.
        share: Part of it that is used in an epoch, 0 to 1, or how often it is repeated, from 2.
    """

    name: str
    pairs: tuple[Pair, ...]
    share: float = 1.0

    def epoch(self, rng: random.Random) -> list[Pair]:
        """Return the pairs of one epoch in random order."""
        if self.share > 1:
            chosen = list(self.pairs) * round(self.share)
        else:
            chosen = rng.sample(self.pairs, round(len(self.pairs) * self.share))
        rng.shuffle(chosen)
        return chosen


# In-domain text counts more; translated software manuals and statutes less (docs/accuracy.md).
_SHARES = {"bulletin": 8.0, "mirasapo": 8.0, "law": 0.5} | dict.fromkeys(
    ("docs_adobe", "docs_d365", "docs_d365po", "docs_partner", "docs_workfront"), 0.3
)

MINED = frozenset({"law_sme", "jaquad", "bulletin", "mirasapo", "everyday", "sections", "niilc"})
"""Sources whose pairs get hard negatives."""
_CLOZED = frozenset({"law_sme", "jaquad", "bulletin", "mirasapo", "everyday", "sections"})
_CLOZE_CHARS = range(15, 61)  # of the sentence that is taken out
_MOST_CLOZES = 40_000
_MOST_SYNONYMS = 30_000


def is_held_out(positive: str) -> bool:
    """Tell whether a pair's text is kept from the model, by its hash."""
    return zlib.crc32(positive.encode()) % _HELD_OUT == 0


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON-lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def pair_sources(folder: Path) -> list[Source]:
    """Return the sources in a folder: every `NAME.jsonl.gz` of anchors and positives."""
    sources = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if name == "synonyms":
            continue
        pairs = tuple(
            Pair(str(row["anchor"]), str(row["positive"])[:_PASSAGE_CHARS])
            for row in read_lines(path)
            if not is_held_out(str(row["positive"]))
        )
        sources.append(Source(name, pairs, _SHARES.get(name, 1.0)))
    return sources


def cloze_source(sources: Sequence[Source], rng: random.Random) -> Source:
    """Return sentences with the texts they were taken out of.

    Source: Lee et al., Latent Retrieval for Weakly Supervised Open Domain Question Answering,
    ACL 2019 (inverse cloze task).
    """
    texts = dict.fromkeys(
        pair.positive for source in sources if source.name in _CLOZED for pair in source.pairs
    )
    pairs = []
    for text in texts:
        spans = [(a, b) for a, b in sentences(text) if b - a in _CLOZE_CHARS]
        if spans:
            start, end = rng.choice(spans)
            pairs.append(Pair(text[start:end], f"{text[:start]}\n{text[end:]}"))
    rng.shuffle(pairs)
    return Source("cloze", tuple(pairs[:_MOST_CLOZES]))


def synonym_source(path: Path, rng: random.Random) -> Source:
    """Return pairs of words of one meaning from lines of `{"words": [...]}`."""
    pairs = [
        Pair(first, second)
        for row in read_lines(path)
        if isinstance(words := row["words"], list)
        for first in words
        for second in words
        if first != second and content_lemmas(first) != content_lemmas(second)
    ]
    rng.shuffle(pairs)
    return Source("synonyms", tuple(pairs[:_MOST_SYNONYMS]))


def everyday_rows(folder: Path) -> list[dict[str, object]]:
    """Return the texts of a folder of everyday questions, file by file in order of name."""
    return [row for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path)]


def everyday_source(folder: Path) -> Source:
    """Return our own everyday questions with the texts they ask for."""
    pairs: list[Pair] = []
    for row in everyday_rows(folder):
        text = f"{row['title']}\n{row['text']}"
        questions = row["questions"]
        if isinstance(questions, list) and not is_held_out(text):
            pairs.extend(Pair(question["text"], text) for question in questions)
    return Source("everyday", tuple(pairs), 2.0)


def section_source(folder: Path) -> Source:
    """Return what is asked of our own documents with the sections that tell it."""
    pairs = []
    for document in everyday_rows(folder):
        sections = document["sections"]
        if isinstance(sections, list) and not is_held_out(str(document["id"])):
            for section in sections:
                text = f"{section['heading']}\n{section['text']}"
                pairs += [Pair(question["text"], text) for question in section["questions"]]
    return Source("sections", tuple(pairs), 2.0)


def thesaurus_source(path: Path) -> Source:
    """Return the rows of the thesaurus: everyday words and policy terms."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return Source(
        "thesaurus",
        tuple(Pair(row[0], row[1]) for row in rows[1:] if len(row) > 2 and row[0][:1] != "#"),
        3.0,
    )
