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
