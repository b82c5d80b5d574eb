"""The formats of a library: what tables it has, and how one of an earlier format is brought to today's.

Format 1 had no seals and no lexicon, and in its first days no index by origin. The lexicon is made by what keeps it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from indexer.errors import LibraryTooNew, LibraryUnusable
from indexer.lexical import SqliteLexicalIndex
from indexer.lexicon import TABLES as LEXICON

FORMAT = 2
"""The library's format; a library with a higher one was made by a newer version."""

APPLICATION = 0x50494E43
"""Marks a SQLite file as a library ("PINC"), for programs that tell files by their bytes."""

DOCUMENTS = """CREATE TABLE documents(
        number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL, state TEXT NOT NULL, summary TEXT NOT NULL,
        text TEXT NOT NULL, layers BLOB NOT NULL, glyphs BLOB NOT NULL, seal TEXT NOT NULL DEFAULT '')"""

SCHEMA = (
    "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    DOCUMENTS,
    """CREATE TABLE passages(
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
        reading TEXT NOT NULL, context TEXT NOT NULL, vector BLOB NOT NULL)""",
    "CREATE INDEX documents_by_origin ON documents(origin)",
    "CREATE INDEX passages_of_document ON passages(document)",
    SqliteLexicalIndex.SCHEMA,
    *LEXICON,
)

_TABLES = frozenset({"facts", "documents", "passages", "words"})


def check_format(connection: sqlite3.Connection, folder: Path) -> int:
    """The format of a library's file, 0 where it is new and empty; raises LibraryTooNew or LibraryUnusable."""
    # In one view: another process may make the tables just now.
    connection.execute("BEGIN")
    try:
        version = format_of(connection)
        held = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        # SQLite ends it by itself after some errors, a full disk's among them, and that error is the one to tell.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if version > FORMAT:
        raise LibraryTooNew(
            f"{folder} was made by a newer version of Pincite (format {version}, this one reads "
            f"{FORMAT}): upgrade with pip install --upgrade pincite"
        )
    if version < 1 and not held:
        return 0
    if version < 1 or not held >= _TABLES:
        raise LibraryUnusable(
            f"{folder / 'library.sqlite'} is another program's database, or has lost its tables: "
            "choose another --library, or restore a backup"
        )
    return version


def format_of(connection: sqlite3.Connection) -> int:
    """The format that a file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of a new library. To be called while writing: another process may have made them meanwhile."""
    if format_of(connection) == 0:
        for statement in SCHEMA:
            connection.execute(statement)
        _sign(connection)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an earlier format to today's, losing nothing. To be called while writing, so that it happens wholly."""
    if format_of(connection) == 1:
        _add_seals(connection)
        _sign(connection)


def _add_seals(connection: sqlite3.Connection) -> None:
    """A document of before has none until it is read anew or `pincite check --repair` gives it one."""
    connection.execute("ALTER TABLE documents ADD COLUMN seal TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX IF NOT EXISTS documents_by_origin ON documents(origin)")


def _sign(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
