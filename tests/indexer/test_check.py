"""The check finds what is wrong with a library's folder, and repair mends it without losing anything."""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.reading.read import read
from indexer.checking.catalogue_salvage import salvage_catalogue
from indexer.checking.check import check
from indexer.checking.faults import CheckReport
from indexer.checking.repair import Repair, repair
from indexer.checking.salvage import put_in_place
from indexer.checking.turn import kept_still, repair_turn
from indexer.encoder import HashingEncoder
from indexer.errors import LibraryMissing, LibraryTooNew, LibraryUnusable
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


DAMAGES: dict[str, tuple[str, tuple[str, ...]]] = {
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


class TestSalvage:
    """What can be read of a damaged file is copied; the rest is read again from the kept files."""

    def test_a_catalogue_that_is_gone_is_made_again_from_the_files(self, folder: Path) -> None:
        before = texts(folder)
        for path in folder.glob("library.sqlite*"):
            path.unlink()
        assert kinds(folder) == {"lost"}
        after, told = repaired(folder)
        assert after.faults == () and not told.undone
        assert sorted(texts(folder).values()) == sorted(before.values())
        assert all(name.startswith("recovered-") for name in texts(folder))

    def test_adding_the_originals_gives_recovered_documents_their_names(self, folder: Path, papers: Path) -> None:
        before = texts(folder)
        (folder / "library.sqlite").unlink()
        repaired(folder)
        with opened(folder) as library:
            list(take(library, sorted(papers.iterdir()), read))
        assert texts(folder) == before
        assert check(folder).faults == ()

    def test_what_is_no_database_any_more_is_kept_beside(self, folder: Path) -> None:
        before = texts(folder)
        (folder / "library.sqlite").write_bytes(b"this was a database once " * 400)
        assert kinds(folder) == {"file"}
        after, told = repaired(folder)
        assert after.faults == ()
        assert (folder / "library.sqlite.damaged").read_bytes().startswith(b"this was")
        assert "library.sqlite.damaged" in told.done[0]
        assert sorted(texts(folder).values()) == sorted(before.values())

    @pytest.mark.slow
    @pytest.mark.parametrize("seed", range(12))
    def test_whatever_page_is_damaged_every_document_is_there_afterwards(self, folder: Path, seed: int) -> None:
        before = texts(folder)
        content = bytearray((folder / "library.sqlite").read_bytes())
        chance = random.Random(seed)
        for _ in range(chance.randint(1, 3)):
            page = chance.randrange(1, len(content) // 4096)
            content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
        (folder / "library.sqlite").write_bytes(bytes(content))
        after, told = repaired(folder)
        assert after.faults == (), (after.faults, told)
        assert sorted(texts(folder).values()) == sorted(before.values())
        if set(texts(folder)) == set(before):
            assert answers(folder)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_a_file_that_was_cut_off_gives_what_it_has(self, folder: Path, share: float) -> None:
        before = texts(folder)
        content = (folder / "library.sqlite").read_bytes()
        (folder / "library.sqlite").write_bytes(content[: int(len(content) * share)])
        after, told = repaired(folder)
        assert after.faults == (), (after.faults, told)
        assert sorted(texts(folder).values()) == sorted(before.values())

    def test_what_was_corrected_by_hand_is_saved(self, folder: Path) -> None:
        with opened(folder) as library:
            library.correct("Vikmo.md", {"title": "Corrected by hand"})
        content = bytearray((folder / "library.sqlite").read_bytes())
        place = content.find(b"Its quay number 30 at Vikmo")
        content[place // 4096 * 4096 : (place // 4096 + 1) * 4096] = bytes(4096)
        (folder / "library.sqlite").write_bytes(bytes(content))
        after, _ = repaired(folder)
        assert after.faults == ()
        with opened(folder) as library:
            assert {h.record.text("title") for h in library.holdings()} >= {"Corrected by hand"}

    def test_a_repair_that_was_killed_between_the_two_files_is_taken_up_again(self, folder: Path) -> None:
        before = texts(folder)
        (folder / "library.sqlite").rename(folder / "library.sqlite.damaged")
        assert kinds(folder) == {"lost"}
        assert repaired(folder)[0].faults == ()
        assert texts(folder) == before

    def test_many_files_without_a_document_are_taken_in_and_not_deleted(self, folder: Path, tmp_path: Path) -> None:
        before = texts(folder)
        for path in folder.glob("library.sqlite*"):
            path.unlink()
        with Library(folder, ENCODER, create=True):
            pass
        assert kinds(folder) == {"unlisted"}
        assert repaired(folder)[0].faults == ()
        assert sorted(texts(folder).values()) == sorted(before.values())


def test_a_document_of_a_library_that_is_open_elsewhere_is_mended_too(folder: Path) -> None:
    change(folder, *DAMAGES["a word of a text changed"][1])
    with opened(folder) as reader:
        reader.holdings()
        assert repaired(folder)[0].faults == ()
        held: Callable[[str], object] = reader.holding
        assert held("Vikmo.md")
        found = reader.nearest(np.ones(64, dtype=np.float32) / 8, 5)
        assert len(reader.passages([i for i, _ in found])) == 5


class TestWrittenMeanwhile:
    """Others may add, remove and repair while a library is checked or repaired."""

    def test_what_is_removed_while_it_is_looked_at_is_no_fault(self, folder: Path) -> None:
        with opened(folder) as other:

            def tell(step: str, done: int, total: int) -> None:
                if step == "files" and len(other.holdings()) == len(PLACES):
                    other.remove("Vikmo.md")

            assert check(folder, tell).faults == ()
            assert len(other.holdings()) == len(PLACES) - 1

    def test_what_is_added_while_it_is_looked_at_is_no_leftover(self, tmp_path: Path, papers: Path) -> None:
        folder = tmp_path / "empty"
        with Library(folder, ENCODER, create=True) as other:
            list(take(other, [papers / "Holm.md"], read))

            def tell(step: str, done: int, total: int) -> None:
                if step == "documents":
                    list(take(other, sorted(papers.iterdir()), read))

            assert {fault.kind for fault in check(folder, tell).faults} <= {"index"}

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_what_was_removed_since_it_was_found_damaged_needs_no_repair(self, folder: Path, damage: str) -> None:
        change(folder, *DAMAGES[damage][1])
        with opened(folder) as library:
            for digest in [held.digest for held in library.holdings()]:
                library.source(library.holding(digest)).unlink()
        report = check(folder)
        with Library(folder, ENCODER) as library:
            if library._catalogue.fact("encoder") is None:
                pytest.skip("without its encoder nothing can be removed")
            for held in library.holdings():
                library.remove(held.digest)
        told = repair(folder, report, lambda: opened(folder), read)
        assert not told.undone
        after, told = repaired(folder)
        assert (after.faults, after.documents, told.undone) == ((), 0, [])

    def test_one_repair_at_a_time(self, folder: Path) -> None:
        (folder / "files" / ("a" * 64)).write_text("left over")
        with repair_turn(folder):
            with pytest.raises(LibraryUnusable, match="being repaired by another process: wait") as refusal:
                repaired(folder)
            assert "\n" not in str(refusal.value)
        assert repaired(folder)[0].faults == ()

    def test_a_salvage_waits_for_who_is_writing(self, folder: Path) -> None:
        writer = sqlite3.connect(folder / "library.sqlite", isolation_level=None, check_same_thread=False)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE documents SET name = 'Renamed.md' WHERE name = 'Ostby.md'")

        def commit() -> None:
            time.sleep(0.3)
            writer.execute("COMMIT")
            writer.close()

        thread = threading.Thread(target=commit)
        thread.start()
        salvage_catalogue(folder)
        thread.join()
        assert "Renamed.md" in texts(folder)
        assert check(folder).is_sound

    def test_who_waits_to_write_while_the_file_is_replaced_is_told_so(self, folder: Path, tmp_path: Path) -> None:
        late = tmp_path / "late.md"
        late.write_text("# Late\n\nThe late harbour handled 5 tonnes.\n")
        refused: list[str] = []

        def add(library: Library) -> None:
            try:
                list(take(library, [late], read))
            except LibraryUnusable as error:
                refused.append(str(error))

        with opened(folder) as library:
            library.holdings()
            with kept_still(folder / "library.sqlite"):
                thread = threading.Thread(target=add, args=(library,))
                thread.start()
                time.sleep(0.3)
                assert not refused
                shutil.copy(folder / "library.sqlite", tmp_path / "draft")
                put_in_place(tmp_path / "draft", folder / "library.sqlite")
            thread.join()
        assert "start Pincite again" in refused[0]
        assert "late.md" not in texts(folder)
        assert check(folder).is_sound
