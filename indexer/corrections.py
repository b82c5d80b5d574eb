"""Corrections: bibliographic fields that a person put in by hand, kept by the file's digest.

They outlast every new reading of the file, and its removal: the same bytes are the same work. The table is made when
something is first corrected, so that a library made by an earlier version opens as it is.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from corpus.bibliography.record import Field, Record

ORIGIN = "by hand"

SCHEMA = """CREATE TABLE IF NOT EXISTS corrections(
    digest TEXT PRIMARY KEY, fields TEXT NOT NULL, as_read TEXT NOT NULL) WITHOUT ROWID"""

_MARK = "+"
"""Stands between the state of a reading and that of its corrections; neither has one in it."""


@dataclass(frozen=True)
class Corrections:
    """The fields of one document that were put in by hand: CSL-JSON's value for a name, None where it has none."""

    fields: Mapping[str, object | None] = field(default_factory=dict)

    def with_changes(self, changes: Mapping[str, object | None], taken_back: frozenset[str]) -> Corrections:
        """These without what is taken back, and with the changes; a field that is in both is changed."""
        kept = {name: value for name, value in self.fields.items() if name not in taken_back}
        merged = {**kept, **changes}
        return Corrections({name: merged[name] for name in sorted(merged)})

    def of(self, record: Record) -> Record:
        """The record with these fields in the place of those that were read."""
        read = (field for field in record.fields if field.name not in self.fields)
        own = (Field(n, value, "by hand", ORIGIN) for n, value in self.fields.items() if value is not None)
        return Record.of([*read, *own])

    def state(self, read: str) -> str:
        """The state of a document that was read in the state `read` and corrected so."""
        if not self.fields:
            return read
        return f"{read}{_MARK}{hashlib.sha256(_json(self.fields).encode()).hexdigest()[:16]}"


NONE = Corrections()


def state_as_read(state: str) -> str:
    """The state of the reading itself, whatever was corrected since."""
    return state.partition(_MARK)[0]


class CorrectionStore:
    """The table of corrections in a library's SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, digest: str) -> Corrections:
        """What was corrected of the file with that digest, held or not."""
        row = self._row(digest)
        return NONE if row is None else Corrections(json.loads(row[0]))

    def as_read(self, digest: str) -> Record | None:
        """The record that the last reading gave, where it was corrected."""
        row = self._row(digest)
        return None if row is None else msgspec.convert(json.loads(row[1]), Record)

    def keep(self, digest: str, corrections: Corrections, as_read: Record) -> None:
        """Keep these corrections, in the place of any earlier ones. To be called while writing."""
        if not corrections.fields and not self._is_made():
            return
        self._connection.execute(SCHEMA)
        self._connection.execute("DELETE FROM corrections WHERE digest = ?", (digest,))
        if corrections.fields:
            row = (digest, _json(corrections.fields), _json(msgspec.to_builtins(as_read)))
            self._connection.execute("INSERT INTO corrections VALUES (?, ?, ?)", row)

    def _row(self, digest: str) -> tuple[str, str] | None:
        if not self._is_made():
            return None
        query = "SELECT fields, as_read FROM corrections WHERE digest = ?"
        row: tuple[str, str] | None = self._connection.execute(query, (digest,)).fetchone()
        return row

    def _is_made(self) -> bool:
        return self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'corrections'").fetchone() is not None


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True)
