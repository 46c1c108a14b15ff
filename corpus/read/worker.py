"""Files to documents, read in a child process that may die without harm."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import IO, cast

from corpus.document import Document
from corpus.read.files import FoundFile
from corpus.read.source import Limits
from corpus.read.wire import WireError, from_wire

# The child looks for modules where this process does, and not in the folder it happens to run in
# (-P); a fork would copy the threads of a parent that has some.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from corpus.read.child import main; sys.exit(main(sys.argv[2]))"
)
_START_SECONDS = 60.0  # the child has no libraries to load before it is ready
_ANSWER_BYTES = 1_000_000_000
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file.

    Attributes:
        file: The file.
        documents: What it holds; empty for a file that was skipped.
        skipped: Why it was skipped, in one line, or None.
        unfinished: Whether the reader did not come to an end with it: no time or memory was left,
            it died, or the file could not be opened. At another time it may be read.
        warnings: One line each: what was left out or guessed.
    """

    file: FoundFile
    documents: tuple[Document, ...] = ()
    skipped: str | None = None
    unfinished: bool = False
    warnings: tuple[str, ...] = ()


class ReaderStartError(RuntimeError):
    """The child process does not start: the installation is broken."""


def read_files(files: Iterable[FoundFile], *, limits: Limits | None = None) -> Iterator[ReadResult]:
    """Yield one result a file, in order; no file's failure stops the others.

    Args:
        files: What `corpus.read.files.find_files` found.
        limits: How much a file may cost, `Limits()` if left out.

    Raises:
        ReaderStartError: The child process does not start.
    """
    readers = _Readers(limits or Limits())
    try:
        for file in files:
            yield _read(file, readers)
    finally:
        readers.stop()


def _read(file: FoundFile, readers: _Readers) -> ReadResult:
    if file.skipped is not None:
        return ReadResult(file, skipped=file.skipped)
    largest = readers.limits.input_bytes
    try:
        with file.path.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
    except OSError as error:
        return ReadResult(file, skipped=f"cannot be opened: {error.strerror}", unfinished=True)
    if size > largest:
        return ReadResult(file, skipped=f"{size:,} bytes, {largest:,} at most; split the file")
    answer = readers.ask(file)
    if "skipped" in answer:
        unfinished = bool(answer.get("unfinished"))
        return ReadResult(file, skipped=_one_line(answer["skipped"]), unfinished=unfinished)
    try:
        documents = from_wire(answer.get("documents"), file.doc_id)
    except WireError as error:
        return ReadResult(file, skipped=f"the reader's answer is not valid: {error}")
    warnings = answer.get("warnings")
    lines = warnings if isinstance(warnings, list) else []
    return ReadResult(file, documents, warnings=tuple(_one_line(line) for line in lines))


def _one_line(reason: object) -> str:
    # Half a surrogate pair, which cannot be stored or printed, becomes a question mark.
    text = str(reason).encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split())[:_LONGEST_REASON]


class _Readers:
    """A child process, started when the first file comes and anew after each one that died."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._late = False

    def ask(self, file: FoundFile) -> Mapping[str, object]:
        """The child's answer about a file, or why it gave none, as an answer too."""
        child = self._child or self._start()
        request = json.dumps({"path": os.fspath(file.path), "doc_id": file.doc_id})
        answer = self._exchange(child, request.encode("ascii") + b"\n", self.limits.wall_seconds)
        if answer is None:
            return {"skipped": self._why_it_died(child), "unfinished": True}
        if answer.get("unfinished"):
            self.stop()
        return answer

    def stop(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def _start(self) -> subprocess.Popen[bytes]:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        paths = json.dumps([os.path.abspath(path) for path in sys.path])  # noqa: PTH100
        limits = json.dumps(asdict(self.limits))
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, paths, limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            # The threads of numerical libraries would reserve more memory than the limit allows.
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        if self._exchange(self._child, b"", _START_SECONDS) != {"ready": True}:
            reason = self._last_error()
            self.stop()
            raise ReaderStartError(f"the process that reads files does not start: {reason}")
        return self._child

    def _exchange(
        self, child: subprocess.Popen[bytes], request: bytes, seconds: float
    ) -> Mapping[str, object] | None:
        """The child's answer; None when it died, ran out of time or answered no JSON object."""
        lines: list[bytes] = []
        talk = threading.Thread(target=_talk, args=(child, request, lines), daemon=True)
        talk.start()
        talk.join(seconds)
        self._late = talk.is_alive()
        if self._late:
            child.kill()
            talk.join()
            lines.clear()
        if not lines or not lines[0].endswith(b"\n"):
            return None
        try:
            answer = json.loads(lines[0])
        except (ValueError, RecursionError):  # also a number of 5,000 digits, lists in lists
            return None
        return cast("Mapping[str, object]", answer) if isinstance(answer, dict) else None

    def _why_it_died(self, child: subprocess.Popen[bytes]) -> str:
        try:
            code = child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        error = self._last_error()
        self.stop()
        if self._late:
            return f"took more than {self.limits.wall_seconds:g} s; split the file"
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"took more than {self.limits.cpu_seconds} s of processor time; split the file"
        if error.startswith("MemoryError"):
            return f"needs more than {self.limits.memory_bytes:,} bytes of memory; split the file"
        return f"damaged, or a kind that is not understood ({error or code}); save it anew"

    def _last_error(self) -> str:
        if self._errors is None:
            return ""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", errors="replace").strip().splitlines()
        return _one_line(lines[-1])[:120] if lines else ""


def _talk(child: subprocess.Popen[bytes], request: bytes, lines: list[bytes]) -> None:
    """Put the child's next line into `lines`; nothing when the pipe breaks."""
    if child.stdin is None or child.stdout is None:
        return
    try:
        child.stdin.write(request)
        child.stdin.flush()
        lines.append(child.stdout.readline(_ANSWER_BYTES))
    except (BrokenPipeError, ValueError):
        return
