import pytest

from corpus.rounds import RoundMention, find_rounds

ROUNDS = [
    ("第17回公募", (17,)),
    ("第 １８ 回の締め切り", (18,)),
    ("第十七回", (17,)),
    ("5次締切", (5,)),
    ("第３次公募と第2次募集", (3, 2)),
    ("18回目の募集", (18,)),
    # A number of times, a second step, a second answer, a decimal.
    ("3回まで相談できる", ()),
    ("二次審査", ()),
    ("第2回答", ()),
    ("1.5次締切", ()),
    ("6次産業化の補助", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "rounds"), ROUNDS)
def test_rounds(text, rounds):
    assert tuple(mention.number for mention in find_rounds(text)) == rounds


def test_a_mention_tells_its_place():
    assert find_rounds("花咲補助金の第１７回公募") == (RoundMention(6, 10, 17),)
