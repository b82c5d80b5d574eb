"""Asked cells: those of quoted rows that a question is about, and not the ones that merely stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.tables.request import request_of
from service.tables.statements import Statement, core
from service.tables.wording import base, is_met, met


def asked_cells(cells: Sequence[Statement], words: Sequence[str]) -> Callable[[Statement], bool]:
    """Which of the cells are asked for: those whose measure has most of the question's words; all without words.

    Where no measure has any, a row is asked for as a whole, if the question says nothing but what the row is called,
    and a table if it says nothing but its number, and does not ask for its rows, columns or caption as such.
    """
    if not words:
        return lambda _: True
    request = request_of(" ".join(words))
    terms = frozenset(request.terms)
    if request.tables:
        # What the tables don't say at all, as who made them, narrows nothing in them.
        terms = met(terms, frozenset[str]().union(*(cell.source.grid.stems for cell in cells)))
    if request.tables and not terms:
        # Who asks how many rows there are, or what the columns are, asks for no figure.
        return lambda _: not request.asking & _OF_THE_FRAME
    most = max((_said(cell, terms) for cell in cells), default=0)
    return (lambda cell: _said(cell, terms) == most) if most else (lambda cell: _is_called(cell, terms))


_OF_THE_FRAME = frozenset(map(base, ("row", "column", "line", "caption", "title", "head", "heading", "header")))


def _said(cell: Statement, terms: frozenset[str]) -> int:
    return len(met(terms, _measure(cell)))


def _measure(cell: Statement) -> frozenset[str]:
    """The words of what a cell measures: of its head, of its row where the rows measure, else of the caption."""
    if cell.source.grid.layout == "indicators":
        return core(cell.record.label)
    if cell.source.grid.layout == "matrix":
        return cell.source.grid.caption_stems
    return core(cell.column.head)


def _is_called(cell: Statement, terms: frozenset[str]) -> bool:
    """Whether the terms are all of the row's names."""
    names = cell.record.stems.union(*cell.record.details)
    return bool(terms) and all(is_met(term, names) for term in terms)
