"""Builds: what is in an index, and that an incremental one is the same as a fresh one."""

import shutil
from datetime import date

import numpy as np
import pytest

from corpus.document import Block, Document, Facets, Passage
from corpus.read.files import NoDocumentsError
from index import write as writing
from index.build import FileOutcome, build_documents
from index.dense import DenseOptions
from index.embed import SearchForm
from index.generation import IndexMissingError
from index.grams import gram_numbers
from index.indexed import IndexedDocument, IndexedPassage
from index.lexical import FieldWeights, WeightedTerm
from index.reader import Index
from index.write import BuildError
from tests.index_builds import TODAY, contents, found, run, write
from tests.index_fake import BigramEmbedder


def plain(doc_id, text):
    return Document(doc_id, doc_id, text, doc_id, (Block("paragraph", 0, len(text)),))


def test_the_fake_embedder_is_worked_out_by_hand():
    # 個人・人情・情報 and 情報・報公・公開 have one of three pairs in common.
    fake = BigramEmbedder()
    (passage,) = fake.encode_passages([SearchForm("情報公開", ())])
    assert passage @ fake.encode_query(SearchForm("個人情報", ())) == pytest.approx(1 / 3)


def test_a_first_build(corpus, index_dir, child_process):
    report = run(corpus, index_dir)
    assert (report.generation, report.changed) == ("000001", True)
    assert report.files == (
        FileOutcome("一覧/制度.csv", "indexed"),
        FileOutcome("創業.md", "indexed"),
        FileOutcome("継ぐ.txt", "indexed"),
    )
    assert (report.documents, report.passages) == (4, 6)
    assert report.seconds > 0
    index = Index.open(index_dir)
    manifest = index.manifest
    assert (manifest.model, manifest.model_fingerprint) == ("bigrams", "bigrams-1")
    assert (manifest.documents, manifest.passages) == (4, 6)
    assert manifest.options["flat_up_to"] == 5_000
    assert [hit.passage.doc_id for hit in index.store.hits([0, 1, 2, 3, 4, 5])] == [
        "一覧/制度.csv#1",
        "一覧/制度.csv#1",
        "一覧/制度.csv#2",
        "一覧/制度.csv#2",
        "創業.md",
        "継ぐ.txt",
    ]


def test_both_legs_and_the_store_agree_on_rows(corpus, index_dir):
    embedder = BigramEmbedder()
    run(corpus, index_dir, embedder=embedder)
    assert set(found(index_dir, "朝市")) == {"一覧/制度.csv#1"}
    assert found(index_dir, "相談") == ["創業.md"]
    index = Index.open(index_dir)
    assert len(index.body) == 6
    for text, doc_id in (("空き店舗を借りる", "一覧/制度.csv#2"), ("店を継ぎたい人", "継ぐ.txt")):
        rows = index.body.nearest(embedder.encode_query(SearchForm(text, ())), 1)
        assert index.store.hits(rows.tolist())[0].passage.doc_id == doc_id
    for row in range(6):
        (hit,) = index.store.hits([row])
        lemmas = index.store.indexed(hit.passage.doc_id.split("#")[0])[0]
        words = next(p.body_lemmas for d in lemmas for p in d.passages if p.passage == hit.passage)
        numbers = index.forward.words(np.array([row]))
        assert numbers.tolist() == index.vocabulary.numbers(words).tolist()


# What is put on the passages, and whether they are found by a group of tags.
TAGGED = Facets("山川市", "長野県", (2016,), ("創業",), (17,), ("花壇補助金",))
TAGS = [
    (("year:2016",), [0]),
    (("year:2017", "year:"), [1]),
    (("scheme:花壇補助金",), [0]),
    (("scheme:",), [1]),
    (("theme:創業",), [0]),
    (("place:長野県/山川市",), [0]),
    (("place:/",), [1]),
    (("edition:17",), [0]),
    (("edition:no round",), [1]),
    (("edition:no year",), [0, 1]),
]


@pytest.mark.parametrize(("tags", "rows"), TAGS)
def test_a_passage_is_found_by_what_is_said_of_it_and_by_what_is_not(
    index_dir, monkeypatch, tags, rows
):
    facets = {"d1": TAGGED, "d2": Facets()}

    def tagged(name, document, *, today):
        passage = Passage(document.doc_id, 0, 2, document.text, facets=facets[document.doc_id])
        return IndexedDocument(name, document, (IndexedPassage(passage, ("補助",), ()),))

    monkeypatch.setattr(writing, "analyse", tagged)
    documents = [plain("d1", "補助"), plain("d2", "補助")]
    build_documents(documents, index_dir, embedder=BigramEmbedder(), today=TODAY)
    index = Index.open(index_dir)
    found = index.lexical.search(
        [WeightedTerm("補助")], 5, weights=FieldWeights(), required=(tags,)
    )
    assert found.tolist() == rows


def test_capitals_and_wide_letters_are_searched_as_small_narrow_ones(index_dir):
    document = plain("d", "ＤＸの窓口です。")
    build_documents([document], index_dir, embedder=BigramEmbedder(), today=TODAY)
    index = Index.open(index_dir)
    # No word of the passage: found by the pair dx, in the words' index and among the pairs.
    found = index.lexical.search([WeightedTerm("dx化")], 5, weights=FieldWeights())
    assert found.tolist() == [0]
    assert index.grams.coverage(gram_numbers("DX"), np.array([0])).tolist() == [1]


def test_passages_slice_their_documents(corpus, index_dir):
    run(corpus, index_dir)
    store = Index.open(index_dir).store
    for hit in store.hits([0, 1, 2, 3, 4, 5]):
        document = store.document(hit.passage.doc_id)
        assert hit.passage.text == document.text[hit.passage.start : hit.passage.end]


QUESTIONS = [
    ("朝市", "補助"),
    ("店", "継ぐ"),
    ("相談",),
    ("家賃", "補助", "店舗"),
    ("見積もる",),
    ("雇う",),
]


def lexical_results(index_dir):
    lexical = Index.open(index_dir).lexical
    results = []
    for words in QUESTIONS:
        terms = [WeightedTerm(word) for word in words]
        results.append(lexical.search(terms, 10, weights=FieldWeights()).tolist())
    return results


@pytest.mark.parametrize("flat_up_to", [20_000, 1])
def test_an_incremental_build_equals_a_fresh_one(corpus, tmp_path, flat_up_to):
    options = DenseOptions(flat_up_to=flat_up_to, lists_per_root=1.0)
    grown, fresh = tmp_path / "grown", tmp_path / "fresh"
    run(corpus, grown, options=options)
    write(corpus, {"継ぐ.txt": "事業を継ぐ方へ\n\n店の値段を見積もる費用を助けます。\n"})
    write(corpus, {"雇う.txt": "人を雇う方へ\n\n初めて人を雇う店に助言します。\n"})
    run(corpus, grown, options=options)
    (corpus / "創業.md").unlink()
    write(corpus, {"空.txt": ""})
    run(corpus, grown, options=options)
    run(corpus, fresh, options=options)
    assert contents(grown) == contents(fresh)
    assert len(contents(fresh)) > 5
    assert lexical_results(grown) == lexical_results(fresh)
    kept = ("built", "generation", "files")
    first, second = (Index.open(folder).manifest for folder in (grown, fresh))
    for name in [name for name in type(first).__slots__ if name not in kept]:
        assert getattr(first, name) == getattr(second, name)


def test_two_fresh_builds_are_equal(corpus, tmp_path):
    for name in ("1", "2"):
        run(corpus, tmp_path / name)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert lexical_results(tmp_path / "1") == lexical_results(tmp_path / "2")


def test_many_documents_are_analysed_in_several_processes(corpus, tmp_path, monkeypatch):
    run(corpus, tmp_path / "1")
    monkeypatch.setattr(writing, "_WORTH_A_POOL", 1)
    run(corpus, tmp_path / "2")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_files_that_cannot_be_read_are_reported_and_do_not_stop_the_others(
    corpus, index_dir, child_process, reads
):
    write(corpus, {"空.txt": "", "写真.txt": "\0\0\0\0"})
    (corpus / "絵.png").write_bytes(b"\x89PNG\r\n")
    (corpus / "壊れた.docx").write_bytes(b"PK\x03\x04 broken")
    report = run(corpus, index_dir)
    skipped = {o.name: o.reason for o in report.files if o.state == "skipped"}
    assert skipped.keys() == {"写真.txt", "壊れた.docx", "空.txt", "絵.png"}
    assert skipped["空.txt"] == "empty file (0 bytes)"
    assert skipped["絵.png"] == "a picture; give it as text"
    assert skipped["壊れた.docx"] == "a damaged .docx, .xlsx or zip file; get it again"
    assert (report.documents, len(report.files)) == (4, 7)
    # They are not tried again before they change, and are reported again.
    again = run(corpus, index_dir)
    assert not again.changed
    assert {o.name: o.reason for o in again.files if o.state == "skipped"} == skipped
    write(corpus, {"空.txt": "新しい制度の案内です。\n"})
    assert run(corpus, index_dir).documents == 5
    assert reads[1:] == [[], ["空.txt"]]


def test_the_day_is_no_part_of_an_index(corpus, index_dir):
    run(corpus, index_dir, today=date(2026, 11, 1))
    assert not run(corpus, index_dir, today=date(2026, 11, 30)).changed


def test_no_documents(tmp_path, index_dir):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoDocumentsError):
        run(tmp_path / "empty", index_dir)
    with pytest.raises(NoDocumentsError):
        run(tmp_path / "nothing", index_dir)
    assert not index_dir.exists()


def test_none_of_the_files_can_be_read(tmp_path, index_dir):
    write(tmp_path / "corpus", {"a.txt": "", "b.png": "\x89"})
    with pytest.raises(BuildError) as caught:
        run(tmp_path / "corpus", index_dir)
    assert str(caught.value) == (
        "None of the 2 files could be read (a.txt: empty file (0 bytes);"
        " b.png: a .png file; .txt, .md, .html, .pdf, .docx, .xlsx and .csv are read)."
    )
    with pytest.raises(IndexMissingError):
        Index.open(index_dir)


def test_an_index_below_its_documents_is_not_read(corpus, reads):
    run(corpus, corpus / "index")
    run(corpus, corpus / "index")
    assert reads == [["一覧/制度.csv", "創業.md", "継ぐ.txt"], []]


@pytest.mark.parametrize("path", ["", "創業.md", "一覧"])
def test_documents_in_the_index_folder_are_refused(corpus, tmp_path, path):
    write(tmp_path / "more", {"a.txt": "店を開く人を助けます。"})
    with pytest.raises(NoDocumentsError) as caught:
        run([tmp_path / "more", corpus / path], corpus)
    assert str(caught.value) == (
        f"{corpus / path} is the index folder or lies in it. Give the index a folder of its own"
    )
    assert not (corpus / "lock").exists()


def test_nothing_but_the_index_to_read(corpus, tmp_path):
    run(corpus, tmp_path / "papers" / "index")
    with pytest.raises(NoDocumentsError) as caught:
        run(tmp_path / "papers", tmp_path / "papers" / "index")
    assert str(caught.value) == f"Nothing but the index in {tmp_path / 'papers'}"


def test_two_folders_with_a_file_of_one_name(corpus, tmp_path, index_dir):
    shutil.copytree(corpus, tmp_path / "other")
    report = run([corpus, tmp_path / "other"], index_dir)
    assert report.documents == 8
    assert sorted(found(index_dir, "相談")) == ["corpus/創業.md", "other/創業.md"]


def test_progress_is_told(corpus, index_dir):
    told = []
    run(corpus, index_dir, progress=lambda *what: told.append(what))
    assert told == [
        ("reading", 1, 3),
        ("reading", 2, 3),
        ("reading", 3, 3),
        ("embedding", 0, 6),
        ("writing", 0, 0),
    ]


def test_a_reader_of_the_old_generation_goes_on_while_a_new_one_is_built(corpus, index_dir):
    run(corpus, index_dir)
    old = Index.open(index_dir)
    (corpus / "継ぐ.txt").unlink()
    run(corpus, index_dir)
    assert old.manifest.generation == "000001"
    rows = old.lexical.search([WeightedTerm("引き合わせる")], 5, weights=FieldWeights())
    assert [hit.passage.doc_id for hit in old.store.hits(rows.tolist())] == ["継ぐ.txt"]
    assert Index.open(index_dir).manifest.generation == "000002"


def test_documents_in_memory(index_dir):
    documents = [plain("d1", "朝市を始める人を助けます。"), plain("d2", "家賃を補助します。")]
    report = build_documents(documents, index_dir, embedder=BigramEmbedder(), today=TODAY)
    assert (report.generation, report.files) == ("000001", ())
    assert (report.documents, report.passages) == (2, 2)
    assert found(index_dir, "家賃") == ["d2"]
    again = build_documents(documents[:1], index_dir, embedder=BigramEmbedder(), today=TODAY)
    assert (again.generation, again.documents) == ("000002", 1)
    assert found(index_dir, "家賃") == []


def test_documents_of_one_identifier_are_refused_in_a_line(index_dir):
    with pytest.raises(
        BuildError, match=r"^Two documents are called d\. Give each a name of its own"
    ):
        build_documents(
            [plain("d", "朝市です。"), plain("d", "家賃です。")],
            index_dir,
            embedder=BigramEmbedder(),
            today=TODAY,
        )


def test_documents_without_text_are_refused_in_a_line(index_dir):
    with pytest.raises(BuildError, match=r"^The documents hold no text\."):
        build_documents([plain("d", "")], index_dir, embedder=BigramEmbedder(), today=TODAY)


@pytest.mark.parametrize("text", ["。。。", "！？", "🙂🙂", "\ufffd" * 20])
def test_a_document_without_words_is_indexed(index_dir, text):
    report = build_documents([plain("d", text)], index_dir, embedder=BigramEmbedder(), today=TODAY)
    assert report.passages == 1
    assert Index.open(index_dir).store.hits([0])[0].passage.text == text
