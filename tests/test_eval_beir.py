import pytest

from assistant.records import Hit, Query, SearchResult
from corpus.document import Block, Document, Passage
from eval.beir import load_beir, ranked_documents
from eval.jsonl import EvaluationError
from eval.judge import judge_documents

CORPUS = (
    '{"_id": "d1", "title": "家賃", "text": " 家賃の半額。\\n"}\n'
    '{"_id": "d2", "title": null, "text": "機械の購入。"}\n'
    '{"_id": "d3", "title": "空", "text": " "}\n'
)
QUERIES = (
    '{"_id": "q1", "text": "店の家賃"}\n'
    '{"_id": "q2", "text": "別の質問"}\n'
    '{"_id": "q3", "text": "旋盤"}\n'
)
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq3\td2\t1\n"


def write(folder, corpus=CORPUS, queries=QUERIES, qrels=QRELS):
    folder = folder / "set"
    (folder / "qrels").mkdir(parents=True)
    for name, text in (
        ("corpus.jsonl", corpus),
        ("queries.jsonl", queries),
        ("qrels/test.tsv", qrels),
    ):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_load(tmp_path):
    judged = load_beir(write(tmp_path))
    assert judged.name == "set"
    assert judged.documents == (
        Document("d1", "家賃", " 家賃の半額。\n", "d1", (Block("paragraph", 1, 7),)),
        Document("d2", "", "機械の購入。", "d2", (Block("paragraph", 0, 6),)),
        Document("d3", "空", " ", "d3", ()),
    )
    assert judged.queries == {"q1": "店の家賃", "q3": "旋盤"}
    assert judged.qrels == {"q1": {"d1": 2}, "q3": {"d2": 1}}
    assert (judged.without_relevant, judged.unjudged) == (0, 1)


@pytest.mark.parametrize(
    ("qrels", "relevant", "without_relevant", "unjudged"),
    [
        ("q1\td1\t1\nq3\td2\t1", {"q1": {"d1": 1}, "q3": {"d2": 1}}, 0, 1),  # no header
        ("query_id\tdoc_id\tgrade\nq1\td1\t1\n", {"q1": {"d1": 1}}, 0, 2),
        ("\n \nquery_id\tdoc_id\tgrade\nq1\td1\t1\n", {"q1": {"d1": 1}}, 0, 2),
        ("q1\td1\t2\r\nq1\td1\t2\r\n\r\nq3\td1\t-1\r\n", {"q1": {"d1": 2}}, 1, 1),
        ("q1\td1\t1\nq1\td2\t0\nq2\td3\t0\nq3\td3\t0", {"q1": {"d1": 1}}, 2, 0),
    ],
)
def test_forms_of_judgements(tmp_path, qrels, relevant, without_relevant, unjudged):
    judged = load_beir(write(tmp_path, qrels=qrels))
    assert (judged.qrels, judged.without_relevant) == (relevant, without_relevant)
    assert judged.unjudged == unjudged
    assert judged.queries.keys() == relevant.keys()


def test_a_line_separator_in_an_id_ends_no_line(tmp_path):
    queries = '{"_id": "q\\u20281", "text": "店の家賃"}\n'
    judged = load_beir(write(tmp_path, queries=queries, qrels="q\u20281\td1\t1\n"))
    assert judged.qrels == {"q\u20281": {"d1": 1}}


def test_another_split(tmp_path):
    folder = write(tmp_path)
    (folder / "qrels" / "dev.tsv").write_text("q2\td3\t1\n", encoding="utf-8")
    judged = load_beir(folder, "dev")
    assert (judged.name, judged.qrels) == ("set (dev)", {"q2": {"d3": 1}})


def test_what_is_there_instead_of_a_missing_file_is_told(tmp_path):
    folder = write(tmp_path)
    form = f"{folder}: no file %s; a BEIR folder holds corpus.jsonl, queries.jsonl and %s"
    (folder / "qrels" / "dev.tsv").touch()
    with pytest.raises(EvaluationError) as error:
        load_beir(folder, "valid")
    missing = "qrels/valid.tsv"
    assert str(error.value) == (form % (missing, missing)) + (
        "; there is --split dev, --split test"
    )
    (folder / "queries.jsonl").rename(folder / "queries.json")
    with pytest.raises(EvaluationError) as error:
        load_beir(folder)
    assert str(error.value) == form % ("queries.jsonl", "qrels/test.tsv")
    (folder / "corpus.jsonl").rename(folder / "corpus.jsonl.gz")
    with pytest.raises(EvaluationError) as error:
        load_beir(folder)
    assert (
        str(error.value) == form % ("corpus.jsonl", "qrels/test.tsv") + "; unpack corpus.jsonl.gz"
    )


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"corpus": None}, "set: no file corpus.jsonl; a BEIR folder holds"),
        ({"queries": None}, "set: no file queries.jsonl; a BEIR folder holds"),
        ({"qrels": None}, "set: no file qrels/test.tsv; a BEIR folder holds"),
        ({"corpus": CORPUS + "{\n"}, "corpus.jsonl line 4: not JSON"),
        ({"corpus": CORPUS + CORPUS}, 'corpus.jsonl line 4: the id "d1" stands twice'),
        ({"corpus": "\n"}, "corpus.jsonl: no document"),
        ({"queries": QUERIES * 2}, 'queries.jsonl line 4: the id "q1" stands twice'),
        ({"queries": '{"_id": "a", "text": null}'}, 'line 1: "text" must be a text'),
        ({"queries": '{"_id": 1}'}, 'queries.jsonl line 1: "_id" must be a text'),
        ({"qrels": QRELS + "q9\td1\t1"}, 'test.tsv line 5: no query "q9" in queries.jsonl'),
        ({"qrels": QRELS + "q1\td9\t1"}, 'test.tsv line 5: no document "d9" in corpus.jsonl'),
        ({"qrels": QRELS + "q1 d1 1"}, "test.tsv line 5: 1 columns, not 3"),
        ({"qrels": QRELS + "q1\td1\t1.5"}, "test.tsv line 5: '1.5' is no whole number"),
        ({"qrels": "q1\td1\t1.0"}, "test.tsv line 1: '1.0' is no whole number"),
        ({"qrels": "q1\td1\t1\nq2\td1\tx"}, "test.tsv line 2: 'x' is no whole number"),
        ({"qrels": "\na\tb\tc\nd\te\tf"}, "test.tsv line 3: 'f' is no whole number"),
        (
            {"qrels": QRELS + "q1\td2\t1"},
            'test.tsv line 5: "d2" has the grades 0 and 1 for "q1"; remove one',
        ),
        ({"corpus": '{"_id": "d1", "text": "\\ud800"}'}, 'line 1: "text" holds half a character'),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\td1\t0"}, "test.tsv: no grade above 0"),
    ],
)
def test_load_errors(tmp_path, files, message):
    folder = write(tmp_path, **files)
    with pytest.raises(EvaluationError) as error:
        load_beir(folder)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def hit(doc_id, start):
    return Hit(Passage(doc_id, start, start + 2, f"本文{start}"), "題", None, 0.5)


def test_documents_rank_by_their_best_passage():
    hits = (hit("b", 0), hit("a", 5), hit("b", 9), hit("c", 0), hit("a", 0))
    assert ranked_documents(hits) == ("b", "a", "c")


def test_judged_queries(tmp_path):
    judged = load_beir(write(tmp_path))
    hits = (hit("d2", 5), hit("d2", 3), hit("d1", 0))
    first, second = judge_documents(judged, {"q1": SearchResult(Query("x"), hits, "words_apart")})
    # d1 is the second document though the third passage.
    assert first.ranking == ("d2", "d1")
    assert first.values["mrr@10"] == 0.5
    assert (first.reason, first.values["declined"]) == ("words_apart", 1.0)
    assert first.answerable
    assert first.expected == ("家賃\n 家賃の半額。",)
    assert [(found.place, found.text, found.relevant) for found in first.found] == [
        ("d2", "本文5", False),
        ("d1", "本文0", True),
    ]
    assert (second.question_id, second.reason, second.ranking) == ("q3", "nothing", ())
    assert second.values["ndcg@10"] == 0.0


def test_another_question_or_grade_is_judged_otherwise(tmp_path):
    def judged_by(name, **files):
        (tmp_path / name).mkdir()
        outcomes = judge_documents(load_beir(write(tmp_path / name, **files)), {})
        return {outcome.question_id: outcome.judged_by for outcome in outcomes}

    before = judged_by("before")
    texts = judged_by("texts", queries=QUERIES.replace("旋盤", "工作機械"))
    grades = judged_by("grades", qrels=QRELS.replace("q1\td1\t2", "q1\td1\t1"))
    assert before == judged_by("again", corpus=CORPUS.replace("半額", "全額"))
    assert [before[q] == texts[q] for q in ("q1", "q3")] == [True, False]
    assert [before[q] == grades[q] for q in ("q1", "q3")] == [False, True]
