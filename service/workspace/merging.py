"""Merging: what was written in memory, for want of room, goes into a file that others may have written to since."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]

UNFINISHED: Mapping[str, str] = {"turns": "answer", "reviews": "version"}
"""The column of a table that is empty as long as the work on a row goes on, which knows the row by its key."""


class Postponed(sqlite3.OperationalError):
    """Something that would get another key is still worked on under the one that it has."""


@dataclass(frozen=True)
class _Table:
    """A table: its columns, those that tell its rows apart, and the one that names the row of another it belongs to."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    unique: tuple[str, ...]
    parent: str
    link: str
    numbered: bool

    def of(self, row: Row, columns: Sequence[str]) -> Row:
        return tuple(row[self.columns.index(column)] for column in columns)

    def found(self, rows: sqlite3.Connection, columns: Sequence[str], values: Row, schema: str = "main") -> Row | None:
        where = " AND ".join(f"{column} = ?" for column in columns)
        told = ", ".join(self.columns)
        row: Row | None = rows.execute(f"SELECT {told} FROM {schema}.{self.name} WHERE {where}", values).fetchone()
        return row

    def is_unfinished(self, row: Row) -> bool:
        column = UNFINISHED.get(self.name)
        return column is not None and not row[self.columns.index(column)]


def merge(carried: sqlite3.Connection, file: sqlite3.Connection, *, is_last: bool = False) -> None:
    """Put into `file` what `carried` changed since it was made; it holds what it was made with as the schema `base`.

    What others wrote to the file since stays as it is: of a field that both changed, theirs; a turn whose number they
    took gets the next; what they changed is not deleted. Raises Postponed where work goes on under a number or an id
    that has been taken, but not at the last chance.
    """
    tables = _tables(carried)
    for table in tables:
        _delete(table, tables, carried, file)
    renamed: dict[str, dict[Any, Any]] = {table.name: {} for table in tables}
    for table in tables:
        told = ", ".join(table.columns)
        changed = f"SELECT {told} FROM main.{table.name} EXCEPT SELECT {told} FROM base.{table.name}"
        for row in carried.execute(f"{changed} ORDER BY {', '.join(table.key)}"):
            _put(table, row, carried, file, renamed, is_last)


def _tables(carried: sqlite3.Connection) -> list[_Table]:
    """Those that others refer to before those that refer to them, as they were made."""
    names = carried.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return [_table(carried, name) for (name,) in names if not name.startswith("sqlite_")]


def _table(carried: sqlite3.Connection, name: str) -> _Table:
    told = carried.execute(f"PRAGMA main.table_info({name})").fetchall()
    columns, types = tuple(row[1] for row in told), {row[1]: row[2] for row in told}
    key = tuple(row[1] for row in sorted(told, key=lambda row: row[5]) if row[5])
    if not key:
        columns, key, types = ("rowid", *columns), ("rowid",), {"rowid": "INTEGER", **types}
    unique: tuple[str, ...] = ()
    for index in carried.execute(f"PRAGMA main.index_list({name})").fetchall():
        if index[3] == "u":
            unique = tuple(row[2] for row in carried.execute(f"PRAGMA main.index_info({index[1]})"))
    link = carried.execute(f"PRAGMA main.foreign_key_list({name})").fetchone()
    parent, by = (link[2], link[3]) if link else ("", "")
    return _Table(name, columns, key, unique, parent, by, types[key[-1]] == "INTEGER")


def _delete(table: _Table, tables: Sequence[_Table], carried: sqlite3.Connection, file: sqlite3.Connection) -> None:
    told = ", ".join(table.key)
    gone = f"SELECT {told} FROM base.{table.name} EXCEPT SELECT {told} FROM main.{table.name}"
    for key in carried.execute(gone).fetchall():
        before = table.found(carried, table.key, key, "base")
        if before is None or table.found(file, table.key, key) != before:
            continue
        if table.link and not _holds(carried, table.parent, tables, table.of(before, (table.link,))):
            continue  # It went with what it belongs to, or stays with it.
        if all(_same_children(child, key, carried, file) for child in tables if child.parent == table.name):
            where = " AND ".join(f"{column} = ?" for column in table.key)
            file.execute(f"DELETE FROM {table.name} WHERE {where}", key)


def _holds(rows: sqlite3.Connection, name: str, tables: Sequence[_Table], key: Row) -> bool:
    parent = next(table for table in tables if table.name == name)
    return parent.found(rows, parent.key, key) is not None


def _same_children(child: _Table, key: Row, carried: sqlite3.Connection, file: sqlite3.Connection) -> bool:
    asked = f"{child.name} WHERE {child.link} = ? ORDER BY {', '.join(child.key)}"
    told = ", ".join(child.columns)
    before = carried.execute(f"SELECT {told} FROM base.{asked}", key).fetchall()
    return before == file.execute(f"SELECT {told} FROM main.{asked}", key).fetchall()


def _put(
    table: _Table,
    row: Row,
    carried: sqlite3.Connection,
    file: sqlite3.Connection,
    renamed: Mapping[str, dict[Any, Any]],
    is_last: bool,
) -> None:
    before = table.found(carried, table.key, table.of(row, table.key), "base")
    if table.link:
        at = table.columns.index(table.link)
        belongs_to = renamed[table.parent].get(row[at], row[at])
        asked = f"SELECT 1 FROM {table.parent} WHERE {_id(file, table.parent)} = ?"
        if file.execute(asked, (belongs_to,)).fetchone() is None:
            return  # What it belongs to was deleted there.
        row = (*row[:at], belongs_to, *row[at + 1 :])
    there = table.found(file, table.key, table.of(row, table.key))
    if before is None:
        _put_new(table, row, there, file, renamed[table.name], is_last)
    elif there is not None:
        _update(table, there, _chosen(row, before, there), file)


def _put_new(
    table: _Table, row: Row, there: Row | None, file: sqlite3.Connection, renamed: dict[Any, Any], is_last: bool
) -> None:
    """Put a row in that was made here, where `there` is what has its key in the file."""
    same = table.found(file, table.unique, table.of(row, table.unique)) if table.unique else None
    is_taken = same is not None or (there is not None and there != row and table.numbered)
    if is_taken and table.is_unfinished(row) and not is_last:
        raise Postponed("what is being worked on has a number or a file that was taken")
    if same is not None:
        renamed[table.of(row, table.key)[0]] = table.of(same, table.key)[0]
        if table.is_unfinished(same):
            _update(table, same, _filled(table, row, same), file)
    elif there is None:
        _insert(table, row, file)
    elif is_taken:
        _insert(table, _numbered(table, row, file), file)
    else:
        _update(table, there, tuple(o if t is None else t for o, t in zip(row, there, strict=True)), file)


def _id(file: sqlite3.Connection, name: str) -> str:
    """The one column that is the key of a table that others refer to."""
    return next(str(row[1]) for row in file.execute(f"PRAGMA table_info({name})") if row[5])


def _chosen(row: Row, before: Row, there: Row) -> Row:
    """Field by field: what was changed here, unless it was changed there too."""
    return tuple(o if t == b else t for o, b, t in zip(row, before, there, strict=True))


def _filled(table: _Table, row: Row, there: Row) -> Row:
    """What was found here of something that is the same there, under the key that it has there."""
    told = {*table.key, *table.unique}
    return tuple(t if c in told else o for c, o, t in zip(table.columns, row, there, strict=True))


def _numbered(table: _Table, row: Row, file: sqlite3.Connection) -> Row:
    """The row with the next number that is free."""
    number, others = table.key[-1], table.key[:-1]
    where = " AND ".join(("1", *(f"{column} = ?" for column in others)))
    asked = f"SELECT max({number}) + 1 FROM {table.name} WHERE {where}"
    free = file.execute(asked, table.of(row, others)).fetchone()[0]
    at = table.columns.index(number)
    return (*row[:at], free, *row[at + 1 :])


def _insert(table: _Table, row: Row, file: sqlite3.Connection) -> None:
    places = ", ".join("?" * len(row))
    file.execute(f"INSERT INTO {table.name}({', '.join(table.columns)}) VALUES ({places})", row)


def _update(table: _Table, there: Row, row: Row, file: sqlite3.Connection) -> None:
    changed = [(c, o) for c, o, t in zip(table.columns, row, there, strict=True) if o != t]
    if changed:
        sets = ", ".join(f"{column} = ?" for column, _ in changed)
        where = " AND ".join(f"{column} = ?" for column in table.key)
        values = (*(value for _, value in changed), *table.of(there, table.key))
        file.execute(f"UPDATE {table.name} SET {sets} WHERE {where}", values)
