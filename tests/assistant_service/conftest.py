"""Services over the four documents, ranked by coverage alone."""

import pytest

from tests.service_papers import DOCUMENTS, made, opened, write


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    made(write(folder / "papers", DOCUMENTS), folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def service(index_dir):
    return opened(index_dir)


@pytest.fixture
def own_index(tmp_path):
    """An index of its own with the folder it was built from."""
    papers = write(tmp_path / "papers", DOCUMENTS)
    made(papers, tmp_path / "index")
    return papers, tmp_path / "index"
