"""What the tests of bad input share: a question, what answers it, and the line of a mistake."""

import json
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "空き店舗の改装費の補助"
NEW_QUESTION = "商店街の街路灯の電気代"
NEW_PAPER = "# 街路灯の電気代\n\n商店街の街路灯の電気代は、年に3万円まで助けが受けられます。\n"

Line = Callable[..., tuple[int, str, str]]


def generation(place: Path) -> Path:
    return place / "ix" / "generations" / (place / "ix" / "CURRENT").read_text()


def best(line: Line, question: str, index: Path) -> str | None:
    """The document that answers a question, None when it is declined."""
    status, out, _ = line("ask", question, "--index", index, "--json")
    assert status == 0
    answer = json.loads(out)
    return answer["hits"][0]["passage"]["doc_id"] if answer["reason"] is None else None


def mistake(result: tuple[int, str, str]) -> str:
    """The one line that a mistake ends in."""
    status, out, err = result
    last = err.splitlines()[-1]
    assert (status, out) == (1, "")
    assert last.startswith("madoguchi: ")
    assert "Traceback" not in err
    return last.removeprefix("madoguchi: ")
