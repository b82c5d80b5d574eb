"""A quotation beside its source: what is honest, what is slight, and what makes another statement."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.quotations.comparison import Comparison, compare, diff
from service.quotations.run import quoted_run
from service.quotations.wording import wording

SOURCE = (
    "We define it as a place where firms of related trades share suppliers, skills and insti-\ntutions closely enough "
    "that each firm’s costs depend on its neighbours.14 The definition leaves the size open (Porter, 1990), and the "
    "colour too: 4,120 tonnes of coal, or 12 per cent, were able to pass in 1887."
)


def compared(quotation: str, source: str = SOURCE) -> Comparison:
    found = compare(quoted_run(quotation), quotation, wording(source), source)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "quotation",
    [
        "firms of related trades share suppliers, skills and institutions closely enough",
        "firms of related trades … share institutions closely enough".replace("share", "share suppliers, skills and"),
        "a place where firms of related trades share suppliers [...] closely enough that each firm's costs depend",
        "a place where firms of related trades share suppliers . . . closely enough",
        "[f]irms of related trades share suppliers, skills and institutions",
        "each [company’s] costs depend on its neighbours",
        "each firm’s [sic] costs depend [emphasis added] on its neighbours",
        "costs depend on its neighbours. The definition leaves the size open, and the colour too",
        "costs depend on its neighbours.14 The definition leaves the size open (Porter, 1990), and the colour too",
        "4120 tonnes of coal, or 12%, were able to pass",
        "Each firm's costs depend on its neighbour[s]",
    ],
)
def test_honest_changes_are_none(quotation):
    assert compared(quotation).is_honest, compared(quotation).altered


@pytest.mark.parametrize(
    ("quotation", "weight"),
    [
        ("firms of related trades share customers, skills and institutions", "meaning"),
        ("firms of related trades share skills and institutions closely enough", "meaning"),
        ("firms of related trades always share suppliers, skills and institutions", "meaning"),
        ("firms of related trades don't share suppliers, skills and institutions", "negation"),
        ("firms of unrelated trades share suppliers, skills and institutions", "negation"),
        ("12 per cent, were unable to pass in 1887", "negation"),
        ("4,210 tonnes of coal, or 12 per cent", "number"),
        ("were able to pass in 1878", "number"),
        ("costs depend on its neighbors. The definition leaves the size open, and the color too", "slight"),
        ("firms of related trade share suppliers, skills and institutions", "slight"),
        ("firms of realted trades share suppliers, skills and institutions", "slight"),
        ("were able to pass during 1887", "meaning"),
    ],
)
def test_the_gravest_change_is_told(quotation, weight):
    assert {change.weight for change in compared(quotation).altered} == {weight}


@pytest.mark.parametrize(
    ("one", "other"),
    [("increased", "decreased"), ("imports", "exports"), ("causal", "casual"), ("formal", "informal")],
)
def test_near_spellings_of_other_words_are_no_slips(one, other):
    source = f"The town saw that {one} trade in coal was common"
    assert compared(source.replace(one, other), source).grave


def test_diff_has_every_word_of_both():
    quotation = "firms of related trades share customers … closely enough"
    told = diff(quotation, SOURCE)
    assert " ".join(ours for _, ours, _ in told if ours).split() == quotation.replace("… ", "").split()
    assert ("replaced", "customers", "suppliers") in told


WORDS = st.sampled_from(("firm", "cost", "trade", "town", "river", "quay", "of", "the", "and", "is", "mill"))


@settings(deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=25), st.data())
def test_any_run_of_a_source_is_exact(words, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    found = compared(" ".join(words[first : last + 1]), " ".join(words))
    assert found.is_exact
    assert found.kept == 1.0


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=15), st.lists(WORDS, min_size=1, max_size=15))
def test_the_changes_give_back_what_was_quoted(ours, theirs):
    told = diff(" ".join(ours), " ".join(theirs))
    assert " ".join(mine for _, mine, _ in told if mine) == " ".join(ours)


def test_words_between_two_pages_may_be_left_out():
    source = "The mills stand where the river\n\n12 JOURNAL OF MILLS\n\nfalls most of all the year."
    assert compared("mills stand where the river falls most of all", source).is_honest
