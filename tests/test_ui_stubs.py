"""Gradio is imported without the stubs it writes for editors."""

import inspect
from pathlib import Path

import gradio
import pytest
from gradio.component_meta import create_or_modify_pyi

from assistant.page.stubs import without_stubs


def test_no_stub_is_made_inside_and_all_is_as_before_behind():
    told = inspect.getfile
    with without_stubs():
        # Outside, a class that its file does not define is refused: the file is read.
        create_or_modify_pyi(gradio.Button, "Nothing", [])
        assert inspect.getfile(Path) == told(Path)
    assert inspect.getfile is told
    with pytest.raises(ValueError, match="Couldn't find class source code"):
        create_or_modify_pyi(gradio.Button, "Nothing", [])
