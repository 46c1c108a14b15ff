"""What is said without a particle is read as with one, where a compound would be read instead."""

import pytest

from assistant.question.left_out_particles import with_particles
from assistant.records import Understanding
from corpus.language.japanese import content_lemmas
from tests.question_reader import read

# Text, with its particle, what is searched then.
COMPLETED = [
    ("どこも金貸してくれん", "どこも金を貸してくれん", ["何処", "金", "貸す"]),
    ("金貸さん銀行", "金を貸さん銀行", ["金", "貸す", "銀行"]),
    ("お店出したい", "お店を出したい", ["店", "出す"]),
    ("店借りん", "店を借りん", ["店", "借りる"]),
    ("客集めん", "客を集めん", ["客", "集める"]),
    ("人入れない", "人を入れない", ["人", "入れる"]),
    ("人足りん", "人が足りん", ["人", "足りる"]),
    ("手足らん", "手が足らん", ["手", "足る"]),
    ("金足りんし客来ない", "金が足りんし客が来ない", ["金", "足りる", "客", "来る"]),
]

STAYS = [
    "金貸しの登録",  # the trade
    "金貸し業を始めたい",
    "手足が動かん",
    "人足を出す",
    "客足が落ちた",
    "来客来ない",
    "二号店出したい",  # is read well
    "人手足りない",
    "機械買いたい",
    "金を貸してくれる所",
    "",
]


@pytest.mark.parametrize(("text", "complete", "searched"), COMPLETED)
def test_a_particle_left_out_is_supplied(text, complete, searched):
    assert with_particles(text)[0] == complete
    assert content_lemmas(complete) == searched
    assert content_lemmas(text) != searched  # else it would not be needed


@pytest.mark.parametrize("text", STAYS)
def test_what_is_read_well_stays(text):
    assert with_particles(text) == (text, ())


def test_the_words_that_got_a_particle_are_told():
    assert with_particles("金貸して、客来ないから") == (
        "金を貸して、客が来ないから",
        ("金を", "客が"),
    )


@pytest.mark.parametrize(
    ("question", "read_as", "term"),
    [
        ("店出したい", "店を出したい", "創業"),
        ("みせだしたい", "店を出したい", "創業"),
        ("金貸して", "金を貸して", "融資"),
        ("人足らん", "人が足らん", "人材確保"),
        ("客来ない", "客が来ない", "集客"),
    ],
)
def test_a_plea_is_shown_as_it_was_read_and_can_be_undone(question, read_as, term):
    query = read(question)
    assert (query.words, query.read_as) == (read_as, read_as)
    assert query.expansions[0].term == term
    undone = read(question, understanding=Understanding(use_thesaurus=False))
    assert (undone.words, undone.read_as, undone.expansions) == (question, None, ())
