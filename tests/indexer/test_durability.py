"""What was reported is on the disk, in an order in which no crash leaves a document without its file."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer import durability
from indexer.checking.check import check
from indexer.encoder import HashingEncoder
from indexer.errors import LibraryUnusable
from indexer.intake import take
from indexer.library import Library

ENCODER = HashingEncoder(64)
MEGABYTE = 1_000_000


def paper(folder: Path, name: str, lines: int = 3) -> Path:
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    said = [f"The harbour of {name} handled {line + 7} tonnes of coal." for line in range(lines)]
    path.write_text(f"# On {name}\n\n" + "\n\n".join(said) + "\n", encoding="utf-8")
    return path


def add(library: Library, path: Path) -> str:
    (outcome,) = take(library, [path], read)
    return outcome.status


def names(library: Library) -> list[str]:
    return [holding.name for holding in library.holdings()]


def mounted(*arguments: object) -> None:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a disk")
    if subprocess.run(["mount", *map(str, arguments)], check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts no disk")


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of that size."""
    folder.mkdir()
    mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def short_files(size: int) -> Iterator[None]:
    """No file may become longer than that."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class TestOrder:
    def test_a_file_and_its_name_are_on_the_disk_before_the_row_that_names_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[str] = []
        sync, library = os.fsync, Library(tmp_path / "library", ENCODER, create=True)

        def told(handle: int) -> None:
            seen.append(Path(f"/proc/self/fd/{handle}").readlink().name)
            sync(handle)

        if not Path("/proc/self/fd").is_dir():
            pytest.skip("this system doesn't tell what a handle is of")
        monkeypatch.setattr(os, "fsync", told)
        library._writer._connection.set_trace_callback(lambda statement: seen.append(statement.split()[0]))
        add(library, paper(tmp_path, "Ostby"))
        digest = library.holding("Ostby.md").digest
        written = seen.index("INSERT", seen.index("files"))
        assert seen.index(f"{digest}.draft") < seen.index("files") < written < seen.index("COMMIT", written)
        library.close()

    def test_every_commit_is_brought_to_the_disk(self, tmp_path: Path) -> None:
        with Library(tmp_path / "library", ENCODER, create=True) as library:
            full = 2
            for catalogue in (library._writer, library._catalogue):
                assert catalogue._connection.execute("PRAGMA synchronous").fetchone()[0] == full

    def test_a_folder_that_is_made_is_on_the_disk_in_the_one_around_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        synced: list[Path] = []
        monkeypatch.setattr(durability, "sync_folder", synced.append)
        durability.make_folder(tmp_path / "one" / "two" / "three")
        assert synced == [tmp_path, tmp_path / "one", tmp_path / "one" / "two"]
        durability.make_folder(tmp_path / "one")
        assert len(synced) == 3

    @pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
    def test_a_file_system_without_the_means_is_let_be_and_a_failing_one_is_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
    ) -> None:
        def refuse(handle: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "fsync", refuse)
        if code == errno.EINVAL:
            durability.sync_folder(tmp_path)
        else:
            with pytest.raises(OSError):
                durability.sync_folder(tmp_path)


class TestFullDisk:
    @pytest.mark.slow
    def test_adding_until_the_disk_is_full_keeps_what_was_reported(self, tmp_path: Path) -> None:
        with disk(tmp_path / "disk", "3m") as small:
            reported = self._fill(small / "library", tmp_path)
            self._is_sound(small / "library", reported)
            subprocess.run(["mount", "-o", "remount,size=20m", small], check=True)
            with Library(small / "library", ENCODER) as library:
                library.remove(reported[0])
                assert add(library, paper(tmp_path / "papers", "paper-199", 120)) == "added"
                assert names(library) == [*reported[1:], "paper-199.md"]

    @pytest.mark.slow
    def test_files_that_may_not_grow_keep_what_was_reported(self, tmp_path: Path) -> None:
        with short_files(MEGABYTE):
            reported = self._fill(tmp_path / "library", tmp_path)
        self._is_sound(tmp_path / "library", reported)

    def _fill(self, folder: Path, papers: Path) -> list[str]:
        reported: list[str] = []
        with Library(folder, ENCODER, create=True) as library:
            with pytest.raises(LibraryUnusable) as refusal:
                for number in range(200):
                    path = paper(papers / "papers", f"paper-{number:03}", 120)
                    assert add(library, path) == "added"
                    reported.append(path.name)
            assert "\n" not in str(refusal.value) and str(folder) in str(refusal.value)
            assert len(reported) > 2
            assert names(library) == reported
            library.refresh()
        return reported

    def _is_sound(self, folder: Path, reported: list[str]) -> None:
        report = check(folder)
        assert {fault.kind for fault in report.faults} <= {"index"}, report
        with Library(folder, ENCODER) as library:
            assert names(library) == reported
            assert library.matching(["tonnes"], 1000) and library.nearest(ENCODER.encode(["tonnes"])[0], 10)

    def test_a_copy_that_can_be_made_and_a_row_that_cannot_leave_nothing_behind(self, tmp_path: Path) -> None:
        with Library(tmp_path / "library", ENCODER, create=True) as library:
            add(library, paper(tmp_path, "Ostby"))
            big = paper(tmp_path, "Vikmo", 900)
            kept = {path.name for path in (library.folder / "files").iterdir()}
            # Long enough for the copy, and far too short for the passages with their vectors.
            with short_files(big.stat().st_size + 100_000), pytest.raises(LibraryUnusable, match="disk"):
                add(library, big)
            assert {path.name for path in (library.folder / "files").iterdir()} == kept
            assert names(library) == ["Ostby.md"]
            assert add(library, big) == "added"
        assert check(tmp_path / "library").is_sound


class TestReadOnly:
    def test_a_disk_that_can_only_be_read_answers_with_what_a_killed_process_had_committed(
        self, tmp_path: Path
    ) -> None:
        with disk(tmp_path / "disk", "20m") as small:
            folder = small / "library"
            library = Library(folder, ENCODER, create=True)
            add(library, paper(tmp_path, "Ostby"))
            # As a kill leaves it: the log is there, with all that was added in it.
            for path in folder.glob("library.sqlite*"):
                shutil.copy(path, small / path.name)
            library.close()
            for path in small.glob("library.sqlite*"):
                path.replace(folder / path.name)
            assert (folder / "library.sqlite-wal").stat().st_size > 0
            subprocess.run(["mount", "-o", "remount,ro", small], check=True)
            with Library(folder, ENCODER) as readable:
                assert names(readable) == ["Ostby.md"]
                assert readable.matching(["coal"], 3) and readable.nearest(ENCODER.encode(["coal"])[0], 3)
                with pytest.raises(LibraryUnusable, match="can only be read"):
                    readable.remove("Ostby.md")
            assert check(folder).is_sound
            subprocess.run(["mount", "-o", "remount,rw", small], check=True)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
    def test_a_folder_that_can_only_be_read_answers(self, tmp_path: Path) -> None:
        with Library(tmp_path / "library", ENCODER, create=True) as library:
            add(library, paper(tmp_path, "Ostby"))
        (tmp_path / "library").chmod(0o555)
        try:
            with Library(tmp_path / "library", ENCODER) as readable:
                assert names(readable) == ["Ostby.md"]
                with pytest.raises(LibraryUnusable, match="can only be read"):
                    readable.remove("Ostby.md")
        finally:
            (tmp_path / "library").chmod(0o755)


class TestReplaced:
    """A folder that goes away while it is open: nothing is said to be added that nobody will find."""

    @pytest.fixture
    def library(self, tmp_path: Path) -> Iterator[Library]:
        opened = Library(tmp_path / "library", ENCODER, create=True)
        add(opened, paper(tmp_path, "Ostby"))
        opened.refresh()
        yield opened
        opened.close()

    def _refuses(self, use: Callable[[], object]) -> None:
        with pytest.raises(LibraryUnusable, match=r"moved, deleted or replaced.*start Pincite again") as refusal:
            use()
        assert "\n" not in str(refusal.value)

    def test_one_that_was_deleted_takes_nothing_in(self, library: Library, tmp_path: Path) -> None:
        shutil.rmtree(library.folder)
        self._refuses(lambda: add(library, paper(tmp_path, "Vikmo")))
        self._refuses(library.holdings)
        library.save_vectors()
        assert not library.folder.exists()

    def test_one_that_was_moved_is_as_it_was(self, library: Library, tmp_path: Path) -> None:
        library.folder.rename(tmp_path / "moved")
        self._refuses(lambda: library.remove("Ostby.md"))
        library.save_vectors()
        library.close()
        assert check(tmp_path / "moved").is_sound
        with Library(tmp_path / "moved", ENCODER) as moved:
            assert names(moved) == ["Ostby.md"]

    def test_one_that_was_replaced_leaves_the_new_one_alone(self, library: Library, tmp_path: Path) -> None:
        library.folder.rename(tmp_path / "old")
        with Library(library.folder, ENCODER, create=True) as other:
            add(other, paper(tmp_path, "Vikmo"))
            other.refresh()
        self._refuses(lambda: add(library, paper(tmp_path, "Tarnes")))
        library.save_vectors()
        report = check(library.folder)
        assert report.is_sound and report.documents == 1


@pytest.mark.parametrize("name", ["with space", "100%?#&=x", "файл-図書", "quote'\"s", "a:b;c", "-dash", "~"])
def test_a_folder_of_any_name_holds_a_library(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    with Library(folder, ENCODER, create=True) as library:
        add(library, paper(tmp_path / "papers", "Ostby"))
        library.refresh()
    assert check(folder).faults == ()
    with Library(folder, ENCODER) as library:
        assert names(library) == ["Ostby.md"]


def test_a_clock_that_was_set_back_changes_nothing(tmp_path: Path) -> None:
    past, future = 0, 4_000_000_000
    path = paper(tmp_path / "papers", "Ostby")
    with Library(tmp_path / "library", ENCODER, create=True) as library:
        os.utime(path, (future, future))
        assert add(library, path) == "added"
        library.refresh()
    for each in [path, *(p for p in (tmp_path / "library").rglob("*") if p.is_file())]:
        os.utime(each, (past, past))
    with Library(tmp_path / "library", ENCODER) as library:
        assert add(library, path) == "unchanged"
        paper(tmp_path / "papers", "Ostby", 5)
        os.utime(path, (past, past))
        assert add(library, path) == "updated"
    assert check(tmp_path / "library").is_sound


def test_a_file_that_one_removes_while_another_adds_it_keeps_its_copy(tmp_path: Path) -> None:
    """Removing deletes the copy after its row; another process that adds the same file in between must not lose its."""
    path = paper(tmp_path / "papers", "Ostby")
    with (
        Library(tmp_path / "library", ENCODER, create=True) as one,
        Library(tmp_path / "library", ENCODER) as two,
    ):
        for _ in range(25):
            add(one, path)
            threads = [
                threading.Thread(target=one.remove, args=("Ostby.md",)),
                threading.Thread(target=add, args=(two, path)),
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for holding in one.holdings():
                assert one.source(holding).is_file()


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    with Library(tmp_path / "library", ENCODER, create=True) as library:
        add(library, paper(tmp_path, "Ostby"))
        library._writer._connection.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(library.folder / "library.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryUnusable, match="another process"):
            library.remove("Ostby.md")
        other.execute("ROLLBACK")
        other.close()
        assert names(library) == ["Ostby.md"]
