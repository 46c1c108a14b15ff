"""Builds that are killed, broken off or refused: the old index goes on serving."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index import build as building
from index import write as writing
from index.generation import IndexBusyError, IndexDamagedError
from index.write import BuildError
from tests.index_builds import contents, found, generations, run, write
from tests.index_fake import BigramEmbedder


class Killed(BaseException):
    """Stands for a signal: nothing catches it."""


def die(*_, **__):
    raise Killed


POINTS = [
    (building, "find_files"),
    (building, "read_files"),
    (writing, "analyse"),
    (writing, "write_vectors"),
    (writing, "write_lexical"),
    (writing, "write_grams"),
    (writing, "write_store"),
    (writing, "next_name"),
    (writing, "publish"),
]


@pytest.mark.parametrize(("module", "point"), POINTS)
def test_a_build_that_is_killed_leaves_the_old_index(corpus, index_dir, monkeypatch, module, point):
    run(corpus, index_dir)
    before = contents(index_dir)
    write(corpus, {"継ぐ.txt": "店の値段を見積もる費用を助けます。\n"})
    with monkeypatch.context() as patched:
        patched.setattr(module, point, die)
        with pytest.raises(Killed):
            run(corpus, index_dir)
    assert contents(index_dir) == before
    assert generations(index_dir) == ["000001"]
    assert found(index_dir, "引き合わせる") == ["継ぐ.txt"]
    # The next build is as if nothing had happened.
    assert run(corpus, index_dir).generation == "000002"
    assert found(index_dir, "見積もる") == ["継ぐ.txt"]


@pytest.mark.parametrize("stage", ["reading", "embedding", "writing"])
def test_a_build_that_is_broken_off_leaves_the_old_index(corpus, index_dir, stage):
    def break_off(what, done, total):
        if what == stage:
            raise KeyboardInterrupt

    run(corpus, index_dir)
    before = contents(index_dir)
    write(corpus, {"継ぐ.txt": "店の値段を見積もる費用を助けます。\n"})
    with pytest.raises(KeyboardInterrupt):
        run(corpus, index_dir, progress=break_off)
    assert contents(index_dir) == before
    assert generations(index_dir) == ["000001"]


SCRIPT = """
import os, signal, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from index import build, write
from tests.index_fake import BigramEmbedder

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

write.write_store = die
build.build([Path(sys.argv[2])], Path(sys.argv[3]), embedder=BigramEmbedder(),
            today=date(2026, 11, 21))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_process_that_is_killed_while_it_writes_leaves_the_old_index(corpus, index_dir):
    run(corpus, index_dir)
    before = contents(index_dir)
    write(corpus, {"継ぐ.txt": "店の値段を見積もる費用を助けます。\n"})
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", SCRIPT, str(root), str(corpus), str(index_dir)]
    killed = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    left = generations(index_dir)
    assert (left[0], left[1][:11], len(left)) == ("000001", "unfinished-", 2)
    assert contents(index_dir) == before
    # The lock went with the process, and what it left goes with the next build.
    assert run(corpus, index_dir).generation == "000002"
    assert generations(index_dir) == ["000001", "000002"]


FULL_DISKS = [
    ("index.write.write_store", sqlite3.OperationalError("database or disk is full")),
    (
        "index.lexical.tantivy.Document",
        ValueError("An IO error occurred: 'No space left on device'"),
    ),
    (
        "index.dense.faiss.write_index",
        RuntimeError("write error in vectors: No space left on device"),
    ),
    ("index.write.publish", OSError(28, "No space left on device")),
]


@pytest.mark.parametrize(("point", "error"), FULL_DISKS)
def test_a_full_disk_is_told_in_a_line(corpus, index_dir, monkeypatch, point, error):
    def fail(*_, **__):
        raise error

    run(corpus, index_dir)
    before = contents(index_dir)
    write(corpus, {"継ぐ.txt": "店の値段を見積もる費用を助けます。\n"})
    with monkeypatch.context() as patched:
        patched.setattr(point, fail)
        with pytest.raises(BuildError) as caught:
            run(corpus, index_dir)
    assert str(caught.value) == (
        f"The index could not be written to {index_dir} ({error}). The index that was there"
        " before is unchanged; free some disk space or choose another folder."
    )
    assert contents(index_dir) == before
    assert generations(index_dir) == ["000001"]


@pytest.mark.parametrize("error", [ValueError("ours"), RuntimeError("ours"), EOFError("ours")])
@pytest.mark.parametrize(
    "point", ["write_vectors", "write_forward", "write_group", "write_grams", "write_store"]
)
def test_a_fault_of_ours_is_not_told_as_a_full_disk(corpus, index_dir, monkeypatch, point, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(writing, point, fail)
    with pytest.raises(type(error), match=r"^ours$"):
        run(corpus, index_dir)


@pytest.mark.parametrize("calls", [0, 1])
def test_a_fault_of_the_model_is_not_told_as_a_full_disk(corpus, index_dir, calls):
    class Faulty(BigramEmbedder):
        left = calls

        def encode_passages(self, forms):
            if not self.left:
                raise RuntimeError("out of memory")
            self.left -= 1
            return super().encode_passages(forms)

    with pytest.raises(RuntimeError, match=r"^out of memory$"):
        run(corpus, index_dir, embedder=Faulty())


def test_a_damaged_index_is_not_built_upon(corpus, index_dir):
    run(corpus, index_dir)
    (index_dir / "generations" / "000001" / "store.sqlite").write_bytes(b"")
    with pytest.raises(IndexDamagedError):
        run(corpus, index_dir)
    # What the message advises helps.
    (index_dir / "CURRENT").unlink()
    assert run(corpus, index_dir).changed
    assert found(index_dir, "相談") == ["創業.md"]


def test_an_index_of_another_format_is_built_again(corpus, index_dir, monkeypatch, reads):
    with monkeypatch.context() as patched:
        patched.setattr(writing, "FORMAT", writing.FORMAT + 1)
        run(corpus, index_dir)
    report = run(corpus, index_dir)
    assert (report.generation, report.changed) == ("000002", True)
    assert [len(names) for names in reads] == [3, 3]
    assert found(index_dir, "相談") == ["創業.md"]


def test_two_builds_at_once_are_refused(corpus, index_dir):
    def build_again(what, done, total):
        if what == "writing":
            run(corpus, index_dir)

    with pytest.raises(IndexBusyError):
        run(corpus, index_dir, progress=build_again)
