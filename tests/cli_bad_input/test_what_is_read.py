"""Files and folders that cannot be read, or have odd names."""

import os
from pathlib import Path

import pytest

from tests.cli_corpus import write_corpus
from tests.cli_harm import NEW_PAPER, NEW_QUESTION, Line, best, mistake


def test_a_path_that_is_not_there(line: Line, tmp_path: Path) -> None:
    message = mistake(line("build", tmp_path / "papers", "--index", tmp_path / "ix"))
    assert message.startswith(f"No such file or folder: {tmp_path}/papers")
    assert not (tmp_path / "ix").exists()


@pytest.mark.parametrize("hidden", [None, ".hidden.md"])
def test_a_folder_without_documents(line: Line, tmp_path: Path, hidden: str | None) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    if hidden:
        (papers / hidden).write_text(NEW_PAPER, encoding="utf-8")
    message = mistake(line("build", papers, "--index", tmp_path / "ix"))
    assert message.startswith(f"No documents in {papers}.")


@pytest.mark.parametrize("content", ["", " \n\u3000\n", "\ufeff"])
def test_an_empty_file(line: Line, tmp_path: Path, content: str) -> None:
    paper = tmp_path / "empty.txt"
    paper.write_text(content, encoding="utf-8")
    message = mistake(line("build", paper, "--index", tmp_path / "ix"))
    assert message.startswith("None of the 1 files could be read (empty.txt: ")


@pytest.mark.parametrize(
    "name",
    [
        "引用'と\"引用.md",
        "改\n行.md",
        "<script>alert(1)<!--.md",
        "--index.md",
        "\x1b[2J消す.md",
        "\u202egpj.md",
        "空 白　全角.md",
        "%s{0}$HOME`id`.md",
        "a" * 250 + ".md",
    ],
)
def test_odd_file_names(line: Line, tmp_path: Path, name: str) -> None:
    papers = write_corpus(tmp_path / "papers")
    (papers / name).write_text(NEW_PAPER, encoding="utf-8")
    (papers / f"{name[:100]}.mp3").write_bytes(b"ID3")
    status, out, err = line("build", papers, "--index", tmp_path / "ix")
    assert (status, out.count("\n")) == (0, 1)
    assert len([row for row in err.splitlines() if row.startswith("skipped")]) == 1
    assert "\x1b" not in err
    found = best(line, NEW_QUESTION, tmp_path / "ix")
    assert found == name.replace("\n", "\ufffd").replace("\x1b", "\ufffd")
    _, text, _ = line("ask", NEW_QUESTION, "--index", tmp_path / "ix")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_file_name_that_is_not_utf_8(line: Line, tmp_path: Path) -> None:
    papers = write_corpus(tmp_path / "papers")
    try:
        (papers / os.fsdecode("表.md".encode("cp932"))).write_text(NEW_PAPER, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert line("build", papers, "--index", tmp_path / "ix")[0] == 0
    assert best(line, NEW_QUESTION, tmp_path / "ix") == "\ufffd\\.md"


def test_dates_before_the_years_that_are_known(line: Line, tmp_path: Path) -> None:
    papers = write_corpus(tmp_path / "papers")
    paper = f"---\npublished: 1800-01-01\n---\n{NEW_PAPER}1868年2月に始まり、28年度に改めました。\n"
    (papers / "light.md").write_text(paper, encoding="utf-8")
    rows = "名称,内容,開始日,公開日\n朝市,朝市を開く店を助けます。,0001-01-01,1700\n"
    (papers / "list.csv").write_text(rows, encoding="utf-8")
    status, out, err = line("build", papers, "--index", tmp_path / "ix")
    assert (status, "5 documents" in out) == (0, True)
    warning = "front matter: published is no date like 2017-09-30, 2017-09 or 2017"
    assert warning in err
    assert best(line, f"明治元年2月の{NEW_QUESTION}", tmp_path / "ix") == "light.md"


def test_an_index_below_its_documents_is_not_read(line: Line, tmp_path: Path) -> None:
    papers = write_corpus(tmp_path / "papers")
    for expected in ("Built", "Nothing has changed in"):
        status, out, _ = line("build", papers, "--index", papers / "ix")
        assert status == 0
        assert out.startswith(f"{expected} {papers}/ix: 3 documents, 3 passages from 3 files (0 ")
