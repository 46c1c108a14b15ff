"""The child process that opens the files: one JSON line asks for a file, one answers.

It is started by `corpus.read.worker`, which checks what comes back. Its own limits on memory and
processor time hold where the system has them (not on Windows).
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from corpus.document import AssistantError
from corpus.read.kinds import kind_of
from corpus.read.source import Limits, Reading, Source
from corpus.read.wire import to_wire

# Imported when a file of the kind comes: a corpus of text files needs no PDF library.
_READERS = {
    "text": ("corpus.read.text", "read_text"),
    "markdown": ("corpus.read.markdown", "read_markdown"),
    "html": ("corpus.read.html", "read_html"),
    "csv": ("corpus.read.sheet", "read_csv"),
    "xlsx": ("corpus.read.sheet", "read_xlsx"),
    "docx": ("corpus.read.docx", "read_docx"),
    "pdf": ("corpus.read.pdf", "read_pdf"),
}


_WRITTEN_BYTES = 1_000_000  # the child writes its error messages only


def read_source(source: Source) -> Reading:
    """What the reader of the file's kind makes of it.

    Raises:
        AssistantError: The file holds nothing that can be read.
    """
    kind = kind_of(source)
    module, name = _READERS[kind]
    read = cast("Callable[[Source], Reading]", getattr(import_module(module), name))
    return read(source)


def main(limits_json: str) -> int:
    """Answer until the parent closes the pipe."""
    limits = Limits(**json.loads(limits_json))
    # Whatever a library prints must not mix with the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable()
    _limit_memory(limits)
    _send(answers, _encoded({"ready": True}))
    for line in sys.stdin.buffer:
        _limit_time(limits)
        request = json.loads(line)
        try:
            answer = _encoded(_read(Path(request["path"]), request["doc_id"], limits))
        except MemoryError:
            answer = b""
        # Outside of the handler, which keeps alive all that filled the memory.
        if not answer:
            reason = f"needs more than {limits.memory_bytes:,} bytes of memory; split the file"
            _send(answers, _encoded({"skipped": reason, "unfinished": True}))
            return 1
        _send(answers, answer)
    return 0


def _read(path: Path, doc_id: str, limits: Limits) -> dict[str, object]:
    try:
        reading = read_source(Source(path, doc_id, path.read_bytes(), limits))
    except AssistantError as error:
        return {"skipped": str(error)}
    except RecursionError:
        return {"skipped": "nested too deeply; save it anew with another program"}
    documents = [to_wire(document) for document in reading.documents]
    return {"documents": documents, "warnings": list(reading.warnings)}


def _encoded(answer: dict[str, object]) -> bytes:
    return json.dumps(answer).encode("ascii") + b"\n"


def _send(pipe: BinaryIO, answer: bytes) -> None:
    pipe.write(answer)
    pipe.flush()


def _limit_memory(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, _WRITTEN_BYTES),
    ):
        hard = resource.getrlimit(kind)[1]
        # The machine may allow less already; nobody may raise that again.
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def _limit_time(limits: Limits) -> None:
    """Give the next file its own processor time, counted from what is used already."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
