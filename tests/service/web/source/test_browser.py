"""Sources in a real browser: beside an answer and on their own, by mouse, by keyboard and on a narrow screen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image

COLUMNS = "dunmore-2020-spillovers.pdf"
NOTES = "brandl-2018-history.pdf"
WORDS = "one fifth of the firms"

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def image_of(page) -> None:
    page.locator(".sheet img").first.evaluate("image => image.decode()")


def until(page, expression: str, holds: Callable[[object], object] = bool) -> None:
    """Waits as `wait_for_function` would, which the page's security policy forbids."""
    for _ in range(200):
        if holds(page.evaluate(expression)):
            return
        page.wait_for_timeout(25)
    raise AssertionError(expression)


def in_view(page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and 0 <= box["x"] < size["width"]


class TestBesideTheAnswer:
    def test_one_goes_from_quotation_to_quotation_and_back_by_keyboard(self, beside):
        page = beside()
        assert page.locator("[data-quotation-steps] .of").inner_text().startswith("1 of ")
        opened = "document.querySelector('#turn-1 a[data-source][aria-current]').href"
        first = page.evaluate(opened)
        page.keyboard.press("n")
        until(page, "document.querySelector('[data-quotation-steps] .of')?.textContent.startsWith('2 of')")
        assert page.evaluate(opened) != first
        page.keyboard.press("p")
        until(page, "document.querySelector('[data-quotation-steps] .of')?.textContent.startsWith('1 of')")
        page.keyboard.press("Escape")
        assert page.locator("#pane").is_hidden()
        assert page.evaluate("document.activeElement.matches('#turn-1 a[data-source]')")

    def test_the_focus_stays_on_the_control_that_was_used(self, beside):
        page = beside()
        page.locator("#pane .bar a[data-step=next]").focus()
        page.keyboard.press("Enter")
        until(page, "document.querySelector('#source-page').value === '2'")
        assert page.evaluate("document.getElementById('pane').contains(document.activeElement)")
        page.locator("#source-find").fill("knowledge")
        page.keyboard.press("Enter")
        page.wait_for_selector("#pane #hit")
        tally = page.locator("[aria-label='Places found'] .of").inner_text()
        page.keyboard.press("Enter")
        until(page, "document.querySelector('[aria-label=\"Places found\"] .of').innerText", lambda told: told != tally)
        assert page.evaluate("document.activeElement.id") == "source-find"
        assert in_view(page, "#hit")

    def test_what_is_gone_is_said_in_the_pane_and_the_page_stays(self, beside, complaints):
        page = beside()
        page.locator("#turn-1 a[data-source]").first.evaluate("link => link.href = '/d/0123456789ab?start=1&end=9'")
        page.locator("#turn-1 a[data-source]").first.click()
        page.wait_for_selector("#pane .refusal")
        assert "no such document" in page.locator("#pane .refusal").inner_text()
        page.locator("#pane").get_by_role("button", name="Close").click()
        assert page.locator("#pane").is_hidden() and page.locator("#turn-1").is_visible()
        assert all("404" in one for one in complaints)
        complaints.clear()


class TestItsOwnPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_a_permanent_link_shows_the_words_marked(self, window, sources, key, at, scheme):
        start, end = at(COLUMNS, WORDS)
        page = window(at=sources, color_scheme=scheme, device_scale_factor=2)
        page.goto(f"/d/{key(COLUMNS)}#{start}-{end}")
        page.wait_for_selector("rect.mark")
        image_of(page)
        assert in_view(page, "rect.mark") and page.locator(".view-head blockquote").inner_text() == WORDS
        assert not page.locator(".sheet img").first.get_attribute("src").endswith("scale=3")
        assert re.search(r"scale=(2|2\.5|3)$", page.locator(".sheet img").first.evaluate("image => image.currentSrc"))
        picture = Image.open(io.BytesIO(page.screenshot(clip=page.locator("rect.mark").first.bounding_box())))
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
        yellow = sum(count for count, (r, g, b) in colours if r > 150 and g > 120 and b < 0.65 * r)
        ink = sum(count for count, (r, g, b) in colours if max(r, g, b) < 110)
        assert yellow > 0.4 * picture.width * picture.height and ink > 0.01 * picture.width * picture.height

        start, end = at(COLUMNS, "Norland")
        page.evaluate(f"location.hash = '{start}-{end}'")
        until(page, "document.querySelector('.view-head blockquote')?.innerText === 'Norland'")

    def test_what_is_selected_is_copied_as_it_reads_and_can_be_linked_to(self, window, sources, key):
        page = window(at=sources, permissions=["clipboard-read", "clipboard-write"])
        page.goto(f"/d/{key(COLUMNS)}")
        image_of(page)
        lines = page.locator(".words text")
        broken = next(n for n in range(5, lines.count()) if lines.nth(n).get_attribute("data-after") is None)
        page.evaluate(SELECT, [broken, broken + 1])
        page.wait_for_selector("[data-selection]:not([hidden])")
        page.keyboard.press("Control+c")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == lines.nth(broken).text_content()[2:] + lines.nth(broken + 1).text_content()[:6]
        page.get_by_role("button", name="Copy link to the selection").click()
        until(page, "document.querySelector('.told').textContent === 'Link copied.'")
        link = page.evaluate("navigator.clipboard.readText()")
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_selector("rect.mark")
        assert page.locator(".view-head blockquote").inner_text() == copied.strip()
        page.get_by_role("button", name="Copy link to this passage").click()
        until(page, "document.querySelector('.told').textContent === 'Link copied.'")
        assert page.evaluate("navigator.clipboard.readText()") == link

    def test_the_zoom_is_remembered_and_the_image_gets_sharper(self, window, sources, key, at):
        page = window(at=sources)
        start, end = at(COLUMNS, WORDS)
        page.goto(f"/d/{key(COLUMNS)}?start={start}&end={end}")
        image_of(page)
        page.get_by_role("combobox", name="Zoom").select_option("200")
        until(page, "document.querySelector('.sheet img').currentSrc.match(/scale=(2.5|3)$/)")
        width = page.locator(".sheet").first.bounding_box()["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 1400
        page.reload()
        assert page.locator(".sheet").first.bounding_box()["width"] == width and in_view(page, "rect.mark")
        page.get_by_role("button", name="Smaller").click()
        assert page.get_by_role("combobox", name="Zoom").input_value() == "150"
        page.get_by_role("combobox", name="Zoom").select_option("fit")
        assert page.locator(".sheet").first.bounding_box()["width"] <= page.locator(".leaves").bounding_box()["width"]

    def test_the_next_page_comes_as_one_reads_on(self, window, sources, key):
        page = window(at=sources, height=700)
        page.goto(f"/d/{key(NOTES)}")
        image_of(page)
        page.mouse.move(500, 500)
        for _ in range(30):
            page.mouse.wheel(0, 400)
            page.wait_for_timeout(40)
        assert page.eval_on_selector_all(".leaf", "all => all.map(leaf => leaf.dataset.leaf)") == ["1", "2", "3"]
        until(page, "document.querySelector('#source-page').value === '261'")
        page.locator(".bar [data-step=previous]").click()
        until(page, "document.querySelector('#source-page').value === '260'")

    def test_the_words_are_shown_where_the_image_cannot_be(self, window, broken, complaints):
        [holding] = broken.library.holdings()
        page = window(at=broken)
        page.goto(f"/d/{holding.id}")
        page.wait_for_selector(".unpictured")
        assert "can’t be shown; these are its words" in page.locator(".leaf .doubt").first.inner_text()
        fill = page.locator(".words text").first.evaluate("text => getComputedStyle(text).fill")
        assert fill == "rgb(32, 36, 42)"
        assert all("500" in one for one in complaints)
        complaints.clear()

    @pytest.mark.parametrize("zoom", ["fit", "200"])
    def test_on_a_narrow_screen_the_page_scrolls_in_its_own_frame(self, window, sources, key, at, zoom):
        page = window(at=sources, width=360, height=740)
        start, end = at(COLUMNS, WORDS)
        page.goto(f"/d/{key(COLUMNS)}")
        page.evaluate("zoom => sessionStorage.setItem('pincite.zoom', zoom)", zoom)
        page.goto(f"/d/{key(COLUMNS)}?start={start}&end={end}")
        page.wait_for_selector("rect.mark")
        image_of(page)
        assert in_view(page, "rect.mark") and page.evaluate("document.documentElement.scrollWidth") <= 360

    def test_it_works_without_scripts(self, window, sources, key, at):
        page = window(at=sources, java_script_enabled=False)
        start, end = at(NOTES, "the")
        page.goto(f"/d/{key(NOTES)}?start={start}&end={end}&back=/library")
        page.get_by_label("Page", exact=True).fill("260")
        page.get_by_role("button", name="Go").click()
        assert page.locator(".leaf-title").inner_text().startswith("Page 260")
        page.get_by_label("Search in this document").fill("the")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Next place").click()
        page.wait_for_load_state()
        assert in_view(page, "#hit")
        assert page.locator("[data-scripted]:visible").count() == 0
        page.get_by_role("link", name="Back to the library").click()
        assert page.url.endswith("/library")


SELECT = """([from, to]) => {
  const lines = document.querySelectorAll(".words text");
  const range = document.createRange();
  range.setStart(lines[from].firstChild, 2);
  range.setEnd(lines[to].firstChild, 6);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""
