"""The odds of the verdicts are probabilities, and sources that disagree are both shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verify.bands import CONTRADICTED, NAMES, SUPPORTED, Odds, odds
from service.verify.claim import Claim
from service.verify.ruling import ruled
from service.verify.weighing import weighed
from tests.service.verify.conftest import HARBOURS, SCHOOLS, verifier_of

SHARE = st.floats(0, 1, allow_nan=False)


@given(st.lists(SHARE, min_size=len(NAMES), max_size=len(NAMES)))
def test_odds_are_probabilities(found):
    told = odds(found)
    assert min(told.supported, told.contradicted, told.not_found) >= 0
    assert told.supported + told.contradicted + told.not_found == pytest.approx(1, abs=2e-4)


def test_every_figure_has_its_weights():
    assert len(SUPPORTED) == len(CONTRADICTED) == len(NAMES) + 1


@pytest.mark.parametrize(("odds", "unsure"), [(Odds(0.34, 0.33, 0.33), True), (Odds(0.9, 0.05, 0.05), False)])
def test_what_no_verdict_stands_out_in_is_unsure(odds, unsure):
    assert odds.is_unsure == unsure


def test_works_that_disagree_are_both_named(library_of):
    other = SCHOOLS.replace("never paid", "paid")
    library = library_of({"schools-1998.md": SCHOOLS, "lessons.md": other, "harbours-2011.md": HARBOURS})
    verdict = verifier_of(library).verify(Claim("The guilds paid for the lessons of their apprentices."))
    assert {piece.stance for piece in verdict.evidence if piece.decides} == {"for", "against"}
    assert "disagree" in verdict.reason
    assert "schools-1998.md" in verdict.reason and "lessons.md" in verdict.reason


@given(st.floats(0, 1, allow_nan=False), st.floats(0, 1, allow_nan=False))
def test_no_side_is_told_without_evidence_that_takes_it(one, two):
    whole = 1 + one + two
    what = ruled(weighed([]), Odds(one / whole, two / whole, 1 / whole))
    assert (what.ruling, what.shown) == ("not_found", ())
    assert ruled(weighed([]), Odds(0.9, 0.05, 0.05)).is_unsure
