"""Whether a question asks if, or until when, one may apply."""

import pytest

from assistant.question.applying import asks_only_to_apply, asks_to_apply

QUESTIONS = [
    # question, whether it asks to apply, whether for nothing else
    ("いつまで？", True, True),
    ("いつまでに出せばいい？", True, True),
    ("締切は？", True, True),
    ("申請はいつまで？", True, True),
    ("もう終わった？次はいつ？", True, True),
    ("まだ間に合う？", True, True),
    ("これからでも申し込めますか", True, True),
    ("様式2はいつまで？", True, False),
    ("花見の給付金に申し込みたい", True, False),
    ("花見の給付金、次の締め切りいつ？", True, False),
    ("申請できる経費は", False, False),
    ("商品券はいつまで使える", False, False),
    ("第1次公募の採択率", False, False),
    ("紙で申請できますか", False, False),
    ("いつまでも続けられる店にしたい", False, False),
    ("いくらまで？", False, False),
]


@pytest.mark.parametrize(("question", "to_apply", "only"), QUESTIONS)
def test_asking_to_apply(question, to_apply, only):
    assert (asks_to_apply(question), asks_only_to_apply(question)) == (to_apply, only)
