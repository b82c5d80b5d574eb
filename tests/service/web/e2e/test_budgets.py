"""What a page weighs, and how soon it can be seen."""

from __future__ import annotations

from statistics import median

import pytest

MOST_BYTES = 150_000
MOST_PAINT_MS = 1000
MOST_MOVED = 0.1
VISITS = 3
PAGES = ("ask", "answer", "library", "document", "source", "reviews", "review", "audit", "job")

CODE = """() => Object.fromEntries(performance.getEntriesByType("resource")
  .filter((entry) => /\\.(js|css)$/.test(new URL(entry.name).pathname))
  .map((entry) => [entry.name, entry.decodedBodySize]))"""

PAINTED = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const painted = list.getEntries().find((entry) => entry.name === "first-contentful-paint");
    if (painted) resolve(painted.startTime);
  }).observe({type: "paint", buffered: true});
})"""

MOVED = """() => new Promise((resolve) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(moved), 300);
})"""

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def painted(page, address):
    """Milliseconds until the first words of the page are seen."""
    page.goto(address)
    return page.evaluate(PAINTED)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_soon_seen_and_stays_where_it_is(window, copied, places, name):
    address = places[name]
    page = window(at=copied)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    code = page.evaluate(CODE)
    assert 0 < sum(code.values()) < MOST_BYTES, code
    # The first visit pays for what a server and a browser do once; of the others the middle one counts, since
    # other tests run beside this one.
    assert median(painted(page, address) for _ in range(VISITS)) < MOST_PAINT_MS
    assert page.evaluate(MOVED) < MOST_MOVED
