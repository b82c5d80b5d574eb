"""Fields that a person types become CSL-JSON's values, come back as they were typed, and are refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Field, Record
from indexer.errors import CorrectionRefused
from indexer.typed_fields import TYPES, VARIABLES, changes, typed

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=",;"), min_size=1).map(
    lambda text: " ".join(text.split())
)
LINES = WORDS.filter(bool)
PEOPLE = st.lists(st.tuples(LINES, LINES).map(", ".join) | LINES, min_size=1, max_size=6)


def record(**fields: object) -> Record:
    return Record(tuple(Field(name, fields[name], "sidecar", "a.bib: a") for name in sorted(fields)))


@given(st.sampled_from(["title", "container", "volume", "issue"]), LINES)
def test_any_text_comes_back_as_it_was_typed(name, text):
    made = changes(Record(), {name: text})
    assert typed(record(**made))[name] == text


@given(PEOPLE)
def test_any_names_come_back_as_they_were_typed(people):
    made = changes(Record(), {"authors": "\r\n".join(people)})
    assert typed(record(**made))["authors"].split("\n") == people


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_dates_come_back_as_they_were_typed(year, month, day):
    for text in (str(year), f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}/{year}"):
        assert typed(record(**changes(Record(), {"year": text})))["year"] == text


@given(st.fixed_dictionaries({name: st.text() for name in VARIABLES}))
def test_a_form_that_is_sent_back_as_it_came_changes_nothing(texts):
    try:
        made = changes(Record(), texts)
    except CorrectionRefused as refusal:
        assert "\n" not in str(refusal) and str(refusal)
        return
    held = record(**{name: value for name, value in made.items() if value is not None})
    assert changes(held, typed(held)) == {}


def test_a_name_that_stays_keeps_its_affiliation():
    held = record(author=[{"family": "Tar", "given": "Ada", "affiliation": [{"name": "Ropery"}]}, {"family": "Pich"}])
    made = changes(held, {"authors": "Tar, Ada\nPitch, Bo"})
    assert made == {
        "author": [
            {"family": "Tar", "given": "Ada", "affiliation": [{"name": "Ropery"}]},
            {"family": "Pitch", "given": "Bo"},
        ]
    }


def test_a_line_without_a_comma_is_an_organisation():
    assert changes(Record(), {"authors": "European Commission"}) == {"author": [{"literal": "European Commission"}]}


@given(st.lists(PEOPLE, min_size=1, max_size=3))
def test_several_names_on_a_line_are_several_authors(lines):
    made = changes(Record(), {"authors": "\n".join("; ".join(people) for people in lines)})
    assert typed(record(**made))["authors"].split("\n") == [name for people in lines for name in people]


@pytest.mark.parametrize("line", ["Smith, John; Lee, Ann", "Smith, John;Lee, Ann;"])
def test_two_authors_on_a_line_are_told_apart(line):
    people = [{"family": "Smith", "given": "John"}, {"family": "Lee", "given": "Ann"}]
    assert changes(Record(), {"authors": line}) == {"author": people}


def test_a_name_that_the_record_has_so_stays_as_it_is():
    held = record(author=[{"literal": "Ropes; Sails and Tar"}, {"family": "Pich"}])
    made = changes(held, {"authors": "Ropes; Sails and Tar\nPitch, Bo"})
    assert made == {"author": [{"literal": "Ropes; Sails and Tar"}, {"family": "Pitch", "given": "Bo"}]}


@pytest.mark.parametrize("name", ["title", "authors", "container"])
def test_half_a_character_is_refused(name):
    with pytest.raises(CorrectionRefused, match=f"^{name}: .*lone surrogate"):
        changes(Record(), {name: "Ropes \ud800"})


def test_a_year_before_our_era_that_was_read_may_stay():
    held = record(title="On Ropes", issued={"date-parts": [[-350]]})
    assert changes(held, typed(held)) == {}


def test_an_emptied_field_says_that_there_is_none():
    held = record(title="On Ropes", issued={"date-parts": [[1901]]}, author=[{"family": "Tar"}])
    assert changes(held, {"title": " ", "year": "n.d.", "authors": "\n"}) == {
        "title": None,
        "issued": None,
        "author": None,
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("year", "19988"), ("year", "last year"), ("year", "1998-13"), ("year", "1998-02-32"), ("year", "0"),
        ("year", "1/2/3"), ("year", "٣٤٥٦"), ("DOI", "doi"), ("DOI", "10.1000/with space"), ("language", "Deutsch!"),
        ("type", "Artikel"), ("title", "x" * 2001), ("title", "word " * 600), ("year", "-5"), ("year", "1999/1990"),
        ("authors", "Smith, John, Lee, Ann"), ("authors", "Roe, Al and Lee, Ann"), ("authors", "Roe, Al & Lee, Ann"),
        ("authors", ", Ada"), ("authors", "a\n" * 501), ("colour", "red"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line_that_names_it(name, text):
    with pytest.raises(CorrectionRefused) as refusal:
        changes(Record(), {name: text})
    assert name in str(refusal.value) and "\n" not in str(refusal.value)


@pytest.mark.parametrize("written", ["10.1000/182", "https://doi.org/10.1000/182", "doi:10.1000/182 "])
def test_a_doi_may_be_an_address(written):
    assert changes(Record(), {"DOI": written}) == {"DOI": "10.1000/182"}


def test_types_are_those_of_csl():
    assert {"article-journal", "book", "chapter", "report", "thesis"} <= set(TYPES) == set(dict.fromkeys(TYPES))
    assert all(changes(Record(), {"type": one}) == {"type": one} for one in TYPES)
