"""The workspace's file: `workspace.sqlite` in the library's folder, apart from what the library holds."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexer.sqlite_file import advice, connected, write_ahead
from service.errors import WorkspaceError

FORMAT = 1
"""The workspace's format; one with a higher number was made by a newer version."""


class WorkspaceFile:
    """One SQLite file for everything that readers keep. Safe for threads; several processes may hold it."""

    def __init__(self, path: Path | None, schema: Sequence[str]) -> None:
        """Open the file at `path`, or make it; with None, keep everything in memory.

        `schema` are its tables, each `CREATE … IF NOT EXISTS`. Raises WorkspaceError.
        """
        self._named = "in memory" if path is None else str(path)
        self._lock = threading.RLock()
        with self._refusals():
            self._connection = _in_memory() if path is None else connected(path)
            try:
                self._prepare(schema)
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, to read from."""
        with self._lock, self._refusals():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, to write to: all that is written inside is committed together, or not at all."""
        with self._lock, self._refusals():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _prepare(self, schema: Sequence[str]) -> None:
        made_by = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if made_by > FORMAT:
            raise WorkspaceError(
                f"{self._named} has format {made_by}, and this version of Pincite reads up to {FORMAT}: update Pincite"
            )
        write_ahead(self._connection)
        self._connection.execute("PRAGMA foreign_keys = ON")
        for statement in schema:
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise WorkspaceError(f"the workspace {self._named} {advice(error)}") from error


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
