"""A scope: which documents may answer, and that no other does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.record import Field, Record
from indexer.catalogue import Holding
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question
from service.ask.part import span_of_years
from service.ask.scope import EVERYTHING, Scope

PAPERS = {
    "ports.txt": ("The harbour of Ostby handled 4,120 tonnes of coal in 1887.", "Its quay was rebuilt twice."),
    "schools.txt": ("Apprentices of the harbour school earned more.", "The school taught drawing and metallurgy."),
    "rails.txt": ("The railway carried coal to the harbour of Vikmo.", "Its line was rebuilt after the flood."),
}
QUESTIONS = ("Who handled coal at the harbour?", "What was rebuilt?", "What did the school teach?", "Who was Napoleon?")


def holding(**fields: object) -> Holding:
    record = Record.of(Field(name.replace("_", "-"), value, "sidecar", "library.bib") for name, value in fields.items())
    return Holding("ab" * 6, "porter-1998.pdf", "ab" * 32, "", "", "application/pdf", record, 1, 1, ())


def dated(year: int | None, **fields: object) -> Holding:
    issued = {} if year is None else {"issued": {"date-parts": [[year]]}}
    return holding(**issued, **fields)


PORTER = dated(
    1998,
    title="Clusters and the New Economics",
    author=[{"family": "Porter", "given": "Michael E."}, {"family": "Şen", "given": "Ayşe"}],
    language="en-GB",
)


@pytest.mark.parametrize(
    ("scope", "taken"),
    [
        (EVERYTHING, True),
        (Scope(documents=("ab" * 6,)), True),
        (Scope(documents=("cd" * 6, "ab" * 6)), True),
        (Scope(documents=("cd" * 6,)), False),
        (Scope(documents=("porter-1998.pdf",)), True),
        (Scope(documents=("new clusters",)), True),
        (Scope(documents=("old clusters",)), False),
        (Scope(documents=("?!",)), False),
        (Scope(authors=("Porter",)), True),
        (Scope(authors=("michael porter",)), True),
        (Scope(authors=("Porter, M.",)), True),
        (Scope(authors=("Porter, J.",)), False),
        (Scope(authors=("M. E.",)), False),
        (Scope(authors=("Sen",)), True),
        (Scope(authors=("Michael Sen",)), False),
        (Scope(authors=("Marshall", "Porter")), True),
        (Scope(authors=("",)), False),
        (Scope(languages=("en",)), True),
        (Scope(languages=("de", "en")), True),
        (Scope(languages=("de",)), False),
        (Scope(authors=("Porter",), languages=("de",)), False),
    ],
)
def test_what_a_document_must_be(scope, taken):
    assert scope.takes_in(PORTER) is taken


@given(st.none() | st.integers(1500, 2100), *[st.none() | st.integers(1500, 2100)] * 2)
def test_years(year, first, last):
    taken = Scope(year_from=first, year_to=last).takes_in(dated(year))
    if first is None and last is None:
        assert taken
    else:
        assert taken == (year is not None and (first or 0) <= year <= (last or 9999))
    assert ("".join(span_of_years(Scope(year_from=first, year_to=last))) == "") == (first is None and last is None)


def test_what_is_not_known_meets_no_condition_on_it():
    for scope in (Scope(authors=("Porter",)), Scope(languages=("en",)), Scope(year_from=1)):
        assert not scope.takes_in(holding(title="Clusters"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library of three papers, and for each of them a library that holds it alone."""
    from corpus.reading.read import read
    from indexer.intake import take

    folder = tmp_path_factory.mktemp("papers")
    for name, sentences in PAPERS.items():
        (folder / name).write_text("A heading of this paper\n\n" + "\n\n".join(sentences), encoding="utf-8")
    libraries = []
    for names in (tuple(PAPERS), *((name,) for name in PAPERS)):
        library = Library(tmp_path_factory.mktemp("library"), HashingEncoder(128), create=True)
        assert all(each.status == "added" for each in take(library, [folder / name for name in names], read))
        libraries.append(library)
    yield libraries
    for library in libraries:
        library.close()


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(QUESTIONS), st.sampled_from(sorted(PAPERS)), st.booleans())
def test_one_document_alone_is_found_as_in_a_library_that_holds_only_it(filled, question, name, ranker):
    everything, *alone = filled
    only = alone[list(PAPERS).index(name)]
    id = next(held.id for held in everything.holdings() if held.name == name)
    told: list[list[tuple[str, float]]] = []

    def remember(hits):
        told.append(sorted((hit.held.passage.reading, hit.cosine) for hit in hits))

    narrowed = bootstrap.asker(everything, ranker=ranker).ask(Question(question, filters=Scope((id,))), remember)
    bootstrap.asker(only, ranker=ranker).ask(Question(question), remember)
    assert told[0] == told[1]
    assert {quote.doc for quote in (*narrowed.quotes, *narrowed.nearest)} <= {name}


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(QUESTIONS), st.sets(st.sampled_from(sorted(PAPERS))))
def test_nothing_outside_is_quoted(filled, question, names):
    library = filled[0]
    scope = Scope(tuple(held.id for held in library.holdings() if held.name in names))
    answer = bootstrap.asker(library, ranker=False).ask(Question(question, filters=scope))
    assert not names or {quote.doc for quote in (*answer.quotes, *answer.nearest)} <= names
    assert any(notice.kind == "searched_within" for notice in answer.notices) == bool(names and not answer.abstained)


def test_telling_changes_no_answer(filled):
    asker = bootstrap.asker(filled[0])
    for question in QUESTIONS:
        assert asker.ask(Question(question), lambda hits: None) == asker.ask(Question(question))


def test_not_found_says_where_it_looked(filled):
    asker = bootstrap.asker(filled[0])
    answer = asker.ask(Question("Who was Napoleon?", filters=Scope(documents=("rails",))))
    assert answer.abstained and "searched (1 of 3 documents, the one called" in answer.reason
    nowhere = asker.ask(Question("Who was Napoleon?", filters=Scope(authors=("Nobody",), year_to=1700)))
    assert nowhere.reason == "No document of this library is by “Nobody”, up to 1700: search in more of it."
    assert nowhere.nearest == ()


def test_a_document_without_an_answer_in_scope_is_told_by_its_name(filled):
    asker = bootstrap.asker(filled[0])
    rails = next(held for held in filled[0].holdings() if held.name == "rails.txt")
    nowhere = asker.ask(Question("What was rebuilt?", filters=Scope(documents=(rails.id,), year_to=1700)))
    assert nowhere.abstained and rails.id not in nowhere.reason
    assert (rails.record.text("title") or rails.name) in nowhere.reason
    gone = asker.ask(Question("What was rebuilt?", filters=Scope(documents=("0123456789ab",))))
    assert gone.abstained and "0123456789ab" not in gone.reason and "was removed" in gone.reason
