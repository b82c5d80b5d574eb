"""What an audit worked out of a library, kept beside it, so that the next one looks only at what is new.

All of it can be worked out again: the tables are made when something is first kept, so that a library made by an
earlier version opens as it is, and whatever rests on a document goes with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_GOES_WITH = "REFERENCES documents(digest) ON DELETE CASCADE"
_HELD = "EXISTS (SELECT 1 FROM documents WHERE digest = ?)"
"""An audit takes its time: what was removed in the meantime is kept no more."""

_SCHEMA = (
    f"""CREATE TABLE IF NOT EXISTS audit_sketches(
        digest TEXT PRIMARY KEY {_GOES_WITH}, key TEXT NOT NULL, sketch BLOB NOT NULL,
        compared INTEGER NOT NULL DEFAULT 0)""",
    f"""CREATE TABLE IF NOT EXISTS audit_findings(
        digest TEXT PRIMARY KEY {_GOES_WITH}, key TEXT NOT NULL, findings BLOB NOT NULL)""",
    f"""CREATE TABLE IF NOT EXISTS audit_meetings(
        one TEXT NOT NULL {_GOES_WITH}, two TEXT NOT NULL {_GOES_WITH}, meeting BLOB NOT NULL,
        PRIMARY KEY (one, two)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS audit_meetings_by_two ON audit_meetings(two)",
    f"""CREATE TABLE IF NOT EXISTS audit_known(
        digest TEXT NOT NULL {_GOES_WITH}, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
        other TEXT NOT NULL {_GOES_WITH}, finding BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS audit_known_of_document ON audit_known(digest)",
    "CREATE INDEX IF NOT EXISTS audit_known_by_other ON audit_known(other)",
    # What was removed since is told too, so these don't go with their documents.
    "CREATE TABLE IF NOT EXISTS audit_told(digest TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL)",
)


@dataclass(frozen=True)
class Kept:
    """What is kept of one document under a `key` that says of which state of it; `is_compared`: with all others."""

    key: str
    content: bytes
    is_compared: bool = False


@dataclass(frozen=True)
class Looked:
    """A document, by its name then, that an audit of everything looked at in the state that `key` says."""

    digest: str
    key: str
    name: str


@dataclass(frozen=True)
class Known:
    """A finding about the characters `start` to `end` of a document, as far as it rests on the document `other`."""

    digest: str
    start: int
    end: int
    other: str
    finding: bytes


class AuditStore:
    """The tables of the audit in a library's SQLite file. What is in the blobs only the audit knows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def prepare(self) -> None:
        """Make the tables where there are none. To be called while writing."""
        for statement in _SCHEMA:
            self._connection.execute(statement)

    def sketches(self) -> dict[str, Kept]:
        """What is kept of each document for the comparison with others, by digest."""
        rows = self._rows("SELECT digest, key, sketch, compared FROM audit_sketches ORDER BY digest")
        return {digest: Kept(key, sketch, bool(compared)) for digest, key, sketch, compared in rows}

    def keep_sketch(self, digest: str, kept: Kept) -> None:
        """Keep a document's sketch, in the place of any earlier one and of all that rested on it."""
        self._connection.execute("DELETE FROM audit_meetings WHERE ? IN (one, two)", (digest,))
        self._connection.execute(
            f"INSERT OR REPLACE INTO audit_sketches SELECT ?, ?, ?, ? WHERE {_HELD}",
            (digest, kept.key, kept.content, kept.is_compared, digest),
        )

    def findings(self) -> dict[str, Kept]:
        """What was found of each document by itself, by digest."""
        rows = self._rows("SELECT digest, key, findings FROM audit_findings ORDER BY digest")
        return {digest: Kept(key, findings) for digest, key, findings in rows}

    def keep_findings(self, digest: str, kept: Kept) -> None:
        """Keep what was found of a document by itself."""
        self._connection.execute(
            f"INSERT OR REPLACE INTO audit_findings SELECT ?, ?, ? WHERE {_HELD}",
            (digest, kept.key, kept.content, digest),
        )

    def meetings(self) -> dict[tuple[str, str], bytes]:
        """What two documents have in common, by their digests in order; of a document with itself by its own twice."""
        rows = self._rows("SELECT one, two, meeting FROM audit_meetings ORDER BY one, two")
        return {(one, two): meeting for one, two, meeting in rows}

    def keep_meeting(self, one: str, two: str, meeting: bytes) -> None:
        """Keep what two documents have in common."""
        self._connection.execute(
            f"INSERT OR REPLACE INTO audit_meetings SELECT ?, ?, ? WHERE {_HELD} AND {_HELD}",
            (one, two, meeting, one, two),
        )

    def keep_known(self, digests: Iterable[str], known: Iterable[Known]) -> None:
        """Keep what is known of the passages of these documents, in the place of what was known before."""
        self._connection.executemany("DELETE FROM audit_known WHERE digest = ?", ((digest,) for digest in digests))
        self._connection.executemany(
            f"INSERT INTO audit_known SELECT ?, ?, ?, ?, ? WHERE {_HELD} AND {_HELD}",
            ((k.digest, k.start, k.end, k.other, k.finding, k.digest, k.other) for k in known),
        )

    def keep_told(self, looked: Iterable[Looked]) -> None:
        """Keep which documents the last audit of everything looked at."""
        self._connection.execute("DELETE FROM audit_told")
        rows = ((each.digest, each.key, each.name) for each in looked)
        self._connection.executemany("INSERT INTO audit_told VALUES (?, ?, ?)", rows)

    def told(self) -> tuple[Looked, ...] | None:
        """The documents that the last audit of everything looked at, by name; None where there was none."""
        if not self._has("audit_told"):
            return None
        rows = self._connection.execute("SELECT digest, key, name FROM audit_told ORDER BY name, digest")
        return tuple(Looked(*row) for row in rows)

    def everything_known(self) -> dict[str, tuple[bytes, ...]]:
        """All that is known of passages, each once, by the digest of the document that they stand in."""
        found: dict[str, list[bytes]] = {}
        query = 'SELECT digest, finding FROM audit_known ORDER BY digest, "start", "end", finding'
        for digest, finding in self._rows(query):
            found.setdefault(digest, []).append(finding)
        return {digest: tuple(dict.fromkeys(findings)) for digest, findings in found.items()}

    def known(self, digest: str, start: int, end: int) -> tuple[bytes, ...]:
        """What is known of passages that share a character with `start` to `end`, each once, in their order."""
        rows = self._rows(
            'SELECT finding FROM audit_known WHERE digest = ? AND "start" < ? AND ? < "end" '
            'ORDER BY "start", "end", finding',
            (digest, end, start),
        )
        return tuple(dict.fromkeys(finding for (finding,) in rows))

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """What the query finds; nothing in a library that was never audited."""
        return iter(self._connection.execute(query, values) if self._has("audit_known") else ())

    def _has(self, table: str) -> bool:
        return self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
