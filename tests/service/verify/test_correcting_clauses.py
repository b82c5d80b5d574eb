"""Claims whose every word a passage has, and which it doesn't say: clauses, order, quantity and deed are compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.retrieval import Hit
from service.verify.calibration.calibrated_judge import CalibratedJudge
from service.verify.correcting import corrected
from service.verify.evidence import Judged, judged
from service.verify.gates.negation import negators
from service.verify.gates.reading import reading
from service.verify.gathering import Candidate
from service.verify.judge import EvidenceText
from service.verify.parallels import crossed, parallels_in
from service.verify.parts import parts_of
from service.verify.quantified import quantity_of
from service.verify.told_in_order import order_in

TOLD = (
    "Vikmo makes barrels and Ostby builds boats.",
    "The weavers of Hald sell cloth, while the smiths of Rand sell nails.",
    "The banks financed the mills; the merchants financed the ships.",
    "Dalen and Fossum produce paper and leather respectively.",
    "Old yards train apprentices and young yards hire migrants.",
    "Tidvik is known for its clocks, Marby for its bells.",
    "Tolls rose in the first year and fell in the second.",
    "Linen was spun by women and wool was combed by children.",
    "The widow Brask lent money to the dyers.",
    "The strike followed the cut in pay.",
    "The railway reached the valley after the mine had shut.",
    "Until 1950 the rowers were paid in kind.",
    "Every founder had worked at a competitor before.",
    "Not all of the guilds publish their accounts.",
    "Few of the owners never borrowed.",
    "No kiln works without a foreman.",
    "The port handled 4,120 tonnes of coal.",
    "The bank granted 19 loans to new ventures.",
    "The academy trained 240 pilots in the decade.",
    "Whoever visits the coast will see what became of them.",
)

FALSE = (
    "Ostby makes barrels and Vikmo builds boats.",
    "Ostby makes barrels, whereas Vikmo builds boats.",
    "Ostby makes barrels.",
    "Boats are built by Vikmo.",
    "Barrels are made in Ostby and boats are built in Vikmo.",
    "Ostby and Vikmo make barrels and boats respectively.",
    "The smiths of Rand sell cloth.",
    "The weavers of Hald sell nails, while the smiths of Rand sell cloth.",
    "The banks financed the ships.",
    "The mills were financed by the merchants.",
    "Dalen and Fossum produce leather and paper respectively.",
    "Dalen produces leather.",
    "Old yards hire migrants.",
    "Marby is known for its clocks.",
    "Tolls fell in the first year and rose in the second.",
    "Women combed wool.",
    "The dyers lent money to the widow Brask.",
    "The cut in pay followed the strike.",
    "The strike came before the cut in pay.",
    "The railway reached the valley before the mine had shut.",
    "After 1950 the rowers were paid in kind.",
    "Since 1950 the rowers were paid in kind.",
    "Only some founders had worked at a competitor before.",
    "None of the guilds publish their accounts.",
    "Most of the owners never borrowed.",
    "Most kilns work without a foreman.",
    "The port produced 4,120 tonnes of coal.",
    "The academy dismissed 240 pilots.",
)

TRUE = (
    "Vikmo makes barrels and Ostby builds boats.",
    "Ostby builds boats, whereas Vikmo makes barrels.",
    "Boats are built by Ostby.",
    "Vikmo and Ostby make barrels and boats respectively.",
    "Nails are sold by the smiths of Rand.",
    "The merchants financed the ships; the banks financed the mills.",
    "Fossum and Dalen produce leather and paper respectively.",
    "Dalen produces paper.",
    "Young yards hire migrants.",
    "Marby is known for its bells.",
    "Tolls rose in the first year.",
    "Women spun linen.",
    "The widow Brask lent the dyers money.",
    "The cut in pay came before the strike.",
    "The mine had shut before the railway reached the valley.",
    "Before 1950 the rowers were paid in kind.",
    "All founders had worked at a competitor before.",
    "Only some of the guilds publish their accounts.",
    "Every kiln has a foreman.",
    "The bank gave 19 loans to new ventures.",
    "New ventures received 19 loans from the bank.",
    "The academy trained 240 pilots.",
)


@pytest.fixture
def sided(library_of) -> Callable[[str], tuple[Judged, ...]]:
    """The sentences of a paper, judged by the shipped judge and corrected."""
    text = "# Trades\n\nAbel Example, 2011\n\n## Trades\n\n" + " ".join(TOLD) + "\n"
    library = library_of({"trades-2011.md": text})
    held = library.passages_of(library.holdings()[0], ["sentence"])
    assert {one.passage.reading for one in held} >= set(TOLD)
    candidates = [Candidate(Hit(one, 0.5, 0.5, 0.0), EvidenceText(one.passage.reading)) for one in held]

    def found(claim: str) -> tuple[Judged, ...]:
        return corrected(claim, judged(claim, candidates, CalibratedJudge()))

    return found


def best_for(pieces: tuple[Judged, ...]) -> float:
    return max(piece.stances.supports for piece in pieces)


@pytest.mark.parametrize("claim", FALSE)
def test_what_only_has_the_words_of_a_claim_does_not_bear_it_out(sided, claim):
    assert best_for(sided(claim)) < 0.35


@pytest.mark.parametrize("claim", TRUE)
def test_what_says_a_claim_in_other_words_still_bears_it_out(sided, claim):
    pieces = sided(claim)
    best = max(pieces, key=lambda piece: piece.probability)
    assert best.stance == "for"
    assert best_for(pieces) > 0.15


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Two thirds of those who moved stayed.", "One in nine moved, and two thirds of those who did stayed here."),
        ("The council banned the burning of tyres.", "The council banned the dumping of ash and the burning of tyres."),
        ("Yards in Vikmo pay little.", "Yards in Vikmo build boats and pay little."),
        ("Vikmo and Ostby build boats.", "Vikmo and Ostby build boats and barrels."),
    ],
)
def test_a_claim_that_one_clause_bears_out_crosses_none(claim, text):
    assert crossed(claim, text) is None


def test_a_long_list_is_not_compared_pair_by_pair():
    assert parallels_in("; ".join(f"town {i} makes ware {i}" for i in range(40))) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The mill closed before the railway came.", "mill"),
        ("The railway came after the mill had closed.", "mill"),
        ("After the mill had closed, the railway came.", "mill"),
        ("Two years before the railway, the mill was sold.", "mill"),
        ("The mill was followed by the railway.", "mill"),
        ("The railway was preceded by the mill.", "mill"),
    ],
)
def test_order_is_read_however_it_is_told(text, first):
    found = order_in(text)
    assert found is not None
    assert first in found.first
    assert first not in found.later


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Every kiln has a foreman.", "all"),
        ("Not every kiln has a foreman.", "not all"),
        ("Nearly all kilns have a foreman.", "most"),
        ("Only a few of the kilns have a foreman.", "only some"),
        ("Hardly any kiln has a foreman.", "few"),
        ("Kilns rarely have a foreman.", "few"),
    ],
)
def test_a_quantity_is_told_by_its_kind(text, kind):
    found = quantity_of(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", ["The most costly kiln burned.", "Some kilns have many doors.", "Kilns burn."])
def test_no_quantity_is_told_where_there_is_none_or_more_than_one(text):
    found = quantity_of(text)
    assert found is None or found.counted == "costl"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No kiln works without a foreman.", set()),
        ("Nobody denied that tolls fell.", set()),
        ("It is not uncommon for masters to borrow.", {"uncommon"}),
        ("The kiln failed in 2016 since the masters stayed away.", set()),
        ("The kiln failed to pay.", {"to", "pay"}),
        ("It has neither port nor railway.", {"port", "nor", "railway"}),
        ("Yards without hands don't count.", {"hands", "don't", "count"}),
    ],
)
def test_two_denials_take_one_another_back(text, denied):
    assert {word.lower for word in reading(text).words if word.denied} == denied


def test_a_text_that_takes_its_denial_back_denies_nothing():
    assert negators(reading("No kiln works without a foreman.")) == 0
    assert negators(reading("No kiln works.")) == 1


def test_short_clauses_are_parts():
    assert parts_of("Ostby lies on the coast and Vikmo lies inland.") == (
        "Ostby lies on the coast.",
        "Vikmo lies inland.",
    )
