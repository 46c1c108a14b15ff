"""What people found useful is appended to one file, by any thread and process."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from assistant.feedback import Feedback, FeedbackError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "feedback.sqlite"


def rows(path, columns="question, passage_id, useful"):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT {columns} FROM feedback ORDER BY rowid").fetchall()


def test_records_are_appended_as_they_come(path):
    feedback = Feedback(path)
    feedback.record("空き店舗の補助", "案内.md:0-120", True)
    feedback.record("空き店舗の補助", "案内.md:0-120", False)
    feedback.record("", "", True)
    assert rows(path) == [
        ("空き店舗の補助", "案内.md:0-120", 1),
        ("空き店舗の補助", "案内.md:0-120", 0),
        ("", "", 1),
    ]


def test_the_file_is_made_by_the_first_record(path):
    feedback = Feedback(path)
    assert not path.exists()
    feedback.record("問", "a:0-1", True)
    assert path.exists()


def test_another_program_appends_to_the_same_file(path):
    Feedback(path).record("一", "a:0-1", True)
    Feedback(path).record("二", "a:0-1", False)
    assert rows(path, "question") == [("一",), ("二",)]


def test_the_time_is_that_of_the_record_with_its_offset(path):
    before = datetime.now().astimezone().replace(microsecond=0)
    Feedback(path).record("問", "a:0-1", True)
    ((written,),) = rows(path, "at")
    at = datetime.fromisoformat(written)
    assert at.utcoffset() == before.utcoffset()
    assert before <= at <= before + timedelta(minutes=1)


HOSTILE = [
    "'); DROP TABLE feedback; --",
    "\"quoted\" 'twice' \\",
    "改行\nと\tタブと\x00",
    "<script>alert(1)</script>😀",
]


@pytest.mark.parametrize("question", HOSTILE)
def test_whatever_is_written_stays_text(path, question):
    feedback = Feedback(path)
    feedback.record(question, question, True)
    feedback.record("次", "a:0-1", False)
    assert rows(path) == [(question, question, 1), ("次", "a:0-1", 0)]


def test_a_long_question_is_kept_as_far_as_2000_characters(path):
    Feedback(path).record("創業" * 5_000, "a:0-1", True)
    assert rows(path, "question") == [("創業" * 1_000,)]


def test_half_a_surrogate_pair_in_a_question_is_kept_as_a_question_mark(path):
    Feedback(path).record("創業\ud83d", "a\udc00:0-1", True)
    assert rows(path) == [("創業?", "a?:0-1", 1)]


def test_many_threads_lose_nothing(path):
    feedback = Feedback(path)
    asked = [f"問{number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda question: feedback.record(question, "a:0-1", True), asked))
    assert sorted(rows(path, "question")) == sorted((question,) for question in asked)


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "unable to open database file"), (b"no database " * 99, "file is not a database")],
)
def test_a_file_that_cannot_be_written_is_refused_in_one_line(path, content, why):
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(FeedbackError) as caught:
        Feedback(path).record("問", "a:0-1", True)
    assert str(caught.value) == (
        f"Feedback cannot be written to {path} ({why}). Let the program write there; a file that"
        " is damaged must be moved away."
    )
