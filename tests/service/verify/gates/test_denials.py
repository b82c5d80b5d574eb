"""Words that look like denials and deny nothing, and names, orders and clauses that only look different."""

from __future__ import annotations

import pytest

from service.verify.gates.names import names
from service.verify.gates.negation import negation, negators
from service.verify.gates.reading import reading
from service.verify.gates.sequence import sequence
from service.verify.parallels import crossed


@pytest.mark.parametrize(
    "text",
    [
        "Not only spinners but also weavers join the guild.",
        "The harbour was none the worse for it.",
    ],
)
def test_what_denies_nothing_is_no_negator(text: str) -> None:
    assert negators(reading(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "The plan for a shared walk failed in 1896 because the yards stayed away.",
        "Six yards refused, and six others came.",
        "Six yards refused and were replaced by others.",
        "The third yard was chosen instead, by lot.",
    ],
)
def test_what_ends_its_clause_denies_no_word_behind_it(text: str) -> None:
    assert not any(word.denied for word in reading(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "None of the yards joined.",
        "The guild failed to pay.",
        "Spinners refused the loan.",
        "The yards used hemp instead of flax.",
        "Not only had they not paid, they left.",
        "The rope did not hold.",
        "Spinners did not only weave.",
    ],
)
def test_what_denies_something_still_does(text: str) -> None:
    assert negators(reading(text)) > 0


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Six owners refused to answer and were replaced by six others.", "Six owners declined; six others came."),
        ("Going from 1.5 to 2.5 cuts the number of yards.", "With 2.5 instead of 1.5 the number of yards falls."),
        ("None of the yards that burned was insured.", "The yards of the coast pay a toll."),
    ],
)
def test_a_word_beside_a_denial_is_not_denied_by_it(claim: str, text: str) -> None:
    assert negation(reading(claim), reading(text)).stance != "conflict"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("None of the yards was insured.", "The yards were insured."),
        ("The yards spin flax.", "The yards spin hemp instead of flax."),
        ("The yards refused to pay the toll.", "The yards pay the toll."),
        ("No yard was insured.", "The yard was insured."),
    ],
)
def test_a_denied_word_that_the_other_states_conflicts(claim: str, text: str) -> None:
    assert negation(reading(claim), reading(text)).stance == "conflict"


@pytest.mark.parametrize(("one", "other"), [("British", "Britain"), ("Swedish", "Sweden"), ("Polish", "Poland")])
def test_a_land_is_met_by_its_adjective(one: str, other: str) -> None:
    assert names(reading(f"Half of {one} yards closed."), reading(f"In {other} half of the yards closed.")).stance == (
        "agree" if len(one) > 6 else "conflict"
    )


def test_different_lands_are_not_met() -> None:
    assert names(reading("Half of Swedish yards closed."), reading("In Britain half of the yards closed.")).stance == (
        "conflict"
    )


def test_later_at_the_end_of_a_claim_puts_nothing_in_an_order() -> None:
    text = reading("Later, Holm and Berg widened this idea for the ropes of Vikmo.")
    assert sequence(reading("Holm and Berg worked on the ropes later on."), text).stance != "conflict"
    assert sequence(reading("Berg came after Holm."), reading("Holm came after Berg.")).stance == "conflict"


@pytest.mark.parametrize(
    ("claim", "text", "is_crossed"),
    [
        (
            "Ropes of hemp rose from 3 to 90 between 1870 and 1890, whereas ropes of flax fell from 40 to 12.",
            "In the list of the guild, ropes of the stuff “hemp” rose from 3 in 1870 to 90 in 1890; ropes of flax fell"
            " in the same period from 40 to 12.",
            False,
        ),
        (
            "None of the four yards built at places with fewer than ten spinners outlived its loan.",
            "Of the 11 yards in Vikmo, 4 were built at places with fewer than ten spinners; none of the 4 has outlived"
            " its loan.",
            False,
        ),
        (
            "Rain went with good rope in the old towns, frost did not.",
            "Holm found in the old towns that rain, and not frost, went with good rope and long walks, which is the"
            " opposite of what the guild would lead one to expect.",
            False,
        ),
        ("Ostby makes barrels.", "Vikmo makes barrels, and Ostby builds boats.", True),
        (
            "Ropes of flax rose from 3 to 90.",
            "Ropes of hemp rose from 3 to 90, and ropes of flax fell from 40 to 12.",
            True,
        ),
        ("Four yards paid the toll.", "Of 47 yards, nine paid the toll and four left the coast.", True),
    ],
)
def test_frames_ranges_and_insets_are_no_clauses_to_be_crossed(claim: str, text: str, is_crossed: bool) -> None:
    assert (crossed(claim, text) is not None) is is_crossed
