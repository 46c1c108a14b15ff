"""A judged set, an index of its corpus, every question asked: an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from assistant.records import About, SearchResult
from assistant.search.ranker import RANKER
from assistant.search.rerank import Reranker
from assistant.search.retrieve import RetrieveOptions
from assistant.search.word_network import ANSWERABLE, MATCHED
from assistant.service import Service, open_service
from assistant.settings import Settings
from corpus.document import Document
from corpus.read.files import find_files
from eval.beir import BeirSet, load_beir
from eval.counter import evidence_nowhere, load_counter
from eval.jsonl import EvaluationError
from eval.judge import judge_counter, judge_documents, judge_own
from eval.outcome import Outcome
from eval.questions import BUNDLED, FOLDER, gold_spans, load_questions
from eval.result import Evaluation, Setting, installed_versions, slice_figures
from index.build import build, build_documents
from index.embed import Embedder, load_embedder
from index.reader import Index
from index.write import Progress

DEPTH = 50
"""Passages asked for: enough that ten documents remain when some bring several passages."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How an evaluation is run.

    Attributes:
        index_dir: Where the index is kept; None makes one that is removed afterwards.
        model: The embedding model; None is the bundled one.
        settings: How passages are ranked.
        reranker: What puts the first of them in order again; None leaves them as they are.
        today: What 今年度 means in questions and documents.
        progress: Told what is being done.
    """

    index_dir: Path | None = None
    model: str | None = None
    settings: Settings = field(default_factory=Settings)
    reranker: Reranker | None = None
    today: date = field(default_factory=date.today)
    progress: Progress = lambda *_: None


def run_beir(folder: Path, options: RunOptions, *, split: str = "test") -> Evaluation:
    """The evaluation of a BEIR folder.

    Args:
        folder: The folder.
        options: How it is run.
        split: Which of its qrels.

    Raises:
        EvaluationError: The folder is not as it should be.
        BuildError: The index in `options.index_dir` was made of files.
    """
    judged = load_beir(folder, split)

    def make(index_dir: Path, embedder: Embedder) -> None:
        build_documents(
            judged.documents,
            index_dir,
            embedder=embedder,
            today=options.today,
            progress=options.progress,
        )

    with _service(make, options) as service:
        about = service.about()
        results = ask_all(service, judged.queries, options.progress)
        outcomes = judge_documents(judged, results)
        return _evaluation("beir", judged.name, outcomes, about, options, _left_out(judged))


def run_counter(questions: Path, corpus: Path, options: RunOptions) -> Evaluation:
    """The evaluation of a file of counter questions on a folder of documents.

    Raises:
        AssistantError: The questions or the documents cannot be read, or the index in
            `options.index_dir` holds other documents.
    """
    judged = load_counter(questions)
    with _service(_building(corpus, options), options) as service:
        about = service.about()
        texts = {question.question_id: question.text for question in judged}
        results = ask_all(service, texts, options.progress)
        outcomes = [judge_counter(question, results[question.question_id]) for question in judged]
        nowhere = evidence_nowhere(judged, (document.text for document in _documents(service)))
        notes = _not_in_the_corpus(nowhere, sum(len(question.evidence) for question in judged))
        return _evaluation("counter", questions.stem, outcomes, about, options, notes)


def run_own(options: RunOptions, *, folder: Path = FOLDER, corpus: Path = BUNDLED) -> Evaluation:
    """The evaluation of the judged questions on the bundled corpus.

    Raises:
        EvaluationError: A question is not of the form, or its place is not in the corpus, or the
            index in `options.index_dir` holds other documents.
    """
    questions = load_questions(folder)
    with _service(_building(corpus, options), options) as service:
        about = service.about()
        spans = gold_spans(questions, _documents(service))  # before all are asked: one may be wrong
        texts = {question.question_id: question.text for question in questions}
        results = ask_all(service, texts, options.progress)
        outcomes = judge_own(questions, spans, results)
        return _evaluation("own", folder.name, outcomes, about, options)


class Retriever(Protocol):
    """All that the evaluation knows about search."""

    def retrieve(self, question: str, k: int) -> SearchResult:
        """Return at most `k` hits, best first; an empty question has none."""
        ...


def ask_all(
    retriever: Retriever, questions: Mapping[str, str], progress: Progress
) -> dict[str, SearchResult]:
    """What is found for each question, by its id."""
    results = {}
    for number, (question_id, question) in enumerate(questions.items()):
        if number % 50 == 0:  # often enough to be seen to move
            progress("asking", number, len(questions))
        results[question_id] = retriever.retrieve(question, DEPTH)
    return results


def _documents(service: Service) -> Iterator[Document]:
    return (service.document(summary.doc_id) for summary in service.about().documents)


def _left_out(judged: BeirSet) -> tuple[str, ...]:
    """A note on the queries that are not measured."""
    if not judged.unjudged and not judged.without_relevant:
        return ()
    return (
        f"left out are {judged.unjudged} queries without a judgement and "
        f"{judged.without_relevant} without a relevant document",
    )


def _not_in_the_corpus(nowhere: Sequence[tuple[str, str]], all_evidence: int) -> tuple[str, ...]:
    """A note on the evidence that nothing could have found."""
    if not nowhere:
        return ()
    question_id, evidence = nowhere[0]
    return (
        f"{len(nowhere)} of {all_evidence} pieces of evidence stand in no document and count as "
        f"not found, first {question_id}: 「{evidence}」",
    )


def _more_candidates(asked: RetrieveOptions) -> tuple[str, ...]:
    """A note on numbers of candidates that were set, and too low for so many passages."""
    used, default = asked.reaching(DEPTH), RetrieveOptions()
    raised = [
        f"{name} = {getattr(used, name)} instead of {getattr(asked, name)}"
        for name in ("lexical", "body")
        if getattr(asked, name) not in (getattr(used, name), getattr(default, name))
    ]
    if not raised:
        return ()
    return (f"{DEPTH} passages are asked for, so candidates are taken with {', '.join(raised)}",)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def _building(corpus: Path, options: RunOptions) -> Callable[[Path, Embedder], None]:
    """What brings an index up to date with a folder of documents.

    An index that holds anything else may be somebody's own, and being served: it is refused.
    """

    def make(index_dir: Path, embedder: Embedder) -> None:
        corpus_files = {file.doc_id for file in find_files([corpus])}
        old = Index.open_if_any(index_dir)
        others = sorted(old.store.files().keys() - corpus_files) if old else []
        if others:
            raise EvaluationError(
                f"The index in {index_dir} holds what is not in {corpus}: "
                f"{others[0] or 'a BEIR folder'}. Choose another folder, or remove it."
            )
        build(
            [corpus],
            index_dir,
            embedder=embedder,
            today=options.today,
            progress=options.progress,
        )

    return make


@contextmanager
def _service(make: Callable[[Path, Embedder], None], options: RunOptions) -> Iterator[Service]:
    """A service over the index that `make` writes, in a folder kept or removed afterwards."""
    with TemporaryDirectory(prefix="madoguchi-eval-") as temporary:
        index_dir = options.index_dir or Path(temporary)
        make(index_dir, load_embedder(options.model))
        yield open_service(
            index_dir,
            settings=options.settings,
            today=options.today,
            model=options.model,
            reranker=options.reranker,
        )


def _evaluation(
    task: str,
    name: str,
    outcomes: Sequence[Outcome],
    about: About,
    options: RunOptions,
    notes: tuple[str, ...] = (),
) -> Evaluation:
    settings = options.settings
    setting = Setting(
        task=task,
        name=name,
        generation=about.generation,
        model=about.model,
        date=datetime.now().astimezone().isoformat(timespec="seconds"),
        depth=DEPTH,
        options={
            "retrieve": asdict(settings.retrieve.reaching(DEPTH)),
            "answer": asdict(settings.answer),
            "reranker": options.reranker.name if options.reranker else None,
            "ranker": _digest(RANKER),
            "matched": _digest(MATCHED),
            "answerable": _digest(ANSWERABLE),
            "thesaurus": _digest(settings.thesaurus),
            "documents": len(about.documents),
            "passages": about.passages,
            "today": options.today.isoformat(),
        },
        versions=installed_versions(),
        notes=(*notes, *_more_candidates(settings.retrieve)),
    )
    options.progress("reckoning", 0, 0)
    return Evaluation(setting, slice_figures(outcomes), tuple(outcomes))
