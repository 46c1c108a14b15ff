"""What is granted, what is denied, and which of them is asked for."""

import pytest

from assistant.quoting.eligibility import denies, grants, side_asked
from assistant.quoting.options import AnswerOptions
from assistant.search.searched import SearchTerms
from tests.answer_hits import hit, quoted

# text, whether it denies, whether it grants
TEXTS = [
    ("助成の対象とならない費用", True, False),
    ("使えないもの", True, False),
    ("お金が出ない工事", True, False),
    ("助成をもらえない店", True, False),
    ("補助されない費用", True, False),
    ("市が支払わない費用", True, False),
    ("要件に該当しない者", True, False),
    ("対象から外れる費用", True, False),
    ("団体の方はお断りします", True, False),
    ("次の方は申請できません", True, False),
    ("助成の対象となる費用", False, True),
    ("対象経費", False, True),
    ("使えるもの", False, True),
    ("申請できる方", False, True),
    # No denial: a duty, what does not matter.
    ("届を出さなければならない", False, False),
    ("届を出さなければなりません", False, False),
    ("店の広さは問わない", False, False),
    ("店の広さは問いません", False, False),
    ("失敗しない店の選び方", False, False),
    ("申請の方法", False, False),
]


@pytest.mark.parametrize(("text", "denied", "granted"), TEXTS)
def test_what_a_text_denies_and_grants(text, denied, granted):
    assert (denies(text), grants(text)) == (denied, granted)


QUESTIONS = [
    ("対象とならない費用は", "denied"),
    ("塩尻市の助成で使えないものは何ですか", "denied"),
    ("助成をもらえない店はどんな店ですか", "denied"),
    ("対象外の費用を教えてください", "denied"),
    ("対象にならないのは何ですか", "denied"),
    ("対象になる費用は", "granted"),
    ("使えるものを教えて", "granted"),
    ("対象経費", "granted"),
    ("申請できる方は？", "granted"),
    # Both sides may answer.
    ("茶菓代は出ますか", None),
    ("茶菓代は対象外ですか", None),
    ("車は対象になりませんか", None),
    ("銀行で借りられない人でも使えますか", None),
    ("助成の締め切りは", None),
]


@pytest.mark.parametrize(("question", "expected"), QUESTIONS)
def test_the_side_that_is_asked_for(question, expected):
    assert side_asked(question) == expected


PAID = hit("対象となる費用", "", "・店の看板の塗り替え", headings=("対象となる費用",))
UNPAID = hit("対象とならない費用", "", "・店の看板の撤去", headings=("対象とならない費用",))
YES, NO = "対象となる費用 … 店の看板の塗り替え", "対象とならない費用 … 店の看板の撤去"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("看板で対象とならない費用は", [NO]),
        ("看板で対象となる費用は", [YES]),
        ("看板の費用は出ますか", [YES, NO]),
    ],
)
def test_the_side_asked_for_is_quoted(question, expected):
    found = quoted([PAID, UNPAID], SearchTerms(("看板",)), question, AnswerOptions())
    assert [one.said for one in found] == expected


WEAK = 0.3  # a share of the first passage's score with which no other one is quoted


def _said_of_rent(items, score=WEAK, heading="出せない費用"):
    weak = hit(heading, "", *items, headings=(heading,), score=score)
    found = quoted(
        [hit("次の費用を出します。", "・看板", score=1.0), weak],
        SearchTerms(("費用", "家賃", "看板")),
        "家賃は出ますか",
        AnswerOptions(least_fit=0.0),
    )
    return [one.said for one in found if one.citation == 2]


def test_a_denial_of_what_is_asked_is_quoted_from_a_weaker_passage():
    assert _said_of_rent(["・家賃", "・駐車料"]) == ["出せない費用 … 家賃"]
    assert _said_of_rent(["・看板", "・駐車料"]) == []  # the first passage tells of it
    assert _said_of_rent(["・茶菓代", "・駐車料"]) == []
    assert _said_of_rent(["・家賃"], heading="使える費用") == []
    assert _said_of_rent(["・家賃"], score=0.2) == []
