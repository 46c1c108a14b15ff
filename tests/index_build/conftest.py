"""What the tests of builds share: documents to build from, and a reader that can be watched."""

import pytest

from corpus.document import AssistantError
from corpus.read.child import read_source
from corpus.read.source import Limits, Source
from corpus.read.worker import ReadResult, read_files
from index import build as building
from tests.index_builds import TEXTS, write


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    write(folder, TEXTS)
    return folder


@pytest.fixture
def index_dir(tmp_path):
    return tmp_path / "index"


@pytest.fixture(autouse=True)
def reader_in_this_process(monkeypatch):
    """What the child process does, done here: its start takes a third of a second each time."""

    def read_here(files):
        for file in files:
            try:
                source = Source(file.path, file.doc_id, file.path.read_bytes(), Limits())
                reading = read_source(source)
            except AssistantError as error:
                yield ReadResult(file, skipped=str(error))
            else:
                yield ReadResult(file, reading.documents, warnings=reading.warnings)

    monkeypatch.setattr(building, "read_files", read_here)


@pytest.fixture
def child_process(monkeypatch):
    """The reader as it is, in a process of its own."""
    monkeypatch.setattr(building, "read_files", read_files)


@pytest.fixture
def reads(monkeypatch):
    """The names of the files that are read, build by build."""
    read = building.read_files
    names = []

    def counted(files):
        names.append([file.doc_id for file in files])
        return read(files)

    monkeypatch.setattr(building, "read_files", counted)
    return names
