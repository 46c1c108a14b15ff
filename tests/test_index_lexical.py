"""The order by BM25 of tantivy against the formula worked out here; filters, ties and edges."""

import numpy as np
import pytest

from index.lexical import (
    FieldWeights,
    LexicalEntry,
    LexicalIndex,
    WeightedTerm,
    grams,
    tag,
    write_lexical,
)

BODY_ONLY = FieldWeights(body=1.0, heading=0.0, gram=0.0)

# body lemmas, heading lemmas, tags
ENTRIES = [
    ("店舗 改装 補助", "商店 街", ("year:2016", "place:川崎市")),
    ("補助 金 補助 金 申請 窓口", "創業", ("year:2016", "place:墨田区")),
    ("融資 窓口", "創業 補助", ("year:2017", "place:川崎市")),
    ("店舗 改装 補助", "商店 街", ("year:2017", "year:2018", "place:")),
    ("相談", "商店 街", ("year:", "place:川崎市")),
]


def entry(body, heading="", tags=()):
    words = body.split()
    return LexicalEntry(words, heading.split(), "".join(words), tags)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical") / "index"
    write_lexical(folder, (entry(*row) for row in ENTRIES))
    return LexicalIndex(folder)


def ask(text):
    return [WeightedTerm(lemma) for lemma in text.split()]


def bm25(texts, term):
    """BM25 of one term in a field: float64, shape (texts,).

    ln(1 + (N - n + 1/2) / (n + 1/2)) * tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length)),
    k1 = 1.2, b = 0.75.
    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """
    frequency = np.array([list(text).count(term) for text in texts], np.float64)
    length = np.array([len(text) for text in texts], np.float64)
    holding = np.count_nonzero(frequency)
    rarity = np.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
    return rarity * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / length.mean()))


def expected_scores(question, weights):
    """The scores of `ENTRIES`: each known word by body and heading."""
    bodies = [body.split() for body, _, _ in ENTRIES]
    headings = [heading.split() for _, heading, _ in ENTRIES]
    scores = np.zeros(len(ENTRIES))
    for word in question:
        scores += weights.body * bm25(bodies, word) + weights.heading * bm25(headings, word)
    return scores


@pytest.mark.parametrize("weights", [BODY_ONLY, FieldWeights(), FieldWeights(2.0, 3.0, 0.0)])
@pytest.mark.parametrize(
    "question", ["補助", "補助 金", "創業 補助 金", "店舗 改装 補助", "商店 街 相談", "窓口"]
)
def test_the_order_is_that_of_the_formula(index, question, weights):
    expected = expected_scores(question.split(), weights)
    order = [row for row in np.lexsort((np.arange(5), -expected.round(6))) if expected[row] > 0]
    rows = index.search(ask(question), 10, weights=weights)
    assert rows.dtype == np.int64
    assert rows.tolist() == order


WEIGHTED = [
    # 融資 stands once in one of five bodies of 3, 6, 2, 3 and 1 words, 3 on average:
    # ln(1 + 4.5 / 1.5) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 3)) = 1.386 * 2.2 / 1.9 = 1.605;
    # 相談, in the shorter body, 1.386 * 2.2 / 1.6 = 1.906.
    ([("融資", 1.0), ("相談", 1.0)], [4, 2]),
    ([("融資", 1.0), ("相談", 0.8)], [2, 4]),  # 1.525
    ([("融資", 1.0), ("相談", 0.9)], [4, 2]),  # 1.715
    # A word asked twice counts once.
    ([("融資", 1.0), ("融資", 1.0), ("相談", 1.0)], [4, 2]),
    # So do the character pairs of unknown words, with the higher weight: 申請 stands in nine pairs,
    # 融資 in three, of 3.6 on average: .150 * .655 for 申請, .150 * 1.049 for 融資.
    ([("申請書", 1.0), ("申請者", 0.1), ("融資額", 0.5)], [1, 2]),
    ([("申請者", 0.1), ("申請書", 1.0), ("融資額", 0.5)], [1, 2]),
    ([("申請者", 0.1), ("融資額", 0.5)], [2, 1]),
    ([("申請書", 1.0), ("申請者", 1.0), ("融資額", 1.0)], [2, 1]),
]


@pytest.mark.parametrize(("terms", "rows"), WEIGHTED)
def test_what_a_term_counts(index, terms, rows):
    found = index.search([WeightedTerm(*term) for term in terms], 3, weights=FieldWeights(1, 0))
    assert found.tolist() == rows


def test_the_rounding_of_lengths_keeps_the_shorter_passage_first(tmp_path):
    # tantivy keeps a passage's length in one byte: exact up to 40 words, then rounded down, by
    # less than an eighth.
    texts = [["補助"] + ["語"] * (length - 1) for length in (500, 333, 150, 97, 50)]
    texts.append(["別"] * 200)
    write_lexical(tmp_path / "index", (entry(" ".join(text)) for text in texts))
    rows = LexicalIndex(tmp_path / "index").search(ask("補助"), 10, weights=BODY_ONLY)
    assert rows.tolist() == [4, 3, 2, 1, 0]


def test_equal_scores_are_ordered_by_row(tmp_path):
    write_lexical(tmp_path / "index", (entry("補助 金") for _ in range(50)))
    index = LexicalIndex(tmp_path / "index")
    rows = index.search(ask("補助"), 7, weights=FieldWeights())
    assert rows.tolist() == [0, 1, 2, 3, 4, 5, 6]


FILTERS = [
    # Each filter lists tags of which a passage must have one; 補助 stands in rows 0, 1, 2 and 3.
    ([], [0, 1, 2, 3]),
    ([["year:2016"]], [0, 1]),
    ([["year:2016", "year:2017"]], [0, 1, 2, 3]),
    ([["year:2018"]], [3]),
    ([["year:2016"], ["place:川崎市"]], [0]),
    ([["place:川崎市", "place:"]], [0, 2, 3]),
    ([["place:横浜市"]], []),
    ([[]], []),
]


@pytest.mark.parametrize(("required", "expected"), FILTERS)
def test_filters(index, required, expected):
    rows = index.search(ask("補助"), 10, weights=FieldWeights(), required=required)
    # A filter leaves the order as it is.
    unfiltered = index.search(ask("補助"), 10, weights=FieldWeights()).tolist()
    assert rows.tolist() == [row for row in unfiltered if row in expected]
    assert len(rows) == len(expected)


def test_a_word_that_stands_nowhere_is_searched_by_its_character_pairs(index):
    # 申請書 is no lemma here; of its pairs 申請 and 請書 the first stands in row 1 alone.
    assert index.search(ask("申請書"), 10, weights=FieldWeights()).tolist() == [1]
    assert index.search(ask("申請書"), 10, weights=BODY_ONLY).tolist() == []


@pytest.mark.parametrize("known", [entry("店舗"), entry("街 路", "店舗")])
def test_a_known_word_is_not_searched_by_its_character_pairs(tmp_path, known):
    write_lexical(tmp_path / "index", [entry("店 舗"), known])
    index = LexicalIndex(tmp_path / "index")
    assert index.search(ask("店舗"), 5, weights=FieldWeights(gram=100.0)).tolist() == [1]


@pytest.mark.parametrize("k", [4, 5, 1_000, 10**9, 10**20])
def test_k_above_the_number_of_passages_is_clipped(index, k):
    rows = index.search(ask("補助"), k, weights=FieldWeights())
    assert sorted(rows.tolist()) == [0, 1, 2, 3]


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_are_wanted(index, k):
    assert index.search(ask("補助"), k, weights=FieldWeights()).tolist() == []


@pytest.mark.parametrize("question", ["", "無", "xyz", "🙂"])
def test_a_question_without_known_words_finds_nothing(index, question):
    rows = index.search(ask(question), 5, weights=FieldWeights())
    assert (rows.dtype, rows.tolist()) == (np.int64, [])


def test_weights_of_zero_search_nothing(index):
    rows = index.search(ask("補助"), 5, weights=FieldWeights(0.0, 0.0, 0.0))
    assert rows.tolist() == []


def test_only_the_first_64_words_are_searched(index):
    # 65 words: 相談 comes last and is left out; as the 64th it is found.
    others = [f"無{number}" for number in range(64)]
    rows = index.search(ask(" ".join([*others, "相談"])), 5, weights=BODY_ONLY)
    assert rows.tolist() == []
    rows = index.search(ask(" ".join(["無"] * 63) + " 相談"), 5, weights=BODY_ONLY)
    assert rows.tolist() == [4]


@pytest.mark.parametrize(
    "hostile", ["body:補助 OR *:*", '"補助"', "補助^9", "[a TO z]", "+補助 -金"]
)
def test_a_question_is_words_and_no_query_language(index, hostile):
    rows = index.search([WeightedTerm(hostile)], 5, weights=BODY_ONLY)
    assert rows.tolist() == []


def test_grams_and_tags():
    assert grams("補助金 店") == ["補助", "助金"]
    assert tag("year", 2016) == "year:2016"
    assert tag("place", "") == "place:"


def test_two_builds_rank_alike(index, tmp_path):
    write_lexical(tmp_path / "again", (entry(*row) for row in ENTRIES))
    again = LexicalIndex(tmp_path / "again")
    for question in ("補助 金", "商店 街", "店舗 改装 補助 相談"):
        first = index.search(ask(question), 10, weights=FieldWeights())
        second = again.search(ask(question), 10, weights=FieldWeights())
        assert first.tolist() == second.tolist()
