"""What must not end in a traceback, a wrong answer or a lost index: damage, kills, odd input."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import faiss
import pytest

import cli
from index.generation import FORMAT, building
from tests.cli_corpus import write_corpus

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "空き店舗の改装費の補助"
NEW_QUESTION = "商店街の街路灯の電気代"
NEW_PAPER = "# 街路灯の電気代\n\n商店街の街路灯の電気代は、年に3万円まで助けが受けられます。\n"

Line = Callable[..., tuple[int, str, str]]


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    """Runs a command; gives its exit status, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        status = cli.main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `papers` and their index `ix`; copied, never changed."""
    folder = tmp_path_factory.mktemp("made")
    papers = write_corpus(folder / "papers")
    assert cli.main(["build", str(papers), "--index", str(folder / "ix")]) == 0
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of `made` to do harm to."""
    shutil.copytree(made, tmp_path / "place")
    return tmp_path / "place"


def generation(place: Path) -> Path:
    return place / "ix" / "generations" / (place / "ix" / "CURRENT").read_text()


def best(line: Line, question: str, index: Path) -> str | None:
    """The document that answers a question, None when it is declined."""
    status, out, _ = line("ask", question, "--index", index, "--json")
    assert status == 0
    answer = json.loads(out)
    return answer["hits"][0]["passage"]["doc_id"] if answer["reason"] is None else None


def mistake(result: tuple[int, str, str]) -> str:
    """The one line that a mistake ends in."""
    status, out, err = result
    last = err.splitlines()[-1]
    assert (status, out) == (1, "")
    assert last.startswith("madoguchi: ")
    assert "Traceback" not in err
    return last.removeprefix("madoguchi: ")


# --- What is to be read


def test_a_path_that_is_not_there(line: Line, tmp_path: Path) -> None:
    message = mistake(line("build", tmp_path / "papers", "--index", tmp_path / "ix"))
    assert message.startswith(f"No such file or folder: {tmp_path}/papers")
    assert not (tmp_path / "ix").exists()


@pytest.mark.parametrize("hidden", [None, ".hidden.md"])
def test_a_folder_without_documents(line: Line, tmp_path: Path, hidden: str | None) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    if hidden:
        (papers / hidden).write_text(NEW_PAPER, encoding="utf-8")
    message = mistake(line("build", papers, "--index", tmp_path / "ix"))
    assert message.startswith(f"No documents in {papers}.")


@pytest.mark.parametrize("content", ["", " \n\u3000\n", "\ufeff"])
def test_an_empty_file(line: Line, tmp_path: Path, content: str) -> None:
    paper = tmp_path / "empty.txt"
    paper.write_text(content, encoding="utf-8")
    message = mistake(line("build", paper, "--index", tmp_path / "ix"))
    assert message.startswith("None of the 1 files could be read (empty.txt: ")


@pytest.mark.parametrize(
    "name",
    [
        "引用'と\"引用.md",
        "改\n行.md",
        "<script>alert(1)<!--.md",
        "--index.md",
        "\x1b[2J消す.md",
        "\u202egpj.md",
        "空 白　全角.md",
        "%s{0}$HOME`id`.md",
        "a" * 250 + ".md",
    ],
)
def test_odd_file_names(line: Line, tmp_path: Path, name: str) -> None:
    papers = write_corpus(tmp_path / "papers")
    (papers / name).write_text(NEW_PAPER, encoding="utf-8")
    (papers / f"{name[:100]}.mp3").write_bytes(b"ID3")
    status, out, err = line("build", papers, "--index", tmp_path / "ix")
    assert (status, out.count("\n")) == (0, 1)
    assert len([row for row in err.splitlines() if row.startswith("skipped")]) == 1
    assert "\x1b" not in err
    found = best(line, NEW_QUESTION, tmp_path / "ix")
    assert found == name.replace("\n", "\ufffd").replace("\x1b", "\ufffd")
    _, text, _ = line("ask", NEW_QUESTION, "--index", tmp_path / "ix")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_file_name_that_is_not_utf_8(line: Line, tmp_path: Path) -> None:
    papers = write_corpus(tmp_path / "papers")
    try:
        (papers / os.fsdecode("表.md".encode("cp932"))).write_text(NEW_PAPER, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert line("build", papers, "--index", tmp_path / "ix")[0] == 0
    assert best(line, NEW_QUESTION, tmp_path / "ix") == "\ufffd\\.md"


def test_an_index_below_its_documents_is_not_read(line: Line, tmp_path: Path) -> None:
    papers = write_corpus(tmp_path / "papers")
    for expected in ("Built", "Nothing has changed in"):
        status, out, _ = line("build", papers, "--index", papers / "ix")
        assert status == 0
        assert out.startswith(f"{expected} {papers}/ix: 3 documents, 3 passages from 3 files (0 ")


# --- What is to be opened


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


# --- What happens while it is written

# Dies at one moment of a build: when a stage is announced, or around a call that publishes.
_KILLED = """
import os, signal, sys
from pathlib import Path
import cli
from index.progress import BuildProgress

moment, *words = sys.argv[1:]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def stage(self, what, done, total):
    if what == moment:
        die()

def dying(name, call):
    def wrapped(*args):
        if moment == f"before {name}":
            die()
        result = call(*args)
        if moment == f"after {name}":
            die()
        return result
    return wrapped

BuildProgress.__call__ = stage
Path.rename = dying("rename", Path.rename)
Path.replace = dying("replace", Path.replace)
cli.main(words)
"""


@pytest.mark.parametrize(
    ("moment", "new_answers"),
    [
        ("reading", False),
        ("embedding", False),
        ("writing", False),
        ("before rename", False),
        ("after rename", False),
        ("before replace", False),
        ("after replace", True),
    ],
)
def test_a_build_killed_at_any_moment_leaves_an_index_that_answers(
    line: Line, place: Path, moment: str, new_answers: bool
) -> None:
    ix = place / "ix"
    (place / "papers" / "gaitou.md").write_text(NEW_PAPER, encoding="utf-8")
    words = ["build", str(place / "papers"), "--index", str(ix)]
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, moment, *words], cwd=ROOT, capture_output=True, check=False
    )
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, b"")
    assert best(line, QUESTION, ix) == "akimise.md"
    assert (best(line, NEW_QUESTION, ix) == "gaitou.md") is new_answers

    status, out, _ = line(*words)
    assert status == 0
    assert out.startswith(f"{'Nothing has changed in' if new_answers else 'Built'} {ix}: 4 docu")
    assert best(line, NEW_QUESTION, ix) == "gaitou.md"
    line("build", place / "papers" / "gaitou.md", "--index", ix)
    assert [p.name for p in (ix / "generations").glob("unfinished-*")] == []


def test_two_builds_at_once(line: Line, place: Path) -> None:
    ix = place / "ix"
    with building(ix):
        message = mistake(line("build", place / "papers", "--index", ix))
        assert message == (f"Another build is writing {ix}. Wait until it ends, then build again.")
        assert best(line, QUESTION, ix) == "akimise.md"
    assert line("build", place / "papers", "--index", ix)[0] == 0


@pytest.mark.parametrize("largest", [200, 1_000, 3_000, 5_000, 15_000])
def test_a_disk_that_is_full(line: Line, place: Path, largest: int) -> None:
    ix = place / "ix"
    (place / "papers" / "gaitou.md").write_text(NEW_PAPER, encoding="utf-8")
    words = [str(ROOT / "cli.py"), "build", str(place / "papers"), "--index", str(ix)]
    full = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    message = mistake((full.returncode, full.stdout, full.stderr))
    assert message.startswith(f"The index could not be written to {ix} (")
    assert best(line, QUESTION, ix) == "akimise.md"
    assert [p.name for p in (ix / "generations").iterdir()] == ["000001"]
    assert line("build", place / "papers", "--index", ix)[0] == 0
    assert best(line, NEW_QUESTION, ix) == "gaitou.md"


@pytest.mark.parametrize("left", [0, 100])
def test_a_library_that_keeps_silent_about_a_full_disk(
    line: Line, place: Path, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ix = place / "ix"
    (place / "papers" / "gaitou.md").write_text(NEW_PAPER, encoding="utf-8")
    write_index = faiss.write_index

    def cut(index: faiss.Index, path: str) -> None:
        write_index(index, path)
        os.truncate(path, left)

    monkeypatch.setattr("index.dense.faiss.write_index", cut)
    message = mistake(line("build", place / "papers", "--index", ix))
    assert message.startswith(f"The index could not be written to {ix} (")
    assert best(line, QUESTION, ix) == "akimise.md"


# --- What is asked


@pytest.mark.parametrize("question", ["", " ", "\u3000\n"])
def test_an_empty_question(line: Line, made: Path, question: str) -> None:
    message = mistake(line("ask", question, "--index", made / "ix"))
    assert message.startswith("The question is empty.")


@pytest.mark.parametrize(
    "question",
    [
        "a",
        "あ",
        "?",
        "🏪",
        "👨‍👩‍👧‍👦🇯🇵",
        "What support is there?",
        "\udc80\ud800",
        "\x00",
        '" OR 1=1 --',
        "body:* AND (",
        "あ" * 10_000,
        "補助金はいくら？" * 1_250,
        "\u0301" * 500,
    ],
    ids=lambda question: f"{question[:8]!a}",
)
def test_any_question_is_answered_or_declined(line: Line, made: Path, question: str) -> None:
    status, out, err = line("ask", question, "--index", made / "ix", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["reason"] in {None, "nothing", "words_apart"}
    assert line("ask", question, "--index", made / "ix")[0] == 0


def test_a_long_question_is_still_about_its_beginning(line: Line, made: Path) -> None:
    assert best(line, f"{QUESTION}。{'よろしくお願いします。' * 900}", made / "ix") == "akimise.md"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[answer", "cannot be read"),
        ("[anwser]\n", "there is no setting anwser"),
        ('[answer]\nquotes = "4"\n', "quotes is '4', but takes a value like 4"),
        ('thesaurus = "/no/such/file.tsv"\n', "/no/such/file.tsv"),
    ],
)
def test_settings_that_are_not_right(
    line: Line, made: Path, tmp_path: Path, settings: str, message: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings, encoding="utf-8")
    words = ("ask", QUESTION, "--index", made / "ix", "--settings")
    assert message in mistake(line(*words, file))
    assert "cannot be read" in mistake(line(*words, tmp_path / "none.toml"))
