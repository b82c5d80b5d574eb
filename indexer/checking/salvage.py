"""Salvage: all rows that can still be read of a damaged SQLite file, copied into a new one.

SQLite's own shell does the like by `.recover`, which isn't part of its library. A range of rows that can't be read is
cut in halves until what is lost is single rows, and of these as many columns as stand before the damage.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.durability import sync_folder
from indexer.sqlite_file import CATALOGUE, connected, damaged_files

BESIDE = ("-wal", "-shm")
"""What belongs to a SQLite file, and would spoil another one of the same name."""

_AT_ONCE = 1_000
_BEYOND = 10_000
"""How far behind the last row that can be seen others are looked for."""

Values = tuple[Any, ...]


def readable_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Values]:
    """The rows of a table that can be read, by rowid (which comes first), each once."""
    last = _last_rowid(connection, table)
    query = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    for first in range(1, last + 1, _AT_ONCE):
        yield from _between(connection, query, first, min(first + _AT_ONCE - 1, last))


def keyed_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> tuple[Values, ...]:
    """The rows of a table without rowids that can be read from either end; none where there is no such table."""
    found: dict[Values, None] = {}
    for order in ("ASC", "DESC"):
        rows = connection.execute(f"SELECT 1 FROM sqlite_master WHERE name = '{table}'").fetchall()
        if not rows:
            return ()
        query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1 {order}"
        found.update(dict.fromkeys(_until_broken(connection, query)))
    return tuple(sorted(found))


def _until_broken(connection: sqlite3.Connection, query: str) -> Iterator[Values]:
    try:
        yield from connection.execute(query)
    except sqlite3.DatabaseError:
        return


def _between(connection: sqlite3.Connection, query: str, first: int, last: int) -> Iterator[Values]:
    """Rows `first` to `last`, wholly or, where one of them can't be read, in halves."""
    if first > last:
        return
    try:
        rows = connection.execute(query, (first, last)).fetchall()
    except sqlite3.DatabaseError:
        if first == last:
            return
        middle = (first + last) // 2
        yield from _between(connection, query, first, middle)
        yield from _between(connection, query, middle + 1, last)
    else:
        yield from rows


def _last_rowid(connection: sqlite3.Connection, table: str) -> int:
    """The greatest rowid there is, or one beyond it."""
    asked = (
        (f"SELECT max(rowid) FROM {table} NOT INDEXED", ()),
        ("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)),
    )
    known = 0
    for query, values in asked:
        try:
            row = connection.execute(query, values).fetchone()
        except sqlite3.DatabaseError:
            continue
        known = max(known, int(row[0] or 0) if row else 0)
    return known or _last_seen(connection, table) + _BEYOND


def _last_seen(connection: sqlite3.Connection, table: str) -> int:
    """The last row that is reached from the first one."""
    seen = 0
    for (number,) in _until_broken(connection, f"SELECT rowid FROM {table} NOT INDEXED ORDER BY rowid"):
        seen = int(number)
    return seen


def opened_damaged(path: Path) -> sqlite3.Connection | None:
    """A connection to what may be read of a damaged file; None where not even its tables can be told."""
    connection = connected(path)
    try:
        # Broken text must not end the reading: what was put in its place is noticed by the document's seal.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.execute("SELECT name FROM sqlite_master").fetchall()
    except sqlite3.DatabaseError:
        connection.close()
        return None
    return connection


def damaged_file(folder: Path) -> Path | None:
    """The file to be salvaged: the library's own, or, where it is gone, what was put aside of it last."""
    own = folder / CATALOGUE
    return own if own.exists() else next(iter(damaged_files(folder)), None)


def put_in_place(draft: Path, place: Path) -> Path | None:
    """Put a new file in the place of a damaged one, which is kept beside it; where that is kept, if there was one.

    A crash in the middle leaves the damaged file where `damaged_file` finds it.
    """
    aside = None
    if place.exists():
        aside = _free(place)
        place.rename(aside)
    for ending in BESIDE:
        # A log of the old file would be taken for one of the new: it goes with its own.
        beside = place.with_name(place.name + ending)
        if beside.exists() and aside is not None:
            beside.rename(aside.with_name(aside.name + ending))
        beside.unlink(missing_ok=True)
    draft.rename(place)
    sync_folder(place.parent)
    return aside


def clear_draft(draft: Path) -> None:
    """Delete what an interrupted repair left of a new file."""
    for ending in ("", *BESIDE):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


def copied_rows(damaged: Path, draft: Path, tables: Sequence[str]) -> int:
    """Copy the rows of these tables, which the new file has too, and say how many there were."""
    source = opened_damaged(damaged)
    if source is None:
        return 0
    copied = 0
    with closing(source), closing(sqlite3.connect(draft, isolation_level=None)) as target:
        target.execute("BEGIN IMMEDIATE")
        for table in tables:
            copied += _copy_table(source, target, table)
        target.execute("COMMIT")
    return copied


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    columns = [str(row[1]) for row in target.execute(f"PRAGMA table_info({table})")]
    quoted = [f'"{column}"' for column in columns]
    marks = ", ".join("?" * len(columns))
    copied = 0
    for row in _all_rows(source, table, quoted):
        put = target.execute(f"INSERT OR IGNORE INTO {table}({', '.join(quoted)}) VALUES ({marks})", row)
        copied += put.rowcount
    return copied


def _all_rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Values]:
    try:
        yield from (row[1:] for row in readable_rows(source, table, columns))
    except sqlite3.DatabaseError:
        yield from keyed_rows(source, table, columns)


def _free(place: Path) -> Path:
    """`library.sqlite.damaged`, or with a number where one is there already."""
    names = (place.with_name(f"{place.name}.damaged{number or ''}") for number in range(10_000))
    return next(path for path in names if not path.exists())
