"""The pane in a real browser: in the history of the window, among the quotations of an answer, and its tools."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

COLUMNS = "dunmore-2020-spillovers.pdf"
WORDS = "one fifth of the firms"

pytestmark = [pytest.mark.slow, pytest.mark.browser]


class TestHistory:
    def test_back_closes_it_forward_opens_it_again_and_a_reload_keeps_all(self, beside):
        page = beside()
        address = page.url
        page.go_back()
        expect(page.locator("#pane")).to_be_hidden()
        assert page.url == address and page.locator("#turn-1").is_visible()
        assert page.evaluate("document.activeElement.matches('#turn-1 a[data-source]')")
        page.go_forward()
        expect(page.locator("#pane .mark").first).to_be_visible()
        assert page.locator("#turn-1 a[data-source][aria-current]").count() == 1
        page.reload()
        expect(page.locator("#pane .mark").first).to_be_visible()
        assert page.url == address and page.locator("#turn-1").is_visible()

    def test_one_step_back_closes_it_however_far_one_read_in_it(self, beside):
        page = beside()
        page.keyboard.press("n")
        expect(page.locator("[data-quotation-steps] .of")).to_have_text(re.compile("^2 of"))
        page.locator("#source-find").fill("knowledge")
        page.keyboard.press("Enter")
        page.wait_for_selector("#pane #hit")
        page.go_back()
        expect(page.locator("#pane")).to_be_hidden()
        page.go_forward()
        expect(page.locator("#pane #hit")).to_be_visible()

    def test_what_was_closed_leaves_no_step_behind(self, beside):
        page = beside()
        page.get_by_role("button", name="Close").click()
        expect(page.locator("#pane")).to_be_hidden()
        page.locator("#turn-1 a[data-source]").first.click()
        expect(page.locator("#pane .mark").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#pane")).to_be_hidden()
        page.wait_for_timeout(300)
        page.go_back()
        page.wait_for_url("**/")
        expect(page.locator("#welcome")).to_be_visible()

    def test_a_link_within_the_page_leaves_it_open(self, beside):
        page = beside()
        page.evaluate("location.hash = 'turn-1'")
        page.wait_for_timeout(300)
        assert page.locator("#pane .mark").first.is_visible()


class TestQuotations:
    def test_only_the_quotations_of_the_answer_count(self, beside):
        page = beside()
        page.keyboard.press("Escape")
        expect(page.locator("#pane")).to_be_hidden()
        page.locator("#turn-1 a[data-source]").first.evaluate(
            "link => link.before(Object.assign(link.cloneNode(true),"
            " {id: 'see', href: link.pathname + '?start=3&end=9'}))"
        )
        page.evaluate("delete document.getElementById('see').dataset.quoted")
        count = page.locator("#turn-1 a[data-source]").count() - 1
        page.locator("#turn-1 a[data-source][data-quoted]").first.click()
        expect(page.locator("[data-quotation-steps] .of")).to_have_text(f"1 of {count}")
        page.locator("#see").click()
        expect(page.locator(".quoted p")).not_to_contain_text(WORDS)
        expect(page.locator("[data-quotation-steps]")).to_be_hidden()


class TestTools:
    def test_a_page_that_is_not_there_is_said_where_one_looks_and_the_page_stays(self, beside):
        page = beside()
        page.locator("#source-page").fill("2")
        page.keyboard.press("Enter")
        expect(page.locator("#pane .leaf-title").first).to_have_text(re.compile("^Page 2"))
        page.locator("#source-page").fill("999")
        page.keyboard.press("Enter")
        expect(page.locator("#pane .refusal")).to_contain_text("There is no page 999: the document has pages 1 to")
        expect(page.locator("#pane .refusal")).to_be_in_viewport()
        assert page.locator("#source-page").input_value() == "2"

    def test_they_take_two_rows_beside_an_answer(self, beside):
        assert beside().locator("#pane .bar").bounding_box()["height"] < 100

    def test_on_a_narrow_screen_the_page_fits_and_one_row_of_tools_stays(self, window, sources, key, at):
        page = window(at=sources, width=360, height=740)
        start, end = at(COLUMNS, WORDS)
        page.goto(f"/d/{key(COLUMNS)}?start={start}&end={end}")
        page.wait_for_selector("rect.mark")
        assert page.locator(".sheet").first.bounding_box()["width"] <= 330
        page.evaluate("scrollTo(0, 600)")
        bar = page.locator(".bar").bounding_box()
        assert 0 <= bar["y"] < 5 and bar["height"] < 64
        for _ in range(3):
            page.get_by_role("button", name="Larger").click()
        assert page.locator(".sheet").first.bounding_box()["width"] > 450
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        # It leads nowhere once the last page has come, and stays all the same.
        expect(page.locator(".bar [data-step=next]")).to_be_in_viewport()
        page.get_by_label("Search in this document").focus()
        expect(page.get_by_label("Search in this document")).to_be_in_viewport()


class TestAddresses:
    @pytest.mark.parametrize(
        ("named", "told"), [("abc", "“#abc”"), ("5000-4000", "5000 to 4000"), ("0-999999", "999999")]
    )
    def test_a_fragment_that_names_nothing_is_told(self, window, sources, key, complaints, named, told):
        page = window(at=sources)
        page.goto(f"/d/{key(COLUMNS)}#{named}")
        expect(page.locator(".refusal")).to_contain_text(told)
        page.evaluate("location.hash = '5-9'")
        expect(page.locator(".refusal")).to_have_count(0)
        assert all("422" in one for one in complaints)
        complaints.clear()

    def test_a_fragment_that_names_a_part_of_the_page_is_no_mistake(self, window, sources, key):
        page = window(at=sources)
        page.goto(f"/d/{key(COLUMNS)}#main")
        page.wait_for_timeout(300)
        assert page.locator(".refusal").count() == 0
