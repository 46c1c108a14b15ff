"""`madoguchi eval`: its arguments and what it does."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from eval.jsonl import EvaluationError
from eval.output import check_files, write_file

_MEASURING = {
    *("folder", "split", "counter", "corpus", "index", "model", "reranker", "settings"),
    *("run_file", "json", "html"),
}
"""The arguments that say nothing about a comparison."""

# What measures is imported when it runs: every command reads this module for its arguments, and
# the plots alone would add half a second to it.
if TYPE_CHECKING:
    from eval.result import Evaluation


def add_eval_arguments(parser: ArgumentParser) -> None:
    """Give the parser the arguments of `madoguchi eval`."""
    parser.description = (
        "Measure how well passages are found. Without arguments: the judged questions on the "
        "bundled corpus. With FOLDER: a folder in BEIR form (corpus.jsonl, queries.jsonl, "
        "qrels/SPLIT.tsv). With --counter and --corpus: questions judged by evidence."
    )
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, help="BEIR folder")
    parser.add_argument(
        "--split", metavar="NAME", help="which qrels/NAME.tsv of FOLDER (default: test)"
    )
    parser.add_argument(
        "--counter", metavar="FILE", type=Path, help="counter questions, JSON Lines"
    )
    parser.add_argument("--corpus", metavar="FOLDER", type=Path, help="documents for --counter")
    parser.add_argument(
        "--index", metavar="DIR", type=Path, help="keep the index in DIR, and use what is there"
    )
    parser.add_argument(
        "--model", metavar="NAME", help="embedding model (default: the bundled one)"
    )
    parser.add_argument(
        "--reranker",
        metavar="NAME",
        help="cross-encoder that looks at the best passages again (default: none)",
    )
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, help="TOML file of settings for the search"
    )
    parser.add_argument(
        "--run",
        dest="run_file",  # `run` is the command's function
        metavar="FILE",
        type=Path,
        help="write the rankings as a TREC run",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the result as JSON")
    parser.add_argument("--html", metavar="FILE", type=Path, help="write a report to open offline")
    parser.add_argument(
        "--compare",
        metavar=("A.json", "B.json"),
        nargs=2,
        type=Path,
        help="compare two results of --json instead of measuring",
    )


def run_eval(args: Namespace) -> int:
    """Measure or compare as told, print the table, write the files asked for; return 0.

    Raises:
        AssistantError: What was asked for cannot be done.
    """
    from eval.table import comparison_table, result_table

    _check(args)
    if args.compare:
        from eval.compare import compare
        from eval.result import load_result

        first, second = args.compare
        sys.stdout.write(comparison_table(compare(load_result(first), load_result(second))))
        return 0
    evaluation = _measured(args)
    sys.stdout.write(result_table(evaluation))
    _write_files(args, evaluation)
    return 0


def _check(args: Namespace) -> None:
    """Raise EvaluationError for arguments that do not go together."""
    if (args.counter is None) != (args.corpus is None):
        raise EvaluationError("eval: --counter and --corpus go together; give both")
    if args.folder is not None and args.counter is not None:
        raise EvaluationError("eval: FOLDER and --counter are two evaluations; run them one by one")
    if args.split is not None and args.folder is None:
        raise EvaluationError("eval: --split is of a BEIR folder; give FOLDER")
    given = {name for name, value in vars(args).items() if value is not None}
    if args.compare and given & _MEASURING:
        raise EvaluationError("eval: --compare only reads two results; leave out the rest")
    check_files([path for path in (args.run_file, args.json, args.html) if path is not None])


def _measured(args: Namespace) -> Evaluation:
    from assistant.search.rerank import load_reranker
    from assistant.settings import Settings, load_settings
    from eval.run import RunOptions, run_beir, run_counter, run_own
    from index.progress import BuildProgress

    with closing(BuildProgress(sys.stderr)) as progress:
        options = RunOptions(
            index_dir=args.index,
            model=args.model,
            settings=load_settings(args.settings) if args.settings else Settings(),
            reranker=load_reranker(args.reranker),
            progress=progress,
        )
        if args.folder is not None:
            return run_beir(args.folder, options, split=args.split or "test")
        if args.counter is not None:
            return run_counter(args.counter, args.corpus, options)
        return run_own(options)


def _write_files(args: Namespace, evaluation: Evaluation) -> None:
    from eval.result import to_json, to_trec_run

    if args.run_file is not None:
        write_file(args.run_file, to_trec_run(evaluation))
    if args.json is not None:
        write_file(args.json, to_json(evaluation))
    if args.html is not None:
        from eval.report import to_html

        write_file(args.html, to_html(evaluation))
