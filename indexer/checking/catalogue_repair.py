"""Repairs inside the library's SQLite file, each in one step: what can be made again from what the file holds."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer.errors import LibraryUnusable
from indexer.formats import migrate
from indexer.lexical import SqliteLexicalIndex
from indexer.seal import keep_seal, seal_of
from indexer.sqlite_file import CATALOGUE, advice, connected
from indexer.stored_document import document_of, summary_of

WORDS = "words"

AT_ONCE = 5_000
"""Passages whose words are indexed in one go."""

_SOME = "SELECT id, reading, context FROM passages WHERE id > ? ORDER BY id LIMIT ?"


@contextmanager
def repairing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one step of writing, to today's format; raises LibraryUnusable."""
    try:
        with closing(connected(folder / CATALOGUE)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            migrate(connection)
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise LibraryUnusable(f"the library {folder} {advice(error)}") from error


def delete_unowned(connection: sqlite3.Connection, table: str) -> int:
    """Delete the rows of a table that belong to a document which isn't held; how many there were."""
    if table == "passages":
        lost = connection.execute("SELECT id FROM passages WHERE document NOT IN (SELECT number FROM documents)")
        SqliteLexicalIndex(connection).remove([i for (i,) in lost.fetchall()])
    deleted = 0
    for _, _, owner, column, named, *_ in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        owned = f"SELECT {named or 'number'} FROM {owner}"
        deleted += connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN ({owned})").rowcount
    return deleted


def index_words_again(connection: sqlite3.Connection) -> None:
    """Make the full-text index again from the passages."""
    connection.execute(f"DROP TABLE IF EXISTS {WORDS}")
    connection.execute(SqliteLexicalIndex.SCHEMA)
    index_all_words(connection)


def index_all_words(connection: sqlite3.Connection) -> None:
    """Put the words of all passages into an empty full-text index, some thousands at a time."""
    last = 0
    while rows := connection.execute(_SOME, (last, AT_ONCE)).fetchall():
        SqliteLexicalIndex(connection).add(rows)
        last = rows[-1][0]


def restore_summary(connection: sqlite3.Connection, digest: str) -> bool:
    """Write a document's summary again from its layers; False, and nothing is done, where its seal then doesn't fit."""
    query = "SELECT number, seal, summary, text, layers, glyphs, name FROM documents WHERE digest = ?"
    try:
        row = connection.execute(query, (digest,)).fetchone()
        if row is None:
            return False
        number, seal, before, *stored = row
        document = document_of(*stored)
    except (ValueError, sqlite3.Error):
        return False
    passages = int(connection.execute("SELECT count(*) FROM passages WHERE document = ?", (number,)).fetchone()[0])
    write = "UPDATE documents SET summary = ? WHERE number = ?"
    connection.execute(write, (summary_of(document, passages), number))
    if seal and seal_of(connection, number) == seal:
        return True
    connection.execute(write, (before, number))
    return False


def seal_unsealed(connection: sqlite3.Connection) -> int:
    """Seal the documents that have no seal, as they are; how many there were."""
    numbers = [n for (n,) in connection.execute("SELECT number FROM documents WHERE seal = '' ORDER BY number")]
    for number in numbers:
        keep_seal(connection, number)
    return len(numbers)


def set_dimension(connection: sqlite3.Connection) -> int | None:
    """Set the dimension of the vectors to that which most of them have; None where there are none."""
    lengths = Counter(length for (length,) in connection.execute("SELECT length(vector) FROM passages"))
    if not lengths:
        return None
    dimension = int(max(sorted(lengths), key=lambda length: lengths[length])) // 4
    connection.execute("INSERT OR REPLACE INTO facts VALUES ('dimension', ?)", (str(dimension),))
    return dimension


def set_encoder(connection: sqlite3.Connection, name: str) -> None:
    """Say that this encoder made the vectors."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES ('encoder', ?)", (name,))
