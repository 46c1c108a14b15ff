"""An index of three small documents, and a file for questions."""

from pathlib import Path

import pytest

import cli
from tests.cli_corpus import write_corpus


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The index of the three small documents."""
    folder = tmp_path_factory.mktemp("cli")
    assert cli.main(["build", str(write_corpus(folder / "papers")), "--index", f"{folder}/ix"]) == 0
    return f"{folder}/ix"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"
