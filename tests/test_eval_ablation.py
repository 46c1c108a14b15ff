"""The ablations: what is left out, how figures are compared, the tables."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.search.features import NAMES
from assistant.search.ranker import Ranker
from eval.ablation import Compared, compared, main, quoted, table, values_of
from eval.ablation_sets import beir_set, counter_set
from eval.ablation_variants import DENSE, WHOLE, variants, without
from eval.aims import AIMS, Aim, aims_table, reached
from eval.bootstrap import Figure
from index.embed import load_embedder

TODAY = date(2026, 11, 21)
SHOPS = "空き店舗を借りて店を開く人に、家賃の半額を一年間補助します。"
ROOFS = "工場の屋根に太陽光パネルを載せる費用の三分の一を助成します。"


def figure(mean, low=0.0, high=1.0):
    return Figure(4, mean, low, high)


@pytest.mark.parametrize("names", [DENSE, ("brevity",), ()])
def test_a_ranker_without_some_features(names):
    ranker = Ranker.load()
    assert set(names) <= set(NAMES)
    features = np.eye(len(NAMES), dtype=np.float32)
    expected = [
        0.0 if n in names else np.float32(w) for n, w in zip(NAMES, ranker.weights, strict=True)
    ]
    changed = without(ranker, names)
    assert changed.order(features).tolist() == expected
    assert replace(changed, weights=ranker.weights) == ranker


@pytest.mark.parametrize(
    ("quotes", "evidence", "value"),
    [
        ("家賃の 半額", ["家賃の半額"], 1.0),
        ("あ" * 195 + "家賃の半額", ["家賃の半額"], 1.0),
        ("あ" * 196 + "家賃の半額", ["家賃の半額"], 0.0),  # its last character is the 201st
        (" | " * 200 + "家賃の半額", ["何もない", "家賃の半額"], 1.0),  # bars and blanks are free
        ("", ["家賃の半額"], 0.0),
    ],
)
def test_quotes_are_read_as_far_as_200_characters(quotes, evidence, value):
    assert quoted(quotes, evidence) == value


def test_means_and_their_difference_from_the_default():
    found = compared({"worse": {"hit@1": [0.0, 0.0]}, WHOLE: {"hit@1": [1.0, 0.0]}})
    assert found[WHOLE]["hit@1"].figure.mean == 0.5
    assert found[WHOLE]["hit@1"].p == 1.0
    # Of the four ways to swap the two pairs all differ by one question.
    assert found["worse"]["hit@1"] == Compared(Figure(2, 0.0, 0.0, 0.0), 1.0)


def test_a_table_marks_what_differs_and_what_is_missing():
    rows = {
        "dense": {"hit@1": Compared(figure(0.25, 0.1, 0.4), 0.01)},
        WHOLE: {"hit@1": Compared(figure(0.5), 1.0), "declined": Compared(figure(0.05), 1.0)},
    }
    assert table(rows) == (
        "| | hit@1 | declined |\n|---|--:|--:|\n"
        "| dense | 0.250\\* [0.10, 0.40] | – |\n"
        f"| {WHOLE} | 0.500 [0.00, 1.00] | 0.050 [0.00, 1.00] |\n"
    )


@pytest.mark.parametrize(
    ("mean", "said"),
    [
        (0.85, "aim reached"),
        (0.8496, "aim reached"),
        (0.75, "floor reached"),
        (0.7494, "not reached, 0.001 short"),
    ],
)
def test_floors_and_aims(mean, said):
    assert reached(Aim("counter_dev", "hit@1", 0.75, 0.85), mean) == said


def test_the_aims_of_what_was_measured():
    assert aims_table({"subsidy_qa": {"ndcg@10": figure(0.7)}}) == (
        "| Set | Measure | Floor | Aim | Measured | |\n|---|---|--:|--:|--:|---|\n"
        "| subsidy_qa | ndcg@10 | 0.66 | 0.72 | 0.700 | floor reached |\n"
    )
    assert all(0 < aim.floor < aim.aim < 1 for aim in AIMS)


@pytest.fixture
def counter(tmp_path):
    """Two documents and a table beside them, a question with evidence and one without."""
    for name in ("corpus", "eval"):
        (tmp_path / name).mkdir()
    (tmp_path / "corpus" / "shops.txt").write_text(SHOPS, encoding="utf-8")
    (tmp_path / "corpus" / "roofs.txt").write_text(ROOFS, encoding="utf-8")
    (tmp_path / "corpus" / "list.csv").write_text("名称,内容\n家賃,店舗\n", encoding="utf-8")
    answers = [{"file": "shops.txt", "evidence": "家賃の半額"}]
    questions = [
        {"id": "q1", "query": "店舗の家賃の補助", "type": "owner", "hard": "-", "answers": answers},
        {"id": "q2", "query": "猫の里親", "type": "none", "hard": "-", "answers": []},
    ]
    lines = [json.dumps(question, ensure_ascii=False) for question in questions]
    (tmp_path / "eval" / "counter_dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_every_variant_of_a_small_set(counter, tmp_path):
    judged, embedder = counter_set(counter, TODAY), load_embedder(None)
    assert judged.note.startswith("2 questions judged by evidence, on the 2 text documents")
    judged.make(tmp_path / "index", embedder)
    ranker = replace(Ranker.load(), threshold=1.1)
    found = {}
    for name, retriever in variants(tmp_path / "index", embedder, TODAY, ranker):
        found[name] = values_of(judged, retriever, None, lambda *_: None)
    assert len(found) == 12
    ranking = {"ndcg@10", "hit@1", "hit@5", "owner hit@1", "owner hit@5", "answer@2000c"}
    declining = {"answer@200c of the quotes", "declined, answerable", "declined, unanswerable"}
    with_thresholds = (WHOLE, "without the thesaurus", "without years and places as scope")
    for name, values in found.items():
        wanted = ranking | declining if name in with_thresholds else ranking
        assert set(values) == wanted
        assert values["hit@1"] == [1.0]
    assert found[WHOLE]["answer@200c of the quotes"] == [1.0]
    assert found[WHOLE]["declined, answerable"] == [0.0]
    assert found[WHOLE]["declined, unanswerable"] == [1.0]


def test_every_nth_query_of_a_beir_folder(tmp_path):
    (tmp_path / "qrels").mkdir()
    names = {"corpus": "d1", "queries": "q1 q2 q3"}
    for name, ids in names.items():
        lines = [json.dumps({"_id": i, "text": SHOPS}, ensure_ascii=False) for i in ids.split()]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = "".join(f"q{n}\td1\t1\n" for n in (1, 2, 3))
    (tmp_path / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}")
    judged = beir_set(tmp_path, 2, TODAY)
    assert list(judged.questions) == ["q1", "q3"]
    assert judged.note == "2 of its 3 queries, one in 2, on 1 documents"


def test_an_unfit_folder_is_told_in_a_line(tmp_path, capsys):
    assert main(["--shared", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_to_write_to_is_looked_for_before_the_work(tmp_path, capsys):
    assert main(["--json", str(tmp_path / "none" / "a.json")]) == 1
    assert capsys.readouterr() == (
        "",
        f"no folder {tmp_path / 'none'} to write a.json to; make it\n",
    )
