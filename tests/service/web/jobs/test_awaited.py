"""Work that somebody waits for goes the way of every other job, and however it ends there is one clear answer."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus.document import Document
from corpus.reading.read import read
from indexer.catalogue import Holding
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service import bootstrap
from service.server_limits import ServerLimits
from service.settings import Settings
from service.web.jobs.awaited import LOOK_SECONDS
from service.web.jobs.labour_elsewhere import LabourElsewhere

API = "/api/v1"
PATIENCE = 300
MANUSCRIPT = b"# Mills\n\nMills stand by the river (Abel, 1901). About 40% of them turn.\n"


def files(*names: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, f"The mill of {name} turns.".encode())) for name in names]


class Slow:
    """Reads the first file at once, and holds every other up."""

    def __init__(self) -> None:
        self.is_held, self.goes_on = threading.Event(), threading.Event()

    def __call__(self, path: Path) -> Document:
        if path.name != "a.txt":
            self.is_held.set()
            assert self.goes_on.wait(PATIENCE)
        return read(path)


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.goes_on.set()


@pytest.fixture
def server(tmp_path, serve, slow):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library, read=slow) as running:
        try:
            yield running
        finally:
            slow.goes_on.set()


@pytest.fixture
def hold_up(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], AbstractContextManager[threading.Event]]:
    """Keeps every correction from being put in as long as it is open; what it gives is set once there is one."""

    @contextmanager
    def holding(server: Any) -> Iterator[threading.Event]:
        is_held, goes_on, put_in = threading.Event(), threading.Event(), server.library.correct

        def held_up(*given: Any) -> Holding:
            is_held.set()
            assert goes_on.wait(PATIENCE)
            return put_in(*given)

        monkeypatch.setattr(server.library, "correct", held_up)
        try:
            yield is_held
        finally:
            goes_on.set()

    return holding


def soon(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


@contextmanager
def sent(request: Callable[[], httpx.Response]) -> Iterator[list[httpx.Response]]:
    """What a request is answered that is sent meanwhile."""
    answers: list[httpx.Response] = []
    sending = threading.Thread(target=lambda: answers.append(request()))
    sending.start()
    yield answers
    sending.join(PATIENCE)


def uploading(server, *names: str) -> Callable[[], httpx.Response]:
    return lambda: httpx.post(f"{server.address}{API}/documents", files=files(*names), timeout=PATIENCE)


def checking(server, name: str = "b.md", content: bytes = MANUSCRIPT) -> Callable[[], httpx.Response]:
    return lambda: httpx.post(f"{server.address}{API}/review", files={"file": (name, content)}, timeout=PATIENCE)


def test_it_is_a_job_like_others_while_it_lasts_and_none_afterwards(server, slow):
    with sent(uploading(server, "a.txt", "b.txt")) as answers:
        assert slow.is_held.wait(PATIENCE)
        (job,) = server.client.get(f"{API}/jobs").json()["jobs"]
        assert [item["status"] for item in job["items"]] == ["added", "reading"]
        slow.goes_on.set()
    assert [outcome["status"] for outcome in answers[0].json()["outcomes"]] == ["added", "added"]
    assert server.client.get(f"{API}/jobs").json() == {"jobs": []}


def test_a_check_that_is_not_kept_leaves_no_job_either(server, slow):
    slow.goes_on.set()
    assert checking(server)().json()["document"] == "b.md"
    assert server.client.get(f"{API}/jobs").json() == {"jobs": []}
    assert server.client.get(f"{API}/reviews").json() == {"reviews": []}


def test_what_cannot_be_read_is_refused_as_before(server, slow, problem):
    slow.goes_on.set()
    told = problem(checking(server, "empty.md", b" \n")(), 422, "upload_refused")
    assert told.startswith("empty.md")


def test_a_client_that_goes_away_lets_go_of_the_rest(server, slow):
    body = httpx.Request("POST", f"{server.address}{API}/documents", files=files("a.txt", "b.txt", "c.txt"))
    head = f"POST {API}/documents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + "".join(
        f"{name}: {body.headers[name]}\r\n" for name in ("Content-Type", "Content-Length")
    )
    with socket.create_connection((body.url.host, body.url.port)) as connection:
        connection.sendall(head.encode() + b"\r\n" + body.read())
        assert slow.is_held.wait(PATIENCE)
    soon(lambda: server.client.get(f"{API}/jobs").json()["jobs"][0]["stopping"])
    slow.goes_on.set()
    soon(lambda: server.client.get(f"{API}/jobs").json()["jobs"][0]["status"] == "cancelled")
    assert server.client.get(f"{API}/documents").json()["total"] == 2


def test_a_correction_waits_for_no_upload_and_leaves_no_job(server, slow):
    with sent(uploading(server, "a.txt", "b.txt")):
        assert slow.is_held.wait(PATIENCE)
        (held,) = server.library.holdings()
        corrected = server.client.patch(f"{API}/documents/{held.id}", json={"title": "On Mills"})
        assert (corrected.status_code, corrected.json()["title"]) == (200, "On Mills")
        assert [job["kind"] for job in server.client.get(f"{API}/jobs").json()["jobs"]] == ["reading"]
        slow.goes_on.set()


def test_a_correction_goes_on_where_whoever_sent_it_leaves(server, slow, hold_up):
    slow.goes_on.set()
    uploading(server, "a.txt")()
    (held,) = server.library.holdings()
    body = b'{"title": "On Mills"}'
    head = (
        f"PATCH {API}/documents/{held.id} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with hold_up(server) as is_held:
        with socket.create_connection((server.client.base_url.host, server.client.base_url.port)) as connection:
            connection.sendall(head.encode() + body)
            assert is_held.wait(PATIENCE)
        time.sleep(2 * LOOK_SECONDS)
    soon(lambda: server.library.holding(held.id).record.text("title") == "On Mills")
    soon(lambda: server.client.get(f"{API}/jobs").json()["jobs"][0]["status"] == "done")


def test_one_that_is_stopped_in_the_list_says_so(server, slow, problem):
    with sent(uploading(server, "a.txt", "b.txt", "c.txt")) as answers:
        assert slow.is_held.wait(PATIENCE)
        (job,) = server.client.get(f"{API}/jobs").json()["jobs"]
        server.client.delete(f"{API}/jobs/{job['id']}")
        slow.goes_on.set()
    assert "begin it again" in problem(answers[0], 503, "work_stopped")


def test_the_end_of_the_server_is_told_to_who_waits(tmp_path, serve, slow, problem):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library:
        with serve(library, read=slow) as server, sent(uploading(server, "a.txt", "b.txt", "c.txt")) as answers:
            assert slow.is_held.wait(PATIENCE)
            threading.Timer(0.5, slow.goes_on.set).start()
            server.desk.stop()
        assert "once it has been started" in problem(answers[0], 503, "stopping")
        assert [holding.name for holding in library.holdings()] == ["a.txt", "b.txt"]


def test_nobody_waits_for_ever_behind_others(tmp_path, serve, slow, problem):
    limits = ServerLimits(answer_seconds=1)
    with (
        Library(tmp_path / "l", HashingEncoder(8), create=True) as library,
        serve(library, read=slow, limits=limits) as server,
    ):
        job = server.client.post(f"{API}/documents?background=true", files=files("b.txt")).json()
        assert slow.is_held.wait(PATIENCE)
        refused = uploading(server, "c.txt")()
        assert "in the background" in problem(refused, 503, "busy") and refused.headers["retry-after"] == "5"
        slow.goes_on.set()
        soon(lambda: server.client.get(f"{API}/jobs/{job['id']}").json()["status"] == "done")
        assert [holding.name for holding in library.holdings()] == ["b.txt"]


def never(path: Path) -> Document:
    raise AssertionError(f"{path} was read in the server")


@pytest.fixture
def elsewhere(tmp_path, serve):
    """A server that labours in processes of their own, and its labour."""
    settings = Settings(library=tmp_path / "library", encoder="hashing-64")
    with (
        bootstrap.library(settings, create=True) as library,
        LabourElsewhere(settings, library) as labour,
        serve(library, read=never, labour=labour) as server,
    ):
        yield server, labour


@pytest.mark.slow
def test_files_are_read_and_manuscripts_checked_outside_the_server(elsewhere, problem):
    server, labour = elsewhere
    (outcome,) = uploading(server, "a.txt")().json()["outcomes"]
    (held,) = server.client.get(f"{API}/documents").json()["documents"]
    assert outcome == {"file": "a.txt", "status": "added", "detail": "", "document": held}
    assert [each["status"] for each in uploading(server, "a.txt")().json()["outcomes"]] == ["unchanged"]
    assert checking(server)().json()["document"] == "b.md"
    assert problem(checking(server, "m.pdf", b"%PDF-nothing")(), 422, "upload_refused").startswith("m.pdf")
    for process in (labour._reading._process, labour._checking._process):
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.slow
def test_a_process_that_dies_is_said_and_what_it_was_at_is_not_half_there(elsewhere, problem, tmp_path):
    server, labour = elsewhere
    assert uploading(server, "a.txt")().status_code == 200
    with sent(uploading(server, *(f"{number}.txt" for number in range(200)))) as answers:
        soon(lambda: any(job["done"] for job in server.client.get(f"{API}/jobs").json()["jobs"]))
        os.kill(labour._reading._process.pid, signal.SIGKILL)
    assert "SIGKILL" in problem(answers[0], 503, "adding_stopped")
    held = server.client.get(f"{API}/documents").json()["total"]
    assert held < 201 and len(list((tmp_path / "library" / "files").rglob("*.*"))) <= held + 1
    assert uploading(server, "z.txt")().status_code == 200


@pytest.mark.slow
def test_one_that_leaves_stops_what_is_being_read_for_it(elsewhere):
    server, _ = elsewhere
    assert uploading(server, "a.txt")().status_code == 200
    heavy = [("files", ("heavy.txt", "\n\n".join(f"Mill {n} turns." for n in range(50_000)).encode()))]
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{server.address}{API}/documents", files=heavy, timeout=2)
    began = time.monotonic()
    soon(lambda: all(job["status"] == "cancelled" for job in server.client.get(f"{API}/jobs").json()["jobs"]))
    assert time.monotonic() - began < 30
    assert server.client.get(f"{API}/documents").json()["total"] == 1
