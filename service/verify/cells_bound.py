"""Cells bound to figures: which row and which column of those that a claim names each of its figures is given for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.tables.statements import Statement, core
from service.tables.wording import is_met, stems_of
from service.verify.bound_figures import taken_in_turns
from service.verify.cells_meant import Asked
from service.verify.gates.amounts import Amount

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*")


def bound_to(asked: Asked, amount: Amount, cells: Sequence[Statement]) -> list[Statement]:
    """The cells of the rows and columns that the amount is said of; all where the claim doesn't part them by name."""
    kept = _of_its_name(asked, amount, cells, asked.row)
    return _of_its_name(asked, amount, kept, lambda cell: core(cell.column.head))


def _of_its_name(
    asked: Asked, amount: Amount, cells: Sequence[Statement], words_of: Callable[[Statement], frozenset[str]]
) -> list[Statement]:
    said = {words_of(cell) for cell in cells}
    names = sorted((name for name in said if all(is_met(word, asked.stems) for word in name)), key=sorted)
    places = {name: place for name in names if (place := _place(asked, name, names)) is not None}
    if len(places) < 2 or len(set(places.values())) < len(places):
        return list(cells)
    ordered = sorted(places, key=lambda name: places[name])
    turns = taken_in_turns([places[name] for name in ordered], [each.start for each in asked.amounts])
    own = next((ordered[i] for i, j in turns if asked.amounts[j] == amount), None)
    return list(cells) if own is None else [cell for cell in cells if words_of(cell) in (own, frozenset())]


def _place(asked: Asked, name: frozenset[str], names: Sequence[frozenset[str]]) -> int | None:
    """Where the claim says what is the name's own among the others that it says; None where nothing is."""
    own = name - frozenset().union(*(other for other in names if other != name))
    if not own:
        return None
    tokens = ((match.start(), stems_of(match.group())) for match in _TOKEN.finditer(asked.text))
    return next((start for start, stems in tokens if any(is_met(word, stems) for word in own)), None)
