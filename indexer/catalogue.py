"""The catalogue: documents, their passages and their vectors, in one SQLite file.

SQLite is the single source of truth: what it has committed is held, whatever happens next.
"""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.bibliography.record import Record
from corpus.document import Document, Span
from indexer.audit_store import AuditStore
from indexer.corrections import CorrectionStore, state_as_read
from indexer.document_rows import DocumentRows
from indexer.durability import sync_folder
from indexer.encoder import Vectors
from indexer.errors import DocumentUnknown, LibraryUnusable, RecordDamaged
from indexer.formats import FORMAT, check_format, make_tables, migrate
from indexer.keys import named, with_id, with_part
from indexer.lexical import LexicalIndex, SqliteLexicalIndex, quoted
from indexer.lexicon import Lexicon
from indexer.passage_ids import PassageIds
from indexer.passages import Kind, Passage
from indexer.sqlite_file import advice, connected, identity, write_ahead
from indexer.stored_document import brief_of, document_of
from indexer.work_words import WorkWords

HOLDINGS_IN_MEMORY = 4096
"""Documents in brief that are not put together anew each time one of their passages is found."""


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
    is_damaged: bool = False
    """Whether its bibliographic record can't be read; it stands here without it."""

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
        """Open the file at `path`, or make it; raises LibraryTooNew or LibraryUnusable.

        One of an earlier format is read as it is, and brought to today's by the first that writes to it.
        """
        self._path = path
        self._format = FORMAT
        with self._refusals():
            self._connection = connected(path)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise
        self._identity = identity(path)
        self.words: LexicalIndex = SqliteLexicalIndex(self._connection)
        self.audits = AuditStore(self._connection)
        self.corrections = CorrectionStore(self._connection)
        self._lexicon = Lexicon(self._connection)
        self._rows = DocumentRows(self._connection, self.words, self._lexicon)
        self.works = WorkWords(self._connection, self._lexicon)
        self.ids = PassageIds(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One unchanging view of the library for everything that is read inside; may be nested."""
        if self._connection.in_transaction:
            yield
        else:
            self._check_place()
            with self._transaction("BEGIN"):
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside is committed together, or not at all; other writers wait."""
        self._check_place()
        with self._transaction("BEGIN IMMEDIATE"):
            if self._format < FORMAT:
                migrate(self._connection)
            with self._lexicon.kept():
                yield
            # What is written to a file that has lost its place would be lost with it.
            self._check_place()
        self._format = FORMAT

    def changes(self) -> int:
        """A number that differs once another process has committed."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def forget_words(self) -> None:
        """Have the words of all documents counted anew by the next who opens and writes. To be called while writing."""
        self._lexicon.forget()

    def fact(self, name: str) -> str | None:
        """A fact about the library itself, such as which encoder made it."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Remember a fact about the library itself."""
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def holdings(self) -> tuple[Holding, ...]:
        """Every document held, by name."""
        rows = self._connection.execute(f"{_HOLDING} ORDER BY name").fetchall()
        if len(rows) <= HOLDINGS_IN_MEMORY:
            return tuple(map(_holding, rows))
        # More than can be kept would drive out those whose passages were found.
        with _uncollected():
            return tuple(map(_put_together, rows))

    def holding_with(self, digest: str) -> Holding | None:
        """The document with that digest, if it is held."""
        row = self._connection.execute(f"{_HOLDING} WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else _holding(row)

    def bare(self, digest: str) -> Holding:
        """What can be told of a document though its record may be damaged: all but the record; else DocumentUnknown."""
        row = self._connection.execute(f"{_BARE} WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise DocumentUnknown(f"the document {digest[:12]} is no longer in this library")
        name, origin, state, number = row
        return _bare(digest, name, origin, state, number)

    def seal(self, digest: str) -> str:
        """The seal under which a document was written, "" in a library of an earlier format."""
        row = self._connection.execute("SELECT seal FROM documents WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""

    def holdings_from(self, origin: str) -> tuple[Holding, ...]:
        """The documents from that path, by name."""
        rows = self._connection.execute(f"{_HOLDING} WHERE origin = ? ORDER BY name", (origin,))
        return tuple(_holding(row) for row in rows)

    def is_name(self, name: str) -> bool:
        """Whether a document is held under that name."""
        return self._connection.execute("SELECT 1 FROM documents WHERE name = ?", (name,)).fetchone() is not None

    def holding(self, key: str) -> Holding:
        """The document called `key` (its name, its id, or an unmistakable part of either); else DocumentUnknown."""
        if (exactly := self.holding_with(key)) is not None:
            return exactly
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
            "SELECT CAST(text AS BLOB), layers, glyphs, name FROM documents WHERE digest = ? AND state = ?",
            (digest, state),
        ).fetchone()
        if row is None:
            raise DocumentUnknown(f"the document {digest[:12]} was removed or read anew in the meantime: ask again")
        text, *rest = row
        try:
            return document_of(text.decode(), *rest)
        except ValueError as error:
            raise RecordDamaged(
                f"the record of {row[3]} in {self._path.parent} {_DAMAGED}", digest, str(row[3])
            ) from error

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
        return self._by_number(self._rows.insert(document, origin, state, passages, vectors, number))

    def amend(
        self, holding: Holding, document: Document, state: str, remade: tuple[Sequence[Passage], Vectors] | None
    ) -> Holding:
        """Hold another record of the same text, and other passages where any are `remade`. Only while `writing`.

        What audits keep of the document stays: it is about the text.
        """
        passages = holding.passages if remade is None else len(remade[0])
        self._rows.amend(holding.number, document, state, passages, remade)
        return self._by_number(holding.number)

    def delete(self, holding: Holding) -> None:
        """Forget a document and its passages. To be called while `writing`."""
        self._rows.delete(holding.number)

    def passage_ids(self) -> NDArray[np.int64]:
        """The ids of all passages, ascending."""
        return self.ids.all()

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
        self._format = check_format(self._connection, self._path.parent)
        self._connection.execute("PRAGMA foreign_keys = ON")
        if self._format == 0:
            write_ahead(self._connection)
            with self._transaction("BEGIN IMMEDIATE"):
                make_tables(self._connection)
            sync_folder(self._path.parent)
            self._format = FORMAT
        # Once a commit is reported, a power cut must not take it back, as it could under NORMAL: a few ms a document.
        self._connection.execute("PRAGMA synchronous = FULL")

    def _check_place(self) -> None:
        """Raises LibraryUnusable where the file was deleted, or another put in its place, since it was opened."""
        if identity(self._path) != self._identity:
            raise LibraryUnusable(
                f"the library {self._path.parent} was moved, deleted or replaced while it was open: start Pincite again"
            )

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

    def _by_number(self, number: int) -> Holding:
        return _holding(self._connection.execute(f"{_HOLDING} WHERE number = ?", (number,)).fetchone())


_HOLDING = "SELECT name, digest, origin, state, summary, number FROM documents"
_BARE = "SELECT name, origin, state, number FROM documents"
_OF_DIGEST = "document = (SELECT number FROM documents WHERE digest = ?)"


_DAMAGED = "is damaged: run `pincite check --repair`"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for garbage: where many objects are made that all stay, it takes twice as long as they do."""
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.enable()


@lru_cache(maxsize=HOLDINGS_IN_MEMORY)
def _holding(row: tuple[str, str, str, str, str, int]) -> Holding:
    return _put_together(row)


def _put_together(row: tuple[str, str, str, str, str, int]) -> Holding:
    name, digest, origin, state, summary, number = row
    try:
        return Holding(digest[:12], name, digest, origin, state, *brief_of(summary), number=number)
    except ValueError:
        # One damaged record must not close the library: the document is listed without it, and says so.
        return _bare(digest, name, origin, state, number, (f"Its record {_DAMAGED}.",))


def _bare(digest: str, name: str, origin: str, state: str, number: int, notices: tuple[str, ...] = ()) -> Holding:
    """A document without its record."""
    return Holding(
        digest[:12], name, digest, origin, state, "", Record(()), 0, 0, notices, number, is_damaged=bool(notices)
    )


def _passage(row: tuple[int, int, Kind, str, str]) -> Passage:
    start, end, kind, reading, context = row
    return Passage(Span(start, end), kind, reading, context)
