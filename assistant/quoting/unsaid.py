"""Which words of a question are in none of the passages that answer it.

Half of the questions that come near what a corpus holds, but are not answered by it, are answered
all the same. What was asked for then often stands nowhere in what is quoted, and that can be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.quoting.whole_words import whole_words
from assistant.search.presence import Presence
from corpus.language.japanese import Word

# Chosen on our own questions: of those without an answer that are answered 42 % have such a word,
# of the others 20 %; of blind questions on other documents 31 % and 3 %.
_LEAST_SHARE = 0.15  # of the question, by idf, that a word must be worth
_STANDS_FOR = 0.3  # weight of a thesaurus term from which it stands for a word
_NEARLY = 0.45  # cosine of a related word from which it may stand for a word
_OF_TWO = 2  # words: 「最低」「賃金」 side by side are as good as one
# How something is asked for, not what.
_ASKING = frozenset(
    """
    列挙 有無 把握 確認 名称 規定 義務 全部 実際 一番 其々 先行 複数 パーセント 一覧 番号 累計 方法
    今年 本年 去年 昨年 来年 前年 年月 何人 名前 場合 自治体 市町村
    何曜 駄目 他市 取り組み 友達 用意 教示 一人
    """.split()  # noqa: SIM905
)
_HIRAGANA = re.compile(r"[ぁ-ん]+")
_WRITTEN = re.compile(r"[々一-鿿ァ-ヿｦ-ﾟＡ-Ｚａ-ｚA-Za-z]{2,}")  # 「これ」 and 「うち」 name nothing


def unsaid(question: str, named: Sequence[str], found: Presence) -> tuple[str, ...]:
    """Return nouns of the question, as they are written there, that no passage holds or means.

    A word is told as a whole, 「最低賃金」 likewise; of longer compounds only what is missing.

    Args:
        question: As it was read, with what it follows.
        named: Its words that name the scope: what is answered from lies within it.
        found: Where its words stand in the passages that answer it.
    """
    if not found.lengths.size:
        return ()
    meant = found.meant.max(axis=1) >= _STANDS_FOR
    nearly = found.made_up_for.max(axis=1) >= _NEARLY
    missing = {
        word
        for word, held, share in zip(found.words, meant | nearly, found.share, strict=True)
        if not held and share >= _LEAST_SHARE and word not in _ASKING
    }
    told: list[str] = []
    for name in named:
        question = question.replace(name, " " * len(name))
    for compound in _compounds(question):
        lacks = [_lacks(question, whole, missing) for whole in compound]
        if len(compound) == _OF_TWO and any(lacks):
            lacks = [True, True]
        for lacking, group in groupby(zip(lacks, compound, strict=True), key=lambda pair: pair[0]):
            if lacking:
                wholes = [whole for _, whole in group]
                told.append(question[wholes[0][0].start : wholes[-1][-1].end])
    return tuple(dict.fromkeys(told))


def _lacks(question: str, whole: Sequence[Word], missing: set[str]) -> bool:
    """Tell whether a noun of two characters or more is missing of a whole word."""
    return any(
        word.lemma in missing
        and word.pos == "名詞"
        and _WRITTEN.fullmatch(question, word.start, word.end) is not None
        for word in whole
    )


def _compounds(question: str) -> Iterator[list[tuple[Word, ...]]]:
    """Yield the words of a question in order, names that stand side by side together."""
    compound: list[tuple[Word, ...]] = []
    for whole in whole_words(question):
        if compound and not (
            compound[-1][-1].end == whole[0].start
            and _names(question, compound[-1])
            and _names(question, whole)
        ):
            yield compound
            compound = []
        compound.append(whole)
    if compound:
        yield compound


def _names(question: str, whole: Sequence[Word]) -> bool:
    """Tell whether a whole word is a noun that names something: not 「毎年」 or 「いくら」."""
    return any(
        word.pos == "名詞"
        and word.kind != "副詞可能"
        and _HIRAGANA.fullmatch(question, word.start, word.end) is None
        for word in whole
    )
