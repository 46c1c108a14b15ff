"""A small corpus, and builds of it with an embedder that is worked out by hand."""

import hashlib
from datetime import date

from index.build import build
from index.lexical import FieldWeights, WeightedTerm
from index.reader import Index
from tests.index_fake import BigramEmbedder

TODAY = date(2026, 11, 21)

TEXTS = {
    "創業.md": "# 創業の案内\n\n## 窓口\n\n市役所の二階で創業の相談を受け付けます。\n",
    "継ぐ.txt": "事業を継ぐ方へ\n\n跡継ぎを探す店と、店を継ぎたい人を引き合わせます。\n",
    "一覧/制度.csv": (
        # A row is a document of two passages: who gives it, and what it is.
        'id,title,text,org\n1,朝市の補助,"朝市を始める費用を\n半分まで補助します。",山川市\n'
        "2,空き店舗の家賃,空き店舗を借りる家賃を一年補助します。,山川市\n"
    ),
}


def write(folder, texts):
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def run(corpus, index_dir, *, embedder=None, today=TODAY, **more):
    paths = corpus if isinstance(corpus, list) else [corpus]
    return build(paths, index_dir, embedder=embedder or BigramEmbedder(), today=today, **more)


def found(index_dir, *words):
    """The documents in which words are found, best first."""
    index = Index.open(index_dir)
    terms = [WeightedTerm(word) for word in words]
    rows = index.lexical.search(terms, 10, weights=FieldWeights())
    return [hit.passage.doc_id for hit in index.store.hits(rows.tolist())]


def generations(index_dir):
    return sorted(path.name for path in (index_dir / "generations").iterdir())


def contents(index_dir):
    """The SHA-256 of the files of the generation served, by name, but those of tantivy.

    tantivy names its files by random identifiers, and the manifest holds the time of the build.
    """
    name = (index_dir / "CURRENT").read_text("ascii")
    folder = index_dir / "generations" / name
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "lexical" and path.name != "manifest.json"
    }
