"""Which of the example questions the served documents answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.protocol import Assistant


class Examples:
    """Tells which example questions the documents served by now answer; asks once a generation."""

    def __init__(self, service: Assistant, questions: Sequence[str]) -> None:
        """Take the questions; nothing is asked yet."""
        self._service = service
        self._questions = questions
        self._known: tuple[str, frozenset[str]] = ("", frozenset())  # of which generation

    def answered(self) -> frozenset[str]:
        """Return the questions that are answered."""
        generation = self._service.about().generation
        of, answered = self._known
        if of != generation:
            answered = frozenset(each for each in self._questions if self._is_answered(each))
            self._known = generation, answered
        return answered

    def _is_answered(self, question: str) -> bool:
        """Whether the documents answer a question, or hold the answer for another year.

        The latter is an example of how a question is declined.
        """
        answer = self._service.ask(question)
        return answer.reason in (None, "other_year") and not answer.unheld
