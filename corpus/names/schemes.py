"""Names of schemes in a text, and the scheme that a whole document is about.

Who asks names the scheme: 「持続化補助金で車は買えますか」. The papers on it name it once, on the
cover, or not even there; what they say of cars does not repeat it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from corpus.document import Document
from corpus.language.japanese import Word, words

# What a scheme is called. Money is the scheme's own; a 事業 or 制度 may be anybody's, so that only
# titles are read for those.
_MONEY = re.compile(r"(?:補助|助成|給付|支援|奨励|協力|交付|補給|応援|報奨|貸付)金|融資|共済")
_ANY = re.compile(rf"{_MONEY.pattern}|資金|貸付|税制|商品券|事業|制度")
# These tell no scheme from another.
_COMMON = frozenset(
    """
    補助 助成 給付 支援 奨励 協力 交付 補給 応援 報奨 貸し付け 融資 資金 税制 事業 制度 金 費 者 業
    企業 会社 中 小 中小 小規模 規模 法人 個人 団体 経営 地域 地方 地元 国 公 公的 民間 対象 経費 等
    本 当 当該 同 各 各種 他 別 主 主要 一般 特別 新 新た 既存 旧 該当 関連 今回 前回 次回 現在 複数
    向け 用 対策 促進 推進 振興 活性 化 性 型 的 実施 委託 自主 単独 継続 一部 全部 上記 下記 前記
    原則 ・
    """.split()  # noqa: SIM905
)
_OF_A_NAME = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})
_STEM = re.compile(r"[いきぎしちにびみりえけげせてねべめれ]\Z")  # 「空き店舗」, no 「使える」
_BEFORE_A_NAME = frozenset(
    [*"都道府県市区町村年度回版期次", "年度"]
)  # 「川崎市」, 「令和7年度」, 「第17回」
_REACH = 40  # characters of a name before its last word
_OFTEN = 3  # times a document names its scheme
_DOMINANT = 0.8  # of all times it names any
_FROM_TO = 0.5  # of the document lies between the first and the last of them
_MOST = 400  # names of a document are read at most
_PAPER = 2_000  # characters; a shorter text names a scheme so often by chance


@dataclass(frozen=True, slots=True)
class SchemeMention:
    """The name of a scheme in a text: `text[start:end]`.

    Attributes:
        start: First character.
        end: One past the last character.
        lemmas: The words of the name.
    """

    start: int
    end: int
    lemmas: tuple[str, ...]


def find_schemes(text: str) -> tuple[SchemeMention, ...]:
    """Return the names of schemes in a question or a title, in order.

    What any scheme may be called (「補助金」, 「中小企業支援制度」) is no name.
    """
    return tuple(_mentions(text, _ANY))


def document_schemes(document: Document) -> tuple[str, ...]:
    """Return the schemes that a document is about: those of its title, else the one it names most.

    A document that speaks of many schemes has none; a short one has those of its title alone.
    """
    in_title = tuple(document.title[m.start : m.end] for m in find_schemes(document.title))
    if in_title or len(document.text) < _PAPER:
        return tuple(dict.fromkeys(in_title))
    return _named_most(document.text)


@lru_cache(maxsize=4096)
def scheme_lemmas(name: str) -> tuple[str, ...]:
    """Return the words of a scheme's name."""
    return tuple(lemma for mention in find_schemes(name) for lemma in mention.lemmas)


def is_same_scheme(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one name, as lemmas, is the other with words left out."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return bool(shorter) and all(lemma in rest for lemma in shorter)


def _mentions(text: str, kinds: re.Pattern[str]) -> Iterator[SchemeMention]:
    names = (_name_before(text, match.end()) for match in kinds.finditer(text))
    # 「…事業費補助金」 is one name: of those that begin at one place, the longest.
    longest = {name[0].start: name for name in names if name}
    for name in longest.values():
        lemmas = tuple(word.lemma for word in name)
        if not _COMMON.issuperset(lemmas):
            yield SchemeMention(name[0].start, name[-1].end, lemmas)


def _name_before(text: str, end: int) -> list[Word]:
    """Return the nouns side by side that end at a place of a text; none inside a word."""
    start = max(0, end - _REACH)
    name: list[Word] = []
    for word in reversed(words(text[start : end + 1])):
        first, last = word.start + start, word.end + start
        if last > end and first >= end:
            continue
        if last != (name[0].start if name else end) or not _is_of_a_name(word, text[first:last]):
            break
        name.insert(0, Word(first, last, word.lemma, word.pos, word.kind))
    while name and name[0].lemma == "・":
        name.pop(0)
    return name


def _is_of_a_name(word: Word, written: str) -> bool:
    if word.kind == "地名" or word.lemma in _BEFORE_A_NAME or word.lemma.isdecimal():
        return False
    if word.pos == "動詞":
        return _STEM.search(written) is not None
    return word.pos in _OF_A_NAME or word.lemma == "・"


def _named_most(text: str) -> tuple[str, ...]:
    """Return the scheme that most of the names in a text are of, in full, or nothing."""
    named = list(islice(_mentions(text, _MONEY), _MOST))
    counts = Counter(mention.lemmas for mention in named)
    for most, _ in counts.most_common(1):
        same = [mention for mention in named if is_same_scheme(most, mention.lemmas)]
        throughout = same[-1].end - same[0].start >= _FROM_TO * len(text)
        if len(same) >= max(_OFTEN, _DOMINANT * len(named)) and throughout:
            first = next(mention for mention in same if mention.lemmas == most)
            return (text[first.start : first.end],)
    return ()
