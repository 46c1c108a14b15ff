"""What is pressed while an answer is looked for."""

import re
import threading

import pytest

from assistant.records import Filters
from tests.page_fake import FakeService
from tests.page_site import Site, answered, ask

FIRST = "お店の改装"


class WaitingService(FakeService):
    """Answers when it is let."""

    def __init__(self):
        super().__init__()
        self.go_on = threading.Event()
        self.filtered = threading.Event()  # once it is asked with a filter set

    def ask(self, *args, **kwargs):
        if kwargs.get("filters") not in (None, Filters()):
            self.filtered.set()
        self.go_on.wait(20)
        return super().ask(*args, **kwargs)


@pytest.fixture(scope="module")
def waiting(browser):
    service = WaitingService()
    service.go_on.set()  # which examples are offered is asked first
    served = Site(service)
    yield served
    service.go_on.set()
    served.stop()


@pytest.fixture
def pending_page(waiting, open_page):
    waiting.service.filtered.clear()
    page = open_page(waiting)
    ask(page, "事業承継の相談")
    waiting.service.go_on.clear()
    page.fill("#question textarea", FIRST)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".m-pending")
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
    yield page
    waiting.service.go_on.set()


def questions(page):
    return page.locator(".m-question").all_text_contents()


@pytest.mark.parametrize(
    "send",
    [lambda page: page.press("#question textarea", "Enter"), lambda page: page.click("#ask")],
)
def test_a_second_question_waits_and_is_told_so(waiting, pending_page, send):
    pending_page.fill("#question textarea", "朝市")
    send(pending_page)
    told = pending_page.wait_for_selector("#m-said.m-shown").inner_text()
    assert told == "前のご質問をお調べしています。お答えが出てから、もう一度お試しください。"
    waiting.service.go_on.set()
    answered(pending_page)
    assert questions(pending_page) == ["ご質問：事業承継の相談", f"ご質問：{FIRST}"]
    assert pending_page.input_value("#question textarea") == "朝市"
    send(pending_page)
    pending_page.wait_for_selector(".m-question:has-text('朝市')")
    answered(pending_page)


def test_a_new_talk_is_not_undone_by_a_late_answer(waiting, pending_page):
    pending_page.click("#new")
    pending_page.wait_for_selector(".m-greeting")
    waiting.service.go_on.set()
    pending_page.wait_for_timeout(1500)
    assert pending_page.locator(".m-greeting").is_visible()
    assert questions(pending_page) == []
    ask(pending_page, "朝市")
    assert questions(pending_page) == ["ご質問：朝市"]


def test_a_filter_set_meanwhile_holds(waiting, pending_page):
    pending_page.click("#filters input[aria-label='市区町村']")
    pending_page.get_by_role("option", name=re.compile("月見町")).click()
    while not waiting.service.filtered.is_set():
        pending_page.wait_for_timeout(100)
    waiting.service.go_on.set()
    answered(pending_page)
    pending_page.wait_for_selector(".m-card")
    pending_page.wait_for_timeout(500)
    titles = pending_page.locator(".m-card h3").all_inner_texts()
    assert titles == ["月見町 小規模事業者向け融資のご案内"]
