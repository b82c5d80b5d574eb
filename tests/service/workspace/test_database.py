"""The workspace's file: what is written inside one step is kept wholly or not at all, by threads and by processes."""

from __future__ import annotations

import logging
import resource
import shutil
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import WorkspaceError
from service.workspace.database import FORMAT, WorkspaceFile
from service.workspace.soundness import check_workspace, repair_workspace
from service.workspace.workspace import NAME, Workspace

SCHEMA = ("CREATE TABLE IF NOT EXISTS note (reader TEXT NOT NULL, text TEXT NOT NULL)",)
WRITERS, EACH = 4, 25


def noted(file: WorkspaceFile) -> list[str]:
    with file.reading() as connection:
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY rowid")]


def note(file: WorkspaceFile, text: str) -> None:
    with file.writing() as connection:
        connection.execute("INSERT INTO note VALUES ('here', ?)", (text,))


@contextmanager
def short_files(size: int):
    """No file may become longer than that."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class FullDisk:
    """A small disk with a folder on it, that can be filled to its last byte."""

    def __init__(self, disk: Path) -> None:
        self.folder = disk / "library"
        self.folder.mkdir()
        self._ballast = disk / "ballast"

    @contextmanager
    def filled(self):
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(b"x" * 4096)
        try:
            yield
        finally:
            self._ballast.unlink()


@pytest.fixture
def full_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield FullDisk(disk)
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def path(tmp_path):
    return tmp_path / NAME


@pytest.fixture(params=["file", "memory"])
def file(request, path):
    opened = WorkspaceFile(path if request.param == "file" else None, SCHEMA)
    yield opened
    opened.close()


class TestKeeping:
    def test_what_was_written_outlasts_the_process(self, path):
        for text in ("one", "two"):
            file = WorkspaceFile(path, SCHEMA)
            note(file, text)
            file.close()
        file = WorkspaceFile(path, SCHEMA)
        assert noted(file) == ["one", "two"]
        file.close()

    def test_what_fails_midway_leaves_nothing(self, file):
        note(file, "before")
        with pytest.raises(ZeroDivisionError), file.writing() as connection:
            connection.execute("INSERT INTO note VALUES ('here', 'half')")
            raise ZeroDivisionError
        assert noted(file) == ["before"]
        note(file, "after")
        assert noted(file) == ["before", "after"]

    @given(st.lists(st.text(st.characters(exclude_categories=("Cs",)))))
    def test_any_text_comes_back(self, texts):
        file = WorkspaceFile(None, SCHEMA)
        for text in texts:
            note(file, text)
        assert noted(file) == texts
        file.close()

    def test_threads_may_write_at_once(self, file):
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(lambda n: [note(file, f"{n}-{m}") for m in range(EACH)], range(WRITERS)))
        texts = noted(file)
        assert len(texts) == WRITERS * EACH
        for n in range(WRITERS):
            assert [text for text in texts if text.startswith(f"{n}-")] == [f"{n}-{m}" for m in range(EACH)]

    def test_two_that_hold_the_file_see_each_others_work(self, path):
        one, two = WorkspaceFile(path, SCHEMA), WorkspaceFile(path, SCHEMA)
        threads = [threading.Thread(target=note, args=(file, "x")) for file in (one, two) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(noted(one)) == len(noted(two)) == 20
        one.close()
        two.close()


class TestRefusing:
    def test_a_newer_format_is_refused_with_what_to_do(self, path):
        WorkspaceFile(path, SCHEMA).close()
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
        connection.close()
        with pytest.raises(WorkspaceError, match=rf"format {FORMAT + 1}.*update Pincite"):
            WorkspaceFile(path, SCHEMA)

    def test_what_is_no_workspace_is_refused_in_one_line(self, path):
        path.write_bytes(b"no database at all " * 100)
        with pytest.raises(WorkspaceError) as refusal:
            WorkspaceFile(path, SCHEMA)
        assert str(path) in str(refusal.value) and "\n" not in str(refusal.value)
        assert path.read_bytes().startswith(b"no database")

    def test_a_statement_that_fails_is_told_as_the_workspaces(self, file):
        with pytest.raises(WorkspaceError), file.reading() as connection:
            connection.execute("SELECT * FROM nothing")

    def test_a_closed_file_is_told_so(self, path):
        file = WorkspaceFile(path, SCHEMA)
        file.close()
        with pytest.raises(WorkspaceError):
            noted(file)


def test_a_workspace_lies_in_the_librarys_folder_and_goes_with_it(tmp_path):
    Workspace(tmp_path).close()
    assert (tmp_path / NAME).is_file()


def test_a_library_in_memory_keeps_its_workspace_there_too(tmp_path):
    Workspace(None).close()
    assert list(tmp_path.iterdir()) == []


class TestNoRoom:
    """A disk that is full or can't be written to any more: what readers do goes on in memory, and is said once."""

    @pytest.fixture(autouse=True)
    def _heard(self, caplog):
        with caplog.at_level("WARNING", logger="pincite.service"):
            logging.getLogger("pincite").propagate = True
            yield

    def test_what_no_longer_fits_is_kept_until_the_end_and_put_back_once_there_is_room(self, path, caplog):
        file = WorkspaceFile(path, SCHEMA)
        note(file, "before")
        with short_files(path.stat().st_size + 60_000):
            for number in range(20):
                note(file, f"{number} " + "x" * 20_000)
            assert len(noted(file)) == 21
            assert file.is_carried
            assert caplog.text.count("kept only until the server stops") == 1
        file.close()
        again = WorkspaceFile(path, SCHEMA)
        assert [text.split()[0] for text in noted(again)] == ["before", *map(str, range(20))]
        again.close()

    def test_what_another_wrote_since_stays_when_what_was_carried_is_put_back(self, path):
        one = WorkspaceFile(path, SCHEMA)
        note(one, "before")
        with short_files(path.stat().st_size):
            note(one, "x" * 200_000)
            assert one.is_carried
        two = WorkspaceFile(path, SCHEMA)
        note(two, "theirs")
        note(two, "theirs too")
        two.close()
        one.close()
        again = WorkspaceFile(path, SCHEMA)
        assert sorted(noted(again)) == ["before", "theirs", "theirs too", "x" * 200_000]
        again.close()

    def test_once_there_is_room_the_next_step_goes_to_the_file_with_all_before(self, path):
        file = WorkspaceFile(path, SCHEMA)
        note(file, "before")
        with short_files(path.stat().st_size):
            note(file, "x" * 200_000)
            note(file, "y" * 200_000)
            assert file.is_carried
        note(file, "after")
        assert file.is_kept
        # Not closed: whoever opens the file now finds what a killed process would leave.
        other = WorkspaceFile(path, SCHEMA)
        assert [text[0] for text in noted(other)] == ["b", "x", "y", "a"]
        other.close()
        file.close()

    def test_a_disk_that_fills_up_again_and_again_loses_nothing(self, path):
        file = WorkspaceFile(path, SCHEMA)
        for round in range(3):
            note(file, f"{round} kept")
            with short_files(path.stat().st_size):
                note(file, f"{round} " + "x" * 300_000)
                assert not file.is_kept
        file.close()
        again = WorkspaceFile(path, SCHEMA)
        assert [text[:2] for text in noted(again)] == ["0 ", "0 ", "1 ", "1 ", "2 ", "2 "]
        again.close()

    def test_one_that_is_there_opens_on_a_full_disk(self, path):
        other = WorkspaceFile(path, SCHEMA)
        note(other, "before")
        with short_files(0):
            file = WorkspaceFile(path, SCHEMA)
            assert noted(file) == ["before"]
            note(file, "after")
            assert noted(file) == ["before", "after"] and file.is_carried
        file.close()
        assert noted(other) == ["before", "after"]
        other.close()

    @pytest.mark.parametrize("is_there", [False, True])
    def test_a_full_disk_at_the_start_is_outlasted(self, full_disk, is_there, caplog):
        """What it held is seen, what is written goes on in memory, and all of it goes to the file with the room."""
        if is_there:
            workspace = Workspace(full_disk.folder)
            old = workspace.conversations.begin("reader", "What was before?")
            workspace.close()
        with full_disk.filled():
            workspace = Workspace(full_disk.folder)
            assert not workspace.is_kept and caplog.text.count("kept only until the server stops") == 1
            assert workspace.conversations.count("reader") == is_there
            workspace.conversations.begin("reader", "What is coal?")
            if is_there:
                assert workspace.conversations.add(old.id, "reader", "And after it?").number == 2
            assert not workspace.is_kept
        workspace.conversations.begin("reader", "And where is it?")
        assert workspace.is_kept
        # Not closed: whoever opens the file now finds what a killed process would leave.
        other = Workspace(full_disk.folder)
        assert other.conversations.count("reader") == 2 + is_there
        if is_there:
            assert len(other.conversations.get(old.id, "reader").turns) == 2
        other.close()
        workspace.close()

    def test_what_was_not_used_on_a_full_disk_loses_nothing(self, full_disk, caplog):
        with full_disk.filled():
            Workspace(full_disk.folder).close()
        assert "is lost" not in caplog.text

    def test_a_newer_format_is_refused_on_a_full_disk_too(self, full_disk):
        Workspace(full_disk.folder).close()
        with closing(sqlite3.connect(full_disk.folder / NAME)) as connection:
            connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
        with full_disk.filled(), pytest.raises(WorkspaceError, match="update Pincite"):
            Workspace(full_disk.folder)

    def test_what_is_to_be_repaired_is_never_put_into_memory_instead(self, full_disk):
        with full_disk.filled(), pytest.raises(WorkspaceError):
            Workspace.at(full_disk.folder / NAME)

    def test_without_room_at_the_end_the_file_has_what_it_had(self, path):
        file = WorkspaceFile(path, SCHEMA)
        note(file, "before")
        file.close()
        file = WorkspaceFile(path, SCHEMA)
        with short_files(path.stat().st_size):
            note(file, "x" * 200_000)
            assert len(noted(file)) == 2
            file.close()
        again = WorkspaceFile(path, SCHEMA)
        assert noted(again) == ["before"]
        again.close()

    def test_a_file_that_is_gone_is_not_written_into_the_void(self, path):
        file = WorkspaceFile(path, SCHEMA)
        note(file, "before")
        for part in path.parent.glob(f"{path.name}*"):
            part.unlink()
        note(file, "after")
        assert noted(file) == ["before", "after"] and file.is_carried
        file.close()
        assert not path.exists()

    def test_a_statement_that_is_wrong_is_no_want_of_room(self, path):
        file = WorkspaceFile(path, SCHEMA)
        with pytest.raises(WorkspaceError), file.writing() as connection:
            connection.execute("INSERT INTO nothing VALUES (1)")
        assert not file.is_carried
        file.close()

    def test_conversations_and_what_belongs_to_them_go_on(self, tmp_path):
        workspace = Workspace(tmp_path)
        placed = workspace.conversations.begin("reader", "What is coal?")
        with short_files((tmp_path / NAME).stat().st_size):
            later = workspace.conversations.add(placed.id, "reader", "And where is it? " + "long " * 40_000)
            assert later.number == 2
            assert len(workspace.conversations.get(placed.id, "reader").turns) == 2
            workspace.conversations.delete(placed.id, "reader")
            assert workspace.conversations.count("reader") == 0
        workspace.close()


class TestSoundness:
    @pytest.fixture
    def folder(self, tmp_path):
        workspace = Workspace(tmp_path)
        for number in range(30):
            placed = workspace.conversations.begin("reader", f"Question number {number}?")
            workspace.conversations.add(placed.id, "reader", "And then? " + "why " * 300)
            workspace.reviews.keep("reader", f"{number}.txt", b"content " * 400 + str(number).encode())
        workspace.close()
        return tmp_path

    def test_a_workspace_that_was_used_is_sound_and_none_is_too(self, folder):
        assert check_workspace(folder) == ()
        assert check_workspace(folder / "nowhere") == ()

    @pytest.mark.parametrize("page", [1, 9, 20, 33])
    def test_what_can_be_read_of_a_damaged_one_is_saved(self, folder, page):
        content = bytearray((folder / NAME).read_bytes())
        content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
        (folder / NAME).write_bytes(bytes(content))
        assert [fault.kind for fault in check_workspace(folder)] == ["workspace"]
        assert f"{NAME}.damaged" in repair_workspace(folder)
        assert check_workspace(folder) == ()
        workspace = Workspace(folder)
        # What lay on the page is lost; which that is depends on the page.
        assert workspace.conversations.count("reader") + len(workspace.reviews.entries("reader")) >= 30
        workspace.close()
        assert (folder / f"{NAME}.damaged").read_bytes() == bytes(content)

    def test_one_of_which_nothing_can_be_read_begins_anew_and_is_kept_beside(self, folder):
        (folder / NAME).write_bytes(b"no database " * 1000)
        repair_workspace(folder)
        assert check_workspace(folder) == ()
        assert (folder / f"{NAME}.damaged").read_bytes().startswith(b"no database")
