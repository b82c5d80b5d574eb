"""A figure belongs to the name that it is given for, where a sentence gives several of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verify.bound_figures import pairs_in, swapped, taken_in_turns
from service.verify.claim import Claim
from tests.service.verify.conftest import verifier_of

TEXT = "When workers of one age are compared, the premium is 7.4 per cent in Norland and 3.1 per cent in Sudmark."


@pytest.mark.parametrize(
    ("claim", "is_swapped"),
    [
        ("The wage premium is 3.1 per cent in Norland and 7.4 per cent in Sudmark.", True),
        ("The wage premium is 7.4 per cent in Norland and 3.1 per cent in Sudmark.", False),
        ("In Sudmark the premium is 3.1 per cent, and in Norland 7.4 per cent.", False),
        ("In Sudmark the premium is 7.4 per cent.", True),
        ("The wage premium in Norland is 3.1 per cent.", True),
        ("The wage premium in Norland is 7.4 per cent.", False),
        ("The wage premium in Norland is 5 per cent.", False),
        ("The premium is lower in Sudmark.", False),
    ],
)
def test_a_figure_of_another_name_is_told(claim, is_swapped):
    assert bool(swapped(claim, TEXT)) == is_swapped


def test_the_first_word_may_be_a_name():
    text = "Population: Norland 1,842,000, Sudmark 2,306,000."
    assert not swapped("Norland had 1,842,000 inhabitants and Sudmark 2,306,000.", text)
    assert swapped("Norland had 2,306,000 inhabitants and Sudmark 1,842,000.", text)


def test_figures_of_several_things_are_not_swapped():
    assert not swapped("In Norland 12 firms export.", "Of 47 firms in Norland 12 export to Sudmark.")


def test_names_and_figures_that_do_not_take_turns_are_not_bound():
    assert pairs_in("The lands of Norland and Sudmark have 7.4 and 3.1 per cent.") == ()


@given(st.lists(st.sampled_from(["Norland", "Sudmark", "has", "3", "7.4 %", "and", "in", ",", "1999"]), max_size=12))
def test_no_text_swaps_its_own_figures(words):
    text = " ".join(words)
    assert swapped(text, text) == ""


@given(st.lists(st.integers(0, 99), max_size=6, unique=True), st.lists(st.integers(0, 99), max_size=6, unique=True))
def test_each_stands_with_one_at_most(first, second):
    found = taken_in_turns(first, [100 + at for at in second])
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)


def test_swapped_figures_are_contradicted_whatever_the_judge_says(library_of):
    verdict = verifier_of(library_of({"wages.md": f"# Wages\n\n{TEXT}\n"})).verify(
        Claim("When workers of one age are compared, the premium is 3.1 per cent in Norland and 7.4 in Sudmark.")
    )
    assert verdict.verdict == "contradicted"
    assert "the text gives that for Sudmark" in verdict.reason
