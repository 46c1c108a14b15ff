"""One-way arrows: cli.py, ui.py, eval -> assistant -> index -> corpus. Read from the imports."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "assistant": {"assistant", "index", "corpus"},
    "eval": {"eval", "assistant", "index", "corpus"},
    "ui": {"ui", "assistant", "index", "corpus"},
    "cli": {"cli", "ui", "eval", "assistant", "index", "corpus"},
}

MAY_IMPORT_WITHIN = {
    "corpus/language": set(),
    "corpus/names": {"language", "document"},
    "corpus/read": {"names", "language", "document"},
    "assistant/question": {"records"},
    "assistant/talk": {"question", "records"},
    "assistant/search": {"question", "records"},
    "assistant/quoting": {"search", "question", "records"},
}
"""What of its layer a room may import beside itself."""


def imported(source: str) -> set[str]:
    """The first names of all modules that a source imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("(relative)" if node.level else str(node.module).split(".")[0])
    return names


def imported_of(layer: str, source: str) -> set[str]:
    """What a source imports of a layer: its modules and packages one step below."""
    parts = [
        f"{node.module}.{alias.name}".split(".")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    return {name[1] for name in parts if name[0] == layer}


def sources_of(layer: str) -> list[Path]:
    single = ROOT / f"{layer}.py"
    return [single] if single.exists() else sorted((ROOT / layer).rglob("*.py"))


def test_imports_are_found_wherever_they_stand() -> None:
    source = (
        "import a.b, c\nfrom d.e import f\ndef g():\n    from h import i\n    from . import j\n"
    )
    assert imported(source) == {"a", "c", "d", "h", "(relative)"}


def test_imports_of_a_layer_are_found_wherever_they_stand() -> None:
    source = "from a import b\nfrom c import d\ndef e():\n    from a.f.g import h\n"
    assert imported_of("a", source) == {"b", "f"}


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_no_arrow_points_back(layer: str) -> None:
    ours = set(MAY_IMPORT) | {"tests", "(relative)"}
    forbidden = ours - MAY_IMPORT[layer]
    arrows = {
        str(path.relative_to(ROOT)): wrong
        for path in sources_of(layer)
        if (wrong := imported(path.read_text(encoding="utf-8")) & forbidden)
    }
    assert arrows == {}


@pytest.mark.parametrize("room", MAY_IMPORT_WITHIN)
def test_no_arrow_within_a_layer_points_back(room: str) -> None:
    layer, name = room.split("/")
    allowed = MAY_IMPORT_WITHIN[room] | {name}
    arrows = {
        path.name: wrong
        for path in (ROOT / room).glob("*.py")
        if (wrong := imported_of(layer, path.read_text("utf-8")) - allowed)
    }
    assert arrows == {}


@pytest.mark.parametrize("layer", ["cli", "assistant", "index", "corpus"])
def test_the_page_library_is_known_to_the_page_only(layer: str) -> None:
    users = [path for path in sources_of(layer) if "gradio" in imported(path.read_text("utf-8"))]
    assert users == []


def test_every_package_has_its_layer_and_is_shipped() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    modules = {path.stem for path in ROOT.glob("*.py")}
    assert packages | modules == set(MAY_IMPORT)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shipped = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {name.removesuffix(".py") for name in shipped} == set(MAY_IMPORT)
