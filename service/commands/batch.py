"""Batches: questions or claims from a JSON Lines file, what came of them into another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TextIO

import msgspec

from service.ask.answer import Question
from service.ask.scope import Scope
from service.errors import BatchError
from service.verify.claim import Claim


def questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file, one JSON object a line; raises BatchError with the line that is wrong."""
    return tuple(_question(where, record) for where, record in _records(path))


def claims(path: Path) -> tuple[Claim, ...]:
    """The claims of a file, one JSON object a line; raises BatchError with the line that is wrong."""
    return tuple(_claim(where, record) for where, record in _records(path))


def write_lines(path: Path, records: Iterable[object]) -> int:
    """Write one JSON object a line, and put the file in place when it is whole; how many were written."""
    count = 0
    with _draft(path) as stream:
        for record in records:
            _write(stream, record, path)
            count += 1
    return count


def _write(stream: TextIO, record: object, path: Path) -> None:
    try:
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise BatchError(f"{path} can't be written: {error.strerror}") from error


def _records(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}, line {number}", _record(f"{path}, line {number}", line)


def _record(where: str, line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BatchError(f"{where}: not JSON ({error})") from error
    if not isinstance(record, dict):
        raise BatchError(f"{where}: needs a JSON object, not {line.strip()[:40]}")
    return record


def _question(where: str, record: dict[str, object]) -> Question:
    text, history = record.get("question"), record.get("history") or []
    if not isinstance(text, str):
        raise BatchError(f'{where}: "question" is missing or not a text')
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise BatchError(f'{where}: "history" needs a list of earlier questions')
    return Question(text, _id(where, record), tuple(history), _scope(where, record.get("within") or {}))


def _scope(where: str, within: object) -> Scope:
    """The documents that may answer, in the words of the HTTP API."""
    names = {field.name for field in fields(Scope)}
    if not isinstance(within, dict) or not names.issuperset(within):
        raise BatchError(f'{where}: "within" needs an object with any of {", ".join(sorted(names))}')
    try:
        return msgspec.convert(within, Scope)
    except msgspec.ValidationError as error:
        raise BatchError(f'{where}: "within": {error}') from error


def _claim(where: str, record: dict[str, object]) -> Claim:
    text = record.get("claim")
    if not isinstance(text, str):
        raise BatchError(f'{where}: "claim" is missing or not a text')
    return Claim(text, _id(where, record))


def _id(where: str, record: dict[str, object]) -> str:
    name = record.get("id", "")
    if not isinstance(name, str | int):
        raise BatchError(f'{where}: "id" needs a text or a number')
    return str(name)


@contextmanager
def _draft(path: Path) -> Iterator[TextIO]:
    draft = path.with_name(f"{path.name}.draft")
    try:
        stream = draft.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise BatchError(f"{path} can't be written: {error.strerror}") from error
    try:
        with stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
