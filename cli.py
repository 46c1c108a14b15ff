"""The command line: build an index, ask it, search it in bulk, serve the page, measure.

Results go to stdout, everything else to stderr. What a command needs is imported when it runs:
`madoguchi ask` must not wait for the page's or the evaluation's libraries.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.page.terminal import one_line
from corpus.document import AssistantError

if TYPE_CHECKING:
    from assistant.records import About, Filters
    from assistant.service import Service

VERSION = "0.1.0"
_FACETS_NAMED = 10  # values named to who gives one that is not there
DONE, MISTAKE, INTERRUPTED = 0, 1, 130
_HOST, _PORT = "127.0.0.1", 7860
# Legal inside a JSON string, but taken for the end of a line, or obeyed, by many programs.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029]")


class CommandError(AssistantError):
    """A command that cannot be carried out as it was given."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit status.

    Args:
        argv: The words after the program's name; None takes those it was started with.

    Raises:
        SystemExit: After `--help` and `--version` (0), and if the words are no command (2).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A pipe gets UTF-8 whatever the locale; half a surrogate pair ends nothing.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = build_parser().parse_args(argv)
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except AssistantError as error:
        _say(f"madoguchi: {error}")
        return MISTAKE
    except KeyboardInterrupt:
        _say("madoguchi: stopped")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the results has seen enough; Python flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; the chosen one's function is `run`."""
    parser = argparse.ArgumentParser(
        prog="madoguchi",
        description="Questions and cited answers over Japanese policy documents for small firms.",
    )
    parser.add_argument("--version", action="version", version=f"madoguchi {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read documents into an index folder")
    build.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    _add_index(build)
    build.add_argument(
        "--model",
        help="embedding model: a folder or a sentence-transformers name (default: the bundled one)",
    )
    build.set_defaults(run=_build)

    ask = commands.add_parser("ask", help="answer a question with cited sentences")
    ask.add_argument("question", help="what you want to know, in everyday words")
    _add_index(ask)
    ask.add_argument("-k", type=_count, default=5, help="passages at most (default: 5)")
    ask.add_argument("--json", action="store_true", help="print one JSON object")
    ask.add_argument(
        "--municipality", action="append", default=[], help="only this city (may be repeated)"
    )
    ask.add_argument(
        "--year",
        action="append",
        default=[],
        type=_fiscal_year,
        help="only this fiscal year, 2016 or 平成28 (may be repeated)",
    )
    ask.add_argument(
        "--theme",
        action="append",
        default=[],
        help="only this theme, such as 創業 (may be repeated)",
    )
    _add_settings(ask)
    _add_reranker(ask)
    ask.set_defaults(run=_ask)

    search = commands.add_parser("search", help="rank passages for a file of questions")
    _add_index(search)
    search.add_argument(
        "--questions",
        type=Path,
        required=True,
        metavar="FILE.jsonl",
        help='an object a line: {"id": "q1", "query": "…"}',
    )
    search.add_argument(
        "-k", type=_count, default=10, help="passages a question at most (default: 10)"
    )
    search.add_argument("--json", action="store_true", help="print a JSON object a question")
    _add_settings(search)
    _add_reranker(search)
    search.set_defaults(run=_search)

    serve = commands.add_parser("serve", help="open the page for a browser on this machine")
    _add_index(serve)
    serve.add_argument("--host", default=_HOST, help=f"address to listen on (default: {_HOST})")
    serve.add_argument(
        "--port", type=_port, default=_PORT, help=f"port to listen on (default: {_PORT})"
    )
    _add_settings(serve)
    _add_reranker(serve)
    serve.set_defaults(run=_serve)

    _add_eval(commands.add_parser("eval", help="measure answers on judged questions"))
    return parser


def _add_index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", type=Path, required=True, metavar="DIR", help="index folder")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--settings", type=Path, metavar="FILE.toml", help="settings other than the defaults"
    )


def _add_reranker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reranker",
        metavar="NAME",
        help="cross-encoder that looks at the best passages again: a folder or a"
        " sentence-transformers name (default: none)",
    )


def _add_eval(parser: argparse.ArgumentParser) -> None:
    from eval.command import add_eval_arguments, run_eval

    add_eval_arguments(parser)
    parser.set_defaults(run=run_eval)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _fiscal_year(text: str) -> int:
    from datetime import date

    from corpus.names.era import find_years

    named = find_years(text if text.endswith("年度") else f"{text}年度", today=date.today())
    if len(named) != 1 or named[0].first != named[0].last:
        raise argparse.ArgumentTypeError(f"{text!r} is no fiscal year. Write 2026 or 令和8")
    return named[0].first


def _port(text: str) -> int:
    if _count(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port, 1 to 65535")
    return int(text)


def _say(line: str) -> None:
    print(one_line(line), file=sys.stderr)


def _print_json(value: dict[str, Any]) -> None:
    line = json.dumps(value, ensure_ascii=False)
    print(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line))


def _build(arguments: argparse.Namespace) -> None:
    from datetime import date

    from index.build import build
    from index.embed import load_embedder
    from index.progress import BuildProgress

    embedder = load_embedder(arguments.model)
    with closing(BuildProgress(sys.stderr)) as progress:
        report = build(
            arguments.paths,
            arguments.index,
            embedder=embedder,
            today=date.today(),
            progress=progress,
        )
    states = [file.state for file in report.files]
    skipped, removed = states.count("skipped"), states.count("removed")
    for file in report.files:
        if file.reason:
            what = file.state if file.state in ("skipped", "removed") else "note on"
            _say(f"{what} {file.name}: {file.reason}")
    done = "Built" if report.changed else "Nothing has changed in"
    print(
        f"{done} {one_line(str(arguments.index))}: {report.documents:,} documents,"
        f" {report.passages:,} passages from {len(states) - skipped - removed:,} files"
        f" ({skipped:,} skipped) in {report.seconds:.1f} s"
    )


def _open(arguments: argparse.Namespace) -> Service:
    from assistant.search.rerank import load_reranker
    from assistant.service import open_service
    from assistant.settings import load_settings

    settings = load_settings(arguments.settings) if arguments.settings else None
    reranker = load_reranker(arguments.reranker)
    return open_service(arguments.index, settings=settings, reranker=reranker)


def _filters(arguments: argparse.Namespace, about: About) -> Filters:
    """Return the filters; raise a `CommandError` for a value that no passage has."""
    from assistant.page.turn import filters

    given = (
        ("municipality", arguments.municipality, about.municipalities),
        ("year", map(str, arguments.year), about.fiscal_years),
        ("theme", arguments.theme, about.themes),
    )
    for option, values, known in given:
        held = [facet.value for facet in known]
        for value in values:
            if value not in held:
                like = [name for name in held if value and value in name] or held
                raise CommandError(
                    f"--{option} {value}: no passage in {arguments.index} has it. There is:"
                    f" {', '.join(like[:_FACETS_NAMED]) or 'none'}"
                )
    return filters(arguments.municipality, arguments.year, arguments.theme)


def _ask(arguments: argparse.Namespace) -> None:
    from assistant.page.export import answer_json
    from assistant.page.terminal import answer_text

    if not arguments.question.strip():
        raise CommandError('The question is empty. Write it in quotation marks: ask "…"')
    service = _open(arguments)
    chosen = _filters(arguments, service.about())
    answer = service.ask(arguments.question, filters=chosen, k=arguments.k)
    if arguments.json:
        _print_json(answer_json(answer))
    else:
        print(answer_text(answer), end="")


def _search(arguments: argparse.Namespace) -> None:
    from assistant.page.terminal import result_json, result_text
    from eval.jsonl import read_jsonl

    questions = [(row.text("id"), row.text("query")) for row in read_jsonl(arguments.questions)]
    if not questions:
        raise CommandError(
            f"{arguments.questions} holds no question."
            ' Write one a line: {"id": "q1", "query": "…"}'
        )
    service = _open(arguments)
    for question_id, query in questions:
        result = service.search(query, k=arguments.k)
        if arguments.json:
            _print_json(result_json(question_id, result))
        else:
            print(result_text(question_id, result), end="")


def _serve(arguments: argparse.Namespace) -> None:
    service = _open(arguments)
    _check_free(arguments.host, arguments.port)
    _say("Opening the page ...")
    from assistant.page.stubs import without_stubs

    with without_stubs():
        from ui import serve

    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    print(f"Open http://{host}:{arguments.port}/ in a browser. Ctrl-C ends it.", flush=True)
    serve(service, arguments.host, arguments.port)


def _check_free(host: str, port: int) -> None:
    """Raise a `CommandError` if the address cannot be listened on."""
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.create_server((host, port), family=family):
            pass
    except UnicodeError as error:  # from IDNA, which names of hosts are written in
        raise CommandError(f"--host {host} is no name of a host. Give another") from error
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host} port {port} ({error.strerror}). Give another: --port"
            f" {port + 1 if port < 65535 else 7861}"
        ) from error


if __name__ == "__main__":
    sys.exit(main())
