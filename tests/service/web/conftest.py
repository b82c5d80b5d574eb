"""The real server over HTTP, on libraries of small documents."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service import bootstrap
from service.web.app import create_app
from service.web.desk import Desk
from service.web.jobs.board import Board

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = bootstrap.samples()
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
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PDFS = ("cardew-2019-measurement.pdf", "dunmore-2020-spillovers.pdf")

PAPER = """# Harbours of the north

Abel Example, 2011

## Growth of the quays

The harbour of Ostby handled 4,120 tonnes of coal in 1887. Its quay was rebuilt twice [1].

| Harbour | Tonnes | Year |
|---|---|---|
| Ostby | 4120 | 1887 |
| Vikmo | 3015 | 1887 |

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""

HOSTILE_NAME = "<img src=x onerror=alert(1)> \u202eropes\n.txt"

HOSTILE = """<script>alert("text")</script> stands in this sentence about rope walks & tar.

\u202eA sentence about anchors\u202c "quoted" 'twice' {{ 7 * 7 }} and a bell \x07 within it.
"""


@dataclass(frozen=True)
class Served:
    """A running server: a client of it, and the library, the board and the desk behind it."""

    client: httpx.Client
    library: Library
    address: str
    board: Board
    desk: Desk


@contextmanager
def serving(library: Library, **options: object) -> Iterator[Served]:
    app = create_app(library, bootstrap.asker(library), options.pop("read", read), **options)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            yield Served(client, library, address, app.state.desk.board, app.state.desk)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of several kinds, with a bibliography beside them."""
    folder = tmp_path_factory.mktemp("shelf")
    for name in (*PDFS, "library.bib"):
        shutil.copy(SAMPLES / name, folder / name)
    (folder / "harbours.md").write_text(PAPER, encoding="utf-8")
    (folder / HOSTILE_NAME).write_text(HOSTILE, encoding="utf-8")
    (folder / "long.txt").write_text("\n\n".join(f"Paragraph {n} tells of mills." for n in range(900)), "utf-8")
    return folder


@pytest.fixture(scope="session")
def served(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for tests that change nothing."""
    with Library(tmp_path_factory.mktemp("library"), HashingEncoder(256), create=True) as library:
        outcomes = list(take(library, files_in([shelf]), read))
        assert [outcome.detail for outcome in outcomes if outcome.status != "added"] == []
        with serving(library) as running:
            yield running


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """A server of its own, with an empty library."""
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library, serving(library) as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Callable[..., object]:
    return serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that drive a browser are skipped where there is none."""
    if CHROMIUM.exists():
        return
    missing = pytest.mark.skip(reason=f"needs a browser at {CHROMIUM} (Debian's chromium package)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file; None of its windows see each other's cookies."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of in a test, which fails it."""
    return []


@pytest.fixture
def window(chromium: Browser, request: pytest.FixtureRequest, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens windows, and fails the test on anything that the browser complains of or fetches from elsewhere.

    `window(width, height, at=server, …)`: `served` unless told otherwise; the rest goes to the browser's context.
    """
    contexts = []

    def opened(width: int = 1400, height: int = 900, at: Served | None = None, **options) -> Page:
        server = at or request.getfixturevalue("served")
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=server.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: sent.url.startswith((server.address, "blob:")) or complaints.append(sent.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def ask() -> Callable[..., None]:
    """Asks a question in the box of the page, and waits for its turn."""

    def asked(page: Page, question: str, turn: int = 1) -> None:
        page.fill("#question", question)
        page.get_by_role("button", name="Ask", exact=True).click()
        page.wait_for_selector(f"#turn-{turn}")

    return asked


@pytest.fixture(scope="session")
def marks() -> Callable[[Page], list[dict[str, float]]]:
    """The marked rectangles of a window, in points of the page."""

    def rectangles(page: Page) -> list[dict[str, float]]:
        return page.eval_on_selector_all(
            "rect.mark",
            "all => all.map(mark => ({x: mark.x.baseVal.value, y: mark.y.baseVal.value,"
            " width: mark.width.baseVal.value, height: mark.height.baseVal.value}))",
        )

    return rectangles


class Outline(HTMLParser):
    """The tags of a page with their attributes, and the text that is marked in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked = ""
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag in ("mark", "script", "style"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data):
        if self._open and self._open[-1] == "mark":
            self.marked += data
        assert not {"script", "style"} & {*self._open} or not data.strip(), "a script or a style within the page"

    def attributes(self, tag: str, name: str) -> list[str]:
        return [attributes[name] or "" for found, attributes in self.tags if found == tag and name in attributes]


@pytest.fixture(scope="session")
def outline() -> type[Outline]:
    """`outline(html)`: its tags, and the text that is marked in it."""
    return Outline


@pytest.fixture(scope="session")
def page_of() -> Callable[..., str]:
    """`page_of(server, address, status=200)`: the page there, in which no attribute acts and no link leads away."""

    def shown(served: Served, address: str, status: int = 200) -> str:
        got = served.client.get(address, headers=BROWSER)
        assert got.status_code == status, got.text
        assert got.headers["content-type"] == "text/html; charset=utf-8"
        for tag, attributes in Outline(got.text).tags:
            assert "style" not in attributes and not any(name.startswith("on") for name in attributes), (
                tag,
                attributes,
            )
            for name in ("href", "src", "action"):
                assert not re.match(r"(?:[a-z]+:|//)", attributes.get(name) or ""), (tag, attributes)
        return got.text

    return shown


@pytest.fixture(scope="session")
def problem() -> Callable[[httpx.Response, int, str], str]:
    """`problem(response, status, code)`: the problem's one line, having the members that RFC 9457 names."""

    def line(response: httpx.Response, status: int, code: str) -> str:
        assert response.headers["content-type"] == "application/problem+json"
        body = response.json()
        assert (response.status_code, body["status"], body["code"]) == (status, status, code), body
        assert set(body) == {"type", "title", "status", "detail", "code", "request"}
        assert body["request"] == response.headers["x-request-id"]
        assert "\n" not in body["detail"] and "Traceback" not in response.text
        assert "/tmp" not in response.text and str(ROOT) not in response.text
        return str(body["detail"])

    return line
