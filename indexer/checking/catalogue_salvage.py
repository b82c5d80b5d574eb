"""A library's catalogue out of a damaged file: all that can be read of it, in a new file that takes its place.

Of a document whose record is partly lost as much is kept as tells which file it was read from, so that it can be read
again. What audits had worked out is left behind: they work it out again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.checking.catalogue_repair import index_all_words
from indexer.checking.salvage import (
    clear_draft,
    copied_rows,
    damaged_file,
    keyed_rows,
    opened_damaged,
    put_in_place,
    readable_rows,
)
from indexer.checking.turn import kept_still
from indexer.corrections import SCHEMA as CORRECTIONS
from indexer.sqlite_file import CATALOGUE

DRAFT = f"{CATALOGUE}.draft"

_BRIEF = ("number", "digest", "name", "origin", "state", "summary")
_CONTENT = ("text", "layers", "glyphs", "seal")
_UNREAD = ("", b"", b"", "")


@dataclass(frozen=True)
class Salvaged:
    """How many documents and passages were copied, and where the damaged file is kept, if there was one."""

    documents: int
    passages: int
    kept: Path | None


def salvage_catalogue(folder: Path) -> Salvaged:
    """Put a new `library.sqlite` in the place of one that is damaged or gone, with all that could be read.

    Raises LibraryUnusable or OSError, and leaves everything as it was then.
    """
    draft, damaged = folder / DRAFT, damaged_file(folder)
    clear_draft(draft)
    try:
        with kept_still(damaged):
            Catalogue(draft).close()
            documents, passages = _copied(damaged, draft)
            kept = put_in_place(draft, folder / CATALOGUE)
    finally:
        clear_draft(draft)
    return Salvaged(documents, passages, kept)


def _copied(damaged: Path | None, draft: Path) -> tuple[int, int]:
    source = None if damaged is None else opened_damaged(damaged)
    if source is None or damaged is None:
        return 0, 0
    with closing(source):
        copied_rows(damaged, draft, ("facts",))
        with closing(sqlite3.connect(draft, isolation_level=None)) as target:
            target.execute("BEGIN IMMEDIATE")
            # The vectors' file belongs to the other one.
            target.execute("DELETE FROM facts WHERE name LIKE 'vectors%'")
            _copy_corrections(source, target)
            _copy_documents(source, target)
            _copy_passages(source, target)
            index_all_words(target)
            counts = [int(target.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED]
            target.execute("COMMIT")
    return counts[0], counts[1]


_COUNTED = ("documents", "passages")


def _copy_corrections(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    rows = keyed_rows(source, "corrections", ("digest", "fields", "as_read"))
    if rows:
        target.execute(CORRECTIONS)
        target.executemany("INSERT OR IGNORE INTO corrections VALUES (?, ?, ?)", rows)


def _copy_documents(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    columns = ", ".join((*_BRIEF, *_CONTENT))
    marks = ", ".join("?" * len((*_BRIEF, *_CONTENT)))
    for _, *brief in readable_rows(source, "documents", _BRIEF):
        row = (*brief, *_content(source, brief[0]))
        target.execute(f"INSERT OR IGNORE INTO documents({columns}) VALUES ({marks})", row)


def _content(source: sqlite3.Connection, number: int) -> tuple[object, ...]:
    """The text and the layers; nothing where they can't be read: the record then is found wanting, and read again."""
    for columns in (_CONTENT, _CONTENT[:-1]):  # of an earlier format, without its seal
        try:
            query = f"SELECT {', '.join(columns)} FROM documents WHERE number = ?"
            row = source.execute(query, (number,)).fetchone()
        except sqlite3.DatabaseError:
            continue
        return (*row, "")[: len(_CONTENT)] if row else _UNREAD
    return _UNREAD


def _copy_passages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    columns = ("document", '"start"', '"end"', "kind", "reading", "context", "vector")
    held = {number for (number,) in target.execute("SELECT number FROM documents")}
    rows = (row for row in readable_rows(source, "passages", columns) if row[1] in held)
    target.executemany(
        f"INSERT OR IGNORE INTO passages(id, {', '.join(columns)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows
    )
