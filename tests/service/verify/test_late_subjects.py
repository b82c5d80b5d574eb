"""A sentence whose subject is a pronoun behind a place doesn't say of that place what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.library import Library
from indexer.retrieval import Hit
from service.verify.evidence import Judged
from service.verify.gathering import Candidate
from service.verify.judge import EvidenceText, Stances
from service.verify.said_of import with_names_bound

TEXT = "In the Northern Isles they found 446 of 459 ropes to be more worn than chance explains."
CLAIM = "Ellis and Gladd found 446 of 459 ropes to be more worn than chance explains."


@pytest.mark.parametrize(
    ("text", "is_of_another"),
    [
        (TEXT, False),
        ("In the Northern Isles Moberg found 446 of 459 ropes to be more worn than chance explains.", True),
    ],
)
def test_a_pronoun_behind_a_place_may_mean_the_claims_own_name(
    library_of: Callable[..., Library], text: str, is_of_another: bool
) -> None:
    library = library_of({"harbours-2011.md": f"# Ropes\n\nAbel Example, 2011\n\n{text}\n"})
    held = library.passages_of(library.holdings()[0], ["sentence"])[0]
    piece = Judged(Candidate(Hit(held, 0.5, 0.5, 0.0), EvidenceText(text)), Stances(0.5, 0.1, 0.4))
    (kept,) = with_names_bound(CLAIM, [piece])
    assert (kept.stances.contradicts > 0.5) is is_of_another
