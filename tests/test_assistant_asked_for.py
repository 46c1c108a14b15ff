"""What a question asks about is left without the figure or time it asks for."""

import pytest

from assistant.question.asked_for import without_what_it_asks

ABOUT = [
    ("花咲補助金の上限額はいくらですか", "花咲補助金"),
    (
        "川崎市の試作品の補助の上限と補助率と、共同でつくる場合の上限を教えて",
        "川崎市の試作品の補助 共同でつくる場合",
    ),
    ("何社が出展した？", "出展した"),
    ("いくら出ますか", "いくら出ますか"),
    ("空き店舗を借りたい", "空き店舗を借りたい"),
]


@pytest.mark.parametrize(("topic", "about"), ABOUT)
def test_what_is_left_of_a_topic(topic, about):
    assert without_what_it_asks(topic) == about
