"""Another thing takes the place of the one that a talk asked a scheme for."""

import pytest

from tests.question_reader import read

CAR = "花咲補助金で車は買えますか"
ITEMS = [
    # history, question, subject
    ([CAR], "じゃあ自転車は？", "花咲補助金"),
    ([CAR], "パソコンは買えますか", "花咲補助金"),
    ([CAR], "でも送料は出ますよね", "花咲補助金"),
    ([CAR], "机の修理代も対象ですか？", "花咲補助金"),
    ([CAR, "自転車は？"], "パソコンは？", "花咲補助金"),
    ([CAR, "自転車は？"], "中古は？", "花咲補助金で自転車は？"),
    (["川崎市の花見の補助で、提灯は直せますか"], "屋台は？", "川崎市の花見の補助"),
    (["川崎市の花咲補助金の看板は対象ですか"], "植木は？", "川崎市の花咲補助金"),
    (["平成28年度の川崎市で看板は出ますか"], "植木は？", "平成28年度の川崎市"),
    ([CAR, "川崎市は？"], "自転車は？", "花咲補助金 川崎市"),
    ([CAR, "川崎市は？", "自転車は？"], "机は？", "花咲補助金 川崎市"),
    (["川崎市の花咲補助金で車は買えますか"], "人材育成も対象ですか", "川崎市の花咲補助金"),
    (["川崎市の花咲補助金で車は買えますか"], "人材育成は？", "川崎市"),
    ([CAR, "自転車は？"], "でも解体費は出ますよね", "花咲補助金"),
    # How the thing is come by, a part of the scheme, and who asks, are no other thing.
    ([CAR], "リースは？", CAR),
    ([CAR], "上限は？", CAR),
    ([CAR], "個人事業主は？", CAR),
    ([CAR], "創業したばかりでも？", CAR),
    ([CAR], "いくらまで出ますか", CAR),
    # The talk asks for no thing of a scheme.
    (["川崎市で家賃の補助は出ますか"], "敷金は？", "川崎市で家賃の補助は出ますか"),
    (["川崎市で店を改装したい"], "看板は？", "川崎市で店を改装したい"),
    (["花咲補助金で何が買えますか"], "机は？", "花咲補助金で何が買えますか"),
    (["花咲補助金の説明会はいつですか"], "会費は？", "花咲補助金の説明会"),
]


@pytest.mark.parametrize(("history", "question", "subject"), ITEMS)
def test_another_thing_of_the_same_scheme(history, question, subject):
    assert read(question, history).subject == subject
