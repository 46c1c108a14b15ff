"""What several test modules share: the folder of real documents, when this clone has one."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that need it skip without it."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs the real documents in ../shared, which this clone does not have")
    return SHARED
