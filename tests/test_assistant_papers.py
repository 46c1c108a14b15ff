"""A scheme that a question names and that has papers of its own."""

from dataclasses import replace

import pytest

from assistant.question.papers import other_scheme, within_papers
from corpus.document import Facets, Passage
from tests.question_reader import ALL, read

KNOWN = ("花見・商店街応援補助金", "空き店舗活用補助金", "小規模事業者持続化補助金")


@pytest.mark.parametrize(
    ("question", "words", "papers"),
    [
        ("空き店舗活用補助金で車は買えますか", " " * 10 + "車は買えますか", KNOWN[1:2]),
        ("川崎市の空き店舗補助金の締切は", "川崎市の" + " " * 8 + "締切は", KNOWN[1:2]),
        # By a short name, and by what the thesaurus calls it.
        ("商店街応援補助金の補助率", " " * 9 + "補助率", KNOWN[:1]),
        ("持続化で家賃は出る？", " " * 4 + "家賃は出る？", KNOWN[2:]),
    ],
)
def test_what_is_asked_within_the_papers(question, words, papers):
    query = read(question)
    assert within_papers(query, KNOWN) == replace(query, words=words, papers=papers)


@pytest.mark.parametrize(
    "question",
    [
        "補助金で車は買えますか",  # names none
        "創業補助金で車は買えますか",  # has no paper
        "空き店舗活用補助金について教えて",  # nothing else is asked
        "空き店舗活用補助金以外で店を借りる支援は",
        "空き店舗活用補助金のような支援はほかにある？",
        "空き店舗活用補助金と併用できるものは",
    ],
)
def test_nothing_is_asked_within_papers(question):
    assert within_papers(read(question), KNOWN) is None


@pytest.mark.parametrize(
    ("question", "schemes", "other"),
    [
        ("創業補助金で車は買えますか", KNOWN[1:2], "空き店舗活用補助金"),
        ("空き店舗補助金で車は買えますか", KNOWN[1:2], None),
        ("創業補助金で車は買えますか", (), None),  # a paper on no scheme
        ("補助金で車は買えますか", KNOWN[1:2], None),  # names none
    ],
)
def test_whose_paper_is_quoted(question, schemes, other):
    quoted = Passage("a.txt", 0, 1, "車", facets=Facets(schemes=schemes))
    assert other_scheme(read(question), quoted) == other


def test_the_person_may_undo_it():
    undone = read(
        "空き店舗活用補助金で車は買えますか", understanding=replace(ALL, use_schemes=False)
    )
    assert (undone.schemes, within_papers(undone, KNOWN)) == ((), None)
