"""Stopping: what is being answered is answered, listeners are let go, and what was interrupted is listed later."""

from __future__ import annotations

import re
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.server_limits import ServerLimits
from service.web.jobs_stopped import NAME

API = "/api/v1"


def files(*names: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, f"The mill of {name} turns.".encode())) for name in names]


class Slow:
    """Reads the first file at once and is held up at the second."""

    def __init__(self) -> None:
        self.is_held, self.goes_on = threading.Event(), threading.Event()

    def __call__(self, path: Path):
        if path.name != "a.txt":
            self.is_held.set()
            self.goes_on.wait(20)
        return read(path)


def test_what_was_interrupted_is_listed_when_it_starts_again(tmp_path, serve):
    slow = Slow()
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library:
        with serve(library, read=slow) as server:
            job = server.client.post(f"{API}/documents?background=true", files=files("a.txt", "b.txt", "c.txt")).json()
            waiting = server.client.post(f"{API}/documents?background=true", files=files("d.txt")).json()
            assert slow.is_held.wait(20)
            threading.Timer(0.5, slow.goes_on.set).start()
        assert (library.folder / NAME).exists()
        with serve(library) as server:
            told = server.client.get(f"{API}/jobs/{job['id']}").json()
            assert told["status"] == "failed" and told["problem"].startswith("interrupted: the server was stopped")
            assert re.search(r"[12] of its 3 files are in the library", told["problem"])
            assert len(server.client.get(f"{API}/documents").json()["documents"]) in (1, 2)
            assert "begin it again" in server.client.get(f"{API}/jobs/{waiting['id']}").json()["problem"]
            page = server.client.get(f"/jobs/{job['id']}", headers={"accept": "text/html"})
            assert page.status_code == 200 and "nterrupted: the server was stopped" in page.text
            assert not (library.folder / NAME).exists()
        with serve(library) as server:
            assert server.client.get(f"{API}/jobs").json() == {"jobs": []}


def test_what_is_done_or_was_let_go_of_is_not(tmp_path, serve):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library:
        with serve(library) as server:
            id = server.client.post(f"{API}/documents?background=true", files=files("a.txt")).json()["id"]
            while server.client.get(f"{API}/jobs/{id}").json()["status"] != "done":
                time.sleep(0.05)
        assert not (library.folder / NAME).exists()


@pytest.mark.parametrize("damaged", [b"", b"[", b'[{"reader": 3}]', b"\xff" * 100])
def test_a_damaged_list_keeps_no_server_from_starting(tmp_path, serve, damaged):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library:
        (library.folder / NAME).write_bytes(damaged)
        with serve(library) as server:
            assert server.client.get("/readyz").status_code == 200


@contextmanager
def started(pincite, *arguments, **environment):
    process = pincite.start("serve", "--port", "0", *arguments, **environment)
    try:
        yield process, re.search(r"http://\S+/", process.stdout.readline()).group()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=30)


@pytest.mark.slow
def test_sigterm_lets_answers_end_and_listeners_go(pincite):
    with started(pincite) as (process, address):
        begun = httpx.post(f"{address}api/v1/documents?background=true", files=files("a.txt"), timeout=60).json()
        idle = socket.create_connection((httpx.URL(address).host, httpx.URL(address).port))
        with httpx.stream("GET", f"{address}api/v1/jobs/{begun['id']}/events", timeout=60) as events:
            process.send_signal(signal.SIGTERM)
            assert "event: job" in "".join(events.iter_text())
        _, err = process.communicate(timeout=30)
        idle.close()
    assert process.returncode == 0, err
    assert "Traceback" not in err


@pytest.mark.slow
def test_a_long_upload_is_broken_off_and_listed(pincite, tmp_path):
    with started(pincite) as (process, address):
        id = upload_of_forty(address)
        wait_for(address, id, 3)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        assert time.monotonic() - began < 2 * ServerLimits().stop_seconds + 5
        assert process.returncode == 0 and "Traceback" not in err and "Exception ignored" not in err, err
    with started(pincite) as (_, address):
        told = httpx.get(f"{address}api/v1/jobs/{id}", timeout=60).json()
        held = httpx.get(f"{address}api/v1/documents", timeout=60).json()["total"]
        assert told["status"] == "failed" and f"{held} of its 40 files are in the library" in told["problem"]
        assert sum(item["status"] == "added" for item in told["items"]) == held >= 3


@pytest.mark.slow
def test_whoever_waits_for_an_upload_is_told_that_the_server_stops(pincite, problem):
    answers = []
    with started(pincite) as (process, address):
        sending = threading.Thread(target=lambda: answers.append(forty_sent(f"{address}api/v1/documents")))
        sending.start()
        wait_until(lambda: any(job["done"] >= 3 for job in httpx.get(f"{address}api/v1/jobs").json()["jobs"]))
        process.send_signal(signal.SIGTERM)
        sending.join(60)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0 and "Traceback" not in err, err
    assert "once it has been started" in problem(answers[0], 503, "stopping")


@pytest.mark.slow
def test_what_a_killed_server_was_at_is_listed(pincite, tmp_path):
    with started(pincite) as (process, address):
        id = upload_of_forty(address)
        wait_for(address, id, 3)
        with started(pincite) as (_, other):  # It must not take the work of the first for its own.
            assert httpx.get(f"{other}api/v1/jobs", timeout=60).json() == {"jobs": []}
        process.kill()
        _, err = process.communicate(timeout=60)
        assert "Traceback" not in err and "Exception ignored" not in err, err
    with started(pincite) as (process, address):
        told = httpx.get(f"{address}api/v1/jobs/{id}", timeout=60).json()
        assert told["status"] == "failed" and told["problem"].startswith("interrupted: the server broke off")
        assert "or more of its 40 files are in the library" in told["problem"]
        assert {item["status"] for item in told["items"]} <= {"added", ""}
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert not list((tmp_path / "library").glob("interrupted*"))


def upload_of_forty(address: str) -> str:
    return forty_sent(f"{address}api/v1/documents?background=true").json()["id"]


def forty_sent(address: str) -> httpx.Response:
    body = "\n\n".join(f"Paragraph {number} tells at length of the mills by the river." for number in range(400))
    sent = [("files", (f"{n}.txt", f"Paper {n}.\n\n{body}".encode())) for n in range(40)]
    return httpx.post(address, files=sent, timeout=120)


def wait_for(address: str, id: str, done: int) -> None:
    wait_until(lambda: httpx.get(f"{address}api/v1/jobs/{id}", timeout=60).json()["done"] >= done)


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(2400):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it has not come so far")


@pytest.mark.slow
def test_a_connection_that_never_asks_is_closed(pincite, monkeypatch):
    with started(pincite) as (_, address):
        at = (httpx.URL(address).host, httpx.URL(address).port)
        with socket.create_connection(at) as silent, socket.create_connection(at) as dripping:
            dripping.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            began = time.monotonic()
            for each in (silent, dripping):
                each.settimeout(40)
                assert each.recv(1000) == b""
            assert 5 < time.monotonic() - began < 40


@pytest.mark.slow
def test_it_tells_of_requests_as_it_is_told_to(pincite):
    import json

    for style, count in (("json", 1), ("off", 0)):
        with started(pincite, PINCITE_LOG=style) as (process, address):
            assert httpx.get(f"{address}healthz", timeout=60).status_code == 200
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=30)
        told = [json.loads(line) for line in err.splitlines()]
        assert [line["route"] for line in told] == ["/healthz"] * count


@pytest.mark.slow
def test_nobody_but_this_machine_comes_in_without_a_token(pincite, one_line, tmp_path):
    for arguments in (("--host", "0.0.0.0"), ("--host", "::"), ("--name", "papers.example")):
        assert "PINCITE_TOKEN" in one_line(pincite("serve", "--port", "0", *arguments))
    weak = one_line(pincite("serve", "--host", "0.0.0.0", PINCITE_TOKEN="hunter2"))
    assert "7 characters" in weak and "hunter2" not in weak
    assert not (tmp_path / "library").exists()


@pytest.mark.slow
def test_with_a_token_others_come_in(pincite, tmp_path):
    secret = tmp_path / "token"
    secret.write_text("a-secret-of-some-length\n", encoding="utf-8")
    with started(pincite, "--host", "0.0.0.0", "--token-file", secret, "--name", "papers.example") as (_, address):
        at = address.replace("0.0.0.0", "127.0.0.1")
        bearer = {"authorization": "Bearer a-secret-of-some-length"}
        assert httpx.get(f"{at}api/v1/health").status_code == 401
        assert httpx.get(f"{at}api/v1/health", headers=bearer).status_code == 200
        assert httpx.get(f"{at}api/v1/health", headers={**bearer, "host": "papers.example"}).status_code == 200
        assert httpx.get(f"{at}api/v1/health", headers={**bearer, "host": "evil.example"}).status_code == 421
