"""How a question was understood, as labels of buttons that undo it."""

from __future__ import annotations

from dataclasses import replace

from assistant.page.texts import editions_label, papers_label, years_label
from assistant.page.turn import Turn
from assistant.records import NOT_SEARCHED, Query

NAMES = ("years", "places", "schemes", "thesaurus", "subject")
"""The chips, in the order they are shown."""

MAX_TERMS = 3
"""Terms that a chip names; the rest are counted, so that it stays one line."""
_UNDO, _REDO = " ✕", " ↩"
_MAX_READ = 30  # characters of a question as it was read, or of what the talk is about


def labels(turn: Turn | None) -> dict[str, str | None]:
    """A label for each of `NAMES`, or None where there is nothing to undo or redo."""
    if turn is None or turn.answer is None or turn.answer.reason in NOT_SEARCHED:
        return dict.fromkeys(NAMES)
    query, applied = turn.answer.query, turn.understanding
    # A city's prefecture is understood with it and need not be said.
    places = "・".join(query.municipalities or query.prefectures)
    left_out = "・".join(query.excluded)
    scope = " ".join(
        filter(None, (places and f"{places} として", left_out and f"{left_out} を除いて"))
    )
    times = "・".join(filter(None, (years_label(query.years), editions_label(query.editions))))
    return {
        "years": _label(
            applied.use_years, times and f"{times} として検索", "年度や回を限らずに検索"
        ),
        "places": _label(
            applied.use_places,
            scope and f"{scope}検索",
            "市区町村を限らずに検索",
        ),
        "schemes": _label(
            applied.use_schemes, papers_label(query.papers), "制度の資料に限らずに検索"
        ),
        "thesaurus": _label(applied.use_thesaurus, _words(query), "ご質問の言葉だけで検索"),
        "subject": _label(
            turn.follows,
            query.subject and f"「{_short(query.subject)}」の続きとして検索",
            "前のご質問と切り離して検索",
        ),
    }


def understood(turn: Turn) -> str:
    """What the chips of a turn say, with the filters it was asked with, in a line.

    So it is told at the head of the answer, to who hears it, and on paper. Nothing is said where
    nothing was searched, or nothing but the question itself.
    """
    if turn.answer is None or turn.answer.reason in NOT_SEARCHED:
        return ""
    chosen = turn.chosen
    only = "・".join(
        (
            *(chosen.municipalities or ()),
            *filter(None, [years_label(chosen.fiscal_years or ())]),
            *(chosen.themes or ()),
        )
    )
    read = [
        label.removesuffix(_UNDO).removesuffix(_REDO) for label in labels(turn).values() if label
    ]
    said = [f"{only} に絞って"] if only else []
    said += [each.removesuffix("検索") for each in read]
    return f"{'、'.join(said)}検索しました。" if said else ""


def _words(query: Query) -> str:
    """Return how hiragana was read and which terms were added, or nothing if neither was."""
    said = []
    if query.read_as:
        said.append(f"「{_short(query.read_as)}」と読んで")
    if query.expansions:
        terms = "・".join(expansion.term for expansion in query.expansions[:MAX_TERMS])
        if len(query.expansions) > MAX_TERMS:
            terms += f" など{len(query.expansions)}語"
        said.append(f"{terms} も含めて")
    return f"{'、'.join(said)}検索" if said else ""


def _short(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line[:_MAX_READ] + "…" * (len(line) > _MAX_READ)


def _label(applied: bool, done: object, undone: str) -> str | None:
    if applied:
        return f"{done}{_UNDO}" if done else None
    return f"{undone}{_REDO}"


def toggled(turn: Turn, name: str) -> Turn:
    """The turn, pending, with the part of its understanding called `name` switched over."""
    applied = turn.understanding
    if name == "subject":
        return replace(turn, answer=None, notice=None, follows=not turn.follows)
    changed = {
        "years": replace(applied, use_years=not applied.use_years),
        "places": replace(applied, use_places=not applied.use_places),
        "schemes": replace(applied, use_schemes=not applied.use_schemes),
        "thesaurus": replace(applied, use_thesaurus=not applied.use_thesaurus),
    }
    return replace(turn, answer=None, notice=None, understanding=changed[name])
