"""One document's record against itself: that it can be read, that its layers and its passages fit its text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

import numpy as np

from corpus.document import Document, Span
from indexer.seal import seal_of
from indexer.stored_document import brief_of, document_of

UNIT_TOLERANCE = 1e-3
"""How far from 1 a vector's length may be: what rounding leaves is a thousandth of that."""

Row = tuple[int, bytes, bytes, bytes, int, int, bytes]
"""A passage as it lies there: its id, kind, reading, context, start, end and vector."""


@dataclass(frozen=True)
class StoredRow:
    """A row of `documents`, its texts still as bytes."""

    number: int
    digest: str
    name: str
    summary: bytes
    text: bytes
    layers: bytes
    glyphs: bytes
    seal: str


def record_fault(connection: sqlite3.Connection, row: StoredRow, passages: Sequence[Row]) -> str | None:
    """What is wrong with a document's record; None where it is whole. Its vectors are looked at apart."""
    try:
        document = document_of(row.text.decode(), row.layers, row.glyphs, row.name)
        _, _, pages, told, _ = brief_of(row.summary.decode())
    except ValueError as error:
        return f"its record can't be read ({' '.join(str(error).split())[:120]})"
    return (
        _layers_fault(document, row)
        or _counts_fault(document, pages, told, len(passages))
        or _passages_fault(document, passages)
        or _seal_fault(connection, row)
    )


def vectors_fault(passages: Sequence[Row], dimension: int) -> str | None:
    """What is wrong with a document's vectors; None where each is of the library's dimension and of length 1 or 0."""
    lengths = [len(row[-1]) for row in passages]
    wrong = sum(length != 4 * dimension for length in lengths)
    if not wrong and passages:
        vectors = np.frombuffer(b"".join(row[-1] for row in passages), dtype="<f4").reshape(len(passages), dimension)
        with np.errstate(all="ignore"):
            norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))
        sound = (np.abs(norms - 1) < UNIT_TOLERANCE) | (norms == 0)
        wrong = int(np.count_nonzero(~sound))
    return f"{wrong} of its {len(passages)} passages have no sound vector" if wrong else None


def _layers_fault(document: Document, row: StoredRow) -> str | None:
    length = len(document.text)
    if document.digest != row.digest:
        return "its layers are those of another document"
    if len(document.glyphs) not in (0, length):
        return f"it has {length:,} characters and the places of {len(document.glyphs):,}"
    outside = sum(span.end > length for span in _spans(document))
    return f"{outside} of its spans lie outside of its text" if outside else None


def _counts_fault(document: Document, pages: int, told: int, passages: int) -> str | None:
    if told != passages:
        return f"it should have {told} passages and has {passages}"
    if pages != len(document.pages):
        return f"it should have {pages} pages and has {len(document.pages)}"
    return None


def _passages_fault(document: Document, passages: Sequence[Row]) -> str | None:
    different = sum(not _is_in(document.text, row) for row in passages)
    return f"{different} of its {len(passages)} passages don't say what its text says" if different else None


def _is_in(text: str, row: Row) -> bool:
    _, kind, reading, _, start, end, _ = row
    if not 0 <= start < end <= len(text):
        return False
    # A table's row is read with its column heads; the others are the text's own words.
    return kind == b"row" or " ".join(text[start:end].split()).encode() == reading


def _seal_fault(connection: sqlite3.Connection, row: StoredRow) -> str | None:
    if row.seal and seal_of(connection, row.number) != row.seal:
        return "it is not as it was put in: something has changed its bytes since"
    return None


def _spans(value: object) -> Iterator[Span]:
    """Every span of a document's layers."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _fields(type(value)):
            yield from _spans(getattr(value, name))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in ("text", "glyphs", "record", "csl"))
