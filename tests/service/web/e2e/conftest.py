"""The sample literature with the real model, and every kind of page over it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from corpus.reading.read import read
from indexer.intake import take
from service import bootstrap
from service.settings import Settings
from service.web.jobs.job import Item

SAMPLES = bootstrap.samples()
ROOT = Path(__file__).resolve().parents[4]
MANUSCRIPT = ROOT / "evals" / "cases" / "manuscripts" / "programmes.md"
HELD = (
    "cardew-2019-measurement.pdf",
    "dunmore-2020-spillovers.pdf",
    "farkas-2022-policy.pdf",
    "hollis-2023-critique.docx",
)
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}
ANSWERED = "How many engineers work in machine tools in Norland?"
FOLLOW_UP = "And in furniture?"
UNANSWERED = "Who won the football world cup in 1998?"
PATIENCE = 120


@pytest.fixture(scope="session")
def samples_held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds some of the samples; copy it before changing it."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    with bootstrap.library(Settings(library=folder), create=True) as library:
        outcomes = list(take(library, [*(SAMPLES / name for name in HELD), SAMPLES / "library.bib"], read))
        assert {outcome.status for outcome in outcomes} == {"added"}
    return folder


@pytest.fixture(scope="module")
def copied(samples_held: Path, tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator[object]:
    """A server of this file's own with the samples, that its tests may change."""
    folder = tmp_path_factory.mktemp("copied") / "library"
    shutil.copytree(samples_held, folder)
    with bootstrap.library(Settings(library=folder)) as library, serve(library) as running:
        yield running


@pytest.fixture(scope="session")
def posted() -> Callable[..., str]:
    """`posted(server, address, …)`: sends a plain form, waits for the work it begins, and gives where that leads."""
    return _posted


def _posted(served, address: str, **form: object) -> str:
    got = served.client.post(address, headers=BROWSER, **form)
    assert got.status_code == 303, f"{address} gave {got.status_code}"
    place = got.headers["location"]
    return _ended(served.client, place)["result"] if place.startswith("/jobs/") else place.split("#")[0]


def _ended(client: httpx.Client, place: str) -> dict[str, str]:
    until = time.monotonic() + PATIENCE
    while (job := client.get(f"/api/v1{place}").json())["status"] not in ("done", "failed", "cancelled"):
        assert time.monotonic() < until, job
        time.sleep(0.02)
    assert job["status"] == "done", job
    return job


class Places:
    """A page of every kind, made when it is first asked for."""

    def __init__(self, served) -> None:
        self._served = served
        self._made: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._made:
            self._made[name] = getattr(self, "_" + name.replace(" ", "_"))()
        return self._made[name]

    def _ask(self) -> str:
        return "/"

    def _answer(self) -> str:
        return _posted(self._served, "/", data={"question": ANSWERED})

    def _not_found(self) -> str:
        return _posted(self._served, "/", data={"question": UNANSWERED})

    def _history(self) -> str:
        return "/conversations"

    def _edit(self) -> str:
        return f"/library/{self._pdf().id}/edit"

    def _library(self) -> str:
        return "/library"

    def _document(self) -> str:
        return f"/library/{self._pdf().id}"

    def _source(self) -> str:
        span = self._served.library.document(self._pdf()).sentences[6]
        return f"/d/{self._pdf().id}?start={span.start}&end={span.end}"

    def _text_source(self) -> str:
        text = next(holding for holding in self._served.library.holdings() if holding.name.endswith(".docx"))
        span = self._served.library.document(text).sentences[6]
        return f"/d/{text.id}?start={span.start}&end={span.end}"

    def _reviews(self) -> str:
        return "/review"

    def _review(self) -> str:
        return _posted(self._served, "/review", files={"file": (MANUSCRIPT.name, MANUSCRIPT.read_bytes())})

    def _audit(self) -> str:
        return _posted(self._served, "/audit")

    def _job(self) -> str:
        items = [Item("a.pdf", "added", "14 pages", "/library"), Item("b.pdf", "failed", "b.pdf is cut off")]
        job = self._served.board.submit("reading", "here", "Reading 2 files", lambda teller: "", items=items)
        _ended(self._served.client, f"/jobs/{job.id}")
        return f"/jobs/{job.id}"

    def _problem(self) -> str:
        return "/nothing-here"

    def _pdf(self):
        return next(holding for holding in self._served.library.holdings() if holding.name.startswith("dunmore"))


@pytest.fixture(scope="module")
def places(copied) -> Places:
    """A page of every kind, by name."""
    return Places(copied)


@pytest.fixture
def visit(copied, places, window, complaints) -> Callable[..., Page]:
    """`visit(name, …)`: a window on that kind of page; the rest goes to the window."""

    def visited(name: str, **options) -> Page:
        page = window(at=copied, **options)
        address = places[name]
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if name == "problem":  # The browser says of its own accord that there is no such page.
            complaints[:] = [line for line in complaints if "status of 404" not in line]
        return page

    return visited
