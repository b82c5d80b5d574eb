"""Extremes: a row that a question holds to be beyond all others, and the row that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from service.tables.arithmetic import work_out
from service.tables.fitting import Fit
from service.tables.grid import Record
from service.tables.lines import Figure, Line, lines
from service.tables.request import Request
from service.tables.wording import base, is_met, met, stems_of, words_of

_OTHERS = re.compile(r"\W*(?:all\s+)?(?:others?|rest|miscellaneous)\b", re.IGNORECASE)
"""A row of what is left over: nothing that could be called the largest."""

LEADING = 2
"""Words after `the most` of which one must be of the column's head: `the most productive` is no number of products."""


@dataclass(frozen=True)
class Outdone:
    """The figure of the row that is named, and the greatest or the least of its column; they may be the same."""

    line: Line
    figure: Figure
    best: Figure


def outdone_by(request: Request, found: Fit, subject: str, measure: str) -> Outdone | None:
    """The row that `subject` names beside the one that is beyond all others.

    None unless one row is named, one column has what `measure` begins with, and all that stands beside that row in it
    can be compared.
    """
    row = _named_row(subject, found)
    if row is None or len(found.columns) != 1 or found.grid.layout != "measures":
        return None
    if not any(is_met(base(word), found.columns[0].stems) for word in words_of(measure)[:LEADING]):
        return None
    peers = _peers(request, found, row)
    if len(peers) < 2:
        return None
    every = replace(found, rows=() if len(peers) == len(found.grid.parts) else peers, is_vague=False)
    compared = lines(every)
    if work_out(request, every) is None or len(compared) != 1 or compared[0].blanks:
        return None
    line = compared[0]
    own = next((figure for figure in line.figures if figure.record.index == row.index), None)
    if own is None:
        return None
    order = sorted(line.figures, key=lambda figure: figure.value, reverse=not request.fewest)
    best = own if order[0].value == own.value else order[0]
    return None if _OTHERS.match(best.record.label) else Outdone(line, own, best)


def _named_row(subject: str, found: Fit) -> Record | None:
    """The one row that the question names: by all of its name, letter by letter, else by words of it."""
    said, stems = subject.casefold(), stems_of(subject)
    whole = [row for row in found.grid.parts if _holds(said, row.label.casefold())]
    longest = [row for row in whole if all(row is other or row.label not in other.label for other in whole)]
    rows = longest or [row for row in found.rows if not (row.is_total or row.is_blank) and _is_called(row, stems)]
    return rows[0] if len(rows) == 1 else None


def _is_called(row: Record, stems: frozenset[str]) -> bool:
    """Whether a word of the row's name, or of an item that it lists, stands there as it is, and no word akin to it."""
    return bool(stems & row.stems.union(*row.details))


def _holds(text: str, label: str) -> bool:
    return bool(label) and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text) is not None


def _peers(request: Request, found: Fit, row: Record) -> tuple[Record, ...]:
    """The rows that the row is said to be beyond: those that share with it each key that the question names."""
    terms = frozenset(request.terms)
    shared = [
        key.index
        for key in found.grid.keys
        if met(terms, stems := stems_of(row.cells[key.index].text))
        and all(is_met(stem, terms) for stem in stems)
        and sum(other.cells[key.index].text == row.cells[key.index].text for other in found.grid.parts) > 1
    ]
    return tuple(other for other in found.grid.parts if all(other.cells[i].text == row.cells[i].text for i in shared))
