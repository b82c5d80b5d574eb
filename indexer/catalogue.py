"""The catalogue: documents, their passages and their vectors, in one SQLite file.

SQLite is the single source of truth: what it has committed is held, whatever happens next.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.bibliography.record import Record
from corpus.document import Document, Span
from indexer.audit_store import AuditStore
from indexer.corrections import CorrectionStore, state_as_read
from indexer.encoder import Vectors
from indexer.errors import DocumentUnknown, LibraryTooNew, LibraryUnusable
from indexer.keys import named, with_id, with_part
from indexer.lexical import LexicalIndex, SqliteLexicalIndex, quoted
from indexer.passages import Kind, Passage
from indexer.sqlite_file import advice, connected, write_ahead
from indexer.stored_document import document_of, glyphs_of, layers_of, summary_of
from indexer.work_words import WorkWords

FORMAT = 1
"""The library's format; a library with a higher one was made by a newer version."""

_SCHEMA = (
    "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE documents(
        number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL, state TEXT NOT NULL, summary TEXT NOT NULL,
        text TEXT NOT NULL, layers BLOB NOT NULL, glyphs BLOB NOT NULL)""",
    """CREATE TABLE passages(
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
        reading TEXT NOT NULL, context TEXT NOT NULL, vector BLOB NOT NULL)""",
    "CREATE INDEX documents_by_origin ON documents(origin)",
    "CREATE INDEX passages_of_document ON passages(document)",
    SqliteLexicalIndex.SCHEMA,
)


@dataclass(frozen=True)
class Holding:
    """A held document in brief.

    `id` is the first 12 hex digits of the file's SHA-256; `origin` is the path that it came from;
    `state` differs whenever adding it again would give something else, and with each correction by hand.
    `number` is greater the later the document was taken in.
    """

    id: str
    name: str
    digest: str
    origin: str
    state: str
    media_type: str
    record: Record
    pages: int
    passages: int
    notices: tuple[str, ...]
    number: int = 0

    @property
    def state_as_read(self) -> str:
        """The state without what was corrected by hand."""
        return state_as_read(self.state)


@dataclass(frozen=True)
class HeldPassage:
    """A passage of a held document."""

    id: int
    document: Holding
    passage: Passage


class Catalogue:
    """One connection to the library's SQLite file. Not safe for threads by itself: the library guards it."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, or make it; raises LibraryTooNew or LibraryUnusable."""
        self._path = path
        with self._refusals():
            self._connection = connected(path)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise
        self.words: LexicalIndex = SqliteLexicalIndex(self._connection)
        self.audits = AuditStore(self._connection)
        self.corrections = CorrectionStore(self._connection)
        self.works = WorkWords(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One unchanging view of the library for everything that is read inside; may be nested."""
        if self._connection.in_transaction:
            yield
        else:
            with self._transaction("BEGIN"):
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside is committed together, or not at all; other writers wait."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    def changes(self) -> int:
        """A number that differs once another process has committed."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def fact(self, name: str) -> str | None:
        """A fact about the library itself, such as which encoder made it."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Remember a fact about the library itself."""
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def holdings(self) -> tuple[Holding, ...]:
        """Every document held, by name."""
        return tuple(_holding(row) for row in self._connection.execute(f"{_HOLDING} ORDER BY name"))

    def holding_with(self, digest: str) -> Holding | None:
        """The document with that digest, if it is held."""
        row = self._connection.execute(f"{_HOLDING} WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else _holding(row)

    def holdings_from(self, origin: str) -> tuple[Holding, ...]:
        """The documents from that path, by name."""
        rows = self._connection.execute(f"{_HOLDING} WHERE origin = ? ORDER BY name", (origin,))
        return tuple(_holding(row) for row in rows)

    def is_name(self, name: str) -> bool:
        """Whether a document is held under that name."""
        return self._connection.execute("SELECT 1 FROM documents WHERE name = ?", (name,)).fetchone() is not None

    def holding(self, key: str) -> Holding:
        """The document called `key` (its name, its id, or an unmistakable part of either); else DocumentUnknown."""
        everything = self.holdings()
        for matches in (named(everything, key), with_id(everything, key), with_part(everything, key)):
            if len(matches) == 1:
                return matches[0]
            if matches:
                names = ", ".join(holding.name for holding in matches[:5])
                raise DocumentUnknown(f"{key!r} means several documents ({names}): give the whole name or the id")
        raise DocumentUnknown(f"no document {key!r} in this library: `pincite list` shows what it holds")

    def relocate(self, holding: Holding, origin: str, name: str) -> Holding:
        """Hold the same document from another path and under another name. To be called while `writing`."""
        self._connection.execute(
            "UPDATE documents SET origin = ?, name = ? WHERE digest = ?", (origin, name, holding.digest)
        )
        return replace(holding, origin=origin, name=name)

    def document(self, digest: str, state: str) -> Document:
        """The document with all its layers, as it was read in that state; else DocumentUnknown."""
        row = self._connection.execute(
            "SELECT text, layers, glyphs, name FROM documents WHERE digest = ? AND state = ?", (digest, state)
        ).fetchone()
        if row is None:
            raise DocumentUnknown(f"the document {digest[:12]} was removed or read anew in the meantime: ask again")
        return document_of(*row)

    def insert(
        self,
        document: Document,
        origin: str,
        state: str,
        passages: Sequence[Passage],
        vectors: Vectors,
        number: int | None = None,
    ) -> Holding:
        """Hold a document with its passages, under a `number` of its own unless told. To be called while `writing`."""
        number = self._insert_document(document, origin, state, len(passages), number)
        self._insert_passages(number, passages, vectors)
        return self._by_number(number)

    def amend(
        self, holding: Holding, document: Document, state: str, remade: tuple[Sequence[Passage], Vectors] | None
    ) -> Holding:
        """Hold another record of the same text, and other passages where any are `remade`. Only while `writing`.

        What audits keep of the document stays: it is about the text.
        """
        passages = holding.passages if remade is None else len(remade[0])
        self._connection.execute(
            "UPDATE documents SET state = ?, summary = ?, layers = ? WHERE number = ?",
            (state, summary_of(document, passages), layers_of(document), holding.number),
        )
        if remade is not None:
            self._delete_passages(holding.number)
            self._insert_passages(holding.number, *remade)
        return self._by_number(holding.number)

    def delete(self, holding: Holding) -> None:
        """Forget a document and its passages. To be called while `writing`."""
        self._delete_passages(holding.number)
        self._connection.execute("DELETE FROM documents WHERE digest = ?", (holding.digest,))

    def passage_ids(self) -> NDArray[np.int64]:
        """The ids of all passages, ascending."""
        rows = self._connection.execute("SELECT id FROM passages ORDER BY id").fetchall()
        return np.array([i for (i,) in rows], dtype=np.int64)

    def size(self) -> int:
        """How many passages are held."""
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def passages(self, ids: Sequence[int]) -> dict[int, HeldPassage]:
        """The passages with these ids; ids that are no longer held are left out."""
        rows = self._connection.execute(
            'SELECT id, document, "start", "end", kind, reading, context FROM passages WHERE id IN ('
            "SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        ).fetchall()
        documents = {number: self._by_number(number) for number in sorted({row[1] for row in rows})}
        return {row[0]: HeldPassage(row[0], documents[row[1]], _passage(row[2:])) for row in rows}

    def passages_of(self, holding: Holding, kinds: Sequence[Kind]) -> tuple[HeldPassage, ...]:
        """A document's passages of these kinds, in the order of its text."""
        of_kinds = "kind IN (SELECT value FROM json_each(?))"
        query = f"SELECT id FROM passages WHERE {_OF_DIGEST} AND {of_kinds} ORDER BY id"
        return self._in_order(query, holding.digest, json.dumps(list(kinds)))

    def vectored(self, holding: Holding) -> dict[Passage, Vectors]:
        """A document's passages with their vectors, in the order of its text."""
        rows = self._connection.execute(
            'SELECT "start", "end", kind, reading, context, vector FROM passages WHERE document = ? ORDER BY id',
            (holding.number,),
        )
        return {_passage(row[:5]): np.frombuffer(row[5], dtype="<f4").astype(np.float32) for row in rows}

    def references_naming(self, word: str) -> tuple[HeldPassage, ...]:
        """The entries of reference lists in which the word (or a form with its stem) stands, by document and place."""
        return self._in_order(
            "SELECT passages.id FROM words JOIN passages ON passages.id = words.rowid "
            "WHERE words MATCH ? AND kind = 'reference' ORDER BY passages.id",
            f"reading : {quoted(word)}",
        )

    def _in_order(self, query: str, *values: str) -> tuple[HeldPassage, ...]:
        """The passages whose ids a query gives, in its order."""
        ids = [i for (i,) in self._connection.execute(query, values)]
        held = self.passages(ids)
        return tuple(held[i] for i in ids)

    def vectors(self, ids: Sequence[int]) -> Vectors:
        """The vectors of these passages, in ascending order of id, as stored."""
        rows = self._connection.execute(
            "SELECT vector FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(ids)),),
        ).fetchall()
        return np.stack([np.frombuffer(blob, dtype="<f4") for (blob,) in rows]).astype(np.float32)

    def _prepare(self) -> None:
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version > FORMAT:
            raise LibraryTooNew(
                f"{self._path.parent} was made by a newer version of Pincite (format {version}, this one reads "
                f"{FORMAT}): upgrade with pip install --upgrade pincite"
            )
        self._connection.execute("PRAGMA foreign_keys = ON")
        if version == 0:
            write_ahead(self._connection)
            self._create()
        # Once a commit is reported, a power cut must not take it back.
        self._connection.execute("PRAGMA synchronous = FULL")

    def _create(self) -> None:
        with self._transaction("BEGIN IMMEDIATE"):
            # Another process may have made it while this one waited for the lock.
            if int(self._connection.execute("PRAGMA user_version").fetchone()[0]) == 0:
                for statement in _SCHEMA:
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._refusals():
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite rolls back by itself after some errors, a full disk among them.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise LibraryUnusable(f"the library {self._path.parent} {advice(error)}") from error

    def _insert_document(self, document: Document, origin: str, state: str, passages: int, number: int | None) -> int:
        cursor = self._connection.execute(
            "INSERT INTO documents(number, digest, name, origin, state, summary, text, layers, glyphs) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                document.digest,
                document.name,
                origin,
                state,
                summary_of(document, passages),
                document.text,
                layers_of(document),
                glyphs_of(document),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _delete_passages(self, document: int) -> None:
        rows = self._connection.execute("SELECT id FROM passages WHERE document = ?", (document,))
        self.words.remove([i for (i,) in rows])
        self._connection.execute("DELETE FROM passages WHERE document = ?", (document,))

    def _insert_passages(self, document: int, passages: Sequence[Passage], vectors: Vectors) -> None:
        ids = [self._insert_passage(document, *pair) for pair in zip(passages, vectors, strict=True)]
        self.words.add((i, p.reading, p.context) for i, p in zip(ids, passages, strict=True))

    def _insert_passage(self, document: int, passage: Passage, vector: Vectors) -> int:
        cursor = self._connection.execute(
            'INSERT INTO passages(document, "start", "end", kind, reading, context, vector) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                passage.span.start,
                passage.span.end,
                passage.kind,
                passage.reading,
                passage.context,
                vector.astype("<f4").tobytes(),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _by_number(self, number: int) -> Holding:
        return _holding(self._connection.execute(f"{_HOLDING} WHERE number = ?", (number,)).fetchone())


_HOLDING = "SELECT name, digest, origin, state, summary, number FROM documents"
_OF_DIGEST = "document = (SELECT number FROM documents WHERE digest = ?)"


def _holding(row: tuple[str, str, str, str, str, int]) -> Holding:
    name, digest, origin, state, summary, number = row
    facts = json.loads(summary)
    return Holding(
        id=digest[:12],
        name=name,
        digest=digest,
        origin=origin,
        state=state,
        media_type=facts["media_type"],
        record=msgspec.convert(facts["record"], Record),
        pages=facts["pages"],
        passages=facts["passages"],
        notices=tuple(facts["notices"]),
        number=number,
    )


def _passage(row: tuple[int, int, Kind, str, str]) -> Passage:
    start, end, kind, reading, context = row
    return Passage(Span(start, end), kind, reading, context)
