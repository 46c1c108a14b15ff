"""The YAML head of a Markdown file, between two lines of `---`."""

from __future__ import annotations

import re

import yaml

from corpus.document import AssistantError

MAX_CHARACTERS = 20_000
"""Longest head that is read; the ones people write have a few hundred characters."""

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:(.*?)\r?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)

# What yaml.safe_load lets through besides its own error: the date 2017-13-45 (ValueError), odd
# explicit tags (LookupError, AttributeError), thousands of open brackets (RecursionError).
_YAML_ERRORS = (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError)


class FrontMatterError(AssistantError):
    """The head of a Markdown file is not the YAML it should be."""


def split_front_matter(text: str) -> tuple[dict[str, object], int]:
    """The fields of a text's front matter, and where its body starts.

    A text that starts with a horizontal rule has no front matter: what stands up to the next
    rule must be a YAML mapping (or nothing), else all of the text is body.

    Args:
        text: A whole file, as read.

    Returns:
        The fields, and the first character after the closing line; `({}, 0)` without a head.

    Raises:
        FrontMatterError: The head is too long or is not valid YAML.
    """
    head = _HEAD.match(text)
    if head is None:
        return {}, 0
    source = head[1] or ""
    if len(source) > MAX_CHARACTERS:
        raise FrontMatterError(
            f"Front matter: {len(source):,} characters between the two lines of ---, "
            f"{MAX_CHARACTERS:,} at most; close it earlier"
        )
    try:
        fields = yaml.safe_load(source)
    except _YAML_ERRORS as error:
        raise FrontMatterError(
            f"Front matter: {_place(error)}not valid YAML; quote values that hold ': ' or '#', "
            "or remove the two lines of ---"
        ) from error
    if fields is None:
        return {}, head.end()
    if not isinstance(fields, dict):
        return {}, 0
    return {str(key): value for key, value in fields.items()}, head.end()


def _place(error: Exception) -> str:
    """「line 3: 」 in the file where YAML says where it failed, else nothing."""
    mark = getattr(error, "problem_mark", None)
    # The mark counts from 0 in the head, which starts on the file's second line.
    return f"line {mark.line + 2}: " if mark is not None else ""
