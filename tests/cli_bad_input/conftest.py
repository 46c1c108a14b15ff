"""What the tests of bad input run: commands, and an index to do harm to."""

import shutil
from pathlib import Path

import pytest

import cli
from tests.cli_corpus import write_corpus
from tests.cli_harm import Line


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    """Runs a command; gives its exit status, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        status = cli.main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `papers` and their index `ix`; copied, never changed."""
    folder = tmp_path_factory.mktemp("made")
    papers = write_corpus(folder / "papers")
    assert cli.main(["build", str(papers), "--index", str(folder / "ix")]) == 0
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of `made` to do harm to."""
    shutil.copytree(made, tmp_path / "place")
    return tmp_path / "place"
