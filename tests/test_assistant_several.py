"""Which questions ask what there is rather than for one fact."""

import pytest

from assistant.question.several import asks_for_several

QUESTIONS = [
    # what cities have it
    ("空き家の改修を補助している市を教えて", True),
    ("協議会に検証の部会を置く例", True),
    ("立地の奨励金を持つ自治体の比較", True),
    ("展示会の共同出展をしている都市はどこか", True),
    # what help there is
    ("商売を始めるのに使えるお金はありますか", True),
    ("経営者向けの勉強会は？", True),
    ("店を続けるのにどんな支援がある", True),
    # a wish, a worry
    ("若い人が採れなくて困っている", True),
    ("見本市に出たい", True),
    ("跡を継ぐ人がいない", True),
    # one fact
    ("起業塾の参加者は何人", False),
    ("改装の補助はいくらもらいたい人が使えますか", False),
    ("制度の申請の締切日はいつですか", False),
    ("産業振興協議会の会長の名前", False),
    ("条例の第9条の内容", False),
    ("", False),
]


@pytest.mark.parametrize(("question", "several"), QUESTIONS)
def test_what_asks_for_several(question, several):
    assert asks_for_several(question) is several
