"""An index that is missing, damaged, or of another version or model."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.generation import FORMAT
from tests.cli_harm import QUESTION, Line, best, generation, mistake


def test_no_index(line: Line, tmp_path: Path) -> None:
    ix = tmp_path / "ix"
    assert mistake(line("ask", QUESTION, "--index", ix)) == (
        f"No index in {ix}. Build one: madoguchi build PATH --index {ix}"
    )
    assert not ix.exists()


def test_a_file_in_place_of_the_index_folder(line: Line, place: Path) -> None:
    file = place / "papers" / "akimise.md"
    assert "cannot be read" in mistake(line("ask", QUESTION, "--index", file))
    message = mistake(line("build", place / "papers", "--index", file))
    assert message.startswith(f"The index folder {file} cannot be written (")


def _cut(place: Path) -> None:
    os.truncate(generation(place) / "store.sqlite", 1000)


def _alter(place: Path) -> None:
    path = generation(place) / "body" / "vectors.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _remove(place: Path) -> None:
    next((generation(place) / "lexical").glob("*.store")).unlink()


def _add(place: Path) -> None:
    (generation(place) / "extra.txt").write_text("")


def _halve_the_manifest(place: Path) -> None:
    path = generation(place) / "manifest.json"
    os.truncate(path, path.stat().st_size // 2)


def _empty_the_manifest(place: Path) -> None:
    (generation(place) / "manifest.json").write_text("[]")


def _remove_the_generation(place: Path) -> None:
    shutil.rmtree(generation(place))


def _point_elsewhere(place: Path) -> None:
    (place / "ix" / "CURRENT").write_text("../../papers")


def _point_nowhere(place: Path) -> None:
    (place / "ix" / "CURRENT").write_bytes(b"\xff\x00")


@pytest.mark.parametrize(
    "harm",
    [
        _cut,
        _alter,
        _remove,
        _add,
        _halve_the_manifest,
        _empty_the_manifest,
        _remove_the_generation,
        _point_elsewhere,
        _point_nowhere,
    ],
)
def test_a_damaged_index_is_refused_and_can_be_mended_as_told(
    line: Line, place: Path, harm: Callable[[Path], None]
) -> None:
    ix = place / "ix"
    (ix / "feedback.sqlite").write_bytes(b"kept")
    harm(place)
    told = f"Delete {ix}/CURRENT and build it again: madoguchi build PATH --index {ix}"
    for words in (("ask", QUESTION), ("build", place / "papers")):
        message = mistake(line(*words, "--index", ix))
        assert message.startswith(f"The index in {ix} is damaged: ")
        assert message.endswith(told)
    (ix / "CURRENT").unlink()
    assert line("build", place / "papers", "--index", ix)[0] == 0
    assert best(line, QUESTION, ix) == "akimise.md"
    assert (ix / "feedback.sqlite").read_bytes() == b"kept"


def _edit_manifest(place: Path, **changed: object) -> None:
    path = generation(place) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), encoding="utf-8")


def test_another_versions_index_is_refused_and_can_be_built_again(line: Line, place: Path) -> None:
    ix = place / "ix"
    _edit_manifest(place, format=99, of_a_later_version=True)
    message = mistake(line("ask", QUESTION, "--index", ix))
    assert message.startswith(
        f"The index in {ix} has format 99, this program reads {FORMAT}. Build it "
    )
    assert line("build", place / "papers", "--index", ix)[0] == 0
    assert best(line, QUESTION, ix) == "akimise.md"


def test_another_models_index_is_refused_and_can_be_built_again(line: Line, place: Path) -> None:
    ix = place / "ix"
    _edit_manifest(place, model_fingerprint="another")
    message = mistake(line("ask", QUESTION, "--index", ix))
    assert message.startswith(f"The index in {ix} was built with model madoguchi-static, which is")
    assert line("build", place / "papers", "--index", ix)[0] == 0
    assert best(line, QUESTION, ix) == "akimise.md"
