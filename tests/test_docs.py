"""What the documents promise is there: commands, options, make targets, files, versions."""

import argparse
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "README.ja.md", "ARCHITECTURE.md", "CHANGELOG.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands_in(text: str) -> list[list[str]]:
    """The words of every complete `madoguchi` command of a Markdown text."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    outside = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", outside)]
    words = [shlex.split(line.removeprefix(".venv/bin/")) for line in lines if "madoguchi " in line]
    return [found[1:] for found in words if found[0] == "madoguchi" and found[1].islower()]


def targets_in(text: str) -> set[str]:
    found = re.findall(r"^\s*make ([a-z]+)|`make ([a-z]+)", text, re.MULTILINE)
    return {first or second for first, second in found}


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def test_commands_are_found_where_they_stand() -> None:
    text = (
        '```sh\n.venv/bin/madoguchi ask "a b" --index d\nmake run\n```\n'
        "`madoguchi\neval` and `madoguchi COMMAND --help` and `madoguchi`\n```\nmadoguchi no\n```\n"
    )
    assert commands_in(text) == [["ask", "a b", "--index", "d"], ["eval"]]
    assert targets_in(text) == {"run"}


@pytest.mark.parametrize(
    "name",
    ["README.md", "README.ja.md", "docs/accuracy.md", "docs/models.md", "eval/README.md"],
)
def test_commands_parse(name: str) -> None:
    for words in commands_in(read(name)):
        assert callable(cli.build_parser().parse_args(words).run)


def test_every_command_stands_in_the_readme() -> None:
    assert {words[0] for words in commands_in(read("README.md"))} == set(parsers())


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command."""
    (commands,) = (
        action
        for action in cli.build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


@pytest.mark.parametrize("command", parsers())
def test_every_option_has_help(command: str) -> None:
    parser = parsers()[command]
    assert [action.dest for action in parser._actions if not action.help] == []
    assert "%(" not in parser.format_help()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_targets_exist(name: str) -> None:
    assert targets_in(read(name)) - makefile_targets() == set()


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make ([a-z]+)\t", listed, re.MULTILINE)) == makefile_targets()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_linked_to_exist(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_folders_and_modules_of_the_architecture_exist() -> None:
    text = read("ARCHITECTURE.md")
    modules = set(re.findall(r"`(\w+\.(?:py|json|tsv))`", text))
    missing = {name for name in modules if not [*ROOT.glob(name), *ROOT.glob(f"[a-z]*/**/{name}")]}
    assert missing == set()
    rooms = set(re.findall(r"^### `(\w+)/`", text, re.MULTILINE))
    assert rooms == {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_one_version_everywhere() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    newest = re.search(r"^## (\d\S*)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert {cli.VERSION, project["version"], newest[1]} == {cli.VERSION}


def normal(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned_for_every_machine() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pins = {
        normal(name): version
        for name, version in re.findall(r"^(\S+)==(\S+)$", read("constraints.txt"), re.MULTILINE)
    }
    names = {normal(re.split(r"[<>=\[]", requirement)[0]) for requirement in wanted}
    assert names - set(pins) == set()
    assert pins["torch"] == "2.13.0"
    assert [name for name in pins if name.startswith(("nvidia", "triton", "cuda"))] == []
    assert [version for version in pins.values() if "+" in version] == []


def test_the_checks_of_a_new_machine_are_those_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111 == 0o111
    assert script.read_text().rstrip().splitlines()[-1] == "make check </dev/null"
    assert "`make check`" in read("README.md")
