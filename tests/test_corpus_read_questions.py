"""Questions that no tag or style marks as headings."""

import pytest

from corpus.document import Block
from corpus.read.questions import with_questions

# paragraphs below a heading of the second level, what they are read as
LISTS = [
    (["Q1 看板は？", "A1 はい。"], ["H3 Q1 看板は？", "P A1 はい。"]),
    (["問1 看板は？\n答 はい。"], ["H3 問1 看板は？", "P 答 はい。"]),
    (["**看板は対象ですか**", "はい。"], ["H3 **看板は対象ですか**", "P はい。"]),
    (
        ["__家賃は？__\nいいえ。", "**看板は？**\nはい。", "**雪で壊れました**\n対象。"],
        ["H3 __家賃は？__", "P いいえ。", "H3 **看板は？**", "P はい。",
         "H3 **雪で壊れました**", "P 対象。"],
    ),
    # Nothing answers it, or it asks nothing.
    (["Q1 看板は？", "Q2 家賃は？"], ["P Q1 看板は？", "P Q2 家賃は？"]),
    (["はい。", "**看板は対象ですか**"], ["P はい。", "P **看板は対象ですか**"]),
    (["**対象**", "看板"], ["P **対象**", "P 看板"]),
    (["**雪で壊れました**", "看板"], ["P **雪で壊れました**", "P 看板"]),
    (["**看板**は**対象ですか**", "はい。"], ["P **看板**は**対象ですか**", "P はい。"]),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), LISTS)
def test_questions_are_headings_below_the_open_one(paragraphs, expected):
    text = "質問"
    blocks = [Block("heading", 0, 2, 2)]
    for paragraph in paragraphs:
        start = len(text) + 2
        text += f"\n\n{paragraph}"
        blocks.append(Block("paragraph", start, len(text)))
    found = with_questions(text, blocks)
    assert [
        f"H{b.level} {text[b.start : b.end]}" if b.level else f"P {text[b.start : b.end]}"
        for b in found
    ] == ["H2 質問", *expected]
