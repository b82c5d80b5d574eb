"""Salvage: a file that is damaged is copied as far as it can be read, and the rest read again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.checking.check import check
from indexer.intake import take
from indexer.library import Library
from tests.indexer.checking.conftest import ENCODER, answers, kinds, opened, repaired, texts


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
