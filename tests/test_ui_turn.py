"""A conversation's turns: which questions lead to the last one when they are asked anew."""

import pytest

from assistant.page.turn import MAX_ASKED_AGAIN, Turn, asked_again
from assistant.records import Answer, Query


def own(question):
    return Turn(question, Answer(question, Query(question), (), ()))


def following(question):
    return Turn(question, Answer(question, Query(question, subject="甲"), (), ()))


FAULT = Turn("故障", notice="受付番号 0")
CASES = [
    ([own("甲")], ("甲",)),
    ([own("甲"), own("乙")], ("乙",)),
    ([own("乙"), own("甲"), following("いくら")], ("甲", "いくら")),
    ([own("甲"), following("いくら"), FAULT, following("いつ")], ("甲", "いくら", "いつ")),
    ([own("甲"), FAULT], ("故障",)),
    # What it followed is no longer among the turns that are kept.
    ([following("いくら")], ("いくら",)),
    ([own("甲"), *[following("次")] * (MAX_ASKED_AGAIN - 1)], ("甲", "次", "次", "次", "次", "次")),
    ([own("甲"), *[following("次")] * MAX_ASKED_AGAIN], ()),
]


@pytest.mark.parametrize(("turns", "asked"), CASES)
def test_asked_again(turns, asked):
    assert asked_again(turns) == asked
