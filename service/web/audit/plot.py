"""Plot: the values that several tables give for one thing, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from service.web.audit.disputes import Dispute, Valued

LEFT, RIGHT = Decimal(6), Decimal(194)
"""Where the least and the greatest value stand, in units of a drawing that is 200 wide."""


@dataclass(frozen=True)
class Dot:
    """A value, and where its dot stands."""

    value: Valued
    x: str


@dataclass(frozen=True)
class Plot:
    """The values of one thing, from the least to the greatest."""

    thing: str
    dots: tuple[Dot, ...]


def plot(dispute: Dispute) -> Plot:
    """The dispute's values as dots on one scale, from the least value to the greatest."""
    least, most = (edge(value.amount for value in dispute.values) for edge in (min, max))
    width = most - least or Decimal(1)
    ordered = sorted(dispute.values, key=lambda value: (value.amount, value.place.citation, value.cell))
    dots = (Dot(value, _rounded(LEFT + (value.amount - least) / width * (RIGHT - LEFT))) for value in ordered)
    return Plot(dispute.thing, tuple(dots))


def _rounded(x: Decimal) -> str:
    return f"{x:.1f}"
