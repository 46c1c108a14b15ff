"""Japanese text as words with offsets and lemmas, as lemmas for search, and as sentences.

Everything here takes text as read: normalisation (NFKC, lower case) happens inside, and offsets
always count the code points of the text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.hidden import letters
from corpus.language.tagger import nodes
from corpus.language.wrapping import is_wrapped

_FUNCTION_POS = frozenset({"助詞", "助動詞", "補助記号", "空白", "記号"})
_EMPTY_WORDS = """
為る 居る 有る 成る 出来る 貰う 呉れる 下さる 御座る 言う 御 為 其れ 此れ 其の 此の 何 何の
様 事 物 等 者 良い 無い 頂く 致す 教える 知る 欲しい
"""
_EMPTY_LEMMAS = frozenset(_EMPTY_WORDS.split())
_POS = 0
_SUB_POS = 1
_KIND = 2
_LEMMA = 7
_BASE_SPELLING = 10
_SENTENCE_END = re.compile(r"[。！？!?]+[」』）)]*|(?<!\s)\s*\n\s*")
_CLOSES = re.compile(r"[^「『（(」』）)\n]{1,80}[」』）)]")  # a bracket, soon and on the same line
_NEXT_LINE = 40  # characters of it that tell whether it goes on with the sentence


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `text[start:end]`.

    Attributes:
        start: First character.
        end: One past the last character.
        lemma: Its dictionary form.
        pos: Its part of speech.
        kind: What kind of proper noun it is, the third level of UniDic's part of speech: 地名,
            人名 and others.
    """

    start: int
    end: int
    lemma: str
    pos: str
    kind: str


@lru_cache(maxsize=200_000)
def _read_features(surface: str, features: str) -> tuple[str, str, str]:
    """Return dictionary form, part of speech and its third level from MeCab's feature line.

    A proper noun keeps its spelling: the dictionary form of 川崎 is カワサキ, which also stands
    for 河崎. A loanword's English tail is dropped (コンピューター-computer).
    """
    # A lemma is one term of a list joined by spaces: no kind of white space may stand in it.
    surface = "".join(surface.split())
    fields = features.split(",")
    pos = fields[_POS] if surface else "空白"
    kind = fields[_KIND] if len(fields) > _KIND else ""
    if len(fields) <= _LEMMA or fields[_LEMMA] in {"", "*"}:
        return surface, pos, kind
    if fields[_SUB_POS] == "固有名詞":
        spelling = fields[_BASE_SPELLING] if len(fields) > _BASE_SPELLING else surface
        return spelling if spelling not in {"", "*"} else surface, pos, kind
    lemma = fields[_LEMMA].split("-", 1)[0]
    return lemma or surface, pos, kind


def normalise(text: str) -> str:
    """Return the text in NFKC and lower case, hidden characters gone; lengths may change."""
    return unicodedata.normalize("NFKC", letters(text)).lower()


def normalise_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the normalised text and, for each of its characters, the offset in `text`.

    The list has one more entry, `len(text)`, so that ends can be looked up too. A voiced
    half-width kana (ｶﾞ) is normalised together with its mark, any other character alone.
    """
    if normalise(text) == text:
        return text, list(range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and (text[end] in "ﾞﾟ" or unicodedata.combining(text[end])):
            end += 1
        piece = normalise(text[position:end])
        pieces.append(piece)
        offsets.extend([position] * len(piece))
        position = end
    offsets.append(len(text))
    return "".join(pieces), offsets


@lru_cache(maxsize=16)
def _words_of(normalised: str) -> tuple[tuple[int, int, str, str, str], ...]:
    """Return the fields of each word of an NFKC text, with offsets in that text."""
    found = []
    position = 0
    for node in nodes(normalised):
        surface = node.surface
        start = position + len(node.white_space)
        position = start + len(surface)
        found.append((start, position, *_read_features(surface, node.feature_raw)))
    return tuple(found)


@lru_cache(maxsize=16)  # a question's words are looked at several times
def words(text: str) -> tuple[Word, ...]:
    """Return every word of the text in order, punctuation included, white space left out."""
    normalised, offsets = normalise_with_offsets(text)
    return tuple(
        Word(offsets[start], _source_end(offsets, end), lemma, pos, kind)
        for start, end, lemma, pos, kind in _words_of(normalised)
        if pos != "空白"
    )


def _source_end(offsets: list[int], end: int) -> int:
    """Return where in the source the character before `end` of the normalised text ends."""
    last = offsets[end - 1]
    while end < len(offsets) and offsets[end] == last:
        end += 1
    return offsets[end] if end < len(offsets) else offsets[-1]


def lemmas(text: str) -> list[str]:
    """Return the lemmas of all words but particles, auxiliaries, symbols and white space."""
    return [lemma for _, _, lemma, pos, _ in _words_of(normalise(text)) if pos not in _FUNCTION_POS]


def content_lemmas(text: str) -> list[str]:
    """Return the lemmas that carry meaning: `lemmas` without 為る, 有る, 事, こと and the like."""
    return [lemma for lemma in lemmas(text) if lemma not in _EMPTY_LEMMAS]


def is_content(word: Word) -> bool:
    """Tell whether the word carries meaning of its own (see `content_lemmas`)."""
    return word.pos not in _FUNCTION_POS and word.lemma not in _EMPTY_LEMMAS


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences: in order, gapless, together the whole text.

    A sentence ends after 。！？ with the closing brackets that follow, or at a line's end, but not
    where a long line breaks off between two Japanese characters, as lines of PDF files do. The
    white space behind it belongs to it. Inside brackets that close soon none ends: 「突撃！隣の
    工場」 is one name.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    read, depth = 0, 0  # how far brackets have been counted, how many are open there
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if _is_wrap(text, match):
            continue
        depth += _brackets_left_open(text[read:end])
        read = end
        if depth > 0 and not match[0].isspace() and _CLOSES.match(text, end):
            continue
        depth = 0
        while end < len(text) and text[end].isspace():
            end += 1
        if end > start and text[start:end].strip():
            spans.append((start, end))
            start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _brackets_left_open(text: str) -> int:
    return sum(map(text.count, "「『（(")) - sum(map(text.count, "」』）)"))


def _is_wrap(text: str, match: re.Match[str]) -> bool:
    """Tell whether a line's end lies inside a sentence."""
    start, end = match.span()
    if not match[0].isspace() or match[0].count("\n") > 1 or not start or end >= len(text):
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return is_wrapped(line, text[end : end + _NEXT_LINE])
