"""What each command prints where, and how it ends."""

import json
import re
import socket
import tomllib
from pathlib import Path

import pytest

import cli
from tests.cli_corpus import SHOP_QUESTION, SHOPS, write_corpus

ROOT = Path(__file__).resolve().parents[2]
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
        ["ask", "創業", "--index", "ix", "--year", "一昨日"],
        ["ask", "創業", "--index", "ix", "--year", "2016-2018"],
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

    (papers / "empty.txt").unlink()
    assert cli.main(words) == 0
    third = capsys.readouterr()
    assert took.sub("", third.out) == f"Built {folder}: {summary.replace('2 skipped', '1 skipped')}"
    assert "removed empty.txt: no longer there" in third.err.splitlines()


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
        (["--year", "平成30"], ["atotsugi.md"]),
        (["--year", "H30年度"], ["atotsugi.md"]),
        (["--year", "2018", "--year", "2016"], ["akimise.md", "atotsugi.md"]),
        (["--theme", "事業承継"], ["atotsugi.md"]),
        (["--municipality", "岡谷市", "--year", "2018"], []),
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
