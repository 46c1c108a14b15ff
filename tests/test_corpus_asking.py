"""Which headings ask, and which somebody says."""

import pytest

from corpus.language.asking import asked_among, asks, is_said

# a heading, whether it asks, whether somebody says it
HEADINGS = [
    ("店の看板は対象ですか", True, True),
    ("どこに出せばよいですか。", True, True),
    ("もう店を始めました。助成は受けられませんか", True, True),
    ("助成金は税の対象になるか", True, True),
    ("申請は何回までか", True, True),
    ("対象は？", True, True),
    ("店の雪で屋根が壊れました", False, True),
    ("倉庫を人に貸したい", False, True),
    ("市外に住んでいますが、市内で店を開きます", False, True),
    # An invitation, an adverb, a name.
    ("店を始めてみませんか", False, False),
    ("費用が重要ではないか", False, False),
    ("相談窓口ほか", False, False),
    ("対象となる費用", False, False),
]


@pytest.mark.parametrize(("heading", "asking", "said"), HEADINGS)
def test_a_heading_may_ask(heading, asking, said):
    assert (asks(heading), is_said(heading)) == (asking, said)


def test_among_several_questions_somebody_speaks():
    lines = ["看板は対象ですか", "屋根が壊れました", "助成の額", "家賃は出ますか"]
    assert asked_among(lines) == {"看板は対象ですか", "屋根が壊れました", "家賃は出ますか"}
    assert asked_among(lines[:3]) == {"看板は対象ですか"}
