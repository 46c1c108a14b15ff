"""The interface for programs: the addresses `/ask` and `/search` of Gradio's API.

from gradio_client import Client
Client("http://127.0.0.1:7860/").predict(question="事業承継の相談先", api_name="/ask")
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assistant.page import texts
from assistant.page.export import answer_json, result_json
from assistant.page.protocol import Assistant
from assistant.page.talk import fault_line, objection
from assistant.records import Filters, Understanding

Value = TypeVar("Value", str, int)

MAX_HITS = 100
"""Most passages a program gets at once."""


class RefusedError(Exception):
    """A call that was not answered; the message is meant for the caller, in Japanese."""


class Programs:
    """Answers to calls of programs, as objects that JSON can hold."""

    def __init__(self, service: Assistant) -> None:
        self._service = service

    def ask(
        self,
        question: str,
        municipalities: list[str] | None = None,
        fiscal_years: list[int] | None = None,
        themes: list[str] | None = None,
        use_years: bool = True,
        use_places: bool = True,
        use_thesaurus: bool = True,
        use_schemes: bool = True,
        history: list[str] | None = None,
        k: int = 8,
    ) -> dict[str, Any]:
        """The answer with its quotes and passages; `history`: the questions before, the last 20."""
        return _checked(
            question,
            lambda: answer_json(
                self._service.ask(
                    question,
                    filters=_filters(municipalities, fiscal_years, themes),
                    understanding=Understanding(use_years, use_places, use_thesaurus, use_schemes),
                    history=_list_of(str, "history", history) or (),
                    k=_count(k),
                )
            ),
        )

    def search(
        self,
        question: str,
        municipalities: list[str] | None = None,
        fiscal_years: list[int] | None = None,
        themes: list[str] | None = None,
        use_years: bool = True,
        use_places: bool = True,
        use_thesaurus: bool = True,
        use_schemes: bool = True,
        history: list[str] | None = None,
        k: int = 10,
    ) -> dict[str, Any]:
        """The ranked passages."""
        return _checked(
            question,
            lambda: result_json(
                self._service.search(
                    question,
                    filters=_filters(municipalities, fiscal_years, themes),
                    understanding=Understanding(use_years, use_places, use_thesaurus, use_schemes),
                    history=_list_of(str, "history", history) or (),
                    k=_count(k),
                )
            ),
        )


def _filters(municipalities: object, fiscal_years: object, themes: object) -> Filters:
    """The filters of a call; None means all, an empty list none."""
    return Filters(
        _list_of(str, "municipalities", municipalities),
        _list_of(int, "fiscal_years", fiscal_years),
        _list_of(str, "themes", themes),
    )


def _list_of(kind: type[Value], name: str, given: object) -> tuple[Value, ...] | None:
    if given is None:
        return None
    if not isinstance(given, list | tuple) or not all(type(each) is kind for each in given):
        raise RefusedError(f"{name}: {texts.NO_LIST[kind]}")
    return tuple(given)


def _count(given: object) -> int:
    if type(given) is not int:
        raise RefusedError(texts.NO_COUNT)
    return min(max(given, 0), MAX_HITS)


def _checked(question: object, answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    refused = objection(question) if isinstance(question, str) else texts.NO_QUESTION
    if refused is not None:
        raise RefusedError(refused)
    try:
        return answer()
    except RefusedError:
        raise
    # As for a person: the caller gets a number, the log the traceback.
    except Exception as error:
        raise RefusedError(fault_line(error)) from error
