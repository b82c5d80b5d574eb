"""Edited pairs: one point changed, the side turned, and the same each time."""

from __future__ import annotations

from evals.training.claim_edits import edited_pairs
from evals.training.claim_pairs import LabelledPair
from service.verify.judge import EvidenceText

REBUILT = "The harbour of Ostby was rebuilt."
PAIRS = (
    LabelledPair("own train", REBUILT, EvidenceText("They rebuilt the harbour of Ostby."), True, True, 1.0),
    LabelledPair("own train", "Wages in Vikmo are low.", EvidenceText("Wages in Vikmo rose."), True, False, 1.0),
    LabelledPair("own train", "Nobody knows.", EvidenceText("It rained in May."), False, None, 1.0),
)


def test_each_edit_comes_with_the_pair_that_it_was_made_of() -> None:
    made = edited_pairs(PAIRS)
    assert made == edited_pairs(PAIRS)
    assert {one.source for one in made} == {"edited names", "edited denials"}
    names = [one for one in made if one.source == "edited names"]
    assert [one.supports for one in names] == [True, False, False]
    assert names[0].claim == PAIRS[0].claim
    assert "Ostby" not in names[1].claim
    assert names[1].evidence == names[0].evidence
    assert "Ostby" not in names[2].evidence.text
    assert all(one.bears is None for one in made)


def test_a_denied_claim_takes_the_other_side() -> None:
    denied = [one for one in edited_pairs(PAIRS) if one.source == "edited denials"]
    assert [(one.claim, one.supports) for one in denied] == [
        ("The harbour of Ostby was rebuilt.", True),
        ("The harbour of Ostby was not rebuilt.", False),
        ("Wages in Vikmo are low.", False),
        ("Wages in Vikmo are not low.", True),
    ]
