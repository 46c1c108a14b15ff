"""A conversation in a real browser."""

import json
import re

import pytest

from assistant.page.texts import (
    EMPTY_QUESTION,
    NEAREST,
    QUESTIONS_BY_PERSON,
    SAVE_CSV,
    SAVE_MARKDOWN,
)
from tests.page_fake import FakeService
from tests.page_site import REPORT, Site, answered, ask


def test_ask_read_the_citation_and_open_the_document_at_the_passage(site, open_page):
    page = open_page(site)
    ask(page, "空き店舗の家賃の助成")
    quote = page.locator("#latest-turn .m-quote").first
    assert "空き店舗" in quote.inner_text()
    mark = page.locator("#latest-turn a.m-cite").first
    card = page.locator(f"#hit-{re.sub(r'[^0-9]', '', mark.inner_text())}")
    mark.click()
    assert "m-chosen" in card.get_attribute("class")
    assert card.evaluate("card => card === document.activeElement")
    assert "空き店舗" in card.locator("mark").all_inner_texts()[0] + card.inner_text()

    card.locator("h3 a").click()
    inside = page.frame_locator("#m-panel iframe")
    inside.locator("mark.m-target").first.wait_for()
    assert "空き店舗" in "".join(inside.locator("mark.m-target").all_inner_texts())
    assert inside.locator("#passage").count() == 1
    page.keyboard.press("Escape")
    assert not page.locator("#m-panel").is_visible()


def test_a_citation_unfolds_the_card_down_to_what_is_quoted(site, open_page):
    page = open_page(site)
    ask(page, "苗が霜で枯れた")
    quoted = page.locator("#hit-1 mark.m-quoted").last
    fold = page.locator("#hit-1 .m-fold")
    shown = "fold => fold.scrollHeight <= fold.clientHeight"
    assert not fold.evaluate(shown)
    page.locator("#latest-turn a.m-cite").first.click()
    assert fold.evaluate(shown)
    assert page.locator("#hit-1 [data-unfold]").inner_text() == "たたむ"
    page.wait_for_function(
        "mark => mark.getBoundingClientRect().bottom < innerHeight", arg=quoted.element_handle()
    )
    # Pressed again it stays open.
    page.locator("#latest-turn a.m-cite").first.click()
    assert fold.evaluate(shown)


@pytest.mark.parametrize("asked", [False, True])
def test_the_link_to_the_data_shows_them(site, open_page, asked):
    page = open_page(site)
    if asked:
        ask(page, "空き店舗の家賃の助成")
    page.click("a.m-to-about")
    page.wait_for_function(
        "document.querySelector('.m-about pre')?.getBoundingClientRect().bottom < innerHeight"
    )
    assert page.locator(".m-about dl").is_visible()


def test_the_answer_speaks_to_a_screen_reader_and_the_keyboard_asks(site, open_page):
    page = open_page(site)
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.get_attribute("#conversation", "role") == "log"
    assert page.get_attribute("#conversation", "aria-live") == "polite"
    page.focus("#question textarea")
    page.keyboard.type("事業承継の相談")
    page.keyboard.press("Enter")
    answered(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#hit-1 [data-copy]')"):
            break
    assert page.evaluate("document.activeElement.matches('#hit-1 [data-copy]')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_enter_that_settles_a_conversion_does_not_ask(site, open_page):
    page = open_page(site)
    page.fill("#question textarea", "じぎょうしょうけい")
    page.eval_on_selector(
        "#question textarea",
        "box => box.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))",
    )
    page.wait_for_timeout(700)
    assert page.locator(".m-turn").count() == 0
    page.press("#question textarea", "Enter")
    answered(page)


def test_a_filter_asks_again(site, open_page):
    page = open_page(site)
    ask(page, "機械を買う資金を借りたい。家賃の助成も")
    before = page.locator(".m-card h3").all_inner_texts()
    page.click("#filters input[aria-label='市区町村']")
    page.get_by_role("option", name=re.compile(r"墨田区\s+1")).click()
    page.wait_for_function(
        "[...document.querySelectorAll('.m-card')].every(c => c.innerText.includes('墨田区'))"
    )
    answered(page)
    assert any("花咲市" in title for title in before)
    assert set(page.locator(".m-card h3").all_inner_texts()) == {"墨田区 融資のご案内"}
    assert page.locator(".m-turn").count() == 1


def test_a_chip_undoes_the_year(site, open_page):
    page = open_page(site)
    ask(page, "2019年度の空き店舗の家賃の助成")
    chip = page.locator("#chip-years")
    assert chip.inner_text() == "令和元年度（2019年度） として検索 ✕"
    chip.click()
    page.wait_for_selector("#chip-years:has-text('年度や回を限らずに検索 ↩')")
    answered(page)
    assert "花咲市" in page.locator("#hit-1 h3").inner_text()
    assert page.locator(".m-turn").count() == 1


def test_export_and_copy(site, open_page, tmp_path):
    page = open_page(site, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "空き店舗の家賃の助成")
    with page.expect_download() as given:
        page.click(f"text={SAVE_MARKDOWN}")
    given.value.save_as(tmp_path / "answer.md")
    saved = (tmp_path / "answer.md").read_text("utf-8")
    assert saved.startswith("# 空き店舗の家賃の助成\n\n> ")
    assert f"]({site.address}document?id=report.md&start=" in saved
    with page.expect_download() as given:
        page.click(f"text={SAVE_CSV}")
    given.value.save_as(tmp_path / "passages.csv")
    assert (tmp_path / "passages.csv").read_bytes().startswith("\ufeff番号,資料名".encode())
    page.click("#hit-1 [data-copy]")
    page.wait_for_selector("#m-said.m-shown")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert "」\n出典：花咲市 平成28年度 商業支援の実施報告（花咲市、" in copied
    assert f"\n{site.address}document?id=report.md&start=" in copied


def test_a_permalink_opens_in_a_page_of_its_own(site, open_page):
    page = open_page(site)
    ask(page, "空き店舗の家賃の助成")
    page.goto(page.eval_on_selector("#hit-1 h3 a", "link => link.href"))
    assert page.title().startswith("花咲市 平成28年度 商業支援の実施報告")
    assert page.locator("mark.m-target").count() > 0
    page.click("text=質問のページへ戻る")
    page.wait_for_selector("#question textarea")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_document_runs_nothing(site, open_page, scheme):
    page = open_page(site, color_scheme=scheme)
    ask(page, "紙芝居を上演する団体")
    assert "<script>window.__pwned = 1</script>" in page.locator("#passages").inner_text()
    page.locator(".m-card h3 a", has_text="__pwned").first.click()
    inside = page.frame_locator("#m-panel iframe")
    assert "__pwned" in inside.locator("h1").inner_text()
    page.keyboard.press("Escape")
    page.locator("#about > button").click()
    page.wait_for_selector(".m-about")
    page.wait_for_timeout(300)
    assert page.evaluate("window.__pwned") is None


def test_an_empty_and_a_very_long_question_are_answered_kindly(site, open_page):
    page = open_page(site)
    page.click("#ask")
    page.wait_for_selector(f"#hint:has-text('{EMPTY_QUESTION}')")
    page.fill("#question textarea", "あ" * 10_000)
    page.click("#ask")
    page.wait_for_selector("#hint:has-text('ご質問が長すぎるようです（10,000文字）。')")
    assert len(page.input_value("#question textarea")) == 10_000
    assert page.locator(".m-turn").count() == 0


def test_an_example_a_vote_and_a_new_talk(fake_site, open_page):
    page = open_page(fake_site)
    page.locator("button.example").first.click()
    answered(page)
    page.wait_for_selector("#hit-1")
    fake_site.service.feedback.clear()
    page.click("#hit-1 >> text=役に立った")
    page.wait_for_selector("#hit-1 [data-useful=true][aria-pressed=true]")
    question, passage_id, useful = fake_site.service.feedback[0]
    assert (question, useful) == (QUESTIONS_BY_PERSON[0][1][0], True)
    assert fake_site.service.passage(passage_id)
    page.click("#new")
    page.wait_for_selector(".m-greeting")
    assert page.locator("button.example").first.is_visible()
    assert page.locator(".m-card").count() == 0


def test_a_fault_shows_a_number_and_the_next_question_works(fake_site, open_page):
    page = open_page(fake_site)
    ask(page, "故障のとき")
    assert re.search(r"受付番号 [0-9a-f]{8} ", page.locator(".m-notice").inner_text())
    assert "secret" not in page.content()
    ask(page, "お店の改装")
    assert page.locator("#hit-1").is_visible()


def test_what_is_typed_while_the_answer_is_looked_for_stays(fake_site, open_page):
    page = open_page(fake_site)
    page.fill("#question textarea", "お店の改装")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
    page.keyboard.type("次の質問")
    answered(page)
    page.wait_for_selector("#hit-1")
    assert page.input_value("#question textarea") == "次の質問"


def test_a_server_that_is_gone_is_told_in_japanese(browser):
    gone = Site(FakeService())
    page = browser.new_page()
    page.goto(gone.address)
    page.wait_for_selector("#filters input[placeholder]")
    gone.stop()
    page.fill("#question textarea", "お店の改装")
    page.keyboard.press("Enter")
    told = page.wait_for_selector("[data-testid=toast-text]:has-text('接続')")
    assert told.inner_text() == (
        "サーバーとの接続が切れました。つながると、自動で画面を開き直します。"
    )
    # Nothing that was typed is lost.
    assert page.input_value("#question textarea") == "お店の改装"
    page.close()


@pytest.mark.parametrize("asked", [[], ["お店の改装"]])
def test_what_is_being_typed_stays_when_the_page_is_loaded_again(fake_site, open_page, asked):
    page = open_page(fake_site)
    for question in asked:
        ask(page, question)
    for _ in range(2):
        page.fill("#question textarea", "打ちかけの\n質問")
        page.reload()
        page.wait_for_selector("#filters input[placeholder]")
        page.wait_for_function("document.querySelector('#question textarea').value !== ''")
        if asked:
            answered(page)
            page.wait_for_selector("#hit-1")
        assert page.input_value("#question textarea") == "打ちかけの\n質問"
    # What was sent does not come back.
    page.fill("#question textarea", "事業承継の相談")
    page.click("#ask")
    page.wait_for_selector(".m-question:has-text('事業承継の相談')")
    answered(page)
    page.reload()
    page.wait_for_selector("#filters input[placeholder]")
    answered(page)
    assert page.input_value("#question textarea") == ""


def test_a_declined_question_offers_to_lift_the_limit(fake_site, open_page):
    page = open_page(fake_site)
    ask(page, "平成40年度にお店の改装を助成した件数")
    assert NEAREST["other_year"] in page.locator("#passages").inner_text()
    page.get_by_role("button", name="年度を限らずに探す").click()
    page.wait_for_selector("#latest-turn a.m-cite")
    assert page.locator("#chip-years").inner_text() == "年度や回を限らずに検索 ↩"


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_screen(fake_site, open_page, width):
    page = open_page(fake_site, width)
    ask(page, "助成したお店の改装の件数")
    page.locator("#about > button").click()
    page.wait_for_timeout(400)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_programs_ask_over_the_same_address(site):
    client = pytest.importorskip("gradio_client").Client(site.address, verbose=False)
    assert set(client.view_api(print_info=False, return_format="dict")["named_endpoints"]) == {
        "/ask",
        "/search",
    }
    answer = client.predict(question="空き店舗の家賃の助成", api_name="/ask")
    assert answer["reason"] is None
    assert answer["quotes"][0]["text"] in REPORT
    found = client.predict(question="資金", themes=["資金"], k=1, api_name="/search")
    assert [hit["passage"]["doc_id"] for hit in found["hits"]] == ["loan.md"]
    assert json.loads(json.dumps(found)) == found
    with pytest.raises(Exception, match="ご質問が入力されていないようです"):
        client.predict(question="", api_name="/ask")
