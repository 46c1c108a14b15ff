"""One pointer, immutable generations: whatever happens, what is served is whole or refused."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from index.generation import (
    FORMAT,
    IndexBusyError,
    IndexDamagedError,
    IndexFolderError,
    IndexFormatError,
    IndexMissingError,
    Manifest,
    building,
    current_name,
    new_generation,
    next_name,
    open_current,
    pointer_mark,
    publish,
)

MANIFEST = Manifest(
    format=FORMAT,
    generation="",
    built="2026-11-21T09:00:00+09:00",
    model="madoguchi-static",
    model_fingerprint="ab12",
    options={"flat_up_to": 20_000},
    documents=2,
    passages=3,
    files={},
)


def write(index_dir, content="中身"):
    """Publish a generation of two files and return its name."""
    with building(index_dir), new_generation(index_dir) as folder:
        (folder / "store.sqlite").write_text(content, encoding="utf-8")
        (folder / "body").mkdir()
        (folder / "body" / "vectors.npy").write_bytes(b"\0\1")
        name = next_name(index_dir)
        publish(index_dir, folder, replace(MANIFEST, generation=name))
    return name


def names(index_dir):
    return sorted(path.name for path in (index_dir / "generations").iterdir())


@pytest.fixture
def index_dir(tmp_path):
    folder = tmp_path / "index"
    write(folder)
    return folder


def test_a_generation_comes_back_with_its_manifest(index_dir):
    folder, manifest = open_current(index_dir)
    assert folder == index_dir / "generations" / "000001"
    # printf '中身' | sha256sum; printf '\0\1' | sha256sum
    files = {
        "body/vectors.npy": "b413f47d13ee2fe6c845b2ee141af81de858df4ec549a58b7970bb96645bc8d2",
        "store.sqlite": "c780445656b43e98c46c2c0da03abc1d0590820be705ba78ff9bdfaf466f2504",
    }
    assert manifest == replace(MANIFEST, generation="000001", files=files)
    assert (index_dir / "CURRENT").read_text(encoding="ascii") == "000001"
    assert names(index_dir) == ["000001"]


def test_the_pointer_goes_to_the_new_generation(index_dir):
    assert current_name(index_dir) == "000001"
    assert write(index_dir, "別の中身") == "000002"
    folder, manifest = open_current(index_dir)
    assert (folder.name, manifest.generation) == ("000002", "000002")
    assert (folder / "store.sqlite").read_text(encoding="utf-8") == "別の中身"


def test_who_is_reading_the_pointer_reads_the_old_name_to_its_end(index_dir):
    with (index_dir / "CURRENT").open(encoding="ascii") as pointer:
        write(index_dir)
        assert pointer.read() == "000001"
    assert current_name(index_dir) == "000002"


def test_the_generation_before_is_kept_and_older_ones_are_removed(index_dir):
    write(index_dir)
    assert names(index_dir) == ["000001", "000002"]
    write(index_dir)
    assert names(index_dir) == ["000002", "000003"]
    write(index_dir)
    assert names(index_dir) == ["000003", "000004"]


def test_the_pointers_mark_changes_with_every_generation_and_with_nothing_else(index_dir):
    marks = [pointer_mark(index_dir)]
    assert pointer_mark(index_dir) == marks[0]
    for _ in range(3):
        write(index_dir)
        marks.append(pointer_mark(index_dir))
    assert len(set(marks)) == 4


def test_no_index(tmp_path):
    assert current_name(tmp_path) is None
    assert pointer_mark(tmp_path) is None
    with pytest.raises(IndexMissingError) as caught:
        open_current(tmp_path)
    assert str(caught.value) == (
        f"No index in {tmp_path}. Build one: madoguchi build PATH --index {tmp_path}"
    )


def altered(folder):
    (folder / "body" / "vectors.npy").write_bytes(b"\0\2")


def missing(folder):
    (folder / "store.sqlite").unlink()


def added(folder):
    (folder / "body" / "more.npy").write_bytes(b"")


def renamed(folder):
    (folder / "store.sqlite").rename(folder / "store.db")


def without_manifest(folder):
    (folder / "manifest.json").unlink()


def cut_manifest(folder):
    text = (folder / "manifest.json").read_text("utf-8")
    (folder / "manifest.json").write_text(text[:100], "utf-8")


def manifest_in_bytes(folder):
    (folder / "manifest.json").write_bytes(b"\xff\xfe")


def change(folder, **fields):
    written = json.loads((folder / "manifest.json").read_text("utf-8"))
    kept = {name: value for name, value in (written | fields).items() if value is not None}
    (folder / "manifest.json").write_text(json.dumps(kept), "utf-8")


def list_as_manifest(folder):
    (folder / "manifest.json").write_text("[]", "utf-8")


def field_left_out(folder):
    change(folder, model=None)


def field_added(folder):
    change(folder, colour="red")


def format_left_out(folder):
    change(folder, format=None)


def other_files_listed(folder):
    change(folder, files={})


def without_folder(folder):
    folder.rename(folder.with_name("000009"))


DAMAGES = [
    (altered, "files of generation 000001 are missing or altered"),
    (missing, "files of generation 000001 are missing or altered"),
    (added, "files of generation 000001 are missing or altered"),
    (renamed, "files of generation 000001 are missing or altered"),
    (other_files_listed, "files of generation 000001 are missing or altered"),
    (without_manifest, "its manifest cannot be read (FileNotFoundError)"),
    (without_folder, "its manifest cannot be read (FileNotFoundError)"),
    (cut_manifest, "its manifest cannot be read (JSONDecodeError)"),
    (manifest_in_bytes, "its manifest cannot be read (UnicodeDecodeError)"),
    (list_as_manifest, "its manifest cannot be read (TypeError)"),
    (field_left_out, "its manifest cannot be read (TypeError)"),
    (field_added, "its manifest cannot be read (TypeError)"),
    (format_left_out, "its manifest cannot be read (KeyError)"),
]


def advice(index_dir):
    return (
        f" Delete {index_dir / 'CURRENT'} and build it again:"
        f" madoguchi build PATH --index {index_dir}"
    )


@pytest.mark.parametrize(("damage", "what"), DAMAGES)
def test_a_damaged_generation_is_refused(index_dir, damage, what):
    damage(index_dir / "generations" / "000001")
    with pytest.raises(IndexDamagedError) as caught:
        open_current(index_dir)
    assert str(caught.value) == (f"The index in {index_dir} is damaged: {what}.{advice(index_dir)}")


POINTERS = [b"", b"\n", b"../../secret", b"/", b"unfinished-1", b"-1", b"1 2", b"000001/../000001"]


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_pointer_to_anything_else_is_refused(index_dir, pointer):
    (index_dir / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexDamagedError) as caught:
        open_current(index_dir)
    assert str(caught.value) == (
        f"The index in {index_dir} is damaged: its pointer names no generation.{advice(index_dir)}"
    )


def test_an_end_of_line_is_no_part_of_the_name(index_dir):
    (index_dir / "CURRENT").write_bytes(b"000001\r\n")
    assert open_current(index_dir)[1].generation == "000001"


@pytest.mark.parametrize("pointer", [None, b"../../secret"])
def test_an_index_without_a_pointer_that_names_a_generation_is_built_again(index_dir, pointer):
    (index_dir / "CURRENT").unlink()  # as the refusal of a damaged one advises
    if pointer is not None:
        (index_dir / "CURRENT").write_bytes(pointer)
    assert write(index_dir, "別の中身") == "000002"
    assert open_current(index_dir)[1].generation == "000002"
    assert names(index_dir) == ["000001", "000002"]


def test_a_pointer_that_cannot_be_read_is_refused(index_dir):
    (index_dir / "CURRENT").write_bytes("一".encode())
    with pytest.raises(IndexDamagedError, match="is damaged: its pointer cannot be read"):
        open_current(index_dir)
    (index_dir / "CURRENT").unlink()
    (index_dir / "CURRENT").mkdir()
    with pytest.raises(IndexDamagedError, match="is damaged: its pointer cannot be read"):
        open_current(index_dir)


@pytest.mark.parametrize("other", [FORMAT + 1, FORMAT - 1, "2", 99])
def test_another_format_is_refused(index_dir, other):
    change(index_dir / "generations" / "000001", format=other)
    with pytest.raises(IndexFormatError) as caught:
        open_current(index_dir)
    assert str(caught.value) == (
        f"The index in {index_dir} has format {other}, this program reads {FORMAT}."
        f" Build it again with this program: madoguchi build PATH --index {index_dir}"
    )


def test_what_tantivy_locks_is_no_part_of_a_generation(index_dir):
    (index_dir / "generations" / "000001" / ".tantivy-meta.lock").write_bytes(b"")
    assert open_current(index_dir)[1].generation == "000001"


class Killed(BaseException):
    """Stands for a signal: nothing catches it."""


def test_what_is_not_published_is_removed(index_dir):
    def die():
        with new_generation(index_dir) as folder:
            (folder / "half.npy").write_bytes(b"\0")
            raise Killed

    with pytest.raises(Killed):
        die()
    assert names(index_dir) == ["000001"]
    assert open_current(index_dir)[1].generation == "000001"


def test_what_a_killed_build_left_is_removed_by_the_next(index_dir):
    left = index_dir / "generations" / "unfinished-4711"
    (left / "body").mkdir(parents=True)
    (left / "body" / "vectors.npy").write_bytes(b"\0")
    write(index_dir)
    assert names(index_dir) == ["000001", "000002"]


def test_a_generation_that_was_never_served_does_not_push_out_the_one_before(index_dir):
    write(index_dir)
    # A build that died after it had named its folder, and before the pointer named it.
    (index_dir / "generations" / "000003").mkdir()
    assert write(index_dir) == "000003"
    assert names(index_dir) == ["000002", "000003"]


def test_a_build_that_dies_while_it_is_published_leaves_a_whole_generation(index_dir, monkeypatch):
    from index import generation

    flush = generation._flush
    counted = 0
    limit = 0

    def die_at_the_limit(path):
        nonlocal counted
        counted += 1
        if counted > limit:
            raise Killed
        flush(path)

    monkeypatch.setattr(generation, "_flush", die_at_the_limit)
    served = []
    # Five paths of the generation, the folder of generations, the pointer, the index folder.
    for limit in range(9):
        counted = 0
        with suppress(Killed):
            write(index_dir, f"{limit}")
        folder, manifest = open_current(index_dir)
        served.append((manifest.generation, (folder / "store.sqlite").read_text("utf-8")))
    # The seventh flush is that of the pointer before it is renamed: from then on the new one.
    assert served == [("000001", "中身")] * 7 + [("000002", "7"), ("000003", "8")]
    assert not [name for name in names(index_dir) if name.startswith("unfinished")]


def test_two_builds_at_once_are_refused(index_dir):
    with building(index_dir), pytest.raises(IndexBusyError) as caught, building(index_dir):
        pass
    assert str(caught.value) == (
        f"Another build is writing {index_dir}. Wait until it ends, then build again."
    )


def test_the_folder_is_free_after_a_build_however_it_ends(index_dir):
    def die():
        with building(index_dir):
            raise Killed

    with pytest.raises(Killed):
        die()
    assert write(index_dir) == "000002"


def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(IndexFolderError) as caught, building(file):
        pass
    assert str(caught.value) == (
        f"The index folder {file} cannot be written (File exists). Choose another folder."
    )


def test_names_go_on_after_the_highest(tmp_path):
    (tmp_path / "generations" / "000041").mkdir(parents=True)
    (tmp_path / "generations" / "unfinished-77").mkdir()
    assert next_name(tmp_path) == "000042"
    assert next_name(tmp_path / "nothing") == "000001"
