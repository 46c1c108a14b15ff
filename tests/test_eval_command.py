"""`madoguchi eval` on small corpora, with the bundled model and everything else for real."""

import hashlib
import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date

import pytest

from assistant.quoting.options import AnswerOptions
from assistant.search.ranker import RANKER
from assistant.search.word_network import ANSWERABLE, MATCHED
from assistant.settings import THESAURUS
from eval.command import add_eval_arguments, run_eval
from eval.jsonl import EvaluationError
from eval.questions import BUNDLED
from eval.run import RunOptions, run_own
from index.build import build
from index.embed import load_embedder
from index.reader import Index
from index.write import BuildError

TODAY = date(2026, 11, 21)
CORPUS = {
    "d1": "空き店舗を借りて店を開く人に、家賃の半額を一年間補助します。",
    "d2": "工場の屋根に太陽光パネルを載せる費用の三分の一を助成します。",
    "d3": "後継者のいない会社と、会社を引き継ぎたい人とを引き合わせます。",
}
QUERIES = {"q1": "店舗の家賃の補助", "q2": "太陽光パネルの助成", "q3": "後継者"}
REPORT = """# みなと市の報告

## 家賃の補助

空き店舗を借りて店を開く人に、家賃の半額を一年間、月5万円まで補助します。申請は店を開く前に市役所の窓口でどうぞ。

## 太陽光パネル

工場の屋根に太陽光パネルを載せる費用の三分の一を、一社50万円まで助成します。工事を頼む前に申請してください。
"""


def parse(*words):
    parser = ArgumentParser()
    add_eval_arguments(parser)
    return parser.parse_args([str(word) for word in words])


@pytest.fixture
def beir(tmp_path):
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = [
            json.dumps({"_id": key, "text": text}, ensure_ascii=False) for key, text in rows.items()
        ]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    judgements = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq3\td3\t1\n"
    (folder / "qrels" / "test.tsv").write_text(judgements, encoding="utf-8")
    return folder


def test_beir_folder_with_every_output(beir, tmp_path, capsys):
    files = {name: tmp_path / f"out.{name}" for name in ("run", "json", "html")}
    words = [word for name, path in files.items() for word in (f"--{name}", path)]
    assert run_eval(parse(beir, "--index", tmp_path / "index", *words)) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith("beir small: 3 questions, index 000001, model madoguchi-static")
    assert lines[2].split()[:3] == ["all", "3", "1.000"]
    assert err.splitlines()[-3:] == [f"written: {files[name]}" for name in ("run", "json", "html")]
    first = files["run"].read_text(encoding="utf-8").splitlines()[0]
    assert first == "q1 Q0 d1 1 1.000000 madoguchi"
    values = json.loads(files["json"].read_text(encoding="utf-8"))["queries"]["q2"]["values"]
    assert values["mrr@10"] == 1.0
    assert "BEIR 形式の評価データ small" in files["html"].read_text(encoding="utf-8")


def test_index_is_kept_and_asked_again(beir, tmp_path, capsys):
    index = tmp_path / "index"
    run_eval(parse(beir, "--index", index))
    first = capsys.readouterr().out
    run_eval(parse(beir, "--index", index))
    assert capsys.readouterr().out == first


def test_an_index_of_other_texts_is_made_anew(beir, tmp_path, capsys):
    def first_line():
        run_eval(parse(beir, "--index", tmp_path / "index"))
        return capsys.readouterr().out.splitlines()[0]

    assert first_line().startswith("beir small: 3 questions, index 000001, ")
    text = (beir / "corpus.jsonl").read_text(encoding="utf-8")
    (beir / "corpus.jsonl").write_text(f'{text}\n{{"_id": "d9", "text": "家賃です。"}}', "utf-8")
    assert first_line().startswith("beir small: 3 questions, index 000002, ")
    (beir / "corpus.jsonl").write_text(text, "utf-8")
    assert first_line().startswith("beir small: 3 questions, index 000003, ")
    assert first_line().startswith("beir small: 3 questions, index 000003, ")


def test_an_index_of_files_is_not_replaced(beir, tmp_path):
    (tmp_path / "a.txt").write_text("店を開く人を助けます。", "utf-8")
    index = tmp_path / "index"
    build([tmp_path / "a.txt"], index, embedder=load_embedder(None), today=date(2026, 11, 22))
    with pytest.raises(BuildError) as refused:
        run_eval(parse(beir, "--index", index))
    assert str(refused.value) == (
        f"The index in {index} was made of files. Choose another folder, or remove it."
    )


def test_an_index_of_other_files_is_not_replaced(beir, tmp_path):
    for name, folder in (("mine", tmp_path / "mine"), ("theirs", tmp_path / "theirs")):
        folder.mkdir()
        (folder / f"{name}.md").write_text(REPORT, encoding="utf-8")
    question = {"id": "h1", "query": "家賃", "type": "owner", "answers": [{"evidence": "家賃"}]}
    (tmp_path / "c.jsonl").write_text(json.dumps(question), encoding="utf-8")
    counter = ("--counter", tmp_path / "c.jsonl", "--corpus", tmp_path / "theirs", "--index")
    index = tmp_path / "index"
    build([tmp_path / "mine"], index, embedder=load_embedder(None), today=TODAY)
    message = "The index in %s holds what is not in %s: %s. Choose another folder, or remove it."
    for words, corpus in ((counter, tmp_path / "theirs"), (("--index",), BUNDLED)):
        with pytest.raises(EvaluationError) as refused:
            run_eval(parse(*words, index))
        assert str(refused.value) == message % (index, corpus, "mine.md")
    assert set(Index.open(index).store.files()) == {"mine.md"}

    run_eval(parse(beir, "--index", tmp_path / "beir"))
    with pytest.raises(EvaluationError) as refused:
        run_eval(parse(*counter, tmp_path / "beir"))
    assert str(refused.value) == message % (tmp_path / "beir", tmp_path / "theirs", "a BEIR folder")


def test_counter_questions(tmp_path, capsys):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "minato.md").write_text(REPORT, encoding="utf-8")
    questions = [
        {
            "id": "h1",
            "query": "みなと市 店舗の家賃の補助",
            "type": "owner",
            "hard": "plain",
            "answers": [{"file": "minato.md", "evidence": "家賃の半額"}],
        },
        {"id": "h2", "query": "ロケットの打ち上げ", "type": "none", "answers": []},
    ]
    path = tmp_path / "dev.jsonl"
    path.write_text("\n".join(json.dumps(q) for q in questions), encoding="utf-8")
    assert run_eval(parse("--counter", path, "--corpus", folder)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("counter dev: 2 questions, ")
    rows = {line.split()[0]: line.split() for line in lines[2:]}
    assert set(rows) == {"all", "owner", "none", "hard:plain"}
    assert rows["all"][1:3] == ["1", "1.000"]
    assert rows["none"][-1] == "1.000"

    questions[0]["answers"].append({"file": "kita.md", "evidence": "全額"})
    path.write_text("\n".join(json.dumps(q) for q in questions), encoding="utf-8")
    page, result = tmp_path / "a.html", tmp_path / "a.json"
    run_eval(parse("--counter", path, "--corpus", folder, "--html", page, "--json", result))
    note = (
        "1 of 2 pieces of evidence stand in no document and count as not found, first h1: 「全額」"
    )
    assert capsys.readouterr().out.splitlines()[-1] == f"Note: {note}."
    assert f"<dd>{note}</dd>" in page.read_text(encoding="utf-8")
    assert json.loads(result.read_text(encoding="utf-8"))["notes"] == [note]


def test_what_decides_the_ranking_is_recorded(beir, tmp_path, capsys):
    settings, path = tmp_path / "s.toml", tmp_path / "a.json"
    settings.write_text(
        "[retrieve]\nlexical = 7\nbody = 60\n[answer]\nhits = 2\n", encoding="utf-8"
    )
    run_eval(parse(beir, "--settings", settings, "--json", path))
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Note: 50 passages are asked for, so candidates are taken with lexical = 50 instead of 7."
    )
    options = json.loads(path.read_text(encoding="utf-8"))["options"]
    assert (options["retrieve"]["lexical"], options["retrieve"]["body"]) == (50, 60)
    assert options["answer"] == asdict(AnswerOptions(hits=2))
    for name, file in (
        ("ranker", RANKER),
        ("matched", MATCHED),
        ("answerable", ANSWERABLE),
        ("thesaurus", THESAURUS),
    ):
        assert options[name] == hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def test_own_questions(tmp_path):
    corpus, folder = tmp_path / "corpus", tmp_path / "questions"
    corpus.mkdir()
    folder.mkdir()
    (corpus / "minato.md").write_text(REPORT, encoding="utf-8")
    places = [{"doc_id": "minato.md", "heading": ["太陽光パネル"], "quote": "50万円"}]
    question = {"id": "f1", "question": "太陽光パネルの助成の額", "type": "fact", "spans": places}
    (folder / "a.jsonl").write_text(json.dumps(question), encoding="utf-8")
    evaluation = run_own(RunOptions(today=TODAY), folder=folder, corpus=corpus)
    (outcome,) = evaluation.outcomes
    assert outcome.values["ndcg@10"] == 1.0
    assert outcome.found[0].place.startswith("minato.md:")
    assert evaluation.setting.options["today"] == "2026-11-21"
    assert evaluation.setting.versions["numpy"].split(".")[0] == "2"


def test_comparison(beir, tmp_path, capsys):
    path = tmp_path / "a.json"
    run_eval(parse(beir, "--json", path))
    capsys.readouterr()
    assert run_eval(parse("--compare", path, path)) == 0
    assert capsys.readouterr().out == "No difference.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--counter", "a.jsonl"], "--counter and --corpus go together; give both"),
        (["--corpus", "a"], "--counter and --corpus go together; give both"),
        (["x", "--counter", "a", "--corpus", "b"], "two evaluations; run them one by one"),
        (["x", "--compare", "a", "b"], "--compare only reads two results; leave out the rest"),
        (["--compare", "a", "b", "--model", "c"], "--compare only reads two results"),
        (["--split", "dev"], "--split is of a BEIR folder; give FOLDER"),
        (["--json", "a.json", "--run", "./a.json"], "a.json: named for two outputs"),
        (["--html", "."], ".: cannot be written; choose another file"),
        (["--json", "no-such-folder/a.json"], "no folder no-such-folder to write a.json to"),
        (["no-such-folder"], "no-such-folder: no file corpus.jsonl; a BEIR folder holds"),
        (["--compare", "no-such.json", "b.json"], "no-such.json: cannot be read"),
    ],
)
def test_mistakes(words, message):
    with pytest.raises(EvaluationError) as error:
        run_eval(parse(*words))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_written_is_refused_before_the_work(beir, tmp_path):
    with pytest.raises(EvaluationError, match="cannot be written"):
        run_eval(parse(beir, "--index", tmp_path / "index", "--json", tmp_path))
    assert not (tmp_path / "index").exists()


def test_another_split(beir, capsys):
    (beir / "qrels" / "dev.tsv").write_text("q3\td3\t1\n", encoding="utf-8")
    assert run_eval(parse(beir, "--split", "dev")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("beir small (dev): 1 questions, ")
    assert lines[-1] == (
        "Note: left out are 2 queries without a judgement and 0 without a relevant document."
    )
