"""One document whose record is damaged closes neither the list nor the answers: it is named, and the others serve."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.errors import RecordDamaged
from indexer.intake import take
from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question

PLACES = ("Ostby", "Vikmo", "Tarnes")
QUESTION = "How many thousand tonnes of coal did the harbours handle in 1887?"
DAMAGES = {
    "layers": "layers = zeroblob(20)",
    "text": "text = CAST(x'c328' AS TEXT)",
    "glyphs": "glyphs = x'00'",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, place in enumerate(PLACES):
        text = f"# On {place}\n\nThe harbour of {place} handled {number + 41} thousand tonnes of coal in 1887.\n"
        (tmp_path / f"{place}.md").write_text(text, encoding="utf-8")
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library:
        list(take(library, sorted(tmp_path.glob("*.md")), read))
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library(folder, HashingEncoder(64)) as library:
        yield library


def damage(folder: Path, change: str) -> None:
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as connection:
        connection.execute(f"UPDATE documents SET {change} WHERE name = 'Vikmo.md'")


@pytest.mark.parametrize("layer", DAMAGES)
def test_a_question_is_answered_from_the_others_and_the_damaged_one_is_named(
    folder: Path, library: Library, layer: str
) -> None:
    damage(folder, DAMAGES[layer])
    answer = bootstrap.asker(library, ranker=False).ask(Question(QUESTION))
    quoted = {quote.doc for quote in (*answer.quotes, *answer.nearest)}
    assert quoted and "Vikmo.md" not in quoted
    (told,) = [notice.text for notice in answer.notices if notice.kind == "damaged"]
    assert "Vikmo.md" in told and "pincite check --repair" in told


def test_nothing_is_said_of_a_library_that_is_whole(library: Library) -> None:
    answer = bootstrap.asker(library, ranker=False).ask(Question(QUESTION))
    assert not [notice for notice in answer.notices if notice.kind == "damaged"]
    assert "Vikmo.md" in {quote.doc for quote in (*answer.quotes, *answer.nearest)}


@pytest.mark.parametrize("layer", DAMAGES)
def test_the_damaged_one_itself_says_what_to_do(folder: Path, library: Library, layer: str) -> None:
    damage(folder, DAMAGES[layer])
    with pytest.raises(RecordDamaged, match=r"Vikmo.md .*pincite check --repair") as refusal:
        library.document(library.holding("Vikmo.md"))
    assert refusal.value.name == "Vikmo.md" and "\n" not in str(refusal.value)


def test_a_document_without_its_record_is_listed_and_the_others_too(folder: Path, library: Library) -> None:
    damage(folder, "summary = '{'")
    assert [(held.name, held.is_damaged) for held in library.holdings()] == [
        ("Ostby.md", False), ("Tarnes.md", False), ("Vikmo.md", True),
    ]  # fmt: skip
    answer = bootstrap.asker(library, ranker=False).ask(Question(QUESTION))
    for quote in (*answer.quotes, *answer.nearest):
        assert library.document(library.holding(quote.document_id)).text[quote.start : quote.end] == quote.text


@pytest.mark.slow
def test_the_command_lists_all_and_names_the_damaged_one(pincite: Any, paper: Path) -> None:
    pincite("add", paper)
    with closing(sqlite3.connect(pincite.library / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE documents SET summary = '{'")
    listed = pincite("list")
    assert listed.returncode == 0 and "harbours.md" in listed.stdout
    assert "record of harbours.md is damaged: run `pincite check --repair`" in listed.stderr
    assert pincite("check", "--repair").returncode == 0
    assert "damaged" not in pincite("list").stderr
