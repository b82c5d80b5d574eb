"""A library of a few papers, and what is done to it and asked of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.checking.check import check
from indexer.checking.faults import CheckReport
from indexer.checking.repair import Repair, repair
from indexer.encoder import HashingEncoder
from indexer.intake import take
from indexer.library import Library

PLACES = ("Ostby", "Vikmo", "Tarnes", "Holm")
ENCODER = HashingEncoder(64)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number, place in enumerate(PLACES):
        lines = [f"The harbour of {place} handled {number + 41} thousand tonnes of coal in 1887."]
        lines += [f"Its quay number {line} at {place} was rebuilt after the storm." for line in range(60)]
        (folder / f"{place}.md").write_text(f"# On {place}\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path, papers: Path) -> Path:
    """A library of a few papers, closed."""
    with Library(tmp_path / "library", ENCODER, create=True) as library:
        for outcome in take(library, sorted(papers.iterdir()), read):
            assert outcome.status == "added"
        library.refresh()
    return tmp_path / "library"


def opened(folder: Path) -> Library:
    return Library(folder, ENCODER)


def kinds(folder: Path) -> set[str]:
    return {fault.kind for fault in check(folder).faults}


def repaired(folder: Path) -> tuple[CheckReport, Repair]:
    told = repair(folder, check(folder), lambda: opened(folder), read)
    return check(folder), told


def texts(folder: Path) -> dict[str, str]:
    with opened(folder) as library:
        return {holding.name: library.document(holding).text for holding in library.holdings()}


def change(folder: Path, *statements: str) -> None:
    """Change the SQLite file behind the library's back."""
    connection = sqlite3.connect(folder / "library.sqlite", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def answers(folder: Path) -> bool:
    """Whether each paper is found by its words and by its meaning."""
    with opened(folder) as library:
        for place in PLACES:
            by_words = library.passages([i for i, _ in library.matching([place.lower(), "coal"], 3)])
            vector = library.encoder.encode([f"harbour {place} handled thousand tonnes coal 1887"])[0]
            by_meaning = library.passages([i for i, _ in library.nearest(vector, 3)])
            if not any(place in held.passage.reading for held in by_words.values()):
                return False
            if not any(place in held.passage.reading for held in by_meaning.values()):
                return False
    return True


DAMAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "layers of another kind of value": ("record", ("UPDATE documents SET layers = 'a text' WHERE number = 2",)),
    "a word of a text changed": (
        "record",
        ("UPDATE documents SET text = replace(text, 'coal', 'wood') WHERE number = 2",),
    ),
    "one letter of the last line changed": (
        "record",
        ("UPDATE documents SET text = substr(text, 1, length(text) - 2) || 'X' || char(10) WHERE number = 2",),
    ),
    "broken text": ("record", ("UPDATE documents SET text = CAST(x'c328' AS TEXT) WHERE number = 2",)),
    "layers lost": ("record", ("UPDATE documents SET layers = zeroblob(20) WHERE number = 2",)),
    "layers of another": (
        "record",
        ("UPDATE documents SET layers = (SELECT layers FROM documents WHERE number = 1) WHERE number = 2",),
    ),
    "summary broken": ("record", ("UPDATE documents SET summary = '{' WHERE number = 2",)),
    "a passage lost": (
        "record",
        ("DELETE FROM passages WHERE id = (SELECT max(id) FROM passages WHERE document = 2)",),
    ),
    "a passage changed": ("record", ("UPDATE passages SET reading = 'Nothing was rebuilt.' WHERE id = 70",)),
    "a passage moved": ("record", ('UPDATE passages SET "start" = "start" + 3 WHERE id = 70',)),
    "a passage outside": ("record", ('UPDATE passages SET "end" = 10000000 WHERE id = 70',)),
    "a vector cut": ("vectors", ("UPDATE passages SET vector = zeroblob(10) WHERE id = 70",)),
    "a vector too long": ("vectors", ("UPDATE passages SET vector = x'" + "0000a040" * 64 + "' WHERE id = 70",)),
    "a vector of no numbers": ("vectors", ("UPDATE passages SET vector = x'" + "ffffffff" * 64 + "' WHERE id = 70",)),
    "a word of the index lost": ("words", ("DELETE FROM words WHERE rowid = 70",)),
    "the index lost": ("words", ("DELETE FROM words",)),
    "the index's pages lost": ("words", ("DELETE FROM words_data WHERE id > 10",)),
    "a counted word lost": ("terms", ("DELETE FROM terms WHERE term = 'coal'",)),
    "a counted word too often": ("terms", ("UPDATE vocabulary SET written = written + 1 WHERE word = 'coal'",)),
    "a counted context lost": ("terms", ("DELETE FROM contexts WHERE context = (SELECT max(context) FROM contexts)",)),
    "passages of nobody": (
        "keys",
        (
            'INSERT INTO passages(document, "start", "end", kind, reading, context, vector) '
            "VALUES (99, 0, 1, 'sentence', 'x', '', zeroblob(256))",
        ),
    ),
    "the encoder forgotten": ("facts", ("DELETE FROM facts WHERE name IN ('encoder', 'dimension')",)),
}  # fmt: skip
