"""The tables of docs/accuracy.md: what each part of the search is worth on each judged set.

    python -m eval.ablation [--shared FOLDER] [--json FILE]

Without FOLDER our own questions alone are asked. FOLDER holds `corpus/*.txt`,
`eval/counter_dev.jsonl` and the BEIR folders of `eval.ablation_sets.BEIR_SETS` below `eval/`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.search.features import NAMES
from assistant.search.ranker import Ranker
from assistant.service import Service, open_service
from corpus.document import AssistantError
from eval.ablation_sets import BEIR_SETS, AblationSet, beir_set, counter_set, hiragana_set, own_set
from eval.ablation_variants import WHOLE, Asked, variants
from eval.aims import aims_table
from eval.bootstrap import Figure, mean_with_interval, randomisation_p
from eval.counter import comparable
from eval.fit_ranker import fit_weights
from eval.judged import bundled, development_set, documents, everyday
from eval.outcome import NEAR_MISSES, UNANSWERABLE, slice_values
from eval.output import check_files, write_file
from eval.result import installed_versions
from eval.run import Retriever, ask_all
from index.embed import Embedder, load_embedder
from index.progress import BuildProgress
from index.write import Progress

_QUOTED = 200  # characters of the quotes that are read
_EVERYWHERE = ("ndcg@10", "hit@1", "hit@5")
_OWNERS = ("hit@1", "hit@5")

Values = dict[str, Sequence[float]]
"""One value a question, by measure; the questions of a measure always in the same order."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A mean, and the p of its paired difference from the default search."""

    figure: Figure
    p: float


def values_of(
    judged: AblationSet, retriever: Retriever, service: Service, progress: Progress
) -> Values:
    """Return what a retriever gets for each question of a set."""
    slices = slice_values(judged.judge(ask_all(retriever, judged.questions, progress), service))
    everyone, owners = slices["all"], slices.get("owner", {})
    values: Values = {measure: everyone[measure] for measure in _EVERYWHERE}
    values |= {f"owner {measure}": owners[measure] for measure in _OWNERS if measure in owners}
    if judged.evidence:
        values["answer@2000c"] = everyone["answer@2000c"]
    if isinstance(retriever, Asked) and retriever.calibrated:
        if judged.evidence:
            values[f"answer@{_QUOTED}c of the quotes"] = [
                quoted(retriever.quotes(judged.questions[question]), evidence)
                for question, evidence in judged.evidence.items()
            ]
        values["declined, answerable"] = everyone["declined"]
        if UNANSWERABLE in slices:
            values["declined, unanswerable"] = slices[UNANSWERABLE]["declined"]
        if NEAR_MISSES in slices:
            values["declined, near misses"] = slices[NEAR_MISSES]["declined"]
    return values


def quoted(quotes: str, evidence: Sequence[str]) -> float:
    """Return 1 if some evidence stands in the first comparable characters of the quotes."""
    start = comparable(quotes)[:_QUOTED]
    return float(any(comparable(text) in start for text in evidence))


def rankers_without(shared: Path, embedder: Embedder) -> dict[str, Ranker]:
    """Return rankers by the source of the questions that each was fitted without.

    They only order: scale, bias and threshold are those of the ranker fitted on everything.
    """
    judged, _ = bundled(embedder)
    judged += everyday(embedder)
    judged += documents(embedder)[0]
    for name in BEIR_SETS:
        judged += development_set(shared / "eval" / name, embedder)
    found = {}
    for source in ("bundled", *BEIR_SETS):
        weights = fit_weights([j for j in judged if j.source != source])
        found[source] = replace(Ranker.load(), weights=tuple(weights.tolist()))
    return found


def measure(
    judged: AblationSet, embedder: Embedder, today: date, held_out: Ranker | None, show: Progress
) -> dict[str, Values]:
    """Return the values of every variant by its name."""
    with TemporaryDirectory(prefix="madoguchi-ablation-") as folder:
        index_dir = Path(folder)
        judged.make(index_dir, embedder)
        service = open_service(index_dir, today=today)
        found = {}
        for name, retriever in variants(index_dir, embedder, today, held_out):
            progress = partial(_told, show, f"{judged.name}, {name}")
            found[name] = values_of(judged, retriever, service, progress)
        return found


def _told(show: Progress, what: str, _: str, done: int, of: int) -> None:
    show(what, done, of)


def compared(found: Mapping[str, Values]) -> dict[str, dict[str, Compared]]:
    """Return means and comparisons by variant and measure."""
    whole = found[WHOLE]
    return {
        name: {
            measure: Compared(mean_with_interval(some), randomisation_p(whole[measure], some))
            for measure, some in values.items()
        }
        for name, values in found.items()
    }


def table(figures: Mapping[str, Mapping[str, Compared]]) -> str:
    """Return a Markdown table of a set: a row for each variant, `*` where p is below 0.05."""
    measures = list(figures[WHOLE])
    lines = [f"| | {' | '.join(measures)} |", f"|---|{'--:|' * len(measures)}"]
    for name, row in figures.items():
        cells = [_cell(row[measure]) if measure in row else "–" for measure in measures]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(compared: Compared) -> str:
    figure = compared.figure
    mark = "\\*" if compared.p < 0.05 else ""
    return f"{figure.mean:.3f}{mark} [{figure.low:.2f}, {figure.high:.2f}]"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, write the figures; return 0, or 1 after a mistake."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.ablation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--shared", type=Path, metavar="FOLDER", help="corpus/ and eval/ to use")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    arguments = parser.parse_args(argv)
    try:
        if arguments.json is not None:
            check_files([arguments.json])
        with closing(BuildProgress(sys.stderr)) as progress:
            result = _run(arguments.shared, progress)
        if arguments.json is not None:
            write_file(arguments.json, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run(shared: Path | None, progress: Progress) -> dict[str, object]:
    """Measure every set, print its table as soon as it is there, and return all figures."""
    today = date.today()
    embedder = load_embedder(None)
    sets = [own_set(today), hiragana_set(today)]
    held_out: dict[str, Ranker] = {}
    if shared is not None:
        sets.append(counter_set(shared, today))
        sets += [beir_set(shared / "eval" / n, step, today) for n, step in BEIR_SETS.items()]
        progress("fitting without each set", 0, 0)
        held_out = rankers_without(shared, embedder)
    figures = {}
    for judged in sets:
        found = measure(judged, embedder, today, held_out.get(judged.fitted_as), progress)
        figures[judged.name] = compared(found)
        sys.stdout.write(f"\n### {judged.name}\n\n{judged.note}\n\n{table(figures[judged.name])}")
        sys.stdout.flush()
    if shared is not None:
        whole = {
            name: {measure: c.figure for measure, c in rows[WHOLE].items()}
            for name, rows in figures.items()
        }
        sys.stdout.write(f"\n### Floors and aims\n\n{aims_table(whole)}")
    fitted = {"default": Ranker.load()} | {f"without {k}": v for k, v in held_out.items()}
    return {
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} CPU cores, {platform.machine()}",
        "versions": installed_versions(),
        "model": embedder.name,
        "sets": {
            judged.name: {"note": judged.note, "variants": _plain(figures[judged.name])}
            for judged in sets
        },
        "weights": {k: dict(zip(NAMES, v.weights, strict=True)) for k, v in fitted.items()},
    }


def _plain(figures: Mapping[str, Mapping[str, Compared]]) -> dict[str, object]:
    return {
        name: {measure: asdict(c.figure) | {"p": c.p} for measure, c in row.items()}
        for name, row in figures.items()
    }


if __name__ == "__main__":
    sys.exit(main())
