"""What each gate says of two plain sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verify.gates.amounts import amounts
from service.verify.gates.passing import GATES, signals
from service.verify.gates.reading import reading
from service.verify.gates.signal import Signal


def signal(gate: str, claim: str, text: str) -> Signal:
    return next(found for found in signals(reading(claim), reading(text)) if found.gate == gate)


CASES = [
    ("numbers", "About 40 % of the members left.", "Of the members, 39.7 % left.", "agree"),
    ("numbers", "More than half of the pupils passed.", "In all, 62 % of the pupils passed.", "agree"),
    ("numbers", "More than half of the pupils passed.", "In all, 31 % of the pupils passed.", "conflict"),
    ("numbers", "The town has 1.2 million inhabitants.", "The town has 1,200,000 inhabitants.", "agree"),
    ("numbers", "The town has 2 million inhabitants.", "The town has 1,200,000 inhabitants.", "conflict"),
    ("numbers", "Twelve patients died.", "In all 12 patients died.", "agree"),
    ("numbers", "Twelve patients died.", "In all 15 patients died.", "conflict"),
    ("numbers", "Twelve patients died.", "The study ran for 15 weeks.", "absent"),
    ("numbers", "Output doubled.", "Output rose twofold.", "agree"),
    ("numbers", "A third of the voters abstained.", "33 % of the voters abstained.", "agree"),
    ("numbers", "Three fifths of the votes went to one town.", "One town got 61 % of the votes.", "agree"),
    ("numbers", "Three fifths of the votes went to one town.", "One town got 67 % of the votes.", "conflict"),
    ("numbers", "Of the pupils, three quarters passed.", "Of the pupils, 41 % passed.", "conflict"),
    ("numbers", "It lies 5 kilometres from the town.", "It lies 5 miles from the town.", "conflict"),
    ("numbers", "It lies 5.3 km from the town.", "It lies 3.3 miles from the town.", "agree"),
    ("numbers", "Fever lasted three days.", "Fever lasted 3 weeks.", "conflict"),
    ("numbers", "The fund holds 37.6 million dollars.", "The fund holds $37.6 billion.", "conflict"),
    ("years", "The bridge was built in 1931.", "It was built in 1931.", "agree"),
    ("years", "The bridge was built in 1931.", "It was built in 1913.", "conflict"),
    ("years", "The war began in the 1930s.", "The war began in 1936.", "agree"),
    ("years", "It was written in the 18th century.", "It was written in 1745.", "agree"),
    ("years", "It was written in the 18th century.", "It was written in 1845.", "conflict"),
    ("names", "The school of Bologna is the oldest.", "In Bologna stands the oldest school.", "agree"),
    ("names", "The oldest school stands in Padua.", "The oldest school stands in Bologna.", "conflict"),
    ("names", "It was led by the WHO.", "It was led by the World Health Organization.", "agree"),
    ("years", "The town recovered in the 1980s.", "As Saxon (1994) says, the town recovered.", "absent"),
    ("years", "The town recovered in the 1980s.", "The town recovered (Saxon, 1994, p. 3).", "absent"),
    ("numbers", "A seat costs 300 euros a month.", "A seat costs 300 euros a year.", "conflict"),
    ("numbers", "A seat costs 300 euros per year.", "A seat costs 300 euros a year.", "agree"),
    ("names", "Norland lies in Asia.", "Land: Norland; Number of Guilds: 30; Main Trade: rope", "absent"),
    ("negation", "Guilds raise quality.", "Guilds not only cut costs but raise quality.", "absent"),
    ("negation", "Interest in guilds grew.", "Despite the growing interest in guilds, few study them.", "absent"),
    ("negation", "The drug does not help patients.", "The drug does help patients.", "conflict"),
    ("negation", "The drug never helped patients.", "The drug did not help patients.", "agree"),
    ("negation", "The drug helps patients.", "The drug helps patients.", "absent"),
    ("direction", "Wages rose after the reform.", "After the reform wages fell.", "conflict"),
    ("direction", "Wages rose after the reform.", "After the reform wages increased.", "agree"),
    ("direction", "Wages did not rise after the reform.", "Wages rose after the reform.", "conflict"),
    ("direction", "They were unable to leave the town.", "They were able to leave the town.", "conflict"),
    ("direction", "Guilds cut the cost of rope and raise its quality.", "Guilds improve quality, cut costs.", "agree"),
    ("direction", "Guilds raise the quality of rope.", "Guilds reduce the cost of rope, and sell it.", "absent"),
    ("direction", "Small guilds sold more rope.", "Sales of rope rose significantly.", "agree"),
    ("direction", "A few small guilds sell rope.", "Ropes significantly improve safety.", "absent"),
    ("direction", "Trade slows the shift to glass and steel.", "Trade spurs the turn to glass and steel.", "conflict"),
    ("direction", "Guilds reduce wages.", "Guilds are a sign of growth for towns.", "absent"),
    ("roles", "Rome defeated Carthage in the war.", "Carthage defeated Rome in the war.", "conflict"),
    ("roles", "Rome defeated Carthage in the war.", "Carthage was defeated by Rome in the war.", "agree"),
    ("roles", "Copper exceeds zinc in price.", "The price of zinc is above that of copper.", "conflict"),
    (
        "roles",
        "Large guilds answered less often than small ones.",
        "Small ones answered less than large ones.",
        "conflict",
    ),
    ("roles", "Large guilds earn more than small ones.", "Small guilds earn less than large ones.", "agree"),
    ("extents", "All members signed the pact.", "Only some members signed the pact.", "conflict"),
    ("extents", "Most members signed the pact.", "The majority of members signed the pact.", "agree"),
    ("hedges", "Smoking harms the skin.", "Smoking may harm the skin.", "conflict"),
    ("hedges", "Smoking might harm the skin.", "Smoking may harm the skin.", "agree"),
    ("hedges", "Weller states that skin ages.", "Weller believed that skin ages.", "absent"),
    ("causes", "Noise causes stress.", "Noise was associated with stress.", "conflict"),
    ("causes", "Noise is linked to stress.", "Noise was associated with stress.", "agree"),
    ("attribution", "The term was coined by Marshall.", "It was Keynes who coined the term.", "conflict"),
    ("sequence", "The siege came before the famine.", "The siege came after the famine.", "conflict"),
    ("sequence", "Most firms were open after five years.", "Most firms were open five years later.", "absent"),
]


@pytest.mark.parametrize(("gate", "claim", "text", "stance"), CASES)
def test_gate(gate: str, claim: str, text: str, stance: str) -> None:
    found = signal(gate, claim, text)
    assert found.stance == stance, found


@pytest.mark.parametrize(("gate", "claim", "text", "stance"), CASES)
def test_what_is_found_has_a_reason(gate: str, claim: str, text: str, stance: str) -> None:
    found = signal(gate, claim, text)
    assert bool(found.reason) == (found.stance != "absent")
    assert not found.reason or (found.reason.endswith(".") and 0 < found.strength <= 1)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_answered_by_every_gate(claim: str, text: str) -> None:
    found = signals(reading(claim), reading(text))
    assert len({signal.gate for signal in found}) == len(GATES)
    assert all(0 <= signal.strength <= 1 for signal in found)


@pytest.mark.parametrize("claim", sorted({claim for _, claim, _, _ in CASES}))
def test_nothing_conflicts_with_itself(claim: str) -> None:
    apart = [found for found in signals(reading(claim), reading(claim)) if found.stance == "conflict"]
    assert apart == []


def test_a_figure_before_a_year_is_no_share_of_it() -> None:
    found = amounts("It rose from 1,200 in 2023 to 400 in 2024; three in ten agreed.")
    assert [(amount.kind, amount.value) for amount in found] == [("count", 1200), ("count", 400), ("share", 30)]


def test_a_scale_alone_is_no_figure() -> None:
    assert amounts("Exports, billion euros") == ()
    assert [amount.value for amount in amounts("Exports of a million euros")] == [1e6]
