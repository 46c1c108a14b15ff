"""Gradio without the type stubs it writes for editors."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def without_stubs() -> Iterator[None]:
    """Keep Gradio, imported inside, from writing a stub beside each of its components.

    It parses the source of all of them for that, half of the time its import takes (2 of 4.5 s).
    A component whose file cannot be told gets none: its `create_or_modify_pyi` says so.
    """
    told = inspect.getfile

    def file_of(thing: object) -> str:
        if type(thing).__name__ == "ComponentMeta":
            raise OSError("a component of Gradio, which needs no stub")
        return told(thing)  # type: ignore[arg-type]

    with patch.object(inspect, "getfile", file_of):
        yield
