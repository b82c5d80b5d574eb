"""The workspace's file against itself, and how what can be read of a damaged one is saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from indexer.checking.faults import Fault
from indexer.checking.salvage import clear_draft, copied_rows, put_in_place
from indexer.checking.turn import kept_still
from indexer.sqlite_file import advice, connected
from service.errors import WorkspaceError
from service.workspace.workspace import NAME, Workspace

TABLES = ("conversations", "turns", "reviews", "review_files", "review_decisions")
"""Those that others refer to before those that refer to them."""


def check_workspace(folder: Path) -> tuple[Fault, ...]:
    """What is wrong with the workspace in a library's folder; nothing where there is none.

    What an answer quotes may have been removed since: an answer is kept as it was given, so that is no fault.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    try:
        with closing(connected(path)) as connection:
            told = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        return (Fault("workspace", NAME, f"{NAME} {advice(error).partition(':')[0]}"),)
    if told != ["ok"]:
        return (Fault("workspace", NAME, f"{NAME} is damaged: {'; '.join(told)}"),)
    if loose:
        return (Fault("workspace", NAME, f"{len(loose)} rows of {NAME} belong to no conversation or review"),)
    return ()


def repair_workspace(folder: Path) -> str:
    """Put a new workspace with all that can be read in the place of a damaged one, and say what was done.

    Raises WorkspaceError, or LibraryUnusable where another process goes on writing to it, and leaves everything as it
    was then.
    """
    path = folder / NAME
    draft = path.with_name(f"{NAME}.draft")
    clear_draft(draft)
    try:
        with kept_still(path):
            Workspace.at(draft).close()
            rows = copied_rows(path, draft, TABLES)
            _drop_loose(draft)
            kept = put_in_place(draft, path)
    except (sqlite3.Error, OSError) as error:
        raise WorkspaceError(f"the workspace {path} {advice(error)}") from error
    finally:
        clear_draft(draft)
    beside = kept.name if kept else "none"
    return (
        f"copied {rows} rows into a new {NAME}; the damaged file is kept as {beside}, "
        "and a server that runs on it has to be started again"
    )


def _drop_loose(draft: Path) -> None:
    """Delete what belongs to a conversation or a review that could not be read."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as rows:
        rows.execute("DELETE FROM turns WHERE conversation NOT IN (SELECT id FROM conversations)")
        for table in ("review_files", "review_decisions"):
            rows.execute(f"DELETE FROM {table} WHERE review NOT IN (SELECT id FROM reviews)")
