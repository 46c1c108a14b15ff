"""The files that an evaluation writes: checked before the work, written after it."""

from __future__ import annotations

import sys
from pathlib import Path

from eval.jsonl import EvaluationError


def check_folder(path: Path) -> None:
    """Raise EvaluationError if the folder of a file to be written is not there."""
    if not path.absolute().parent.is_dir():
        raise EvaluationError(f"no folder {path.parent} to write {path.name} to; make it")


def write_file(path: Path, text: str) -> None:
    """Write a file and say so.

    Raises:
        EvaluationError: It cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(
            f"{path}: cannot be written ({error.strerror}); choose another file"
        ) from error
    sys.stderr.write(f"written: {path}\n")
