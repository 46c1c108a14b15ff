"""How far a build has come, on a terminal as a bar, in a log as a line now and then."""

from __future__ import annotations

import time
from typing import NoReturn, TextIO

from tqdm import tqdm

_SECONDS_A_LINE = 10.0


class BuildProgress:
    """Shows what `index.build.build` reports; close it at the end."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream to write to, as a rule `sys.stderr`."""
        self._stream = stream
        self._bar: tqdm[NoReturn] | None = None
        self._what = ""
        self._written = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` (0: unknown) are done of `what`."""
        if self._stream.isatty():
            self._draw(what, done, total)
        else:
            self._write(what, done, total)

    def close(self) -> None:
        """End the line that is being drawn."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _draw(self, what: str, done: int, total: int) -> None:
        bar = self._bar
        if bar is None or what != self._what:
            self.close()
            bar = tqdm(
                total=total or None,
                desc=what,
                file=self._stream,
                leave=False,
                bar_format=None if total else "{desc} ... {elapsed}",
            )
            self._what, self._bar = what, bar
        bar.update(done - bar.n)

    def _write(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self._what or now - self._written >= _SECONDS_A_LINE:
            self._what, self._written = what, now
            self._stream.write(f"{what} {done:,} of {total:,}\n" if total else f"{what} ...\n")
            self._stream.flush()
