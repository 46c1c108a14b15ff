"""The answer that the README shows is the one that its command gives."""

import re
import shlex
from pathlib import Path

import cli

ROOT = Path(__file__).resolve().parents[1]


def test_the_example_is_what_is_answered(tmp_path, monkeypatch, capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^\.venv/bin/madoguchi (ask .*)\n```\n\n```\n(.*?)```", readme, re.M | re.S)
    assert shown is not None
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", str(ROOT / "corpus" / "documents"), "--index", "data/index"]) == 0
    capsys.readouterr()
    assert cli.main(shlex.split(shown[1])) == 0
    assert capsys.readouterr().out == shown[2]
