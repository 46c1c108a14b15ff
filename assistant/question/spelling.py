"""Words a person writes in kana alone: 「じぎょうしょうけい」 is 「事業承継」.

The tokenizer cuts such words into others (「じぎょう」「処刑」), so a question is written as
documents would write it. Names of places are read by their sound. A question without kanji is read
whole; beside kanji hiragana mostly means itself, and only names of places are read, and longer
nouns that nobody writes so on purpose. Katakana is read where it is no word as it stands, in the
same way: 「ジギョウショウケイ」, but not 「チラシ」.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache

from assistant.question.kana import KANA, NOUNS, OTHER, START, KanaModel, Piece, load_kana
from corpus.language.tagger import nodes
from corpus.names.place_readings import with_places_written
from corpus.names.places import find_places

_KANJI = re.compile("[一-鿿々]")
_NOUN = "名詞/"
_NAME = "名詞/固有名詞"
# 「かわさき基準」 and 「よこはまグッズ」 are names of their own, 「かわさき市」 is not.
_NAME_GOES_ON = re.compile("(?![都道府県市区町村])[一-鿿々ァ-ヶA-Za-z]")
_PARTICLE = "助詞/"
_PHRASES = re.compile(rf"{KANA.pattern}(?:\s+{KANA.pattern})*")
_HALF_WIDTH = re.compile("[ｦ-ﾟ]+")
_KATAKANA = re.compile("[ァ-ヶー]{3,}")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_ENDINGS = ("助", "接尾辞")  # no text begins with one
_WORD_CHARS = 3
_NO_WORDS = ("記号", "補助記号", "?")
_READ = 300  # characters of a question: a tenth of a second for hiragana alone


class Spellings:
    """Writes out what a question has in kana."""

    def __init__(self, model: Callable[[], KanaModel], nouns: Collection[str]) -> None:
        """Take the words and their readings.

        Args:
            model: Gives what reads a run of kana; asked for when there is one to read, since
                loading takes longer than answering.
            nouns: Readings that stand for a noun even beside kanji.
        """
        self._model = model
        self._nouns = frozenset(nouns)
        lengths = [len(noun) for noun in self._nouns]
        self._shortest, self._longest = min(lengths, default=0), max(lengths, default=0)

    def respell(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return the text with words as documents write them, and those of them that changed.

        What stands far behind in a very long text is left as it is.
        """
        text, rest = text[:_READ], text[_READ:]
        text = _HALF_WIDTH.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
        text, places = with_places_written(text)
        beside_kanji = _KANJI.search(text) is not None
        changed = list(places)

        def written(run: re.Match[str]) -> str:
            before, behind = text[run.start() - 1 : run.start()], text[run.end() :]
            if beside_kanji:
                # What follows kanji may be the ending of a word.
                ends_word = _KANJI.fullmatch(before) is not None
                pieces = self._nouns_of(run[0], behind, ends_word=ends_word)
            else:
                pieces = self._model().read(run[0], OTHER if before.strip() else START)
            changed.extend(piece.written for piece in pieces if piece.written != piece.kana)
            return "".join(piece.written for piece in pieces)

        def read(run: re.Match[str]) -> str:
            pieces = self._katakana(run[0], alone=alone)
            changed.extend(piece.written for piece in pieces if piece.written != piece.kana)
            return "".join(piece.written for piece in pieces)

        alone = not beside_kanji and _HIRAGANA.search(text) is None
        runs = KANA if beside_kanji else _PHRASES
        return _KATAKANA.sub(read, runs.sub(written, text)) + rest, tuple(changed)

    def _katakana(self, run: str, *, alone: bool) -> tuple[Piece, ...]:
        """Return the words of a run of katakana, as it stands where it is a word or means none.

        Names of firms and goods are words too that are in no dictionary: where a question has
        hiragana or kanji beside the run, only longer nouns are read.
        """
        as_it_stands = (Piece(run, run, ""),)
        if _is_word(run):
            return as_it_stands
        hiragana = run.translate(_TO_HIRAGANA)
        if not (alone or self._may_hold_noun(hiragana)):
            return as_it_stands
        read = self._model().read(hiragana, START if alone else OTHER)
        if alone:
            makes_sense = not read[0].kind.startswith(_ENDINGS) and not any(
                piece.kind.startswith(_NO_WORDS) for piece in read
            )
        else:
            makes_sense = all(piece.kana in self._nouns for piece in read)
        if not makes_sense:
            return as_it_stands
        words, place = [], 0
        for piece in read:
            words.append(piece._replace(kana=run[place : place + len(piece.kana)]))
            place += len(piece.kana)
        return tuple(words)

    def _nouns_of(self, run: str, behind: str, *, ends_word: bool) -> tuple[Piece, ...]:
        """Return the words of a run beside kanji: all but longer nouns as they stand.

        No noun begins with what ends another word, or behind that: 「頼めばいいか」 is about no
        倍以下. A place stays that is written so (さいたま市) or begins a longer name.
        """
        if not self._may_hold_noun(run):
            return (Piece(run, run, ""),)
        words: list[Piece] = []
        begins = not ends_word
        for piece in self._model().read(run, OTHER):
            noun = begins and piece.kind.startswith(_NOUN) and piece.kana in self._nouns
            words.append(piece if noun else piece._replace(written=piece.kana))
            begins = piece.kind.startswith(_PARTICLE)
        last = words[-1]
        if last.kind == _NAME and (
            _NAME_GOES_ON.match(behind) or find_places(last.kana + behind[:1])
        ):
            words[-1] = last._replace(written=last.kana)
        return tuple(words)

    def _may_hold_noun(self, run: str) -> bool:
        """Tell, before a run is read in earnest, whether a known reading stands in it."""
        return any(
            run[start:end] in self._nouns
            for start in range(len(run) - self._shortest + 1)
            for end in range(start + self._shortest, min(start + self._longest, len(run)) + 1)
        )


def _is_word(run: str) -> bool:
    """Tell whether a run is a word of the dictionary, or longer ones side by side.

    Short ones are no proof: 「ホジョキン」 is cut into ホ, ジョ and キン.
    """
    cut = nodes(run)
    return not any(word.is_unk for word in cut) and (
        len(cut) == 1 or all(len(word.surface) >= _WORD_CHARS for word in cut)
    )


@lru_cache(maxsize=1)
def load_spellings() -> Spellings:
    """Return the spellings that come with the program."""
    return Spellings(load_kana, NOUNS.read_text(encoding="utf-8").split())
