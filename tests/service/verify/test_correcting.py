"""What a judge of words can't weigh is compared plainly: names, figures, extents, and the two sides of a comparison."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.retrieval import Hit
from service.verify.calibration.calibrated_judge import CalibratedJudge
from service.verify.correcting import STEPS, corrected
from service.verify.evidence import Judged, judged
from service.verify.gathering import Candidate
from service.verify.judge import EvidenceText

PAPER = """# Ideas of place

Abel Example, 2011

## Who said what

The first land that taxed ships was Norland, by the view of many. The economist Weller [10] first proposed the notion
of a harbour economy. Later, Younger [11], Hoover [12] and Krull [13] studied harbours. Islank [18] believed that the
aim of a guild is to keep links among harbours. Hoff [20] thought that guilds cross the borders of lands in some form.

Paul Krull arrived from the theory of trade. His model of 1991 has two regions, with farmers who stay and workers who
move. The best known model is the “Star Model” developed by Mike Porten. Norland guilds rely on old crafts, whereas
Sudmark guilds turn to new machines and swift transport.

## Guilds

Guilds reduce the costs of shipping, attract ships and improve the quality of rope. Of the guilds, 75 per cent reported
higher sales. Small guilds answered less often than large ones. A seat in the guild costs 300 euros a year.
"""


@pytest.fixture
def sided(library_of) -> Callable[[str], tuple[Judged, ...]]:
    """The sentences of the paper, judged by the shipped judge and corrected."""
    library = library_of({"places-2011.md": PAPER})
    holding = library.holdings()[0]
    document = library.document(holding)
    candidates = []
    before = ""
    for held in sorted(library.passages_of(holding, ["sentence"]), key=lambda one: one.id):
        text = held.passage.reading
        candidates.append(Candidate(Hit(held, 0.5, 0.5, 0.0), EvidenceText(text, before=before)))
        before = text
    assert document.tables == ()

    def found(claim: str) -> tuple[Judged, ...]:
        return corrected(claim, judged(claim, candidates, CalibratedJudge()))

    return found


def best(pieces: tuple[Judged, ...]) -> Judged:
    return max(pieces, key=lambda piece: max(piece.stances.supports, piece.stances.contradicts))


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Hoover first proposed the notion of a harbour economy.", "Weller"),
        ("Krull was the first to propose the notion of a harbour economy.", "Weller"),
        ("Porten's model of 1991 has two regions, with farmers who stay and workers who move.", "Krull"),
        ("Hoover developed the Star Model.", "Mike Porten"),
        ("Islank thought that guilds cross the borders of lands in some form.", "Hoff"),
        ("Norland guilds turn to new machines and swift transport.", "Sudmark"),
        ("Sudmark guilds rely on old crafts and Norland guilds on new machines.", "Norland"),
    ],
)
def test_what_is_said_of_another_name_is_against_the_claim(sided, claim, other):
    piece = best(sided(claim))
    assert piece.stance == "against"
    assert piece.stances.conflicts[0].endswith(f"the text of {other}.")


@pytest.mark.parametrize(
    "claim",
    [
        "Weller first proposed the notion of a harbour economy.",
        "Weller was the first to propose the notion of a harbour economy.",
        "Krull's model of 1991 has two regions, with farmers who stay and workers who move.",
        "Porten developed the Star Model.",
        "Hoff thought that guilds cross the borders of lands in some form.",
        "Sudmark guilds turn to new machines and swift transport.",
        "Norland guilds rely on old crafts.",
        "Guilds reduce the costs of shipping.",
    ],
)
def test_what_is_said_of_the_same_name_stays_for_the_claim(sided, claim):
    pieces = sided(claim)
    assert best(pieces).stance == "for"
    assert not any("The claim says it of" in step for piece in pieces for step in piece.stances.conflicts)


def test_another_name_with_other_figures_contradicts_nothing(sided):
    pieces = sided("Krull's model of 1987 has two regions, with 40 farmers who stay and workers who move.")
    pieces += sided("Porten's model of 1987 has two regions, with 40 farmers who stay and workers who move.")
    assert not any("says it of" in step for piece in pieces for step in piece.stances.conflicts)


def test_who_reports_and_who_believes_say_the_same(sided):
    pieces = sided("Hoff argued that guilds cross the borders of lands.")
    assert best(pieces).stance == "for"
    assert not any("“thought”" in step for step in best(pieces).stances.steps if step.startswith("The text says"))


def test_the_two_sides_of_a_comparison_are_read(sided):
    turned = best(sided("Large guilds answered less often than small ones."))
    assert turned.stance == "against"
    assert turned.stances.conflicts == ("The claim compares the same two the other way round.",)
    assert best(sided("Small guilds answered less often than large ones.")).stance == "for"
    assert best(sided("Large guilds answered more often than small ones.")).stance == "for"


def test_a_passage_without_any_figure_of_the_claim_does_not_bear_it_out(sided):
    pieces = sided("Of the guilds, 55 per cent improve the quality of rope.")
    assert not any(piece.stance == "for" and piece.stances.supports for piece in pieces)
    assert best(sided("Of the guilds, 75 per cent reported higher sales.")).stance == "for"


def test_a_claim_of_all_is_not_borne_out_by_what_is_said_of_some(sided):
    piece = best(sided("Every guild reported higher sales."))
    assert piece.stance == "against"
    assert "The claim says “Every”, the text “75 per cent”." in piece.stances.conflicts
    assert not any(
        piece.stance == "for" and piece.stances.supports
        for piece in sided("Guilds always reduce the costs of shipping.")
    )


def test_another_time_for_the_same_figure_contradicts(sided):
    piece = best(sided("A seat in the guild costs 300 euros a month."))
    assert "The claim says it of a month, the text of a year." in piece.stances.conflicts


def test_a_hedge_alone_contradicts_nothing(sided):
    for piece in sided("Guilds cross the borders of lands."):
        assert not any("; the claim doesn't." in step for step in piece.stances.conflicts)


WORDS = [
    "Norland", "Sudmark", "Krull", "guilds", "all", "always", "75", "%", "than", "more", "less", "his", "not", "first",
    "“Star Model”", "of", ",", "and", "1991", "a year", "Every", "costs",
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_any_words_keep_the_pieces_and_sound_probabilities(sided, words):
    pieces = sided(" ".join(words))
    assert len(pieces) == len(sided("Guilds reduce costs."))
    for piece in pieces:
        stances = piece.stances
        assert min(stances.supports, stances.contradicts, stances.neither) >= 0
        assert stances.supports + stances.contradicts + stances.neither == pytest.approx(1, abs=1e-3)


def test_each_step_leaves_an_empty_list_empty():
    assert all(step("Guilds reduce the costs of 3 ships.", ()) == () for step in STEPS)
