"""The filter boxes follow the buttons that take filters back."""

import re

import pytest

from assistant.page.texts import CLEAR_FILTERS, DECLINED
from tests.page_site import answered, ask


def choose_sumida(page):
    page.click("#filters input[aria-label='市区町村']")
    page.get_by_role("option", name=re.compile("墨田区")).click()
    page.keyboard.press("Escape")
    assert len(tokens(page)) == 1


def tokens(page):
    return page.locator("#filters .token").all_inner_texts()


def lead(page):
    return page.locator("#latest-turn .m-lead").inner_text()


def emptied(page):
    page.wait_for_selector("#filters .token", state="detached")


def test_a_new_talk_empties_the_boxes_each_time(site, open_page):
    page = open_page(site)
    for _ in range(2):
        choose_sumida(page)
        ask(page, "空き店舗の家賃の助成")
        assert lead(page) == DECLINED["filtered"]
        page.click("#new")
        page.wait_for_selector(".m-greeting")
        emptied(page)
        ask(page, "空き店舗の家賃の助成")
        assert lead(page).startswith("1件の資料に")
        page.click("#new")
        page.wait_for_selector(".m-greeting")


def test_lifting_the_filters_empties_the_boxes_each_time(site, open_page):
    page = open_page(site)
    for _ in range(2):
        choose_sumida(page)
        ask(page, "空き店舗の家賃の助成")
        page.get_by_role("button", name=CLEAR_FILTERS).click()
        emptied(page)
        answered(page)
        assert lead(page).startswith("1件の資料に")
        # Nor does the next question meet a filter.
        ask(page, "空き店舗を借りる人への助成")
        assert lead(page).startswith("1件の資料に")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_options_stand_on_one_line_each_and_within_the_page(site, open_page, width):
    page = open_page(site, width)
    page.click("#filters input[aria-label='年度']")
    option = page.get_by_role("option", name="平成28年度（2016年度）")
    option.wait_for()
    page.wait_for_timeout(300)  # it opens smoothly
    lines = """option => {
        const range = document.createRange();
        range.selectNodeContents(option.lastChild);
        return new Set([...range.getClientRects()].map(line => line.top)).size;
    }"""
    assert option.evaluate(lines) == 1
    box = page.locator("#filters ul").bounding_box()
    assert box["x"] + box["width"] <= width
