import json
from dataclasses import replace

import pytest

from eval.bootstrap import Figure
from eval.compare import compare
from eval.jsonl import EvaluationError
from eval.outcome import Found, Outcome
from eval.report import to_html
from eval.result import (
    Evaluation,
    Setting,
    StoredQuery,
    load_result,
    slice_figures,
    to_json,
    to_trec_run,
)
from eval.table import aligned, comparison_table, result_table


def outcome(name, ndcg, kind="owner", hard="lay", reason=None, ranking=("d.md:0-5",), gold="x"):
    values = {"declined": float(reason is not None)}
    if ndcg is not None:
        recall = {f"recall@{k}": ndcg for k in (1, 3, 5, 10, 20)}
        values = {"ndcg@10": ndcg, **recall, **values}
    return Outcome(
        question_id=name,
        question=f"{name}の<b>質問</b>",
        type=kind,
        hard=hard,
        answerable=ndcg is not None,
        reason=reason,
        values=values,
        judged_by=gold,
        expected=("正解の<script>文</script>",) if ndcg is not None else (),
        found=(Found("d.md:0-5", "題 & 章", "見つかった<img src=x>", False),),
        ranking=ranking,
    )


def evaluation(*outcomes):
    setting = Setting(
        task="own",
        name="questions",
        generation="000001",
        model="static",
        date="2026-11-21T10:00:00+09:00",
        depth=50,
        options={"lexical": 100},
        versions={"python": "3.11.0"},
    )
    return Evaluation(setting, slice_figures(outcomes), outcomes)


SAMPLE = evaluation(
    outcome("q1", 1.0),
    outcome("q2", 0.0, kind="fact", hard=None, reason="nothing"),
    outcome("q3", None, kind="none", reason=None),
)


def test_figures_by_slice():
    assert {name: figures["declined"] for name, figures in SAMPLE.figures.items()} == {
        "all": Figure(2, 0.5, 0.0, 1.0),
        "fact": Figure(1, 1.0, 1.0, 1.0),
        "owner": Figure(1, 0.0, 0.0, 0.0),
        "none": Figure(1, 0.0, 0.0, 0.0),
        "none:lay": Figure(1, 0.0, 0.0, 0.0),
        "hard:lay": Figure(1, 0.0, 0.0, 0.0),
    }
    assert list(SAMPLE.figures) == ["all", "fact", "owner", "none", "none:lay", "hard:lay"]


def test_json_can_be_read_back(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(to_json(SAMPLE), encoding="utf-8")
    stored = load_result(path)
    assert (stored.task, stored.name) == ("own", "questions")
    assert stored.queries["q2"] == StoredQuery(("all", "fact"), SAMPLE.outcomes[1].values, "x")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["slices"]["all"]["ndcg@10"] == {"n": 2, "mean": 0.5, "low": 0.0, "high": 1.0}
    assert content["queries"]["q2"]["reason"] == "nothing"
    assert "見つかった" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": 0}',
        '{"format": 1, "queries": {}}',
        '{"format": 2, "queries": 3}',
        '{"format": 2, "queries": {"a": 1}}',
        '{"format": 2, "task": "own", "name": "x", "queries": {"a": {"slices": []}}}',
        '{"format": 2, "task": "own", "name": "x", "queries": {"a": {"values": {}}}}',
        '{"format": 2, "task": "own", "name": "x", "queries": {"a": {"values": {}, "slices": []}}}',
        '{"format": 2, "name": "x", "queries": {}}',
    ],
)
def test_file_that_is_no_result(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        load_result(path)
    assert str(error.value).startswith(f"{path}: ")


def test_trec_run():
    ranked = outcome("q 1", 1.0, ranking=("表 1.csv#2:0-5", "b.md:0-9"))
    assert to_trec_run(evaluation(ranked)) == (
        "q%201 Q0 表%201.csv#2:0-5 1 1.000000 madoguchi\nq%201 Q0 b.md:0-9 2 0.500000 madoguchi\n"
    )


def test_table():
    assert result_table(SAMPLE) == (
        "own questions: 3 questions, index 000001, model static (mean, [95 % interval])\n"
        "slice     n  ndcg@10               recall@10             declined\n"
        "all       2  0.500 [0.000, 1.000]  0.500 [0.000, 1.000]  0.500\n"
        "fact      1  0.000 [0.000, 0.000]  0.000 [0.000, 0.000]  1.000\n"
        "owner     1  1.000 [1.000, 1.000]  1.000 [1.000, 1.000]  0.000\n"
        "none      1  -                     -                     0.000\n"
        "none:lay  1  -                     -                     0.000\n"
        "hard:lay  1  1.000 [1.000, 1.000]  1.000 [1.000, 1.000]  0.000\n"
    )


def test_notes_stand_below_the_table():
    setting = replace(SAMPLE.setting, notes=("二つの\n注", "終わり"))
    table = result_table(replace(SAMPLE, setting=setting))
    assert table == result_table(SAMPLE) + "Note: 二つの 注.\nNote: 終わり.\n"


def test_a_wide_character_takes_two_columns():
    assert aligned([["家賃", "x"], ["ａb", "y"], ["abcd", "z"]]) == "家賃  x\nａb   y\nabcd  z\n"


def stored(tmp_path, name, *outcomes):
    path = tmp_path / name
    path.write_text(to_json(evaluation(*outcomes)), encoding="utf-8")
    return load_result(path)


def test_comparison(tmp_path):
    first = stored(tmp_path, "a.json", *(outcome(f"q{i}", 0.25, hard=None) for i in range(-1, 5)))
    second = stored(tmp_path, "b.json", *(outcome(f"q{i}", 0.75, hard=None) for i in range(1, 6)))
    comparison = compare(first, second)
    assert (comparison.only_first, comparison.only_second) == (2, 1)
    ndcg = next(d for d in comparison.differences if d.measure == "ndcg@10")
    # Four questions, all better by .5: only 2 of the 16 ways to swap reach that.
    assert (ndcg.slice_name, ndcg.first, ndcg.second, ndcg.p) == ("all", 0.25, 0.75, 2 / 16)
    assert ndcg.change == Figure(4, 0.5, 0.5, 0.5)
    lines = comparison_table(comparison).splitlines()
    assert lines[1] == ("all    ndcg@10    4  0.250  0.750   +0.500  [+0.500, +0.500]  0.1250")
    assert lines[-2] == ("p: paired randomisation test, not corrected for 14 tests; * below 0.05.")
    assert lines[-1] == (
        "Left out: 2 questions that only the first result has, 1 that only the second has."
    )
    assert not any("declined" in line for line in lines)


def test_a_difference_of_one_question_is_told_and_so_is_what_one_result_lacks(tmp_path):
    # A pair alone differs as much when it is swapped: p is 1.
    one, two = outcome("q1", 0.5, hard=None), outcome("q2", 0.5, hard=None)
    better = outcome("q1", 0.75, hard=None)
    first, second = stored(tmp_path, "a.json", one, two), stored(tmp_path, "b.json", better)
    lines = comparison_table(compare(first, second)).splitlines()
    assert lines[1] == "all    ndcg@10    1  0.500  0.750   +0.250  [+0.250, +0.250]  1.0000"
    left_out = "Left out: {} questions that only the first result has, {} that only the second has."
    assert lines[-1] == left_out.format(1, 0)
    assert comparison_table(compare(second, first)).splitlines()[-1] == left_out.format(0, 1)


def test_comparison_of_equal_results(tmp_path):
    result = stored(tmp_path, "a.json", outcome("q1", 0.5))
    assert comparison_table(compare(result, result)) == "No difference.\n"


def test_settings_that_differ_are_told(tmp_path):
    first = stored(tmp_path, "a.json", outcome("q1", 0.5))
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    content |= {"model": "別\n名", "date": "later", "generation": "000002"}
    content["options"] = {"lexical": 100, "retrieve": {"body": 60}}
    (tmp_path / "b.json").write_text(json.dumps(content), encoding="utf-8")
    assert comparison_table(compare(first, load_result(tmp_path / "b.json"))) == (
        'model: "static" -> "別\\n名"\noptions.retrieve.body: - -> 60\nNo difference.\n'
    )


@pytest.mark.parametrize("other", [{"task": "counter"}, {"name": "dev"}])
def test_results_of_other_sets_are_not_compared(tmp_path, other):
    first = stored(tmp_path, "a.json", outcome("q1", 0.5))
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    (tmp_path / "b.json").write_text(json.dumps(content | other), encoding="utf-8")
    with pytest.raises(EvaluationError, match="are different sets of questions"):
        compare(first, load_result(tmp_path / "b.json"))


def test_slices_and_measures_that_only_one_result_has_are_not_compared(tmp_path):
    first = stored(tmp_path, "a.json", outcome("q1", 0.5), outcome("q2", None))
    second = stored(tmp_path, "b.json", outcome("q1", None), outcome("q2", 0.5, kind="fact"))
    assert compare(first, second).differences == ()
    queries = [
        StoredQuery(("owner", "all"), {"ndcg@10": 0.5, "hit@1": 1.0, "recall@1": 1.0}, "x"),
        StoredQuery(("all", "hard:lay", "owner"), {"ndcg@10": 0.5, "hit@1": 1.0, "mrr": 1.0}, "x"),
    ]
    first, second = (replace(first, queries={"q1": query}) for query in queries)
    assert [(found.slice_name, found.measure) for found in compare(first, second).differences] == [
        ("all", "hit@1"),
        ("all", "ndcg@10"),
        ("owner", "hit@1"),
        ("owner", "ndcg@10"),
    ]


def test_questions_judged_otherwise_are_left_out(tmp_path):
    first = stored(tmp_path, "a.json", outcome("q1", 0.5), outcome("q2", 0.25, gold="before"))
    second = stored(tmp_path, "b.json", outcome("q1", 0.5), outcome("q2", 0.75, gold="after"))
    comparison = compare(first, second)
    assert {difference.change.n for difference in comparison.differences} == {1}
    assert comparison_table(comparison) == (
        "No difference.\nLeft out: 1 questions whose text or judgements are not the same in both.\n"
    )


@pytest.mark.parametrize(("name", "gold"), [("q2", "x"), ("q1", "y")])
def test_comparison_of_different_sets(tmp_path, name, gold):
    first = stored(tmp_path, "a.json", outcome("q1", 0.5))
    with pytest.raises(EvaluationError, match="share no question that is judged alike"):
        compare(first, stored(tmp_path, "b.json", outcome(name, 0.5, gold=gold)))


def test_page_escapes_everything_from_documents():
    page = to_html(SAMPLE)
    assert "q2の&lt;b&gt;質問&lt;/b&gt;" in page
    assert "正解の&lt;script&gt;文&lt;/script&gt;" in page
    assert "見つかった&lt;img src=x&gt;" in page
    assert "題 &amp; 章" in page
    assert "<script" not in page
    assert "<img" not in page


def test_page_lists_what_went_wrong_and_loads_nothing():
    page = to_html(SAMPLE)
    wrong, declined, answered = page.split("<h2>")[4:7]
    assert [
        ("q1の" in part, "q2の" in part, "q3の" in part) for part in (wrong, declined, answered)
    ] == [
        (False, True, False),
        (False, True, False),
        (False, False, True),
    ]
    assert "該当する箇所が見つからない" in declined
    assert "src=" not in page.replace("src=x", "")
    assert "url(http" not in page
    assert page.count("<svg") == 2


def test_page_without_answerable_questions():
    page = to_html(evaluation(outcome("q3", None, kind="none", reason="nothing")))
    assert "<svg" not in page
    assert "上位に来なかった質問</h2>\n<p>ありません。</p>" in page


def test_slice_names_are_plain_text_in_plots():
    page = to_html(evaluation(outcome("q1", 0.5, kind="$x^<2$")))
    assert "$x^&lt;2$ (n=1)" in page
