"""How fast an index is built and asked, and what it takes.

`python -m eval.speed --passages 1000 10000` prints a table; `--json FILE` keeps the figures.
Each size is built and asked in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from assistant.service import open_service
from corpus.document import AssistantError
from eval.output import check_files, write_file
from eval.result import installed_versions
from eval.speed_input import speed_documents, speed_questions
from eval.table import aligned
from index.build import build_documents
from index.embed import load_embedder

_Outcome = TypeVar("_Outcome")

SIZES = (1_000, 10_000)
_STARTS = 5
_WARM_UP = 20  # questions asked before the clock runs: files are mapped and caches filled
_HITS = 10
_COLUMNS = {
    "passages": "passages",
    "build_seconds": "build s",
    "passages_per_second": "passages/s",
    "index_megabytes": "index MB",
    "build_peak_megabytes": "build peak MB",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
    "search_peak_megabytes": "search peak MB",
    "cold_start_seconds": "cold start s",
}


@dataclass(frozen=True, slots=True)
class Built:
    """A build: passages in the index, wall-clock seconds, peak memory of its main process."""

    passages: int
    seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Searched:
    """Searches one after another: milliseconds at two percentiles, peak memory."""

    p50_ms: float
    p95_ms: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Speed:
    """The figures of one size; megabytes are 10**6 bytes."""

    passages: int
    build_seconds: float
    passages_per_second: float
    index_megabytes: float
    build_peak_megabytes: float
    p50_ms: float
    p95_ms: float
    search_peak_megabytes: float
    cold_start_seconds: float


def measure(count: int, scale: Path | None, index_dir: Path) -> Speed:
    """The figures of an index of so many texts, which is written to an empty folder.

    Raises:
        AssistantError: The texts cannot be read or the index cannot be written.
    """
    built = _in_own_process(partial(build_once, count, scale, index_dir))
    size = sum(path.stat().st_size for path in index_dir.rglob("*") if path.is_file())
    searched = _in_own_process(partial(search_all, index_dir))
    return Speed(
        passages=built.passages,
        build_seconds=built.seconds,
        passages_per_second=built.passages / built.seconds,
        index_megabytes=size / 1e6,
        build_peak_megabytes=built.peak_megabytes,
        p50_ms=searched.p50_ms,
        p95_ms=searched.p95_ms,
        search_peak_megabytes=searched.peak_megabytes,
        cold_start_seconds=cold_start(index_dir),
    )


def build_once(count: int, scale: Path | None, index_dir: Path) -> Built:
    """What a build of so many texts took, texts read from their file included."""
    embedder = load_embedder(None)
    started = time.perf_counter()
    report = build_documents(
        speed_documents(count, scale), index_dir, embedder=embedder, today=date.today()
    )
    return Built(report.passages, time.perf_counter() - started, _peak_megabytes())


def search_all(index_dir: Path) -> Searched:
    """What 500 searches took, one after another, once the index is warm."""
    service = open_service(index_dir)
    questions = speed_questions()
    for question in questions[:_WARM_UP]:
        service.retrieve(question, _HITS)
    milliseconds = []
    for question in questions:
        started = time.perf_counter()
        service.retrieve(question, _HITS)
        milliseconds.append((time.perf_counter() - started) * 1000)
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Searched(float(p50), float(p95), _peak_megabytes())


def cold_start(index_dir: Path) -> float:
    """Seconds from starting `madoguchi ask` to its end, the median of five."""
    command = [sys.executable, "-m", "cli", "ask", "店の家賃の助けはありますか", "--index"]
    seconds = []
    for _ in range(_STARTS):
        started = time.perf_counter()
        subprocess.run([*command, str(index_dir)], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def speed_table(speeds: Sequence[Speed]) -> str:
    """A row for each size."""
    rows = [list(_COLUMNS.values())]
    for speed in speeds:
        values = asdict(speed)
        rows.append([str(speed.passages), *(f"{values[name]:.1f}" for name in list(_COLUMNS)[1:])])
    return aligned(rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each size and print the table; 0, or 1 after a mistake told in one line."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description=__doc__)
    parser.add_argument(
        "--passages", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of the index"
    )
    parser.add_argument(
        "--scale", type=Path, metavar="FILE.jsonl.gz", help="texts to index, a `text` a line"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    arguments = parser.parse_args(argv)
    speeds = []
    try:
        if arguments.json is not None:
            check_files([arguments.json])
        for count in arguments.passages:
            sys.stderr.write(f"measuring {count} passages\n")
            with TemporaryDirectory(prefix="madoguchi-speed-") as folder:
                speeds.append(measure(count, arguments.scale, Path(folder)))
        sys.stdout.write(speed_table(speeds))
        if arguments.json is not None:
            write_file(arguments.json, _to_json(speeds, arguments.scale))
    except AssistantError as error:
        sys.stderr.write(f"eval.speed: {error}\n")
        return 1
    return 0


def _in_own_process(work: Callable[[], _Outcome]) -> _Outcome:
    """What the function returns, called in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work).result()


def _to_json(speeds: Sequence[Speed], scale: Path | None) -> str:
    content = {
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "platform": platform.platform()},
        "texts": scale.name if scale else "sentences of the bundled corpus",
        "versions": installed_versions(),
        "speeds": [asdict(speed) for speed in speeds],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _peak_megabytes() -> float:
    # Linux counts in units of 1024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    sys.exit(main())
