from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import typst

import corpus.samples
from corpus.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    MemoryExceeded,
    OutputExceeded,
    ReaderCrashed,
    ReadingStopped,
    TimeExceeded,
)
from corpus.reading.limits import Limits
from corpus.reading.pdf import read_pdf
from corpus.reading.read import read
from corpus.reading.workers.worker import ReadingWorker

SAMPLES = Path(corpus.samples.__file__).parent

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
def wish_and_wish(path):
    while True: ask_for_time(1)
def nest(path): return nest(path)
def long(path) -> bytes: return bytes(3_000_000)
def number(path) -> int: return "no number at all"
def garble(path):
    for handle in range(3, 20):
        try: os.write(handle, b"X" * 4096)
        except OSError: pass
    time.sleep(60)
def promise(path):
    for handle in range(3, 20):
        try: os.write(handle, b"D" + (2**40).to_bytes(8, "little"))
        except OSError: pass
    time.sleep(60)
def size(path): return path.stat().st_size
def variables(path): return dict(os.environ)
def connect(path):
    import socket
    with socket.socket() as connection: connection.connect(("127.0.0.1", int(path.read_text())))
    return "connected"
def leave_and_crash(path):
    import tempfile
    path.with_name("left").write_text(tempfile.mkstemp()[1])
    os.kill(os.getpid(), signal.SIGSEGV)
def fences(path):
    import resource
    names = ("CORE", "AS", "FSIZE", "NOFILE", "CPU")
    return [resource.getrlimit(getattr(resource, "RLIMIT_" + name))[0] for name in names]
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


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Interrupts are heard, though a process begun in the background ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
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


def test_a_reader_that_calls_itself_for_ever_ends_in_one_line(readers, file: Path) -> None:
    with ReadingWorker() as worker:
        with pytest.raises(FileTooLarge, match="nested deeper"):
            worker.read(readers.nest, file)
        assert worker.read(readers.identity, file)[1] == str(file)


@pytest.mark.parametrize("reader", ["long", "promise"])
def test_what_is_handed_back_is_limited(reader: str, readers, file: Path) -> None:
    with ReadingWorker(Limits(answer_bytes=2 * 2**20)) as worker:
        with pytest.raises(OutputExceeded, match="takes more than 2 MiB; split it"):
            worker.read(getattr(readers, reader), file)
        assert worker.read(readers.identity, file)[1] == str(file)


def test_an_answer_that_is_none_of_its_kind_is_refused(readers, file: Path) -> None:
    with ReadingWorker() as worker:
        with pytest.raises(ReaderCrashed, match="none of its results"):
            worker.read(readers.number, file)
        with pytest.raises(ReaderCrashed, match="answered with a message of kind"):
            worker.read(readers.garble, file)
        assert worker.read(readers.identity, file)[1] == str(file)


def test_nobody_gets_time_without_end(readers, file: Path) -> None:
    with ReadingWorker(Limits(pages=3)) as worker, pytest.raises(ReaderCrashed, match="4 wishes for more time"):
        worker.read(readers.wish_and_wish, file)


def test_secrets_of_the_environment_are_kept_from_the_child(readers, file: Path, monkeypatch) -> None:
    monkeypatch.setenv("PINCITE_TOKEN", "hunter2")
    monkeypatch.setenv("SOME_KEY", "hunter3")
    monkeypatch.setenv("TESSDATA_PREFIX", "/data")
    with ReadingWorker() as worker:
        seen = worker.read(readers.variables, file)
    assert not {"PINCITE_TOKEN", "SOME_KEY"} & set(seen)
    assert seen["TESSDATA_PREFIX"] == "/data" and seen["PATH"]


def test_what_a_crashed_child_left_is_removed(readers, file: Path) -> None:
    with ReadingWorker() as worker, pytest.raises(ReaderCrashed):
        worker.read(readers.leave_and_crash, file)
    left = Path(file.with_name("left").read_text())
    assert left.parent.name.startswith("pincite-reader-")
    assert not left.parent.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="these limits are Linux's")
def test_the_system_fences_the_child_in(readers, file: Path) -> None:
    with ReadingWorker(Limits(memory_bytes=2**30, seconds=7)) as worker:
        core, addresses, largest, handles, processor = worker.read(readers.fences, file)
    assert core == 0
    assert 2**30 <= addresses <= 4 * 2**30
    assert largest <= 2**28 and handles <= 256
    assert 7 <= processor <= (7 + 10) * (os.cpu_count() or 1) + 10


@pytest.mark.skipif(sys.platform != "linux" or os.getuid() != 0, reason="not every user may leave the network")
def test_the_child_reaches_no_network(readers, file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        file.write_text(str(server.getsockname()[1]))
        try:
            assert readers.connect(file) == "connected"
        except OSError:
            pytest.skip("there is no network here")
        with ReadingWorker() as worker, pytest.raises(ReaderCrashed, match="OSError"):
            worker.read(readers.connect, file)


def test_a_name_that_is_no_text_is_passed_on(readers, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.txt")
    try:
        path.write_text("words")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    with ReadingWorker() as worker:
        assert worker.read(readers.size, path) == 5
        with pytest.raises(FileDamaged, match="is damaged"):
            worker.read(readers.damaged, path)


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("*-*.*")))
def test_a_document_comes_back_as_it_was_read(sample: str) -> None:
    with ReadingWorker() as worker:
        assert worker.read(read, SAMPLES / sample) == read(SAMPLES / sample)


def test_a_function_without_a_name_is_refused(file: Path) -> None:
    with ReadingWorker() as worker, pytest.raises(TypeError, match="no name"):
        worker.read(lambda path: path.name, file)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_child_whose_parent_was_killed_leaves_nothing_behind(readers, file: Path) -> None:
    code = (
        "import sys, time; sys.path[:0] = sys.argv[1:3]; import trial_readers; from pathlib import Path\n"
        "from corpus.reading.workers.worker import ReadingWorker\n"
        "worker = ReadingWorker()\n"
        "print(worker.read(trial_readers.identity, Path(sys.argv[3]))[0], worker._folder, flush=True); time.sleep(60)"
    )
    root = Path(corpus.samples.__file__).parents[2]
    parent = subprocess.Popen([sys.executable, "-c", code, root, file.parent, file], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child, folder = parent.stdout.readline().split(maxsplit=1)
    assert Path(folder.strip()).is_dir()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not Path(folder.strip()).exists() and not is_running(int(child)):
            return
        time.sleep(0.05)
    raise AssertionError(f"{folder} or process {child} is still there")
