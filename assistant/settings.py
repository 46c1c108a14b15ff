"""All settings with their defaults, and the one TOML file that changes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import TypeGuard, TypeVar

from assistant.quoting.options import AnswerOptions
from assistant.search.retrieve import RetrieveOptions
from corpus.document import AssistantError

THESAURUS = Path(__file__).with_name("thesaurus.tsv")

_Options = TypeVar("_Options")
_MOST = 1_000_000
_RANGES: Mapping[type, tuple[int, int]] = {int: (1, _MOST), float: (0, _MOST)}


class SettingsError(AssistantError):
    """A settings file with an unknown key or a value of the wrong kind or range."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the assistant can be told to do otherwise.

    Attributes:
        retrieve: How passages are found and put in order.
        answer: How much is quoted.
        thesaurus: The file of everyday words and policy terms.
    """

    retrieve: RetrieveOptions = field(default_factory=RetrieveOptions)
    answer: AnswerOptions = field(default_factory=AnswerOptions)
    thesaurus: Path = THESAURUS


def load_settings(path: Path) -> Settings:
    """Return the defaults changed by a TOML file with the tables [retrieve] and [answer].

    Raises:
        SettingsError: If the file cannot be read or names what is not there.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"Settings in {path} cannot be read: {error}. Correct it.") from error
    return _changed(Settings(), tables, str(path))


def _changed(options: _Options, table: dict[str, object], where: str) -> _Options:
    """Return frozen options with the values of a table in place of theirs."""
    if not is_dataclass(options) or isinstance(options, type):
        raise SettingsError(f"{where} is a value, not a table. Correct it.")
    names = {f.name for f in fields(options)}
    changes: dict[str, object] = {}
    for key, value in table.items():
        if key not in names:
            known = ", ".join(sorted(names))
            raise SettingsError(f"{where}: there is no setting {key}. Settings here: {known}.")
        old = getattr(options, key)
        if is_dataclass(old) and isinstance(value, dict):
            changes[key] = _changed(old, value, f"{where} [{key}]")
        elif isinstance(old, Path) and isinstance(value, str) and "\0" not in value:
            changes[key] = Path(value)
        elif _same_kind(value, old):
            least, most = _RANGES[type(old)]
            if not least <= value <= most:
                raise SettingsError(
                    f"{where}: {key} is {value!r}, but takes {least:,} to {most:,}. Correct it."
                )
            changes[key] = value
        else:
            raise SettingsError(
                f"{where}: {key} is {value!r}, but takes a value like {old!r}. Correct it."
            )
    return replace(options, **changes)


def _same_kind(value: object, old: object) -> TypeGuard[float]:
    """Tell whether both are numbers, and the new one whole where the old one is."""
    if isinstance(old, float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return type(old) is int and type(value) is int
