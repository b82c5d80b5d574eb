"""What is corrected by hand outlasts every reading, shows in every part of the library, and is never half done."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.citation import citation
from corpus.bibliography.record import Field, Record
from corpus.reading.read import read
from indexer.catalogue import Catalogue
from indexer.corrections import NONE, Corrections
from indexer.encoder import HashingEncoder, Vectors
from indexer.errors import DocumentUnknown
from indexer.intake import files_in, read_again, take
from indexer.library import Library
from indexer.passages import passages

TEXT = "The rope walk of Vikmo was three hundred metres long.\n\nHemp came by sea from the east in those years.\n"
CHANGES = {"title": "On Ropes", "author": [{"family": "Tar", "given": "Ada"}], "issued": {"date-parts": [[1901]]}}

VALUES = st.recursive(
    st.text() | st.integers(-(2**50), 2**50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.sampled_from(["title", "author", "issued", "DOI", "volume"]), st.none() | VALUES)


class CountingEncoder(HashingEncoder):
    """Counts the texts that it encodes."""

    def __init__(self) -> None:
        super().__init__(64)
        self.count = 0

    def encode(self, texts: list[str]) -> Vectors:
        self.count += len(texts)
        return super().encode(texts)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / "ropes.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def held(library: Library, paper: Path) -> Library:
    assert [outcome.status for outcome in take(library, [paper], read)] == ["added"]
    return library


def assert_whole(library: Library) -> None:
    """Each document's passages, words and vectors are those that its present record gives."""
    for holding in library.holdings():
        document = library.document(holding)
        assert document.record == holding.record
        kept = library.passages_of(holding, ["sentence", "row", "front", "reference"])
        assert tuple(one.passage for one in kept) == passages(document)
        assert library.size() == sum(one.passages for one in library.holdings())
        for one in kept:
            alone = library.encoder.encode([one.passage.reading]) + library.encoder.encode([one.passage.embedded])
            vector = (alone / np.linalg.norm(alone))[0]
            assert np.allclose(library.vectors([one.id])[0], vector, atol=1e-6)
            assert dict(library.nearest(vector, 100))[one.id] == pytest.approx(1, abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(FIELDS, FIELDS, st.frozensets(st.sampled_from(["title", "author", "volume"])))
def test_they_come_back_as_they_were_put_in(tmp_path_factory, first, second, taken_back):
    path = tmp_path_factory.mktemp("catalogue") / "library.sqlite"
    catalogue = Catalogue(path)
    wanted = Corrections(first).with_changes(second, taken_back)
    with catalogue.writing():
        catalogue.corrections.keep("d", wanted, Record())
    catalogue.close()
    again = Catalogue(path)
    assert again.corrections.of("d") == wanted
    assert again.corrections.of("e") == NONE
    assert again.corrections.as_read("d") == (Record() if wanted.fields else None)
    again.close()
    for name, value in wanted.fields.items():
        assert value == second.get(name, first.get(name)) and (name in second or name not in taken_back)


@given(FIELDS)
def test_a_state_tells_which_corrections_and_which_reading(fields):
    catalogue_state = Corrections(fields).state("abc")
    assert catalogue_state.startswith("abc") and (catalogue_state == "abc") == (not fields)


def test_a_corrected_document_is_cited_found_and_embedded_by_its_new_record(held):
    holding = held.correct("ropes.txt", CHANGES)
    assert citation(holding.record, holding.name, None) == "(Tar, 1901)"
    assert {(f.name, f.source, f.confidence) for f in holding.record.fields} >= {("title", "by hand", 1.0)}
    assert held.matching(["Tar"], 9) and held.mentions("On Ropes")
    assert_whole(held)


def test_what_was_taken_back_is_as_it_was_read(held):
    before = held.holding("ropes.txt")
    held.correct("ropes.txt", CHANGES)
    held.correct("ropes.txt", {}, CHANGES)
    assert held.holding("ropes.txt") == before
    assert_whole(held)


def test_one_field_is_taken_back_and_the_others_stay(held):
    held.correct("ropes.txt", CHANGES)
    holding = held.correct("ropes.txt", {"volume": "3"}, ["title"])
    assert holding.record.get("title") == held.as_read(holding).get("title") != "On Ropes"
    assert holding.record.get("volume") == "3" and holding.record.get("issued") == CHANGES["issued"]


def test_a_field_can_be_said_to_be_none(held):
    held.correct("ropes.txt", {"volume": "3"})
    assert held.correct("ropes.txt", {"volume": None}).record.get("volume") is None


def test_corrections_outlast_reading_again_adding_again_and_removal(held, paper):
    corrected = held.correct("ropes.txt", CHANGES)
    assert [outcome.status for outcome in take(held, [paper], read)] == ["unchanged"]
    assert read_again(held, corrected, read) == corrected
    assert [outcome.status for outcome in take(held, [paper], read)] == ["unchanged"]
    held.remove("ropes.txt")
    assert [outcome.status for outcome in take(held, [paper], read)] == ["added"]
    assert replace(held.holding("ropes.txt"), number=corrected.number) == corrected
    assert_whole(held)


def test_they_belong_to_the_bytes_and_not_to_the_name(held, paper):
    held.correct("ropes.txt", CHANGES)
    paper.rename(paper.with_name("walk.txt"))
    take_all = list(take(held, files_in([paper.parent]), read))
    assert [outcome.status for outcome in take_all] == ["updated"]
    assert held.holding("walk.txt").record.get("title") == "On Ropes"


def test_a_bibliography_beside_the_file_is_below_what_was_put_in_by_hand(held, paper):
    held.correct("ropes.txt", {"title": "On Ropes"})
    (paper.parent / "a.bib").write_text("@article{ropes, title={Cordage}, year={1900}, author={Hemp, Bo}}")
    assert [outcome.status for outcome in take(held, [paper], read)] == ["updated"]
    record = held.holding("ropes.txt").record
    assert (record.get("title"), record.get("issued")) == ("On Ropes", {"date-parts": [[1900]]})
    assert held.correct("ropes.txt", {}, ["title"]).record.get("title") == "Cordage"
    assert [outcome.status for outcome in take(held, [paper], read)] == ["unchanged"]


def test_reading_again_keeps_the_bibliography_that_lay_beside_the_file(library, paper):
    (paper.parent / "a.bib").write_text("@article{ropes, title={Cordage}, year={1900}, author={Hemp, Bo}}")
    list(take(library, [paper], read))
    before = library.holding("ropes.txt")
    (paper.parent / "a.bib").rename(paper.parent / "a.txt")
    assert read_again(library, before, read) == before
    (paper.parent / "a.txt").rename(paper.parent / "a.bib")
    assert [outcome.status for outcome in take(library, [paper], read)] == ["unchanged"]


def test_only_what_depends_on_the_record_is_embedded_again(tmp_path, paper):
    encoder = CountingEncoder()
    with Library(tmp_path / "counted", encoder, create=True) as library:
        list(take(library, [paper], read))
        ids = [one.id for one in library.passages_of(library.holding("ropes.txt"), ["sentence"])]
        encoder.count = 0
        library.correct("ropes.txt", {"volume": "3", "DOI": "10.1000/182"})
        assert encoder.count == 0
        assert [one.id for one in library.passages_of(library.holding("ropes.txt"), ["sentence"])] == ids
        library.correct("ropes.txt", {"title": "On Ropes"})
        assert encoder.count > 0
        assert_whole(library)


def test_a_library_of_an_earlier_version_opens_and_is_corrected(held):
    held.close()
    with sqlite3.connect(held.folder / "library.sqlite") as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'corrections'").fetchall()
    with Library(held.folder, held.encoder) as again:
        assert again.corrections(again.holding("ropes.txt")) == NONE
        assert again.correct("ropes.txt", CHANGES).record.get("title") == "On Ropes"


def test_two_who_correct_at_once_both_get_their_fields_in(held):
    names = ["title", "volume", "issue", "page", "DOI", "language", "publisher", "genre"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: held.correct("ropes.txt", {name: f"new {name}"}), names * 3))
    record = held.holding("ropes.txt").record
    assert {name: record.get(name) for name in names} == {name: f"new {name}" for name in names}
    assert_whole(held)


def test_correcting_while_it_is_read_again_leaves_both_whole(held):
    def again(_: int) -> None:
        read_again(held, held.holding("ropes.txt"), read)

    with ThreadPoolExecutor(4) as pool:
        readings = [pool.submit(again, n) for n in range(6)]
        writes = [pool.submit(held.correct, "ropes.txt", {"title": f"On Ropes {n}"}) for n in range(6)]
        for one in (*readings, *writes):
            one.result()
    assert str(held.holding("ropes.txt").record.get("title")).startswith("On Ropes ")
    assert_whole(held)


def test_an_unknown_document_is_not_corrected(held):
    with pytest.raises(DocumentUnknown):
        held.correct("nothing.txt", CHANGES)


def test_the_list_keeps_its_order_of_taking_in(held, tmp_path):
    (tmp_path / "later.txt").write_text("Sheep graze on the hills above the town of Vikmo.")
    list(take(held, [tmp_path / "later.txt"], read))
    held.correct("ropes.txt", CHANGES)
    read_again(held, held.holding("ropes.txt"), read)
    assert sorted(held.holdings(), key=lambda holding: holding.number)[0].name == "ropes.txt"


def test_a_failure_in_the_middle_leaves_what_was_there(held):
    before = held.holding("ropes.txt")
    with sqlite3.connect(held.folder / "library.sqlite") as connection:
        connection.execute("CREATE TRIGGER blow BEFORE INSERT ON passages BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    with pytest.raises(Exception, match="disk"):
        held.correct("ropes.txt", CHANGES)
    with sqlite3.connect(held.folder / "library.sqlite") as connection:
        connection.execute("DROP TRIGGER blow")
    assert held.holding("ropes.txt") == before and held.corrections(before) == NONE
    assert_whole(held)
    assert held.correct("ropes.txt", CHANGES).record.get("title") == "On Ropes"


def _correct_for_ever(folder: Path) -> None:
    with Library(folder, HashingEncoder(64)) as library:
        number = 0
        while True:
            library.correct("ropes.txt", {"title": f"Ropes {number % 7}", "volume": str(number % 7)})
            number += 1


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(6))
def test_a_blow_leaves_the_old_or_the_new_and_never_half(held, moment):
    folder = held.folder
    held.close()
    process = multiprocessing.get_context("spawn").Process(target=_correct_for_ever, args=(folder,))
    process.start()
    path, begun = folder / "library.sqlite-wal", time.monotonic()
    while (not path.exists() or path.stat().st_size < 40_000) and time.monotonic() - begun < 30:
        time.sleep(0.01)
    time.sleep(moment / 97)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with Library(folder, HashingEncoder(64)) as library:
        record = library.holding("ropes.txt").record
        title, volume = record.get("title"), record.get("volume")
        assert volume is None or title == f"Ropes {volume}"
        assert_whole(library)
        assert library.correct("ropes.txt", {"title": "Last"}).record.get("title") == "Last"


def test_by_hand_beats_a_sidecar_however_sure():
    fields = [Field("title", "read", "sidecar", "a.bib: a"), Field("title", "typed", "by hand", "", 0.1)]
    assert Record.of(fields).get("title") == Record.of(fields[::-1]).get("title") == "typed"
