"""Questions and settings that nobody should have to think of."""

import json
from pathlib import Path

import pytest

from tests.cli_harm import QUESTION, Line, best, mistake


@pytest.mark.parametrize("question", ["", " ", "\u3000\n"])
def test_an_empty_question(line: Line, made: Path, question: str) -> None:
    message = mistake(line("ask", question, "--index", made / "ix"))
    assert message.startswith("The question is empty.")


@pytest.mark.parametrize(
    "question",
    [
        "a",
        "あ",
        "?",
        "🏪",
        "👨‍👩‍👧‍👦🇯🇵",
        "What support is there?",
        "\udc80\ud800",
        "\x00",
        '" OR 1=1 --',
        "body:* AND (",
        "あ" * 10_000,
        "補助金はいくら？" * 1_250,
        "\u0301" * 500,
    ],
    ids=lambda question: f"{question[:8]!a}",
)
def test_any_question_is_answered_or_declined(line: Line, made: Path, question: str) -> None:
    status, out, err = line("ask", question, "--index", made / "ix", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["reason"] in {None, "nothing", "nothing_asked", "words_apart"}
    assert line("ask", question, "--index", made / "ix")[0] == 0


def test_more_passages_than_any_index_holds(line: Line, made: Path) -> None:
    status, out, _ = line("ask", QUESTION, "--index", made / "ix", "--json", "-k", 10**20)
    assert (status, json.loads(out)["reason"]) == (0, None)


def test_a_host_that_cannot_be_one(line: Line, made: Path) -> None:
    message = mistake(line("serve", "--index", made / "ix", "--host", "a..b"))
    assert message == "--host a..b is no name of a host. Give another"


def test_a_long_question_is_still_about_its_beginning(line: Line, made: Path) -> None:
    assert best(line, f"{QUESTION}。{'よろしくお願いします。' * 900}", made / "ix") == "akimise.md"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[answer", "cannot be read"),
        ("[anwser]\n", "there is no setting anwser"),
        ('[answer]\nquotes = "4"\n', "quotes is '4', but takes a value like 4"),
        ('thesaurus = "/no/such/file.tsv"\n', "/no/such/file.tsv"),
    ],
)
def test_settings_that_are_not_right(
    line: Line, made: Path, tmp_path: Path, settings: str, message: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings, encoding="utf-8")
    words = ("ask", QUESTION, "--index", made / "ix", "--settings")
    assert message in mistake(line(*words, file))
    assert "cannot be read" in mistake(line(*words, tmp_path / "none.toml"))
