"""The workspace's file: `workspace.sqlite` in the library's folder, apart from what the library holds."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from indexer.sqlite_file import advice, connected, identity, write_ahead
from service.errors import WorkspaceError
from service.workspace.merging import merge

_log = logging.getLogger("pincite.service")

_REFUSALS = ("full", "readonly", "read-only", "disk i/o", "unable to open", "replaced while it was open")
"""What SQLite says where a file can't be written to for want of room, rights or a sound disk."""

LEAST_ROOM = 64 * 1024
"""Bytes that have to be free on the disk before it is worth to try the file again."""

FORMAT = 1
"""The workspace's format; one with a higher number was made by a newer version."""


class _Recording(sqlite3.Connection):
    """A connection that remembers what was executed since a step of writing began."""

    written: list[tuple[str, Any]]

    def execute(self, statement: str, values: Any = (), /) -> sqlite3.Cursor:
        """Execute a statement, and remember it."""
        if statement.startswith("BEGIN"):
            self.written = []
        elif self.in_transaction and not statement.startswith(("PRAGMA", "COMMIT", "ROLLBACK")):
            self.written.append((statement, values))
        return super().execute(statement, values)


class WorkspaceFile:
    """One SQLite file for everything that readers keep. Safe for threads; several processes may hold it.

    Where its disk is full, or can no longer be written to, it goes on in memory with all that it held: an answer that
    took its time is not lost for want of room. That is said once. Before each step of writing, and on closing, what was
    written in memory is put into the file if there is room again, beside what other processes put there since.
    """

    def __init__(self, path: Path | None, schema: Sequence[str], *, may_begin_carried: bool = False) -> None:
        """Open the file at `path`, or make it; with None, keep everything in memory.

        `schema` are its tables, each `CREATE … IF NOT EXISTS`. With `may_begin_carried`, a file that can't be opened
        or made for want of room is gone on with in memory from the beginning. Raises WorkspaceError.
        """
        self._path = path
        self._named = "in memory" if path is None else str(path)
        self._schema = schema
        self._is_carried = False
        self._carried_from: sqlite3.Connection | None = None
        self._lock = threading.RLock()
        with self._refusals():
            try:
                self._connection = self._opened()
            except sqlite3.Error as error:
                if not (may_begin_carried and self._may_carry(error)):
                    raise
                self._carry(_content(path), error)
        self._identity = None if path is None else identity(path)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self.is_carried and not self._put_back(is_last=True) and self._carried_from is not None:
                self._carried_from.close()
            self._connection.close()

    @property
    def is_carried(self) -> bool:
        """Whether it goes on in memory, since its file could no longer be written to."""
        return self._is_carried

    @property
    def is_kept(self) -> bool:
        """Whether it lies in a file."""
        return self._path is not None and not self.is_carried

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, to read from."""
        with self._lock, self._refusals():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, to write to: all that is written inside is committed together, or not at all."""
        with self._lock, self._refusals():
            self._begin()
            try:
                yield self._connection
            except BaseException as error:
                # SQLite rolls back by itself after some errors, a full disk among them.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error) and self._may_carry(error):
                    self._carry_on(error)
                raise
            self._commit()

    def _begin(self) -> None:
        """Begin to write; in memory, where the file refuses the least."""
        if self.is_carried and self._has_room():
            self._put_back()
        try:
            if self._path is not None and not self.is_carried and identity(self._path) != self._identity:
                raise sqlite3.OperationalError("it was moved, deleted or replaced while it was open")
            self._connection.execute("BEGIN IMMEDIATE")
            # Where nothing may be written, this is where it shows, before anything is lost.
            self._connection.execute(f"PRAGMA user_version = {FORMAT}")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if not self._may_carry(error):
                raise
            self._carry_on(error)
            self._connection.execute("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if not self._may_carry(error):
                raise
            # SQLite takes back by itself what there was no room for: it is written once more.
            written = self._connection.written if isinstance(self._connection, _Recording) else []
            self._carry_on(error)
            self._connection.execute("BEGIN IMMEDIATE")
            for statement, values in written:
                self._connection.execute(statement, values)
            self._connection.execute("COMMIT")

    def _may_carry(self, error: sqlite3.Error) -> bool:
        """Whether it is the file that refuses, and neither another process nor damage nor the statement itself."""
        said = str(error).lower()
        return self._path is not None and not self.is_carried and any(sign in said for sign in _REFUSALS)

    def _carry_on(self, error: sqlite3.Error) -> None:
        """Go on in memory with all that was committed."""
        self._carried_from = self._connection
        self._carry(self._connection.serialize(), error)

    def _carry(self, content: bytes, error: sqlite3.Error) -> None:
        """Go on in memory with the content of the file."""
        memory = _in_memory()
        self._prepare(memory)
        if content:
            # A database in memory has no write-ahead log: bytes 18 and 19 say which journal a file is for.
            content = content[:18] + b"\x01\x01" + content[20:]
            memory.deserialize(content)
            self._prepare(memory)
        memory.execute("ATTACH ':memory:' AS base")
        memory.deserialize(content or memory.serialize(), name="base")
        self._connection, self._is_carried = memory, True
        self._unchanged = memory.total_changes
        _log.warning("what readers do is kept only until the server stops: the workspace %s %s", self._named, error)

    def _has_room(self) -> bool:
        if self._path is None:
            return False
        try:
            disk = os.statvfs(self._path.parent)
        except OSError:
            return False
        return disk.f_bavail * disk.f_frsize >= LEAST_ROOM

    def _put_back(self, *, is_last: bool = False) -> bool:
        """Write what was carried into the file and go on there, if it is still the same one and has room now."""
        if self._path is None or self._identity not in (None, identity(self._path)):
            return False
        try:
            file = self._carried_from = self._carried_from or self._opened()
            self._merge_into(file, is_last=is_last)
        except (sqlite3.Error, WorkspaceError) as error:
            if is_last and self._connection.total_changes > self._unchanged:
                said = advice(error) if isinstance(error, sqlite3.Error) else str(error)
                _log.warning("what readers did last is lost: the workspace %s %s", self._named, said)
            return False
        self._connection.close()
        self._connection, self._carried_from, self._is_carried = file, None, False
        self._identity = identity(self._path)
        _log.warning("what readers do is kept again: the workspace %s has room", self._named)
        return True

    def _merge_into(self, file: sqlite3.Connection, *, is_last: bool) -> None:
        """Write what was carried into the file, all of it or nothing."""
        try:
            file.execute("BEGIN IMMEDIATE")
            merge(self._connection, file, is_last=is_last)
            file.execute("COMMIT")
        except sqlite3.Error:
            if file.in_transaction:
                file.execute("ROLLBACK")
            raise

    def _opened(self) -> sqlite3.Connection:
        """The file, with all its tables; in memory where there is none."""
        opened = _in_memory() if self._path is None else connected(self._path, _Recording)
        try:
            self._prepare(opened)
        except BaseException:
            opened.close()
            raise
        return opened

    def _prepare(self, opened: sqlite3.Connection) -> None:
        made_by = int(opened.execute("PRAGMA user_version").fetchone()[0])
        if made_by > FORMAT:
            raise WorkspaceError(
                f"{self._named} has format {made_by}, and this version of Pincite reads up to {FORMAT}: update Pincite"
            )
        write_ahead(opened)
        opened.execute("PRAGMA foreign_keys = ON")
        opened.execute("PRAGMA synchronous = FULL")
        for statement in self._schema:
            opened.execute(statement)
        if made_by != FORMAT:  # One that is there opens on a full disk.
            opened.execute(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise WorkspaceError(f"the workspace {self._named} {advice(error)}") from error


def _content(path: Path | None) -> bytes:
    """What lies in a file that can't be opened to be written to, without the log beside it; b"" for nothing sound."""
    if path is None or not path.is_file():
        return b""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as file:
            is_sound = file.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            is_used = file.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
            return file.serialize() if is_sound and is_used else b""
    except sqlite3.Error:
        return b""


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
