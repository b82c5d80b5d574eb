"""Causes: whether a claim makes a cause of what the text only finds together."""

from __future__ import annotations

from service.verify.gates.function_words import ASSOCIATIVE, CAUSAL
from service.verify.gates.reading import Reading
from service.verify.gates.signal import Signal

GATE = "causes"


def causes(claim: Reading, text: Reading) -> Signal:
    """Conflict where the claim has a cause and the text an association alone; agreement where both do the same."""
    said = _in(claim, CAUSAL)
    together, caused = _in(text, ASSOCIATIVE), _in(text, CAUSAL)
    if said and together and not caused:
        return Signal(
            GATE, "conflict", 1.0, said, together, f"The claim says “{said[0]}”, the text no more than “{together[0]}”."
        )
    loose = _in(claim, ASSOCIATIVE)
    if (said and caused) or (loose and together):
        one, other = (said[0], caused[0]) if said and caused else (loose[0], together[0])
        return Signal(GATE, "agree", 1.0, (one,), (other,), f"“{one}” in the claim is “{other}” in the text.")
    return Signal(GATE)


def _in(read: Reading, kind: frozenset[str]) -> tuple[str, ...]:
    return tuple(word.lower for word in read.words if word.lower in kind)
