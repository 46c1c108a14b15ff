"""The answers to our judged questions on the bundled documents keep their quality.

Each limit stands a few questions off what was measured on 2026-11-22 with `python cli.py eval`. A
change that goes beyond one is worth a look before the limit is moved.
"""

from datetime import date

import pytest

from eval.run import RunOptions, run_own

AT_LEAST = [
    # slice, measure, limit; measured
    ("all", "ndcg@10", 0.87),  # .883
    ("all", "hit@1", 0.835),  # .848
    ("all", "hit@5", 0.96),  # .970
    ("all", "recall@10", 0.94),  # .957
    ("fact", "ndcg@10", 0.96),  # .975
    ("fact", "hit@5", 0.98),  # 1
    ("officer", "ndcg@10", 0.855),  # .871
    ("owner", "ndcg@10", 0.805),  # .822
    ("year", "ndcg@10", 0.92),  # .955
    ("none:far", "declined", 0.87),  # .875
    ("none:near", "declined", 0.64),  # .656
]
AT_MOST = [
    ("all", "declined", 0.05),  # .047
    ("fact", "declined", 0.03),  # .019
    ("all", "wrong-year@5", 0.02),  # 0
    ("all", "wrong-city@5", 0.02),  # 0
]


@pytest.fixture(scope="module")
def evaluation():
    """Every question asked once, of an index of the bundled documents and the bundled model."""
    return run_own(RunOptions(today=date(2026, 11, 21)))


@pytest.mark.parametrize(("name", "measure", "limit"), AT_LEAST)
def test_at_least(evaluation, name, measure, limit):
    assert evaluation.figures[name][measure].mean >= limit


@pytest.mark.parametrize(("name", "measure", "limit"), AT_MOST)
def test_at_most(evaluation, name, measure, limit):
    assert evaluation.figures[name][measure].mean <= limit


def test_every_question_counts(evaluation):
    assert evaluation.setting.model == "madoguchi-static"
    assert {name: evaluation.figures[name]["declined"].n for name in ("all", "none")} == {
        "all": 507,
        "none": 336,
    }
    assert evaluation.figures["all"]["wrong-year@5"].n >= 27
    assert evaluation.figures["all"]["wrong-city@5"].n >= 50
