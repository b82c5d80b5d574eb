"""Whatever was added, removed, written down and killed in between: what is found is what the catalogue holds."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.document import Span
from indexer.catalogue import Catalogue
from indexer.encoder import unit_rows
from indexer.passages import Passage
from indexer.vector_store import SEAL, SEAL_BEFORE, VECTORS, VectorStore

DIMENSION = 16
CENTRES = np.random.default_rng(0).standard_normal((12, DIMENSION))


class Shelf:
    """A catalogue with its vectors, as a library has them, filled with vectors about a few centres."""

    def __init__(self, folder: Path, make_document, exact_up_to: int = 100_000, made: int = 0) -> None:
        self.folder = folder
        self._make_document = make_document
        self._exact_up_to = exact_up_to
        self._moves = np.random.default_rng(1)
        self._made = made
        self.reopen()

    def reopen(self) -> None:
        """As another process finds it."""
        self.catalogue = Catalogue(self.folder / "library.sqlite")
        self.store = VectorStore(self.folder, lambda: DIMENSION, self._exact_up_to)

    def add(self, count: int) -> None:
        """Hold a document of so many passages."""
        self._made += 1
        sentences = [f"{self._made} {number}" for number in range(count)]
        document = self._make_document(*sentences, name=f"{self._made}.txt")
        found = [Passage(Span(0, 7), "sentence", sentence, "") for sentence in sentences]
        about = CENTRES[self._moves.integers(0, len(CENTRES), count)]
        vectors = unit_rows(about + 0.4 * self._moves.standard_normal((count, DIMENSION)))
        with closing(Catalogue(self.folder / "library.sqlite")) as writer, writer.writing():
            writer.insert(document, document.name, document.digest, found, vectors)

    def remove(self, which: int) -> None:
        """Forget one of the documents held, if there is any."""
        with closing(Catalogue(self.folder / "library.sqlite")) as writer, writer.writing():
            held = writer.holdings()
            if held:
                writer.delete(held[which % len(held)])

    def save(self, *, killed: bool = False) -> None:
        """Make a new file; with `killed`, all but its move into place."""
        with closing(Catalogue(self.folder / "library.sqlite")) as own:
            with own.reading():
                draft = self.store.draft(own)
            with own.writing():
                self.store.keep(draft, own)
        if killed:
            self.reopen()
        else:
            self.store.adopt(draft)

    def found(self, query, k: int, among=None) -> list[tuple[int, float]]:
        """What the index finds."""
        with self.catalogue.reading():
            return self.store.current(self.catalogue).search(query, k, among)

    def true(self, query, k: int, among=None) -> list[tuple[int, float]]:
        """What a plain sort of all that the catalogue holds finds."""
        ids = [i for i in self.catalogue.ids.all().tolist() if among is None or i in among]
        if not ids:
            return []
        cosines = np.round(self.catalogue.vectors(ids).astype(np.float64) @ query.astype(np.float64), 6) + 0.0
        return sorted(zip(ids, cosines.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))[:k]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 60)),
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.sampled_from(["save", "killed", "reopen", "look"]), st.just(0)),
    ),
    max_size=12,
)


def taken(shelf: Shelf, steps) -> None:
    """Take these steps."""
    for step, figure in steps:
        match step:
            case "add":
                shelf.add(figure)
            case "remove":
                shelf.remove(figure)
            case "reopen":
                shelf.reopen()
            case "look":
                shelf.found(CENTRES[0], 3)
            case _:
                shelf.save(killed=step == "killed")


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(steps=STEPS, k=st.integers(1, 40))
def test_any_history_gives_what_a_plain_sort_gives(tmp_path_factory, make_document, steps, k):
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), make_document)
    taken(shelf, steps)
    query = unit_rows(np.random.default_rng(k).standard_normal((1, DIMENSION)))[0]
    assert shelf.found(query, k) == shelf.true(query, k)
    among = shelf.catalogue.ids.all()[::3].tolist()
    assert shelf.found(query, k, among) == shelf.true(query, k, among)


@pytest.mark.slow
@settings(deadline=None, max_examples=20)
@given(steps=STEPS)
@example(steps=[("add", 25), ("save", 0), ("remove", 0)])
def test_any_history_of_inverted_lists_finds_nearly_all(tmp_path_factory, make_document, steps):
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), make_document, exact_up_to=100)
    taken(shelf, [("add", 400), ("save", 0), *steps])
    queries = unit_rows(CENTRES + 0.3 * np.random.default_rng(3).standard_normal(CENTRES.shape))
    right = [len(dict(shelf.found(query, 10)).keys() & dict(shelf.true(query, 10)).keys()) for query in queries]
    wanted = sum(len(shelf.true(query, 10)) for query in queries)
    assert sum(right) >= 0.98 * wanted
    among = shelf.catalogue.ids.all()[::3].tolist()
    assert shelf.found(queries[0], 10, among) == shelf.true(queries[0], 10, among)


def test_nothing_is_read_again_where_nothing_changed(tmp_path, make_document):
    shelf = Shelf(tmp_path, make_document)
    shelf.add(200)
    shelf.save()
    shelf.reopen()
    asked: list[str] = []
    shelf.catalogue._connection.set_trace_callback(asked.append)
    shelf.found(CENTRES[0], 5)
    assert not [statement for statement in asked if "vector FROM" in statement or "INDEXED BY" in statement]
    before = len(asked)
    shelf.found(CENTRES[1], 5)
    assert not [statement for statement in asked[before:] if "passages" in statement]


def test_addition_reads_only_what_was_added(tmp_path, make_document):
    shelf = Shelf(tmp_path, make_document)
    shelf.add(300)
    shelf.save()
    shelf.reopen()
    shelf.add(5)
    asked: list[str] = []
    shelf.catalogue._connection.set_trace_callback(asked.append)
    assert len(shelf.found(CENTRES[0], 400)) == 305
    (read,) = [statement for statement in asked if "vector FROM" in statement]
    assert read.count(",") == 4
    assert not shelf.store.unsaved


def test_new_file_is_due_once_a_tenth_has_changed(tmp_path, make_document):
    shelf = Shelf(tmp_path, make_document)
    with shelf.catalogue.reading():
        assert not shelf.store.is_due(shelf.catalogue)
    shelf.add(100)
    with shelf.catalogue.reading():
        assert shelf.store.is_due(shelf.catalogue)
    shelf.save()
    for more, due in ((10, False), (1, True)):
        shelf.add(more)
        shelf.found(CENTRES[0], 5)
        with shelf.catalogue.reading():
            assert shelf.store.is_due(shelf.catalogue) is shelf.store.unsaved is due


def test_file_of_an_earlier_history_is_not_believed(tmp_path, make_document):
    shelf = Shelf(tmp_path, make_document)
    shelf.add(20)
    shelf.save()
    shelf.catalogue.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(tmp_path / "library.sqlite", copy)
    shelf.reopen()
    shelf.add(30)
    shelf.save()
    shutil.copy(tmp_path / VECTORS, copy)
    other = Shelf(copy, make_document, made=9)
    other.add(25)
    assert other.found(CENTRES[0], 60) == other.true(CENTRES[0], 60)


def test_draft_of_a_killed_process_goes_with_the_next_file(tmp_path, make_document):
    shelf = Shelf(tmp_path, make_document)
    shelf.add(20)
    shelf.save(killed=True)
    (tmp_path / f"{VECTORS}.1.draft").write_bytes(b"half")
    shelf.save()
    assert sorted(path.name for path in tmp_path.glob(f"{VECTORS}*")) == [VECTORS]


def test_file_of_an_earlier_format_is_made_again(tmp_path, make_document):
    shelf = Shelf(tmp_path, make_document)
    shelf.add(20)
    (tmp_path / VECTORS).write_bytes(b"whatever")
    with shelf.catalogue.writing():
        shelf.catalogue.set_fact(SEAL, "28cafc3345d2ceae3f04e531c1eae6eaaab132a1b0491f7f30fd756ec460b772")
        shelf.catalogue.set_fact(SEAL_BEFORE, "7")
    assert shelf.found(CENTRES[0], 30) == shelf.true(CENTRES[0], 30)
    assert shelf.store.unsaved
