"""A real browser: a question is asked, its citation opened, and the marks lie over the quoted words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from service.bootstrap import samples

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PDF = "dunmore-2020-spillovers.pdf"
SENTENCE = "Advice is concentrated: one fifth of the firms receive"
ROW = "How many engineers work in machine tools in Norland?"
SCHEMES = ("light", "dark")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs a browser at {CHROMIUM} (Debian's chromium package)"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, served):
    """Opens windows, and fails the test on anything that the browser complains of or fetches from elsewhere."""
    complaints: list[str] = []
    contexts = []

    def opened(width: int = 1400, height: int = 900, **options) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=served.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith(served.address) or complaints.append(request.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def ask(page: Page, question: str, turn: int = 1) -> None:
    page.fill("#question", question)
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector(f"#turn-{turn}")


def marks(page: Page) -> list[dict[str, float]]:
    """The marked rectangles, in points of the page."""
    return page.eval_on_selector_all(
        "rect.mark",
        "all => all.map(mark => ({x: mark.x.baseVal.value, y: mark.y.baseVal.value,"
        " width: mark.width.baseVal.value, height: mark.height.baseVal.value}))",
    )


def where_pdfium_finds(words: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the words on the sample's first page, from its top left corner, in points."""
    with pypdfium2.PdfDocument(samples() / PDF) as document:
        page = document[0]
        text = page.get_textpage()
        index, count = text.search(words, match_case=True).get_next()
        boxes = [text.get_charbox(i) for i in range(index, index + count) if text.get_text_range(i, 1).strip()]
        height = page.get_height()
        text.close()
        page.close()
    left, bottom, right, top = (f(edge) for f, edge in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))
    return left, height - top, right, height - bottom


def wait_for_image(page: Page) -> None:
    page.locator(".sheet img").first.evaluate("image => image.decode()")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_citation_opens_beside_the_conversation_with_its_words_marked(window, scheme):
    page = window(color_scheme=scheme)
    page.goto("/")
    ask(page, SENTENCE)
    page.locator("a.open", has_text="page").first.click()
    page.wait_for_selector("#pane .mark")
    wait_for_image(page)
    quoted = page.locator("#pane .quoted").inner_text()
    assert quoted in page.locator(".card blockquote").first.inner_text()

    left, top, right, bottom = where_pdfium_finds(quoted.split(",")[0][:24])
    first = marks(page)[0]
    assert first["x"] - 2 <= left and right <= first["x"] + first["width"] + 2
    assert first["y"] - 2 <= (top + bottom) / 2 <= first["y"] + first["height"] + 2

    box = page.locator("#pane .mark").first.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 900, "the mark is in view"
    picture = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")
    colours = picture.getcolors(picture.width * picture.height)
    yellow = sum(count for count, (r, g, b) in colours if r > 150 and g > 120 and b < 0.65 * r)
    ink = sum(count for count, (r, g, b) in colours if max(r, g, b) < 110)
    assert yellow > 0.4 * picture.width * picture.height and ink > 0.01 * picture.width * picture.height


def test_a_table_row_is_marked_cell_by_cell(window):
    page = window()
    page.goto("/?" + urlencode({"q": ROW}))
    figure = page.locator("figure:has(table)").first
    figure.locator("a[data-source]").first.click()
    page.wait_for_selector("#pane .mark")
    cells = figure.locator("tr:has(td)").first.locator("td").all_inner_texts()
    assert len(marks(page)) == len([cell for cell in cells if cell])


def test_the_pane_is_closed_and_turned_by_keyboard(window):
    page = window()
    page.goto("/?" + urlencode({"q": SENTENCE}))
    link = page.locator("a.open").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#pane .mark")
    page.locator("#pane a[rel=next]").first.press("Enter")
    page.wait_for_selector("#pane .leaf-title:has-text('Page 2')")
    page.keyboard.press("Escape")
    assert page.locator("#pane").is_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_a_conversation_goes_on_and_survives_a_reload(window):
    page = window()
    page.goto("/")
    ask(page, "Which harbour handled 4,120 tonnes of coal?")
    page.fill("#question", "And in which year?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-2")
    before = page.locator("#turns").inner_text()
    assert "Ostby" in page.locator("#turn-2").inner_text()
    page.reload()
    assert page.locator("#turns").inner_text() == before
    page.get_by_role("link", name="Begin a new conversation").click()
    page.wait_for_selector("#welcome")
    assert page.locator(".turn").count() == 0


def test_it_works_without_scripts(window):
    page = window(java_script_enabled=False)
    page.goto("/")
    ask(page, SENTENCE)
    ask(page, "And which of them?", turn=2)
    page.locator("#turn-1 a.open").first.click()
    page.wait_for_selector("rect.mark")
    box = page.locator("rect.mark").first.bounding_box()
    assert 0 <= box["y"] <= 900, "the mark is in view"
    page.get_by_role("link", name="Back to the answer").click()
    assert page.locator(".turn").count() == 2


def test_a_refusal_is_told_and_the_question_stays(window):
    page = window()
    page.goto("/")
    page.eval_on_selector("#question", "box => box.removeAttribute('maxlength')")
    ask(page, "word " * 500)
    assert "shorten it" in page.locator(".refusal").inner_text()


@pytest.mark.parametrize("width", [360, 390, 1400, 2560])
@pytest.mark.parametrize("address", ["/", "/library", "/?" + urlencode({"q": SENTENCE}), "/?" + urlencode({"q": ROW})])
def test_nothing_is_wider_than_the_window(window, width, address):
    page = window(width=width)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1000])
def test_on_a_narrow_screen_the_page_opens_by_itself_at_the_marks(window, width):
    page = window(width=width)
    page.goto("/?" + urlencode({"q": SENTENCE}))
    page.locator("a.open", has_text="page").first.click()
    page.wait_for_selector("main.source rect.mark")
    wait_for_image(page)
    page.wait_for_timeout(200)
    box = page.locator("rect.mark").first.bounding_box()
    assert 0 <= box["x"] < width and 0 <= box["y"] <= 900
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "address", ["/", "/library", "/?" + urlencode({"q": SENTENCE}), "/?" + urlencode({"q": "Zauberfloete?"})]
)
def test_words_stand_out_from_their_ground(window, scheme, address):
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1 for every element with text of its own."""
    page = window(color_scheme=scheme)
    page.goto(address)
    faint = page.evaluate(CONTRASTS)
    assert faint == []


CONTRASTS = """() => {
  const parse = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return {r, g, b, a}; };
  const channel = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = ({r, g, b}) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.a > 0.99) return colour;
    }
    return {r: 255, g: 255, b: 255, a: 1};
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const [one, two] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < 4.5) faint.push(`${element.className || element.tagName} ${contrast.toFixed(2)}`);
  }
  return faint;
}"""
