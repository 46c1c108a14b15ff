"""Count how words are written and which kind of word follows which, for `assistant.question.kana`.

    python -m eval.fit_kana

Read are the titles, texts and questions of `eval/everyday/train/` that the bundled model is
trained on, as MeCab cuts them; nouns that stand side by side are also counted as one, for
「商店街」 is likelier than 「商店」 and 「外」. The names of places and the terms of the thesaurus
are added. Questions in hiragana and with slips are left out: MeCab cuts them wrongly.

Written are the ways to write each reading, the steps, and the readings that stand for a noun even
beside kanji: those that these texts never hold in hiragana.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.question.kana import END, KANA, NOUNS, OTHER, START, STEPS, WORDS
from assistant.settings import THESAURUS
from assistant.thesaurus import read_rows
from corpus.language.japanese import sentences
from corpus.language.reading import Reading, read_aloud
from corpus.names.gazetteer import gazetteer
from index.training_pairs import everyday_rows, is_held_out

_EVERYDAY = Path(__file__).resolve().parent / "everyday" / "train"
_MISREAD = frozenset({"hiragana", "typo"})  # registers
_WORD_LEAST = 2  # times
_COMPOUND_LEAST = 3
_NAME_TIMES = 20  # what the name of a place counts
_TERM_TIMES = 2  # what a term of the thesaurus counts
_NAME, _TERM = "名詞/固有名詞", "名詞/普通名詞"
# A plea for 「かいたい」 is rather 「買いたい」: the noun counts a twentieth, its compounds all.
_SELDOM = {"解体": 20}
_INFLECTED = ("動詞", "形容詞")  # of these all are kept: each has many forms
_NOUN_LEAST = 4  # kana: shorter nouns beside kanji are meant as they stand
_NOUN = re.compile("名詞|接頭辞|接尾辞|形状詞")
_KANJI = re.compile("[一-鿿々ァ-ヶ]")
# A term without particles, of which no ending changes: 空き店舗, 売り, but not 店を開く.
_NAMES = re.compile(
    r"(?:[一-鿿々ァ-ヶー]+(?![をのにでは])[ぁ-ゖ]{0,2})+(?<=[一-鿿々ァ-ヶーぎりき])"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What has been counted.

    Attributes:
        words: How often each word was met.
        compounds: The same of nouns that stand side by side, as one word.
        steps: How often a kind followed another.
    """

    words: Counter[Reading] = field(default_factory=Counter)
    compounds: Counter[Reading] = field(default_factory=Counter)
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, text: str) -> None:
        """Count the words of a sentence."""
        kind, before = START, None
        for word in read_aloud(text):
            if not KANA.fullmatch(word.kana):
                self.steps[kind, OTHER] += 1
                kind, before = OTHER, None
                continue
            self.words[word] += 1
            self.steps[kind, word.kind] += 1
            if before and _NOUN.match(before.kind) and _NOUN.match(word.kind):
                joined = Reading(
                    before.written + word.written, before.kana + word.kana, before.kind
                )
                self.compounds[joined] += 1
            kind, before = word.kind, word
        self.steps[kind, END] += 1

    def kept(self) -> Counter[Reading]:
        """Return the words and compounds that were met often enough."""
        kept = Counter(
            {
                word: times
                for word, times in self.words.items()
                if times >= _WORD_LEAST or word.kind.startswith(_INFLECTED)
            }
        )
        for word, times in self.compounds.items():
            if times >= _COMPOUND_LEAST and _KANJI.search(word.written):
                kept[word] += times
                # MeCab reads 外国人 as がいこくにん.
                if word.written.endswith("人") and word.kana.endswith("にん"):
                    kept[word._replace(kana=f"{word.kana[:-2]}じん")] += times
        return kept


def everyday_texts() -> Iterator[str]:
    """Yield the sentences that are counted."""
    for row in everyday_rows(_EVERYDAY):
        title, text = str(row["title"]), str(row["text"])
        if is_held_out(f"{title}\n{text}"):
            continue
        yield title
        yield from (text[start:end] for start, end in sentences(text))
        if isinstance(row["questions"], list):
            for question in row["questions"]:
                if question["register"] not in _MISREAD:
                    yield question["text"]


def names() -> Iterator[Reading]:
    """Yield the names of places and the terms of the thesaurus, each once."""
    terms = {term for row in read_rows(THESAURUS) for term in (row.everyday, row.policy)}
    places = gazetteer().asked.items()
    # 「かわさき」 and 「磐城」 are known for 川崎市 and いわき市, but nobody else writes them so.
    written = [(name, _NAME) for name, place in places if place.name.startswith(name)]
    written += [(term, _TERM) for term in sorted(terms) if _NAMES.fullmatch(term)]
    for text, kind in written:
        kana = "".join(word.kana for word in read_aloud(text))
        if KANA.fullmatch(kana):
            yield Reading(text, kana, kind)


def count(texts: Iterable[str]) -> tuple[Counter[Reading], Counter[tuple[str, str]]]:
    """Return the counts of words, names among them, and of steps from kind to kind."""
    counts = Counts()
    for text in texts:
        counts.read(text)
    words = counts.kept()
    for word in words:
        words[word] = max(1, words[word] // _SELDOM.get(word.written, 1))
    for name in names():
        words[name] += _NAME_TIMES if name.kind == _NAME else _TERM_TIMES
    return words, counts.steps


def nouns(words: Iterable[Reading], texts: Iterable[str]) -> list[str]:
    """Return the readings of nouns that nobody writes in hiragana, and those of places, sorted.

    Args:
        words: All words that are known.
        texts: What people write; 「どうしよう」 there tells that it is no 道使用.
    """
    known: dict[str, list[Reading]] = {}
    for word in words:
        if len(word.kana) >= _NOUN_LEAST and word.kind.startswith("名詞/"):
            known.setdefault(word.kana, []).append(word)
    longest = max(map(len, known), default=0)
    met: set[str] = set()
    for text in texts:
        for run in KANA.findall(text):
            for start in range(len(run) - _NOUN_LEAST + 1):
                for end in range(start + _NOUN_LEAST, min(len(run), start + longest) + 1):
                    met.add(run[start:end])
    return sorted(
        kana
        for kana, ways in known.items()
        if any(way.kind == _NAME and way.written != kana for way in ways) or kana not in met
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Count and write the files; return 0."""
    argparse.ArgumentParser(prog="python -m eval.fit_kana", description=__doc__).parse_args(argv)
    texts = list(everyday_texts())
    words, steps = count(texts)
    known = {word.kind for word in words} | {START, END, OTHER}
    _write(WORDS, ((w.kana, w.written, w.kind, times) for w, times in words.items()))
    _write(STEPS, ((*step, times) for step, times in steps.items() if known.issuperset(step)))
    _write(NOUNS, ((kana,) for kana in nouns(words, texts)))
    print(f"{len(words)} ways to write {len({w.kana for w in words})} readings")  # noqa: T201
    return 0


def _write(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows as tab-separated lines, sorted."""
    lines = sorted("\t".join(map(str, row)) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
