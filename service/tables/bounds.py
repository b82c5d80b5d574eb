"""Bounds on figures that a question sets: above 9 %, at least 2 million, fewer than 40."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Quantity
from corpus.structure.quantities import value_of
from service.tables.scale import amount, scale_of
from service.tables.wording import years_in

_ABOVE = r"more than|over|above|(?:greater|higher|larger|bigger) than|exceed\w*|at least|no less than"
_BELOW = r"(?:less|lower|smaller|fewer) than|below|under|at most|no more than"
BOUND = re.compile(
    rf"\b(?P<word>(?P<above>{_ABOVE})|{_BELOW})\s+(?:[€$£¥]\s?)?(?P<number>\d+(?:[.,]\d+)*)"
    r"(?P<percent>\s?(?:%|per ?cent\b|percentage points\b))?"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion|bn|mn)\b)?(?:\s?(?P<money>euros?|dollars?|pounds?|yen)\b)?",
    re.IGNORECASE,
)
"""A bound as it is written."""

_AUXILIARY = r"(?:do|does|did|has|have|had|is|are|was|were)"
_TURNING = re.compile(
    rf"(?:\b{_AUXILIARY}(?:\s+not|n['’]t)\s+(?P<verb>(?-i:[a-z]+)\s+)?(?:(?:by|of)\s+)?|\b(?:not|never)\s+)$",
    re.IGNORECASE,
)
"""What denies the bound that follows at once: `did not grow by`, and no other thing beside it."""

_DENIAL = re.compile(
    r"(?<!\bor )\b(?:not|no(?!\s*[.°\d]|\s+of\b))\b|n['’]t\b"
    r"|\b(?:cannot|never|neither|nor|none|without|except|other than|apart from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bound:
    """A bound on a figure: `above` it or below, and whether it itself is within; `said` is how the question puts it.

    `factor` is how many one of its unit is, None where nothing says it; `money` is the currency, if there is one.
    """

    value: Decimal
    above: bool
    within: bool
    is_percent: bool = False
    factor: int | None = None
    money: str = ""
    said: str = ""

    def suits(self, unit: str | None) -> bool:
        """Whether figures of this unit can be held against it: in a column of thousands, 800 may mean two things."""
        scale = scale_of(unit)
        if (self.is_percent and not scale.is_percent) or (self.money and self.money != scale.measures):
            return False
        return self.factor is not None if scale.factor > 1 else not (scale.is_percent and self.factor)

    def holds(self, quantity: Quantity) -> bool:
        """Whether the figure keeps to the bound."""
        figure, limit = amount(quantity), self.value * (self.factor or 1)
        return self.within if figure == limit else (figure > limit) == self.above


def bound_in(text: str) -> Bound | None:
    """The first bound of a text; None where there is none, or where it is a year."""
    match = BOUND.search(text)
    value = value_of(match["number"]) if match else None
    if match is None or value is None or years_in(match["number"]):
        return None
    is_turned = _turning(text, match) is not None
    above = (match["above"] is not None) != is_turned
    within = match["word"].lower().startswith(("at ", "no ")) != is_turned
    said = f"{_WORDS[above, within]} {match[0][len(match['word']) :]}" if is_turned else match[0]
    return Bound(
        value=Decimal(repr(value)),
        above=above,
        within=within,
        is_percent=match["percent"] is not None,
        factor=scale_of(match["scale"]).factor if match["scale"] else None,
        money=scale_of(match["money"]).measures,
        said=" ".join(said.split()),
    )


def _turning(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """What denies a bound; before `exceed`, another verb would be what is denied."""
    turning = _TURNING.search(text[: match.start()])
    is_of_another = turning and turning["verb"] and match["word"].lower().startswith("exceed")
    return None if is_of_another else turning


_WORDS = {
    (True, False): "more than",
    (True, True): "at least",
    (False, False): "less than",
    (False, True): "at most",
}


def is_denied(text: str) -> bool:
    """Whether a text denies anything but its bound: what it asks for is then the opposite of what it names."""
    match = BOUND.search(text) if bound_in(text) else None
    if match is not None:
        turning = _turning(text, match)
        text = f"{text[: (turning or match).start()]} {text[match.end() :]}"
    return _DENIAL.search(text) is not None
