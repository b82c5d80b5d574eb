"""The library's SQLite file against itself: its pages, its keys, every document's record, the full-text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.checking.faults import Fault, Tell
from indexer.checking.record import Row, StoredRow, record_fault, vectors_fault
from indexer.errors import LibraryUnusable
from indexer.formats import check_format
from indexer.lexical import searchable
from indexer.lexicon import Lexicon
from indexer.sqlite_file import advice, connected

SHOWN_ERRORS = 3
AT_ONCE = 2_000
"""Passages whose words are compared between two steps of progress."""

FEW_AT_ONCE = 20
"""Documents that are looked at between two."""


@dataclass(frozen=True)
class Held:
    """What the catalogue says is held: file names by digest, how many passages, and the library's facts."""

    names: Mapping[str, str]
    passages: int
    facts: Mapping[str, str]


NOTHING = Held({}, 0, {})
"""What can be told of a file that can't be read."""

EMPTY = Held({}, 0, {})
"""What a library holds that was only just made."""


def check_catalogue(path: Path, tell: Tell) -> tuple[Held, list[Fault]]:
    """What the file at `path` holds, and what is wrong with it.

    Raises LibraryTooNew, or LibraryUnusable where it is another program's, locked, or can't be opened.
    """
    try:
        with closing(connected(path)) as connection:
            if check_format(connection, path.parent) == 0:
                # Whoever was making it was interrupted; whoever opens it next makes its tables.
                return EMPTY, []
            # Broken text is a fault of one record, and must not end the whole look.
            connection.text_factory = bytes
            held, faults = _checked(connection, tell)
            connection.text_factory = str
            return held, [*faults, *_terms_faults(connection, held, faults, tell)]
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise LibraryUnusable(f"the library {path.parent} {advice(error)}") from error
        return NOTHING, [_file_fault(str(error))]


def held_in(path: Path) -> Held:
    """What the file at `path` holds by now; raises LibraryUnusable."""
    try:
        with closing(connected(path)) as connection:
            if check_format(connection, path.parent) == 0:
                return EMPTY
            connection.text_factory = bytes
            return _held(connection)
    except sqlite3.Error as error:
        raise LibraryUnusable(f"the library {path.parent} {advice(error)}") from error


def _is_damage(error: sqlite3.Error) -> bool:
    return any(sign in str(error).lower() for sign in ("malformed", "not a database", "corrupt", "no such"))


def _file_fault(said: str) -> Fault:
    return Fault("file", "library.sqlite", f"library.sqlite is damaged: {said}")


def _checked(connection: sqlite3.Connection, tell: Tell) -> tuple[Held, list[Fault]]:
    tell("the SQLite file", 0, 0)
    broken = [told.decode(errors="replace") for (told,) in connection.execute("PRAGMA integrity_check(20)")]
    if broken != ["ok"]:
        return NOTHING, [_file_fault("; ".join(_one_line(each) for each in broken[:SHOWN_ERRORS]))]
    index = _index_fault(connection)
    connection.execute("BEGIN")
    try:
        held = _held(connection)
        faults = [
            *_keys_faults(connection),
            *_facts_faults(connection, held),
            *_record_faults(connection, len(held.names), tell),
            *_words_faults(connection, held.passages, index, tell),
        ]
    finally:
        connection.execute("ROLLBACK")
    return held, faults


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _held(connection: sqlite3.Connection) -> Held:
    names = {_text(digest): _text(name) for digest, name in connection.execute("SELECT digest, name FROM documents")}
    passages = int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
    return Held(names, passages, _facts(connection))


def _facts(connection: sqlite3.Connection) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in connection.execute("SELECT name, value FROM facts")}


def _text(value: bytes) -> str:
    return value.decode(errors="replace")


def _keys_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    rows: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        rows[_text(table)] = rows.get(_text(table), 0) + 1
    for table in sorted(rows):
        yield Fault("keys", table, f"{rows[table]} rows of the table {table} belong to no document")


def _facts_faults(connection: sqlite3.Connection, held: Held) -> Iterator[Fault]:
    facts = held.facts
    if held.passages and (not facts.get("encoder") or not facts.get("dimension", "").isdecimal()):
        yield Fault("facts", "encoder", "the library no longer says which encoder made its vectors")


def _record_faults(connection: sqlite3.Connection, documents: int, tell: Tell) -> Iterator[Fault]:
    facts = _facts(connection)
    dimension = int(facts["dimension"]) if facts.get("dimension", "").isdecimal() else 0
    sealed = "seal" if _has_seals(connection) else "''"
    numbers = [number for (number,) in connection.execute("SELECT number FROM documents ORDER BY name")]
    unsealed = 0
    for done, number in enumerate(numbers):
        if done % FEW_AT_ONCE == 0:
            tell("documents", done, documents)
        row = _stored(connection, number, sealed)
        passages = _passages(connection, number)
        wrong = record_fault(connection, row, passages)
        unsealed += not row.seal and wrong is None
        bad_vectors = vectors_fault(passages, dimension) if dimension else None
        if bad_vectors is not None:
            yield Fault("vectors", row.digest, f"{row.name}: {bad_vectors}")
        if wrong is not None:
            yield Fault("record", row.digest, f"{row.name}: {wrong}")
    if unsealed:
        yield Fault("unsealed", "", f"{unsealed} documents were put in by a version that sealed none")


def _has_seals(connection: sqlite3.Connection) -> bool:
    return any(column[1] == b"seal" for column in connection.execute("PRAGMA table_info(documents)"))


def _stored(connection: sqlite3.Connection, number: int, sealed: str) -> StoredRow:
    query = f"SELECT digest, name, summary, text, layers, glyphs, {sealed} FROM documents WHERE number = ?"
    digest, name, summary, text, layers, glyphs, seal = connection.execute(query, (number,)).fetchone()
    seal = seal if isinstance(seal, str) else _text(seal)
    return StoredRow(number, _text(digest), _text(name), summary, text, bytes(layers), bytes(glyphs), seal)


def _passages(connection: sqlite3.Connection, number: int) -> list[Row]:
    query = 'SELECT id, kind, reading, context, "start", "end", vector FROM passages WHERE document = ? ORDER BY id'
    return connection.execute(query, (number,)).fetchall()


def _terms_faults(connection: sqlite3.Connection, held: Held, faults: Sequence[Fault], tell: Tell) -> Iterator[Fault]:
    """What is wrong with the counted words, where documents can be read that tell it."""
    if held is NOTHING or any(fault.kind in ("record", "keys") for fault in faults):
        return
    tell("counted words", 0, 0)
    lexicon = Lexicon(connection)
    connection.execute("BEGIN")
    try:
        # What isn't in line at all is counted again by whoever writes next, and not used until then.
        if lexicon.is_whole() and not lexicon.is_right():
            yield Fault("terms", "", "the counted words are not those of the documents")
    finally:
        connection.execute("ROLLBACK")


def _index_fault(connection: sqlite3.Connection) -> str | None:
    """What FTS5 says of its index beside the words that it keeps. It asks for the lock to write, and writes nothing."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        # A library that can only be read, or is being written: its words are compared all the same.
        return None
    try:
        connection.execute("INSERT INTO words(words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        return None if "readonly" in str(error) else _one_line(str(error))
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return None


def _words_faults(connection: sqlite3.Connection, passages: int, index: str | None, tell: Tell) -> Iterator[Fault]:
    try:
        different = _differing(connection, passages, tell)
    except sqlite3.DatabaseError as error:
        yield Fault("words", "", f"the full-text index can't be read: {_one_line(str(error))}")
        return
    if different:
        yield Fault("words", "", f"the full-text index differs from the passages in {different} of them")
    elif index is not None:
        yield Fault("words", "", f"the full-text index is out of order: {index}")


def _differing(connection: sqlite3.Connection, passages: int, tell: Tell) -> int:
    """In how many passages the full-text index has other words, has none, or has some that no passage has."""
    rows = connection.execute(
        "SELECT passages.reading, passages.context, words.reading, words.context FROM passages "
        "LEFT JOIN words ON words.rowid = passages.id"
    )
    different = 0
    for done, row in enumerate(rows):
        if done % AT_ONCE == 0:
            tell("full-text index", done, passages)
        different += not _same_words(*row)
    entries = int(connection.execute("SELECT count(*) FROM words").fetchone()[0])
    return different + max(0, entries - passages)


def _same_words(reading: bytes, context: bytes, held: bytes | None, held_context: bytes | None) -> bool:
    if held is None or held_context is None:
        return False
    # Most have nothing to be folded, and are compared as they lie there.
    plain = reading == held and context == held_context and reading.isascii() and context.isascii()
    return plain or (
        searchable(reading.decode(errors="replace")).encode() == held
        and searchable(context.decode(errors="replace")).encode() == held_context
    )
