"""What the browser's Back, Forward and address do on the page."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from assistant.page.texts import MAX_QUESTION_CHARS, UNKNOWN_IN_ADDRESS
from tests.page_fake import HOSTILE
from tests.page_site import answered, ask

QUESTION = "空き店舗の家賃の助成 & <b>100%?#"


def asked_in(address):
    return parse_qs(urlsplit(address).query).get("q")


def questions(page):
    return page.locator(".m-question").all_text_contents()


def open_panel(page):
    page.click("#hit-1 h3 a")
    page.frame_locator("#m-panel iframe").locator("mark.m-target").first.wait_for()


def entries(page):
    return page.evaluate("history.length")


def test_back_closes_the_panel_and_forward_opens_it_again(site, open_page):
    page = open_page(site)
    ask(page, "空き店舗の家賃の助成")
    open_panel(page)
    inside = page.frame_locator("#m-panel iframe")
    # Wherever one has read on to in the panel.
    inside.locator("summary").click()
    inside.locator("nav a", has_text="事業承継").click()
    page.wait_for_function(
        "document.querySelector('#m-panel iframe').contentWindow.location.hash.startsWith('#p')"
    )
    page.go_back()
    page.wait_for_selector("#m-panel", state="hidden")
    assert page.locator("#hit-1").is_visible()
    page.go_forward()
    inside.locator("mark.m-target").first.wait_for()
    page.go_back()
    page.wait_for_selector("#m-panel", state="hidden")


def test_a_panel_closed_by_hand_leaves_no_entry_behind(site, open_page):
    page = open_page(site)
    ask(page, "空き店舗の家賃の助成")
    before = entries(page)
    ways = {
        "its button": lambda: page.get_by_role("button", name="閉じる").click(),
        "the key": lambda: page.keyboard.press("Escape"),
        "beside it": lambda: page.mouse.click(20, 400),
    }
    for close in ways.values():
        open_panel(page)
        assert entries(page) == before + 1
        close()
        page.wait_for_function("history.state?.document === undefined")
        assert not page.locator("#m-panel").is_visible()
        assert page.locator("#m-panel iframe").count() == 0
    page.go_back()
    page.wait_for_selector(".m-greeting")
    assert page.url == site.address


def test_a_page_loaded_again_beneath_a_panel_shows_both(site, open_page):
    page = open_page(site)
    ask(page, "空き店舗の家賃の助成")
    open_panel(page)
    page.reload()
    page.frame_locator("#m-panel iframe").locator("mark.m-target").first.wait_for()
    answered(page)
    page.go_back()
    page.wait_for_selector("#m-panel", state="hidden")
    assert page.locator("#hit-1").is_visible()


def test_the_address_holds_the_last_question_until_a_new_talk_begins(site, open_page):
    page = open_page(site)
    assert asked_in(page.url) is None
    before = entries(page)
    for number, question in enumerate(("事業承継の相談", QUESTION), start=1):
        ask(page, question)
        assert asked_in(page.url) == [question]
        assert entries(page) == before + number
    page.click("#new")
    page.wait_for_selector(".m-greeting")
    assert page.url == site.address


def test_back_asks_the_question_before_again(site, open_page):
    page = open_page(site)
    for question in ("事業承継の相談", QUESTION):
        ask(page, question)
    page.go_back()
    page.wait_for_selector(".m-question:has-text('事業承継の相談')")
    answered(page)
    assert questions(page) == ["ご質問：事業承継の相談"]
    page.go_back()
    page.wait_for_selector(".m-greeting")
    page.go_forward()
    page.wait_for_selector(".m-question:has-text('事業承継の相談')")
    answered(page)
    assert asked_in(page.url) == ["事業承継の相談"]


def test_the_address_of_a_follow_up_asks_what_it_follows_first(site, open_page):
    page = open_page(site)
    talk = ["事業承継の相談", "空き店舗の家賃の助成", "いくら？"]
    for question in talk:
        ask(page, question)
    assert asked_in(page.url) == talk[1:]
    before = page.locator("#passages").inner_text()
    page.reload()
    page.wait_for_selector(".m-question:has-text('いくら？')")
    answered(page)
    assert questions(page) == ["ご質問：" + question for question in talk[1:]]
    assert page.locator("#passages").inner_text() == before
    assert asked_in(page.url) == talk[1:]


def test_an_address_with_a_question_asks_it_once_and_can_be_sent(site, open_page):
    page = open_page(site, query="?" + urlencode({"q": QUESTION}))
    answered(page)
    assert questions(page) == ["ご質問：" + QUESTION]
    assert page.locator("#hit-1 h3").inner_text() == "花咲市 平成28年度 商業支援の実施報告"
    assert asked_in(page.url) == [QUESTION]
    ask(page, "事業承継の相談")
    assert questions(page) == ["ご質問：" + QUESTION, "ご質問：事業承継の相談"]


def test_an_address_too_long_is_refused_as_a_question_is(site, open_page):
    page = open_page(site, query="?" + urlencode({"q": "あ" * (MAX_QUESTION_CHARS + 1)}))
    page.wait_for_selector("#hint:has-text('ご質問が長すぎるようです（1,001文字）。')")
    assert questions(page) == []


def test_nothing_of_an_address_acts(site, open_page):
    page = open_page(site, query="?" + urlencode({"q": HOSTILE}))
    answered(page)
    assert questions(page) == ["ご質問：" + HOSTILE]
    assert page.evaluate("window.__pwned") is None


def test_an_address_holds_the_filters_and_what_was_undone(site, open_page):
    page = open_page(site)
    ask(page, "2019年度の空き店舗の家賃の助成")
    page.click("#chip-years")
    page.wait_for_selector("#chip-years:has-text('年度や回を限らずに検索 ↩')")
    answered(page)
    for box, option in (("市区町村", "川口市"), ("年度", "平成28年度")):
        page.click(f"#filters input[aria-label='{box}']")
        page.get_by_role("option", name=re.compile(option)).click()
        page.keyboard.press("Escape")
        page.wait_for_selector(f".m-understood:has-text('{option}')")
        answered(page)
    page.wait_for_function("location.search.includes('year=2016')")
    held = {
        "q": ["2019年度の空き店舗の家賃の助成"],
        "city": ["川口市"],
        "year": ["2016"],
        "undone": ["years"],
    }
    assert parse_qs(urlsplit(page.url).query) == held
    said = page.locator("#latest-turn").inner_text()
    assert "川口市・平成28年度（2016年度） に絞って、年度や回を限らずに、" in said
    entries_before = entries(page)
    page.reload()
    page.wait_for_selector("#filters input[placeholder]")
    answered(page)
    page.wait_for_selector("#hit-1")
    assert page.locator("#latest-turn").inner_text() == said
    assert [token.split()[0] for token in page.locator("#filters .token").all_inner_texts()] == [
        "川口市",
        "平成28年度（2016年度）",
    ]
    assert page.locator("#chip-years").inner_text() == "年度や回を限らずに検索 ↩"
    assert parse_qs(urlsplit(page.url).query) == held
    assert entries(page) == entries_before
    assert not page.locator("#hint p").is_visible()


def test_what_is_not_known_of_an_address_is_left_out_and_told(site, open_page):
    query = {"q": "空き店舗の家賃の助成", "city": "<b>市", "year": "x", "undone": "all"}
    page = open_page(site, query="?" + urlencode(query))
    answered(page)
    page.wait_for_selector(f"#hint:has-text('{UNKNOWN_IN_ADDRESS}')")
    assert page.locator("#hit-1").is_visible()
    assert page.locator("#filters .token").count() == 0
    page.wait_for_function("!location.search.includes('city')")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["空き店舗の家賃の助成"]}


def test_the_way_to_the_chips_leads_to_the_first_which_says_what_it_does(site, open_page):
    page = open_page(site, 390)
    ask(page, "2019年度の空き店舗の家賃の助成")
    page.click(".m-to-chips")
    page.wait_for_function("document.activeElement.id === 'chip-years'")
    chip = page.locator("#chip-years")
    assert chip.get_attribute("aria-label") == (
        "令和元年度（2019年度） として検索（押すと、これを外して探し直します）"
    )
    chip.click()
    page.wait_for_selector("#chip-years[aria-label*='元の読み取りに戻して']")
    assert chip.get_attribute("title") == "押すと、元の読み取りに戻して探し直します"
