"""Bounds: what a rounded figure may stand for, and what may come out when such figures are worked with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_LEAST_NOUGHTS = 2


@dataclass(frozen=True)
class Bounds:
    """A closed interval."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Bounds) -> Bounds:
        return Bounds(self.low - other.high, self.high - other.low)

    def meets(self, other: Bounds) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def per(self, other: Bounds, factor: Decimal = _HUNDRED) -> Bounds | None:
        """What these are of the others, by the hundred or another `factor`; None where the others may be nought."""
        if other.low <= 0 <= other.high:
            return None
        ends = [mine * factor / theirs for mine in (self.low, self.high) for theirs in (other.low, other.high)]
        return Bounds(min(ends), max(ends))


def exactly(value: Decimal) -> Bounds:
    """A figure that isn't rounded."""
    return Bounds(value, value)


def rounded_to(value: Decimal, step: Decimal) -> Bounds:
    """A figure that was rounded to the nearest `step`."""
    return Bounds(value - step * HALF, value + step * HALF)


def noughts_step(value: Decimal) -> Decimal:
    """The step that a whole number with several noughts at its end may have been rounded to; 0 for any other."""
    if value == 0 or value != value.to_integral_value():
        return Decimal(0)
    digits = str(abs(int(value)))
    noughts = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** noughts if noughts >= _LEAST_NOUGHTS else Decimal(0)
