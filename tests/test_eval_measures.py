import numpy as np
import pytest

from eval.measures import ranking_values


def ndcg_by_numpy(grades: list[int], ranking: list[int], depth: int = 10) -> float:
    """nDCG of documents that are numbered by their place in `grades`."""
    gain = np.array([grades[document] for document in ranking][:depth], dtype=float)
    best = np.sort(np.array(grades, dtype=float))[::-1][:depth]
    discount = np.log2(np.arange(2, depth + 2))
    return float((gain / discount[: len(gain)]).sum() / (best / discount[: len(best)]).sum())


@pytest.mark.parametrize(
    ("grades", "ranking"),
    [
        ([1, 0, 0], [0, 1, 2]),
        ([1, 0, 0], [2, 1, 0]),
        ([3, 2, 0, 1], [2, 1, 3, 0]),
        ([2, 0, 1, 0, 3], [4, 3, 2]),
        ([1] * 12, list(range(12))),
        ([0] * 11 + [1], list(range(12))),
    ],
)
def test_ndcg_equals_numpy(grades, ranking):
    qrels = {"q": {f"d{number}": grade for number, grade in enumerate(grades)}}
    values = ranking_values(qrels, {"q": [f"d{number}" for number in ranking]})
    assert values["q"]["ndcg@10"] == pytest.approx(ndcg_by_numpy(grades, ranking))


def test_values_by_hand():
    qrels = {"found": {"a": 1, "b": 1}, "missed": {"c": 1}, "unanswered": {"d": 1}}
    rankings = {"found": ["x", "b"], "missed": ["x", "y"], "unjudged": ["a"]}
    # found: one of two at rank 2. DCG = 1/log2(3) = .63093; ideal = 1 + .63093; nDCG = .38685
    values = ranking_values(qrels, rankings)
    assert set(values) == {"found", "missed", "unanswered"}
    assert values["found"] == {
        "ndcg@10": pytest.approx(0.38685, abs=1e-5),
        "mrr@10": 0.5,
        "recall@1": 0.0,
        **{f"recall@{k}": 0.5 for k in (3, 5, 10, 20)},
        "hit@1": 0.0,
        **{f"hit@{k}": 1.0 for k in (3, 5, 10, 20)},
    }
    assert set(values["missed"].values()) == {0.0}
    assert values["unanswered"] == values["missed"]


def test_order_is_kept_where_ids_would_sort_otherwise():
    ranking = ["a", "z"]
    assert ranking_values({"q": {"a": 1}}, {"q": ranking})["q"]["mrr@10"] == 1.0
    assert ranking_values({"q": {"z": 1}}, {"q": ranking})["q"]["mrr@10"] == 0.5
