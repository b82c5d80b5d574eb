"""Surest: which tables answer a question, by how sure it is that they are meant."""

from __future__ import annotations

from collections.abc import Iterable

from service.tables.fitting import Fit
from service.tables.wording import met

NEAR_THE_BEST = 0.9
"""The least share of the surest table's surety that another table needs, to be shown beside it."""

AS_EXACT = 0.75
"""The least share of the surest table's exactness that another one needs: its heads say things that nobody asks for."""

NOT_FAR = 0.75
"""The least share of the surest table's surety that another one needs, to answer where that one can't."""


def surest(fits: Iterable[Fit | None]) -> tuple[Fit, ...]:
    """The fits, surest first; equals in the order of their documents and tables."""
    return tuple(sorted((found for found in fits if found), key=lambda found: -found.surety))


def stands_beside(found: Fit, best: Fit) -> bool:
    """Whether a table is about as sure as the surest, and measures what it measures as far as the question says it."""
    if found.surety < NEAR_THE_BEST * best.surety or found.exactness < AS_EXACT * best.exactness:
        return False
    if found.columns and _is_one(best, best):
        return _is_one(found, best)
    return found.measured >= best.measured or not found.columns


def _is_one(found: Fit, best: Fit) -> bool:
    """Whether one column measures all that the best's do, and not several of them together."""
    return any(met(best.measured, column.stems) >= best.measured for column in found.columns)
