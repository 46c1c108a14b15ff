"""What is named is blanked with the particles behind it, and with nothing else."""

import pytest

from assistant.question.mentions import without
from corpus.names.places import find_places_in_question

BLANKED = [
    ("川崎市では創業の補助は", "     創業の補助は"),
    ("川崎市の補助", "    補助"),
    ("川崎市における創業", "       創業"),
    ("川崎市では", "川崎市では"),
]


@pytest.mark.parametrize(("text", "left"), BLANKED)
def test_what_is_left(text, left):
    assert without(text, find_places_in_question(text)) == left
