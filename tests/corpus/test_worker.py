from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
import typst

from corpus.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    MemoryExceeded,
    ReaderCrashed,
    ReadingStopped,
    TimeExceeded,
)
from corpus.reading.limits import Limits
from corpus.reading.pdf import read_pdf
from corpus.reading.worker import ReadingWorker

READERS = """
import os, signal, subprocess, sys, time
from pathlib import Path
from corpus.errors import FileDamaged
from corpus.reading.time_granted import ask_for_time

def identity(path): return os.getpid(), str(path)
def modules(path): return sorted(sys.modules)
def damaged(path): raise FileDamaged(f"{path}: is damaged")
def mistaken(path): return {}["no such key"]
def crash(path): os.kill(os.getpid(), signal.SIGSEGV)
def leave(path): os._exit(3)
def stall(path): time.sleep(60)
def ask_and_finish(path):
    for _ in range(4):
        ask_for_time(1); time.sleep(0.5)
    return "finished"
def ask_and_stall(path): ask_for_time(0.2); time.sleep(60)
def start_and_stall(path):
    started = subprocess.Popen(["sleep", "60"])
    path.with_name("grandchild").write_text(str(started.pid))
    time.sleep(60)
def chatter(path): print("words on standard output"); os.write(1, b"and bytes"); return "quiet"
def fill(path):
    held = []
    while True: held.append(bytearray(8_000_000))
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    (tmp_path / "trial_readers.py").write_text(READERS)
    monkeypatch.syspath_prepend(str(tmp_path))
    import trial_readers  # type: ignore[import-not-found]  # written by this fixture

    yield trial_readers
    sys.modules.pop("trial_readers", None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text("some words")
    return path


def test_the_child_is_used_again_and_ends_with_the_worker(readers, file: Path) -> None:
    with ReadingWorker() as worker:
        first, name = worker.read(readers.identity, file)
        second, _ = worker.read(readers.identity, file)
        assert first == second != os.getpid() and name == str(file)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_errors_come_back_as_they_are_and_mistakes_in_one_line(readers, file: Path) -> None:
    with ReadingWorker() as worker:
        with pytest.raises(FileDamaged, match="is damaged"):
            worker.read(readers.damaged, file)
        with pytest.raises(ReadingStopped, match="no such key") as caught:
            worker.read(readers.mistaken, file)
        assert "\n" not in str(caught.value) and str(file) in str(caught.value)


@pytest.mark.parametrize(("reader", "reason"), [("crash", "SIGSEGV"), ("leave", "status 3")])
def test_a_crash_costs_one_file(reader: str, reason: str, readers, file: Path) -> None:
    with ReadingWorker() as worker:
        with pytest.raises(ReaderCrashed, match=reason):
            worker.read(getattr(readers, reader), file)
        assert worker.read(readers.identity, file)[1] == str(file)


@pytest.mark.slow
def test_time_is_limited(readers, file: Path) -> None:
    with ReadingWorker(Limits(seconds=0.5)) as worker:
        worker.read(readers.identity, file)
        began = time.monotonic()
        with pytest.raises(TimeExceeded, match=r"not read within 0\.5 seconds; raise PINCITE_READ_SECONDS"):
            worker.read(readers.stall, file)
        assert time.monotonic() - began < 5


def test_memory_is_limited(readers, file: Path) -> None:
    with ReadingWorker(Limits(memory_bytes=200 * 2**20)) as worker:
        with pytest.raises(MemoryExceeded, match=r"more than 200 MiB.*PINCITE_READ_MB"):
            worker.read(readers.fill, file)
        assert worker.read(readers.identity, file)[1] == str(file)


def test_a_large_file_is_refused_unread(readers, file: Path) -> None:
    with (
        ReadingWorker(Limits(file_bytes=5)) as worker,
        pytest.raises(FileTooLarge, match=r"over the limit of 5\b.*PINCITE_FILE_MB"),
    ):
        worker.read(readers.crash, file)


def test_a_limit_beyond_what_a_clock_counts_is_none(readers, file: Path) -> None:
    with ReadingWorker(Limits(seconds=10**30)) as worker:
        assert worker.read(readers.identity, file)[1] == str(file)


def test_a_mistake_is_told_by_the_error_alone(readers, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with ReadingWorker() as worker, pytest.raises(ReadingStopped), caplog.at_level("INFO"):
        worker.read(readers.mistaken, file)
    assert caplog.records == []


@pytest.mark.parametrize("name", ["", "nowhere.txt", "empty.txt"])
def test_what_is_no_file_is_refused_unread(readers, file: Path, name: str) -> None:
    (file.parent / "empty.txt").touch()
    with ReadingWorker() as worker, pytest.raises((FileMissing, FileEmpty), match=str(file.parent)):
        worker.read(readers.crash, file.parent / name)


def test_what_a_library_prints_does_not_disturb_the_answer(readers, file: Path) -> None:
    with ReadingWorker() as worker:
        assert worker.read(readers.chatter, file) == "quiet"


@pytest.mark.slow
def test_an_interrupt_stops_the_child(readers, file: Path) -> None:
    with ReadingWorker() as worker:
        child, _ = worker.read(readers.identity, file)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            worker.read(readers.stall, file)
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_threads_take_turns(readers, file: Path) -> None:
    found: list[int] = []
    with ReadingWorker() as worker:
        threads = [
            threading.Thread(target=lambda: found.append(worker.read(readers.identity, file)[0])) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 8 and len(set(found)) == 1


def test_a_pdf_reads_the_same_in_the_child_which_holds_no_model(readers, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(typst.compile(b"= A title\nSome words."))
    with ReadingWorker() as worker:
        assert worker.read(partial(read_pdf, limits=Limits()), path) == read_pdf(path)
        assert "torch" not in worker.read(readers.modules, path)


@pytest.mark.slow
def test_time_that_is_asked_for_is_given_and_ends_too(readers, file: Path) -> None:
    with ReadingWorker(Limits(seconds=1)) as worker:
        worker.read(readers.identity, file)
        assert worker.read(readers.ask_and_finish, file) == "finished"
        with pytest.raises(TimeExceeded, match=r"within 0\.2 seconds; raise PINCITE_OCR_SECONDS"):
            worker.read(readers.ask_and_stall, file)
        with pytest.raises(TimeExceeded, match="PINCITE_READ_SECONDS"):
            worker.read(readers.stall, file)


@pytest.mark.skipif(sys.platform == "win32", reason="needs process groups")
def test_what_the_child_started_ends_with_it(readers, file: Path) -> None:
    with ReadingWorker(Limits(seconds=1.5)) as worker:
        worker.read(readers.identity, file)
        with pytest.raises(TimeExceeded):
            worker.read(readers.start_and_stall, file)
    grandchild = int((file.parent / "grandchild").read_text())
    for _ in range(100):
        if not is_running(grandchild):
            return
        time.sleep(0.05)
    raise AssertionError(f"process {grandchild} still runs")


def is_running(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_at_once(readers, file: Path) -> None:
    pipe = file.with_name("pipe.pdf")
    os.mkfifo(pipe)
    with ReadingWorker() as worker, pytest.raises(FileMissing, match="not a file"):
        worker.read(readers.crash, pipe)
