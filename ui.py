"""The Gradio page: layout and events. What it shows is rendered in `assistant.page`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial, wraps
from typing import Any, ParamSpec

import gradio as gr
import uvicorn
from fastapi import FastAPI
from gradio.events import api

from assistant.page import address, chips, texts
from assistant.page.about import about_html, header
from assistant.page.choices import choices
from assistant.page.examples import Examples
from assistant.page.latest import Latest
from assistant.page.program import Programs, RefusedError
from assistant.page.protocol import Assistant
from assistant.page.render import conversation, hint_html
from assistant.page.routes import HEAD, STATIC, make_app
from assistant.page.talk import Turns, View, objection, view, views
from assistant.page.turn import Turn, filters

CONCURRENT = 4
"""Questions answered at the same time; more would only share the same cores."""
WAITING = 64
"""Questions that may wait for their turn; more are refused by Gradio."""
SESSIONS = 500
"""People whose conversation is kept at once, the longest about 1 MB; the oldest goes first."""
SESSION_SECONDS = 2 * 60 * 60
"""How long a conversation is kept after its last question."""
STOP_SECONDS = 3
"""How long the answers under way may take once the server is to end. Every open page keeps a
connection for as long as it is open, and would keep the server."""

_QUESTIONS = [question for _, group in texts.QUESTIONS_BY_PERSON for question in group]

# No bar over what an event changes, no address of its own in the programs' interface.
_QUIETLY: Any = {"show_progress": "hidden", "api_visibility": "private"}

Call = ParamSpec("Call")
Update = Any
"""What Gradio takes for one output: a value, or a `gr.update`."""
Offered = tuple[gr.HTML | gr.Button, Sequence[str]]
"""A part of the examples, shown as long as one of these questions is answered."""


def serve(service: Assistant, host: str, port: int) -> None:
    """Serve the page until interrupted.

    Args:
        service: The assistant.
        host: Address to listen on; 127.0.0.1 keeps the page to this machine.
        port: Port to listen on.
    """
    logging.getLogger("uvicorn.error").addFilter(_is_not_cut_off)
    uvicorn.run(
        make_site(service),
        host=host,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=STOP_SECONDS,
    )


def _is_not_cut_off(record: logging.LogRecord) -> bool:
    """Whether a line of the log is not the traceback of a page left open while the server ends."""
    return record.exc_info is None or not isinstance(record.exc_info[1], asyncio.CancelledError)


def make_site(service: Assistant) -> FastAPI:
    """The web application: the page, the documents, `/healthz`, and the programs' interface."""
    app = make_app(service)
    gr.mount_gradio_app(
        app,
        make_page(service).queue(default_concurrency_limit=CONCURRENT, max_size=WAITING),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        max_file_size="1kb",
        favicon_path=str(STATIC / "favicon.svg"),
        theme=gr.themes.Base(font=["sans-serif"], font_mono=["monospace"]),
        head=HEAD,
    )
    return app


def make_page(service: Assistant) -> gr.Blocks:
    """The page: a conversation, beside it the passages, below them what is searched."""
    about = service.about()
    examples = Examples(service, _QUESTIONS)
    page: gr.Blocks = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    page.state_session_capacity = SESSIONS
    with page:
        programs = Programs(service)
        # First of all, since Gradio gives a name that is already taken a number behind it.
        api(_for_gradio(programs.ask), api_name="ask")
        api(_for_gradio(programs.search), api_name="search")
        turns = gr.State((), time_to_live=SESSION_SECONDS)
        latest = gr.State(Latest(), time_to_live=SESSION_SECONDS)
        with gr.Row(elem_id="head"):
            _html(header())
            new = gr.Button(texts.NEW_TALK, visible=False, elem_id="new", size="sm", scale=0)
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="talk", scale=5, min_width=320):
                said = _html(conversation(()), elem_id="conversation")
                with gr.Row(elem_id="composer"):
                    question = gr.Textbox(
                        label=texts.QUESTION_LABEL,
                        show_label=False,
                        placeholder=texts.QUESTION_PLACEHOLDER,
                        elem_id="question",
                        max_lines=6,
                        container=False,
                        scale=4,
                    )
                    send = gr.Button(texts.ASK, variant="primary", elem_id="ask", min_width=100)
                hint = _html("", elem_id="hint")
            with gr.Column(elem_id="side", scale=6, min_width=320):
                with gr.Row(elem_id="filters"):
                    chosen = [
                        gr.Dropdown(values, label=label, multiselect=True, min_width=150)
                        for label, values in zip(
                            texts.FILTERS, choices(about, date.today()), strict=True
                        )
                    ]
                with gr.Row(elem_id="chips"):
                    undo = [
                        gr.Button(visible=False, elem_id=f"chip-{name}", size="sm", min_width=0)
                        for name in chips.NAMES
                    ]
                # Pressed from an answer that the filters leave without a passage.
                clear = gr.Button(texts.CLEAR_FILTERS, elem_id="clear-filters", size="sm")
                found = _html("", elem_id="passages")
                with gr.Column(elem_id="examples") as below:
                    offered = _examples(examples.answered())
        with gr.Accordion(texts.ABOUT, open=False, elem_id="about"):
            known = _html(about_html(about))

        shown = [turns, said, found, below, new, question, hint, *undo]

        def on(event: Callable[..., Any], answer: Callable[..., Any], *inputs: gr.Textbox) -> None:
            event(answer, [latest, turns, *chosen, *inputs], shown, **_QUIETLY)

        on(question.submit, _asker(service), question)
        on(send.click, _asker(service), question)
        for part, questions in offered:
            if isinstance(part, gr.Button):
                on(part.click, _asker(service, *questions))
        for name, button in zip(chips.NAMES, undo, strict=True):
            on(button.click, _toggler(service, name))
        for box in chosen:
            on(partial(box.input, trigger_mode="multiple"), _toggler(service, None))
        new.click(_emptied, latest, [*shown, *chosen], **_QUIETLY)
        clear.click(_unfiltered(service), [latest, turns], [*shown, *chosen], **_QUIETLY)
        page.load(_asker_of_address(service), latest, [*shown, *chosen], **_QUIETLY)
        page.load(_loader(service), None, [known, *chosen], **_QUIETLY)
        page.load(_offerer(examples, offered), None, [part for part, _ in offered], **_QUIETLY)
    return page


def _answering(
    service: Assistant, latest: Latest, turns: Turns, turn: Turn, *, box: Update, hint: str = ""
) -> Iterator[list[Update]]:
    """What changes on the page while a turn is answered, until the person does something else.

    Args:
        service: The assistant.
        latest: What the person did last.
        turns: The turns before, oldest first.
        turn: The new turn, pending.
        box: What the question box holds from now on; what is typed meanwhile stays.
        hint: What is said below the box.
    """
    begun = latest.begin()
    for now in views(service, turns, turn):
        if latest.is_late(begun):
            yield [gr.skip() for _ in _shown(now)]  # else Gradio shows what came last once more
            return
        yield _shown(now, hint=hint, question=box)
        box = gr.skip()


def _asker(service: Assistant, example: str | None = None) -> Callable[..., Iterator[Update]]:
    """The event that asks the question in the box, or an example in its place."""

    def ask(
        latest: Latest,
        turns: Turns,
        cities: list[str],
        years: list[int],
        themes: list[str],
        typed: str = "",
    ) -> Iterator[Update]:
        question = typed if example is None else example
        refused = objection(question)
        if refused is not None:
            yield _shown(view(turns), hint=refused, question=gr.skip())
            return
        turn = Turn(question.strip(), chosen=filters(cities, years, themes))
        yield from _answering(service, latest, turns, turn, box="")

    return ask


def _asker_of_address(service: Assistant) -> Callable[[gr.Request, Latest], Iterator[Update]]:
    """The event that asks the question that the page's address holds, if it holds one.

    Those before it, which it follows, are asked first; the filters are set as the address says. The
    question box is left alone: what was being typed when the page was loaded again stands there.
    """

    def ask_once(request: gr.Request, latest: Latest) -> Iterator[Update]:
        given = {name: request.query_params.getlist(name) for name in address.NAMES}
        asked = address.asked_of(given, choices(service.about(), date.today()))
        if not asked.questions:
            yield gr.skip()  # if nothing came, Gradio would empty everything
            return
        boxes: list[Update] = list(asked.chosen)
        refused = objection(asked.questions[-1])
        if refused is not None:
            yield [*_shown(view(()), hint=refused, question=gr.skip()), *boxes]
            return
        turns: Turns = ()
        for question in asked.questions[:-1]:
            if objection(question) is None:
                *_, answered = views(service, turns, Turn(question.strip()))
                turns = answered.turns
        last = Turn(
            asked.questions[-1].strip(),
            understanding=asked.understanding,
            chosen=filters(*asked.chosen),
        )
        hint = texts.UNKNOWN_IN_ADDRESS if asked.has_unknown else ""
        for now in _answering(service, latest, turns, last, box=gr.skip(), hint=hint):
            yield [*now, *boxes]
            boxes = [gr.skip() for _ in boxes]

    return ask_once


def _toggler(service: Assistant, name: str | None) -> Callable[..., Iterator[Update]]:
    """The event that asks the last question again, with one part of its reading switched over."""

    def ask_again(
        latest: Latest, turns: Turns, cities: list[str], years: list[int], themes: list[str]
    ) -> Iterator[Update]:
        if not turns:
            yield _shown(view(turns), question=gr.skip())
            return
        chosen = filters(cities, years, themes)
        again = replace(turns[-1], answer=None, notice=None, chosen=chosen)
        if name is not None:
            again = chips.toggled(again, name)
        yield from _answering(service, latest, turns[:-1], again, box=gr.skip())

    return ask_again


def _unfiltered(service: Assistant) -> Callable[[Latest, Turns], Iterator[Update]]:
    """The event that asks the last question again with no filter set, and empties the boxes."""
    again = _toggler(service, None)

    def ask_again(latest: Latest, turns: Turns) -> Iterator[Update]:
        boxes: list[Update] = [[] for _ in texts.FILTERS]
        for now in again(latest, turns, [], [], []):
            yield [*now, *boxes]
            boxes = [gr.skip() for _ in boxes]

    return ask_again


def _emptied(latest: Latest) -> list[Update]:
    """What a new talk begins with: no turn, and no filter set."""
    latest.begin()
    return [*_shown(view(())), *([] for _ in texts.FILTERS)]


def _loader(service: Assistant) -> Callable[[], list[Update]]:
    """The event that brings a page up to date with the generation that is served by now."""

    def load() -> list[Update]:
        about = service.about()
        offered = choices(about, date.today())
        return [about_html(about), *(gr.update(choices=each) for each in offered)]

    return load


def _shown(now: View, hint: str = "", question: Update = "") -> list[Update]:
    """One value for each part of the page that changes with the conversation."""
    return [
        now.turns,
        now.conversation,
        now.evidence,
        gr.update(visible=now.examples),
        gr.update(visible=bool(now.turns)),
        question,
        hint_html(hint),
        *(gr.update(value=label or "", visible=label is not None) for label in now.chips),
    ]


def _html(value: str, elem_id: str | None = None, visible: bool = True) -> gr.HTML:
    return gr.HTML(
        value, elem_id=elem_id, visible=visible, js_on_load=None, apply_default_css=False
    )


def _examples(answered: frozenset[str]) -> list[Offered]:
    """The example questions under a heading for each kind of person."""

    def heading(text: str, below: Sequence[str]) -> Offered:
        return _html(text, visible=_is_offered(below, answered)), below

    def button(text: str) -> Offered:
        shown = _is_offered([text], answered)
        return gr.Button(text, visible=shown, elem_classes="example"), [text]

    offered = [heading(f"<h2>{texts.EXAMPLES}</h2>", _QUESTIONS)]
    for person, group in texts.QUESTIONS_BY_PERSON:
        offered += [heading(f"<h3>{person}</h3>", group), *map(button, group)]
    return offered


def _is_offered(questions: Sequence[str], answered: frozenset[str]) -> bool:
    return not answered.isdisjoint(questions)


def _offerer(examples: Examples, offered: Sequence[Offered]) -> Callable[[], list[Update]]:
    """The event that shows the examples that the generation served by now answers."""

    def offer() -> list[Update]:
        answered = examples.answered()
        return [gr.update(visible=_is_offered(questions, answered)) for _, questions in offered]

    return offer


def _for_gradio(call: Callable[Call, dict[str, Any]]) -> Callable[Call, dict[str, Any]]:
    """The call with its refusals as errors that Gradio passes on to the program."""

    @wraps(call)
    def answer(*args: Call.args, **kwargs: Call.kwargs) -> dict[str, Any]:
        try:
            return call(*args, **kwargs)
        except RefusedError as refusal:
            raise gr.Error(str(refusal), print_exception=False) from refusal

    return answer
