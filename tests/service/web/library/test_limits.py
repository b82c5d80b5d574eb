"""Limits on uploads: too many, too large, too much that waits, and a disk without room."""

from __future__ import annotations

import errno
import re
import resource
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.server_limits import ServerLimits
from service.web.jobs.labour_elsewhere import NO_ROOM, _folder_of
from service.web.library.waiting_room import WaitingRoom
from service.web.problems import UploadUnstored, WaitingFull, unstored

API = "/api/v1"
PINCITE = Path(sys.executable).with_name("pincite")
PAGE = {"accept": "text/html", "sec-fetch-site": "same-origin"}


def files(count: int, size: int = 30) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (f"{number}.txt", b"One mill turns. " * (size // 15))) for number in range(count)]


@given(sizes=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 60)), max_size=30))
def test_no_more_waits_than_is_let_in_and_what_left_counts_no_more(sizes):
    room = WaitingRoom(3, 100)
    inside: list[tuple[str, int, object]] = []
    for reader, size in sizes:
        try:
            inside.append((reader, size, room.enter(reader, size)))
        except WaitingFull:
            assert sum(of == reader for of, _, _ in inside) == 3 or sum(s for _, s, _ in inside) + size > 100
            if inside:
                inside.pop(0)[2]()
        assert all(sum(of == reader for of, _, _ in inside) <= 3 for reader in "abc")
        assert len(inside) <= 1 or sum(size for _, size, _ in inside) <= 100
    for _, _, leave in inside:
        leave()
    assert room._bytes == 0 and not room._uploads


def test_more_files_than_a_request_may_have_are_refused_with_what_to_do(tmp_path, serve, problem):
    limits = ServerLimits(upload_files=5)
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library, limits=limits) as server:
        told = problem(server.client.post(f"{API}/documents", files=files(6)), 413, "too_large")
        assert told == "there are more than 5 files in one request: send them in several"
        page = server.client.post("/library", files=files(6), headers=PAGE)
        assert page.status_code == 413 and "There are more than 5 files" in page.text
        assert library.holdings() == ()
        assert server.client.post(f"{API}/documents", files=files(5)).status_code == 200


def test_a_form_of_many_or_long_fields_is_refused(empty, problem):
    fields = [(f"f{number}", (None, b"x")) for number in range(200)]
    problem(empty.client.post(f"{API}/documents", files=fields), 413, "too_large")
    long = [("files", (None, b"x" * 1_100_000))]
    problem(empty.client.post(f"{API}/documents", files=long), 413, "too_large")


def test_too_many_uploads_that_wait_are_refused_until_some_are_read(tmp_path, serve, problem):
    goes_on = threading.Event()

    def slowly(path: Path):
        goes_on.wait(30)
        return read(path)

    limits = ServerLimits(waiting_uploads=2)
    with (
        Library(tmp_path / "l", HashingEncoder(8), create=True) as library,
        serve(library, read=slowly, limits=limits) as server,
    ):
        address = f"{API}/documents?background=true"
        jobs = [server.client.post(address, files=files(1)).json() for _ in range(2)]
        told = problem(server.client.post(address, files=files(1)), 429, "too_many_waiting")
        assert told.startswith("2 uploads of yours wait")
        page = server.client.post("/library", files=files(1), headers=PAGE)
        assert page.status_code == 429 and "2 uploads of yours" in page.text
        server.client.delete(f"{API}/jobs/{jobs[1]['id']}")
        assert server.client.post(address, files=files(1)).status_code == 202
        goes_on.set()


def test_where_nothing_can_be_stored_that_is_said_without_paths_and_why_is_logged(empty, problem, monkeypatch, caplog):
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/folder")
    for address in (f"{API}/documents", f"{API}/documents?background=true"):
        told = problem(empty.client.post(address, files=files(1)), 503, "upload_unstored")
        assert "/" not in told and "log says why" in told
    page = empty.client.post("/library", files=files(1), headers=PAGE)
    assert page.status_code == 503 and "/no/such" not in page.text
    assert "/no/such/folder" in caplog.text


def test_a_review_that_there_is_no_room_for_is_told_as_one(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full")
    with pytest.raises(UploadUnstored) as refused, _folder_of(b"A mill turns."):
        pass
    assert "/" not in str(refused.value)
    told = str(unstored(OSError(errno.ENOSPC, "No space left on device"), NO_ROOM))
    assert "disk is full" in told and "review" in told and "added" not in told


@pytest.mark.slow
def test_a_disk_without_room_is_said_and_nothing_is_added(tmp_path, pincite):
    """The largest file that the server may write stands for the disk's end: both are refused by the same call."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))

    process = subprocess.Popen(
        [PINCITE, "serve", "--port", "0"],
        cwd=tmp_path, env=pincite.environment | {"TMPDIR": str(tmp_path)}, preexec_fn=small,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        address = re.search(r"http://\S+/", process.stdout.readline()).group()
        large = [("files", ("a.txt", b"A mill turns. " * 400_000))]
        got = httpx.post(f"{address}api/v1/documents", files=large, timeout=60)
        assert (got.status_code, got.json()["code"]) == (507, "storage_full")
        assert "full" in got.json()["detail"] and str(tmp_path) not in got.text
        page = httpx.post(f"{address}library", files=large, headers=PAGE, timeout=60)
        assert page.status_code == 507 and "disk is full" in page.text
        assert httpx.get(f"{address}api/v1/documents").json()["total"] == 0
        assert httpx.get(f"{address}readyz").status_code == 200
        assert not list(tmp_path.glob("pincite-*"))
    finally:
        process.terminate()
        process.communicate(timeout=30)
