"""Reviews that are kept: each reader's manuscripts, what was found of them, and what was decided of that.

A manuscript is confidential: its bytes lie here for its reader alone, and are overwritten once it is deleted.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from corpus.document import Document
from service.errors import NotKept, ReviewOutdated
from service.review.decisions import Decision, Decisions, Status, finding_id
from service.review.review import Review
from service.workspace.database import WorkspaceFile
from service.workspace.packing import Checked, packed, unpacked

ID_BYTES = 9

SCHEMA: tuple[str, ...] = (
    "PRAGMA secure_delete = ON",
    """CREATE TABLE IF NOT EXISTS reviews(
        number INTEGER NOT NULL, id TEXT PRIMARY KEY, reader TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,
        media_type TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 0, counts TEXT NOT NULL DEFAULT '{}',
        findings TEXT NOT NULL DEFAULT '[]', UNIQUE(reader, digest))""",
    """CREATE TABLE IF NOT EXISTS review_files(
        review TEXT PRIMARY KEY REFERENCES reviews(id) ON DELETE CASCADE, content BLOB NOT NULL, checked BLOB)""",
    """CREATE TABLE IF NOT EXISTS review_decisions(
        review TEXT NOT NULL REFERENCES reviews(id) ON DELETE CASCADE, finding TEXT NOT NULL, status TEXT NOT NULL,
        reason TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY(review, finding)) WITHOUT ROWID""",
)


@dataclass(frozen=True)
class ReviewEntry:
    """A kept review in brief: `counts` are its findings by verdict, `decided` how many problems and doubts are.

    `version` counts how often the manuscript was checked; 0 where it never was to the end.
    """

    id: str
    name: str
    digest: str
    media_type: str
    version: int
    counts: Mapping[str, int]
    decided: int

    @property
    def is_checked(self) -> bool:
        """Whether there is anything to read of it."""
        return self.version > 0


@dataclass(frozen=True)
class KeptFile:
    """A manuscript's file that was kept; `former_name` is what the same bytes were called before, "" if the same."""

    id: str
    former_name: str = ""


class Reviews:
    """Each reader's reviews, with what was decided of their findings. Another reader's are as good as not there.

    Every method that takes an id raises NotKept where that reader keeps no such review.
    """

    def __init__(self, file: WorkspaceFile) -> None:
        self._file = file

    def keep(self, reader: str, name: str, content: bytes) -> KeptFile:
        """Keep a manuscript's file, to be checked, under an id that is the same for the same bytes."""
        digest = sha256(content).hexdigest()
        with self._file.writing() as rows:
            known = rows.execute(
                "SELECT id, name FROM reviews WHERE reader = ? AND digest = ?", (reader, digest)
            ).fetchone()
            if known is not None:
                rows.execute("UPDATE reviews SET name = ? WHERE id = ?", (name, known[0]))
                _move_to_top(rows, known[0])
                return KeptFile(str(known[0]), "" if known[1] == name else str(known[1]))
            id = secrets.token_urlsafe(ID_BYTES)
            rows.execute(
                "INSERT INTO reviews(number, id, reader, name, digest) VALUES (0, ?, ?, ?, ?)",
                (id, reader, name, digest),
            )
            _move_to_top(rows, id)
            rows.execute("INSERT INTO review_files(review, content) VALUES (?, ?)", (id, content))
            return KeptFile(id)

    def put(self, id: str, reader: str, document: Document, review: Review) -> None:
        """Keep what was found of the manuscript, in the place of what was found of it before."""
        told = [finding_id(finding) for finding in review.findings if finding.verdict != "ok"]
        with self._file.writing() as rows:
            _row(rows, id, reader)
            rows.execute(
                "UPDATE reviews SET media_type = ?, version = version + 1, counts = ?, findings = ? WHERE id = ?",
                (document.media_type, json.dumps(dict(review.verdicts)), json.dumps(told), id),
            )
            rows.execute(
                "UPDATE review_files SET checked = ? WHERE review = ?", (packed(Checked(document, review)), id)
            )
            _move_to_top(rows, id)

    def entries(self, reader: str) -> tuple[ReviewEntry, ...]:
        """The reader's reviews, the latest first."""
        with self._file.reading() as rows:
            found = rows.execute("SELECT * FROM reviews WHERE reader = ? ORDER BY number DESC", (reader,)).fetchall()
            return tuple(_entry(rows, row) for row in found)

    def entry(self, id: str, reader: str) -> ReviewEntry:
        """One review in brief."""
        with self._file.reading() as rows:
            return _entry(rows, _row(rows, id, reader))

    def content(self, id: str, reader: str) -> bytes:
        """The manuscript's file."""
        with self._file.reading() as rows:
            _row(rows, id, reader)
            found = rows.execute("SELECT content FROM review_files WHERE review = ?", (id,)).fetchone()
            return bytes(found[0])

    def checked(self, id: str, reader: str) -> Checked:
        """The manuscript as it was read, and what was found of it; raises ReviewOutdated as well."""
        with self._file.reading() as rows:
            name = _row(rows, id, reader)[3]
            kept = rows.execute("SELECT checked FROM review_files WHERE review = ?", (id,)).fetchone()[0]
        if kept is None:
            raise ReviewOutdated(f"{name} was not checked to the end: check it again")
        try:
            return unpacked(kept)
        except ValueError as error:
            raise ReviewOutdated(f"{name} was checked by another version of Pincite: check it again") from error

    def decisions(self, id: str, reader: str) -> Decisions:
        """What was decided of the manuscript's findings, those of earlier checks included."""
        with self._file.reading() as rows:
            _row(rows, id, reader)
            return {
                finding: Decision(status, reason, note)
                for finding, status, reason, note in rows.execute(
                    "SELECT finding, status, reason, note FROM review_decisions WHERE review = ? ORDER BY finding",
                    (id,),
                )
            }

    def decide(self, id: str, reader: str, finding: str, decision: Decision) -> None:
        """Keep a decision; one that says nothing is forgotten."""
        with self._file.writing() as rows:
            _row(rows, id, reader)
            rows.execute("DELETE FROM review_decisions WHERE review = ? AND finding = ?", (id, finding))
            if decision != Decision():
                rows.execute(
                    "INSERT INTO review_decisions(review, finding, status, reason, note) VALUES (?, ?, ?, ?, ?)",
                    (id, finding, decision.status, decision.reason, decision.note),
                )

    def forget_unchecked(self, id: str, reader: str) -> None:
        """Delete a manuscript of which nothing was found because nothing could be."""
        with self._file.writing() as rows:
            rows.execute("DELETE FROM reviews WHERE id = ? AND reader = ? AND version = 0", (id, reader))

    def delete(self, id: str, reader: str) -> None:
        """Delete the manuscript, what was found of it, and what was decided."""
        with self._file.writing() as rows:
            _row(rows, id, reader)
            rows.execute("DELETE FROM reviews WHERE id = ?", (id,))
        with self._file.reading() as rows:
            # What was deleted would else stay in the log until the file is next closed.
            rows.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _row(rows: sqlite3.Connection, id: str, reader: str) -> tuple[int, str, str, str, str, str, int, str, str]:
    found = rows.execute("SELECT * FROM reviews WHERE id = ? AND reader = ?", (id, reader)).fetchone()
    if found is None:
        raise NotKept("there is no such review; it may have been deleted")
    row: tuple[int, str, str, str, str, str, int, str, str] = found
    return row


def _entry(rows: sqlite3.Connection, row: tuple[int, str, str, str, str, str, int, str, str]) -> ReviewEntry:
    _, id, _, name, digest, media_type, version, counts, findings = row
    open_: Status = "open"
    settled = rows.execute("SELECT finding FROM review_decisions WHERE review = ? AND status != ?", (id, open_))
    told = set(json.loads(findings))
    decided = sum(finding in told for (finding,) in settled)
    return ReviewEntry(id, name, digest, media_type, version, json.loads(counts), decided)


def _move_to_top(rows: sqlite3.Connection, id: str) -> None:
    rows.execute("UPDATE reviews SET number = (SELECT COALESCE(MAX(number), 0) + 1 FROM reviews) WHERE id = ?", (id,))
