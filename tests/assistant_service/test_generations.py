"""A service while its index changes, and many threads that ask it."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from assistant.newest import ModelMismatchError
from assistant.records import FacetCount
from assistant.service import UnknownPlaceError
from index.embed import BUNDLED_NAME, StaticEmbedder
from index.generation import IndexDamagedError, IndexMissingError
from index.reader import Index
from tests.service_papers import (
    ANSWERED,
    DECLINED,
    made,
    names,
    opened,
    write,
)


def test_no_index(tmp_path):
    with pytest.raises(IndexMissingError):
        opened(tmp_path)


def test_a_new_generation_is_served_without_a_restart(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    question = "川口市の鋳物の体験教室"
    assert service.ask(question).reason == "nothing"
    # Every look at the page asks for it.
    assert service.about() is service.about()
    first = service.ask("岡谷市の空き店舗の家賃")
    more = {"kawaguchi_2018": ("川口市", 2018, "鋳物の体験教室を5回開きました。定員は10人です。")}
    assert made(write(papers, more), index_dir).generation == "000002"
    assert names(service.ask(question).hits)[0] == "kawaguchi_2018"
    assert service.ask(question).reason is None
    assert service.about().generation == "000002"
    assert FacetCount("川口市", 1) in service.about().municipalities
    # What was there before is still found, and what is taken away is gone.
    assert service.ask("岡谷市の空き店舗の家賃").quotes == first.quotes
    (papers / "okaya_2017.md").unlink()
    made(papers, index_dir)
    assert "okaya_2017" not in names(service.ask("岡谷市の空き店舗の家賃").hits)
    with pytest.raises(UnknownPlaceError):
        service.document("okaya_2017.md")


class OtherModel(StaticEmbedder):
    """The bundled model's name with another model's vectors."""

    def __init__(self):
        super().__init__()
        self.fingerprint = "other"


def refusal(index_dir):
    return (
        f"The index in {index_dir} was built with model {BUNDLED_NAME}, which is not what"
        f" {BUNDLED_NAME} is now. Build it again: madoguchi build PATH --index {index_dir}"
    )


def test_an_index_of_another_model_is_refused(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    made(papers, index_dir, OtherModel())
    with pytest.raises(ModelMismatchError) as caught:
        opened(index_dir)
    assert str(caught.value) == refusal(index_dir)
    # A service that is running refuses it too, and serves again what is built with its own.
    with pytest.raises(ModelMismatchError) as caught:
        service.ask("空き店舗の家賃")
    assert str(caught.value) == refusal(index_dir)
    made(papers, index_dir)
    assert service.ask("岡谷市の空き店舗の家賃").reason is None


def test_a_generation_that_cannot_be_opened_is_tried_once(own_index, monkeypatch):
    papers, index_dir = own_index
    service = opened(index_dir)
    more = {"kawaguchi_2018": ("川口市", 2018, "鋳物の体験教室を5回開きました。定員は10人です。")}
    made(write(papers, more), index_dir)
    (index_dir / "generations" / "000002" / "vocabulary.txt").write_text("", encoding="utf-8")
    tried = []

    def counted(folder):
        tried.append(folder)
        return open_index(folder)

    open_index = Index.open
    monkeypatch.setattr(Index, "open", staticmethod(counted))
    said = set()
    for call in (service.about, lambda: service.ask("鋳物"), lambda: service.search("鋳物")):
        with pytest.raises(IndexDamagedError) as caught:
            call()
        said.add(str(caught.value))
    assert (said, tried) == (
        {
            f"The index in {index_dir} is damaged: files of generation 000002 are missing or"
            f" altered. Delete {index_dir / 'CURRENT'} and build it again: madoguchi build PATH"
            f" --index {index_dir}"
        },
        [index_dir],
    )
    # What is built then is served.
    (index_dir / "CURRENT").unlink()
    made(papers, index_dir)
    assert names(service.ask("川口市の鋳物の体験教室").hits)[0] == "kawaguchi_2018"


def test_eight_threads_get_what_one_gets(index_dir):
    questions = [question for question, *_ in ANSWERED + DECLINED] + ["補助", "見学会"]
    questions = (questions * 2)[:20]
    alone = opened(index_dir)
    expected = [alone.ask(question) for question in questions]
    together = opened(index_dir)

    def ask_all(first):
        # Every thread begins with another question.
        order = [*range(first, 20), *range(first)]
        found = {number: together.ask(questions[number]) for number in order}
        return [found[number] for number in range(20)]

    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(ask_all, range(0, 16, 2)):
            assert answers == expected


def test_threads_ask_while_the_index_is_built_again(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    expected = service.ask("岡谷市の空き店舗の改装費の補助").quotes

    def ask(number):
        return service.ask("岡谷市の空き店舗の改装費の補助").quotes

    with ThreadPoolExecutor(4) as pool:
        asked = pool.map(ask, range(60))
        for number in range(2):
            more = {f"more_{number}": ("川口市", 2018, f"鋳物の教室を{number + 2}回開きました。")}
            made(write(papers, more), index_dir)
        assert all(quotes == expected for quotes in asked)
    assert service.about().generation == "000003"


def test_feedback_outlives_every_rebuild(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    (first, *_) = service.ask("空き店舗の家賃").hits
    service.record_feedback("空き店舗の家賃", first.passage.passage_id, True)
    for number in range(3):
        more = {f"more_{number}": ("川口市", 2018, f"鋳物の教室を{number + 2}回開きました。")}
        made(write(papers, more), index_dir)
        service.record_feedback("鋳物の教室", "more.md:0-1", False)
    shutil.rmtree(index_dir / "generations" / "000003")  # nothing of it lies in a generation
    with closing(sqlite3.connect(index_dir / "feedback.sqlite")) as connection:
        kept = connection.execute("SELECT question, passage_id, useful FROM feedback").fetchall()
    assert kept == [
        ("空き店舗の家賃", first.passage.passage_id, 1),
        *[("鋳物の教室", "more.md:0-1", 0)] * 3,
    ]
