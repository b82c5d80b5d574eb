"""Moves that a claim states between two figures: `rose from 12.1 to 16.2`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.phrasing import capital
from service.tables.conflicts import described
from service.tables.statements import Statement
from service.verify.cells_meant import DIFFERS, Asked, CellCheck
from service.verify.gates.opposites import sign
from service.verify.gates.reading import Word, reading

_FROM = re.compile(r"\bfrom\s+(?:about\s+|some\s+)?\S?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+(?:about\s+|some\s+)?\S?$", re.IGNORECASE)


def turned(asked: Asked, settled: Sequence[Sequence[CellCheck]]) -> CellCheck | None:
    """The check against a claim whose two figures stand in the cells, but go the other way than its verb."""
    for place in range(len(asked.amounts) - 1):
        first, last = asked.amounts[place : place + 2]
        if not (_FROM.search(asked.text[: first.start]) and _TO.search(asked.text[: last.start])):
            continue
        verb = _verb(asked, first.start)
        one, two = (next((c for c in settled[i] if c.bears_out), None) for i in (place, place + 1))
        if verb is None or one is None or two is None or first.value == last.value:
            continue
        backwards = _is_backwards(one.cells[0], two.cells[0])
        if (last.value > first.value) == (sign(verb.stem) > 0):
            if not backwards:
                continue
            step = f"{capital(described(one.cells[0]))}, and {described(two.cells[0])}: the latter came first."
            return CellCheck("against", DIFFERS, max(one.fit, two.fit), (one.cells[0], two.cells[0]), step)
        step = (
            f"{capital(described(one.cells[0]))}, and {described(two.cells[0])}: from {first.text} to {last.text} is"
            f" a {'rise' if last.value > first.value else 'fall'}; the claim says “{verb.text}”."
        )
        return CellCheck("against", DIFFERS, max(one.fit, two.fit), (one.cells[0], two.cells[0]), step)
    return None


def _is_backwards(one: Statement, two: Statement) -> bool:
    """Whether the cell that the claim moves to is of an earlier year than the one from which it moves."""
    return bool(one.years and two.years) and min(one.years) > max(two.years)


def _verb(asked: Asked, before: int) -> Word | None:
    """The word of rising or falling that stands nearest before the figures, undenied."""
    found = [word for word in reading(asked.text).words if word.start < before and sign(word.stem)]
    return found[-1] if found and not found[-1].denied else None
