"""The lexicon tells what a look through all texts tells, whatever came, went and was changed in between."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.record import Field, Record
from corpus.document import Document, Span
from indexer.catalogue import Catalogue
from indexer.checking.catalogue_salvage import salvage_catalogue
from indexer.checking.check import check
from indexer.passages import Passage
from indexer.vocabulary import Vocabulary

TABLES = ("terms", "vocabulary", "contexts")
EVERYTHING = ("SELECT term FROM terms WHERE term <> ''", "SELECT word FROM vocabulary", "SELECT context FROM contexts")
LETTERS = "aAbBzéÉßİ1_%\\-’'.,\"\n\t @/:­²\u0301港"
words = st.text(LETTERS, min_size=1, max_size=3)
texts = st.lists(
    st.one_of(words, st.sampled_from(["www.Ab.a", "b@Zz.a", "Ostby", "ostby", "OSTBY-1", "https://a.b/zA"])), max_size=8
).map(" ".join)


def documented(number: int, text: str, title: str) -> Document:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    record = Record((Field("title", title, "sidecar", "library.bib: paper"),))
    return Document(name=f"{number}.txt", digest=digest, media_type="text/plain", text=text, record=record)


def cut(text: str, context: str) -> list[Passage]:
    """Passages of all kinds, two of which share a context."""
    halves = text[: len(text) // 2], text[len(text) // 2 :]
    made = [Passage(Span(0, 1), "sentence", half, context) for half in halves]
    return [*made, Passage(Span(0, 1), "front", text[1:], ""), Passage(Span(0, 1), "reference", text, f"{context} Qq")]


class Shelf:
    """A catalogue to put documents in, change them and take them out again, each step by a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library.sqlite"
        self.made = 0

    @contextmanager
    def writing(self) -> Iterator[Catalogue]:
        with closing(Catalogue(self.path)) as catalogue, catalogue.writing():
            yield catalogue

    def add(self, text: str, context: str) -> None:
        self.made += 1
        found = cut(text, context)
        with self.writing() as catalogue:
            document = documented(self.made, text, context)
            catalogue.insert(document, f"/{self.made}", "state", found, np.zeros((len(found), 2), np.float32))

    def remove(self, which: int) -> None:
        with self.writing() as catalogue:
            if held := catalogue.holdings():
                catalogue.delete(held[which % len(held)])

    def amend(self, which: int, title: str, *, anew: bool) -> None:
        with self.writing() as catalogue:
            if held := catalogue.holdings():
                holding = held[which % len(held)]
                text = catalogue.document(holding.digest, holding.state).text
                remade = cut(text, title), np.zeros((4, 2), np.float32)
                document = documented(int(holding.name.removesuffix(".txt")), text, title)
                catalogue.amend(holding, document, holding.state, remade if anew else None)

    def tells(self, word: str) -> bool:
        with closing(Catalogue(self.path)) as catalogue, catalogue.reading():
            return catalogue.works.mentions(word)

    def truly_mentions(self, word: str) -> bool:
        """By looking through everything."""
        pattern = "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"
        query = "SELECT count(*) FROM documents WHERE text LIKE ? ESCAPE '\\' OR summary LIKE ? ESCAPE '\\'"
        return bool(self.asked(query, pattern, pattern)[0][0])

    def vocabulary(self) -> Vocabulary:
        with closing(Catalogue(self.path)) as catalogue, catalogue.reading():
            return catalogue.works.vocabulary()

    def true_vocabulary(self) -> Vocabulary:
        """By reading everything."""
        kept = "FROM passages WHERE kind <> 'reference'"
        rows = [*self.asked(f"SELECT reading {kept}"), *self.asked(f"SELECT DISTINCT context {kept}")]
        return Vocabulary.of(text for (text,) in rows)

    def asked(self, statement: str, *values: str) -> list[tuple[str]]:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()

    def is_kept(self) -> bool:
        """Whether it is the lexicon that tells, and not a look through everything."""
        with closing(Catalogue(self.path)) as catalogue:
            return catalogue._lexicon.is_whole()

    def assert_true(self, *some: str) -> None:
        for word in some:
            assert self.tells(word) == self.truly_mentions(word), word
        assert self.vocabulary() == self.true_vocabulary()


steps = st.one_of(
    st.tuples(st.just("add"), texts, texts),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("amend"), st.integers(0, 3), texts, st.booleans()),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(steps, min_size=1, max_size=6), st.lists(words, max_size=6))
def test_it_tells_what_a_look_through_everything_tells(done, asked):
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        for kind, *values in done:
            if kind == "amend":
                shelf.amend(values[0], values[1], anew=values[2])
            else:
                getattr(shelf, kind)(*values)
        assert shelf.is_kept()
        shelf.assert_true(*asked, "ostby", "STBY-1", "title", "paper", "%")
        for listed in () if shelf.asked("SELECT number FROM documents") else EVERYTHING:
            assert shelf.asked(listed) == []


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.add("Coal made the harbour of Ostby rich.", "Harbours")
    shelf.add("Sheep graze above Vikmo, see sheep@vikmo.org.", "Harbours")
    return shelf


ASKED = ("harbour", "arb", "Ostby", "Vikmo", "vikm", "sheep@", "Bergen", "harbour of", "of arbour")


def drop(shelf: Shelf) -> None:
    for table in TABLES:
        shelf.asked(f"DROP TABLE {table}")


def test_a_library_without_one_is_looked_through_and_given_one_by_the_first_that_writes(shelf):
    drop(shelf)
    assert not shelf.is_kept()
    shelf.assert_true(*ASKED)
    shelf.add("Ropes are made in Bergen.", "Ropes")
    assert shelf.is_kept()
    shelf.assert_true(*ASKED)


def test_what_another_version_put_in_or_took_out_is_counted_by_the_next_that_writes(shelf):
    shelf.asked("DELETE FROM passages WHERE document = 1")
    shelf.asked("DELETE FROM documents WHERE number = 1")
    shelf.assert_true(*ASKED)
    shelf.remove(5)
    assert shelf.is_kept()
    shelf.assert_true(*ASKED)


def test_it_is_not_trusted_once_a_damaged_document_has_gone(shelf):
    shelf.asked("UPDATE documents SET text = 'Tar and ropes.' WHERE number = 1")
    shelf.remove(0)
    assert not shelf.is_kept()
    shelf.assert_true(*ASKED)
    shelf.add("Coal again.", "Coal")
    assert shelf.is_kept()
    shelf.assert_true(*ASKED)


def test_text_that_is_broken_keeps_nobody_from_taking_it_out(shelf):
    shelf.asked("UPDATE documents SET text = CAST(x'ff41' AS TEXT) WHERE number = 1")
    drop(shelf)
    with shelf.writing() as catalogue:
        catalogue.delete(catalogue.bare(hashlib.sha256(b"1").hexdigest()))
    assert [name for (name,) in shelf.asked("SELECT name FROM documents")] == ["2.txt"]
    shelf.assert_true(*ASKED)


def test_what_was_taken_back_is_not_counted(shelf):
    with pytest.raises(ZeroDivisionError), shelf.writing() as catalogue:
        catalogue.delete(catalogue.holdings()[0])
        raise ZeroDivisionError
    assert shelf.is_kept()
    shelf.assert_true(*ASKED)


def test_a_salvaged_library_is_counted_anew(shelf, tmp_path):
    salvage_catalogue(tmp_path)
    assert not shelf.is_kept()
    shelf.assert_true(*ASKED)
    shelf.add("Ropes.", "Ropes")
    assert shelf.is_kept()
    shelf.assert_true(*ASKED)
    assert not [fault for fault in check(tmp_path).faults if fault.kind == "words"]
