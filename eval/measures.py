"""nDCG, recall, reciprocal rank and hit rate of ranked ids, each query by itself.

Reckoned by ir_measures (https://ir-measur.es). The divisor is the labels: a query without a
ranking scores 0, and a relevant document that the index lost lowers the recall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

CUTOFFS = (1, 3, 5, 10, 20)
"""Depths k at which recall@k and hit@k are taken."""

_MEASURES = {
    "ndcg@10": nDCG @ 10,
    "mrr@10": RR @ 10,
    **{f"recall@{k}": R @ k for k in CUTOFFS},
    **{f"hit@{k}": Success @ k for k in CUTOFFS},
}


def ranking_values(
    qrels: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Measures (`ndcg@10`, `mrr@10`, `recall@k`, `hit@k`; 0 to 1) of each judged query, by id.

    Args:
        qrels: Grades of documents by query; above 0 is relevant.
        rankings: Ids by query, best first, none twice; queries without a label are passed over.
    """
    # Scores fall with the rank, so that equal scores of the search are not sorted again by id.
    run = {
        query: {doc_id: 1.0 / rank for rank, doc_id in enumerate(ranking, start=1)}
        for query, ranking in rankings.items()
    }
    names = {measure: name for name, measure in _MEASURES.items()}
    values = {query: dict.fromkeys(_MEASURES, 0.0) for query in qrels}
    plain = {query: dict(grades) for query, grades in qrels.items()}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), plain, run):
        values[metric.query_id][names[metric.measure]] = float(metric.value)
    return values
