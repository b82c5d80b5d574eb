"""The lexicon: the words of a library's documents, counted as documents come and go, so that none is read for them.

All of it follows from the documents and their passages. Where it isn't in line with them (in a library of an earlier
format, or one that was mended) it can't tell, and whoever writes next makes it again.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b

from indexer.seal import seal_of
from indexer.vocabulary import Vocabulary, WordCounts

TABLES = (
    "CREATE TABLE IF NOT EXISTS terms(term TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS vocabulary(
        word TEXT PRIMARY KEY, written INTEGER NOT NULL, small INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS contexts(context INTEGER PRIMARY KEY, documents INTEGER NOT NULL)",
)
"""`terms` are the runs of letters and digits in texts and records, each with the number of documents that have it.

The empty term stands for the documents themselves. `vocabulary` are the words of passages and, once each, of contexts;
`contexts` counts the documents that have a context, by a checksum of it.
"""

_ALL = ("terms", "vocabulary", "contexts")
_TERM = re.compile(r"[^\W_]+")
_SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
"""LIKE takes capitals of ASCII for small letters, and no others."""

COUNTED_TOGETHER = 1_000
"""Documents that are counted before anything is written, where all are."""

_log = logging.getLogger("pincite.indexer")


@dataclass
class _Changes:
    """What came (above 0) and went (below) since it was last written down."""

    terms: Counter[str] = field(default_factory=Counter)
    words: WordCounts = field(default_factory=WordCounts)
    contexts: Counter[str] = field(default_factory=Counter)


class Lexicon:
    """The tables of words in a library's SQLite file. Not safe for threads by itself: the library guards it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changes = _Changes()
        self._is_kept = False
        self._was_made = False

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Bring into line what is written inside, all at the end. To be called while writing."""
        self._is_kept = self.is_whole() or self._is_made_again()
        try:
            yield
            if self._is_kept:
                self._write()
        finally:
            self._changes, self._is_kept = _Changes(), False

    def enter(self, number: int) -> None:
        """Count the words of a document that has just been written. To be called while `kept`."""
        if self._is_kept:
            self._count(number, 1)

    def leave(self, number: int) -> None:
        """Count the words of a document no more, which is about to be changed or deleted. To be called while `kept`."""
        if not self._is_kept:
            return
        try:
            if not _is_damaged(self._connection, number):
                self._count(number, -1)
                return
        except sqlite3.OperationalError as error:
            _log.debug("its words can't be read: %s", error)
        # Its words are no longer those that were counted.
        self._forget()

    def is_whole(self) -> bool:
        """Whether it is in line with the documents."""
        if not self._has_tables():
            return False
        (counted,) = self._connection.execute("SELECT total(documents) FROM terms WHERE term = ''").fetchone()
        (held,) = self._connection.execute("SELECT count(*) FROM documents").fetchone()
        return int(counted) == int(held)

    def is_right(self) -> bool:
        """Whether counting everything anew gives the same; it takes as long as that. Raises sqlite3.OperationalError.

        Not to be called while `kept`.
        """
        try:
            for (number,) in self._connection.execute("SELECT number FROM documents ORDER BY number").fetchall():
                self._count(number, 1)
            again, contexts = self._changes, Counter[int]()
            for context, documents in again.contexts.items():
                contexts[_key(context)] += documents
                again.words.add(WordCounts.of([context]))
        finally:
            self._changes = _Changes()
        return (
            self._rows("SELECT term, documents FROM terms") == again.terms
            and self._rows("SELECT context, documents FROM contexts") == contexts
            and self._rows("SELECT word, written FROM vocabulary WHERE written") == again.words.written
            and self._rows("SELECT word, small FROM vocabulary WHERE small") == again.words.small
        )

    def _rows(self, query: str) -> Counter[object]:
        return Counter(dict(self._connection.execute(query).fetchall()))

    def mentions(self, word: str) -> bool | None:
        """Whether a text or a record has the word in it, be it in another; None where that has to be looked up there.

        It finds what LIKE finds. A run of letters and digits never goes over the end of another.
        """
        runs = list(_TERM.finditer(word))
        if not runs or "\0" in word or not self.is_whole():
            return None
        if not all(self._has(run[0], run.start() > 0, run.end() < len(word)) for run in runs):
            return False
        return True if runs[0].span() == (0, len(word)) else None

    def vocabulary(self) -> Vocabulary | None:
        """The words of all passages and contexts, references aside; None where they have to be counted anew."""
        if not self.is_whole():
            return None
        rows = self._connection.execute("SELECT word, written, small FROM vocabulary ORDER BY word").fetchall()
        counts = {word: written for word, written, _ in rows if written}
        return Vocabulary(counts, frozenset(word for word, written, small in rows if written and not small))

    def _has(self, run: str, begins: bool, ends: bool) -> bool:
        """Whether a term has the run in it; at its beginning, or at its end, where a word begins or ends there."""
        if self._is_there("term = ?", _folded(run)):
            return True
        pattern = f"{'' if begins else '%'}{run}{'' if ends else '%'}"
        return not (begins and ends) and self._is_there("term LIKE ?", pattern)

    def _is_there(self, condition: str, wanted: str) -> bool:
        found = self._connection.execute(f"SELECT 1 FROM terms WHERE {condition} LIMIT 1", (wanted,))
        return found.fetchone() is not None

    def _count(self, number: int, times: int) -> None:
        changes = self._changes
        for stored in self._connection.execute("SELECT text, summary FROM documents WHERE number = ?", (number,)):
            for term in {"", *terms_of(stored)}:
                changes.terms[term] += times
        of_document = "FROM passages WHERE document = ? AND kind <> 'reference'"
        readings = self._connection.execute(f"SELECT reading {of_document}", (number,))
        changes.words.add(WordCounts.of(reading for (reading,) in readings), times)
        for (context,) in self._connection.execute(f"SELECT DISTINCT context {of_document}", (number,)):
            changes.contexts[context] += times

    def _write(self) -> None:
        """Write down what came and went."""
        changes, self._changes = self._changes, _Changes()
        self._write_contexts(changes)
        add = (
            "INSERT INTO terms VALUES (?, ?) ON CONFLICT(term) DO UPDATE SET documents = documents + excluded.documents"
        )
        self._connection.executemany(add, sorted((term, n) for term, n in changes.terms.items() if n))
        gone = sorted((term,) for term, n in changes.terms.items() if n < 0)
        self._connection.executemany("DELETE FROM terms WHERE term = ? AND documents = 0", gone)
        self._write_words(changes.words)

    def _write_words(self, words: WordCounts) -> None:
        changed = sorted((word, n, words.small[word]) for word, n in words.written.items() if n or words.small[word])
        changed += sorted((word, 0, n) for word, n in words.small.items() if n and word not in words.written)
        add = (
            "INSERT INTO vocabulary VALUES (?, ?, ?) ON CONFLICT(word) DO UPDATE SET "
            "written = written + excluded.written, small = small + excluded.small"
        )
        self._connection.executemany(add, changed)
        gone = ((word,) for word, written, small in changed if written < 0 or small < 0)
        self._connection.executemany("DELETE FROM vocabulary WHERE word = ? AND written = 0 AND small = 0", gone)

    def _write_contexts(self, changes: _Changes) -> None:
        """Write down which contexts there are; the words of each count once, however many documents have it."""
        for context in sorted(context for context, n in changes.contexts.items() if n):
            key = _key(context)
            row = self._connection.execute("SELECT documents FROM contexts WHERE context = ?", (key,)).fetchone()
            before = int(row[0]) if row else 0
            now = before + changes.contexts[context]
            if now:
                self._connection.execute("INSERT OR REPLACE INTO contexts VALUES (?, ?)", (key, now))
            else:
                self._connection.execute("DELETE FROM contexts WHERE context = ?", (key,))
            if bool(before) != bool(now):
                changes.words.add(WordCounts.of([context]), 1 if now else -1)

    def _is_made_again(self) -> bool:
        """Count everything anew, once; False, and nothing is done, where a document can't be read."""
        if self._was_made:
            return False
        self._was_made = True
        self._connection.execute("SAVEPOINT lexicon")
        try:
            self._make()
        except sqlite3.OperationalError as error:
            # After some errors, a full disk among them, SQLite has taken everything back by itself.
            if not self._connection.in_transaction:
                raise
            _log.info("the words of the library can't be counted: %s", error)
            self._connection.execute("ROLLBACK TO lexicon")
            self._changes = _Changes()
            return False
        finally:
            if self._connection.in_transaction:
                self._connection.execute("RELEASE lexicon")
        return True

    def _make(self) -> None:
        for table in TABLES:
            self._connection.execute(table)
        self._clear()
        numbers = [n for (n,) in self._connection.execute("SELECT number FROM documents ORDER BY number")]
        for done, number in enumerate(numbers, 1):
            self._count(number, 1)
            if done % COUNTED_TOGETHER == 0:
                self._write()
        self._write()

    def forget(self) -> None:
        """Have everything counted anew by whoever writes next. To be called while writing."""
        if self._has_tables():
            self._clear()

    def _forget(self) -> None:
        self._clear()
        self._changes, self._is_kept = _Changes(), False

    def _clear(self) -> None:
        for table in _ALL:
            self._connection.execute(f"DELETE FROM {table}")

    def _has_tables(self) -> bool:
        query = f"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN {_ALL}"
        return int(self._connection.execute(query).fetchone()[0]) == len(_ALL)


def terms_of(texts: Iterable[str]) -> set[str]:
    """The runs of letters and digits in some texts, without the capitals of ASCII."""
    return {_folded(term) for text in texts for term in set(_TERM.findall(text))}


def _folded(term: str) -> str:
    return term.lower() if term.isascii() else term.translate(_SMALL)


def _key(context: str) -> int:
    return int.from_bytes(blake2b(context.encode(), digest_size=8).digest(), "little", signed=True)


def _is_damaged(connection: sqlite3.Connection, number: int) -> bool:
    """Whether a document's rows aren't those that were sealed; False for one that has no seal."""
    row = connection.execute("SELECT seal FROM documents WHERE number = ?", (number,)).fetchone()
    return bool(row and row[0]) and seal_of(connection, number) != row[0]
