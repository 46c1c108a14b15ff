"""Two plots of a result, as SVG elements for an HTML page."""

from __future__ import annotations

from contextlib import AbstractContextManager
from io import StringIO

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from eval.measures import CUTOFFS
from eval.result import Figures

_COLOURS = ("#0b5394", "#b45f06", "#38761d", "#741b47", "#666666", "#a61c00", "#134f5c")
_MOST_LINES = len(_COLOURS)
_ROW_INCHES = 0.34


def recall_plot(figures: Figures) -> str:
    """Recall by the number of passages read: a line for all questions and for each type."""
    names = [
        name for name, measures in figures.items() if "recall@1" in measures and ":" not in name
    ]
    with _styled():
        canvas = Canvas(figsize=(7.2, 3.6), layout="constrained")
        axes = canvas.add_subplot()
        for name, colour in zip(names[:_MOST_LINES], _COLOURS, strict=False):
            measures = figures[name]
            axes.plot(
                CUTOFFS,
                [measures[f"recall@{k}"].mean for k in CUTOFFS],
                marker="o",
                color=colour,
                linewidth=3 if name == "all" else 1.5,
                label=f"{name} (n={measures['recall@1'].n})",
            )
        axes.set_xticks(CUTOFFS)
        axes.set_xlabel("k")
        axes.set_ylabel("recall@k")
        axes.set_ylim(-0.02, 1.02)
        axes.grid(alpha=0.3)
        axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
        return _svg(canvas)


def slice_plot(figures: Figures, measure: str) -> str:
    """A measure's mean in each slice, with its 95 % interval."""
    rows = [(name, measures[measure]) for name, measures in figures.items() if measure in measures]
    with _styled():
        canvas = Canvas(figsize=(7.2, 1.0 + _ROW_INCHES * len(rows)), layout="constrained")
        axes = canvas.add_subplot()
        means = [figure.mean for _, figure in rows]
        axes.errorbar(
            means,
            range(len(rows)),
            xerr=[
                [figure.mean - figure.low for _, figure in rows],
                [figure.high - figure.mean for _, figure in rows],
            ],
            fmt="o",
            color=_COLOURS[0],
            capsize=3,
        )
        axes.set_yticks(range(len(rows)), [f"{name} (n={figure.n})" for name, figure in rows])
        axes.invert_yaxis()
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel(f"{measure}, 95 %")
        axes.grid(axis="x", alpha=0.3)
        return _svg(canvas)


def _styled() -> AbstractContextManager[None]:
    """Matplotlib's settings for these plots, until the context is left.

    Text stays text: the reader's browser has the Japanese letters that matplotlib's own font
    lacks. A slice's name is never read as a formula.
    """
    return mpl.rc_context(
        {
            "font.size": 11,
            "svg.fonttype": "none",
            "svg.hashsalt": "madoguchi",
            "text.parse_math": False,
        }
    )


def _svg(canvas: Canvas) -> str:
    """The figure as an svg element, without the head of a file."""
    written = StringIO()
    canvas.savefig(written, format="svg", metadata={"Date": None})
    text = written.getvalue()
    return text[text.index("<svg") :]
