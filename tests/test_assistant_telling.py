"""What a person tells of herself: where she is, what she has."""

import pytest

from assistant.question.named import named_in
from assistant.question.telling import only_introduces, only_tells, tells_place, what_is_told
from tests.question_reader import TODAY

# sentence, whether it tells where she is
TELLS = [
    ("川崎です", True),
    ("店は川崎です", True),
    ("川崎で町工場をやっていて、従業員は8人です", True),
    ("川崎市の食堂です", True),
    ("うちは川崎のパン屋です", True),
    ("うちはいわき", True),
    ("川崎で小さな印刷屋をしてるんですが", True),
    ("川崎で開業予定です", True),
    ("墨田区でそば屋を始めて10年になります", True),
    ("川崎の町工場の社長です", True),
    ("会社の所在地は川崎市です", True),
    ("私は川崎市内で美容室を営む者です", True),
    ("友達は川崎で店をやってる", False),
    ("川崎市の会社の間違いです", True),
    ("川崎市の会社の花の間違いです", False),
    ("川崎市の創業支援です", False),
    ("川崎で創業塾をやってますか", False),
    ("川崎で店をやってみたい", False),
    ("川崎以外です", False),
    ("パン屋です", False),
]


@pytest.mark.parametrize(("sentence", "tells"), TELLS)
def test_where_a_person_is(sentence, tells):
    assert tells_place(sentence, named_in(sentence, TODAY).mentions) is tells


# text, what is told
TOLD = [
    ("花の店です", "花の店"),
    ("うちは川崎のパン屋です", "パン屋"),
    ("やっぱり正社員", "正社員"),
    ("パン屋", None),
    ("店を開くところです", None),
    ("です", None),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_a_person_is(text, told):
    assert what_is_told(text, named_in(text, TODAY).mentions) == told


ONLY = [
    ("川崎で町工場をやっています", True),
    ("従業員は8人です", True),
    ("友達は川崎で店をやってる", True),
    ("お金を借りたいです 川崎でお店をやってます", False),
    ("川崎で店をやっていて人が足りません", False),
    ("従業員は5人までですか", False),
]


@pytest.mark.parametrize(("sentence", "only"), ONLY)
def test_sentences_that_only_tell(sentence, only):
    assert only_tells(sentence, named_in(sentence, TODAY).mentions) is only


@pytest.mark.parametrize(
    ("text", "introduces"),
    [
        ("うちは従業員5人の食堂です", True),
        ("川崎で町工場をやっています。従業員は8人です。", True),
        ("いわきで美容室をやってます", True),
        ("川崎です", True),
        # Something is asked for, or may be.
        ("川崎", False),
        ("従業員5人で使える補助金", False),
        ("川崎でパン屋をやってます。人が足りません", False),
        ("墨田区の会社です。海外に売りたい", False),
        ("川崎で店をやっています。補助金はありますか", False),
        ("川崎市の補助金です", False),
        ("川崎市で商売をしている人は全従業者の何%", False),
        ("", False),
    ],
)
def test_only_who_the_asker_is(text, introduces):
    assert only_introduces(text) is introduces
