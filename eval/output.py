"""The files that an evaluation writes: checked before the work, written after it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.jsonl import EvaluationError


def check_files(paths: Sequence[Path]) -> None:
    """Raise EvaluationError if files to be written cannot be, or are one and the same."""
    for path in paths:
        if not path.absolute().parent.is_dir():
            raise EvaluationError(f"no folder {path.parent} to write {path.name} to; make it")
        there = path if path.exists() else path.absolute().parent
        if path.is_dir() or not os.access(there, os.W_OK):
            raise EvaluationError(f"{path}: cannot be written; choose another file")
    if len({path.resolve() for path in paths}) < len(paths):
        raise EvaluationError(f"{paths[0]}: named for two outputs; choose a file for each")


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
