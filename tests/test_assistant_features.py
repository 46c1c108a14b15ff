"""Each feature against numbers worked out by hand, then all against the formulas in plain loops."""

from itertools import pairwise
from math import log

import numpy as np
import pytest

from assistant.features import NAMES, Meaning, SearchTerms, features
from index.lexical import WeightedTerm
from tests.tiny_index import Tiny, tiny_index

# body, its vector, heading path, its vector, document
PASSAGES = [
    Tiny("店舗 改装 補助", (1, 0, 0, 0), "商店 街", (0, 1, 0, 0), 0),
    Tiny("補助 金 補助 申請", (0.5, 0.5, 0.5, 0.5), "創業", (0.5, -0.5, 0.5, 0.5), 1),
    Tiny("融資 窓口", (-0.5, 0.5, -0.5, 0.5), "創業 補助", (1, 0, 0, 0), 2),
    Tiny("相談", (0, 0, 1, 0), "商店 街", (0, 1, 0, 0), 0),
]
QUERY = np.array([1, 0, 0, 0], np.float32)
TERMS = SearchTerms(
    ("店舗", "補助", "申請"),
    (WeightedTerm("融資", 0.5), WeightedTerm("商店", 0.4)),
    (Meaning(frozenset({"申請"}), ("融資",), 0.5),),
)
ALL = np.arange(4)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return tiny_index(tmp_path_factory.mktemp("features"), PASSAGES)


def column(index, name, terms=TERMS, rows=ALL, query=QUERY):
    return features(index, terms, query, np.asarray(rows, np.int64))[:, NAMES.index(name)].tolist()


# idf = ln(1 + (4 - df + 1/2) / (df + 1/2)), df counted in bodies:
#   店舗, 申請, 融資 stand in one: ln(10 / 3) = 1.203973; 補助 in two: ln 2 = 0.693147;
#   商店 in none: ln 10 = 2.302585.
# The question's words together: 2 * 1.203973 + 0.693147 = 3.101093.
# Words: 3, 4, 2, 1 (mean 2.5); with headings 5, 5, 4, 3 over a mean of 2.5 + 5 / 3 = 25 / 6.
BY_HAND = {
    # row 0: (1.203973 + 0.693147) / (1 + 1.2 * (.25 + .75 * 1.2)) / 3.101093
    # row 1: (0.693147 * 2 / 3.38 + 1.203973 / 2.38) / 3.101093
    # row 2: 補助 in the heading; 0.693147 / (1 + 1.2 * (.25 + .75 * .96)) / 3.101093
    "bm25": [0.257041, 0.295385, 0.103289, 0],
    # row 0: 1.89712 / (1 + 1.2 * 3 / 2.5) / 3.101093; row 1 with 1.2 * 4 / 2.5 = 1.92:
    # (0.693147 * 2 / 3.92 + 1.203973 / 2.92) / 3.101093
    "bm25_short": [0.250721, 0.246997, 0, 0],
    # 店舗-補助 and 補助-申請 weigh 1.89712 each; only the second stands side by side, in row 1.
    "pair": [0, 0.5, 0, 0],
    # 1.89712, 1.89712 and 0.693147 of 3.101093
    "coverage": [0.611758, 0.611758, 0.223517, 0],
    "heading_coverage": [0, 0, 0.223517, 0],
    # row 2: 融資 stands half for 申請: (0.693147 + .5 * 1.203973) / 3.101093
    "meant_coverage": [0.611758, 0.611758, 0.417638, 0],
    # 融資 .5 * 1.203973 = 0.601986, 商店 .4 * 2.302585 = 0.921034, together 1.523020
    "expansion": [0.604742, 0, 0.395258, 0.604742],
    "cos_body": [1, 0.5, -0.5, 0],
    "cos_heading": [0, 0.5, 1, 0],
    "cos_body_uncovered": [0.388242, 0.194121, -0.291181, 0],
    "cos_heading_uncovered": [0, 0.194121, 0.582362, 0],
    "lead_coverage": [0.611758, 0.611758, 0, 0],
    # ln(8 / 7.5), ln(9 / 7.5), ln(7 / 7.5), ln(6 / 7.5)
    "length": [0.064539, 0.182322, -0.068993, -0.223144],
    # rows 0 and 3 share a document
    "length_alone": [0, 0.182322, -0.068993, 0],
}


def test_every_feature_is_worked_out_here():
    assert tuple(BY_HAND) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_by_hand(index, name):
    assert column(index, name) == pytest.approx(BY_HAND[name], abs=2e-6)


def reference(terms, rows):
    """The same in plain loops over the words, by name."""
    bodies = [p.body.split() for p in PASSAGES]
    headings = [p.heading.split() for p in PASSAGES]
    own = list(dict.fromkeys(terms.own))
    added = [t for t in terms.added if t.lemma not in own]

    def idf(word):
        df = sum(word in body for body in bodies)
        left = 0.1 if word in terms.faint else 1.0  # of a word that names the scope
        return left * log(1 + (len(bodies) - df + 0.5) / (df + 0.5))

    def share(words, present):
        whole = sum(map(idf, own))
        return sum(idf(w) for w in words if w in present) / whole if whole else 0.0

    def bm25(texts, row, mean, b):
        text = texts[row]
        k = 1.2 * (1 - b + b * len(text) / mean)
        whole = sum(map(idf, own))
        return sum(idf(w) * text.count(w) / (text.count(w) + k) for w in own) / (whole or 1)

    mean = np.mean([len(b) for b in bodies])
    mean_both = mean + np.mean([len(h.split()) for h in {p.heading for p in PASSAGES}])
    table = []
    for row in rows:
        passage, both = PASSAGES[row], bodies[row] + headings[row]
        pairs = set(pairwise(terms.own))
        beside = {*pairwise(bodies[row]), *pairwise(headings[row])}
        pair_weights = {p: idf(p[0]) + idf(p[1]) for p in pairs}
        covered = share(own, both)
        there = {w: float(w in both) for w in own}
        for meaning in terms.meanings:
            if set(meaning.term) <= set(both):
                for word in meaning.words:
                    there[word] = max(there[word], meaning.weight)
        meant = sum(idf(w) * t for w, t in there.items()) / (sum(map(idf, own)) or 1)
        weights = {t.lemma: t.weight * idf(t.lemma) for t in added}
        body_cosine = float(np.dot(passage.vector, QUERY))
        heading_cosine = float(np.dot(passage.heading_vector, QUERY))
        length = log((len(bodies[row]) + 5) / (mean + 5))
        together = [b + h for b, h in zip(bodies, headings, strict=True)]
        documents = [p.document for p in PASSAGES]
        table.append(
            {
                "bm25": bm25(together, row, mean_both, 0.75),
                "bm25_short": bm25(bodies, row, mean, 1.0),
                "pair": sum(w for p, w in pair_weights.items() if p in beside)
                / (sum(pair_weights.values()) or 1),
                "coverage": covered,
                "heading_coverage": share(own, headings[row]),
                "meant_coverage": meant,
                "expansion": sum(w for lemma, w in weights.items() if lemma in both)
                / (sum(weights.values()) or 1),
                "cos_body": body_cosine,
                "cos_heading": heading_cosine,
                "cos_body_uncovered": body_cosine * (1 - meant),
                "cos_heading_uncovered": heading_cosine * (1 - meant),
                "lead_coverage": share(own, bodies[row][:30]),
                "length": length,
                "length_alone": length if documents.count(passage.document) == 1 else 0,
            }
        )
    return {name: [row[name] for row in table] for name in table[0]}


QUESTIONS = [
    TERMS,
    SearchTerms(("補助",)),
    SearchTerms(("補助", "金", "補助", "申請")),  # a word twice: two pairs begin with it
    SearchTerms(("創業", "補助")),  # side by side in a heading
    SearchTerms(("改装", "補助", "商店")),  # 補助 ends a body, 商店 begins its heading: no pair
    SearchTerms(("窓口", "相談")),  # one passage ends, the next begins: no pair
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
    # A meaning may lie in a word that was asked as well.
    SearchTerms(("助成", "補助"), (), (Meaning(frozenset({"助成"}), ("補助",), 0.7),)),
]


@pytest.mark.parametrize("terms", QUESTIONS)
@pytest.mark.parametrize("rows", [[0, 1, 2, 3], [3, 1], [2], [1, 1, 0]])
def test_against_plain_loops(index, terms, rows):
    found = features(index, terms, QUERY, np.array(rows, np.int64))
    assert (found.dtype, found.shape) == (np.float32, (len(rows), len(NAMES)))
    for name, values in reference(terms, rows).items():
        assert found[:, NAMES.index(name)].tolist() == pytest.approx(values, abs=2e-6), name


def test_no_rows(index):
    found = features(index, TERMS, QUERY, np.empty(0, np.int64))
    assert (found.shape, found.dtype) == ((0, len(NAMES)), np.float32)


def test_shares_of_a_passage_that_has_every_word(index):
    everything = SearchTerms(("店舗", "改装", "補助"), (WeightedTerm("商店", 0.1),))
    for name in ("pair", "coverage", "lead_coverage", "expansion"):
        assert column(index, name, everything)[0] == pytest.approx(1)
    assert column(index, "cos_body_uncovered", everything)[0] == pytest.approx(0, abs=1e-6)


def test_a_word_that_stands_nowhere_counts_against_all(index):
    # ln 10 = 2.302585 for 無, 1.203973 for 店舗: 1.203973 / 3.506558
    known = SearchTerms(("無", "店舗"))
    assert column(index, "coverage", known) == pytest.approx([0.343349, 0, 0, 0], abs=2e-6)


def test_without_words_only_meaning_and_length_are_known(index):
    found = features(index, SearchTerms(()), QUERY, ALL)
    known = ["cos_body", "cos_heading", "cos_body_uncovered", "cos_heading_uncovered"]
    known += ["length", "length_alone"]
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
    found = features(index, TERMS, np.array(vector, np.float32)[::-1].copy(), np.arange(11))
    assert len(np.unique(found[[0, 1, 2, 7, 8, 9, 10]], axis=0)) == 1
    assert len(np.unique(found[3:7], axis=0)) == 1
    assert len(np.unique(found, axis=0)) == 2
