"""Uploads are read in the background: each file has an outcome, nothing is lost, and asking goes on meanwhile."""

from __future__ import annotations

import errno
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.bootstrap import samples
from service.web.library.taking import taken, waiting
from service.web.library.uploads import Upload, stored
from service.web.problems import StorageFull, UploadUnstored

API = "/api/v1"
BIB = b"@article{mills, title = {On Mills}, author = {Tar, Ada}, year = {1901}, file = {mills.txt}}"
MILLS = b"One long sentence tells of the mills by the river."


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads are spooled in this test."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def outcomes(job: dict[str, Any]) -> dict[str, str]:
    return {item["name"]: item["status"] for item in job["items"]}


def text(number: int) -> bytes:
    return f"Paper {number} tells at length of the mills by the river.\n\n".encode() * (number % 3 + 1)


def test_each_file_has_an_outcome_and_a_page(held, sent, ended, drafts):
    job = sent(held, ("mills.txt", MILLS), ("bad.pdf", b"%PDF-1.7 cut"), ("empty.txt", b""), ("m.bib", BIB))
    assert job["title"] == "Adding 3 documents" and job["kind"] == "reading"
    job = ended(held, job["id"])
    assert (job["status"], job["done"], job["total"]) == ("done", 3, 3)
    assert outcomes(job) == {"mills.txt": "added", "bad.pdf": "failed", "empty.txt": "failed"}
    assert held.library.holding("mills.txt").record.get("title") == "On Mills"
    address = job["items"][0]["address"]
    assert address == f"/library/{held.library.holding('mills.txt').id}"
    assert held.client.get(address).status_code == 200
    assert all(item["detail"] and str(drafts) not in item["detail"] for item in job["items"])
    assert list(drafts.iterdir()) == []


def test_the_same_again_is_already_here(held, sent, ended):
    ended(held, sent(held, ("mills.txt", MILLS))["id"])
    job = ended(held, sent(held, ("mills.txt", MILLS), ("copy.txt", MILLS))["id"])
    assert outcomes(job) == {"mills.txt": "unchanged", "copy.txt": "unchanged"}
    assert "under the name mills.txt" in job["items"][1]["detail"]
    assert len(held.library.holdings()) == 2


def test_data_that_could_not_be_used_are_said_to_be_so(held, sent, ended):
    (holding,) = held.library.holdings()
    text = held.library.source(holding).read_bytes()
    job = ended(held, sent(held, ("ropes.md", text), ("m.bib", BIB.replace(b"mills.txt", b"ropes.md")))["id"])
    assert job["items"][0]["detail"] == "already here; the data that came along were not used: correct them on its page"
    assert held.library.holdings() == (holding,)


def test_other_bytes_of_the_same_name_are_held_beside_the_first(held, sent, ended):
    job = ended(held, sent(held, ("ropes.md", MILLS), ("ropes.md", MILLS + b" Again."))["id"])
    assert [item["status"] for item in job["items"]] == ["added", "added"]
    assert "under the name ropes (3).md" in job["items"][0]["detail"]
    assert [holding.name for holding in held.library.holdings()] == ["ropes (2).md", "ropes (3).md", "ropes.md"]


def test_a_bibliography_alone_is_refused_with_what_to_do(held, drafts):
    got = held.client.post(f"{API}/documents?background=true", files=[("files", ("m.bib", BIB))])
    assert got.status_code == 422 and "m.bib" in got.json()["detail"] and "along with it" in got.json()["detail"]
    assert list(drafts.iterdir()) == []


@pytest.mark.parametrize("preference", ["respond-async", "wait=5, respond-async"])
def test_a_preference_asks_for_the_background_too(held, ended, preference):
    got = held.client.post(f"{API}/documents", files=[("files", ("a.txt", MILLS))], headers={"Prefer": preference})
    assert (got.status_code, got.headers["preference-applied"]) == (202, "respond-async")
    assert ended(held, got.json()["id"])["status"] == "done"


@pytest.mark.slow
def test_a_folder_of_three_hundred_files_comes_in_whole(empty, sent, ended, drafts):
    files = [(f"paper-{number:03}.txt", text(number) + str(number).encode()) for number in range(300)]
    job = ended(empty, sent(empty, *files)["id"])
    assert set(outcomes(job).values()) == {"added"} and len(job["items"]) == 300
    assert len(empty.library.holdings()) == 300 and list(drafts.iterdir()) == []


HOSTILE = '<img src=x onerror=alert(1)>\u202e"&gt.txt'


def test_a_hostile_name_is_shown_and_never_acts(held, sent, ended):
    job = sent(held, (HOSTILE, MILLS), ("../../etc/passwd", MILLS + b" More."), ("\x1b[31mred.txt", MILLS + b" Red."))
    job = ended(held, job["id"])
    assert set(outcomes(job).values()) == {"added"}
    assert not any(set(holding.name) & set("/\\\u202e\x1b") for holding in held.library.holdings())
    for address in ("/library", f"/jobs/{job['id']}"):
        assert "<img src=x" not in held.client.get(address, headers={"accept": "text/html"}).text


def test_a_stopped_upload_keeps_what_is_in_and_drops_the_rest(empty, sent, ended, drafts):
    files = [(f"paper-{number:03}.txt", text(number) + str(number).encode()) for number in range(150)]
    job = sent(empty, *files)
    while not empty.client.get(f"{API}/jobs/{job['id']}").json()["done"]:
        time.sleep(0.01)
    empty.client.delete(f"{API}/jobs/{job['id']}")
    job = ended(empty, job["id"])
    kept = [name for name, status in outcomes(job).items() if status == "added"]
    assert job["status"] == "cancelled" and "reading" not in outcomes(job).values()
    assert 0 < len(kept) < 150 and sorted(h.name for h in empty.library.holdings()) == kept
    deadline = time.monotonic() + 5
    while list(drafts.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert list(drafts.iterdir()) == []


def test_an_upload_that_waits_can_be_stopped_and_leaves_nothing(tmp_path, serve, ended, sent, drafts):
    gate = threading.Event()

    def slow(path: Path) -> object:
        gate.wait(30)
        return read(path)

    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library, serve(library, read=slow) as server:
        first, second = sent(server, ("a.txt", MILLS)), sent(server, ("b.txt", MILLS + b" B."))
        assert server.client.get(f"{API}/jobs/{second['id']}").json()["ahead"] == 1
        shown = server.client.get("/library", headers={"accept": "text/html"}).text
        assert shown.count('class="job"') == 3, "both jobs, and the template of one"
        server.client.delete(f"{API}/jobs/{second['id']}")
        gate.set()
        assert (ended(server, first["id"])["status"], ended(server, second["id"])["status"]) == ("done", "cancelled")
        assert [holding.name for holding in library.holdings()] == ["a.txt"]
    assert list(drafts.iterdir()) == []


def test_asking_goes_on_while_a_file_is_read(tmp_path, serve, sent, ended):
    gate = threading.Event()

    def slow(path: Path) -> object:
        if path.name == "slow.txt":
            gate.wait(30)
        return read(path)

    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library, serve(library, read=slow) as server:
        ended(server, sent(server, ("a.txt", b"The rope walk of Vikmo was 300 metres long."))["id"])
        job = sent(server, ("slow.txt", MILLS), ("later.txt", MILLS + b" Later."))
        answer = server.client.post(f"{API}/ask", json={"question": "How long was the rope walk of Vikmo?"}).json()
        assert answer["quotes"] and answer["quotes"][0]["doc"] == "a.txt"
        assert server.client.get(f"{API}/jobs/{job['id']}").json()["status"] == "running"
        gate.set()
        assert ended(server, job["id"])["status"] == "done"


def unheard(path, done, total):
    """Nobody is told how far it is."""


def test_a_disk_that_is_full_is_said_of_each_file(tmp_path, drafts):
    """The library's folder refuses in the middle: what was in stays in, and the reason has no path."""
    batch = stored([_upload("a.txt", MILLS), _upload("b.txt", MILLS + b" B.")])
    assert [item.name for item in waiting(batch)] == ["a.txt", "b.txt"]
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library:
        found = taken(library, batch, read, unheard)
        assert next(found).status == "added"
        (library.folder / "files").rename(library.folder / "gone")
        (library.folder / "files").write_text("in the way")
        with pytest.raises(Exception, match="library"):
            next(found)
        (library.folder / "files").unlink()
        (library.folder / "gone").rename(library.folder / "files")
        assert [holding.name for holding in library.holdings()] == ["a.txt"]
    batch.discard()
    assert list(drafts.iterdir()) == []


class _Full:
    """A stream whose bytes do not fit on the disk."""

    def read(self, _: int = -1) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_upload_that_does_not_fit_on_the_disk_leaves_nothing(drafts):
    with pytest.raises(StorageFull, match="the server's disk is full"):
        stored([_upload("a.txt", MILLS), Upload("b.txt", _Full())])  # type: ignore[arg-type]
    assert list(drafts.iterdir()) == []


def test_a_temporary_folder_that_is_gone_is_said(drafts):
    drafts.rmdir()
    with pytest.raises(UploadUnstored, match="can't store uploads"):
        stored([_upload("a.txt", MILLS)])


def test_a_library_that_refuses_is_told_of_every_file_that_is_left(held, sent, ended):
    (held.library.folder / "files").rename(held.library.folder / "gone")
    (held.library.folder / "files").write_text("in the way")
    job = ended(held, sent(held, ("a.txt", MILLS), ("b.txt", MILLS + b" B."))["id"])
    assert job["status"] == "failed"
    assert outcomes(job) == {"a.txt": "failed", "b.txt": "failed"}
    assert str(held.library.folder) not in str(job) and "library" in job["items"][0]["detail"]


def test_real_pdfs_come_in_by_the_plain_form(empty, page_of, ended):
    names = ("dunmore-2020-spillovers.pdf", "library.bib")
    files = [("files", (name, (samples() / name).read_bytes())) for name in names]
    got = empty.client.post("/library", files=files, headers={"accept": "text/html"})
    assert got.status_code == 303 and got.headers["location"].startswith("/jobs/")
    assert ended(empty, got.headers["location"].removeprefix("/jobs/"))["status"] == "done"
    shown = page_of(empty, got.headers["location"])
    (holding,) = empty.library.holdings()
    assert f'href="/library/{holding.id}"' in shown and "dded: 2 pages" in shown
    assert "added: 2 pages" in page_of(empty, "/library"), "whoever comes back sees what became of it"


def test_an_upload_of_nothing_is_refused_in_the_page(empty):
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n'
    headers = {"accept": "text/html", "content-type": "multipart/form-data; boundary=b"}
    got = empty.client.post("/library", content=body, headers=headers)
    assert got.status_code == 422 and "no document among the files" in got.text


def _upload(name: str, content: bytes) -> Upload:
    import io

    return Upload(name, io.BytesIO(content))
