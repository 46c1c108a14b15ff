"""Cities that a question calls by a name that is a word as well."""

import pytest

from corpus.names.gazetteer import gazetteer
from corpus.names.places import find_places_in_question
from corpus.names.short_cities import city_asked_alone, with_cities_in_full

HELD = (
    "さくら市",
    "三条市",
    "中央市",
    "光市",
    "古河市",
    "日立市",
    "東海市",
    "横手市",
    "津南町",
    "長岡市",
)
QUESTIONS = [
    ("三条は？", "三条市は？"),
    ("三条だとどうですか", "三条市だとどうですか"),
    ("じゃあ三条なら？", "じゃあ三条市なら？"),
    ("いえ、三条のほうです", "いえ、三条市のほうです"),
    ("長岡に住んだまま三条で開業したら", "長岡に住んだまま三条市で開業したら"),
    ("三条や燕の補助", "三条市や燕の補助"),
    ("三条商工会議所の創業塾", "三条市商工会議所の創業塾"),
    ("古河で開業", "古河市で開業"),
    ("横手なら？", "横手市なら？"),
    ("日立の下請けです", "日立市の下請けです"),
    ("津南で民宿を開く", "津南町で民宿を開く"),
    ("光だと？", "光市だと？"),
    ("さくらで起業", "さくら市で起業"),
    # Already said in full, or read without this.
    ("三条市は？", "三条市は？"),
    ("三条市内の店", "三条市内の店"),
    ("長岡で店を出す", "長岡で店を出す"),
    # A part of another word, a firm, a person, a region, an article of a law.
    ("三条件を満たす", "三条件を満たす"),
    ("三条中央商店街の会費", "三条中央商店街の会費"),
    ("日立製作所の下請け", "日立製作所の下請け"),
    ("日立さんに聞いた", "日立さんに聞いた"),
    ("東海地方の支援", "東海地方の支援"),
    ("第三条は", "第三条は"),
    ("条例の三条は", "条例の三条は"),
    # A word of every day.
    ("光の補助", "光の補助"),
    ("中央の支援は", "中央の支援は"),
    ("さくらの季節の催し", "さくらの季節の催し"),
]


@pytest.mark.parametrize(("question", "written"), QUESTIONS)
def test_a_name_in_short_where_papers_of_the_city_are_held(question, written):
    assert with_cities_in_full(question, HELD) == written


def test_no_city_is_read_into_a_question_where_none_is_held():
    assert [with_cities_in_full(question, ()) for question, _ in QUESTIONS] == [
        question for question, _ in QUESTIONS
    ]


def test_a_name_that_two_cities_held_have_is_left():
    assert with_cities_in_full("中央だと？", ("中央区", "中央市")) == "中央だと？"


@pytest.mark.parametrize(
    ("question", "city"),
    [
        ("三条は？", "三条市"),
        ("じゃあ、関だったら？", "関市"),
        ("日立の場合はどうですか", "日立市"),
        ("三条もありますか", "三条市"),
        ("三条の商店街は？", None),
        ("長岡は？", None),  # read so without this
        ("中央は？", None),  # a ward and a city
        ("上限は？", None),
        ("対象は", None),
    ],
)
def test_a_city_asked_about_alone(question, city):
    assert city_asked_alone(question) == city


@pytest.mark.parametrize("form", ["{}は？", "{}の場合は？", "{}なら？", "{}だったら？"])
def test_every_city_held_is_understood_in_short(form):
    """But the cities that their prefecture is called by, too: 新潟."""
    prefectures = {place[:-1] for place in gazetteer().full if place[-1] in "都道府県"}
    cities = [city for names in gazetteer().in_short.values() for city in names]
    others = [city for city in cities if city[:-1] not in prefectures]
    assert [city for city in others if _named_in_short(form, city) != [city]] == []


def _named_in_short(form, city):
    question = with_cities_in_full(form.format(city[:-1]), (city,))
    return [place.name for place in find_places_in_question(question)]
