"""Which example questions a page offers."""

import pytest

from tests.page_fake import DOCUMENTS, FakeService
from tests.page_site import Site, answered


@pytest.fixture
def bare_site(browser):
    served = Site(FakeService(()))
    yield served
    served.stop()


def test_only_examples_that_are_answered_are_offered(fake_site, open_page):
    page = open_page(fake_site)
    shown = page.locator("#examples :is(h2, h3, button)")
    assert shown.all_inner_texts() == [
        "こんなことをおたずねいただけます",
        "店主・中小企業の方",
        "跡取りがいない",
        "商店街の通りの明かりを新しい電球に替えたい",
        "自治体職員の方",
        "事業承継のワンストップ窓口を商工会議所等に置く都市の比較",
        "精度を評価する方",
        "30年度に大田区は工場の立地助成をどう変えた？",
    ]


def test_a_page_without_any_shows_no_heading(bare_site, open_page):
    page = open_page(bare_site)
    assert page.locator("#examples").inner_text() == ""
    assert page.locator(".m-greeting").is_visible()


def test_a_page_opened_after_a_rebuild_offers_what_is_answered_then(bare_site, open_page):
    bare_site.service.serve(DOCUMENTS, "20261122-0900-cd34")
    example = open_page(bare_site).get_by_role("button", name="跡取りがいない")
    example.click()
    answered(example.page)
    bare_site.service.serve((), "20261123-0900-ef56")
    page = open_page(bare_site)
    page.locator("#examples h2").wait_for(state="hidden")
    assert page.locator("#examples").inner_text() == ""
