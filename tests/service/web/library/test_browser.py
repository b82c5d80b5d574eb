"""The library's page in a real browser: files are dropped, watched, stopped, and what is known of them corrected."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.bootstrap import samples
from service.server_limits import ServerLimits

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PDF = "dunmore-2020-spillovers.pdf"


def drop(page: Page, *paths: Path) -> None:
    """Drops files or folders of the disk onto the page, as the desktop does."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 600, "data": data})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a paper in a folder of its own, its bibliography, and what is none of a library's business."""
    papers = tmp_path / "papers"
    (papers / "deep").mkdir(parents=True)
    (papers / "deep" / "mills.txt").write_text("One long sentence tells of the mills by the river.")
    (papers / "ropes.md").write_text("# On Ropes\n\nThe rope walk of Vikmo was three hundred metres long.")
    (papers / "all.bib").write_text("@book{ropes, title={Cordage}, author={Tar, Ada}, year={1901}, file={ropes.md}}")
    (papers / ".hidden.txt").write_text("Nobody should read this sentence.")
    (papers / "photograph.jpg").write_bytes(b"\xff\xd8\xff")
    return papers


def test_a_dropped_folder_comes_in_with_its_bibliography_and_the_list_follows(empty, window, folder):
    page = window(at=empty)
    page.goto("/library")
    drop(page, folder, samples() / PDF)
    page.wait_for_selector(".job[data-status=done]")
    rows = page.locator(".job .items li")
    assert sorted(rows.locator("strong").all_inner_texts()) == [PDF, "mills.txt", "ropes.md"]
    assert all(text.startswith("added: ") for text in rows.locator("> span").all_inner_texts())
    page.wait_for_selector(".holding:nth-child(3)")
    assert "Cordage" in page.locator("#held").inner_text() and "3 documents" in page.locator("#size").inner_text()
    page.locator(".items a", has_text="ropes.md").click()
    page.wait_for_url("**/library/*")
    assert page.locator("h1").inner_text() == "Cordage"


def test_a_file_dropped_beside_the_form_does_not_leave_the_page(empty, window, tmp_path):
    page = window(at=empty)
    page.goto("/library")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a paper")
    drop(page, tmp_path / "picture.jpg")
    page.wait_for_selector(".job .items .failed")
    assert "JPEG" in page.locator(".job .items .failed").inner_text()
    assert page.url.endswith("/library") and page.locator(".upload.over").count() == 0


def test_chosen_files_are_watched_left_come_back_to_and_stopped(tmp_path, serve, window):
    gate = threading.Event()

    def slow(path: Path) -> object:
        gate.wait(30)
        return read(path)

    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"The paper {name} tells of mills by the river.")
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library, serve(library, read=slow) as server:
        page = window(at=server)
        page.goto("/library")
        page.set_input_files("#files", [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")])
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_selector(".items .reading")
        page.goto("/")
        page.goto("/library")
        page.wait_for_selector(".items .reading")
        assert page.locator(".job .line").inner_text() == "Reading a.txt: 0 of 3."
        page.get_by_role("button", name="Stop").click()
        gate.set()
        page.wait_for_selector(".job[data-status=cancelled]")
        assert page.locator(".job .line").inner_text() == "This was stopped. 1 added, 2 not read."
        page.wait_for_selector(".holding")
        assert [holding.name for holding in library.holdings()] == ["a.txt"]


def test_files_that_are_too_large_are_said_before_they_are_sent(tmp_path, serve, window):
    (tmp_path / "large.txt").write_text("A sentence about mills. " * 100_000)
    (tmp_path / "small.txt").write_text("One sentence tells of the mills by the river.")
    with (
        Library(tmp_path / "library", HashingEncoder(64), create=True) as library,
        serve(library, limits=ServerLimits(upload_bytes=2_000_000)) as server,
    ):
        page = window(at=server)
        page.goto("/library")
        page.set_input_files("#files", [tmp_path / "large.txt", tmp_path / "small.txt"])
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_selector(".holding")
        assert "large.txt: too large, the most is 1 MB" in page.locator("#said").inner_text()
        page.get_by_role("button", name="Add", exact=True).click()
        assert page.locator("#said").inner_text() == "Choose files or a folder first."


def test_a_table_opens_beside_the_page_of_its_document(served, window):
    (holding,) = [holding for holding in served.library.holdings() if holding.name == PDF]
    page = window()
    page.goto(f"/library/{holding.id}")
    page.locator(".parts a").first.click()
    page.wait_for_selector("#pane .mark")
    assert page.url.endswith(f"/library/{holding.id}")


@pytest.mark.parametrize("scripts", [True, False])
def test_data_are_corrected_taken_back_and_the_document_removed(held, window, complaints, scripts):
    page = window(at=held, java_script_enabled=scripts)
    page.goto("/library")
    page.get_by_role("link", name="On Ropes", exact=True).click()
    page.get_by_role("link", name="Correct its data").click()
    page.fill("#field-title", "On Cordage")
    page.fill("#field-year", "long ago")
    page.get_by_role("button", name="Save").click()
    assert "'long ago' is no year" in page.get_by_role("alert").inner_text()
    assert page.input_value("#field-title") == "On Cordage"
    page.fill("#field-year", "1902")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/library/*#fields")
    assert page.locator("h1").inner_text() == "On Cordage"
    assert "read as “On Ropes”" in page.locator(".by-hand").first.inner_text()
    page.get_by_role("button", name="Take back the Title").click()
    page.wait_for_selector("h1:has-text('On Ropes')")
    page.locator(".remove summary").click()
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/library")
    assert held.library.holdings() == ()
    # The browser notes that the first form was refused.
    complaints[:] = [complaint for complaint in complaints if "status of 422" not in complaint]


@pytest.mark.parametrize("address", ["/library", "/library/{id}", "/library/{id}/edit"])
def test_nothing_is_wider_than_a_narrow_window(served, window, address):
    (holding,) = [holding for holding in served.library.holdings() if holding.name == PDF]
    page = window(320, 700)
    page.goto(address.replace("{id}", holding.id))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
