"""Which of the example questions the served documents answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.protocol import Assistant

Groups = Sequence[tuple[str, Sequence[str]]]
"""Questions by the kind of person who asks them."""


def answerable(service: Assistant, groups: Groups) -> Groups:
    """The groups with the questions that are answered; a group left without any is left out."""
    kept = (
        (person, [question for question in questions if _is_answered(service, question)])
        for person, questions in groups
    )
    return [(person, questions) for person, questions in kept if questions]


def _is_answered(service: Assistant, question: str) -> bool:
    """Whether the documents answer a question, or hold the answer for another year.

    The latter is an example of how a question is declined.
    """
    answer = service.ask(question)
    return answer.reason in (None, "other_year") and not answer.unheld
