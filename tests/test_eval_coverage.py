import pytest

from eval.coverage import coverage_values
from eval.measures import ranking_values


def test_values_by_hand():
    # Gains at ranks 2 and 4 (rank 3 brings nothing new), four gold items:
    # DCG = 1/log2(3) + 1/log2(5) = .63093 + .43068 = 1.06161
    # ideal = 1 + .63093 + .5 + .43068 = 2.56161; nDCG = .41443
    found = [frozenset(), frozenset({0, 1}), frozenset({1}), frozenset({3})]
    assert coverage_values(found, 4) == {
        "ndcg@10": pytest.approx(0.41443, abs=1e-5),
        "mrr@10": 0.5,
        "recall@1": 0.0,
        "recall@3": 0.5,
        "recall@5": 0.75,
        "recall@10": 0.75,
        "recall@20": 0.75,
        "hit@1": 0.0,
        "hit@3": 1.0,
        "hit@5": 1.0,
        "hit@10": 1.0,
        "hit@20": 1.0,
    }


def test_nothing_found_is_all_zero():
    assert set(coverage_values([], 3).values()) == {0.0}


def test_a_hit_below_rank_ten_counts_for_recall_and_hit_at_20_only():
    found = [frozenset[int]()] * 11 + [frozenset({0})]
    values = coverage_values(found, 1)
    assert {name for name, value in values.items() if value} == {"recall@20", "hit@20"}


@pytest.mark.parametrize(
    ("ranking", "gold"),
    [
        ("axb", 2),
        ("xab", 3),
        ("xxxxa", 1),
        ("abc", 3),
        ("", 2),
        ("xxxxxxxxxxab", 2),
        ("bxxxxxxxxxxa", 12),
    ],
)
def test_equals_ir_measures_where_a_passage_holds_one_item_at_most(ranking, gold):
    items = "abcdefghijkl"[:gold]
    places = [f"{rank}{letter}" if letter == "x" else letter for rank, letter in enumerate(ranking)]
    found = [
        frozenset({items.index(letter)}) if letter in items else frozenset[int]()
        for letter in ranking
    ]
    theirs = ranking_values({"q": dict.fromkeys(items, 1)}, {"q": places})["q"]
    assert coverage_values(found, gold) == pytest.approx(theirs)
