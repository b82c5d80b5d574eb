"""The workspace's file: what is written inside one step is kept wholly or not at all, by threads and by processes."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import WorkspaceError
from service.workspace.database import FORMAT, WorkspaceFile
from service.workspace.workspace import NAME, Workspace

SCHEMA = ("CREATE TABLE IF NOT EXISTS note (reader TEXT NOT NULL, text TEXT NOT NULL)",)
WRITERS, EACH = 4, 25


def noted(file: WorkspaceFile) -> list[str]:
    with file.reading() as connection:
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY rowid")]


def note(file: WorkspaceFile, text: str) -> None:
    with file.writing() as connection:
        connection.execute("INSERT INTO note VALUES ('here', ?)", (text,))


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
