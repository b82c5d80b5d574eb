"""Rows of words: what a table says of a row in words, held against a claim that says it of another row.

`New looms | Faster making of cloth` bears out no claim that good roads speed the making of cloth, where good roads have
a row of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from indexer.catalogue import Holding
from service.tables.fitting import Source
from service.tables.grid import Column, Record, TableGrid
from service.tables.statements import core
from service.tables.wording import is_met, stems_of, words_of
from service.verify.cells_meant import Asked

_OTHERWISE = re.compile(
    r"\b(?:than|unlike|like|as well as|both|all|every|each|neither|nor|not|no|never|without|except|outside|besides?)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
"""Words by which a claim may speak of two rows, or deny something of one."""

OF_ANOTHER_ROW = 0.75
"""How surely a row speaks against a claim that says of another row's name what its own cell says."""

MOST_OTHER_WORDS = 2
"""More words of a claim beside those of the row and of the table are likely to say something else of it."""

LEAST_WORDS = 2
"""Words of the cell by which a claim is taken to mean a row."""


@dataclass(frozen=True)
class RowCheck:
    """A row that says of itself what a claim says of another: how surely it speaks against it, where, and in words."""

    probability: float
    holding: Holding
    span: Span
    step: str


def row_checks(claim: str, sources: Sequence[Source]) -> tuple[RowCheck, ...]:
    """The rows that say in a cell of words what the claim says, under another name than the claim's."""
    asked = Asked(claim)
    if _OTHERWISE.search(claim):
        return ()
    return tuple(check for source in sources for check in _checks(asked, source))


def _checks(asked: Asked, source: Source) -> Iterator[RowCheck]:
    grid = source.grid
    for record in grid.parts:
        for column in grid.columns:
            if column.kind == "figure" or not _is_said_alone(asked, grid, record, column):
                continue
            others = [named for named in grid.columns if named != column and named.kind != "figure"]
            found = next((other for other in others if _is_said_of_another(asked, grid, record, other)), None)
            if found is not None and _is_about(asked, grid, record):
                yield _check(source, record, column, found)


def _cell(record: Record, column: Column) -> str:
    return record.cells[column.index].text.strip()


def _says(asked: Asked, text: str) -> bool:
    words = core(text)
    return bool(words) and all(is_met(word, asked.stems) for word in words)


def _is_said_alone(asked: Asked, grid: TableGrid, record: Record, column: Column) -> bool:
    """Whether the claim says all of the record's cell, of several words, and of no other in that column."""
    text = _cell(record, column)
    if len(core(text)) < LEAST_WORDS or not _says(asked, text):
        return False
    return not any(_says(asked, _cell(other, column)) for other in grid.parts if other is not record)


def _is_said_of_another(asked: Asked, grid: TableGrid, record: Record, column: Column) -> bool:
    """Whether the claim says another record's cell of the column, and not the record's own."""
    own = _cell(record, column)
    if not core(own) or any(is_met(word, asked.stems) for word in core(own)):
        return False
    return any(_names(asked, _cell(other, column)) for other in grid.parts if other is not record)


def _names(asked: Asked, text: str) -> bool:
    """Whether the claim says the words of a cell one right behind the other."""
    wanted = core(text)
    said = [stems_of(word) for word in words_of(asked.text)]
    size = len(wanted)
    runs = (frozenset().union(*said[i : i + size]) for i in range(len(said) - size + 1))
    return bool(wanted) and any(all(is_met(word, run) for word in wanted) for run in runs)


def _is_about(asked: Asked, grid: TableGrid, record: Record) -> bool:
    known = grid.stems.union(*(core(cell.text) for cell in record.cells))
    return len([word for word in asked.stems if word.isalpha() and not is_met(word, known)]) <= MOST_OTHER_WORDS


def _check(source: Source, record: Record, column: Column, other: Column) -> RowCheck:
    number = source.grid.table.number
    name = f"Table {number}" if number else "A table"
    step = f"{name} has “{_cell(record, other)}” for “{_cell(record, column)}”; the claim says otherwise."
    return RowCheck(OF_ANOTHER_ROW, source.holding, record.span, step)
