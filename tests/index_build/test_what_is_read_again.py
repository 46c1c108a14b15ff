"""Builds after the first: what changed is read again, and only that."""

from datetime import date

import pytest

from corpus.read.worker import ReadResult
from index import build as building
from index.build import FileOutcome
from index.dense import DenseOptions
from index.reader import Index
from tests.index_builds import TEXTS, found, run, write
from tests.index_fake import BigramEmbedder


def test_nothing_changed_makes_no_new_generation(corpus, index_dir, reads):
    run(corpus, index_dir)
    before = {path: path.stat().st_mtime_ns for path in index_dir.rglob("*") if path.is_file()}
    embedder = BigramEmbedder()
    report = run(corpus, index_dir, embedder=embedder)
    assert (report.generation, report.changed) == ("000001", False)
    assert [(outcome.name, outcome.state) for outcome in report.files] == [
        ("一覧/制度.csv", "unchanged"),
        ("創業.md", "unchanged"),
        ("継ぐ.txt", "unchanged"),
    ]
    assert (report.documents, report.passages) == (4, 6)
    assert reads[1:] == [[]]
    assert embedder.encoded == []
    (index_dir / "lock").touch()
    after = {path: path.stat().st_mtime_ns for path in index_dir.rglob("*") if path.is_file()}
    del before[index_dir / "lock"], after[index_dir / "lock"]
    assert before == after


def test_only_a_changed_file_is_read_again(corpus, index_dir, child_process, reads):
    run(corpus, index_dir)
    write(corpus, {"継ぐ.txt": "事業を継ぐ方へ\n\n店の値段を見積もる費用を助けます。\n"})
    embedder = BigramEmbedder()
    report = run(corpus, index_dir, embedder=embedder)
    assert reads == [["一覧/制度.csv", "創業.md", "継ぐ.txt"], ["継ぐ.txt"]]
    assert (report.generation, report.changed) == ("000002", True)
    assert [outcome.state for outcome in report.files] == ["unchanged", "unchanged", "indexed"]
    # Of the bodies only the changed one is embedded; the headings are few and embedded anew.
    assert sum("見積もる" in text for text in embedder.encoded) == 1
    assert not any("家賃を" in text or "相談を" in text for text in embedder.encoded)
    assert found(index_dir, "見積もる") == ["継ぐ.txt"]
    assert found(index_dir, "引き合わせる") == []


def test_a_new_file_is_read_alone(corpus, index_dir, reads):
    run(corpus, index_dir)
    write(corpus, {"雇う.txt": "人を雇う方へ\n\n初めて人を雇う店に助言します。\n"})
    report = run(corpus, index_dir)
    assert reads[1] == ["雇う.txt"]
    assert (report.documents, found(index_dir, "雇う")) == (5, ["雇う.txt"])


def test_a_deleted_file_disappears(corpus, index_dir, reads):
    run(corpus, index_dir)
    (corpus / "一覧" / "制度.csv").unlink()
    report = run(corpus, index_dir)
    assert (report.changed, report.documents, report.passages) == (True, 2, 2)
    assert report.files == (
        FileOutcome("一覧/制度.csv", "removed", "no longer there"),
        FileOutcome("創業.md", "unchanged"),
        FileOutcome("継ぐ.txt", "unchanged"),
    )
    assert reads[1:] == [[]]
    assert found(index_dir, "朝市") == []
    assert Index.open(index_dir).store.document("一覧/制度.csv#1") is None


def test_what_was_not_understood_in_a_file_is_told_at_each_build(corpus, index_dir):
    write(corpus, {"創業.md": "---\nends: 秋\n---\n\n# 創業\n\n開業を助けます。\n"})
    note = "front matter: ends is no day like 2023-10-13 or 令和5年10月13日"
    first, second = (run(corpus, index_dir) for _ in range(2))
    assert first.files[1] == FileOutcome("創業.md", "indexed", note)
    assert second.files[1] == FileOutcome("創業.md", "unchanged", note)
    assert not second.changed


def test_a_file_renamed_is_a_file_deleted_and_a_file_added(corpus, index_dir, reads):
    run(corpus, index_dir)
    (corpus / "創業.md").rename(corpus / "始める.md")
    run(corpus, index_dir)
    assert reads[1] == ["始める.md"]
    assert found(index_dir, "相談") == ["始める.md"]


def test_one_file_deleted_and_one_link_added_is_a_change(corpus, index_dir, tmp_path):
    # The number of files stays the same.
    run(corpus, index_dir)
    (corpus / "継ぐ.txt").unlink()
    (corpus / "外.txt").symlink_to(tmp_path / "elsewhere.txt")
    report = run(corpus, index_dir)
    assert report.changed
    assert report.files[-2:] == (
        FileOutcome("外.txt", "skipped", "a link out of the folder; put a copy of the file there"),
        FileOutcome("継ぐ.txt", "removed", "no longer there"),
    )
    assert found(index_dir, "引き合わせる") == []


@pytest.mark.parametrize("name", ["一覧/制度.toml", "一覧/columns.toml"])
def test_a_map_of_columns_beside_a_table_counts_as_a_change(corpus, index_dir, reads, name):
    run(corpus, index_dir)
    write(corpus, {name: 'title = "text"\n'})
    run(corpus, index_dir)
    assert (
        Index.open(index_dir).store.document("一覧/制度.csv#2").title
        == "朝市を始める費用を 半分まで補助します。"
    )
    write(corpus, {name: 'title = "title"\n'})
    run(corpus, index_dir)
    (corpus / name).unlink()
    run(corpus, index_dir)
    assert reads[1:] == [["一覧/制度.csv"]] * 3


def test_a_map_that_gives_way_to_another_or_is_none_is_no_change(corpus, index_dir, reads):
    write(corpus, {"一覧/制度.toml": 'title = "text"\n', "columns.toml": 'title = "title"\n'})
    run(corpus, index_dir)
    write(corpus, {"一覧/columns.toml": 'title = "title"\n', "一覧/制度.csv.toml": "# none\n"})
    run(corpus, index_dir)
    assert reads[1:] == [["一覧/制度.csv.toml"]]


def test_another_month_reads_everything_again(corpus, index_dir, reads):
    # 今年度 of an undated document moves with the clock.
    run(corpus, index_dir)
    run(corpus, index_dir, today=date(2026, 11, 30))
    run(corpus, index_dir, today=date(2026, 12, 1))
    assert [len(names) for names in reads] == [3, 0, 3]


def test_another_way_of_reading_reads_everything_again(corpus, index_dir, reads, monkeypatch):
    run(corpus, index_dir)
    monkeypatch.setattr(building, "ANALYSIS", building.ANALYSIS + 1)
    report = run(corpus, index_dir)
    assert reads[1] == reads[0]
    assert [outcome.state for outcome in report.files] == ["indexed"] * 3


def test_another_model_rebuilds(corpus, index_dir, reads):
    run(corpus, index_dir)
    report = run(corpus, index_dir, embedder=BigramEmbedder("2"))
    assert (report.generation, report.changed) == ("000002", True)
    assert [len(names) for names in reads] == [3, 3]
    assert Index.open(index_dir).manifest.model_fingerprint == "bigrams-2"


def test_other_options_rebuild(corpus, index_dir, reads):
    run(corpus, index_dir)
    options = DenseOptions(flat_up_to=10)
    assert run(corpus, index_dir, options=options).changed
    assert not run(corpus, index_dir, options=options).changed
    assert [len(names) for names in reads] == [3, 3, 0]


def test_a_file_that_changes_while_it_is_read_is_read_again(corpus, index_dir, monkeypatch):
    read = building.read_files

    def change_behind(files):
        for result in read(files):
            write(corpus, {result.file.doc_id: TEXTS[result.file.doc_id] + "\n"})
            yield result

    with monkeypatch.context() as patched:
        patched.setattr(building, "read_files", change_behind)
        run(corpus, index_dir)
    report = run(corpus, index_dir)
    assert [outcome.state for outcome in report.files] == ["indexed"] * 3


def test_a_file_that_was_given_up_is_tried_again(corpus, index_dir, monkeypatch, reads):
    read = building.read_files

    def out_of_time(files):
        for result in read(files):
            late = result.file.doc_id == "継ぐ.txt"
            yield ReadResult(result.file, skipped="too late", unfinished=True) if late else result

    with monkeypatch.context() as patched:
        patched.setattr(building, "read_files", out_of_time)
        assert run(corpus, index_dir).documents == 3
        # Given up once more: that is no change.
        report = run(corpus, index_dir)
        assert (report.generation, report.changed) == ("000001", False)
        assert [(o.name, o.state, o.reason) for o in report.files] == [
            ("一覧/制度.csv", "unchanged", None),
            ("創業.md", "unchanged", None),
            ("継ぐ.txt", "skipped", "too late"),
        ]
    assert (run(corpus, index_dir).documents, found(index_dir, "引き合わせる")) == (4, ["継ぐ.txt"])
    assert not run(corpus, index_dir).changed
    assert reads[1:] == [["継ぐ.txt"], ["継ぐ.txt"], []]
