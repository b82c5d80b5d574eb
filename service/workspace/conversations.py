"""Conversations that are kept: what each reader asked, and the answers as they were given."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from corpus.bibliography.names import folded
from service.ask.answer import Answer
from service.ask.scope import EVERYTHING, Scope
from service.errors import NotKept, QuestionError
from service.naming import typed
from service.workspace.database import WorkspaceFile

Kept = TypeVar("Kept")

MOST_CONVERSATIONS = 5_000
"""Conversations that are kept for one reader. Nothing asked today fails for what was asked long ago: beyond that, the
one that has gone unused the longest makes room."""

MOST_TURNS = 200
"""Questions in one conversation."""

LONGEST_NAME = 200
"""Characters of a conversation's name."""

SHORTEST_PART = 3
"""Letters that are looked for within words."""

LONGEST_FIND = 500
"""Characters of what is looked for; the rest makes no difference."""

ID_BYTES = 12

SCHEMA: tuple[str, ...] = (
    """CREATE TABLE IF NOT EXISTS conversations(
        id TEXT PRIMARY KEY, reader TEXT NOT NULL, begun_with TEXT NOT NULL, name TEXT NOT NULL,
        name_words TEXT NOT NULL, scope BLOB NOT NULL, used INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS conversations_by_use ON conversations(reader, used)",
    """CREATE TABLE IF NOT EXISTS turns(
        conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, number INTEGER NOT NULL,
        question TEXT NOT NULL, scope BLOB NOT NULL, answer BLOB, sources BLOB NOT NULL, words TEXT NOT NULL,
        PRIMARY KEY(conversation, number))""",
)


class HistoryFull(QuestionError):
    """A question for which there is no room among what is kept."""


@dataclass(frozen=True)
class Sources:
    """What an answer rests on: the `states` of the documents by id, and the section `paths` of places (`id:start`)."""

    states: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptTurn:
    """A question with its answer as it was given; without one while it is worked on, or where that was broken off."""

    number: int
    question: str
    scope: Scope = EVERYTHING
    answer: Answer | None = None
    sources: Sources = field(default_factory=Sources)


@dataclass(frozen=True)
class KeptConversation:
    """A conversation with its turns; `scope` is what its next question looks through."""

    id: str
    name: str
    scope: Scope
    turns: tuple[KeptTurn, ...]


@dataclass(frozen=True)
class Listed:
    """A conversation in brief: its name, and how many questions it has."""

    id: str
    name: str
    questions: int


@dataclass(frozen=True)
class Placed:
    """Where a question was put: its conversation and its number; `is_new` where it wasn't put there before."""

    id: str
    number: int
    is_new: bool = True


class Conversations:
    """Each reader's conversations. Whoever asks for another reader's gets NotKept, as for one that isn't there."""

    def __init__(self, file: WorkspaceFile) -> None:
        self._file = file

    def begin(self, reader: str, question: str, scope: Scope = EVERYTHING, token: str = "") -> Placed:
        """Keep a new conversation with its first question, which names it.

        `token` is what the form carried that the question was sent with: sent twice, it is one question.
        """
        question = typed(question)
        with self._file.writing() as file:
            before = file.execute(
                "SELECT id FROM conversations JOIN turns ON conversation = id AND number = 1 "
                "WHERE reader = ? AND begun_with = ? AND begun_with <> '' AND question = ?",
                (reader, token, question),
            ).fetchone()
            if before is not None:
                return Placed(before[0], 1, is_new=False)
            _make_room(file, reader)
            id = secrets.token_urlsafe(ID_BYTES)
            file.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, ?, ?)",
                (id, reader, token, *_named(question), _packed(scope), _next_use(file)),
            )
            _insert(file, id, 1, question, scope)
        return Placed(id, 1)

    def add(self, id: str, reader: str, question: str, scope: Scope = EVERYTHING, after: int | None = None) -> Placed:
        """Keep another question; `after` is the number of the last one seen, so that one sent twice is one question.

        Raises NotKept or HistoryFull.
        """
        question = typed(question)
        with self._file.writing() as file:
            _check(file, id, reader)
            if after is not None:
                same = "SELECT 1 FROM turns WHERE conversation = ? AND number = ? AND question = ?"
                if file.execute(same, (id, after + 1, question)).fetchone():
                    return Placed(id, after + 1, is_new=False)
            row = file.execute("SELECT max(number), count(*) FROM turns WHERE conversation = ?", (id,)).fetchone()
            if row[1] >= MOST_TURNS:
                raise HistoryFull(f"a conversation holds {MOST_TURNS} questions, and this one is full: begin a new one")
            number = (row[0] or 0) + 1
            _insert(file, id, number, question, scope)
            _use(file, id, scope)
        return Placed(id, number)

    def answer(self, placed: Placed, answer: Answer, sources: Sources) -> None:
        """Keep the answer to a question; nothing where it was deleted in the meantime."""
        words = folded(f"{answer.question} {answer.answer}")
        with self._file.writing() as file:
            file.execute(
                "UPDATE turns SET answer = ?, sources = ?, words = ? WHERE conversation = ? AND number = ?",
                (_packed(answer), _packed(sources), words, placed.id, placed.number),
            )

    def drop(self, placed: Placed) -> None:
        """Let go of a question that can't be answered, and of a conversation that it alone made up."""
        with self._file.writing() as file:
            file.execute(
                "DELETE FROM turns WHERE conversation = ? AND number = ? AND answer IS NULL", (placed.id, placed.number)
            )
            empty = "NOT EXISTS (SELECT 1 FROM turns WHERE conversation = id)"
            file.execute(f"DELETE FROM conversations WHERE id = ? AND {empty}", (placed.id,))

    def get(self, id: str, reader: str) -> KeptConversation:
        """The conversation with all of its turns; raises NotKept."""
        with self._file.reading() as file:
            name, scope = _check(file, id, reader)
            rows = file.execute(f"{_TURNS} WHERE conversation = ? ORDER BY number", (id,)).fetchall()
        return KeptConversation(id, name, _unpacked(scope, Scope) or EVERYTHING, tuple(map(_turn, rows)))

    def turn(self, id: str, reader: str, number: int) -> KeptTurn:
        """One turn of a conversation; raises NotKept."""
        with self._file.reading() as file:
            _check(file, id, reader)
            row = file.execute(f"{_TURNS} WHERE conversation = ? AND number = ?", (id, number)).fetchone()
        if row is None:
            raise NotKept(f"this conversation has no question {number}")
        return _turn(row)

    def questions_before(self, placed: Placed, most: int) -> tuple[str, ...]:
        """The latest questions before this one that were answered, oldest first, at most `most`."""
        with self._file.reading() as file:
            rows = file.execute(
                "SELECT question FROM turns WHERE conversation = ? AND number < ? AND answer IS NOT NULL "
                "ORDER BY number DESC LIMIT ?",
                (placed.id, placed.number, most),
            ).fetchall()
        return tuple(question for (question,) in reversed(rows))

    def rename(self, id: str, reader: str, name: str) -> None:
        """Give the conversation another name; its first question's where `name` is empty. Raises NotKept."""
        with self._file.writing() as file:
            _check(file, id, reader)
            first = "SELECT question FROM turns WHERE conversation = ? ORDER BY number LIMIT 1"
            question = (file.execute(first, (id,)).fetchone() or ("",))[0]
            given = name if name.strip() else question
            file.execute("UPDATE conversations SET name = ?, name_words = ? WHERE id = ?", (*_named(given), id))

    def narrow(self, id: str, reader: str, scope: Scope) -> None:
        """Let the next question look through `scope`; raises NotKept."""
        with self._file.writing() as file:
            _check(file, id, reader)
            _use(file, id, scope)

    def delete(self, id: str, reader: str) -> None:
        """Delete the conversation for good; raises NotKept."""
        with self._file.writing() as file:
            _check(file, id, reader)
            file.execute("DELETE FROM conversations WHERE id = ?", (id,))

    def listed(self, reader: str, find: str = "", most: int = MOST_CONVERSATIONS, after: int = 0) -> tuple[Listed, ...]:
        """The conversations, the last used first; with `find`, those whose names, questions or answers have its words.

        At most so many of them, after so many that are left out. Case and accents make no difference. A `find` without
        any word finds nothing; a blank one everything.
        """
        likes = _likes(find)
        if find.strip() and not likes:
            return ()
        turns = "EXISTS (SELECT 1 FROM turns WHERE conversation = id AND ' ' || words || ' ' LIKE ?)"
        having = f"AND (' ' || name_words || ' ' LIKE ? OR {turns})" * len(likes)
        with self._file.reading() as file:
            rows = file.execute(
                "SELECT id, name, (SELECT count(*) FROM turns WHERE conversation = id) FROM conversations "
                f"WHERE reader = ? {having} ORDER BY used DESC LIMIT ? OFFSET ?",
                (reader, *(like for like in likes for _ in range(2)), most, after),
            ).fetchall()
        return tuple(Listed(*row) for row in rows)

    def count(self, reader: str) -> int:
        """How many conversations are kept."""
        with self._file.reading() as file:
            return _count(file, reader)


_TURNS = "SELECT number, question, scope, answer, sources FROM turns"


def _check(file: sqlite3.Connection, id: str, reader: str) -> tuple[str, bytes]:
    """The conversation's name and scope; raises NotKept."""
    row = file.execute("SELECT name, scope FROM conversations WHERE id = ? AND reader = ?", (id, reader)).fetchone()
    if row is None:
        raise NotKept("there is no such conversation; it may have been deleted")
    return row[0], row[1]


def _insert(file: sqlite3.Connection, id: str, number: int, question: str, scope: Scope) -> None:
    row = (id, number, question, _packed(scope), None, _packed(Sources()), folded(question))
    file.execute("INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _use(file: sqlite3.Connection, id: str, scope: Scope) -> None:
    file.execute("UPDATE conversations SET scope = ?, used = ? WHERE id = ?", (_packed(scope), _next_use(file), id))


def _next_use(file: sqlite3.Connection) -> int:
    """Uses are counted and not dated: their order is all that is shown."""
    return int(file.execute("SELECT coalesce(max(used), 0) + 1 FROM conversations").fetchone()[0])


def _make_room(file: sqlite3.Connection, reader: str) -> None:
    """Delete those that have gone unused the longest, where there is no room for one more."""
    file.execute(
        "DELETE FROM conversations WHERE id IN "
        "(SELECT id FROM conversations WHERE reader = ? ORDER BY used DESC LIMIT -1 OFFSET ?)",
        (reader, MOST_CONVERSATIONS - 1),
    )


def _count(file: sqlite3.Connection, reader: str) -> int:
    return int(file.execute("SELECT count(*) FROM conversations WHERE reader = ?", (reader,)).fetchone()[0])


def _turn(row: tuple[int, str, bytes, bytes | None, bytes]) -> KeptTurn:
    number, question, scope, answer, sources = row
    return KeptTurn(
        number,
        question,
        _unpacked(scope, Scope) or EVERYTHING,
        None if answer is None else _unpacked(answer, Answer),
        _unpacked(sources, Sources) or Sources(),
    )


def _named(text: str) -> tuple[str, str]:
    """A conversation's name, and its words as they are searched."""
    name = " ".join(typed(text).split())[:LONGEST_NAME]
    return name, folded(name)


def _likes(find: str) -> list[str]:
    """A pattern for each word: anywhere, but for the shortest in Latin letters, which stand within too many others."""
    words = dict.fromkeys(folded(find[:LONGEST_FIND]).split())
    return [f"% {word} %" if len(word) < SHORTEST_PART and word.isascii() else f"%{word}%" for word in words]


def _packed(value: object) -> bytes:
    return msgspec.json.encode(value)


def _unpacked(blob: bytes, kind: type[Kept]) -> Kept | None:
    """What was kept; None where another version kept it in a form that this one doesn't know."""
    try:
        return msgspec.json.decode(blob, type=kind)
    except msgspec.MsgspecError:
        return None
