"""All gates, in the order in which their reasons are told."""

from __future__ import annotations

from collections.abc import Callable

from service.verify.gates.attribution import attribution
from service.verify.gates.causes import causes
from service.verify.gates.direction import direction
from service.verify.gates.extents import extents
from service.verify.gates.hedges import hedges
from service.verify.gates.names import names
from service.verify.gates.negation import negation
from service.verify.gates.numbers import numbers
from service.verify.gates.reading import Reading
from service.verify.gates.roles import roles
from service.verify.gates.sequence import sequence
from service.verify.gates.signal import Signal
from service.verify.gates.years import years

Gate = Callable[[Reading, Reading], Signal]
"""A pure function of a claim and a text, both read."""

GATES: tuple[Gate, ...] = (
    numbers, years, names, negation, direction, roles, extents, hedges, causes, attribution, sequence,
)  # fmt: skip
"""Every gate; a classifier's features follow their names and not their order."""


def signals(claim: Reading, text: Reading) -> tuple[Signal, ...]:
    """What each gate has to say."""
    return tuple(gate(claim, text) for gate in GATES)
