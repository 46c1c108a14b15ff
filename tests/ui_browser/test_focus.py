"""The keyboard's focus is never lost, whichever button is pressed."""

import pytest

from tests.page_site import answered, ask

DECLINED = "2010年度の空き店舗の家賃の助成"


def press(page, button):
    page.focus(button)
    page.keyboard.press("Enter")


def focused(page, element):
    page.wait_for_function(
        "wanted => document.activeElement.matches(wanted)", arg=element, timeout=10_000
    )


def test_an_example_leads_to_its_answer_and_a_new_talk_to_the_greeting(fake_site, open_page):
    page = open_page(fake_site)
    press(page, "button.example")
    answered(page)
    focused(page, "#latest-turn")
    press(page, "#new")
    focused(page, ".m-greeting")
    page.keyboard.press("Tab")
    focused(page, "#question textarea")


def test_a_chip_keeps_it(site, open_page):
    page = open_page(site)
    ask(page, DECLINED)
    for label in ("年度や回を限らずに検索 ↩", "平成22年度（2010年度） として検索 ✕"):
        press(page, "#chip-years")
        page.wait_for_selector(f"#chip-years:has-text('{label}')")
        focused(page, "#chip-years")


def test_a_button_of_an_answer_leads_to_the_next_answer(site, open_page):
    page = open_page(site)
    ask(page, DECLINED)
    press(page, "[data-press]")
    page.wait_for_selector("#latest-turn a.m-cite")
    focused(page, "#latest-turn")


@pytest.mark.parametrize("useful", ["true", "false"])
def test_a_vote_keeps_it_and_counts_once(fake_site, open_page, useful):
    page = open_page(fake_site)
    ask(page, "お店の改装")
    fake_site.service.feedback.clear()
    vote = f"#hit-1 [data-useful={useful}]"
    press(page, vote)
    page.wait_for_selector(f"{vote}[aria-pressed=true]")
    focused(page, vote)
    page.keyboard.press("Enter")
    page.wait_for_selector("#m-said:has-text('すでにお受けしています')")
    assert len(fake_site.service.feedback) == 1
