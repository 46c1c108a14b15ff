"""Take the two pictures of the page that the README shows: `make screenshots`.

Builds an index of the bundled documents in a temporary folder, serves it, and asks a question in
Debian's Chromium at 1,440 and at 390 pixels.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import ui
from assistant.service import open_service
from index.build import build
from index.embed import load_embedder

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTION = "平成28年度の川崎市で、展示会の出展料の補助はいくらまで出ましたか"
SIZES = {"page-wide.png": (1440, 900), "page-phone.png": (390, 844)}


def main() -> None:
    """Write docs/page-wide.png and docs/page-phone.png."""
    with tempfile.TemporaryDirectory() as folder:
        build(
            [HERE.parent / "corpus" / "documents"],
            Path(folder),
            embedder=load_embedder(None),
            today=date.today(),
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        site = ui.make_site(open_service(Path(folder)))
        server = uvicorn.Server(
            uvicorn.Config(site, host="127.0.0.1", port=port, log_level="error")
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.1)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for name, (width, height) in SIZES.items():
                take(browser, f"http://127.0.0.1:{port}/", HERE / name, width, height)
            browser.close()
        server.should_exit = True
        thread.join(10)


def take(browser: Browser, address: str, picture: Path, width: int, height: int) -> None:
    """Ask the question at that size and keep what is seen."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="ja-JP", color_scheme="light"
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#filters input[placeholder]")
    page.fill("#question textarea", QUESTION)
    page.click("#ask")
    page.wait_for_selector("#hit-1")
    page.wait_for_timeout(1000)
    page.evaluate("document.activeElement.blur(); window.scrollTo({top: 0, behavior: 'instant'})")
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
