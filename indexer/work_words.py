"""The words of whole works: whether they stand in a document, and in how many of its passages, asked of SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from indexer.lexical import quoted
from indexer.lexicon import Lexicon
from indexer.vocabulary import Vocabulary


class WorkWords:
    """Looks into the documents and the full-text index of a library's SQLite file."""

    def __init__(self, connection: sqlite3.Connection, lexicon: Lexicon) -> None:
        self._connection = connection
        self._lexicon = lexicon

    def works_with(self, word: str) -> dict[str, int]:
        """For each document (by digest), how many of its passages have the word in them, references aside."""
        rows = self._connection.execute(
            "SELECT digest, count(*) FROM words JOIN passages ON passages.id = words.rowid "
            "JOIN documents ON documents.number = passages.document "
            "WHERE words MATCH ? AND kind <> 'reference' GROUP BY digest ORDER BY digest",
            (f"reading : {quoted(word)}",),
        )
        return {digest: int(count) for digest, count in rows}

    def works_of(self, ids: Sequence[int]) -> dict[int, str]:
        """The document (by digest) that each of these passages stands in."""
        rows = self._connection.execute(
            "SELECT id, digest FROM passages JOIN documents ON documents.number = passages.document "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(ids)),),
        )
        return {int(i): digest for i, digest in rows}

    def work_sizes(self) -> dict[str, int]:
        """For each document (by digest), how many words its passages have together, references aside."""
        rows = self._connection.execute(
            "SELECT digest, sum(length(reading) - length(replace(reading, ' ', '')) + 1) FROM passages "
            "JOIN documents ON documents.number = passages.document "
            "WHERE kind <> 'reference' GROUP BY digest ORDER BY digest"
        )
        return {digest: int(count) for digest, count in rows}

    def passages_with(self, prefix: str) -> dict[str, int]:
        """For each document (by digest), how many of its passages, references aside, have a word that begins so."""
        rows = self._connection.execute(
            "SELECT digest, count(*) FROM words JOIN passages ON passages.id = words.rowid "
            "JOIN documents ON documents.number = passages.document "
            "WHERE words MATCH ? AND kind <> 'reference' GROUP BY digest ORDER BY digest",
            (f"{quoted(prefix)}*",),
        )
        return {digest: int(count) for digest, count in rows}

    def mentions(self, word: str) -> bool:
        """Whether the word stands in any document's text or bibliographic data, whatever its case."""
        told = self._lexicon.mentions(word)
        return self._stands_in_a_text(word) if told is None else told

    def _stands_in_a_text(self, word: str) -> bool:
        pattern = "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"
        found = self._connection.execute(
            "SELECT 1 FROM documents WHERE text LIKE ? ESCAPE '\\' OR summary LIKE ? ESCAPE '\\' LIMIT 1",
            (pattern, pattern),
        )
        return found.fetchone() is not None

    def passage_ids_in(self, digests: Sequence[str]) -> tuple[int, ...]:
        """The ids of all passages of these documents, ascending."""
        rows = self._connection.execute(
            "SELECT id FROM passages WHERE document IN "
            "(SELECT number FROM documents WHERE digest IN (SELECT value FROM json_each(?))) ORDER BY id",
            (json.dumps(list(digests)),),
        )
        return tuple(int(i) for (i,) in rows)

    def vocabulary(self) -> Vocabulary:
        """The words of every passage but references, and of each context once."""
        return self._lexicon.vocabulary() or Vocabulary.of(self._wordings())

    def _wordings(self) -> Iterator[str]:
        for (reading,) in self._connection.execute("SELECT reading FROM passages WHERE kind <> 'reference'"):
            yield reading
        for (context,) in self._connection.execute("SELECT DISTINCT context FROM passages WHERE kind <> 'reference'"):
            yield context
