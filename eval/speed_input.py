"""Texts to index and questions to ask when speed is measured."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus.document import Block, Document
from corpus.language.japanese import sentences
from corpus.read.files import find_files
from corpus.read.worker import read_files
from eval.jsonl import EvaluationError, parse_jsonl, read_jsonl
from eval.questions import BUNDLED, load_questions

QUESTIONS = 500
_EVERYDAY = Path(__file__).parent / "everyday" / "dev.jsonl"
_SEED = 20_261_121
_SHORTEST, _LONGEST = 150, 400  # characters of a made passage
_TITLE = 24  # characters of a passage that stand in for its title


def speed_questions() -> list[str]:
    """500 questions as people ask them, all different: our own with an answer, everyday ones."""
    own = [question.text for question in load_questions() if question.places]
    everyday = [
        question.text("text") for row in read_jsonl(_EVERYDAY) for question in row.rows("questions")
    ]
    return random.Random(_SEED).sample(list(dict.fromkeys([*own, *everyday])), QUESTIONS)


def speed_documents(count: int, scale: Path | None) -> Iterator[Document]:
    """So many short documents, each one passage.

    Args:
        count: How many.
        scale: Gzipped JSON Lines with a `text` each; None makes the texts from sentences of the
            bundled corpus.

    Raises:
        EvaluationError: The file is not of this form or holds too few texts.
    """
    texts = _bundled_texts() if scale is None else _scale_texts(scale)
    number = 0
    for number, text in enumerate(islice(texts, count), start=1):
        doc_id = f"{number}.txt"
        yield Document(doc_id, text[:_TITLE], text, doc_id, (Block("paragraph", 0, len(text)),))
    if number < count:
        raise EvaluationError(f"{scale}: {number} texts, {count} wanted; ask for fewer")


def _scale_texts(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in parse_jsonl(lines, str(path)):
                yield row.text("text").strip()
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise EvaluationError(
            f"{path}: cannot be read as gzipped UTF-8; give a .jsonl.gz file"
        ) from error


def _bundled_texts() -> Iterator[str]:
    """Endless texts of sentences drawn from the bundled corpus, each with a number of its own."""
    results = read_files(find_files([BUNDLED]))
    texts = [document.text for result in results for document in result.documents]
    pieces = [
        piece
        for text in texts
        for start, end in sentences(text)
        if (piece := text[start:end].strip())
    ]
    draw = random.Random(_SEED)
    number = 0
    while True:
        number += 1
        text = f"第{number}号 "
        length = draw.randint(_SHORTEST, _LONGEST)
        while len(text) < length:
            text += draw.choice(pieces)
        yield text[:_LONGEST]
