"""The page of work in the background, in a real browser."""

from __future__ import annotations

import threading

import pytest

from service.web.desk import READING
from service.web.jobs.job import Item
from service.web.reader import HERE

PATIENCE = 20
TOLD = (
    "window.told = []; new MutationObserver(() => window.told.push(said.textContent)).observe(said, {childList: true})"
)

pytestmark = [pytest.mark.slow, pytest.mark.browser]


class Work:
    """Work in two steps, each let through by the test."""

    def __init__(self, result: str = "/library", ticks: int = 1) -> None:
        self.gates = [threading.Event(), threading.Event()]
        self._result = result
        self._ticks = ticks

    def __call__(self, teller) -> str:
        teller("Reading pages", 1, 40)
        assert self.gates[0].wait(PATIENCE)
        for tick in range(self._ticks):
            teller("Reading pages", 2 + tick, 40)
        teller.item(0, Item("<b>a</b>\u202e.pdf", "added", "14 pages", "/library"))
        assert self.gates[1].wait(PATIENCE)
        teller("Putting it in", 40, 40)
        return self._result

    def open(self) -> None:
        for gate in self.gates:
            gate.set()


@pytest.fixture
def started(empty):
    works: list[Work] = []

    def submit(work: Work) -> str:
        works.append(work)
        return empty.board.submit(READING, HERE, "Reading a.pdf", work, items=[Item("a.pdf")]).id

    yield submit
    for work in works:
        work.open()


def test_it_goes_on_by_itself_and_leads_to_what_came_of_it(window, empty, started):
    work = Work()
    page = window(at=empty)
    page.goto(f"/jobs/{started(work)}")
    page.wait_for_selector("#line:has-text('Reading pages: 1 of 40.')")
    work.gates[0].set()
    page.wait_for_selector("#items li.added")
    assert page.locator("#progress").get_attribute("value") == "2"
    assert page.locator("#items strong").inner_text() == "<b>a</b>\ufffd.pdf"
    work.gates[1].set()
    page.wait_for_url("**/library")


def test_screen_readers_hear_of_changes_and_not_of_every_tick(window, empty, started):
    work = Work(result="", ticks=30)
    page = window(at=empty)
    page.goto(f"/jobs/{started(work)}")
    page.wait_for_selector("#said:has-text('Reading pages')", state="attached")
    page.evaluate(TOLD)
    work.open()
    page.wait_for_selector("#line:has-text('Done.')")
    assert page.evaluate("window.told") == ["Done."]


def test_it_is_stopped_and_the_focus_goes_on(window, empty, started):
    work = Work()
    page = window(at=empty)
    page.goto(f"/jobs/{started(work)}")
    page.get_by_role("button", name="Stop").focus()
    with page.expect_response(lambda got: got.request.method == "DELETE"):
        page.keyboard.press("Enter")
    work.open()
    page.wait_for_selector("#line:has-text('This was stopped.')")
    assert page.locator("#stop").count() == 0 and page.locator("#progress").is_hidden()
    assert page.evaluate("document.activeElement.closest('#onward') !== null")


def test_it_works_without_scripts(window, empty, started):
    work = Work()
    page = window(at=empty, java_script_enabled=False)
    page.goto(f"/jobs/{started(work)}")
    assert page.locator("noscript").count() and page.get_by_role("button", name="Stop").is_visible()
    work.open()
    page.wait_for_url("**/library", timeout=PATIENCE * 1000)
    page.wait_for_load_state("networkidle")  # What the page loads last isn't to be refused by a server that ends.


def test_it_is_looked_for_again_where_events_do_not_come_through(window, empty, started, complaints):
    work = Work(result="")
    page = window(at=empty)
    page.route("**/events", lambda route: route.abort())
    page.goto(f"/jobs/{started(work)}")
    page.wait_for_selector("#line:has-text('Reading pages: 1 of 40.')")
    work.open()
    page.wait_for_selector("#line:has-text('Done.')", timeout=PATIENCE * 1000)
    complaints[:] = [line for line in complaints if "ERR_FAILED" not in line]


def test_work_that_the_server_no_longer_knows_is_told_so(window, empty, started, complaints):
    work = Work()
    page = window(at=empty)
    page.route("**/events", lambda route: route.abort())
    page.route("**/api/v1/jobs/*", lambda route: route.fulfill(status=404, json={"detail": "no such work"}))
    page.goto(f"/jobs/{started(work)}")
    page.wait_for_selector("#line.refusal:has-text('no longer knows')", timeout=PATIENCE * 1000)
    complaints[:] = [line for line in complaints if "ERR_FAILED" not in line and "404" not in line]
