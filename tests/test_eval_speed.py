import gzip
from itertools import pairwise

import pytest

from eval.jsonl import EvaluationError
from eval.speed import Speed, build_once, main, search_all, speed_table
from eval.speed_input import speed_documents, speed_questions


def test_five_hundred_different_questions():
    questions = speed_questions()
    assert (len(questions), len(set(questions))) == (500, 500)


def test_made_texts_are_different_and_always_the_same():
    first = [document.text for document in speed_documents(50, None)]
    assert first == [document.text for document in speed_documents(50, None)]
    assert len(set(first)) == 50
    assert all(text.startswith(f"第{number}号 ") for number, text in enumerate(first, start=1))
    assert all(150 <= len(text) <= 400 for text in first)
    assert all(one[8:] != other[8:] for one, other in pairwise(first))


def packed(content):
    return gzip.compress(content, mtime=0)  # the same bytes, hence names of tests, in each process


def gzipped(path, text):
    path.write_bytes(packed(text.encode()))
    return path


def test_texts_of_a_file(tmp_path):
    path = gzipped(tmp_path / "a.jsonl.gz", '{"text": " 一つ目 "}\n{"text": "二つ目"}\n')
    assert [(d.doc_id, d.text, d.blocks[0].end) for d in speed_documents(2, path)] == [
        ("1.txt", "一つ目", 3),
        ("2.txt", "二つ目", 3),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (packed(b'{"text": "a"}'), "a.gz: 1 texts, 2 wanted; ask for fewer"),
        (packed(b'{"text": 1}'), 'a.gz line 1: "text" must be a text'),
        (b'{"text": "a"}', "a.gz: cannot be read as gzipped UTF-8"),
        (packed(b'{"text": "a"}' * 99)[:-20], "a.gz: cannot be read as gzipped UTF-8"),
        (packed(b"\xff\xfe"), "a.gz: cannot be read as gzipped UTF-8"),
    ],
)
def test_file_that_is_not_so(tmp_path, content, message):
    path = tmp_path / "a.gz"
    path.write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        list(speed_documents(2, path))
    assert message in str(error.value)


def test_build_and_search_are_measured(tmp_path):
    built = build_once(20, None, tmp_path)
    assert built.passages == 20
    assert built.seconds > 0
    assert built.peak_megabytes > 30  # Python with NumPy takes more than that
    searched = search_all(tmp_path)
    assert 0 < searched.p50_ms <= searched.p95_ms


def test_table():
    speed = Speed(1000, 2.0, 500.0, 12.34, 200.0, 3.25, 8.0, 150.0, 1.5)
    assert speed_table([speed]) == (
        "passages  build s  passages/s  index MB  build peak MB  p50 ms  p95 ms  search peak MB"
        "  cold start s\n"
        "1000      2.0      500.0       12.3      200.0          3.2     8.0     150.0         "
        "  1.5\n"
    )


def test_a_folder_to_write_to_is_looked_for_before_the_work(tmp_path, capsys):
    assert main(["--json", str(tmp_path / "none" / "a.json")]) == 1
    message = f"eval.speed: no folder {tmp_path / 'none'} to write a.json to; make it\n"
    assert capsys.readouterr() == ("", message)
