"""Hedges: whether a claim is surer than the text that it rests on."""

from __future__ import annotations

from service.verify.gates.function_words import CERTAINTY, HEDGES, REPORTING
from service.verify.gates.reading import Reading
from service.verify.gates.signal import Signal

GATE = "hedges"


def hedges(claim: Reading, text: Reading) -> Signal:
    """Conflict where the text leaves open what the claim states; agreement where both leave it open.

    A claim that somebody says a thing leaves no less open than a text in which the same one believes it.
    """
    said, given = _in(claim, HEDGES), _in(text, HEDGES - REPORTING if _in(claim, REPORTING) else HEDGES)
    sure = _in(claim, CERTAINTY)
    if given and said:
        return Signal(GATE, "agree", 1.0, said, given, f"Both leave it open: “{said[0]}”, “{given[0]}”.")
    if given:
        shown = f"the claim says “{sure[0]}”" if sure else "the claim doesn't"
        return Signal(GATE, "conflict", 1.0 if sure else 0.5, sure, given, f"The text says “{given[0]}”; {shown}.")
    return Signal(GATE)


def _in(read: Reading, kind: frozenset[str]) -> tuple[str, ...]:
    return tuple(word.lower for word in read.words if word.lower in kind)
