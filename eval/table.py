"""Results and comparisons as short tables of plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.page.terminal import one_line
from eval.bootstrap import Figure
from eval.compare import Comparison
from eval.result import Evaluation, Figures

_SHOWN = (
    "ndcg@10",
    "recall@10",
    "mrr@10",
    "hit@1",
    "hit@3",
    "hit@5",
    "answer@200c",
    "answer@2000c",
    "wrong-year@5",
    "wrong-city@5",
    "declined",
)
_WITH_INTERVAL = ("ndcg@10", "recall@10")


def shown_measures(figures: Figures) -> list[str]:
    """The measures that a table of the figures shows, in its order."""
    there = {measure for measures in figures.values() for measure in measures}
    return [measure for measure in _SHOWN if measure in there]


def result_table(evaluation: Evaluation) -> str:
    """What was measured, a row for each slice (a measure that it lacks is `-`), the notes."""
    setting = evaluation.setting
    measures = shown_measures(evaluation.figures)
    rows = [["slice", "n", *measures]]
    for name, values in evaluation.figures.items():
        n = max(figure.n for figure in values.values())
        rows.append([name, str(n), *(_cell(measure, values.get(measure)) for measure in measures)])
    head = one_line(
        f"{setting.task} {setting.name}: {len(evaluation.outcomes)} questions, index "
        f"{setting.generation}, model {setting.model} (mean, [95 % interval])"
    )
    notes = "".join(one_line(f"Note: {note}.") + "\n" for note in setting.notes)
    return f"{head}\n{aligned(rows)}{notes}"


def comparison_table(comparison: Comparison) -> str:
    """The settings that differ, a row for each measure and slice that does; `*`: p below 0.05."""
    rows = [["slice", "measure", "n", "first", "second", "change", "95 % interval", "p"]]
    for difference in comparison.differences:
        if difference.first == difference.second:
            continue
        change = difference.change
        rows.append(
            [
                difference.slice_name,
                difference.measure,
                str(change.n),
                f"{difference.first:.3f}",
                f"{difference.second:.3f}",
                f"{change.mean:+.3f}",
                f"[{change.low:+.3f}, {change.high:+.3f}]",
                f"{difference.p:.4f}{' *' if difference.p < 0.05 else ''}",
            ]
        )
    text = "".join(
        one_line(f"{name}: {before} -> {after}") + "\n"
        for name, before, after in comparison.settings
    )
    if len(rows) == 1:
        text += "No difference.\n"
    else:
        text += (
            f"{aligned(rows)}p: paired randomisation test, not corrected for "
            f"{len(comparison.differences)} tests; * below 0.05.\n"
        )
    if comparison.only_first or comparison.only_second:
        text += (
            f"Left out: {comparison.only_first} questions that only the first result has, "
            f"{comparison.only_second} that only the second has.\n"
        )
    if comparison.changed:
        text += (
            f"Left out: {comparison.changed} questions whose text or judgements are not the same "
            "in both.\n"
        )
    return text


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows with each column as wide as its widest cell, two blanks between columns.

    Names of slices come out of files, so no cell may act on the terminal.
    """
    rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _cell(measure: str, figure: Figure | None) -> str:
    if figure is None:
        return "-"
    if measure in _WITH_INTERVAL:
        return f"{figure.mean:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
    return f"{figure.mean:.3f}"


def _width(text: str) -> int:
    """Columns on a terminal: wide and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
