"""A build that is killed, meets another, or runs out of disk loses nothing."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import faiss
import pytest

from index.generation import building
from tests.cli_harm import NEW_PAPER, NEW_QUESTION, QUESTION, ROOT, Line, best, mistake

# Dies at one moment of a build: when a stage is announced, or around a call that publishes.
_KILLED = """
import os, signal, sys
from pathlib import Path
import cli
from index.progress import BuildProgress

moment, *words = sys.argv[1:]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def stage(self, what, done, total):
    if what == moment:
        die()

def dying(name, call):
    def wrapped(*args):
        if moment == f"before {name}":
            die()
        result = call(*args)
        if moment == f"after {name}":
            die()
        return result
    return wrapped

BuildProgress.__call__ = stage
Path.rename = dying("rename", Path.rename)
Path.replace = dying("replace", Path.replace)
cli.main(words)
"""


@pytest.mark.parametrize(
    ("moment", "new_answers"),
    [
        ("reading", False),
        ("embedding", False),
        ("writing", False),
        ("before rename", False),
        ("after rename", False),
        ("before replace", False),
        ("after replace", True),
    ],
)
def test_a_build_killed_at_any_moment_leaves_an_index_that_answers(
    line: Line, place: Path, moment: str, new_answers: bool
) -> None:
    ix = place / "ix"
    (place / "papers" / "gaitou.md").write_text(NEW_PAPER, encoding="utf-8")
    words = ["build", str(place / "papers"), "--index", str(ix)]
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, moment, *words], cwd=ROOT, capture_output=True, check=False
    )
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, b"")
    assert best(line, QUESTION, ix) == "akimise.md"
    assert (best(line, NEW_QUESTION, ix) == "gaitou.md") is new_answers

    status, out, _ = line(*words)
    assert status == 0
    assert out.startswith(f"{'Nothing has changed in' if new_answers else 'Built'} {ix}: 4 docu")
    assert best(line, NEW_QUESTION, ix) == "gaitou.md"
    line("build", place / "papers" / "gaitou.md", "--index", ix)
    assert [p.name for p in (ix / "generations").glob("unfinished-*")] == []


def test_two_builds_at_once(line: Line, place: Path) -> None:
    ix = place / "ix"
    with building(ix):
        message = mistake(line("build", place / "papers", "--index", ix))
        assert message == (f"Another build is writing {ix}. Wait until it ends, then build again.")
        assert best(line, QUESTION, ix) == "akimise.md"
    assert line("build", place / "papers", "--index", ix)[0] == 0


@pytest.mark.parametrize("largest", [200, 1_000, 3_000, 5_000, 15_000])
def test_a_disk_that_is_full(line: Line, place: Path, largest: int) -> None:
    ix = place / "ix"
    (place / "papers" / "gaitou.md").write_text(NEW_PAPER, encoding="utf-8")
    words = [str(ROOT / "cli.py"), "build", str(place / "papers"), "--index", str(ix)]
    full = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    message = mistake((full.returncode, full.stdout, full.stderr))
    assert message.startswith(f"The index could not be written to {ix} (")
    assert best(line, QUESTION, ix) == "akimise.md"
    assert [p.name for p in (ix / "generations").iterdir()] == ["000001"]
    assert line("build", place / "papers", "--index", ix)[0] == 0
    assert best(line, NEW_QUESTION, ix) == "gaitou.md"


@pytest.mark.parametrize("left", [0, 100])
def test_a_library_that_keeps_silent_about_a_full_disk(
    line: Line, place: Path, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ix = place / "ix"
    (place / "papers" / "gaitou.md").write_text(NEW_PAPER, encoding="utf-8")
    write_index = faiss.write_index

    def cut(index: faiss.Index, path: str) -> None:
        write_index(index, path)
        os.truncate(path, left)

    monkeypatch.setattr("index.dense.faiss.write_index", cut)
    message = mistake(line("build", place / "papers", "--index", ix))
    assert message.startswith(f"The index could not be written to {ix} (")
    assert best(line, QUESTION, ix) == "akimise.md"
