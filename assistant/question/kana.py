"""Hiragana read as the words that it may stand for: 「おかね」 is 「お金」.

A hidden Markov model over words: how often each word was written for a reading, and which kind of
word follows which, counted by `python -m eval.fit_kana` in texts of our own. The likeliest way to
cut and write a run of hiragana is found by the Viterbi algorithm.

Source of the model: Nagata, A Stochastic Japanese Morphological Analyzer Using a Forward-DP
Backward-A* N-Best Search Algorithm, COLING 1994; here for kana, and the best way alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from corpus.language.reading import sound

WORDS = Path(__file__).with_name("kana_words.tsv")
STEPS = Path(__file__).with_name("kana_steps.tsv")
NOUNS = Path(__file__).with_name("kana_nouns.txt")
START, END, OTHER = "^", "$", "#"
"""What stands among the kinds for the beginning and the end of a text, and for what is no word:
numbers, Latin letters, marks."""
KANA = re.compile("[ぁ-ゖー]+")
"""A run of hiragana."""

# What the share of a reading's ways to write it counts beside the share of its kind's words: few
# numerals are written out, so that 「五」 (いつ) alone would be likelier than 「いつ」.
_SPELLED = 0.5
_SMOOTHING = 1.0  # added to how often one kind follows another
_UNKNOWN = "?"
_UNKNOWN_COST = 13.0  # of a kana that is no word
_UNKNOWN_STEP = 4.0
_SLURRED_LEAST = 6  # kana of a word that is also known by what `sound` leaves of it
_SLURRED_COST = 3.0


class Written(NamedTuple):
    """One way to write a reading.

    Attributes:
        text: How it is written.
        kind: Part of speech and inflection.
        cost: Negative logarithm of how likely it is, as a word of its kind and of its reading.
    """

    text: str
    kind: str
    cost: float


class Piece(NamedTuple):
    """A word found in a run.

    Attributes:
        kana: What stands in the run.
        written: How the word is written.
        kind: Part of speech and inflection.
    """

    kana: str
    written: str
    kind: str


class _Way(NamedTuple):
    """The cheapest way to a place of the run that ends with a word of one kind."""

    cost: float
    kind: str
    before: _Way | None
    piece: Piece | None


@dataclass(frozen=True, slots=True)
class KanaModel:
    """Words by their readings.

    Attributes:
        by_reading: The ways to write each reading.
        by_sound: Those of longer readings, by what `corpus.language.reading.sound` leaves of them.
        steps: Negative logarithm of how likely a kind is followed by another.
        longest: Kana of the longest reading.
    """

    by_reading: Mapping[str, tuple[Written, ...]]
    by_sound: Mapping[str, tuple[Written, ...]]
    steps: Mapping[tuple[str, str], float]
    longest: int

    @staticmethod
    def of(
        words: Iterable[tuple[str, str, str, int]], steps: Mapping[tuple[str, str], int]
    ) -> KanaModel:
        """Return the model of some counts.

        Args:
            words: Reading, written form, kind and how often.
            steps: How often a kind follows another; `START` and `END` are kinds as well.
        """
        counted = list(words)
        of_kind: Counter[str] = Counter()
        of_reading: Counter[str] = Counter()
        of_text: Counter[tuple[str, str]] = Counter()
        for reading, text, kind, times in counted:
            of_kind[kind] += times
            of_reading[reading] += times
            of_text[reading, text] += times
        by_reading: defaultdict[str, list[Written]] = defaultdict(list)
        by_sound: defaultdict[str, list[Written]] = defaultdict(list)
        for reading, text, kind, times in counted:
            cost = -math.log(times / of_kind[kind])
            cost -= _SPELLED * math.log(of_text[reading, text] / of_reading[reading])
            by_reading[reading].append(Written(text, kind, cost))
            if len(reading) >= _SLURRED_LEAST and not KANA.fullmatch(text):
                by_sound[sound(reading)].append(Written(text, kind, cost + _SLURRED_COST))
        return KanaModel(
            {reading: tuple(ways) for reading, ways in by_reading.items()},
            {heard: tuple(ways) for heard, ways in by_sound.items()},
            _step_costs(steps, [*of_kind, END]),
            max(map(len, by_reading), default=0),
        )

    def read(self, run: str, after: str = START) -> tuple[Piece, ...]:
        """Return the likeliest words of a run of hiragana, in order.

        Args:
            run: Hiragana, and blanks, which no word spans; each is a piece of its own.
            after: The kind of what stands before it.
        """
        ways: list[dict[str, _Way]] = [{} for _ in range(len(run) + 1)]
        ways[0][after] = _Way(0.0, after, None, None)
        for place in range(len(run)):
            if run[place].isspace():
                blank = Piece(run[place], run[place], "")
                ways[place + 1] = {
                    kind: _Way(way.cost, kind, way, blank) for kind, way in ways[place].items()
                }
                continue
            for end, word in self._words_at(run, place):
                way = min(
                    (way.cost + self._step(way.kind, word.kind), way.kind)
                    for way in ways[place].values()
                )
                cost = way[0] + word.cost
                known = ways[end].get(word.kind)
                if known is None or cost < known.cost:
                    piece = Piece(run[place:end], word.text, word.kind)
                    ways[end][word.kind] = _Way(cost, word.kind, ways[place][way[1]], piece)
        _, kind = min((way.cost + self._step(way.kind, END), way.kind) for way in ways[-1].values())
        return tuple(_pieces(ways[-1][kind]))[::-1]

    def _words_at(self, run: str, place: int) -> Iterator[tuple[int, Written]]:
        """Yield the words that may begin at a place, each with where it ends."""
        yield place + 1, Written(run[place], _UNKNOWN, _UNKNOWN_COST)
        for end in range(place + 1, min(len(run), place + self.longest) + 1):
            kana = run[place:end]
            if kana[-1].isspace():
                return
            found = self.by_reading.get(kana)
            if found is None and len(kana) >= _SLURRED_LEAST - 1:
                found = self.by_sound.get(sound(kana))
            for word in found or ():
                yield end, word

    def _step(self, kind: str, following: str) -> float:
        return self.steps.get((kind, following), _UNKNOWN_STEP)


def _pieces(way: _Way | None) -> Iterator[Piece]:
    """Yield the words on a way, the last one first."""
    while way is not None and way.piece is not None:
        yield way.piece
        way = way.before


def _step_costs(
    steps: Mapping[tuple[str, str], int], following: Sequence[str]
) -> dict[tuple[str, str], float]:
    leaving: Counter[str] = Counter()
    for (kind, _), times in steps.items():
        leaving[kind] += times
    return {
        (kind, after): -math.log(
            (steps.get((kind, after), 0) + _SMOOTHING) / (total + _SMOOTHING * len(following))
        )
        for kind, total in leaving.items()
        for after in following
    }


@lru_cache(maxsize=1)
def load_kana() -> KanaModel:
    """Return the model that comes with the program."""
    steps = {(kind, after): int(times) for kind, after, times in _rows(STEPS)}
    words = ((reading, text, kind, int(times)) for reading, text, kind, times in _rows(WORDS))
    return KanaModel.of(words, steps)


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each line of a tab-separated file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")
