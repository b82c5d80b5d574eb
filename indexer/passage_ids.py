"""The ids of a library's passages: which there are, told without reading the passages themselves."""

from __future__ import annotations

import sqlite3

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


class PassageIds:
    """Asks a library's SQLite file. No id is ever given twice, so whatever has the same last id and count is the same.

    A row has its vector in it and takes half a page: ids are read off the index by document, which is a hundredth of
    the size.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        """The highest id that was ever given; 0 where none was."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        return 0 if row is None else int(row[0])

    def count(self) -> int:
        """How many there are."""
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def after(self, last: int) -> Ids:
        """Those above `last`, ascending."""
        rows = self._connection.execute("SELECT id FROM passages WHERE id > ? ORDER BY id", (last,))
        return np.fromiter((i for (i,) in rows), dtype=np.int64)

    def all(self) -> Ids:
        """Every one, ascending."""
        rows = self._connection.execute("SELECT id FROM passages INDEXED BY passages_of_document")
        return np.sort(np.fromiter((i for (i,) in rows), dtype=np.int64))
