"""How a build shows how far it has come."""

from contextlib import closing
from io import StringIO

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


def test_a_terminal_gets_a_bar_that_is_wiped_at_the_end() -> None:
    terminal = Terminal()
    with closing(BuildProgress(terminal)) as progress:
        progress("reading", 1, 4)
        progress("writing", 0, 0)
    drawn = [part.split("|")[0].strip() for part in terminal.getvalue().split("\r")]
    assert [part for part in drawn if part] == ["reading:   0%", "writing ... 00:00"]
    assert terminal.getvalue().endswith("\r")
