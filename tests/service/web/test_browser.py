"""A real browser: a question is asked, its citation opened, and the marks lie over the quoted words."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page

from service.bootstrap import samples

PDF = "dunmore-2020-spillovers.pdf"
SENTENCE = "Advice is concentrated: one fifth of the firms receive"
ROW = "How many engineers work in machine tools in Norland?"
SCHEMES = ("light", "dark")

pytestmark = [pytest.mark.slow, pytest.mark.browser]


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
def test_a_citation_opens_beside_the_conversation_with_its_words_marked(window, scheme, ask, marks):
    page = window(color_scheme=scheme)
    page.goto("/")
    ask(page, SENTENCE)
    page.locator("a.open", has_text="page").first.click()
    page.wait_for_selector("#pane .mark")
    wait_for_image(page)
    quoted = page.locator(".card blockquote").first.inner_text().strip("“” \n")

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


def test_a_table_row_is_marked_cell_by_cell(window, ask, marks):
    page = window()
    page.goto("/")
    ask(page, ROW)
    figure = page.locator("figure:has(table)").first
    figure.locator("a[data-source]").first.click()
    page.wait_for_selector("#pane .mark")
    cells = figure.locator("tr:has(td)").first.locator("td").all_inner_texts()
    assert len(marks(page)) == len([cell for cell in cells if cell])
