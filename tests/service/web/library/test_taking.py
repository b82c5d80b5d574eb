"""Taking a batch in: several files are read at once, and what becomes of each is the same as one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.encoder import HashingEncoder
from indexer.intake import Read
from indexer.library import Library
from service import bootstrap
from service.settings import Settings
from service.web.jobs.board import Cancelled, Teller
from service.web.jobs.job import Item
from service.web.library.taking import take_and_tell
from service.web.library.uploads import Batch

pytestmark = pytest.mark.slow

BIB = "@article{a, title = {Ropes}, author = {Tar, Ada}, year = {1901}, file = {d.txt}}"


@pytest.fixture(scope="module")
def ahead() -> Iterator[Read]:
    with bootstrap.reader(replace(Settings(), readers=3, ocr="off")) as read:
        yield read


class Noted(Teller):
    """Notes what it is told, and lets go after so many files."""

    def __init__(self, most: int = 10**6) -> None:
        self.items: list[tuple[int, str, str]] = []
        self.steps: list[tuple[str, int, int]] = []
        self._most = most

    def __call__(self, step: str, done: int, total: int, share: float | None = None) -> None:
        if done >= self._most:
            raise Cancelled
        self.steps.append((step, done, total))

    def item(self, number: int, item: Item) -> None:
        self.items.append((number, item.status, item.detail))


def batch(folder: Path, **texts: str) -> Batch:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    documents = tuple(sorted(path for path in folder.iterdir() if path.suffix != ".bib"))
    return Batch(folder, documents, any(path.suffix == ".bib" for path in folder.iterdir()))


def taken_in(folder: Path, read: Read) -> tuple[list[object], list[tuple[str, str, str]]]:
    """What is told of three batches that meet with everything, and what is held then."""
    told: list[object] = []
    with Library(folder / "library", HashingEncoder(16), create=True) as library:
        for number, texts in enumerate(
            (
                {"a_txt": "Mills by the river.", "b_txt": "Ropes of hemp.", "c_pdf": "no PDF", "e_txt": ""},
                # One is held under that name with other words, one is held under another name, two are the same.
                {"a_txt": "Other mills.", "d_txt": "Ropes of hemp.", "f_txt": "Quays.", "g_txt": "Quays."},
                {"d_txt": "Ropes of hemp.", "h_txt": "Cranes.", "i_txt": "Cranes.", "x_bib": BIB},
                {"d_txt": "Ropes of hemp.", "b_txt": "Mills by the river."},
            )
        ):
            files = batch(folder / f"batch {number}", **texts)
            noted = Noted()
            take_and_tell(library, files, read, noted)
            told += [noted.items, noted.steps]
            files.discard()
        return told, [(held.name, held.digest, str(held.record.get("title"))) for held in library.holdings()]


def test_what_is_read_ahead_becomes_the_same(tmp_path, ahead):
    told, held = taken_in(tmp_path / "ahead", ahead)
    assert (told, held) == taken_in(tmp_path / "one by one", lambda path: ahead(path))
    assert [name for name, _, _ in held] == ["a (2).txt", "a.txt", "d.txt", "f.txt", "h.txt"]
    assert ("d.txt", "Ropes") in [(name, title) for name, _, title in held]


def test_it_stops_between_two_files_and_reads_no_more(tmp_path, ahead):
    files = batch(tmp_path / "batch", **{f"n{number:02}_txt": f"Paper {number}. " * 9 for number in range(40)})
    with Library(tmp_path / "library", HashingEncoder(16), create=True) as library:
        noted = Noted(most=3)
        with pytest.raises(Cancelled):
            take_and_tell(library, files, ahead, noted)
        assert [holding.name for holding in library.holdings()] == ["n00.txt", "n01.txt", "n02.txt"]
        assert [status for _, status, _ in noted.items] == ["reading", "added"] * 3
