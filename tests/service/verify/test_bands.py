"""The odds of the verdicts are probabilities, and sources that disagree are both shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.retrieval import Hit, Retriever
from service.verify.bands import READ, UNREAD, Function, Odds, read_figures
from service.verify.claim import Claim
from service.verify.evidence import Judged
from service.verify.gathering import Candidate
from service.verify.judge import EvidenceText, Stances
from service.verify.ruling import ruled
from service.verify.verifier import CLAIM_WEIGHTS, Verifier
from service.verify.weighing import weighed
from tests.service.verify.conftest import HARBOURS, SCHOOLS, verifier_of

SHARE = st.floats(0, 1, allow_nan=False)


LOG_ODDS = st.floats(-12, 12, allow_nan=False)
FIGURES = st.one_of(
    st.tuples(st.just(UNREAD), st.tuples(*[SHARE] * len(UNREAD.names))),
    st.tuples(st.just(READ), st.tuples(SHARE, SHARE, LOG_ODDS, st.floats(-1, 1, allow_nan=False))),
)


@given(FIGURES)
def test_odds_are_probabilities(of: tuple[Function, tuple[float, ...]]):
    function, found = of
    told = function.odds(found)
    assert min(told.supported, told.contradicted, told.not_found) >= 0
    assert told.supported + told.contradicted + told.not_found == pytest.approx(1, abs=2e-4)


@pytest.mark.parametrize("function", [READ, UNREAD])
def test_every_figure_has_its_weights(function):
    assert len(function.supported) == len(function.contradicted) == len(function.names) + 1


@given(SHARE, SHARE, LOG_ODDS, LOG_ODDS, st.floats(-1, 1, allow_nan=False))
def test_what_bears_on_a_claim_less_is_likelier_to_be_not_found(one, two, log_odds, other, lean):
    less, more = sorted((log_odds, other))
    assert READ.odds((one, two, less, lean)).not_found >= READ.odds((one, two, more, lean)).not_found


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


@pytest.mark.parametrize(("against", "verdict"), [(0.3, "not_found"), (0.9, "contradicted")])
def test_what_differs_in_nothing_that_can_be_told_contradicts_only_where_it_is_likely(library_of, against, verdict):
    library = library_of({"harbours-2011.md": HARBOURS})

    class Untold:
        """A judge that takes each passage to contradict, and can't tell in what."""

        def judge(self, claim, evidence):
            return tuple(Stances(0.05, against, 0.95 - against) for _ in evidence)

    found = Verifier(library, Retriever(library, CLAIM_WEIGHTS), Untold()).verify(Claim("The quay is of stone."))
    assert found.verdict == verdict
    assert any(piece.decides for piece in found.evidence) == (verdict == "contradicted")


def test_a_passage_that_says_nothing_of_a_claim_lends_its_bearing_to_no_other(papers):
    held = papers.passages_of(papers.holdings()[0], ["sentence"])
    aside, faint = (Candidate(Hit(one, 0.5, 0.5, 0.0), EvidenceText(one.passage.reading)) for one in held[:2])
    pieces = (
        Judged(aside, Stances(0.0, 0.0, 1.0), bearing=6.0),
        Judged(faint, Stances(0.3, 0.0, 0.7), bearing=-4.0),
    )
    assert read_figures(weighed(pieces))[2] == -4.0
    assert read_figures(weighed(pieces[:1]))[2] == 6.0
