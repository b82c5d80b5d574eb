"""Batches: questions from a JSON Lines file, answers into another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from service.ask.answer import Question
from service.errors import BatchError


def questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file, one JSON object a line; raises BatchError with the line that is wrong."""
    return tuple(_question(where, record) for where, record in _records(path))


def write_lines(path: Path, records: Iterable[object]) -> int:
    """Write one JSON object a line, and put the file in place when it is whole; how many were written."""
    count = 0
    with _draft(path) as stream:
        for record in records:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def _records(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}, line {number}", _record(f"{path}, line {number}", line)


def _record(where: str, line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except ValueError as error:
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
    return Question(text, str(record.get("id", "")), tuple(history))


@contextmanager
def _draft(path: Path) -> Iterator[TextIO]:
    draft = path.with_name(f"{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8") as stream:
            yield stream
        draft.replace(path)
    except OSError as error:
        raise BatchError(f"{path} can't be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
