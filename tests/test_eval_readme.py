"""What eval/README.md shows is what the program takes."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import cli
from assistant.search.retrieve import RetrieveOptions
from eval.beir import load_beir
from eval.counter import CounterQuestion, load_counter

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")


def block(language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return found


def test_the_lines_of_a_beir_folder(tmp_path):
    for name in ("corpus.jsonl", "queries.jsonl"):
        (line,) = re.findall(rf"^\| `{name}` \| `(.+)` \|$", TEXT, re.MULTILINE)
        (tmp_path / name).write_text(line, encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("q1\td1\t1\n", encoding="utf-8")
    judged = load_beir(tmp_path)
    assert (judged.queries, judged.qrels) == ({"q1": "店の家賃が払えない"}, {"q1": {"d1": 1}})
    assert judged.documents[0].title == "家賃の補助"


def test_the_lines_of_counter_questions(tmp_path):
    path = tmp_path / "counter.jsonl"
    path.write_text(block("json"), encoding="utf-8")
    assert load_counter(path) == (
        CounterQuestion("c1", "店の家賃が払えない", "owner", "lay", ("家賃の半額",)),
        CounterQuestion("c2", "犬の散歩を頼みたい", "none", None, ()),
    )


def test_the_settings_are_the_defaults():
    defaults = asdict(RetrieveOptions())
    del defaults["fields"]
    assert tomllib.loads(block("toml")) == {"retrieve": defaults}


def test_the_example_in_python(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.md").write_text("# 承継\n\n事業承継の相談は市役所の窓口で受けます。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", "a.md", "--index", "data/index"]) == 0
    capsys.readouterr()
    exec(block("python"), {})
    first = capsys.readouterr().out.splitlines()[0]
    assert re.fullmatch(r"0\.\d{3} a\.md:\d+-\d+ 承継", first)


def test_the_measures_are_those_that_are_printed(tmp_path, capsys):
    named = re.findall(r"^\| (`.+?`) \|", TEXT.split("## What the figures mean")[1], re.MULTILINE)
    explained = {name.partition("@")[0] for cell in named for name in re.findall("`(.+?)`", cell)}
    (tmp_path / "a.md").write_text(
        "# 川崎市の報告（2016年度）\n\n家賃の半額を補助します。\n", "utf-8"
    )
    answers = '[{"evidence": "半額"}]'
    line = f'{{"id": "1", "query": "2016年度の川崎市の家賃", "type": "t", "answers": {answers}}}'
    (tmp_path / "c.jsonl").write_text(line, encoding="utf-8")
    words = ["eval", "--counter", str(tmp_path / "c.jsonl"), "--corpus", str(tmp_path)]
    assert cli.main(words) == 0
    header = capsys.readouterr().out.splitlines()[1].split()
    assert {name.partition("@")[0] for name in header[2:]} == explained
