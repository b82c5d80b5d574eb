"""The rows of a document in SQLite: its own, its passages', and what is indexed and counted of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corpus.document import Document
from indexer.encoder import Vectors
from indexer.lexical import LexicalIndex
from indexer.lexicon import Lexicon
from indexer.passages import Passage
from indexer.seal import keep_seal
from indexer.stored_document import glyphs_of, layers_of, summary_of


class DocumentRows:
    """Writes documents, each with a seal over it. All of it is to be called while writing."""

    def __init__(self, connection: sqlite3.Connection, words: LexicalIndex, lexicon: Lexicon) -> None:
        self._connection = connection
        self._words = words
        self._lexicon = lexicon

    def insert(
        self,
        document: Document,
        origin: str,
        state: str,
        passages: Sequence[Passage],
        vectors: Vectors,
        number: int | None = None,
    ) -> int:
        """Put in a document with its passages, under a `number` of its own unless told; its number."""
        number = self._insert_document(document, origin, state, len(passages), number)
        self._insert_passages(number, passages, vectors)
        self._finish(number)
        return number

    def amend(
        self,
        number: int,
        document: Document,
        state: str,
        passages: int,
        remade: tuple[Sequence[Passage], Vectors] | None,
    ) -> None:
        """Put in another record of a document, which has so many passages: other ones, where any are `remade`."""
        self._lexicon.leave(number)
        self._connection.execute(
            "UPDATE documents SET state = ?, summary = ?, layers = ? WHERE number = ?",
            (state, summary_of(document, passages), layers_of(document), number),
        )
        if remade is not None:
            self._delete_passages(number)
            self._insert_passages(number, *remade)
        self._finish(number)

    def delete(self, number: int) -> None:
        """Take a document out with its passages."""
        self._lexicon.leave(number)
        self._delete_passages(number)
        self._connection.execute("DELETE FROM documents WHERE number = ?", (number,))

    def _finish(self, number: int) -> None:
        keep_seal(self._connection, number)
        self._lexicon.enter(number)

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

    def _delete_passages(self, number: int) -> None:
        rows = self._connection.execute("SELECT id FROM passages WHERE document = ?", (number,))
        self._words.remove([i for (i,) in rows])
        self._connection.execute("DELETE FROM passages WHERE document = ?", (number,))

    def _insert_passages(self, number: int, passages: Sequence[Passage], vectors: Vectors) -> None:
        ids = [self._insert_passage(number, *pair) for pair in zip(passages, vectors, strict=True)]
        self._words.add((i, p.reading, p.context) for i, p in zip(ids, passages, strict=True))

    def _insert_passage(self, number: int, passage: Passage, vector: Vectors) -> int:
        cursor = self._connection.execute(
            'INSERT INTO passages(document, "start", "end", kind, reading, context, vector) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                passage.span.start,
                passage.span.end,
                passage.kind,
                passage.reading,
                passage.context,
                vector.astype("<f4").tobytes(),
            ),
        )
        return int(cursor.lastrowid or 0)
