"""The check finds what is wrong with a library's folder, and repair mends it without losing anything."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.checking.check import check
from indexer.errors import LibraryMissing, LibraryTooNew, LibraryUnusable
from indexer.library import Library
from tests.indexer.checking.conftest import DAMAGES, ENCODER, answers, change, kinds, opened, repaired, texts


def test_a_library_that_was_filled_is_sound(folder: Path) -> None:
    report = check(folder)
    assert (report.faults, report.documents, report.files) == ((), 4, 4)
    assert report.passages > 200
    assert report.encoder == "hashing-64"


def test_a_check_changes_nothing(folder: Path) -> None:
    before = (folder / "library.sqlite").read_bytes()
    check(folder)
    assert (folder / "library.sqlite").read_bytes() == before


def test_a_check_tells_how_far_it_is(folder: Path) -> None:
    told: list[str] = []
    check(folder, lambda step, done, total: told.append(step))
    assert {"the SQLite file", "documents", "full-text index", "counted words", "files"} <= set(told)


def test_no_library_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        check(tmp_path / "nowhere")


def test_a_library_whose_making_was_interrupted_holds_nothing_and_is_sound(tmp_path: Path) -> None:
    """As a crash leaves it between the file and its tables."""
    connection = sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    report = check(tmp_path)
    assert (report.faults, report.documents) == ((), 0)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / ("a" * 64)).write_text("kept, and its document never")
    assert kinds(tmp_path) == {"leftover"}
    assert repaired(tmp_path)[0].faults == ()


def test_a_newer_library_is_left_alone(folder: Path) -> None:
    change(folder, "PRAGMA user_version = 99")
    with pytest.raises(LibraryTooNew):
        check(folder)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    connection.execute("CREATE TABLE bookmarks(url TEXT)")
    connection.close()
    before = (tmp_path / "library.sqlite").read_bytes()
    for use in (lambda: check(tmp_path), lambda: Library(tmp_path, ENCODER, create=True)):
        with pytest.raises(LibraryUnusable, match="another program's"):
            use()
    assert (tmp_path / "library.sqlite").read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_mended_without_a_loss(folder: Path, damage: str) -> None:
    kind, statements = DAMAGES[damage]
    before = texts(folder)
    change(folder, *statements)
    report = check(folder)
    assert kind in {fault.kind for fault in report.faults}, report
    assert not report.is_sound
    after, told = repaired(folder)
    assert after.faults == (), (after, told)
    assert told.done and not told.undone
    assert texts(folder) == before
    assert answers(folder)


def test_a_flipped_bit_anywhere_in_a_document_is_found(folder: Path) -> None:
    chance = random.Random(7)
    for column in ("text", "layers", "summary", "state"):
        changed = folder.with_name(column)
        shutil.copytree(folder, changed)
        connection = sqlite3.connect(changed / "library.sqlite", isolation_level=None)
        value = connection.execute(f"SELECT CAST({column} AS BLOB) FROM documents WHERE number = 3").fetchone()[0]
        content = bytearray(value)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(7)
        kind = "TEXT" if column != "layers" else "BLOB"
        connection.execute(f"UPDATE documents SET {column} = CAST(? AS {kind}) WHERE number = 3", (bytes(content),))
        connection.close()
        assert "record" in kinds(changed), column


def test_a_lost_copy_is_brought_back_from_where_it_was_added(folder: Path) -> None:
    with opened(folder) as library:
        copy = library.source(library.holding("Ostby.md"))
    content = copy.read_bytes()
    for damaged in (None, b"something else"):
        copy.unlink()
        if damaged is not None:
            copy.write_bytes(damaged)
        assert kinds(folder) == {"source"}
        after, told = repaired(folder)
        assert (after.faults, told.undone) == ((), [])
        assert copy.read_bytes() == content


def test_a_lost_copy_whose_original_changed_stays_and_says_what_to_do(folder: Path, papers: Path) -> None:
    with opened(folder) as library:
        library.source(library.holding("Ostby.md")).unlink()
    (papers / "Ostby.md").write_text("Another text altogether.")
    after, told = repaired(folder)
    assert [fault.kind for fault in after.faults] == ["source"]
    assert str(papers / "Ostby.md") in told.undone[0] and "put it back" in told.undone[0]
    assert texts(folder)["Ostby.md"].startswith("# On Ostby")


def test_what_cannot_be_read_again_stays_as_it_is(folder: Path, papers: Path) -> None:
    with opened(folder) as library:
        library.source(library.holding("Ostby.md")).unlink()
    (papers / "Ostby.md").unlink()
    number = "(SELECT number FROM documents WHERE name = 'Ostby.md')"
    change(folder, f"UPDATE documents SET text = replace(text, 'coal', 'wood') WHERE number = {number}")
    after, told = repaired(folder)
    assert {fault.kind for fault in after.faults} == {"record", "source"}
    assert any("remove it, and add its file again" in each for each in told.undone)


def test_a_summary_is_written_again_from_the_layers_where_the_file_is_gone(folder: Path, papers: Path) -> None:
    before = texts(folder)
    shutil.rmtree(folder / "files")
    shutil.rmtree(papers)
    change(folder, "UPDATE documents SET summary = '[1, 2' WHERE number = 2")
    with opened(folder) as library:
        assert [held.name for held in library.holdings() if held.is_damaged] == ["Ostby.md"]
    after, told = repaired(folder)
    assert {fault.kind for fault in after.faults} == {"source"}
    assert any("wrote the summaries" in each for each in told.done)
    assert texts(folder) == before


def test_vectors_are_proven_by_the_seal_where_the_file_is_gone(folder: Path, papers: Path) -> None:
    with opened(folder) as library:
        library.source(library.holding("Ostby.md")).unlink()
    (papers / "Ostby.md").unlink()
    number = "(SELECT number FROM documents WHERE name = 'Ostby.md')"
    change(folder, f"UPDATE passages SET vector = zeroblob(9) WHERE document = {number}")
    after, _ = repaired(folder)
    assert {fault.kind for fault in after.faults} == {"source"}
    assert answers(folder)


def test_leftovers_do_no_harm_and_are_deleted(folder: Path) -> None:
    (folder / "files" / ("a" * 64)).write_text("kept, and its document never")
    (folder / "files" / ("b" * 64 + ".draft")).write_text("half a co")
    (folder / "vectors.faiss.1.draft").write_text("half an index")
    report = check(folder)
    assert report.is_sound and [fault.kind for fault in report.faults] == ["leftover"] * 3
    after, told = repaired(folder)
    assert after.faults == ()
    assert "3 files" in told.done[0]


@pytest.mark.parametrize("content", [None, b"", b"no index"])
def test_lost_vectors_are_put_together_again(folder: Path, content: bytes | None) -> None:
    (folder / "vectors.faiss").unlink()
    if content is not None:
        (folder / "vectors.faiss").write_bytes(content)
    assert kinds(folder) == {"index"}
    assert check(folder).is_sound
    assert repaired(folder)[0].faults == ()
    assert answers(folder)


def test_a_document_of_a_library_that_is_open_elsewhere_is_mended_too(folder: Path) -> None:
    change(folder, *DAMAGES["a word of a text changed"][1])
    with opened(folder) as reader:
        reader.holdings()
        assert repaired(folder)[0].faults == ()
        held: Callable[[str], object] = reader.holding
        assert held("Vikmo.md")
        found = reader.nearest(np.ones(64, dtype=np.float32) / 8, 5)
        assert len(reader.passages([i for i, _ in found])) == 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
def test_a_pipe_in_the_place_of_a_kept_file_is_found_and_holds_nothing_up(folder: Path) -> None:
    kept = next(iter((folder / "files").iterdir()))
    kept.unlink()
    os.mkfifo(kept)
    assert kinds(folder) == {"source"}
    assert "no regular file" in " ".join(fault.what for fault in check(folder).faults)
    for path in folder.glob("library.sqlite*"):
        path.unlink()
    before = len(list((folder / "files").iterdir()))
    _, told = repaired(folder)
    assert len(texts(folder)) == before - 1 and len(told.undone) == 1
