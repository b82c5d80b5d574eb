"""Seals: a checksum over everything that is stored of a document, so that a byte that changed on the disk is noticed.

SQLite keeps no checksums of its own. Where a document is held from and under what name may change without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

_DOCUMENT = (
    "SELECT CAST(digest AS BLOB), CAST(state AS BLOB), CAST(summary AS BLOB), CAST(text AS BLOB), layers, glyphs "
    "FROM documents WHERE number = ?"
)
_PASSAGES = (
    'SELECT CAST("start" AS BLOB), CAST("end" AS BLOB), CAST(kind AS BLOB), CAST(reading AS BLOB), '
    "CAST(context AS BLOB), vector FROM passages WHERE document = ? ORDER BY id"
)


def seal_of(connection: sqlite3.Connection, number: int) -> str:
    """The seal of a document as it lies there now: SHA-256, hex, over its row and those of its passages in order."""
    seal = hashlib.sha256()
    for query in (_DOCUMENT, _PASSAGES):
        for row in connection.execute(query, (number,)):
            _take(seal, row)
    return seal.hexdigest()


def keep_seal(connection: sqlite3.Connection, number: int) -> None:
    """Seal a document as it was just written. To be called while writing."""
    connection.execute("UPDATE documents SET seal = ? WHERE number = ?", (seal_of(connection, number), number))


def _take(seal: hashlib._Hash, row: Iterable[object]) -> None:
    for value in row:
        # What is no run of bytes was never written here: SQLite keeps a value of any kind in any column.
        content = value if isinstance(value, bytes) else repr(value).encode()
        # With its length, so that no two rows give the same bytes.
        seal.update(len(content).to_bytes(8, "little"))
        seal.update(content)
