"""A library of an earlier format is read as it is, brought to today's by the first that writes, and loses nothing."""

from __future__ import annotations

import resource
import signal
import sqlite3
import threading
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.checking.check import check
from indexer.checking.repair import repair
from indexer.encoder import HashingEncoder
from indexer.errors import LibraryTooNew, LibraryUnusable
from indexer.formats import APPLICATION, FORMAT
from indexer.intake import take
from indexer.library import Library

ENCODER = HashingEncoder(64)

FORMAT_1 = """CREATE TABLE documents(
    number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL, state TEXT NOT NULL, summary TEXT NOT NULL,
    text TEXT NOT NULL, layers BLOB NOT NULL, glyphs BLOB NOT NULL)"""
"""The table of documents as format 1 had it."""


def pragma(folder: Path, name: str) -> int:
    connection = sqlite3.connect(folder / "library.sqlite")
    value = int(connection.execute(f"PRAGMA {name}").fetchone()[0])
    connection.close()
    return value


def make_format_1(folder: Path, *, by_origin: bool) -> None:
    """Write a library down as format 1 had it; its first libraries had no index by origin."""
    connection = sqlite3.connect(folder / "library.sqlite", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute("ALTER TABLE documents RENAME TO later")
    connection.execute(FORMAT_1)
    columns = "number, digest, name, origin, state, summary, text, layers, glyphs"
    connection.execute(f"INSERT INTO documents({columns}) SELECT {columns} FROM later")
    connection.execute("DROP TABLE later")
    if by_origin:
        connection.execute("CREATE INDEX documents_by_origin ON documents(origin)")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("PRAGMA application_id = 0")
    connection.close()


@pytest.fixture(params=[True, False], ids=["with an index by origin", "of the first days"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A library of format 1 that holds a paper."""
    folder = tmp_path / "library"
    with Library(folder, ENCODER, create=True) as library:
        hold(library, tmp_path / "first.md")
        library.refresh()
    make_format_1(folder, by_origin=request.param)
    return folder


def hold(library: Library, path: Path) -> None:
    path.write_text(f"# On {path.stem}\n\nThe harbour of {path.stem} handled 4,120 tonnes of coal.\n")
    assert [outcome.status for outcome in take(library, [path], read)] == ["added"]


def schema(folder: Path) -> set[str]:
    connection = sqlite3.connect(folder / "library.sqlite")
    rows = connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    columns = connection.execute("PRAGMA table_info(documents)").fetchall()
    connection.close()
    return {name for (name,) in rows} | {f"documents.{column[1]}" for column in columns}


def test_an_old_library_is_read_without_being_changed(old: Path) -> None:
    before = (old / "library.sqlite").read_bytes()
    with Library(old, ENCODER) as library:
        assert library.document(library.holding("first.md")).text.startswith("# On first")
        assert library.matching(["coal"], 5) and library.nearest(ENCODER.encode(["coal"])[0], 5)
    assert check(old).is_sound
    assert (old / "library.sqlite").read_bytes() == before
    assert pragma(old, "user_version") == 1


def test_the_first_that_writes_brings_it_to_todays_format(old: Path, tmp_path: Path) -> None:
    with Library(old, ENCODER) as library:
        text = library.document(library.holding("first.md")).text
        hold(library, tmp_path / "second.md")
        assert library.document(library.holding("first.md")).text == text
    assert pragma(old, "user_version") == FORMAT
    assert pragma(old, "application_id") == APPLICATION
    with Library(tmp_path / "new", ENCODER, create=True):
        pass
    assert schema(old) == schema(tmp_path / "new")
    assert {fault.kind for fault in check(old).faults} == {"unsealed"}
    repair(old, check(old), lambda: Library(old, ENCODER), read)
    assert check(old).faults == ()


def test_a_reader_that_has_it_open_goes_on_reading(old: Path, tmp_path: Path) -> None:
    with Library(old, ENCODER) as reader, Library(old, ENCODER) as writer:
        assert reader.size()
        hold(writer, tmp_path / "second.md")
        assert {holding.name for holding in reader.holdings()} == {"first.md", "second.md"}


def test_two_that_write_first_at_once_bring_it_over_once(old: Path, tmp_path: Path) -> None:
    libraries = [Library(old, ENCODER) for _ in range(2)]
    threads = [
        threading.Thread(target=hold, args=(library, tmp_path / f"paper-{n}.md")) for n, library in enumerate(libraries)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for library in libraries:
        library.close()
    assert check(old).is_sound and check(old).documents == 3


def test_a_newer_one_is_refused_with_what_to_do(old: Path) -> None:
    connection = sqlite3.connect(old / "library.sqlite")
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    with pytest.raises(LibraryTooNew, match=rf"format {FORMAT + 1}.*pip install --upgrade pincite"):
        Library(old, ENCODER)


def test_one_that_has_lost_a_table_is_refused(old: Path) -> None:
    connection = sqlite3.connect(old / "library.sqlite")
    connection.execute("DROP TABLE passages")
    connection.close()
    with pytest.raises(LibraryUnusable, match="lost its tables"):
        Library(old, ENCODER)


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="this system doesn't bound files")
def test_on_a_full_disk_the_line_says_what_is_wrong(tmp_path: Path) -> None:
    Library(tmp_path / "library", ENCODER, create=True).close()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # The log beside the file can't be made: no file may have a single byte more.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(LibraryUnusable, match="has room"):
            Library(tmp_path / "library", ENCODER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
