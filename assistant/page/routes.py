"""The page's own addresses beside Gradio's: documents, feedback, health, stylesheets."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.page.document_page import document_page, missing_page
from assistant.page.links import PREFIX
from assistant.page.protocol import Assistant
from assistant.page.texts import MAX_QUESTION_CHARS
from corpus.document import AssistantError

logger = logging.getLogger(__name__)

_NUMBER = re.compile(r"[0-9]{1,12}")
STATIC = Path(__file__).parent / "static"

HEAD = "".join(
    (
        '<meta name="color-scheme" content="light dark">',
        f'<link rel="stylesheet" href="{PREFIX}/tokens.css">',
        f'<link rel="stylesheet" href="{PREFIX}/style.css">',
        f'<script src="{PREFIX}/page.js" defer></script>',
    )
)
"""What the page loads beside Gradio, all from this host."""

# A document's page runs no script at all and loads nothing but our two stylesheets.
DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
# Gradio needs inline scripts and eval; nothing may come from, or go to, another host.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class Feedback(BaseModel):
    """What the buttons 「役に立った」「役に立たなかった」 send."""

    question: str = Field(max_length=MAX_QUESTION_CHARS)
    passage_id: str = Field(max_length=2000)
    useful: bool


class Shield:
    """Adds the security headers to every answer, and refuses uploads: the page takes no files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].rstrip("/").endswith("/upload"):
            await PlainTextResponse("uploads are not accepted", 403)(scope, receive, send)
            return

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, shielded)


def make_app(service: Assistant) -> FastAPI:
    """The web application with the page's own addresses; Gradio is mounted on it afterwards."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Shield)
    app.mount(f"/{PREFIX}", StaticFiles(directory=STATIC))

    @app.get("/healthz")
    def health(response: Response) -> dict[str, str | int]:
        try:
            about = service.about()
        except AssistantError:
            response.status_code = 503
            return {"status": "unavailable"}
        return {"status": "ok", "generation": about.generation, "passages": about.passages}

    @app.get("/document")
    def document(request: Request) -> HTMLResponse:
        asked = request.query_params
        headers = {"Content-Security-Policy": DOCUMENT_POLICY}
        try:
            found = service.document(asked.get("id", ""))
        except AssistantError:
            return HTMLResponse(missing_page(), 404, headers)
        start, end = _place(asked.get("start")) or 0, _place(asked.get("end")) or 0
        return HTMLResponse(
            document_page(found, start, end, _place(asked.get("from"))), headers=headers
        )

    @app.post("/feedback", status_code=204)
    def feedback(given: Feedback, sec_fetch_site: Annotated[str, Header()] = "") -> None:
        # Browsers say where a request comes from; another site must not vote in a person's name.
        if sec_fetch_site not in ("", "same-origin"):
            raise HTTPException(403, "feedback is taken from this page only")
        try:
            service.passage(given.passage_id)
        except AssistantError as error:
            raise HTTPException(404, "no such passage") from error
        try:
            service.record_feedback(given.question, given.passage_id, given.useful)
        except AssistantError as error:
            logger.warning("%s", error)  # it names a file, which is nothing for the page
            raise HTTPException(503, "feedback cannot be kept now") from error

    return app


def _place(text: str | None) -> int | None:
    """A number of an address, or None when it is missing or no place in any document."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None
