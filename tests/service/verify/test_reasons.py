"""The reason for a verdict says what it rests on, and how far it can be pointed at."""

from __future__ import annotations

from service.quotes.quote import Quote
from service.verify.bands import Odds
from service.verify.reasons import UNTOLD, reason
from service.verify.ruling import Ruled
from service.verify.verdict import Evidence

QUOTE = Quote("quays.md", "0a", 0, 9, "Quays sank", None, None, None, "(Holm)")


def told(because: str) -> str:
    ruled = Ruled("contradicted", 0.6, Odds(0.2, 0.6, 0.2), ())
    return reason(ruled, [Evidence(QUOTE, "against", 0.6, decides=True, because=because)], (), (), ())


def test_a_contradiction_that_can_be_pointed_at_is_told_by_what_differs():
    assert told("The claim says 3, the text 4.") == "Contradicted by quays.md: The claim says 3, the text 4."


def test_one_that_can_not_is_told_as_likely_alone():
    assert told("") == f"Probably contradicted by quays.md, {UNTOLD}"
