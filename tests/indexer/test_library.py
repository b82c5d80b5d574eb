"""A library holds what it said it holds: over restarts, other processes, and failures in the middle."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from indexer.embedding import passage_vectors
from indexer.encoder import HashingEncoder
from indexer.errors import DocumentUnknown, EncoderMismatch, LibraryMissing, LibraryTooNew, LibraryUnusable
from indexer.library import Library
from indexer.retrieval import Retriever

ONE = ("Firms learn from their neighbours.", "Wages rise where skills are scarce.")
TWO = ("Ports grew with the coal trade.", "Sheep graze on the hills.")


def reopened(library: Library) -> Library:
    library.close()
    return Library(library.folder, library.encoder)


def test_what_was_put_in_comes_back_equal(library, hold, make_document):
    document = make_document(*ONE)
    hold(library, document)
    again = reopened(library)
    assert again.document(again.holding("paper.txt")) == document


def test_missing_library_is_not_made_by_looking(tmp_path):
    with pytest.raises(LibraryMissing, match="pincite add"):
        Library(tmp_path / "nowhere", HashingEncoder())
    assert not (tmp_path / "nowhere").exists()


def test_library_of_a_newer_version_is_refused_and_untouched(library, hold, make_document):
    hold(library, make_document(*ONE))
    library.close()
    path = library.folder / "library.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="format 99"):
        Library(library.folder, library.encoder)
    assert path.read_bytes() == before


def test_file_that_is_no_library_is_refused(tmp_path):
    (tmp_path / "library.sqlite").write_text("this is not a database, but it is long enough to look like one" * 50)
    with pytest.raises(LibraryUnusable, match="not a database"):
        Library(tmp_path, HashingEncoder())


def test_another_encoder_is_refused_with_the_setting_to_change(library, hold, make_document):
    hold(library, make_document(*ONE))
    library.close()
    with (
        Library(library.folder, HashingEncoder(32)) as other,
        pytest.raises(EncoderMismatch, match="PINCITE_ENCODER=hashing-64"),
    ):
        other.nearest(np.zeros(32, dtype=np.float32), 1)


def test_removed_document_is_gone_from_every_part(library, hold, make_document):
    hold(library, make_document(*ONE))
    hold(library, make_document(*TWO, name="other.txt"))
    source = library.source(library.holding("paper.txt"))
    assert source.is_file()
    library.remove("paper.txt")
    assert [holding.name for holding in library.holdings()] == ["other.txt"]
    assert not source.exists()
    assert library.matching(["neighbours"], 10) == []
    assert len(library.nearest(library.encoder.encode(["neighbours"])[0], 10)) == len(TWO)


def test_changed_file_takes_the_place_of_the_earlier_one(library, hold, make_document):
    hold(library, make_document(*ONE))
    hold(library, make_document(*TWO))
    assert [holding.name for holding in library.holdings()] == ["paper.txt"]
    assert library.matching(["neighbours"], 10) == []
    assert len(library.matching(["coal"], 10)) == 1


def test_same_name_from_another_folder_is_told_apart(library, tmp_path, make_document):
    for folder, sentences in (("first", ONE), ("second", TWO)):
        (tmp_path / folder).mkdir()
        document = make_document(*sentences)
        source = tmp_path / folder / "paper.txt"
        source.write_text(document.text, encoding="utf-8", newline="")
        library.put(document, source, state="")
    assert [holding.name for holding in library.holdings()] == ["paper.txt", "second/paper.txt"]


@pytest.mark.parametrize("damage", ["lost", "cut", "noise", "one bit"])
def test_vectors_are_put_together_again_when_their_file_is_damaged(library, hold, make_document, damage):
    hold(library, make_document(*ONE))
    query = library.encoder.encode([ONE[0]])[0]
    expected = library.nearest(query, 2)
    library.close()
    path = library.folder / "vectors.faiss"
    match damage:
        case "lost":
            path.unlink()
        case "cut":
            path.write_bytes(path.read_bytes()[:40])
        case "noise":
            path.write_bytes(b"not an index" * 100)
        case "one bit":
            content = bytearray(path.read_bytes())
            content[-30] ^= 64
            path.write_bytes(content)
    with Library(library.folder, library.encoder) as again:
        assert again.nearest(query, 2) == expected


def test_vectors_of_a_restored_catalogue_are_not_taken_from_a_later_file(library, hold, make_document):
    library.close()
    empty = {path: path.read_bytes() for path in library.folder.glob("library.sqlite*")}
    with Library(library.folder, library.encoder) as later:
        hold(later, make_document(*ONE))
        later.refresh()
    for path in library.folder.glob("library.sqlite*"):
        path.unlink()
    for path, content in empty.items():
        path.write_bytes(content)
    with Library(library.folder, library.encoder) as restored:
        hold(restored, make_document(*TWO))
        hits = Retriever(restored).search(Retriever(restored).query(TWO[0], ["ports"]))
        assert hits[0].held.passage.reading == TWO[0]
        vector = passage_vectors(restored.encoder, [hits[0].held.passage])[0]
        assert restored.nearest(vector, 1)[0][1] == pytest.approx(1)


def test_reader_sees_what_another_process_added(library, hold, make_document):
    hold(library, make_document(*ONE))
    with Library(library.folder, library.encoder) as reader:
        assert len(reader.nearest(reader.encoder.encode(["x"])[0], 10)) == len(ONE)
        hold(library, make_document(*TWO, name="other.txt"))
        assert len(reader.nearest(reader.encoder.encode(["x"])[0], 10)) == len(ONE) + len(TWO)


def test_view_does_not_change_under_the_reader(library, hold, make_document):
    hold(library, make_document(*ONE))
    with Library(library.folder, library.encoder) as reader, reader.view():
        assert reader.size() == len(ONE)
        hold(library, make_document(*TWO, name="other.txt"))
        assert reader.size() == len(ONE)
        assert len(reader.nearest(reader.encoder.encode(["x"])[0], 10)) == len(ONE)


def test_reading_goes_on_while_a_writer_waits_for_another_process(library, hold, make_document):
    hold(library, make_document(*ONE))
    other = sqlite3.connect(library.folder / "library.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(hold, library, make_document(*TWO, name="other.txt"))
        reading = ThreadPoolExecutor(1).submit(library.nearest, library.encoder.encode(["x"])[0], 10)
        assert len(reading.result(timeout=10)) == len(ONE)
        assert not writing.done()
        other.execute("ROLLBACK")
        writing.result(timeout=10)
    other.close()
    assert library.size() == len(ONE) + len(TWO)


def test_many_may_make_the_same_library_at_once(tmp_path):
    def make(_: int) -> int:
        with Library(tmp_path / "library", HashingEncoder(8), create=True) as library:
            return library.size()

    for _ in range(5):
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(make, range(6))) == [0] * 6
        shutil.rmtree(tmp_path / "library")


def test_words_are_mentioned_anywhere_or_nowhere(library, hold, make_document):
    hold(library, make_document(*ONE, title="On 50% wages"))
    assert library.mentions("NEIGHBOURS")
    assert library.mentions("50%")
    assert not library.mentions("5%_")
    assert not library.mentions("photosynthesis")


def test_failure_in_the_middle_leaves_everything_as_it_was(library, hold, make_document, tmp_path):
    hold(library, make_document(*ONE))
    document = make_document(*TWO, name="other.txt")
    with pytest.raises(LibraryUnusable):
        library.put(document, tmp_path / "vanished.txt", state="")
    assert [holding.name for holding in library.holdings()] == ["paper.txt"]
    assert library.size() == len(ONE)
    assert not list((library.folder / "files").glob("*.draft"))


@pytest.mark.parametrize("key", ["paper.txt", "paper"])
def test_document_is_found_by_name_stem_and_id(library, hold, make_document, key):
    hold(library, make_document(*ONE))
    holding = library.holding(key)
    assert library.holding(holding.id) == library.holding(holding.digest) == holding


def test_unknown_document_says_how_to_see_the_known_ones(library):
    with pytest.raises(DocumentUnknown, match="pincite list"):
        library.holding("nothing.pdf")


def test_read_only_folder_is_refused_in_one_line(tmp_path: Path):
    blocker = tmp_path / "file"
    blocker.write_text("a file where the folder should be")
    with pytest.raises(LibraryUnusable, match="can't make the library"):
        Library(blocker / "library", HashingEncoder(), create=True)


def test_large_library_without_its_vectors_gets_their_file_back_at_the_first_question(
    library, hold, make_document, monkeypatch
):
    hold(library, make_document(*ONE))
    library.refresh()
    file = library.folder / "vectors.faiss"
    query = library.encoder.encode([ONE[0]])[0]
    found = library.nearest(query, 2)
    file.unlink()
    with Library(library.folder, library.encoder) as small:
        assert small.nearest(query, 2) == found
        assert not file.exists()
    monkeypatch.setattr("indexer.vector_store.MOST_CHANGED", 1)
    with Library(library.folder, library.encoder) as large, large.view(), large.view():
        assert file.exists()
        assert large.nearest(query, 2) == found
        assert large._vectors._index.filed() == large.size()


def test_more_documents_than_are_kept_in_memory_are_all_told(library, hold, make_document, monkeypatch):
    for number in range(3):
        hold(library, make_document(f"Sentence {number}.", name=f"{number}.txt"))
    before = library.holdings()
    monkeypatch.setattr("indexer.catalogue.HOLDINGS_IN_MEMORY", 2)
    assert library.holdings() == before
    assert [holding.name for holding in before] == ["0.txt", "1.txt", "2.txt"]
