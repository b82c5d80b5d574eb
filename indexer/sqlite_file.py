"""A SQLite file: how it is opened, and what to do when it can't be used."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from indexer.durability import make_folder
from indexer.errors import LibraryMissing, LibraryUnusable

CATALOGUE = "library.sqlite"
"""The library's file in its folder."""

LOCK_SECONDS = 60
"""How long one process waits for another that is writing."""

TRIES_A_SECOND = 20


def connected(path: Path, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """A connection, of the class `factory`; where the folder can't be written to, one that can only read."""
    place, by_address = str(path), False
    if path.exists() and not os.access(path.parent, os.W_OK):
        # The write-ahead log needs a folder that it can write to; an immutable file is read without it. Where there is
        # a log, as a process leaves that was killed, it holds what was committed last and has to be read.
        way = "mode=ro" if _has_log(path) else "immutable=1"
        place, by_address = f"{path.absolute().as_uri()}?{way}", True
    return sqlite3.connect(
        place,
        uri=by_address,
        timeout=LOCK_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=factory,
    )


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def identity(path: Path) -> tuple[int, int] | None:
    """What tells the file at `path` from any other that takes its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def write_ahead(connection: sqlite3.Connection) -> None:
    """Keep changes in a log beside the file, so that readers never wait for a writer; it stays so."""
    # SQLite doesn't wait for this one lock, which another process may hold that opens the new file too.
    for _ in range(LOCK_SECONDS * TRIES_A_SECOND):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(1 / TRIES_A_SECOND)
        else:
            return
    raise sqlite3.OperationalError("database is locked")


def damaged_files(folder: Path) -> tuple[Path, ...]:
    """What `pincite check --repair` has put aside of damaged files, the latest first."""
    found = folder.glob(f"{CATALOGUE}.damaged*")
    numbered = (path for path in found if not path.name.endswith(("-wal", "-shm")))
    return tuple(sorted(numbered, key=lambda path: (len(path.name), path.name), reverse=True))


def library_file(folder: Path, create: bool) -> Path:
    """The path of a library's SQLite file, in a folder made where there is none; LibraryMissing or LibraryUnusable."""
    path = folder / CATALOGUE
    if folder.exists() and not folder.is_dir():
        raise LibraryUnusable(f"{folder} is a file, and a library is a folder: choose another --library")
    if path.exists():
        return path
    if not create:
        raise LibraryMissing(f"no library in {folder} yet: put documents in with `pincite add PATH`")
    try:
        make_folder(folder)
    except OSError as error:
        raise LibraryUnusable(f"can't make the library {folder}: {error.strerror}") from error
    return path


_MEND = "run `pincite check --repair`, or restore a backup"
_ADVICE = {
    "full": "has no space left on its disk: free some and run the command again; what it holds is safe",
    "no space": "has no space left on its disk: free some and run the command again; what it holds is safe",
    "locked": f"is being written by another process for over {LOCK_SECONDS} seconds: wait for it and try again",
    "read-only": "can only be read: choose another --library, or make its folder writable",
    "readonly": "can only be read: choose another --library, or make its folder writable",
    "not a database": f"is damaged (its SQLite file is not a database): {_MEND}",
    "malformed": f"is damaged (its SQLite file is malformed): {_MEND}",
    "could not decode": f"is damaged (its SQLite file holds broken text): {_MEND}",
    "disk i/o": "can't be written or read (disk I/O error): see that its disk is sound and has room, and run it again",
    "unable to open": "can't be opened: see that its folder exists and may be read and written",
}


def advice(error: sqlite3.Error | OSError) -> str:
    """What is wrong and what to do, in the words after "the library …"."""
    said = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return next((known for sign, known in _ADVICE.items() if sign in said.lower()), f"can't be used: {said}")
