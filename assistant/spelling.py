"""Words a person writes in hiragana alone: 「じぎょうしょうけい」 is 「事業承継」.

The tokenizer cuts such words into others (「じぎょう」「処刑」). Words of the thesaurus and names
of places are recognised by their reading; a long vowel or a small kana more or less does not
matter in longer ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.records import Expansion
from assistant.thesaurus import read_rows
from corpus.gazetteer import gazetteer
from corpus.reading import readings, sound

_RUN = re.compile(r"[ぁ-ゖー]{4,}")
# Two kanji or katakana at least, no particle, and no ending that changes.
_WORD = re.compile(r"(?:[一-鿿々ァ-ヶー]+(?![をのにでは])[ぁ-ゖ]{0,2})+(?<=[一-鿿々ァ-ヶーぎりき])")
# 「あるでしょうか」 asks for no 消火, 「かいたい」 is rather 買いたい than 解体.
_ENDINGS = frozenset({"しょうか", "たいない", "かいたい"})
_LEAST = 4  # kana: shorter ones stand in too many other words
_SLURRED_LEAST = 6  # kana of a term that is recognised by its sound


@dataclass(frozen=True, slots=True)
class Spellings:
    """Readings of known words.

    Attributes:
        by_reading: Words by their reading.
        by_sound: Longer ones by what `corpus.reading.sound` leaves of it.
        longest: Kana of the longest reading.
    """

    by_reading: Mapping[str, str]
    by_sound: Mapping[str, str]
    longest: int

    @staticmethod
    def of(terms: Iterable[str]) -> Spellings:
        """Return the readings of some terms and of the words in them.

        Of several with one reading the most frequent counts.
        """
        counts: Counter[tuple[str, str]] = Counter()
        for term, times in Counter(terms).items():
            parts = readings(term)
            for spelled in {(term, "".join(kana for _, kana in parts)), *parts}:
                counts[spelled] += times
        by_reading: dict[str, str] = {}
        by_sound: dict[str, str] = {}
        for (word, kana), _ in counts.most_common():
            if _is_known_by_ear(word, kana):
                by_reading.setdefault(kana, word)
                if len(kana) >= _SLURRED_LEAST:
                    by_sound.setdefault(sound(kana), word)
        return Spellings(by_reading, by_sound, max(map(len, by_reading), default=0))

    def respell(self, text: str) -> tuple[str, tuple[Expansion, ...]]:
        """Return the text with known words as documents write them, and which these are."""
        found: list[Expansion] = []

        def replaced(run: re.Match[str]) -> str:
            pieces, place = "", 0
            while place < len(run[0]):
                known = self._known(run[0], place)
                found.extend([known] if known else [])
                pieces += known.term if known else run[0][place]
                place += len(known.source) if known else 1
            return pieces

        return _RUN.sub(replaced, text), tuple(found)

    def _known(self, run: str, start: int) -> Expansion | None:
        """Return the longest known word that begins at a place of a run of hiragana."""
        for end in range(min(len(run), start + self.longest), start + _LEAST - 1, -1):
            kana = run[start:end]
            word = self.by_reading.get(kana)
            if word is None and len(kana) >= _SLURRED_LEAST - 1:
                word = self.by_sound.get(sound(kana))
            if word is not None:
                return Expansion(kana, word, 1.0)
        return None


def _is_known_by_ear(word: str, kana: str) -> bool:
    """Tell whether a word of that reading may be meant where only the reading is written."""
    return (
        len(kana) >= _LEAST
        and kana not in _ENDINGS
        and _WORD.fullmatch(word) is not None
        and _RUN.fullmatch(kana) is not None
    )


@lru_cache(maxsize=4)
def load_spellings(thesaurus: Path) -> Spellings:
    """Return the readings of the words in a thesaurus file and of the places in the gazetteer.

    Raises:
        ThesaurusError: The file cannot be read, or a row is malformed.
    """
    rows = read_rows(thesaurus)
    terms = [term for row in rows for term in (row.everyday, row.policy)]
    return Spellings.of([*terms, *gazetteer().asked])
