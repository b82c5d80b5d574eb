"""Files read ahead of their turn: what becomes of them is the same as one by one, whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus.samples
from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.reading.limits import Limits
from corpus.reading.read import read
from corpus.reading.workers.pool import Pending, ReadingPool
from corpus.reading.workers.reader import DocumentReader
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library

SAMPLES = Path(corpus.samples.__file__).parent
TEXTS = ("Coal made the harbour rich.", "Sheep graze on the hills above.", "Timber was floated in spring.", "")
BIBLIOGRAPHIES = (
    "@article{a, title={Coal in the harbour}, author={Doe, Ann}, year={1999}}",
    "@article{b, title={Of sheep and hills}, author={Roe, Bo}, year={2001}}\n@broken{",
    "",
)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(readers=2) as started:
        yield started


def ahead_reader(pool: ReadingPool) -> DocumentReader:
    return DocumentReader(pool, partial(read, sidecars=Sidecars()))


def content(library: Library) -> list[object]:
    """All that is held, in the order in which it was taken in."""
    holdings = sorted(library.holdings(), key=lambda holding: holding.number)
    passages = library.passages(range(1, 10_000))
    return [
        [(holding, library.document(holding)) for holding in holdings],
        [(each.id, each.passage, library.vectors([each.id]).tobytes()) for _, each in sorted(passages.items())],
    ]


def outcomes(library: Library, folder: Path, reader) -> list[tuple[object, ...]]:
    return [(each.path, each.status, each.detail, each.holding) for each in take(library, files_in([folder]), reader)]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from("abcd"), st.sampled_from(TEXTS)),
        st.tuples(st.just("rename"), st.sampled_from("abcd"), st.sampled_from("abcd")),
        st.tuples(st.just("delete"), st.sampled_from("abcd"), st.just("")),
        st.tuples(st.just("describe"), st.just(""), st.sampled_from(BIBLIOGRAPHIES)),
        st.tuples(st.just("take"), st.just(""), st.just("")),
    ),
    max_size=12,
)


def change(folder: Path, kind: str, name: str, what: str) -> None:
    path = folder / f"{name}.txt"
    if kind == "write":
        path.write_text(what)
    elif kind == "rename" and path.exists():
        path.rename(folder / f"{what}.txt")
    elif kind == "delete":
        path.unlink(missing_ok=True)
    elif kind == "describe":
        (folder / "library.bib").write_text(what)


@pytest.mark.slow
@given(steps)
@settings(deadline=None, max_examples=25)
def test_reading_ahead_holds_the_same_as_reading_one_by_one(pool, steps):
    with TemporaryDirectory() as room:
        folder = Path(room) / "papers"
        folder.mkdir()
        with (
            Library(Path(room) / "one", HashingEncoder(16), create=True) as one,
            Library(Path(room) / "ahead", HashingEncoder(16), create=True) as ahead,
        ):
            for kind, name, what in [*steps, ("take", "", ""), ("take", "", "")]:
                change(folder, kind, name, what)
                if kind == "take":
                    assert outcomes(ahead, folder, ahead_reader(pool)) == outcomes(one, folder, read)
            assert content(ahead) == content(one)


@pytest.mark.slow
def test_the_samples_are_held_the_same_with_one_reader_and_with_several(tmp_path):
    found = []
    for readers in (1, 3):
        with (
            ReadingPool(readers=readers) as pool,
            Library(tmp_path / str(readers), HashingEncoder(16), create=True) as library,
        ):
            told = outcomes(library, SAMPLES, ahead_reader(pool))
            found.append((told, content(library)))
    assert found[0] == found[1]
    assert [status for _, status, _, _ in found[0][0]] == ["added"] * len(found[0][0])


def written(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Harbour {number} handled {17 * number} tonnes of coal in 1887.")


def slow_read(path: Path) -> Document:
    if path.name.startswith("000"):
        time.sleep(0.7)
    return read(path, sidecars=Sidecars())


def test_files_behind_a_slow_one_are_read_meanwhile_and_told_in_order(tmp_path):
    written(tmp_path / "papers", 40)
    started: list[str] = []

    class Watching(DocumentReader):
        def start(self, path: Path) -> Pending[Document]:
            started.append(path.name)
            return super().start(path)

    with ReadingPool(readers=2) as pool, Library(tmp_path / "held", HashingEncoder(16), create=True) as library:
        taking = take(library, files_in([tmp_path / "papers"]), Watching(pool, partial(read, sidecars=Sidecars())))
        first = next(taking)
        assert (first.path.name, first.status) == ("000.txt", "added")
        assert len(started) == 32
        assert [each.path.name for each in taking] == [f"{number:03}.txt" for number in range(1, 40)]


def test_leaving_off_in_the_middle_lets_go_of_what_was_read_ahead(tmp_path):
    written(tmp_path / "papers", 40)
    with ReadingPool(readers=2) as pool, Library(tmp_path / "held", HashingEncoder(16), create=True) as library:
        taking = take(library, files_in([tmp_path / "papers"]), ahead_reader(pool))
        next(taking)
        taking.close()
        assert pool.read(read, tmp_path / "papers" / "039.txt").name == "039.txt"
        assert pool.room.bytes_held == 0


def test_a_file_that_changes_or_goes_after_it_was_looked_at_is_not_added_half(tmp_path):
    written(tmp_path / "papers", 6)

    class Meddling(DocumentReader):
        def start(self, path: Path) -> Pending[Document]:
            if path.name == "002.txt":
                path.write_text("Something else by now.")
            if path.name == "004.txt":
                path.unlink()
            return super().start(path)

    with ReadingPool(readers=2) as pool, Library(tmp_path / "held", HashingEncoder(16), create=True) as library:
        reader = Meddling(pool, partial(read, sidecars=Sidecars()))
        told = [(each.path.name, each.status) for each in take(library, files_in([tmp_path / "papers"]), reader)]
        assert [name for name, status in told if status == "failed"] == ["002.txt", "004.txt"]
        assert [name for name, status in told if status == "added"] == ["000.txt", "001.txt", "003.txt", "005.txt"]
        for holding in library.holdings():
            assert hashlib.sha256(library.source(holding).read_bytes()).hexdigest() == holding.digest


def test_what_is_too_large_is_refused_before_it_is_looked_through(tmp_path):
    path = tmp_path / "papers" / "sparse.txt"
    path.parent.mkdir()
    path.touch()
    os.truncate(path, 2**40)
    with (
        ReadingPool(Limits(file_bytes=1000), readers=1) as pool,
        Library(tmp_path / "held", HashingEncoder(16), create=True) as library,
    ):
        ((_, status, detail, _),) = outcomes(library, path.parent, ahead_reader(pool))
    assert status == "failed" and "over the limit of 1,000" in detail


def test_documents_that_come_together_get_the_vectors_that_each_gets_alone(tmp_path):
    written(tmp_path / "papers", 12)
    vectors = []
    for ahead in (True, False):
        with Library(tmp_path / str(ahead), HashingEncoder(16), create=True) as library:
            documents = [(path, read(path)) for path in files_in([tmp_path / "papers"])]
            if ahead:
                library.embed_ahead([document for _, document in documents])
            for path, document in documents:
                library.put(document, path, "state")
            vectors.append(library.vectors(range(1, 13)).tobytes())
    assert vectors[0] == vectors[1]
