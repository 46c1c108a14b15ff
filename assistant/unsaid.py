"""Which words of a question are in none of the passages that answer it.

Half of the questions that come near what a corpus holds, but are not answered by it, are answered
all the same. What was asked for then often stands nowhere in what is quoted, and that can be said.
"""

from __future__ import annotations

import re

from assistant.presence import Presence
from corpus.japanese import words

# Chosen on our own questions: of those without an answer that are answered 42 % have such a word,
# of the others 20 %; of blind questions on other documents 31 % and 3 %.
_LEAST_SHARE = 0.15  # of the question, by idf, that a word must be worth
_STANDS_FOR = 0.3  # weight of a thesaurus term from which it stands for a word
_NEARLY = 0.45  # cosine of a related word from which it may stand for a word
# How something is asked for, not what.
_ASKING = frozenset(
    "列挙 有無 把握 確認 名称 規定 義務 全部 実際 一番 其々 先行 複数 パーセント".split()  # noqa: SIM905
)
_WRITTEN = re.compile(r"[々一-鿿ァ-ヿｦ-ﾟＡ-Ｚａ-ｚA-Za-z]{2,}")  # 「これ」 and 「うち」 name nothing


def unsaid(question: str, found: Presence) -> tuple[str, ...]:
    """Return nouns of the question, as they are written there, that no passage holds or means.

    Args:
        question: As the person wrote it.
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
    spans: list[tuple[int, int]] = []
    for word in words(question):
        written = question[word.start : word.end]
        if word.lemma in missing and word.pos == "名詞" and _WRITTEN.fullmatch(written):
            adjoins = spans and spans[-1][1] == word.start  # 「委員」「報酬」 are 「委員報酬」
            spans.append((spans.pop()[0] if adjoins else word.start, word.end))
    return tuple(dict.fromkeys(question[start:end] for start, end in spans))
