import os
from errno import EACCES
from pathlib import Path

import pytest

from corpus.read.files import NoDocumentsError, find_files


def ids(*paths):
    return [(file.doc_id, file.skipped) for file in find_files(paths)]


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("店", "utf-8")


def test_a_folder_is_walked_in_the_order_of_names(tmp_path):
    write(tmp_path, "b.txt", "a/README.md", "a/1.md", ".hidden/x.txt", "a/.y.txt", "c")
    assert ids(tmp_path) == [("a/1.md", None), ("a/README.md", None), ("b.txt", None), ("c", None)]


def test_a_file_by_itself_is_called_by_its_name(tmp_path):
    write(tmp_path, "a/x.txt")
    assert ids(tmp_path / "a" / "x.txt") == [("x.txt", None)]


def test_maps_of_columns_are_no_documents(tmp_path):
    write(tmp_path, "t.csv", "t.toml", "columns.toml", "other.toml")
    assert ids(tmp_path) == [("other.toml", None), ("t.csv", None)]


def test_folders_whose_files_collide_give_their_names(tmp_path):
    write(tmp_path, "one/x.txt", "one/y.txt", "two/x.txt", "three/z.txt")
    assert ids(tmp_path / "one", tmp_path / "two", tmp_path / "three") == [
        ("one/x.txt", None),
        ("one/y.txt", None),
        ("two/x.txt", None),
        ("z.txt", None),
    ]


def test_folders_of_one_name_give_numbers(tmp_path):
    write(tmp_path, "a/in/x.txt", "b/in/x.txt")
    assert ids(tmp_path / "a/in", tmp_path / "b/in") == [("in/x.txt", None), ("in/x~2.txt", None)]


def test_a_file_named_twice_is_read_once(tmp_path):
    write(tmp_path, "a/x.txt")
    assert ids(tmp_path, tmp_path / "a", tmp_path / "a/x.txt") == [("a/x.txt", None)]


def test_links_out_of_the_folder_are_not_opened(tmp_path):
    write(tmp_path, "secret.txt", "in/a.txt", "elsewhere/b.txt")
    (tmp_path / "in/out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/again.txt").symlink_to(tmp_path / "in/a.txt")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    reason = "a link out of the folder; put a copy of the file there"
    assert ids(tmp_path / "in") == [("a.txt", None), ("folder", reason), ("out.txt", reason)]


def test_links_that_lead_nowhere(tmp_path):
    write(tmp_path, "a.txt")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "gone").symlink_to(tmp_path / "x")
    reason = "a link that leads nowhere; remove it, or put a copy of the file there"
    assert ids(tmp_path) == [("a.txt", None), ("circle", reason), ("gone", reason)]


def test_what_may_not_be_looked_at_spoils_nothing_else(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "secret/b.txt", "c.txt")
    look, ask = Path.iterdir, Path.is_file

    def closed_folder(path):
        if path.name == "secret":
            raise PermissionError(EACCES, "Permission denied")
        return look(path)

    def closed_file(path):
        if path.name == "c.txt":
            raise PermissionError(EACCES, "Permission denied")
        return ask(path)

    monkeypatch.setattr(Path, "iterdir", closed_folder)
    monkeypatch.setattr(Path, "is_file", closed_file)
    reason = "cannot be opened: Permission denied"
    assert ids(tmp_path) == [("a.txt", None), ("c.txt", reason), ("secret", reason)]
    with pytest.raises(NoDocumentsError) as refused:
        find_files([tmp_path / "secret"])
    assert str(refused.value) == (
        f"{tmp_path / 'secret'} cannot be opened (Permission denied)."
        " Check the path and its permissions"
    )


def test_a_path_that_no_system_takes():
    with pytest.raises(NoDocumentsError) as refused:
        find_files([Path("a" * 300)])
    assert str(refused.value) == (
        f"{'a' * 300} cannot be opened (File name too long). Check the path and its permissions"
    )


def test_what_is_no_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == [("pipe.txt", "not a regular file")]


def test_names_that_no_line_can_hold(tmp_path):
    # A row of a table is called by what follows the #.
    write(tmp_path, "t.csv", "t.csv#1")
    write(tmp_path, "<script>alert('店')</script>.txt".replace("/", "_"), 'a"b\nc.txt', "a\tb.txt")
    assert ids(tmp_path) == [
        ("<script>alert('店')<_script>.txt", None),
        ("a\ufffdb.txt", None),
        ('a"b\ufffdc.txt', None),
        ("t.csv", None),
        ("t.csv＃1", None),
    ]


def test_nothing_to_read_says_where(tmp_path):
    with pytest.raises(NoDocumentsError) as refused:
        find_files([tmp_path])
    assert str(refused.value) == (
        f"No documents in {tmp_path}. Put .txt, .md, .html, .pdf, .docx, .xlsx or .csv files there"
    )
    with pytest.raises(NoDocumentsError) as refused:
        find_files([tmp_path / "x"])
    assert str(refused.value) == f"No such file or folder: {tmp_path / 'x'}. Check the path"
