"""Files that are broken, hostile or not what their names say, read as a person's folder is."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.document import Block, Document, Facets
from corpus.read import worker
from corpus.read.files import FoundFile, find_files
from corpus.read.source import Limits
from corpus.read.wire import WireError, from_wire, to_wire
from corpus.read.worker import read_files

TEXT = "朝市の手引き\n\n1 店\n\n店を開く人に向けて書いた。\n"


def word_file():
    file = docx.Document()
    file.add_paragraph("朝市を開く人に向けて書いた。")
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def archive(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def read(folder, **limits):
    return list(read_files(find_files([folder]), limits=Limits(**limits)))


def test_a_file_that_fails_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 torn")
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    results = read(tmp_path)
    assert [(r.file.doc_id, r.skipped, r.warnings) for r in results] == [
        ("a.txt", None, ()),
        ("b.pdf", "a damaged PDF file; get it again", ()),
        ("c.txt", None, ()),
    ]
    assert results[0].documents == (
        Document(
            doc_id="a.txt",
            title="朝市の手引き",
            text=TEXT,
            source="a.txt",
            blocks=(
                Block("paragraph", 0, 6),
                Block("heading", 8, 11, 1),
                Block("paragraph", 13, 26),
            ),
        ),
    )


OLD = "an old or password protected Office file; save it as .docx or .xlsx"
KINDS = ".txt, .md, .html, .pdf, .docx, .xlsx and .csv are read"
BINARY = "binary content, not text; export it as text, PDF or .docx"
REFUSED = {
    "empty.txt": (b"", "empty file (0 bytes)"),
    "empty.pdf": (b"", "empty file (0 bytes)"),
    "blank.md": (b"\n \n", "empty: no text in it"),
    "noise.txt": (bytes(range(1, 256)) * 9, BINARY),
    "text.pdf": (TEXT.encode(), "named .pdf, but not such a file inside; get it again"),
    "text.xlsx": (TEXT.encode(), "named .xlsx, but not such a file inside; get it again"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), OLD),
    "locked.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), OLD),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "a picture; give it as text"),
    "data.json": (b"{}", f"a .json file; {KINDS}"),
    "cut.docx": (word_file()[:900], "a damaged .docx, .xlsx or zip file; get it again"),
    "files.zip": (archive(a="b"), "a zip file; unpack it"),
    "bomb.docx": (
        archive(word__document_xml=bytes(3_000_000)),
        "unpacks to 3,000,000 bytes in 1 files, 1,000,000 in 10,000 at most; split it",
    ),
    "odd.docx": (archive(word__document_xml="<a/>"), "a damaged Word file; save it anew as .docx"),
    "odd.xlsx": (archive(xl__workbook_xml="<a/>"), "a damaged workbook; save it anew as .xlsx"),
    "deep.html": (b"<div>" * 1000 + b"x", "nested too deeply; save it anew with another program"),
}


def test_every_file_that_is_not_read_says_why(tmp_path):
    for name, (data, _) in REFUSED.items():
        (tmp_path / name).write_bytes(data)
    results = read(tmp_path, unpacked_bytes=1_000_000)
    assert {r.file.doc_id: r.skipped for r in results} == {
        name: reason for name, (_, reason) in REFUSED.items()
    }
    assert {r.unfinished for r in results} == {False}


def test_a_file_is_read_as_what_it_is(tmp_path):
    (tmp_path / "word.pdf").write_bytes(word_file())
    (tmp_path / "page.txt").write_text("<!DOCTYPE html><p>朝市を開く人</p>", "utf-8")
    (tmp_path / "NOTE").write_text("朝市を開く人", "utf-8")
    assert [(r.file.doc_id, r.documents[0].text) for r in read(tmp_path)] == [
        ("NOTE", "朝市を開く人"),
        ("page.txt", "朝市を開く人"),
        ("word.pdf", "朝市を開く人に向けて書いた。"),
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    (result,) = read(tmp_path)
    assert result.skipped == "200,000,000 bytes, 100,000,000 at most; split the file"
    assert not result.unfinished


@pytest.mark.parametrize(
    ("text", "limits", "reason"),
    [
        ("朝市\n" * 400_000, {"wall_seconds": 0.5}, "took more than 0.5 s; split the file"),
        (
            "朝市\n" * 400_000,
            {"cpu_seconds": 0},
            "took more than 0 s of processor time; split the file",
        ),
        (
            "x" * 90_000_000,
            {"memory_bytes": 150_000_000},
            "needs more than 150,000,000 bytes of memory; split the file",
        ),
    ],
    ids=["wall", "cpu", "memory"],
)
def test_a_file_that_costs_too_much_is_given_up(tmp_path, text, limits, reason):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    first, second = read(tmp_path, **limits)
    assert (first.skipped, first.unfinished) == (reason, True)
    assert (second.documents[0].title, second.unfinished) == ("朝市の手引き", False)


def test_a_reader_that_dies_is_told_and_replaced(tmp_path, monkeypatch):
    # A second package in front of the real one, whose reader of Word files ends the process.
    (tmp_path / "docx.py").write_text("import os\nos.abort()\n", "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.docx").write_bytes(word_file())
    (folder / "b.txt").write_text(TEXT, "utf-8")
    first, second = read(folder)
    reason = "damaged, or a kind that is not understood (-6); save it anew"
    assert (first.skipped, first.unfinished) == (reason, True)
    assert second.documents[0].title == "朝市の手引き"


NONSENSE = "damaged, or a kind that is not understood (0); save it anew"
HALF = json.dumps({"skipped": "a\ud800\n b"})


@pytest.mark.parametrize(
    ("line", "reason", "unfinished"),
    [
        ("'no'", NONSENSE, True),
        ("'[]'", NONSENSE, True),
        ("'9' * 5_000", NONSENSE, True),
        ("'[' * 100_000", NONSENSE, True),
        (repr(HALF), "a? b", False),
    ],
)
def test_a_reader_that_answers_nonsense_stops_no_build(
    tmp_path, monkeypatch, line, reason, unfinished
):
    ready = '{"ready": true}'
    answers = f"print({ready!r}, flush=True); input(); print({line}, flush=True)"
    monkeypatch.setattr(worker, "_START", answers)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (result,) = read(tmp_path)
    assert (result.skipped, result.unfinished) == (reason, unfinished)


def test_a_file_that_is_gone_or_locked(tmp_path):
    (result,) = read_files([FoundFile(tmp_path / "x.txt", "x.txt")])
    reason = "cannot be opened: No such file or directory"
    assert (result.skipped, result.unfinished) == (reason, True)
    (result,) = read_files([FoundFile(tmp_path / "x.txt", "x.txt", "a link out of the folder")])
    assert (result.skipped, result.unfinished) == ("a link out of the folder", False)


def test_names_with_quotes_and_line_ends(tmp_path):
    (tmp_path / "a\"\n<script>'.txt").write_text(TEXT, "utf-8")
    (result,) = read(tmp_path)
    assert result.documents[0].doc_id == "a\"\ufffd<script>'.txt"


def test_it_works_from_another_folder_which_holds_traps(tmp_path):
    (tmp_path / "corpus").mkdir()
    for trap in ("json.py", "corpus/__init__.py"):
        (tmp_path / trap).write_text("raise SystemExit('a trap')", "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from corpus.read.files import find_files\n"
        "from corpus.read.worker import read_files\n"
        "print([r.skipped for r in read_files(find_files([Path('a.txt')]))])\n"
    )
    root = str(Path(__file__).resolve().parents[1])
    run = subprocess.run(
        [sys.executable, "-P", "-c", code, root],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": ""},
    )
    assert (run.stdout, run.stderr) == ("[None]\n", "")


DOCUMENT = Document("a", "t", "朝市を", "a", (Block("heading", 0, 2, 1), Block("table", 2, 3)))


def test_documents_cross_the_pipe_unchanged():
    facets = Facets(
        "川崎市",
        "神奈川県",
        (2016,),
        ("創業",),
        (1, 999, 2000, 2099),
        ("花見補助金",),
        "2200-03-31",
    )
    row = Document("a#1", "t", "", "a", (), facets=facets)
    assert from_wire([to_wire_json(DOCUMENT), to_wire_json(row)], "a") == (DOCUMENT, row)


def to_wire_json(document):
    return json.loads(json.dumps(to_wire(document)))


FACETS = to_wire_json(DOCUMENT)["facets"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"doc_id": "b"}, "a document of another file"),
        ({"text": 1}, "not a text"),
        ({"text": "\ud800"}, "half a character"),
        ({"blocks": [["heading", 0, 9, 1]]}, "blocks out of order"),
        ({"blocks": [["table", 1, 2, 0], ["table", 0, 1, 0]]}, "blocks out of order"),
        ({"blocks": [["table", 0, 1, 1]]}, "blocks out of order"),
        ({"blocks": [["page", 0, 1, 0]]}, "a block of an unknown shape"),
        ({"blocks": [[[], 0, 1, 0]]}, "not a text"),
        ({"pages": [2, 1]}, "pages out of order"),
        ({"published": "soon"}, "not a date"),
        ({"published": "1868-03-31"}, "a year that is none"),
        ({"facets": FACETS | {"fiscal_years": [1867]}}, "a year that is none"),
        ({"facets": FACETS | {"fiscal_years": [2200]}}, "a year that is none"),
        ({"facets": FACETS | {"themes": ["朝市"]}}, "a theme that is none"),
        ({"facets": FACETS | {"editions": [0]}}, "an edition that is none"),
        ({"facets": FACETS | {"editions": [1000]}}, "an edition that is none"),
        ({"facets": FACETS | {"editions": [1999]}}, "an edition that is none"),
        ({"facets": FACETS | {"editions": [2100]}}, "an edition that is none"),
        ({"facets": FACETS | {"ends": "soon"}}, "not a date"),
        ({"facets": FACETS | {"ends": "2200-04-01"}}, "a year that is none"),
        ({"more": 1}, "a record with other fields"),
        ({"facets": {}}, "a record with other fields"),
    ],
)
def test_an_answer_of_another_shape_is_refused(changes, reason):
    with pytest.raises(WireError) as refused:
        from_wire([to_wire_json(DOCUMENT) | changes], "a")
    assert str(refused.value) == reason


@pytest.mark.parametrize("answer", [None, {}, [], ["a"], [to_wire_json(DOCUMENT)] * 2])
def test_an_answer_without_documents_is_refused(answer):
    with pytest.raises(WireError):
        from_wire(answer, "a")
