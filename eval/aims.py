"""The floors and aims that the project set itself, and which of them are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.bootstrap import Figure


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure below which the project is not done, and the one it works for."""

    set_name: str
    measure: str
    floor: float
    aim: float


AIMS = (
    Aim("counter_dev", "hit@1", 0.75, 0.85),
    Aim("counter_dev", "hit@5", 0.93, 0.98),
    Aim("counter_dev", "answer@2000c", 0.93, 0.98),
    Aim("counter_dev", "owner hit@1", 0.58, 0.75),
    Aim("counter_dev", "owner hit@5", 0.85, 0.95),
    Aim("subsidy_qa", "ndcg@10", 0.66, 0.72),
    Aim("mirasapo_summary", "ndcg@10", 0.88, 0.92),
    Aim("bulletin_title2body", "ndcg@10", 0.68, 0.74),
    Aim("jsquad_valid", "ndcg@10", 0.945, 0.96),
)


def reached(aim: Aim, mean: float) -> str:
    """Say how far a mean gets, taken to three decimals as the tables show it."""
    shown = round(mean, 3)
    if shown >= aim.aim:
        return "aim reached"
    return "floor reached" if shown >= aim.floor else f"not reached, {aim.floor - shown:.3f} short"


def aims_table(figures: Mapping[str, Mapping[str, Figure]]) -> str:
    """Return a Markdown table of the aims whose set was measured.

    Args:
        figures: Of the default search, by set and measure.
    """
    lines = ["| Set | Measure | Floor | Aim | Measured | |", "|---|---|--:|--:|--:|---|"]
    for aim in AIMS:
        if aim.set_name in figures:
            mean = figures[aim.set_name][aim.measure].mean
            lines.append(
                f"| {aim.set_name} | {aim.measure} | {aim.floor} | {aim.aim} | {mean:.3f} "
                f"| {reached(aim, mean)} |"
            )
    return "\n".join(lines) + "\n"
