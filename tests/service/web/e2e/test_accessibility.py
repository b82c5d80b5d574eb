"""Every page for everyone: what axe-core finds (WCAG 2.2 A and AA), and what is left of a page when it is enlarged."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "ask", "answer", "not found", "history", "library", "document", "edit", "source", "text source", "reviews",
    "review", "audit", "job", "problem",
)  # fmt: skip
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)
GRAVE = {"serious", "critical"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [pytest.mark.slow, pytest.mark.browser]
with_axe = pytest.mark.skipif(not AXE.exists(), reason=f"needs {AXE} (make e2e installs axe-core from npm)")


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What is gravely wrong, each with the elements that it is wrong with."""
    page.evaluate(axe())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{violation['impact']}: {violation['id']}: {violation['help']}: "
        + "; ".join(
            f"{node['html'][:160]} ({' '.join(node['failureSummary'].split())[:200]})"
            for node in violation["nodes"][:3]
        )
        for violation in found["violations"]
        if violation["impact"] in GRAVE
    ]


@with_axe
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_grave(visit, name, width, scheme):
    page = visit(name, width=width, color_scheme=scheme)
    assert violations(page) == []


@with_axe
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_grave_with_a_source_open_beside_the_answer(visit, scheme):
    page = visit("answer", color_scheme=scheme)
    page.locator("a[data-source]").first.click()
    page.wait_for_selector("#pane .mark")
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_of_its_own_one_main_part_and_a_title(visit, name):
    page = visit(name)
    assert page.locator("h1:visible, h1.unseen").count() == 1 and page.locator("main").count() == 1
    assert page.title().endswith("Pincite") and page.locator("html[lang]").count() == 1
    assert page.locator("a.skip").get_attribute("href") == "#main" and page.locator("#main").count() == 1


CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const framed = ".unseen, .skip, svg, .scroll, [data-scrolls]";
  if (!own || !element.checkVisibility() || element.closest(framed)) return false;
  const style = getComputedStyle(element);
  if (style.clipPath === "inset(50%)") return false;
  const hides = !["visible", "auto", "scroll"].includes(style.overflowX);
  const box = element.getBoundingClientRect();
  return box.right > innerWidth + 1 || box.left < -1 || (hides && element.scrollWidth > element.clientWidth + 1);
}).map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 40)}`)"""

SMALL = """() => [...document.querySelectorAll("button, input, select, textarea, summary, nav a, [role=button]")]
  .filter((element) => element.type !== "hidden" && element.checkVisibility() && !element.closest(".unseen"))
  .filter((element) => {
    const choice = ["checkbox", "radio"].includes(element.type);
    const box = (choice && element.closest("label") || element).getBoundingClientRect();
    return box.width > 1 && (box.height < 24 || box.width < 24);
  }).map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`)"""


@pytest.mark.parametrize(("width", "enlarged"), [(320, 100), (360, 100), (1280, 200), (2560, 100)])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_and_nothing_scrolls_sideways(visit, name, width, enlarged):
    """WCAG 2.2, 1.4.4 and 1.4.10: text enlarged to 200 %, and a page of 320 CSS pixels, which is 1280 at 400 %."""
    page = visit(name, width=width)
    if enlarged == 200:
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("name", PAGES)
def test_what_is_pressed_is_large_enough(visit, name):
    """WCAG 2.2, 2.5.8: 24 pixels, but for links within a sentence or a line of text."""
    page = visit(name, width=360)
    assert page.evaluate(SMALL) == []
