"""Each feature against numbers worked out by hand, then all against the formulas in plain loops."""

import re
from itertools import pairwise
from math import log

import numpy as np
import pytest

from assistant.search.features import NAMES, features
from assistant.search.searched import Meaning, SearchTerms
from assistant.search.word_network import (
    KIND_COLUMNS,
    MATCH_COLUMNS,
    WORD_COLUMNS,
    Layers,
    WordNetwork,
    WordNetworks,
)
from index.grams import gram_numbers
from index.lexical import WeightedTerm
from index.related import Related
from index.vocabulary import Vocabulary
from tests.tiny_index import Tiny, tiny_index

# body, its vector, heading path, its vector, document
PASSAGES = [
    Tiny("店舗 改装 補助", (1, 0, 0, 0), "商店 街", (0, 1, 0, 0), 0),
    Tiny("補助 金 補助 申請", (0.5, 0.5, 0.5, 0.5), "創業", (0.5, -0.5, 0.5, 0.5), 1),
    Tiny("融資 窓口", (-0.5, 0.5, -0.5, 0.5), "創業 補助", (1, 0, 0, 0), 2),
    Tiny("相談", (0, 0, 1, 0), "商店 街", (0, 1, 0, 0), 0),
]
QUERY = np.array([1, 0, 0, 0], np.float32)
# As the index numbers them: bodies first, then heading paths, each word as it is first met.
VOCABULARY = Vocabulary(
    ["店舗", "改装", "補助", "金", "申請", "融資", "窓口", "相談", "商店", "街", "創業"]
)


def related(*cosines):
    """For each own word its nearest with their cosines, filled up to two with nothing."""
    words, kept = np.zeros((len(cosines), 2), np.int32), np.zeros((len(cosines), 2), np.float32)
    for row, near in enumerate(cosines):
        words[row, : len(near)] = VOCABULARY.numbers(list(near))
        kept[row, : len(near)] = list(near.values())
    return Related(words, kept, np.full(len(cosines), -1))


def layers(inputs, **columns):
    """One unit that adds up some inputs."""
    hidden = np.zeros((inputs, 1), np.float32)
    for name, weight in columns.items():
        hidden[int(name.removeprefix("column_"))] = weight
    return Layers(hidden, np.zeros(1, np.float32), np.ones(1, np.float32), np.float32(0))


# Every word matters alike, ln 2; one that stands in the body tells 1, in the headings 3.
MATCHED, ANSWERABLE = (
    WordNetwork(
        np.zeros((1, 0), np.float32),
        layers(WORD_COLUMNS),
        layers(MATCH_COLUMNS + WORD_COLUMNS, **told),
    )
    for told in ({"column_1": 3}, {"column_0": 1})
)
NETWORKS = WordNetworks(MATCHED, ANSWERABLE)
TERMS = SearchTerms(
    ("店舗", "補助", "申請"),
    (WeightedTerm("融資", 0.5), WeightedTerm("商店", 0.4)),
    (Meaning(frozenset({"申請"}), ("融資",), 0.5),),
    related=related({"商店": 0.8, "相談": 0.5}, {"金": 0.9}, {"窓口": 0.6}),
    grams=gram_numbers("店舗の補助申請"),
    kinds=np.zeros((3, KIND_COLUMNS), np.float32),
)
ALL = np.arange(4)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return tiny_index(tmp_path_factory.mktemp("features"), PASSAGES)


def column(index, name, terms=TERMS, rows=ALL, query=QUERY):
    found = features(
        index, terms, query, np.asarray(rows, np.int64), WordNetworks(MATCHED, ANSWERABLE)
    )
    return found[:, NAMES.index(name)].tolist()


# idf = ln(1 + (4 - df + 1/2) / (df + 1/2)), df counted in bodies:
#   店舗, 申請 stand in one: ln(10 / 3) = 1.203973; 補助 in two: ln 2 = 0.693147.
# The question's words together: 2 * 1.203973 + 0.693147 = 3.101093.
# Its character pairs, df counted in headings and bodies: 店舗, 助申, 申請 stand in one: 1.203973;
# 補助 in three: ln(10 / 7) = 0.356675; 舗の, の補 in none: ln 10 = 2.302585; together 8.573764.
BY_HAND = {
    # 1.89712, 1.89712 and 0.693147 of 3.101093
    "coverage": [0.611758, 0.611758, 0.223517, 0],
    "heading_coverage": [0, 0, 0.223517, 0],
    # of 創業 補助 the question has one
    "heading_precision": [0, 0, 0.5, 0],
    # row 2: 融資 stands half for 申請: (0.693147 + .5 * 1.203973) / 3.101093
    "meant_coverage": [0.611758, 0.611758, 0.417638, 0],
    # row 2: 窓口 for 申請, .6 * 1.203973; row 3: 商店 is nearer to 店舗 than 相談, .8 * 1.203973
    "related": [0, 0, 0.232945, 0.310593],
    # 店舗 and 補助; 補助, 助申 and 申請; 補助
    "gram_coverage": [0.182026, 0.322452, 0.041601, 0],
    "lead_coverage": [0.611758, 0.611758, 0, 0],
    "cos": [1, 0.5, 1, 0],  # of 1 and 0, .5 and .5, -.5 and 1, 0 and 0
    "cos_heading": [0, 0.5, 1, 0],
    "cos_uncovered": [0.388242, 0.194121, -0.291181, 0],
    # 3, 4, 2 and 1 words, mean 2.5; rows 0 and 3 share a document, row 1 is longer: ln(7.5 / 7)
    "brevity": [0, 0, 0.068993, 0],
    "named": [0, 0, 0, 0],
    "number": [1, 1, 1, 1],  # none is asked for
    # one of three words stands in the headings of row 2: 3 ln 2 / (3 ln 2 + 0.1)
    "matched": [0, 0, 0.954116, 0],
    # two of three words stand in the bodies of rows 0 and 1: 2 ln 2 / (3 ln 2 + 0.1)
    "answerable": [0.636078, 0.636078, 0, 0],
}


def test_every_feature_is_worked_out_here():
    assert tuple(BY_HAND) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_by_hand(index, name):
    assert column(index, name) == pytest.approx(BY_HAND[name], abs=2e-6)


def told(terms, words):
    """Mean of what each word tells, each mattering ln 2."""
    own = set(terms.own)
    return bool(len(terms.kinds)) * log(2) * words / (log(2) * len(own) + 0.1)


def reference(terms, rows):
    """The same in plain loops over the words, by name."""
    bodies = [p.body.split() for p in PASSAGES]
    headings = [p.heading.split() for p in PASSAGES]
    own = list(dict.fromkeys(terms.own))

    def full_idf(word):
        df = sum(word in body for body in bodies)
        return log(1 + (len(bodies) - df + 0.5) / (df + 0.5))

    def idf(word):
        return full_idf(word) * (0.3 if word in terms.faint else 1)  # of a word of the scope

    def share(words, present):
        whole = sum(map(idf, own))
        return sum(idf(w) for w in words if w in present) / whole if whole else 0.0

    mean = np.mean([len(b) for b in bodies])
    texts = [p.heading.replace(" ", "") + "\n" + p.body.replace(" ", "") for p in PASSAGES]
    grams = [set(gram_numbers(text).tolist()) for text in texts]

    def gram_idf(gram):
        df = sum(gram in found for found in grams)
        return log(1 + (len(grams) - df + 0.5) / (df + 0.5))

    table = []
    for row in rows:
        passage, both = PASSAGES[row], bodies[row] + headings[row]
        pairs = set(pairwise(terms.own))
        beside = {*pairwise(bodies[row]), *pairwise(headings[row])}
        phrases = [m.words for m in terms.meanings if len(m.words) > 1]
        there = {}
        for word in own:
            mine = [phrase for phrase in phrases if word in phrase]
            whole = any(word in p and {*p} <= phrase for phrase in mine for p in pairs & beside)
            there[word] = (word in both) * (0.6 if mine and not whole else 1.0)
        coverage = sum(idf(w) * t for w, t in there.items()) / (sum(map(idf, own)) or 1)
        for meaning in terms.meanings:
            if set(meaning.term) <= set(both):
                for word in meaning.words:
                    there[word] = max(there[word], meaning.weight)
        meant = sum(idf(w) * t for w, t in there.items()) / (sum(map(idf, own)) or 1)
        nearest = {
            word: max(
                float(cosine) * (number in VOCABULARY.numbers(both))
                for number, cosine in zip(numbers, cosines, strict=True)
            )
            for word, numbers, cosines in zip(
                own, terms.related.words, terms.related.cosines, strict=False
            )
            if word not in both
        }
        asked = {gram: gram_idf(gram) for gram in terms.grams.tolist()}
        scope = {w: full_idf(w) for w in own if w in terms.faint}
        heading = headings[row]
        cosine = float(np.dot(passage.vector, QUERY))
        cos_heading = float(np.dot(passage.heading_vector, QUERY))
        length = log((mean + 5) / (len(bodies[row]) + 5))
        alone = [p.document for p in PASSAGES].count(passage.document) == 1
        table.append(
            {
                "coverage": coverage,
                "heading_coverage": share(own, heading),
                "heading_precision": sum(w in own for w in heading) / len(heading),
                "meant_coverage": meant,
                "related": sum(idf(w) * c for w, c in nearest.items()) / (sum(map(idf, own)) or 1),
                "gram_coverage": sum(w for gram, w in asked.items() if gram in grams[row])
                / (sum(asked.values()) or 1),
                "lead_coverage": share(own, bodies[row][:30]),
                "cos": max(cosine, cos_heading),
                "cos_heading": cos_heading,
                "cos_uncovered": cosine * (1 - meant),
                "brevity": max(length, 0) if alone else 0,
                "named": sum(w for word, w in scope.items() if word in both)
                / (sum(scope.values()) or 1),
                "number": float(
                    terms.number is None
                    or terms.number.search(passage.body.replace(" ", "")) is not None
                ),
                "matched": told(terms, 3 * sum(w in heading for w in own)),
                "answerable": told(terms, sum(w in bodies[row] for w in own)),
            }
        )
    return {name: [row[name] for row in table] for name in table[0]}


def phrase(*words):
    """Words that the thesaurus knows together, for a term that stands nowhere."""
    return SearchTerms(words, (), (Meaning(frozenset(words), ("皆無",), 0.3),))


QUESTIONS = [
    TERMS,
    SearchTerms(("補助",)),
    SearchTerms(("補助", "金", "補助", "申請")),  # a word twice: two pairs begin with it
    phrase("創業", "補助"),  # side by side in a heading
    phrase("店舗", "補助"),  # with a word between them: no pair
    phrase("相談", "商店"),  # the last body ends, the first heading begins: no pair
    phrase("窓口", "相談"),  # one passage ends, the next begins: no pair
    SearchTerms(("無", "店舗")),  # a word that stands nowhere
    SearchTerms(("無",), (WeightedTerm("皆無", 0.3),)),
    SearchTerms((), (WeightedTerm("融資"),)),
    SearchTerms(("店舗",), (WeightedTerm("店舗", 0.9), WeightedTerm("補助", 0.9))),
    SearchTerms(()),
    SearchTerms(("商店", "補助"), faint=frozenset({"商店"})),
    # A term of two words stands for nothing where one of them is missing.
    SearchTerms(
        ("空き店", "改装"),
        (WeightedTerm("商店", 0.3), WeightedTerm("街", 0.3), WeightedTerm("創業", 0.3)),
        (
            Meaning(frozenset({"空き店"}), ("商店", "街"), 0.8),
            Meaning(frozenset({"空き店", "改装"}), ("商店", "創業"), 0.9),
        ),
    ),
    # The safer of two meanings counts, whatever their order; a word that is there counts whole.
    SearchTerms(
        ("開店", "補助"),
        (WeightedTerm("創業", 0.3), WeightedTerm("申請", 0.3)),
        (
            Meaning(frozenset({"開店", "補助"}), ("創業",), 0.9),
            Meaning(frozenset({"開店"}), ("申請",), 0.4),
        ),
    ),
    # What names the scope, there or not; a related word stands in a heading; nothing is related.
    SearchTerms(
        ("商店", "融資", "補助"),
        faint=frozenset({"商店", "融資"}),
        related=related({}, {"街": 0.4}, {}),
        grams=gram_numbers("商店街の補助"),
    ),
    # A word may be related to two words, to one that was asked as well, and to a meaning of it.
    SearchTerms(
        ("開店", "補助", "無"),
        (),
        (Meaning(frozenset({"開店"}), ("創業",), 0.5),),
        related=related({"創業": 0.9, "金": 0.3}, {"金": 0.8}, {"補助": 0.7, "金": 0.6}),
    ),
    # A meaning may lie in a word that was asked as well.
    SearchTerms(("助成", "補助"), (), (Meaning(frozenset({"助成"}), ("補助",), 0.7),)),
    # What gives the number asked for, here a stand-in.
    SearchTerms(("補助",), number=re.compile("改装補助|相談")),
]


@pytest.mark.parametrize("terms", QUESTIONS)
@pytest.mark.parametrize("rows", [[0, 1, 2, 3], [3, 1], [2], [1, 1, 0]])
def test_against_plain_loops(index, terms, rows):
    found = features(index, terms, QUERY, np.array(rows, np.int64), NETWORKS)
    assert (found.dtype, found.shape) == (np.float32, (len(rows), len(NAMES)))
    for name, values in reference(terms, rows).items():
        assert found[:, NAMES.index(name)].tolist() == pytest.approx(values, abs=2e-6), name


def test_no_rows(index):
    found = features(index, TERMS, QUERY, np.empty(0, np.int64), NETWORKS)
    assert (found.shape, found.dtype) == ((0, len(NAMES)), np.float32)


def test_shares_of_a_passage_that_has_every_word(index):
    everything = SearchTerms(("店舗", "改装", "補助"), grams=gram_numbers("店舗改装補助"))
    for name in ("coverage", "meant_coverage", "lead_coverage", "gram_coverage"):
        assert column(index, name, everything)[0] == pytest.approx(1)
    assert column(index, "cos_uncovered", everything)[0] == pytest.approx(0, abs=1e-6)


def test_what_is_there_needs_no_related_word(index):
    terms = SearchTerms(("補助",), related=related({"金": 0.9}))
    assert column(index, "related", terms, [1]) == [0]  # it has both


def test_of_passages_that_may_hold_for_a_city_those_that_name_it_come_first(index):
    terms = SearchTerms(("商店", "補助"), faint=frozenset({"商店"}))
    assert column(index, "named", terms) == [1, 0, 0, 1]


def test_what_names_the_year_is_said_of_a_passage_whose_title_alone_has_it(index):
    terms = SearchTerms(
        ("商店", "補助"),
        faint=frozenset({"商店"}),
        related=related({}, {}),
        kinds=np.zeros((2, KIND_COLUMNS), np.float32),
    )
    of_rows = np.array([False, True, True, False])
    found = features(index, terms, QUERY, ALL, NETWORKS, of_rows)
    # 商店 stands in the headings of 0 and 3, and is said of 1 and 2.
    assert found[:, NAMES.index("named")].tolist() == [1, 1, 1, 1]
    assert found[:, NAMES.index("heading_coverage")].tolist() == pytest.approx(
        column(index, "heading_coverage", terms)
    )
    # 補助 stands in the bodies of 0 and 1: ln 2 for each, over 2 ln 2 and the .1 that is added.
    each = log(2) / (2 * log(2) + 0.1)
    assert found[:, NAMES.index("answerable")].tolist() == pytest.approx(
        [each, 2 * each, each, 0], abs=2e-6
    )


def test_only_passages_that_give_the_number_asked_for_have_it(index):
    asked = SearchTerms(("補助",), number=re.compile("補助金"))
    assert column(index, "number", asked) == [0, 1, 0, 0]
    assert column(index, "number", asked, []) == []


def test_a_word_that_stands_nowhere_counts_against_all(index):
    # ln 10 = 2.302585 for 無, 1.203973 for 店舗: 1.203973 / 3.506558
    known = SearchTerms(("無", "店舗"))
    assert column(index, "coverage", known) == pytest.approx([0.343349, 0, 0, 0], abs=2e-6)


def test_without_words_only_meaning_and_length_are_known(index):
    found = features(index, SearchTerms(()), QUERY, ALL, NETWORKS)
    known = ["cos", "cos_heading", "cos_uncovered", "brevity", "number"]
    for number, name in enumerate(NAMES):
        assert found[:, number].any() == (name in known)


def test_the_lead_is_thirty_words(tmp_path):
    filler = [f"語{number}" for number in range(40)]
    passages = [
        Tiny(" ".join([*filler[:29], "申請", *filler[29:]]), (1,), "", (1,), 0),  # the 30th
        Tiny(" ".join([*filler[:30], "申請"]), (1,), "", (1,), 1),  # the 31st
    ]
    index = tiny_index(tmp_path, passages)
    terms, query = SearchTerms(("申請",)), np.ones(1, np.float32)
    assert column(index, "coverage", terms, [0, 1], query) == [1, 1]
    assert column(index, "lead_coverage", terms, [0, 1], query) == [1, 0]


def test_equal_passages_have_equal_features(tmp_path):
    # Clauses are repeated from year to year; vectors of 64 components, added up in any order.
    vector = tuple(((7 * n) % 11 - 5) / 16 for n in range(64))
    same = [Tiny("店舗 改装 補助 申請", vector, "商店 街", vector, 0) for _ in range(7)]
    other = [Tiny("融資 窓口 相談", vector[::-1], "創業", vector, 0) for _ in range(4)]
    index = tiny_index(tmp_path, [*same[:3], *other, *same[3:]])
    found = features(
        index, TERMS, np.array(vector, np.float32)[::-1].copy(), np.arange(11), NETWORKS
    )
    assert len(np.unique(found[[0, 1, 2, 7, 8, 9, 10]], axis=0)) == 1
    assert len(np.unique(found[3:7], axis=0)) == 1
    assert len(np.unique(found, axis=0)) == 2
