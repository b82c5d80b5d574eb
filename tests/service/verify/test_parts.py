"""Sentences are taken apart only where two claims stand side by side."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verify.parts import MOST_PARTS, parts_of


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (
            "X.25 sets up circuits at the lower layer and Frame Relay does so at the network layer.",
            ("X.25 sets up circuits at the lower layer.", "Frame Relay does so at the network layer."),
        ),
        (
            "The quay was rebuilt twice; its owner has never paid for it.",
            ("The quay was rebuilt twice.", "Its owner has never paid for it."),
        ),
        ("Sudmark has 9 mills; mills always fail.", ("Sudmark has 9 mills.", "Mills always fail.")),
        ("Sudmark has 9 mills. All mills fail.", ("Sudmark has 9 mills.", "All mills fail.")),
    ],
)
def test_two_clauses_with_subjects_of_their_own_are_two_claims(claim, parts):
    assert parts_of(claim) == parts


@pytest.mark.parametrize(
    "claim",
    [
        "Clusters raise wages and lower costs.",
        "Better infrastructure makes it less expensive to ship goods and to have them certified.",
        "The probe showed up growths beneath the skin but missed tumours of the brain.",
        "Firms that have left the region and that were never members are counted.",
        "He said that the quay was rebuilt and the owner was ruined.",
        "Both the quay was rebuilt and the toll was raised.",
        "The quay (it was rebuilt; the toll was raised) is in use.",
        "Italy and Germany are compared.",
        "Three things are counted: the wages of workers; their years at school.",
        "Dr. Abel et al. found 9 mills in St. Vikmo.",
        "",
    ],
)
def test_one_claim_is_left_whole(claim):
    assert parts_of(claim) == ()


@given(st.text(max_size=200))
def test_any_text_gives_no_part_or_several_of_its_own_words(text):
    parts = parts_of(text)
    assert len(parts) != 1
    assert len(parts) <= MOST_PARTS
    for part in parts:
        assert part.rstrip(".").lower().strip() in text.lower() or len(part.lower()) != len(part)


def test_a_list_of_a_thousand_is_left_whole_at_once():
    begin = time.process_time()
    assert parts_of("The firms grow and " * 4000 + "the towns shrink.") == ()
    assert time.process_time() - begin < 5
