"""Several reading processes: at once, in order, and never more waiting than there is room for."""

from __future__ import annotations

import os
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.sidecar import Sidecars
from corpus.errors import FileMissing, ReaderCrashed, ReadingStopped
from corpus.reading.limits import Limits
from corpus.reading.read import read
from corpus.reading.workers.pool import ReadingPool
from corpus.reading.workers.reader import DocumentReader
from corpus.reading.workers.room import Abandoned, Room

ALONE = partial(read, sidecars=Sidecars())

READERS = """
import os, signal, time
from corpus.errors import FileDamaged

def slow(path) -> str: time.sleep(0.3); return path.name
def process(path) -> int: time.sleep(0.3); return os.getpid()
def large(path) -> bytes: return bytes(1_000_000)
def stall(path): time.sleep(60)
def crash(path): os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    (tmp_path / "pooled_readers.py").write_text(READERS)
    monkeypatch.syspath_prepend(str(tmp_path))
    import pooled_readers  # type: ignore[import-not-found]  # written by this fixture

    yield pooled_readers
    sys.modules.pop("pooled_readers", None)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.txt" for number in range(8)]
    for path in paths:
        path.write_text(f"The words of {path.name}.")
    return paths


def test_files_are_read_at_once_and_come_in_order(readers, files):
    with ReadingPool(readers=2) as pool:
        assert len({pending.result() for pending in [pool.start(readers.process, path) for path in files[:4]]}) == 2
        pending = [pool.start(readers.slow, path) for path in files]
        assert [each.result() for each in pending] == [path.name for path in files]


def test_only_as_many_processes_run_as_are_needed(readers, files):
    with ReadingPool(readers=4) as pool:
        assert len({pool.read(readers.process, path) for path in files[:3]}) == 1


def test_a_crash_costs_one_file(readers, files):
    with ReadingPool(readers=2) as pool:
        first, crashed, last = (
            pool.start(function, path)
            for function, path in zip([readers.slow, readers.crash, readers.slow], files, strict=False)
        )
        assert first.result() == files[0].name
        with pytest.raises(ReaderCrashed):
            crashed.result()
        assert last.result() == files[2].name
        with pytest.raises(FileMissing):
            pool.read(readers.slow, files[0].with_name("none.txt"))


def test_what_waits_is_bounded_whatever_is_read(readers, files):
    with ReadingPool(readers=2, waiting_bytes=2_500_000) as pool:
        pending = [pool.start(readers.large, path) for path in files]
        time.sleep(0.5)
        assert [len(each.result()) for each in pending] == [1_000_000] * len(files)
    assert pool.room.peak <= 3_600_000
    assert pool.room.bytes_held == 0


def test_what_is_asked_for_last_comes_first_though_there_is_no_room(readers, files):
    with ReadingPool(readers=2, waiting_bytes=10) as pool:
        pending = [pool.start(readers.large, path) for path in files]
        assert len(pending[-1].result()) == 1_000_000
        for each in pending[:-1]:
            each.give_up()
    assert pool.room.bytes_held == 0


def test_what_is_given_up_holds_up_nobody(readers, files):
    with ReadingPool(readers=1, waiting_bytes=10) as pool:
        for path in files:
            pool.start(readers.large, path).give_up()
        assert pool.read(readers.slow, files[0]) == files[0].name


def test_stopping_ends_what_runs_and_what_waits(readers, files):
    with ReadingPool(readers=1) as pool:
        pid = pool.read(readers.process, files[0])
        pending = [pool.start(readers.stall, path) for path in files]
        threading.Timer(0.3, pool.stop).start()
        for each in pending:
            with pytest.raises(ReadingStopped):
                each.result()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_document_is_described_by_what_lies_beside_it_as_if_read_here(files):
    bibliography = files[0].with_name("library.bib")
    bibliography.write_text("@article{0, title={The first}, author={Doe, Ann}, year={1999}}\n@broken{")
    with ReadingPool(readers=1) as pool:
        reader = DocumentReader(pool, ALONE)
        assert reader(files[0]) == read(files[0])
        assert reader(files[1]) == read(files[1])
        assert reader.sidecars(files[0].parent) is reader.sidecars(files[0].parent)
        bibliography.write_text("@article{0, title={The very first}, author={Doe, Ann}, year={1999}}")
        assert reader(files[0]).record.get("title") == "The very first"


def test_bibliography_that_stops_its_reader_is_a_notice(files):
    bibliography = files[0].with_name("library.json")
    bibliography.write_text("[" * 100_000)
    files[0].with_name("good.bib").write_text("@article{0, title={The first}, author={Doe, Ann}, year={1999}}")
    with ReadingPool(Limits(seconds=20), readers=1) as pool:
        found = DocumentReader(pool, ALONE).sidecars(files[0].parent)
    assert [entry.key for _, entry in found.entries] == ["0"]
    assert len(found.notices) == 1 and "library.json" in found.notices[0]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(1, 100))
@settings(deadline=None, max_examples=30)
def test_whoever_takes_answers_in_order_never_waits_for_good(sizes, most):
    room = Room(most)
    taken = []

    def bring(ticket: int, size: int) -> None:
        room.begin(ticket)
        room.enter(ticket, size)

    threads = [threading.Thread(target=bring, args=each, daemon=True) for each in enumerate(sizes)]
    for thread in reversed(threads):
        thread.start()
    for ticket, thread in enumerate(threads):
        with room.wanting(ticket):
            thread.join(timeout=10)
        assert not thread.is_alive()
        taken.append(ticket)
        assert room.bytes_held <= most + max(sizes)
        room.leave(ticket)
    assert taken == list(range(len(sizes)))


def test_what_nobody_wants_does_not_come_in():
    room = Room(0)
    room.give_up(1)
    with pytest.raises(Abandoned):
        room.enter(1, 10)
