"""Selections: a table of some rows of a wider one, over which nothing is plainly the greatest or the least of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.tables.arithmetic import work_out
from service.tables.fitting import Fit, cell_at
from service.tables.request import Request
from service.tables.surest import NOT_FAR
from service.tables.wording import met
from service.tables.worked import Worked

_EXTREMES = frozenset(("maximum", "minimum", "rank"))


def of_the_whole(request: Request, fits: Sequence[Fit]) -> tuple[tuple[Fit, Worked], ...]:
    """What is worked out over the first table that has all rows of the surest one and more, for each of its columns.

    Nothing where there is no such table, or where the question names rows or a table.
    """
    best = fits[0]
    is_of_all = request.operation in _EXTREMES or (request.operation == "count" and request.bound is not None)
    if not is_of_all or request.tables or best.rows:
        return ()
    wider = next((one for one in fits if one.surety >= NOT_FAR * best.surety and _is_selected_from(best, one)), None)
    if wider is None:
        return ()
    # Bounds on several figures are held against all of the columns together.
    each = [wider] if request.bounds else [replace(wider, columns=(column,)) for column in wider.columns]
    return tuple((one, worked) for one in each if (worked := work_out(request, one)) is not None)


def _is_selected_from(one: Fit, other: Fit) -> bool:
    """Whether all names of a table's rows are among those of another one, which has more of them."""
    if other.rows or not other.columns or other.source is one.source:
        return False
    if any(not met(one.measured, column.stems) >= one.measured for column in other.columns):
        return False
    names, others = _names(one), _names(other)
    return bool(names) and names < others


def _names(found: Fit) -> frozenset[str]:
    """What is to be chosen among, without regard to capitals; nothing where no column names it."""
    if found.axis is None:
        return frozenset()
    return frozenset(" ".join(cell_at(record, found.axis).text.casefold().split()) for record in found.grid.parts)
