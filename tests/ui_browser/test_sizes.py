"""Large text, fingers, a system's own colours, paper, and what a screen reader must not meet."""

import pytest

from tests.page_site import ask

BOX = "element => JSON.parse(JSON.stringify(element.getBoundingClientRect()))"


def box(page, element):
    return page.locator(element).first.evaluate(BOX)


@pytest.mark.parametrize("width", [320, 390])
def test_text_of_twice_the_size_neither_overlaps_nor_sticks_out(fake_site, open_page, width):
    page = open_page(fake_site, width, reduced_motion="reduce")  # sizes change at once
    ask(page, "お店の改装")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    before = {part: page.locator(part).first.evaluate(size) for part in (".m-lead", ".m-text")}
    assert min(before.values()) >= 16
    page.add_style_tag(content="html { font-size: 200% !important; }")
    for part, pixels in before.items():
        assert page.locator(part).first.evaluate(size) == 2 * pixels
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in ("#ask", "#new", "#question"):
        assert box(page, part)["right"] <= width
    assert box(page, ".m-header h1")["bottom"] <= box(page, "#new")["top"]
    assert box(page, ".m-skip")["bottom"] <= box(page, "#head")["top"]


def test_nothing_of_gradios_progress_is_there_to_be_read_out(fake_site, open_page):
    page = open_page(fake_site)
    page.evaluate(
        """() => {
            window.read = [];
            new MutationObserver(() => {
                for (const told of document.querySelectorAll("[data-testid=status-tracker]"))
                    if (told.textContent.trim() && told.checkVisibility())
                        window.read.push(told.textContent);
            }).observe(document.body, {childList: true, subtree: true, characterData: true});
        }"""
    )
    ask(page, "お店の改装")
    assert page.evaluate("window.read") == []


def test_a_finger_has_room(site, open_page):
    page = open_page(site, 390, has_touch=True, is_mobile=True)
    ask(page, "空き店舗の家賃の助成")
    page.click("#filters input[aria-label='市区町村']")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.wait_for_selector("#filters .token-remove")
    for part in ("#new", "#ask", ".m-action", "#filters .token-remove", "#about > button"):
        assert box(page, part)["height"] >= 44, part
    page.click("#hit-1 h3 a")
    inside = page.frame_locator("#m-panel iframe")
    for place in (page.locator("#m-panel button"), inside.locator(".m-action").first):
        assert place.evaluate(BOX)["height"] >= 44


def test_colours_of_the_system_leave_buttons_focus_and_votes_to_be_seen(fake_site, open_page):
    page = open_page(fake_site, forced_colors="active")
    style = "(element, name) => getComputedStyle(element)[name]"
    page.focus("#question textarea")
    assert page.locator("#composer").evaluate(style, "outlineStyle") == "solid"
    ask(page, "お店の改装")
    for part in ("#ask", ".m-question"):
        assert page.locator(part).evaluate(style, "borderTopStyle") == "solid"
    page.click("#hit-1 [data-useful=true]")
    page.wait_for_selector("#hit-1 [data-useful=true][aria-pressed=true]")
    voted, other = (
        page.locator(f"#hit-1 [data-useful={vote}]").evaluate(style, "backgroundColor")
        for vote in ("true", "false")
    )
    assert voted != other


def test_a_question_is_dark_on_white_on_paper(fake_site, open_page):
    page = open_page(fake_site)
    ask(page, "お店の改装")
    page.emulate_media(media="print")
    style = "element => ['backgroundColor', 'color'].map(name => getComputedStyle(element)[name])"
    assert page.locator(".m-question").evaluate(style) == ["rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"]
