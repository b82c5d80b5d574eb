"""Without a mouse: a question is asked, its source opened and left again, and one always sees where one is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page

QUESTION = "How many engineers work in machine tools in Norland?"
MOST_STOPS = 60
PAGES = ("ask", "answer", "library", "document", "source", "reviews", "review", "audit", "problem")

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
  const head = document.querySelector(".masthead").getBoundingClientRect();
  const inHead = element.closest(".masthead, .skip") !== null;
  const hidden = box.bottom <= 0 || box.top >= innerHeight || (!inHead && box.bottom <= head.bottom && head.top >= 0);
  return {name: `${element.tagName}.${element.className} ${(element.textContent || element.id).trim().slice(0, 40)}`,
          ringed: ringed || element.tagName === "ASIDE", hidden, top: Math.round(box.top), left: Math.round(box.left)};
}"""

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def tab_to(page: Page, selector: str, backwards: bool = False) -> None:
    """Press Tab until the element is focused."""
    for _ in range(MOST_STOPS):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{selector} can't be reached by the Tab key")


def test_one_asks_opens_a_source_and_comes_back(window, copied):
    page = window(at=copied)
    page.goto("/")
    tab_to(page, "#question")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-1 .card")
    assert page.evaluate("document.activeElement !== document.body"), "the focus was lost"
    page.evaluate(
        "document.querySelector('#turn-1').setAttribute('tabindex', '-1'); document.querySelector('#turn-1').focus()"
    )
    tab_to(page, "#turn-1 a[data-source]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pane .mark")
    assert page.evaluate("document.getElementById('pane').contains(document.activeElement)")
    tab_to(page, "#pane [data-close]")
    page.keyboard.press("Enter")
    assert page.locator("#pane").is_hidden()
    assert page.evaluate("document.activeElement.matches('#turn-1 a[data-source]')")
    tab_to(page, "#question")


def test_the_skip_link_leads_past_the_head(window, copied):
    page = window(at=copied)
    page.goto("/library")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    assert page.locator(".skip").bounding_box()["width"] > 50, "it is seen once it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_seen_at_every_stop_and_caught_nowhere(visit, name):
    page = visit(name)
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        assert stop["ringed"], f"no ring round {stop}"
        assert not stop["hidden"], f"out of sight: {stop}"
        stops.append((stop["name"], stop["top"], stop["left"]))
    assert len(stops) >= 5
    assert all(one != other for one, other in pairwise(stops)), "caught"
