"""The same statement is one, however often it is made; another number, name or denial makes another statement."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ask.folding import MOST_REPEATS, repeats, same

STATEMENT = "Harbours with a rope walk of their own sent 40 ships to Vikmo every winter."


def pair(make_document, hits_of, one, two):
    first, *_ = hits_of(make_document(one))
    second, *_ = hits_of(make_document(two, name="other.txt"))
    return first, second


@pytest.mark.parametrize(
    "again",
    [
        STATEMENT,
        "Every winter, harbours with their own rope walk sent 40 ships to Vikmo.",
        "In sum, harbours with a rope walk of their own sent about 40 ships to Vikmo every winter.",
    ],
)
def test_a_statement_made_again_is_the_same(make_document, hits_of, again):
    assert same(*pair(make_document, hits_of, STATEMENT, again))


@pytest.mark.parametrize(
    "other",
    [
        "Harbours with a rope walk of their own sent 60 ships to Vikmo every winter.",
        "Harbours with a rope walk of their own sent 40 ships to Ostby every winter.",
        "Harbours with a rope walk of their own never sent 40 ships to Vikmo every winter.",
        "Harbours with a tar oven of their own sent 40 ships to Vikmo every winter.",
        "Harbours with a cooper sent 40 barrels of herring to Vikmo in the first week of spring.",
    ],
)
def test_another_number_name_denial_or_subject_is_another_statement(make_document, hits_of, other):
    assert not same(*pair(make_document, hits_of, STATEMENT, other))


def test_a_long_statement_may_be_varied_in_its_own_document_but_not_turned_round(make_document, hits_of):
    long = (
        "The rope makers of the northern harbours increased the yearly trade in hemp, tar, canvas, timber and salted"
        " herring by credit from merchants of inland towns."
    )
    again = (
        "By credit from merchants of inland towns, rope spinners in northern harbours increased their annual trade in"
        " hemp, tar, canvas, timber and salted herring."
    )
    first, second, third = hits_of(make_document(long, again, again.replace("increased", "decreased")))
    assert same(first, second)
    assert not same(first, third)
    assert not same(*pair(make_document, hits_of, long, again))


def test_repeats_are_the_others_in_their_order_and_not_too_many(make_document, hits_of):
    made = [make_document(STATEMENT, f"Sentence {n} tells of mills.", name=f"{n}.txt") for n in range(MOST_REPEATS + 3)]
    hits = hits_of(*made)
    found = repeats(hits[0], hits)
    assert [hit.held.document.name for hit in found] == [f"{n}.txt" for n in range(1, MOST_REPEATS + 1)]


SAID = ("quay", "rope", "ship", "coal", "not", "Vikmo", "40", "60", "winter", "sent", "harbour", "no")
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=9)


@settings(deadline=None)
@given(one=WORDS, two=WORDS)
def test_being_the_same_goes_both_ways(one, two, make_document, hits_of):
    first, second = pair(make_document, hits_of, f"It {' '.join(one)} said.", f"It {' '.join(two)} said.")
    assert same(first, second) == same(second, first)
    assert same(first, first)
