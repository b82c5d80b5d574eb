"""Turns: what keeps two repairs, or a repair and a writer, from undoing each other's work."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer.errors import LibraryUnusable
from indexer.sqlite_file import advice, connected


@contextmanager
def repair_turn(folder: Path) -> Iterator[None]:
    """One repair of a library at a time; raises LibraryUnusable where another one runs. A kill ends the turn too."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LibraryUnusable(
                f"the library {folder} is being repaired by another process: wait until it has ended"
            ) from error
        except OSError:
            # Some network file systems have no such locks: repairs there have to be kept apart by hand.
            pass
        yield
    finally:
        os.close(handle)


@contextmanager
def kept_still(path: Path | None) -> Iterator[None]:
    """Keep others from writing to a damaged file while it is copied and replaced: what they added would be lost.

    Whoever waits to write meanwhile finds the file replaced, and says so. Raises LibraryUnusable where another process
    goes on writing to it.
    """
    # On Windows a file that is open can't be renamed, by whoever it is held: nothing is replaced under a writer.
    if path is None or sys.platform == "win32":
        yield
        return
    with closing(connected(path)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise LibraryUnusable(f"the library {path.parent} {advice(error)}") from error
        except sqlite3.DatabaseError:
            # To what is no database any more nobody can write either.
            pass
        yield
