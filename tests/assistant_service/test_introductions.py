"""Who only says who she is is asked what she would like to know, and her place is kept."""

from tests.service_papers import names


def test_an_introduction_is_no_question_but_tells_the_place(service):
    told = "岡谷市で花屋をやっています。従業員は3人です"
    answer = service.ask(told)
    assert (answer.reason, answer.hits) == ("nothing_asked", ())
    then = service.ask("空き店舗の補助は", history=[told])
    assert (then.reason, then.query.municipalities) == (None, ("岡谷市",))
    assert {name.split("_")[0] for name in names(then.hits)} == {"okaya"}
