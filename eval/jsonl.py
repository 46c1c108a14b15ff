"""JSON Lines files read with errors that name the file, the line and the field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.document import AssistantError

_HALF = re.compile("[\ud800-\udfff]")  # JSON can write it, no file in UTF-8 can hold it


class EvaluationError(AssistantError):
    """The judged questions, their corpus or a stored result are not as they should be."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a JSON Lines file, or an object inside it.

    Attributes:
        where: File and line, for messages.
        fields: The object that stands there.
    """

    where: str
    fields: Mapping[str, object]

    def text(self, name: str, default: str | None = None) -> str:
        """The field's text, or `default` when it is absent or null.

        Raises:
            EvaluationError: It is not text, or half of a pair of surrogates stands in it, or it is
                absent and there is no default.
        """
        value = self.fields.get(name)
        if value is None:
            value = default
        if not isinstance(value, str):
            raise EvaluationError(f'{self.where}: "{name}" must be a text; add or correct it')
        if _HALF.search(value):
            raise EvaluationError(
                f'{self.where}: "{name}" holds half a character (\\ud800 to \\udfff); remove it'
            )
        return value

    def rows(self, name: str) -> tuple[Row, ...]:
        """The objects of a field that holds a list of objects; none when it is absent.

        Raises:
            EvaluationError: It is something else.
        """
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise EvaluationError(f'{self.where}: "{name}" must be a list of objects; correct it')
        return tuple(Row(self.where, item) for item in value)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that holds a list of texts.

        Raises:
            EvaluationError: It is something else or absent.
        """
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise EvaluationError(f'{self.where}: "{name}" must be a list of texts; correct it')
        return tuple(value)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        EvaluationError: It is not there or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EvaluationError(
            f"{path}: cannot be read ({error.strerror}); give the path of an existing file"
        ) from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: not UTF-8; save it as UTF-8") from error


def read_jsonl(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file; blank lines are passed over.

    Raises:
        EvaluationError: The file cannot be read, or a line is not a JSON object.
    """
    return parse_jsonl(read_text(path).split("\n"), str(path))


def parse_jsonl(lines: Iterable[str], name: str) -> Iterator[Row]:
    """The rows that the lines of a file called `name` hold; blank ones are passed over.

    Raises:
        EvaluationError: A line is not a JSON object.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise EvaluationError(f"{where}: not JSON; correct or remove the line") from error
        if not isinstance(fields, dict):
            raise EvaluationError(f"{where}: not a JSON object; correct or remove the line")
        yield Row(where, fields)
