"""Limits: figures that a claim gives as a bound (`more than 12`, `250 or more`), and what keeps to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.verify.gates.amounts import Amount

_BEFORE = re.compile(
    r"\b(?:(?P<over>more than|greater than|larger than|higher than|over|above|exceed\w*|in excess of|beyond)"
    r"|(?P<least>at least|no fewer than|no less than|not less than|not fewer than|minimum of|upwards? of)"
    r"|(?P<under>less than|fewer than|smaller than|lower than|under|below|short of)"
    r"|(?P<most>at most|up to|no more than|not more than|maximum of))\s*(?:a|an|the)?\s*[€$£]?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:(?P<least>or (?:more|over|above))|(?P<most>or (?:fewer|less|under|below)))\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Limit:
    """A bound as a claim puts it, and on which side of its value figures keep to it.

    `over` and `under` leave the value itself out, `least` and `most` don't.
    """

    text: str
    side: str
    value: float

    def holds(self, figure: float) -> bool:
        """Whether a figure keeps to it."""
        if self.side == "over":
            return figure > self.value
        if self.side == "under":
            return figure < self.value
        return figure >= self.value if self.side == "least" else figure <= self.value


def limit_of(text: str, amount: Amount) -> Limit | None:
    """The bound that an amount of a text is; None where it is given as the figure itself."""
    before = _BEFORE.search(text[: amount.start])
    if before is not None:
        return Limit(f"{before.group().strip()} {amount.text}", str(before.lastgroup), amount.value)
    end = amount.start + len(amount.text)
    behind = _BEHIND.match(text, end)
    if behind is not None:
        return Limit(f"{amount.text}{behind.group()}", str(behind.lastgroup), amount.value)
    return None
