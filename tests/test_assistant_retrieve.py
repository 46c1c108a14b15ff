"""What each leg finds, what the scope leaves of it, and the order it is put in."""

from math import exp

import numpy as np
import pytest

from assistant.records import Expansion, Filters, Query
from assistant.search.features import NAMES, features
from assistant.search.ranker import Ranker
from assistant.search.retrieve import (
    Reading,
    RetrieveOptions,
    candidates,
    query_vector,
    rank,
    search_terms,
)
from assistant.search.scope import FacetTable, Scope
from assistant.search.searched import Meaning, SearchTerms
from assistant.search.word_network import WordNetworks
from corpus.document import Facets
from index.grams import gram_numbers
from index.lexical import WeightedTerm
from index.related import RelatedWords
from index.vocabulary import Vocabulary
from tests.tiny_index import Tiny, tiny_index

OKAYA, SUMIDA = Facets("岡谷市", "長野県", fiscal_years=(2016,)), Facets("墨田区", "東京都")
PASSAGES = [
    Tiny("補助 申請", (0, 1, 0, 0), "甲", (0, 1, 0, 0), 0, OKAYA),
    Tiny("補助 補助", (0, 0, 1, 0), "甲", (0, 1, 0, 0), 0, SUMIDA),
    Tiny("融資", (1, 0, 0, 0), "乙", (0, 0, 0, 1), 1, OKAYA),
    Tiny("融資", (0.5, 0.5, 0.5, 0.5), "乙", (0, 0, 0, 1), 1, SUMIDA),
    Tiny("相談", (0, 0, 0, 1), "丙", (1, 0, 0, 0), 2, OKAYA),
    Tiny("相談", (0, 0, 0, 1), "丙", (1, 0, 0, 0), 2, SUMIDA),
    Tiny("相談", (0, 0, 0, 1), "丙", (1, 0, 0, 0), 2, OKAYA),
    Tiny("窓口", (-1, 0, 0, 0), "丁 補助", (-1, 0, 0, 0), 3, SUMIDA),
]
QUERY = np.array([1, 0, 0, 0], np.float32)
SUBSIDY = SearchTerms(("補助",))
NO_WORDS = SearchTerms(())
ANYWHERE = Scope()
NO_RELATED = RelatedWords([], np.empty((0, 1), np.int32), np.empty((0, 1), np.uint8), Vocabulary())


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return tiny_index(tmp_path_factory.mktemp("retrieve"), PASSAGES)


class Pointing:
    """An embedder whose questions all have one vector; it keeps the forms it was given."""

    def __init__(self, vector=QUERY):
        self.vector = vector
        self.asked = []

    def encode_query(self, form):
        self.asked.append(form)
        return self.vector


def legs(lexical=0, body=0, headings=0, rows_per_heading=4, **more):
    return RetrieveOptions(lexical, body, headings, rows_per_heading, **more)


def only(*rows):
    """A scope of some rows."""
    return Scope(np.isin(np.arange(len(PASSAGES)), rows))


LEGS = [
    # Words: in bodies 0 and 1, in the heading of 7; twice in 1.
    (SUBSIDY, legs(lexical=100), [0, 1, 7]),
    (SUBSIDY, legs(lexical=1), [1]),
    (SearchTerms(("無",)), legs(lexical=100), []),
    (NO_WORDS, legs(lexical=100), []),
    (SearchTerms(("無",), (WeightedTerm("窓口", 0.4),)), legs(lexical=100), [7]),
    # Meaning of bodies: cosines 1 in 2, 1/2 in 3.
    (NO_WORDS, legs(body=1), [2]),
    (NO_WORDS, legs(body=2), [2, 3]),
    # Meaning of headings: 丙 is the question's, with the rows 4, 5 and 6.
    (NO_WORDS, legs(headings=1), [4, 5, 6]),
    (NO_WORDS, legs(headings=1, rows_per_heading=2), [4, 5]),
    (NO_WORDS, legs(headings=1, rows_per_heading=0), []),
    # Together, each row once.
    (SUBSIDY, legs(lexical=100, body=2, headings=1, rows_per_heading=1), [0, 1, 2, 3, 4, 7]),
    (SearchTerms(("融資",)), legs(lexical=100, body=2), [2, 3]),
    # More than there are.
    (NO_WORDS, legs(body=1_000), [0, 1, 2, 3, 4, 5, 6, 7]),
    (NO_WORDS, legs(headings=1_000, rows_per_heading=1_000), [0, 1, 2, 3, 4, 5, 6, 7]),
    (SUBSIDY, legs(), []),
]


@pytest.mark.parametrize(("terms", "options", "rows"), LEGS)
def test_legs(index, terms, options, rows):
    found = candidates(index, terms, QUERY, ANYWHERE, options)
    assert found.dtype == np.int64
    assert found.tolist() == rows


def test_a_question_of_which_nothing_is_known_finds_nothing(index):
    nothing = np.zeros(4, np.float32)
    assert candidates(index, NO_WORDS, nothing, ANYWHERE, RetrieveOptions()).tolist() == []


SCOPES = [
    (only(0, 7), SUBSIDY, legs(lexical=100), [0, 7]),
    (only(3, 5), SUBSIDY, legs(lexical=100), []),
    # The best within the scope, not what of the best lies within it.
    (only(3, 7), NO_WORDS, legs(body=1), [3]),
    (only(3, 7), NO_WORDS, legs(body=5), [3, 7]),
    (only(5), NO_WORDS, legs(headings=1), [5]),
    (only(6), NO_WORDS, legs(headings=1, rows_per_heading=1), [6]),
    (only(0, 7), NO_WORDS, legs(headings=1), [0]),  # of 甲 (0) and 丁 (-1)
    (only(0, 7), NO_WORDS, legs(headings=2), [0, 7]),
    (only(), SUBSIDY, legs(100, 100, 100), []),
]


@pytest.mark.parametrize(("scope", "terms", "options", "rows"), SCOPES)
def test_the_scope_holds_in_every_leg(index, scope, terms, options, rows):
    assert candidates(index, terms, QUERY, scope, options).tolist() == rows


FACETS = [
    (Filters(municipalities=("岡谷市",)), Query(""), [0, 2, 4, 6]),
    (Filters(municipalities=("岡谷市", "墨田区")), Query(""), [0, 1, 2, 3, 4, 5, 6, 7]),
    (Filters(fiscal_years=(2016,)), Query(""), [0, 2, 4, 6]),
    (Filters(fiscal_years=(2017,)), Query(""), []),
    (Filters(), Query("", years=(2017,)), [1, 3, 5, 7]),  # those of no year
    (
        Filters(),
        Query("", municipalities=("墨田区",), prefectures=("東京都",)),
        [1, 3, 5, 7],
    ),
]


@pytest.mark.parametrize(("filters", "query", "rows"), FACETS)
def test_the_tags_of_a_scope_agree_with_its_rows(index, filters, query, rows):
    scope = FacetTable(index.store).scope(filters, query)
    words = SearchTerms(("補助", "融資", "相談", "窓口"))
    # The words alone, filtered by tags ...
    lexical = index.lexical.search(
        words.weighted(), 100, weights=RetrieveOptions().fields, required=scope.required
    )
    assert sorted(lexical.tolist()) == rows
    # ... and all legs, filtered by rows.
    assert candidates(index, words, QUERY, scope, RetrieveOptions()).tolist() == rows


def test_a_narrow_scope_is_not_crowded_out_by_better_words_elsewhere(index):
    scope = FacetTable(index.store).scope(Filters(municipalities=("岡谷市",)), Query(""))
    # The one best passage by words is 1, in 墨田区; within 岡谷市 it is 0.
    assert candidates(index, SUBSIDY, QUERY, scope, legs(lexical=1)).tolist() == [0]


def ranker_of(**weights):
    order = tuple(weights.get(name, 0.0) for name in NAMES)
    return Ranker(order, tuple(2 * weight for weight in order), -1.0, 0.5, WordNetworks.load())


def ranked(index, ranker, options, scope=ANYWHERE, words="補助"):
    query = Query(words, words)
    terms = search_terms(query, options, NO_RELATED)
    return rank(index, Pointing(), ranker, [Reading(query, terms, scope)], options)


def test_the_ranker_decides_the_order(index):
    found = ranked(index, ranker_of(cos=1.0), legs(lexical=100, body=2, repetition=0.0))
    # Cosines 1, 1/2, 0, 0, -1; ties by row; 1 / (1 + e^-(2 x - 1)) of each.
    assert found.rows.tolist() == [2, 3, 0, 1, 7]
    assert found.scores.tolist() == pytest.approx(
        [1 / (1 + exp(1 - 2 * cosine)) for cosine in (1, 0.5, 0, 0, -1)]
    )
    terms = search_terms(Query("補助", "補助"), RetrieveOptions(), NO_RELATED)
    expected = features(index, terms, QUERY, found.rows, WordNetworks.load())
    assert found.features.tolist() == expected.tolist()


def test_equal_values_go_by_row(index):
    found = ranked(index, ranker_of(), legs(lexical=100, body=2, headings=1, repetition=0.0))
    assert found.rows.tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert found.scores.tolist() == pytest.approx([1 / (1 + exp(1))] * 8)


def test_nothing_to_rank(index):
    for found in (
        ranked(index, ranker_of(), RetrieveOptions(), scope=only()),
        ranked(index, ranker_of(), legs(lexical=100), words=""),
    ):
        assert (found.rows.tolist(), found.scores.tolist()) == ([], [])
        assert found.features.shape == (0, len(NAMES))


@pytest.mark.parametrize(
    ("repetition", "rows"),
    [
        (0.0, [0, 1, 2, 4, 3]),
        # The third and the fourth under 甲 lose once and twice: .5 - .25 and .25 - .5.
        (0.25, [0, 1, 4, 2, 3]),
        (0.0625, [0, 1, 2, 4, 3]),
        (10.0, [0, 1, 4, 2, 3]),
    ],
)
def test_one_heading_does_not_push_out_all_others(tmp_path, repetition, rows):
    cosines = [(1.0, "甲"), (0.75, "甲"), (0.5, "甲"), (0.25, "甲"), (0.375, "乙")]
    passages = [Tiny("語", (cosine,), name, (0.0,), 0) for cosine, name in cosines]
    index = tiny_index(tmp_path, passages)
    embedder = Pointing(np.ones(1, np.float32))
    options = legs(body=10, repetition=repetition)
    ranker = ranker_of(cos=1.0)
    found = rank(index, embedder, ranker, [Reading(Query("問"), NO_WORDS, ANYWHERE)], options)
    assert found.rows.tolist() == rows
    # What is set back keeps its score.
    assert found.scores[rows.index(2)] == pytest.approx(0.5)


def test_by_default_the_third_passage_of_a_heading_comes_behind_an_equal_one_of_another(tmp_path):
    passages = [Tiny("語", (0.5,), name, (0.0,), 0) for name in ("甲", "甲", "甲", "乙")]
    index, embedder = tiny_index(tmp_path, passages), Pointing(np.ones(1, np.float32))
    reading = Reading(Query("問"), NO_WORDS, ANYWHERE)
    found = rank(index, embedder, ranker_of(cos=1.0), [reading], RetrieveOptions())
    assert found.rows.tolist() == [0, 1, 3, 2]


@pytest.mark.parametrize(("k", "lexical", "body"), [(10, 45, 30), (40, 45, 40), (100, 100, 100)])
def test_as_many_candidates_as_passages_are_wanted(k, lexical, body):
    options = RetrieveOptions(headings=7).reaching(k)
    assert options == RetrieveOptions(lexical=lexical, body=body, headings=7)


def test_other_documents_of_the_same_title_are_no_repetition(tmp_path):
    passages = [Tiny("語", (1 - n / 8,), "甲", (0.0,), n) for n in range(4)]
    index = tiny_index(tmp_path, [*passages, Tiny("語", (0.25,), "乙", (0.0,), 4)])
    embedder, options = Pointing(np.ones(1, np.float32)), legs(body=10, repetition=10.0)
    ranker = ranker_of(cos=1.0)
    found = rank(index, embedder, ranker, [Reading(Query("問"), NO_WORDS, ANYWHERE)], options)
    assert found.rows.tolist() == [0, 1, 2, 3, 4]


TERMS = [
    # Whose programmes are looked for is no word of theirs; with whom is.
    ("朝市を開いている自治体は", (), ("朝市", "開く"), {}),
    ("朝市のある市町村の例", (), ("朝市", "例"), {}),
    ("自治体と開く朝市", (), ("自治", "体", "開く", "朝市"), {}),
    ("補助の申請", (), ("補助", "申請"), {}),
    ("", (), (), {}),
    # A term counts its own weight times the option's .4; its words that were asked are left out.
    ("補助の申請", (Expansion("補助", "助成", 0.5),), ("補助", "申請"), {"助成": 0.2}),
    ("補助の申請", (Expansion("補助", "補助の申請", 1.0),), ("補助", "申請"), {}),
    # A word of two terms counts once, with the higher weight.
    (
        "補助",
        (Expansion("補助", "助成", 0.5), Expansion("補助", "助成の申請", 0.8)),
        ("補助",),
        {"助成": 0.32, "申請": 0.32},
    ),
    (
        "補助",
        (Expansion("補助", "助成の申請", 0.8), Expansion("補助", "助成", 1.0)),
        ("補助",),
        {"助成": 0.4, "申請": 0.32},
    ),
    (
        "補助",
        (Expansion("補助", "助成", 1.0), Expansion("補助", "助成の申請", 0.8)),
        ("補助",),
        {"助成": 0.4, "申請": 0.32},
    ),
    # Amounts are words too, however they are written.
    ("５０万円の補助", (), ("50", "万", "円", "補助", "¥500000"), {}),
]


@pytest.mark.parametrize(("words", "expansions", "own", "added"), TERMS)
def test_search_terms(words, expansions, own, added):
    found = search_terms(Query(words, words, expansions=expansions), RetrieveOptions(), NO_RELATED)
    assert found.own == own
    assert {term.lemma: pytest.approx(term.weight) for term in found.added} == added
    assert len(found.added) == len(added)


def test_a_term_stands_for_the_words_of_the_question_it_came_from():
    query = Query(
        "跡取りの補助",
        "跡取りの補助",
        expansions=(
            Expansion("跡取り", "事業承継", 0.9),
            Expansion("店をたたむ", "廃業", 1.0),  # none of its words are left in the question
        ),
    )
    found = search_terms(query, RetrieveOptions(), NO_RELATED)
    assert found.own == ("跡取り", "補助")
    assert found.meanings == (Meaning(frozenset({"跡取り"}), ("事業", "承継"), 0.9),)


def test_each_word_brings_those_of_nearly_its_meaning():
    words = ["助成", "補助", "奨励"]
    nearest = np.array([[1, 2], [0, 2], [0, 1]], np.int32)
    cosines = np.array([[204, 51], [204, 0], [51, 0]], np.uint8)
    held = Vocabulary(["奨励", "申請", "助成"])
    related = RelatedWords(words, nearest, cosines, held)
    found = search_terms(Query("補助の申請", "補助の申請"), RetrieveOptions(), related).related
    assert found.words[0].tolist() == [2, 0]
    # 204 and 0 of 255; 申請 is no word of the model
    assert found.cosines == pytest.approx(np.array([[0.8, 0], [0, 0]]))


def test_character_pairs_of_the_question_without_what_names_its_scope():
    query = Query("川崎市の補助", "川崎市の補助", named=("川崎市",))
    found = search_terms(query, RetrieveOptions(), NO_RELATED)
    assert found.grams.tolist() == gram_numbers("の補助").tolist()


FILLER = [
    ("跡取りがいなくて困っています", ("跡取り",)),
    ("お金の工面、何とかならないか悩んでいます", ("金", "工面")),
    ("このままでは不安です。機械を買うつもりで、ありがとうございます", ("機械", "買う")),
    # Nothing else is left: then that is what is asked.
    ("困っています", ("困る",)),
]


@pytest.mark.parametrize(("words", "own"), FILLER)
def test_what_only_tells_how_a_person_feels_is_not_searched(words, own):
    assert search_terms(Query(words, words), RetrieveOptions(), NO_RELATED).own == own


def test_what_terms_count_is_an_option():
    query = Query("補助", "補助", expansions=(Expansion("補助", "助成", 0.5),))
    found = search_terms(query, RetrieveOptions(expansion=1.0), NO_RELATED)
    assert found.added == (WeightedTerm("助成", 0.5),)


def test_the_question_alone_is_embedded():
    query = Query("川崎市 ①補助", " ①補助", expansions=(Expansion("補助", "助成", 0.5),))
    embedder = Pointing()
    vector = query_vector(embedder, query, search_terms(query, RetrieveOptions(), NO_RELATED))
    assert vector is QUERY
    (form,) = embedder.asked
    assert form.text == "1 補助"
    assert "助成" not in form.lemmas
