"""Rows of cells as lines with bars, the way every reader writes a table."""

from __future__ import annotations

from collections.abc import Sequence


def rows_as_text(rows: Sequence[Sequence[str]]) -> str:
    """The rows as `| cell | cell |`, dashes below the first; columns without any text left out.

    Args:
        rows: At least one; short ones are filled up.
    """
    width = max(len(row) for row in rows)
    cells = [[_one_line(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    kept = [at for at in range(width) if any(row[at] for row in cells)]
    lines = ["| " + " | ".join(row[at] for at in kept) + " |" for row in cells if any(row)]
    if not lines:
        return ""
    return "\n".join([lines[0], "|" + "---|" * len(kept), *lines[1:]])


def _one_line(cell: str) -> str:
    return " ".join(cell.replace("|", "｜").split())
