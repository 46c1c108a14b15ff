"""How a build shows how far it has come."""

from contextlib import closing
from io import StringIO
from typing import ClassVar

import pytest

from index import progress as index_progress
from index.progress import BuildProgress


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_a_stage() -> None:
    log = StringIO()
    with closing(BuildProgress(log)) as progress:
        for done in range(1, 1001):
            progress("reading", done, 1000)
        progress("embedding", 0, 12345)
        progress("writing", 0, 0)
    assert log.getvalue() == "reading 1 of 1,000\nembedding 0 of 12,345\nwriting ...\n"


def test_a_long_stage_gets_a_line_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    log = StringIO()
    with closing(BuildProgress(log)) as progress:
        for done, second in enumerate((100.0, 109.9, 110.0, 119.9, 121.0), start=1):
            monkeypatch.setattr(index_progress.time, "monotonic", lambda second=second: second)
            progress("reading", done, 5)
    assert log.getvalue() == "reading 1 of 5\nreading 3 of 5\nreading 5 of 5\n"


class Bar:
    """Keeps what a bar is told."""

    made: ClassVar[list["Bar"]] = []

    def __init__(self, *, total: int | None, **_: object) -> None:
        self.total, self.n, self.closed = total, 0, 0
        self.made.append(self)

    def update(self, by: int) -> None:
        self.n += by

    def close(self) -> None:
        self.closed += 1


def test_a_stage_has_one_bar_that_is_closed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_progress, "tqdm", Bar)
    with closing(BuildProgress(Terminal())) as progress:
        for done in (1, 3, 4):
            progress("reading", done, 4)
        progress("embedding", 7, 9)
        progress("writing", 0, 0)
    told = [(bar.total, bar.n, bar.closed) for bar in Bar.made]
    assert told == [(4, 4, 1), (9, 7, 1), (None, 0, 1)]


def test_a_terminal_gets_a_bar_that_is_wiped_at_the_end() -> None:
    terminal = Terminal()
    with closing(BuildProgress(terminal)) as progress:
        progress("reading", 1, 4)
        progress("writing", 0, 0)
    drawn = [part.split("|")[0].strip() for part in terminal.getvalue().split("\r")]
    assert [part for part in drawn if part] == ["reading:   0%", "writing ... 00:00"]
    assert terminal.getvalue().endswith("\r")
