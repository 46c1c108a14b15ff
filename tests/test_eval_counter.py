import importlib.util
import json
from dataclasses import replace

import pytest

from assistant.records import Hit, Query, SearchResult
from corpus.document import Facets, Passage
from eval.counter import (
    CounterQuestion,
    comparable,
    counter_values,
    evidence_found,
    evidence_nowhere,
    load_counter,
)
from eval.jsonl import EvaluationError
from eval.judge import judge_counter
from eval.outcome import UNANSWERABLE, slice_values


def result(texts, reason=None, facets=(), query=Query("q")):  # noqa: B008
    passages = [
        Passage("d.txt", 100 * i, 100 * i + len(text), text, facets=facet)
        for i, (text, facet) in enumerate(
            zip(texts, facets or [Facets()] * len(texts), strict=True)
        )
    ]
    hits = tuple(Hit(passage, "要約", None, 0.5) for passage in passages)
    return SearchResult(query, hits, reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上限　５０ 万円", "上限50万円"),
        ("| 目標 | ２０ |\n", "目標20"),
        ("<td>家賃</td><br/><b>補助</b>", "家賃補助"),
        ("㈱みなと", "(株)みなと"),
        ("a < b", "a<b"),
    ],
)
def test_comparable(text, expected):
    assert comparable(text) == expected


def test_evidence_given_twice_is_found_once():
    assert evidence_found(["家賃 補助", "家賃補助", "窓口"], ["家賃補助の窓口", "別の話"]) == (
        frozenset({0, 2}),
        frozenset(),
    )


def test_values_by_hand():
    values = counter_values(["家賃の半額"], ["あ" * 198, "い家賃の半額う"])
    # Found at rank 2: DCG = 1/log2(3) = .63093, ideal 1. The evidence ends 6 characters into the
    # second passage, the first 200 characters end 2 into it.
    assert values == {
        "ndcg@10": pytest.approx(0.63093, abs=1e-5),
        "mrr@10": 0.5,
        "recall@1": 0.0,
        **{f"recall@{k}": 1.0 for k in (3, 5, 10, 20)},
        "hit@1": 0.0,
        **{f"hit@{k}": 1.0 for k in (3, 5, 10, 20)},
        "answer@200c": 0.0,
        "answer@2000c": 1.0,
    }


@pytest.mark.parametrize(
    ("passages", "within"),
    [
        (["あ" * 195 + "家賃の半額"], 1.0),  # ends with the 200th character
        (["あ" * 196 + "家賃の半額"], 0.0),
        (["あ" * 200, "家賃の半額"], 0.0),  # nothing is left to read
        (["あ" * 201, "家賃の半額です"], 0.0),
        (["あ " * 97, "家賃の", "半額"], 0.0),  # must stand in one passage
        (["あ " * 97, "家賃の半額"], 1.0),  # white space is not counted
    ],
)
def test_answer_within_200_characters(passages, within):
    assert counter_values(["家賃の半額"], passages)["answer@200c"] == within


STRANGERS = [
    # how the question was read, share of the wrong years and of the wrong cities
    (Query("q", years=(2016,), municipalities=("川崎市",)), 1 / 4, 1 / 4),
    (Query("q", years=(2015, 2017)), 1 / 4, None),
    (Query("q", excluded=("川崎市",)), None, 2 / 4),  # 「川崎市以外で」
    (Query("q", prefectures=("神奈川県",)), None, None),  # 「神奈川県の」
    (Query("q"), None, None),  # 「1998年に開業した店の」
]


@pytest.mark.parametrize(("query", "years", "cities"), STRANGERS)
def test_wrong_years_and_cities_are_those_that_a_question_does_not_ask_for(query, years, cities):
    question = CounterQuestion("q1", "2016年度の川崎市の家賃補助", "year", "plain", ("家賃の半額",))
    facets = [
        Facets("川崎市", "神奈川県", fiscal_years=(2016, 2017)),
        Facets("川崎市", "神奈川県", fiscal_years=(2015,)),
        Facets("墨田区", "東京都", fiscal_years=(2016,)),
        Facets(),
    ]
    outcome = judge_counter(question, result(["家賃の半額", "b", "c", "d"], None, facets, query))
    told = [outcome.values.get(name) for name in ("wrong-year@5", "wrong-city@5")]
    assert told == [years, cities]


def test_judged_question():
    question = CounterQuestion("q1", "家賃補助", "year", "plain", ("家賃の半額",))
    outcome = judge_counter(question, result(["家賃の半額", "b", "c", "d"]))
    assert outcome.values["declined"] == 0.0
    assert outcome.values["ndcg@10"] == 1.0
    assert [found.relevant for found in outcome.found] == [True, False, False]
    assert outcome.ranking == ("d.txt:0-5", "d.txt:100-101", "d.txt:200-201", "d.txt:300-301")


def test_question_without_evidence_is_judged_by_declining_only():
    question = CounterQuestion("q2", "2016年度の川崎市の温泉", "none", "plain", ())
    outcome = judge_counter(question, result(["家賃の半額"], "words_apart"))
    assert outcome.values == {"declined": 1.0}
    assert (outcome.answerable, outcome.reason) == (False, "words_apart")


def test_another_question_or_evidence_is_judged_otherwise():
    question = CounterQuestion("q1", "家賃", "owner", None, ("家賃の半額",))
    others = [
        replace(question, type="fact", hard="lay"),
        replace(question, text="賃料"),
        replace(question, evidence=("家賃の全額",)),
    ]
    first = judge_counter(question, result(["a"])).judged_by
    assert [judge_counter(other, result([])).judged_by == first for other in others] == [
        True,
        False,
        False,
    ]


def test_load(tmp_path):
    path = tmp_path / "dev.jsonl"
    path.write_text(
        '{"id": "h1", "type": "owner", "query": "家賃の助け", "hard": "lay", '
        '"answers": [{"file": "a.txt", "evidence": "家賃の半額", "note": "x"}]}\n\n'
        '{"id": "h2", "type": "none", "query": "温泉", "answers": []}\n',
        encoding="utf-8",
    )
    assert load_counter(path) == (
        CounterQuestion("h1", "家賃の助け", "owner", "lay", ("家賃の半額",)),
        CounterQuestion("h2", "温泉", "none", None, ()),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not JSON; correct or remove the line"),
        ("[]", "line 1: not a JSON object; correct or remove the line"),
        ('{"id": "a", "answers": []}', 'line 1: "type" must be a text; add or correct it'),
        (
            '{"id": "a", "query": "b", "type": "c", "answer": []}',
            'line 1: no "answers"; add them, or [] where the corpus holds none',
        ),
        *(
            (
                f'{{"id": "a", "query": "b", "type": "c", "answers": [{{"evidence": "{empty}"}}]}}',
                'line 1: "evidence" holds no text, and so would every passage; add or remove it',
            )
            for empty in ("", " | ", "<br>")
        ),
        *(
            (
                f'{{"id": "a", "query": "b", "type": "{kind}", "answers": [{{"evidence": "c"}}]}}',
                f'line 1: the type "{kind}" is the name of another slice; choose another',
            )
            for kind in ("all", "none", "none:far", "hard:lay")
        ),
        (
            '{"id": "a", "query": "b", "type": "c", "answers": [1]}',
            'line 1: "answers" must be a list of objects; correct it',
        ),
        (
            '{"id": "a", "query": "b", "type": "all", "answers": []}',
            'line 1: the type "all" is the name of another slice; choose another',
        ),
        (
            '{"id": "a", "query": "b", "type": "c", "answers": []}\n' * 2,
            'line 2: the id "a" stands twice; remove one',
        ),
        ("", "no question; add a line for each"),
    ],
)
def test_load_errors(tmp_path, line, message):
    path = tmp_path / "dev.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        load_counter(path)
    assert str(error.value).startswith(str(path))
    assert str(error.value).endswith(message)


def test_evidence_that_stands_nowhere():
    questions = [
        CounterQuestion("h1", "q", "owner", None, ("家賃の 半額", "全額")),
        CounterQuestion("h2", "q", "none", None, ()),
        CounterQuestion("h3", "q", "fact", None, ("月5万円",)),
    ]
    texts = ["| 家賃 | の半額 |", "月5 万円まで"]
    assert evidence_nowhere(questions, texts) == [("h1", "全額")]
    assert evidence_nowhere(questions, texts[:1]) == [("h1", "全額"), ("h3", "月5万円")]


def test_missing_file(tmp_path):
    with pytest.raises(EvaluationError, match="cannot be read"):
        load_counter(tmp_path / "none.jsonl")


@pytest.mark.parametrize("budget", [200, 2000])
def test_equals_the_reference_scorer(shared, budget):
    """Rankings by shared characters, every third question declined."""
    path = shared / "eval" / "score_counter.py"
    spec = importlib.util.spec_from_file_location("score_counter", path)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    questions_file = shared / "eval" / "counter_dev.jsonl"
    lines = [json.loads(line) for line in questions_file.read_text("utf-8").splitlines()]
    texts = [file.read_text("utf-8") for file in sorted((shared / "corpus").glob("*.txt"))]
    passages = [text[i : i + 400] for text in texts for i in range(0, len(text), 350)]
    pairs = [{text[i : i + 2] for i in range(len(text))} for text in passages]
    outcomes, results = [], {}
    for number, question in enumerate(load_counter(questions_file)):
        asked = {question.text[i : i + 2] for i in range(len(question.text))}
        order = sorted(range(len(passages)), key=lambda i: (-len(asked & pairs[i]), i))
        ranked = [passages[i] for i in order[: number % 30]]
        reason = "nothing" if number % 3 == 0 else None
        outcomes.append(judge_counter(question, result(ranked, reason)))
        results[question.question_id] = {"passages": ranked, "answered": reason is None}
    theirs = reference.score(lines, results, budget=budget)
    parts_of_none = f"{UNANSWERABLE}:"  # theirs has only the whole
    ours = {
        name: values
        for name, values in slice_values(outcomes).items()
        if not name.startswith(parts_of_none)
    }
    assert set(ours) == set(theirs)
    for name, measures in ours.items():
        means = {measure: sum(values) / len(values) for measure, values in measures.items()}
        means["answered"], means["abstain"] = 1 - means["declined"], means["declined"]
        for measure, value in theirs[name].items():
            if measure != "n":
                assert round(means[measure], 4) == pytest.approx(value, abs=1e-4), measure
        assert len(measures["declined"]) == theirs[name]["n"]
    assert 0.05 < theirs["all"]["ndcg@10"] < 0.95
