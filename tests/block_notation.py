"""How the tests write a block: its kind and its text.

The kind is H1, H2, … for a heading with its level, P for a paragraph, L for a list, T for a table,
C for a caption; line ends are shown as ⏎.
"""

from corpus.read.blocks import find_blocks

SHORT = {"paragraph": "P", "list": "L", "table": "T", "caption": "C"}
LONG = "市内で店を営む人が新しい売り方を試すとき、その費用の一部を市が助ける仕組みを設けている。"
BUDGET = "| 8年度予算 | 300千円 |\n|---|---|\n| 7年度予算 | 200千円 |"
BUDGET_SHOWN = BUDGET.replace("\n", "⏎")


def shown(text: str, *, marked_only: bool = False) -> list[str]:
    return [
        (f"H{block.level}" if block.level else SHORT[block.kind])
        + " "
        + text[block.start : block.end].replace("\n", "⏎")
        for block in find_blocks(text, marked_only=marked_only)
    ]
