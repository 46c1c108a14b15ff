"""The figures in README.md are those of the results file that docs/accuracy.md names."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BASELINE = "BM25 over lemmas, bodies alone"
DEFAULT = "all legs and the ranker (default)"
WITHOUT = "weights fitted without these questions"

# what README's row says, the set and the measure in the results
ROWS = [
    ("our own, on the bundled corpus (507) | nDCG@10", "own questions", "ndcg@10"),
    ("| first passage right", "own questions", "hit@1"),
    ("| one of the first five right", "own questions", "hit@5"),
    ("| without an answer (336): declined", "own questions", "declined, unanswerable"),
    ("| near misses among them (320): declined", "own questions", "declined, near misses"),
    ("| with an answer: declined by mistake", "own questions", "declined, answerable"),
    ("the same written without kanji (507) | nDCG@10", "own questions in hiragana", "ndcg@10"),
    ("| first passage right", "own questions in hiragana", "hit@1"),
    ("people's questions on five city papers (64) | first passage right", "counter_dev", "hit@1"),
    ("| one of the first five right", "counter_dev", "hit@5"),
    ("questions and answers on a subsidy (152) | nDCG@10", "subsidy_qa", "ndcg@10"),
    ("summaries of programmes (315) | nDCG@10", "mirasapo_summary", "ndcg@10"),
    ("titles in city bulletins (213) | nDCG@10", "bulletin_title2body", "ndcg@10"),
    ("encyclopedia questions (738) | nDCG@10", "jsquad_valid", "ndcg@10"),
    ("titles of news for firms (309) | nDCG@10", "jnet21_title2body", "ndcg@10"),
]


@pytest.fixture(scope="module")
def results():
    named = re.findall(r"eval/results/[\d-]+\.json", (ROOT / "docs" / "accuracy.md").read_text())
    (name,) = set(named)
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def test_the_table_of_the_readme(results):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("| fitted without the set |\n")[1].split("\n\n")[0].splitlines()[1:]
    expected = []
    for row, name, measure in ROWS:
        variants = results["sets"][name]["variants"]
        cells = [
            f"{variants[variant][measure]['mean']:.3f}".removeprefix("0")
            if measure in variants[variant]
            else "–"
            for variant in (BASELINE, DEFAULT, WITHOUT)
        ]
        expected.append(f"{'' if row.startswith('|') else '| '}{row} | {' | '.join(cells)} |")
    assert [re.sub(r"^\| \| ", "| ", line) for line in table] == expected


def test_the_date_of_the_results(results):
    day = results["date"][:10]
    accuracy = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert f"Measured on {day} at commit" in accuracy
    assert f"Measured on {day} on 2 CPU cores" in (ROOT / "README.md").read_text()
