"""A browser, and the page over a small real index and over a made-up assistant."""

from datetime import date
from pathlib import Path

import pytest

from assistant.service import open_service
from index.build import build
from index.embed import load_embedder
from tests.page_fake import HOSTILE, FakeService
from tests.page_site import LOAN, MANUAL, REPORT, Site

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium: apt-get install chromium fonts-noto-cjk")
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "report.md").write_text(REPORT, encoding="utf-8")
    (documents / "loan.md").write_text(LOAN, encoding="utf-8")
    (documents / "manual.md").write_text(MANUAL, encoding="utf-8")
    hostile = f"---\ntitle: '{HOSTILE}'\n---\n# {HOSTILE}\n\n紙芝居を上演する団体の {HOSTILE}。\n"
    (documents / "trap.md").write_text(hostile, encoding="utf-8")
    build([documents], folder / "index", embedder=load_embedder(None), today=date(2026, 11, 21))
    served = Site(open_service(folder / "index", today=date(2026, 11, 21)))
    yield served
    served.stop()


@pytest.fixture(scope="module")
def fake_site(browser):
    served = Site(FakeService())
    yield served
    served.stop()


@pytest.fixture
def open_page(browser):
    """Opens a site; afterwards nothing may have gone wrong in it or left its host."""
    contexts, faults = [], []

    def open_it(site, width=1440, query="", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="ja-JP", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        own = (site.address, "data:", "blob:", "about:")
        context.on("request", lambda sent: sent.url.startswith(own) or faults.append(sent.url))
        page.goto(site.address + query)
        page.wait_for_selector("#filters input[placeholder]")
        return page

    yield open_it
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.__pwned") is None
        context.close()
    assert faults == []
