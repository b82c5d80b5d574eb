"""`pincite serve` as people run it."""

from __future__ import annotations

import re
import signal
import socket
from contextlib import contextmanager

import httpx
import pytest

from service.bootstrap import samples

PDF = samples() / "dunmore-2020-spillovers.pdf"

pytestmark = pytest.mark.slow


@contextmanager
def running(pincite, *arguments, stop=signal.SIGINT):
    """The program, serving on a free port, with the address that it prints."""
    process = pincite.start("serve", "--port", "0", *arguments)
    try:
        line = process.stdout.readline()
        yield process, re.search(r"http://\S+/", line).group()
    finally:
        process.send_signal(stop)
        _, err = process.communicate(timeout=30)
        assert "Traceback" not in err, err


def test_it_prints_its_address_once_it_answers_and_ends_well(pincite, paper):
    pincite("add", paper)
    with running(pincite) as (process, address):
        health = httpx.get(f"{address}api/v1/health", timeout=30)
        assert health.json()["documents"] == 1 and "server" not in health.headers
        assert "Ask the literature" in httpx.get(address, headers={"accept": "text/html"}, timeout=30).text
    assert process.returncode == 0


def test_it_reads_uploads_and_shows_pages_in_processes_of_their_own(pincite):
    with running(pincite) as (_, address):
        files = [("files", ("a.pdf", PDF.read_bytes())), ("files", ("bad.pdf", b"%PDF-1.4 cut off"))]
        good, bad = httpx.post(f"{address}api/v1/documents", files=files, timeout=60).json()["outcomes"]
        assert (good["status"], bad["status"]) == ("added", "failed")
        image = httpx.get(f"{address}api/v1/documents/{good['document']['id']}/pages/1.png", timeout=60)
        assert image.content.startswith(b"\x89PNG")


def test_what_was_uploaded_stays(pincite):
    with running(pincite) as (_, address):
        httpx.post(f"{address}api/v1/documents", files=[("files", ("a.txt", b"A line on mills."))], timeout=60)
    assert "a.txt" in pincite("list").stdout


def test_a_port_that_is_taken_is_one_clear_line(pincite, one_line):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        complaint = one_line(pincite("serve", "--port", port))
    assert str(port) in complaint and "--port" in complaint
