"""One long way through everything: upload, ask, open, follow up, review, dismiss, export; and it is all kept."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page

from service.bootstrap import samples

PAPER = "edlund-2021-comparison.pdf"
QUESTION = "How large is the wage premium in Norland?"
FOLLOW_UP = "And in Sudmark?"
REASON = "The survey is our own; it needs no source."
MANUSCRIPT = Path(__file__).resolve().parents[4] / "evals" / "cases" / "manuscripts" / "programmes.md"
PATIENCE_MS = 120_000

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def dropped(page: Page, selector: str, *files: Path) -> None:
    """Drag files from outside over the element, and drop them there, as the desktop would."""
    box = page.locator(selector).bounding_box()
    wire = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        wire.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})


def found_by_pdfium(path: Path, number: int, words: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each character of the words on a page, in points from its top left corner."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        text = page.get_textpage()
        index, count = text.search(words, match_case=True).get_next()
        height = page.get_height()
        boxes = [text.get_charbox(i) for i in range(index, index + count) if text.get_text_range(i, 1).strip()]
        text.close()
        page.close()
    return [(left, height - top, right, height - bottom) for left, bottom, right, top in boxes]


def covered(place: tuple[float, float, float, float], marks: list[dict[str, float]]) -> bool:
    """Whether a character's middle lies within a mark."""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return any(
        mark["x"] <= x <= mark["x"] + mark["width"] and mark["y"] <= y <= mark["y"] + mark["height"] for mark in marks
    )


def test_a_paper_is_put_in_asked_opened_reviewed_against_and_exported(window, copied, ask, marks, tmp_path):
    page = window(at=copied)
    paper = shutil.copy(samples() / PAPER, tmp_path / PAPER)

    page.goto("/library")
    dropped(page, "#upload", Path(paper))
    page.locator("main").get_by_text("added").first.wait_for(timeout=PATIENCE_MS)
    assert PAPER in [holding.name for holding in copied.library.holdings()]

    page.goto("/")
    ask(page, QUESTION)
    answer = page.locator("#turn-1").inner_text()
    page.locator("#turn-1 a[data-source]", has_text="page").first.click()
    page.wait_for_selector("#pane .mark")
    page.locator("#pane .sheet img").first.evaluate("image => image.decode()")
    quoted = page.locator("#turn-1 .card blockquote").first.inner_text().strip("“”\n ")
    number = int(re.search(r"\d+", page.locator("#pane .leaf-title").first.inner_text()).group())
    words = " ".join(quoted.split()[:3])
    places = found_by_pdfium(Path(paper), number, words)
    assert places and all(covered(place, marks(page)) for place in places), words

    page.keyboard.press("Escape")
    ask(page, FOLLOW_UP, turn=2)
    conversation = page.url.split("#")[0]
    page.reload()
    assert page.locator("#turn-1").inner_text() == answer and page.locator("#turn-2").is_visible()
    exports = {form: exported(page, form) for form in ("docx", "html", "markdown")}
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(exports["docx"])).namelist()
    assert quoted.split("\n")[0][:30] in html.unescape(exports["html"].decode())
    assert b"<script" not in exports["html"] and quoted[:30] in exports["markdown"].decode()

    page.goto("/review")
    page.set_input_files("#file", MANUSCRIPT)
    if page.get_by_role("button", name="Check it").is_visible():
        page.get_by_role("button", name="Check it").click()
    page.wait_for_selector(".finding", timeout=PATIENCE_MS)
    review = page.url.split("#")[0].split("?")[0]
    finding = page.locator(".finding:visible").first
    key = finding.get_attribute("data-finding")
    finding.get_by_text("Dismiss …").click()
    finding.get_by_label("Dismiss, because").fill(REASON)
    finding.get_by_role("button", name="Dismiss", exact=True).click()
    page.locator(f"#finding-{key}[data-decision=dismissed]").wait_for(state="attached")
    report = json.loads(downloaded(page, page.get_by_role("link", name="JSON", exact=True)))
    assert [found for found in report["findings"] if REASON in json.dumps(found)] != []
    assert REASON in html.unescape(downloaded(page, page.get_by_role("link", name="Report (HTML)")).decode())

    for address in ("/", "/library", conversation, review):
        page.goto(address)
        page.reload()
    page.locator(f"#finding-{key}[data-decision=dismissed]").wait_for(state="attached")
    page.goto(conversation)
    assert page.locator("#turn-1").inner_text() == answer and page.locator("#turn-2").is_visible()
    page.goto("/library")
    assert PAPER in page.locator("main").inner_text()


def exported(page: Page, form: str) -> bytes:
    """The conversation on the page, as its export form gives it."""
    chooser = page.locator("form[action$=export]")
    folded = page.locator("details:has(form[action$=export]):not([open]) > summary")
    if folded.count():
        folded.click()
    chooser.locator("select[name=form], select[name=format]").first.select_option(form)
    return downloaded(page, chooser.get_by_role("button"))


def downloaded(page: Page, pressed: Locator) -> bytes:
    """The file that comes of pressing a link or a button."""
    with page.expect_download() as coming:
        pressed.click()
    return Path(coming.value.path()).read_bytes()
