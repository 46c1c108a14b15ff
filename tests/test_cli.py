"""The command line: what it prints where, and how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import cli
from tests.cli_corpus import SHOPS, write_corpus

ROOT = Path(__file__).resolve().parents[1]
SHOP_QUESTION = "空き店舗の改装費の補助"
# The passage is all that stands below the front matter.
SHOP_START = SHOPS.index("# 岡谷市")
SHOP_TEXT = SHOPS[SHOP_START:].rstrip()
SHOP_PASSAGE = {
    "document": "akimise.md",
    "title": "岡谷市の空き店舗活用のあゆみ",
    "heading": ["改装費の補助"],
    "text": SHOP_TEXT,
    "page": None,
    "start": SHOP_START,
    "end": SHOP_START + len(SHOP_TEXT),
    "municipality": "岡谷市",
    "fiscal_years": [2016],
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The index of the three small documents."""
    folder = tmp_path_factory.mktemp("cli")
    assert cli.main(["build", str(write_corpus(folder / "papers")), "--index", f"{folder}/ix"]) == 0
    return f"{folder}/ix"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"


def start(*words: str, **options: object) -> subprocess.Popen[bytes]:
    """The command line in a process of its own, with a locale that is not UTF-8."""
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **options,
    )


def test_version_is_the_projects(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"madoguchi {project['version']}\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["build", "papers"],
        ["ask", "--index", "ix"],
        ["ask", "創業", "--index", "ix", "-k", "0"],
        ["ask", "創業", "--index", "ix", "-k", "三"],
        ["ask", "創業", "--index", "ix", "--year", "平成28年度"],
        ["search", "--index", "ix"],
        ["serve", "--index", "ix", "--port", "65536"],
    ],
)
def test_words_that_are_no_command_end_in_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    printed = capsys.readouterr()
    assert ended.value.code == 2
    assert printed.out == ""
    assert printed.err.startswith("usage: madoguchi")


def test_build_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers, folder = write_corpus(tmp_path / "papers"), tmp_path / "ix"
    (papers / "empty.txt").write_text("")
    (papers / "song.mp3").write_bytes(b"ID3\x04")
    words = ["build", str(papers), "--index", str(folder)]

    assert cli.main(words) == 0
    first = capsys.readouterr()
    took = re.compile(r"in \d+\.\d s\n$")
    summary = "3 documents, 3 passages from 3 files (2 skipped) "
    assert took.sub("", first.out) == f"Built {folder}: {summary}"
    assert first.err.splitlines()[0] == "reading 1 of 5"
    skipped = [line for line in first.err.splitlines() if line.startswith("skipped")]
    assert [line.split(": ")[0] for line in skipped] == ["skipped empty.txt", "skipped song.mp3"]

    assert cli.main(words) == 0
    second = capsys.readouterr()
    assert took.sub("", second.out) == f"Nothing has changed in {folder}: {summary}"
    assert second.err.splitlines() == skipped


def test_search_prints_a_json_object_a_question(
    index: str, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "q1", "query": SHOP_QUESTION},
        {"id": "q2", "query": ""},
        {"id": "q3", "query": "2001年度の岡谷市の改装費の補助"},
    ]
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    questions.write_text(f"\ufeff{text}", encoding="utf-8")
    assert cli.main(["search", "--index", index, "--questions", str(questions), "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [list(line) for line in found] == [["id", "answered", "reason", "passages"]] * 3
    best, *others = found[0].pop("passages")
    assert found[0] == {"id": "q1", "answered": True, "reason": None}
    assert best.pop("rank") == 1
    assert 0.5 < best.pop("score") <= 1
    assert best == SHOP_PASSAGE
    assert [other["rank"] for other in others] == [2, 3]
    assert found[1] == {"id": "q2", "answered": False, "reason": "nothing", "passages": []}
    assert (found[2]["answered"], found[2]["reason"]) == (False, "other_year")


def test_search_gives_k_passages_at_most(
    index: str, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions.write_text(f'{{"id": "q", "query": "{SHOP_QUESTION}"}}', encoding="utf-8")
    words = ["search", "--index", index, "--questions", str(questions), "-k", "1"]
    assert cli.main(words) == 0
    cells = capsys.readouterr().out.rstrip("\n").split("\t")
    place = f"akimise.md:{SHOP_PASSAGE['start']}-{SHOP_PASSAGE['end']}"
    source = "岡谷市の空き店舗活用のあゆみ（岡谷市、平成28年度（2016年度）、改装費の補助）"
    assert [cells[0], cells[1], *cells[3:]] == ["q", "1", source, place]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "questions.jsonl holds no question."),
        (b'{"id": "a", "query": "b"}\n{"id": ', "questions.jsonl line 2: not JSON; "),
        (b'["a", "b"]', "questions.jsonl line 1: not a JSON object; "),
        (b'\n{"id": "a"}', 'questions.jsonl line 2: "query" must be a text; '),
        (b'{"id": 1, "query": "b"}', 'questions.jsonl line 1: "id" must be a text; '),
        ("創業".encode("cp932"), "questions.jsonl: not UTF-8; "),
    ],
)
def test_a_questions_file_that_is_not_right(
    index: str, questions: Path, text: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    questions.write_bytes(text)
    assert cli.main(["search", "--index", index, "--questions", str(questions)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"madoguchi: {questions.parent}/{message}")
    assert printed.err.count("\n") == 1


def test_ask_quotes_and_cites(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", SHOP_QUESTION, "--index", index, "-k", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    quoted = (
        "岡谷市は平成28年度、空き店舗を改装して開店する人に、改装費の半分を50万円まで補助しました。"
        "申請は7件でした。"
    )
    assert lines[0] == f"ご質問：{SHOP_QUESTION}"
    assert f"  「{quoted}」[1]" in lines
    sources = lines[lines.index("出典") + 1 :]
    assert sources[:3] == [
        "[1] 岡谷市の空き店舗活用のあゆみ（岡谷市、平成28年度（2016年度）、改装費の補助）",
        f"    akimise.md:{SHOP_PASSAGE['start']}-{SHOP_PASSAGE['end']}",
        "",
    ]


def test_ask_as_json_has_quotes_that_are_slices(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", SHOP_QUESTION, "--index", index, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["question"] == SHOP_QUESTION
    assert answer["reason"] is None
    cut = [
        SHOPS[quote["start"] : quote["end"]] for quote in answer["quotes"] if quote["citation"] == 1
    ]
    assert cut == [quote["text"] for quote in answer["quotes"] if quote["citation"] == 1]
    assert answer["hits"][0]["passage"]["text"] == SHOP_TEXT


@pytest.mark.parametrize(
    ("chosen", "documents"),
    [
        (["--municipality", "岡谷市"], ["akimise.md"]),
        (["--year", "2018"], ["atotsugi.md"]),
        (["--year", "2018", "--year", "2016"], ["akimise.md", "atotsugi.md"]),
        (["--theme", "事業承継"], ["atotsugi.md"]),
        (["--municipality", "岡谷市", "--year", "2018"], []),
        (["--municipality", "無い市"], []),
    ],
)
def test_filters_leave_only_what_has_their_value(
    index: str, chosen: list[str], documents: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "相談と補助と日程", "--index", index, "--json", *chosen]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert sorted(hit["passage"]["doc_id"] for hit in hits) == documents


def test_a_declined_question_says_why_and_what_to_do(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "Where can I buy a ticket to the moon?", "--index", index]) == 0
    printed = capsys.readouterr().out
    assert "申し訳ありません。お尋ねに合う文章は" in printed
    assert "出典" not in printed.splitlines()


def test_settings_change_the_answer(
    index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[answer]\nquotes = 1\n", encoding="utf-8")
    words = ["ask", SHOP_QUESTION, "--index", index, "--json", "--settings", str(settings)]
    assert cli.main(words) == 0
    assert len(json.loads(capsys.readouterr().out)["quotes"]) == 1
    settings.write_text("[answer]\nqoutes = 1\n", encoding="utf-8")
    assert cli.main(words) == 1
    assert "there is no setting qoutes" in capsys.readouterr().err


def test_json_keeps_to_one_line_and_to_characters_that_print(
    capsys: pytest.CaptureFixture[str],
) -> None:
    value = {"text": "a\u2028b\x9b2Jc\x85d\n創"}
    cli._print_json(value)
    printed = capsys.readouterr().out
    assert printed == '{"text": "a\\u2028b\\u009b2Jc\\u0085d\\n創"}\n'
    assert json.loads(printed) == value


def test_serve_says_when_its_port_is_taken(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--index", index, "--port", str(port)]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith(f"madoguchi: Cannot listen on 127.0.0.1 port {port} (")
    assert printed.endswith(f"Give another: --port {port + 1}\n")


def test_ask_in_a_pipe_is_utf_8_and_needs_no_page_library(index: str) -> None:
    with start("ask", SHOP_QUESTION, "--index", index, "--json") as asked:
        printed, errors = asked.communicate(timeout=60)
    assert (asked.returncode, errors) == (0, b"")
    assert json.loads(printed.decode("utf-8"))["question"] == SHOP_QUESTION
    loaded = (
        "import sys, cli; cli.main(sys.argv[1:]);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    words = [sys.executable, "-c", loaded, "ask", SHOP_QUESTION, "--index", index]
    modules = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stderr.split()
    slow = {b"torch", b"gradio", b"matplotlib", b"sentence_transformers", b"fastapi", b"pandas"}
    assert slow & set(modules) == set()


def test_a_reader_that_has_seen_enough_ends_it_quietly(index: str, questions: Path) -> None:
    line = json.dumps({"id": "q", "query": SHOP_QUESTION})
    questions.write_text(f"{line}\n" * 300)
    with start("search", "--index", index, "--questions", str(questions), "--json") as searching:
        assert searching.stdout is not None
        assert searching.stderr is not None
        assert json.loads(searching.stdout.readline())["id"] == "q"
        searching.stdout.close()
        assert searching.stderr.read() == b""
        assert searching.wait(timeout=60) == 0


def test_ctrl_c_ends_in_one_line(index: str, questions: Path) -> None:
    line = json.dumps({"id": "q", "query": SHOP_QUESTION})
    questions.write_text(f"{line}\n" * 3000)
    with start("search", "--index", index, "--questions", str(questions), "--json") as searching:
        assert searching.stdout is not None
        searching.stdout.readline()
        searching.send_signal(signal.SIGINT)
        _, errors = searching.communicate(timeout=60)
    assert (searching.returncode, errors) == (130, b"madoguchi: stopped\n")


# Notes every address that the process, or a process it starts, looks up or connects to.
LISTENING = """
import os, sys
def note(event, details):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = details[1][0] if event == "socket.connect" else details[0]
        with open(os.environ["NOTED"], "a") as file:
            file.write(f"{address}\\n")
sys.addaudithook(note)
"""


def test_serve_says_its_address_answers_and_calls_nobody(index: str, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    noted.touch()
    (tmp_path / "sitecustomize.py").write_text(LISTENING)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "NOTED": str(noted)}
    words = [sys.executable, str(ROOT / "cli.py"), "serve", "--index", index, "--port", str(port)]
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as serving:
        assert serving.stdout is not None
        said = serving.stdout.readline().decode()
        assert said == f"Open http://127.0.0.1:{port}/ in a browser. Ctrl-C ends it.\n"
        health = json.loads(_fetched(f"http://127.0.0.1:{port}/healthz"))
        assert health == {"status": "ok", "generation": "000001", "passages": 3}
        assert "窓口" in _fetched(f"http://127.0.0.1:{port}/")
        serving.send_signal(signal.SIGINT)
        _, errors = serving.communicate(timeout=60)
    assert (serving.returncode, errors) == (0, b"Opening the page ...\n")
    assert set(noted.read_text().split()) <= {"127.0.0.1", "localhost"}


def _fetched(address: str) -> str:
    """What a server that is just starting has at an address."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.read().decode("utf-8")
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")
