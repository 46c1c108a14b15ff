"""The store gives back what was written, and is a plain SQLite file."""

import json
import sqlite3
import threading
from dataclasses import fields
from datetime import date

import pytest

from corpus.document import Block, Document, Facets, Passage
from index.indexed import FileState, IndexedDocument, IndexedPassage
from index.store import Store, StoredHit
from index.write_store import write_store

TEXT = "見出し\n本文です。\0㈱と\u2028😀と'; DROP TABLE passages; --\n表の行\n"

FACETS = Facets(
    editions=(16, 17),
    schemes=("花見補助金",),
    municipality="川崎市",
    prefecture="神奈川県",
    fiscal_years=(2015, 2016),
    themes=("創業", "事業承継"),
    ends="2017-03-31",
)
FULL = Document(
    doc_id="報告/2016.pdf",
    title="実施状況報告書",
    text=TEXT,
    source="https://example.org/2016.pdf",
    blocks=(Block("heading", 0, 3, 1), Block("paragraph", 4, 40), Block("table", 41, 44)),
    pages=(0, 41),
    publisher="川崎市",
    published=date(2017, 4, 1),
    inquiry="経済労働局",
    facets=FACETS,
)
PLAIN = Document("あ.txt", "あの制度", "案内。", "あ.txt", (Block("paragraph", 0, 3),))
EMPTY = Document("空.txt", "あの制度", "", "空.txt", ())

FIRST = Passage(
    FULL.doc_id, 0, 9, TEXT[0:9], ("見出し", "細目"), None, 1, Facets(fiscal_years=(2016,))
)
SECOND = Passage(FULL.doc_id, 41, 44, TEXT[41:44], (), "| 名称 | 担当 |", 2, FACETS)
THIRD = Passage(PLAIN.doc_id, 0, 3, "案内。")

DOCUMENTS = [
    IndexedDocument(
        "報告/2016.pdf",
        FULL,
        (
            IndexedPassage(FIRST, ("見出し", "本文", "¥500000"), ("報告", "書")),
            IndexedPassage(SECOND, ("表", "行"), ()),
        ),
    ),
    IndexedDocument("まとめ.csv", PLAIN, (IndexedPassage(THIRD, (), ("制度",)),)),
    IndexedDocument("まとめ.csv", EMPTY, ()),
]
FILES = [
    FileState("報告/2016.pdf", "1:2026-11:ab"),
    FileState("まとめ.csv", "1:2026-11:cd", None, "column 締切: no last day in 秋 (row 2)"),
    FileState("壊れた.pdf", "1:2026-11:ef", "damaged; get it again"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    # A folder whose name an address would read as something else.
    folder = tmp_path_factory.mktemp("store") / "index?mode=rw#1 %41"
    folder.mkdir()
    write_store(folder / "store.sqlite", FILES, DOCUMENTS)
    return folder / "store.sqlite"


@pytest.fixture(scope="module")
def store(path):
    return Store(path)


def test_every_field_of_the_documents_is_set_to_something_in_this_test():
    default = Document("", "", "", "", ())
    assert all(getattr(FULL, f.name) != getattr(default, f.name) for f in fields(Document))
    assert all(getattr(FACETS, f.name) != getattr(Facets(), f.name) for f in fields(Facets))


@pytest.mark.parametrize("document", [FULL, PLAIN, EMPTY], ids=["full", "plain", "empty"])
def test_documents_come_back_whole(store, document):
    assert store.document(document.doc_id) == document


@pytest.mark.parametrize("doc_id", ["", "no.txt", "' OR 1=1 --", "%"])
def test_a_document_that_is_not_there(store, doc_id):
    assert store.document(doc_id) is None


def test_hits_come_back_in_the_order_asked(store):
    full = (FULL.title, FULL.publisher)
    assert store.hits([2, 0, 1]) == [
        StoredHit(THIRD, "あの制度", None),
        StoredHit(FIRST, *full),
        StoredHit(SECOND, *full),
    ]
    assert store.hits([1, 1]) == [StoredHit(SECOND, *full)] * 2
    assert store.hits([]) == []
    # More than SQLite takes as parameters of one statement.
    assert store.hits([1] * 300_000) == [StoredHit(SECOND, *full)] * 300_000


def test_texts_stand_below_the_header_row_of_their_table(store):
    table = f"| 名称 | 担当 |\n{SECOND.text}"
    assert store.texts([2, 1, 0, 1]) == ["\n案内。", table, f"\n{FIRST.text}", table]
    assert store.texts([]) == []


PLACES = [
    (FULL.doc_id, 0, 9, [0]),
    (FULL.doc_id, 41, 44, [1]),
    (FULL.doc_id, 0, 44, [0, 1]),
    (PLAIN.doc_id, 0, 3, [2]),
    (PLAIN.doc_id, 0, 4, [2]),
    (FULL.doc_id, 0, 3, []),
    (FULL.doc_id, 1, 9, []),
    ("no.txt", 0, 3, []),
]


@pytest.mark.parametrize(("doc_id", "start", "end", "rows"), PLACES)
def test_rows_within(store, doc_id, start, end, rows):
    assert store.rows_within(doc_id, start, end) == rows


def test_text_between_two_places(store):
    assert store.text_of(FULL.doc_id, 0, 9) == FULL.text[:9]
    assert store.text_of(FULL.doc_id, 9, 41) == FULL.text[9:41]
    assert store.text_of(FULL.doc_id, 9, 9) == ""
    assert store.text_of("no.txt", 0, 9) == ""


def test_files(store):
    assert store.files() == {state.name: state for state in FILES}


def test_facets_in_row_order(store):
    different, of_row = store.facets()
    assert different == [Facets(fiscal_years=(2016,)), FACETS, Facets()]
    assert of_row.tolist() == [0, 1, 2]


def test_equal_facets_are_kept_once(tmp_path):
    same = Facets("川崎市", fiscal_years=(2016,))
    passages = [(0, 2, same), (2, 4, Facets()), (4, 6, same)]
    document = Document("三.txt", "", "一二三四五六", "三.txt", (Block("paragraph", 0, 6),))
    indexed = tuple(
        IndexedPassage(Passage("三.txt", a, b, document.text[a:b], facets=facets), (), ())
        for a, b, facets in passages
    )
    write_store(tmp_path / "store.sqlite", [], [IndexedDocument("三.txt", document, indexed)])
    store = Store(tmp_path / "store.sqlite")
    different, of_row = store.facets()
    assert (different, of_row.tolist()) == ([same, Facets()], [0, 1, 0])
    assert [hit.passage.facets for hit in store.hits([0, 1, 2])] == [same, Facets(), same]


def test_what_stands_earlier_comes_first_whatever_was_written_first(tmp_path):
    # Two passages and two documents of one file, the later ones written first.
    text = "一二三四"
    document = Document("あ.csv#2", "乙", text, "", (Block("paragraph", 0, 4),))
    other = Document("あ.csv#1", "甲", text, "", (Block("paragraph", 0, 4),))
    passages = [Passage(document.doc_id, at, at + 2, text[at : at + 2]) for at in (2, 0)]
    indexed = tuple(IndexedPassage(passage, (), ()) for passage in passages)
    written = [IndexedDocument("あ.csv", document, indexed), IndexedDocument("あ.csv", other, ())]
    write_store(tmp_path / "store.sqlite", [], written)
    store = Store(tmp_path / "store.sqlite")
    assert store.rows_within(document.doc_id, 0, 4) == [1, 0]
    # As they were indexed: by number and by row.
    assert store.indexed("あ.csv") == (written, [0, 1])
    assert [summary.doc_id for summary, _ in store.summaries()] == ["あ.csv#2", "あ.csv#1"]


def test_document_numbers_in_row_order(store):
    assert store.document_numbers().tolist() == [0, 0, 1]


def test_summaries_by_title_then_identifier(store):
    found = store.summaries()
    # 「あの制度」 comes before 「実施状況報告書」; of its two documents 「あ.txt」 comes first.
    assert [(document.doc_id, passages) for document, passages in found] == [
        ("あ.txt", 1),
        ("空.txt", 0),
        ("報告/2016.pdf", 2),
    ]
    full = found[2][0]
    assert (full.text, full.blocks, full.pages) == ("", (), ())
    assert (full.title, full.source, full.publisher) == (FULL.title, FULL.source, "川崎市")
    assert (full.published, full.inquiry, full.facets) == (FULL.published, "経済労働局", FACETS)


def test_what_was_indexed_of_a_file(store):
    assert store.indexed("報告/2016.pdf") == (DOCUMENTS[:1], [0, 1])
    assert store.indexed("まとめ.csv") == (DOCUMENTS[1:], [2])
    assert store.indexed("壊れた.pdf") == ([], [])


def test_a_plain_sqlite_client_reads_it(path):
    connection = sqlite3.connect(path)
    try:
        (ok,) = connection.execute("PRAGMA integrity_check").fetchone()
        passages = connection.execute(
            'SELECT row, document, start, "end", text, headings, table_header, page, value,'
            " body_lemmas, heading_lemmas FROM passages JOIN facets ON number = facets"
            " ORDER BY row"
        ).fetchall()
        documents = connection.execute(
            "SELECT number, doc_id, file, text, published, blocks, pages FROM documents"
            " ORDER BY number"
        ).fetchall()
    finally:
        connection.close()
    assert ok == "ok"
    assert passages[0][:8] == (0, 0, 0, 9, TEXT[:9], '["見出し","細目"]', None, 1)
    assert json.loads(passages[0][8]) == {
        "municipality": None,
        "prefecture": None,
        "fiscal_years": [2016],
        "themes": [],
        "editions": [],
        "schemes": [],
        "ends": None,
    }
    assert passages[0][9:] == ("見出し 本文 ¥500000", "報告 書")
    assert passages[1][6:8] == ("| 名称 | 担当 |", 2)
    assert [passage[1] for passage in passages] == [0, 0, 1]
    assert documents[0] == (
        0,
        "報告/2016.pdf",
        "報告/2016.pdf",
        TEXT,
        "2017-04-01",
        '[["heading",0,3,1],["paragraph",4,40,0],["table",41,44,0]]',
        "[0,41]",
    )
    assert documents[1][2:5] == ("まとめ.csv", "案内。", None)


def test_threads_read_side_by_side(store):
    found = []

    def read():
        found.append(store.hits([2])[0].passage)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [THIRD] * 8


def test_reading_leaves_the_file_as_it_is(path, store):
    before = path.read_bytes()
    store.files()
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == ["store.sqlite"]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._connection().execute("DELETE FROM passages")


def test_two_builds_are_equal(path, tmp_path):
    write_store(tmp_path / "again.sqlite", FILES, DOCUMENTS)
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


def test_two_documents_of_one_identifier_are_refused(tmp_path):
    with pytest.raises(sqlite3.IntegrityError):
        write_store(tmp_path / "store.sqlite", FILES[:1], [DOCUMENTS[0], DOCUMENTS[0]])
