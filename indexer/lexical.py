"""Words: full-text search ranked by BM25, in SQLite's FTS5."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

CONTEXT_WEIGHT = 0.6
"""How much a word in a passage's context counts beside one in the passage (chosen on the tuning cases)."""


class LexicalIndex(Protocol):
    """Passages by their words, and the best matches for some words."""

    def add(self, entries: Iterable[tuple[int, str, str]]) -> None:
        """Hold (passage id, reading, context) for each passage."""

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these passages."""

    def search(
        self, words: Sequence[str], k: int, context: float = CONTEXT_WEIGHT, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` passages that match any of the words best, with scores above 0, best first, ties by id.

        `context` is how much a word in a passage's context counts beside one in the passage; `among` are the only
        passages that may be found.
        """

    def document_frequency(self, words: Sequence[str], among: Sequence[int] | None = None) -> dict[str, int]:
        """For each word, in how many passages (of those `among`) it (or a form with its stem) stands."""

    def standing_in(self, word: str, ids: Sequence[int]) -> frozenset[int]:
        """Those of the passages `ids` in which the word (or a form with its stem) stands."""


class SqliteLexicalIndex:
    """FTS5 with Porter's stemmer (Porter 1980) over words folded of their accents, ranked by BM25 (Robertson 1994)."""

    SCHEMA = (
        "CREATE VIRTUAL TABLE words USING fts5(reading, context, tokenize = 'porter unicode61 remove_diacritics 2')"
    )

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, entries: Iterable[tuple[int, str, str]]) -> None:
        """Hold (passage id, reading, context) for each passage."""
        rows = ((i, searchable(reading), searchable(context)) for i, reading, context in entries)
        self._connection.executemany("INSERT INTO words(rowid, reading, context) VALUES (?, ?, ?)", rows)

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these passages."""
        self._connection.executemany("DELETE FROM words WHERE rowid = ?", ((i,) for i in ids))

    def search(
        self, words: Sequence[str], k: int, context: float = CONTEXT_WEIGHT, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` passages (of those `among`) that match any of the words best, best first, ties by id."""
        query = " OR ".join(quoted(word) for word in words)
        if not query:
            return []
        rows = self._connection.execute(
            f"SELECT rowid, -bm25(words, 1.0, ?) AS score FROM words WHERE words MATCH ? {_among(among)} "
            "ORDER BY score DESC, rowid LIMIT ?",
            (context, query, *_ids(among), k),
        )
        return [(int(i), round(float(score), 6)) for i, score in rows]

    def document_frequency(self, words: Sequence[str], among: Sequence[int] | None = None) -> dict[str, int]:
        """For each word, in how many passages (of those `among`) it (or a form with its stem) stands."""
        count, ids = f"SELECT count(*) FROM words WHERE words MATCH ? {_among(among)}", _ids(among)
        return {word: int(self._connection.execute(count, (quoted(word), *ids)).fetchone()[0]) for word in words}

    def standing_in(self, word: str, ids: Sequence[int]) -> frozenset[int]:
        """Those of the passages `ids` in which the word (or a form with its stem) stands."""
        among = "SELECT rowid FROM words WHERE words MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
        return frozenset(i for (i,) in self._connection.execute(among, (quoted(word), json.dumps(list(ids)))))


def _among(ids: Sequence[int] | None) -> str:
    # The plus keeps SQLite from looking every id up in the full-text index by itself, which takes a thousand times as
    # long as to go through the matches.
    return "" if ids is None else "AND +rowid IN (SELECT value FROM json_each(?))"


def _ids(ids: Sequence[int] | None) -> tuple[str, ...]:
    return () if ids is None else (json.dumps(list(ids)),)


def searchable(text: str) -> str:
    """The text as it is searched: compatibility forms folded, note numbers raised after a word set apart."""
    apart = re.sub(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+", " ", text)
    return unicodedata.normalize("NFKC", apart.replace("\u00ad", ""))


def quoted(word: str) -> str:
    """The word as an FTS5 string, so that nothing in it acts as query syntax."""
    return '"' + word.replace("\0", " ").replace('"', '""') + '"'
