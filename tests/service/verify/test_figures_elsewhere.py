"""A sentence with other figures says nothing against a claim whose own figures stand together in another sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.library import Library
from indexer.retrieval import Hit
from service.verify.evidence import Judged
from service.verify.figures_elsewhere import with_other_figures_aside
from service.verify.gathering import Candidate
from service.verify.judge import EvidenceText, Stances

OTHER = "Trade in the rope harbours of the north grew by 1.8 per cent a year."
FOR, AGAINST = Stances(0.4, 0.1, 0.5), Stances(0.1, 0.3, 0.6)


@pytest.fixture
def pieces(library_of: Callable[..., Library]) -> Callable[..., tuple[Judged, ...]]:
    """Texts as judged pieces, the first of them for the claim and the others against it."""
    library = library_of({"harbours-2011.md": f"# Ropes\n\nAbel Example, 2011\n\n{OTHER}\n"})
    held = library.passages_of(library.holdings()[0], ["sentence"])[0]

    def made(first: str, *others: str) -> tuple[Judged, ...]:
        texts = [(first, FOR), *((other, AGAINST) for other in others)]
        return tuple(Judged(Candidate(Hit(held, 0.5, 0.5, 0.0), EvidenceText(text)), side) for text, side in texts)

    return made


def test_other_figures_stand_aside_where_all_are_together(pieces: Callable[..., tuple[Judged, ...]]) -> None:
    judged = pieces("The bounty is 7.4 per cent in Ostby and 3.1 per cent in Vikmo.", OTHER)
    kept = with_other_figures_aside(
        "The rope bounty amounts to 7.4 per cent in Ostby and 3.1 per cent in Vikmo.", judged
    )
    assert kept[0].stances == FOR
    assert kept[1].stances.contradicts == 0


@pytest.mark.parametrize(
    ("claim", "first", "other"),
    [
        ("The rope bounty is 7.4 per cent in Ostby.", "The bounty is 7.4 per cent in Ostby.", OTHER),
        ("It is 7.4 per cent in Ostby and 3.1 in Vikmo.", "The bounty is 7.4 per cent in Ostby.", OTHER),
        ("It is 7.4 in Ostby and 3.1 in Vikmo.", "It is 7.4 in Ostby and 3.1 in Vikmo.", "In Vikmo it is 7.4."),
        ("It is 7.4 in Ostby and 3.1 in Vikmo.", "It is 7.4 in Ostby and 3.1 in Vikmo.", "No bounty was paid."),
    ],
)
def test_what_may_be_of_the_same_thing_stays(
    pieces: Callable[..., tuple[Judged, ...]], claim: str, first: str, other: str
) -> None:
    assert with_other_figures_aside(claim, pieces(first, other))[1].stances == AGAINST
