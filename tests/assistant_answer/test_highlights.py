"""Which words of a passage are marked."""

import pytest

from assistant.marking import highlights
from assistant.searched import SearchTerms
from index.lexical import WeightedTerm

MARKED = [
    ("店舗の改装費を補助します。", ("改装", "補助"), ["改装", "補助"]),
    # Words that touch are marked as one.
    ("改装補助の案内", ("改装", "補助"), ["改装補助"]),
    # In every form of theirs.
    ("店を畳んだ人、畳みたい人", ("畳む",), ["畳ん", "畳み"]),
    ("ｾﾐﾅｰとセミナー", ("セミナー",), ["ｾﾐﾅｰ", "セミナー"]),
    ("㈱の支援", ("支援",), ["支援"]),
    ("店舗の改装", ("無",), []),
    ("店舗の改装", (), []),
    ("", ("改装",), []),
    # Particles are not, even if they are asked for.
    ("店舗の改装", ("の", "改装"), ["改装"]),
    ("改装は50万円まで", ("¥500000", "改装"), ["改装"]),
]


@pytest.mark.parametrize(("text", "own", "marked"), MARKED)
def test_highlights(text, own, marked):
    spans = highlights(text, SearchTerms(own))
    assert [text[start:end] for start, end in spans] == marked
    # The thesaurus' terms are marked as well.
    added = SearchTerms((), tuple(WeightedTerm(lemma, 0.1) for lemma in own))
    assert highlights(text, added) == spans
