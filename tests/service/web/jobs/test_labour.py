"""Work in processes of their own: told as it goes, stopped between two steps, and harmless when it breaks."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.reading.limits import Limits
from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.errors import DocumentUnknown, EncoderMismatch
from indexer.library import Library
from service import bootstrap
from service.audit.last import last_audit
from service.audit.wording import headline
from service.progress import silent
from service.settings import Settings
from service.web.jobs.board import Board, Cancelled, Teller
from service.web.jobs.job import Job
from service.web.jobs.labour import LabourHere
from service.web.jobs.labour_elsewhere import LabourElsewhere
from service.web.jobs.labour_process import STOP_SECONDS
from service.web.library.taking import READING_NOW, waiting
from service.web.library.uploads import Batch
from service.web.problems import UploadRefused, WorkStopped

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "nice"), reason="needs a system with priorities of processes"),
]

LANE, READER = "reading", "here"

PATIENCE = 300
"""Seconds after which something hangs; a machine under load takes long to start a process of a low priority."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "library", encoder="hashing-64")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    with bootstrap.library(settings, create=True) as held:
        yield held


@pytest.fixture
def board() -> Iterator[Board]:
    made = Board([LANE])
    yield made
    made.close()


@pytest.fixture
def batch(tmp_path: Path) -> Callable[..., Batch]:
    def make(**texts: str) -> Batch:
        folder = tmp_path / f"batch {len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        return Batch(folder, tuple(sorted(folder.iterdir())), False)

    return make


def ended(board: Board, job: Job) -> Job:
    return once(lambda now: now.is_ended, board, job)


def once(is_so: Callable[[Job], bool], board: Board, job: Job) -> Job:
    """The job once that is so of it."""
    until = time.monotonic() + PATIENCE
    while not is_so(now := board.job(job.id, READER)):
        assert time.monotonic() < until and not now.is_ended, now
        time.sleep(0.02)
    return now


def submitted(board: Board, labour: LabourElsewhere, files: Batch) -> Job:
    def work(tell: Teller) -> str:
        labour.add(files, tell)
        return ""

    return board.submit(LANE, READER, "Adding", work, items=waiting(files), discard=files.discard)


def test_each_file_has_its_outcome_and_the_process_is_used_again(settings, library, board, batch):
    with LabourElsewhere(settings, library) as labour:
        job = ended(board, submitted(board, labour, batch(a="Mills by the river.", b="", c="Ropes of hemp.")))
        assert (job.status, job.done, job.total) == ("done", 3, 3)
        assert [item.status for item in job.items] == ["added", "failed", "added"]
        assert "not added" in job.items[1].detail and str(settings.library.parent) not in job.items[1].detail
        assert [holding.name for holding in library.holdings()] == ["a.txt", "c.txt"]
        process = labour._reading._process
        job = ended(board, submitted(board, labour, batch(a="Mills by the river.")))
        assert [item.status for item in job.items] == ["unchanged"]
        assert labour._reading._process is process
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    assert process.poll() is not None


def test_it_stops_between_two_files(settings, library, board, batch):
    texts = {f"n{number:03}": f"Paper {number} tells of mills. " * 5 for number in range(300)}
    with LabourElsewhere(settings, library) as labour:
        job = submitted(board, labour, batch(**texts))
        once(lambda now: now.done >= 2, board, job)
        board.cancel(job.id, READER)
        job = ended(board, job)
        assert job.status == "cancelled"
        held = [item.name for item in job.items if item.status in ("added", "unchanged")]
        assert 2 <= len(held) < 300
        assert [holding.name for holding in library.holdings()] == held
        assert {item.status for item in job.items[len(held) :]} == {""}
        job = ended(board, submitted(board, labour, batch(z="One more text of harbours.")))
        assert job.status == "done"


def test_a_process_that_is_killed_is_said_and_another_takes_its_place(settings, library, board, batch):
    texts = {f"n{number:03}": f"Paper {number} tells of mills. " * 5 for number in range(300)}
    with LabourElsewhere(settings, library) as labour:
        job = submitted(board, labour, batch(**texts))
        once(lambda now: now.done >= 2, board, job)
        os.kill(labour._reading._process.pid, signal.SIGKILL)
        job = ended(board, job)
        assert job.status == "failed" and "SIGKILL" in job.problem and "send again" in job.problem
        assert {"added", "failed"} <= {item.status for item in job.items} <= {"added", "failed", "unchanged"}
        assert {item.name for item in job.items if item.status != "failed"} == {one.name for one in library.holdings()}
        assert ended(board, submitted(board, labour, batch(z="One more text of harbours."))).status == "done"


def test_closing_ends_it_in_the_middle(settings, library, board, batch):
    texts = {f"n{number:03}": f"Paper {number} tells of mills. " * 5 for number in range(300)}
    labour = LabourElsewhere(settings, library)
    job = submitted(board, labour, batch(**texts))
    once(lambda now: now.done >= 2, board, job)
    labour.close()
    assert ended(board, job).status == "cancelled"


def stopped(board: Board, job: Job, seconds: float) -> Job:
    """The job after it was let go of, which must not take so long."""
    began = time.monotonic()
    board.cancel(job.id, READER)
    job = ended(board, job)
    assert job.status == "cancelled" and time.monotonic() - began < seconds
    return job


def test_it_stops_while_one_large_file_is_read(settings, library, board, batch, tmp_path, monkeypatch):
    place = tmp_path / "for a while"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    one_word = "mill" * 5_000_000
    with LabourElsewhere(replace(settings, limits=Limits(seconds=PATIENCE)), library) as labour:
        job = submitted(board, labour, batch(a="A mill turns.", b=one_word, c="Ropes of hemp."))
        once(lambda now: now.items[1].status == READING_NOW, board, job)
        job = stopped(board, job, STOP_SECONDS + 20)
        assert [item.status for item in job.items] == ["added", "", ""]
        assert [holding.name for holding in library.holdings()] == ["a.txt"]
        assert list(place.iterdir()) == []
        assert ended(board, submitted(board, labour, batch(z="One more text of harbours."))).status == "done"


def test_it_stops_while_one_long_document_is_encoded(settings, library, board, batch):
    many = "\n\n".join(f"Mill {number} of the river turns {number} stones." for number in range(50_000))
    with LabourElsewhere(replace(settings, limits=Limits(seconds=PATIENCE)), library) as labour:
        job = submitted(board, labour, batch(a="A mill turns.", b=many))
        once(lambda now: now.items[1].status == READING_NOW, board, job)
        job = stopped(board, job, STOP_SECONDS + 20)
        assert [item.status for item in job.items] == ["added", ""]
        assert [holding.name for holding in library.holdings()] == ["a.txt"]


def test_how_far_one_long_document_is_embedded_is_told_as_a_share_of_all(settings, library, board, batch):
    many = "\n\n".join(f"Mill {number} of the river turns {number} stones." for number in range(4_000))
    told: list[tuple[str, int, int, float | None]] = []

    class Telling(Silent):
        def __call__(self, step: str, done: int, total: int, share: float | None = None) -> None:
            told.append((step, done, total, share))

    with LabourElsewhere(replace(settings, limits=Limits(seconds=PATIENCE)), library) as labour:
        labour.add(batch(a="A mill turns.", b=many, c="Ropes of hemp."), Telling())
    shares = sorted({share for *_, share in told if share is not None})
    assert 4 <= len(shares) <= 20 and shares[0] >= 1 / 3 and shares[-1] == pytest.approx(2 / 3)
    assert {(done, total) for _, done, total, share in told if share is not None} == {(1, 3)}
    assert any("b.txt (2,048 of 4,000 passages embedded)" in step for step, *_ in told)


def test_a_correction_there_is_seen_here(settings, library, batch):
    with LabourElsewhere(settings, library) as labour:
        labour.add(batch(a="Mills by the river turn."), Silent())
        (before,) = library.holdings()
        holding = labour.correct(before.id, {"title": "On Mills", "volume": None}, ("DOI",), silent)
        assert (holding.record.text("title"), library.holdings()) == ("On Mills", (holding,))
        process = labour._correcting._process
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        assert labour.correct(before.id, {}, (), silent) == holding
        taken_back = labour.correct(before.id, {}, ("title", "volume"), silent)
        assert (taken_back.record, taken_back.state) == (before.record, before.state)
        with pytest.raises(DocumentUnknown):
            labour.correct("0" * 12, {"title": "On Mills"}, (), silent)
        assert labour._correcting._process is process


def test_what_the_library_refuses_is_what_it_says(settings, library, board, batch, tmp_path):
    (tmp_path / "a.txt").write_text("Mills by the river.", encoding="utf-8")
    with LabourElsewhere(Settings(library=settings.library, encoder="hashing-32"), library) as labour:
        library.put(read(tmp_path / "a.txt"), tmp_path / "a.txt", "state")
        with pytest.raises(EncoderMismatch, match="PINCITE_ENCODER=hashing-64"):
            labour.add(batch(a="Ropes of hemp."), Silent())


class Silent(Teller):
    """Tells nobody."""

    def __init__(self) -> None: ...

    def __call__(self, step: str, done: int, total: int, share: float | None = None) -> None: ...

    def item(self, number: int, item: object) -> None: ...


def test_it_ends_once_it_has_been_idle(settings, library, board, batch):
    with LabourElsewhere(settings, library, idle_seconds=0.2) as labour:
        ended(board, submitted(board, labour, batch(a="Mills by the river.")))
        for _ in range(200):
            if labour._reading._process is None:
                break
            time.sleep(0.05)
        assert labour._reading._process is None
        assert ended(board, submitted(board, labour, batch(b="Ropes of hemp."))).status == "done"


def test_readers_look_things_up_meanwhile(settings, library, board, batch):
    texts = {f"n{number:03}": f"Paper {number} tells of mills. " * 20 for number in range(40)}
    encoder, seen, over = HashingEncoder(64), [], threading.Event()
    with LabourElsewhere(settings, library) as labour:
        job = submitted(board, labour, batch(**texts))
        while not over.is_set():
            with library.view():
                size = library.size()
                assert len(library.nearest(encoder.encode(["mills"])[0], 10_000)) == size
                seen.append(size)
            if board.job(job.id, READER).is_ended:
                over.set()
    assert seen == sorted(seen) and library.size() == 800


MANUSCRIPT = (
    b"# Mills\n\nMills stand by the river (Abel, 1901). About 40% of them turn.\n\n"
    b"## References\n\nBaker, B. (1902). Ropes."
)


def test_a_review_is_the_one_that_is_made_here(settings, library, batch):
    told: list[str] = []
    with LabourElsewhere(settings, library) as labour:
        labour.add(batch(a="Mills stand by the river. Few of them turn."), Silent())
        there = labour.review("m.md", MANUSCRIPT, lambda step, done, total: told.append(step))
        verifier = bootstrap.verifier_as_set(library, settings)
        here = LabourHere(library, read, lambda: bootstrap.reviewer(library, verifier))
        assert there == here.review("m.md", MANUSCRIPT, silent)
        assert there.review.findings and "citations" in " ".join(told)
        with pytest.raises(UploadRefused, match=r"^m\.pdf"):
            labour.review("m.pdf", b"%PDF-nothing", silent)
        process = labour._checking._process
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        assert labour._reading._process is not process


def test_an_audit_there_is_known_here(settings, library, batch):
    with LabourElsewhere(settings, library) as labour:
        labour.add(batch(a="Mills by the river turn.", b="Ropes of hemp are long."), Silent())
        assert last_audit(library) is None
        said = labour.audit(silent)
        assert said == headline(bootstrap.auditor(library).audit())
        kept = last_audit(library)
        assert kept is not None and kept.is_current


def test_reading_again_there_is_seen_here(settings, library, batch):
    with LabourElsewhere(settings, library) as labour:
        labour.add(batch(a="Mills by the river turn."), Silent())
        (holding,) = library.holdings()
        labour.read_again(holding.id, silent)
        assert library.holdings() == (holding,)
        with pytest.raises(DocumentUnknown):
            labour.read_again("0" * 12, silent)
        # The one that refused goes on with the next work.
        labour.read_again(holding.id, silent)


def test_checking_stops_when_it_is_told_to_and_says_when_it_broke(settings, library, batch):
    def refuse(step: str, done: int, total: int) -> None:
        raise Cancelled

    def kill(step: str, done: int, total: int) -> None:
        os.kill(labour._checking._process.pid, signal.SIGKILL)

    with LabourElsewhere(settings, library) as labour:
        labour.add(batch(a="Mills by the river turn."), Silent())
        with pytest.raises(Cancelled):
            labour.review("m.md", MANUSCRIPT, refuse)
        with pytest.raises(WorkStopped, match=r"SIGKILL.*begin it again"):
            labour.review("m.md", MANUSCRIPT, kill)
        assert labour.review("m.md", MANUSCRIPT, silent).review.document == "m.md"


def test_what_became_of_real_files_is_what_the_library_holds(settings, library, tmp_path):
    folder = tmp_path / "batch"
    folder.mkdir()
    for name in ("dunmore-2020-spillovers.pdf", "library.bib"):
        shutil.copy(bootstrap.samples() / name, folder / name)
    described = Batch(folder, (folder / "dunmore-2020-spillovers.pdf",), True)
    with LabourElsewhere(settings, library) as labour:
        (outcome,) = labour.add(described, Silent())
    assert (outcome.path, outcome.status, outcome.detail) == (Path("dunmore-2020-spillovers.pdf"), "added", "")
    assert (outcome.holding,) == library.holdings() and outcome.holding.record.get("author")


def test_the_vectors_are_written_down_there(settings, library, batch):
    texts = {f"n{number:03}": f"Paper {number} tells of mills. " * 20 for number in range(10)}
    with LabourElsewhere(settings, library) as labour:
        labour.add(batch(**texts), Silent())
        file = settings.library / "vectors.faiss"
        written = file.stat().st_mtime_ns, file.stat().st_ino
        assert len(library.nearest(HashingEncoder(64).encode(["mills"])[0], 1000)) == 200
        library.save_vectors()
        assert (file.stat().st_mtime_ns, file.stat().st_ino) == written
        assert library._vectors._index.changed() == 0
