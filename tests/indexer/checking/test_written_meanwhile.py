"""A library is checked and repaired while others write to it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.checking.catalogue_salvage import salvage_catalogue
from indexer.checking.check import check
from indexer.checking.repair import repair
from indexer.checking.salvage import put_in_place
from indexer.checking.turn import kept_still, repair_turn
from indexer.errors import LibraryUnusable
from indexer.intake import take
from indexer.library import Library
from tests.indexer.checking.conftest import DAMAGES, ENCODER, PLACES, change, opened, repaired, texts


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
