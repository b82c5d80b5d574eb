"""A claim is read for what it states and for whom it credits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.understanding import Shelves
from service.verify.claim import Claim
from service.verify.reading import read_claim, statement_of


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Porter (1990) argues that rivalry drives firms to innovate.", "Rivalry drives firms to innovate."),
        ("According to Li et al. (2019), rivalry drives firms to innovate.", "Rivalry drives firms to innovate."),
        ("Rivalry drives firms to innovate (Porter, 1990).", "Rivalry drives firms to innovate."),
        ("Rivalry drives firms to innovate [3, 5–7].", "Rivalry drives firms to innovate."),
        ("As Porter showed that it pays.", "As Porter showed that it pays."),
        ("Rivalry drives firms to innovate.", "Rivalry drives firms to innovate."),
    ],
)
def test_whom_a_sentence_credits_is_no_part_of_what_it_states(text, statement):
    assert statement_of(text) == statement


@given(st.text(max_size=300))
def test_any_text_keeps_a_statement(text):
    assert bool(statement_of(text).strip()) == bool(text.strip())


def test_the_works_that_a_claim_names_are_credited(papers):
    read = read_claim(Claim("Sample (1998) argues that guilds paid nothing at all."), Shelves(papers))
    assert read.credited == (papers.holding("schools").digest,)
    assert read.text == "Guilds paid nothing at all."
    assert read.unheld == ()


def test_those_that_are_given_come_before_those_that_it_names(papers):
    given_works = (papers.holding("harbours").digest,)
    read = read_claim(
        Claim("Sample (1998) argues that guilds paid nothing at all.", credited=given_works), Shelves(papers)
    )
    assert read.credited == given_works


def test_a_work_that_nobody_holds_is_told_and_a_capital_at_the_start_is_no_name(papers):
    shelves = Shelves(papers)
    assert read_claim(Claim("Quirk (1875) finds that tolls rose."), shelves).unheld == ("Quirk (1875)",)
    assert read_claim(Claim("Critics argue that tolls rose."), shelves).unheld == ()
