"""Numbers: whether an amount that a claim gives is the one that the text gives for the same thing."""

from __future__ import annotations

import re

from service.verify.gates.amounts import Amount, amounts
from service.verify.gates.reading import Reading
from service.verify.gates.signal import Signal, shared

GATE = "numbers"
_PER = re.compile(r"(?<=\w)\s+(?:a|an|per|each|every)\s+(hour|day|week|month|quarter|year)\b", re.IGNORECASE)


def numbers(claim: Reading, text: Reading) -> Signal:
    """Agreement where the amounts of the claim are met; conflict where the same thing has another amount."""
    said, given = amounts(claim.text), amounts(text.text)
    if not said or not given:
        return Signal(GATE)
    judged = [(amount, *_met(amount, given)) for amount in said]
    against = [(amount, other, sure) for amount, other, fits, sure in judged if other and not fits]
    if against:
        amount, other, sure = max(against, key=lambda found: found[2])
        return Signal(
            GATE,
            "conflict",
            sure,
            (amount.text,),
            (other.text,),
            f"The claim says {amount.text}, the text {other.text}.",
        )
    said_per, given_per = _periods(claim.text), _periods(text.text)
    if said_per and given_per and not said_per & given_per:
        one, two = sorted(said_per)[0], sorted(given_per)[0]
        return Signal(GATE, "conflict", 1.0, (one,), (two,), f"The claim says it of a {one}, the text of a {two}.")
    agreed = [(amount, other, sure) for amount, other, fits, sure in judged if other and fits]
    if not agreed:
        return Signal(GATE)
    amount, other, sure = max(agreed, key=lambda found: found[2])
    return Signal(GATE, "agree", sure, (amount.text,), (other.text,), _shown(amount, other))


def _periods(text: str) -> frozenset[str]:
    """The times for which a text gives figures: `euros a year`, `per month`."""
    return frozenset(match[1].lower() for match in _PER.finditer(text))


def _met(amount: Amount, given: tuple[Amount, ...]) -> tuple[Amount | None, bool, float]:
    """The amount of the text that is of the same thing, whether it fits, and how surely it is of the same thing."""
    alike = [(other, _likeness(amount, other)) for other in given]
    fitting = [
        (other, sure)
        for other, sure in alike
        if _fits(amount, other) and (sure > 0 or (amount.value == other.value and amount.kind == other.kind))
    ]
    if fitting:
        other, sure = max(fitting, key=lambda found: (found[1], -found[0].start))
        return other, True, max(sure, 0.5)
    known = [(other, sure) for other, sure in alike if sure > 0]
    if not known:
        return None, False, 0.0
    other, sure = max(known, key=lambda found: (found[1], -found[0].start))
    return other, False, sure


def _fits(one: Amount, other: Amount) -> bool:
    if one.kind == other.kind or {one.kind, other.kind} == {"money", "count"}:
        return one.least <= other.most and other.least <= one.most
    return False


def _likeness(one: Amount, other: Amount) -> float:
    """How surely two amounts are of the same thing: 0 where their kinds or units part them."""
    if one.kind != other.kind:
        return 0.0
    if one.kind == "count" and not one.unit & other.unit:
        return 0.0
    return round(0.3 + 0.7 * shared(one.around, other.around), 4)


def _shown(one: Amount, other: Amount) -> str:
    if one.text == other.text:
        return f"Both say {one.text}."
    return f"{one.text} in the claim is {other.text} in the text."
