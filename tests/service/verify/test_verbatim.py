"""What a source says in the very words of a claim is found there, whatever a judge makes of its denials and figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.library import Library
from indexer.retrieval import Retriever
from service.verify.calibration.calibrated_judge import CalibratedJudge
from service.verify.claim import Claim
from service.verify.verbatim import stands_in
from service.verify.verdict import Verdict
from service.verify.verifier import CLAIM_WEIGHTS, Verifier

ROPES = """# Ropes of the fjord

Abel Example, 2011

## Walks

A plan for a shared rope walk failed in 1896, because the six oldest yards, which had the most to lose, declined.
The method brings out not only how long a rope lasts but also how a spinner thinks of her own work.
The east bank recovered from the fire and the west bank did not, and Holm found the reason in the wells.
Spinners earn more in the harbours of the north, if they own their tools.
The toll was lowered in every harbour, said the brewers of Vikmo.
Yarn became dearer by 12 per cent in the war (Berg & Dahl, 1921). No yard of the coast refused the loan [4].
"""


@pytest.fixture
def verified(library_of: Callable[..., Library]) -> Callable[[str], Verdict]:
    """The verdict of a library that holds the paper, by the shipped judge."""
    library = library_of({"harbours-2011.md": ROPES})
    verifier = Verifier(library, Retriever(library, CLAIM_WEIGHTS), CalibratedJudge())
    return lambda claim: verifier.verify(Claim(claim))


@pytest.mark.parametrize(
    "claim",
    [
        "A plan for a shared rope walk failed in 1896, because the six oldest yards, which had the most to lose,"
        " declined.",
        "A plan for a shared rope walk failed in 1896.",
        "The method brings out not only how long a rope lasts but also how a spinner thinks of her own work.",
        "The east bank recovered from the fire and the west bank did not.",
        "yarn became dearer by 12 per cent in the war",
        "No yard of the coast refused the loan.",
    ],
)
def test_a_sentence_of_a_source_is_supported_by_it(verified: Callable[[str], Verdict], claim: str) -> None:
    found = verified(claim)
    assert found.verdict == "supported"
    assert found.confidence > 0.9
    assert not found.parts


@pytest.mark.parametrize(
    "claim",
    [
        "Spinners earn more in the harbours of the north.",
        "The toll was lowered in every harbour.",
        "A plan for a shared rope walk failed in 1897.",
        "The west bank recovered from the fire and the east bank did not.",
    ],
)
def test_what_is_limited_or_altered_is_not_verbatim(verified: Callable[[str], Verdict], claim: str) -> None:
    assert all("word for word" not in step for piece in verified(claim).evidence for step in piece.steps)


@pytest.mark.parametrize(
    ("claim", "text", "is_there"),
    [
        ("Ropes of hemp last for nine years.", "Ropes of hemp last for nine years [3], Dale found.", True),
        ("Ropes of hemp last for nine years (Dale, 1990).", "Ropes of hemp last for nine years.", True),
        ("Dale found that hemp lasts.", "Dale (1990) found that hemp lasts, against all odds.", True),
        ("Sales of rope rose by a third (1990).", "Sales of rope rose by a third (1991).", False),
        ("Sales of rope rose (from 1990 to 1994).", "Sales of rope rose (from 1991 to 1995).", False),
        ("Sales of rope rose by 5 %.", "Sales of rope rose by 5.", False),
        ("Sales of rope rose by 1.5 points.", "Sales of rope rose by 15 points.", False),
        ("The yards do not spin hemp.", "We doubt it. “The yards don’t spin hemp.”", False),
        ("The yards don't spin good hemp.", "We doubt it. “The yards don’t spin good hemp.”", True),
        ("Ropes of hemp last for nine years.", "Hardly any ropes of hemp last for nine years.", False),
        ("Ropes of hemp last for nine years.", "Ropes of hemp last for nine years?", False),
        ("Ropes of hemp last for nine years.", "Ropes of hemp last for nine years at best.", False),
        ("Ropes of hemp last for nine years.", "Ropes of hemp last for nine years, or so they say.", False),
        ("Ropes of hemp last for nine years.", "Ropes of hemp last for nine years, the brewers claim.", False),
        ("Ropes last nine years.", "Ropes last nine years.", False),
    ],
)
def test_a_claim_stands_in_a_text_as_a_sentence_or_its_beginning(claim: str, text: str, is_there: bool) -> None:
    assert stands_in(claim, text) is is_there
