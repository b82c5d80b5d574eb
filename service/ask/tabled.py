"""Tabled: what tables answer, as passages to be quoted first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from indexer.catalogue import HeldPassage, Holding
from indexer.retrieval import Hit
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.quotes.notice import Notice
from service.tables.answering import TableAnswer, table_answer
from service.tables.computation import CellRef, Computation

SURE = 0.75
"""From this surety on, a row that was looked up is quoted before all that was ranked."""

MOST_ROWS = 12
"""Rows of a table that was asked for as a whole."""


@dataclass(frozen=True)
class Tabled:
    """Rows that answer, in the order in which to quote them, and what was worked out from them.

    `untrue` says, where it isn't empty, that the rows tell the reverse of what the question takes for granted;
    `is_named` tells that the question names their table, so that no other one is asked for; `cells` are those that
    answer.
    """

    hits: tuple[Hit, ...]
    computations: tuple[Computation, ...]
    notices: tuple[Notice, ...]
    untrue: str = ""
    is_named: bool = False
    cells: tuple[CellRef, ...] = ()


NOTHING = Tabled((), (), ())


def tabled(question: Understanding, hits: Sequence[Hit], shelf: Shelf) -> Tabled:
    """What the tables of the documents found surely answer; NOTHING where they don't."""
    words = question.words if question.earlier else ()
    told = table_answer(
        question.put_right,
        words,
        question.operation,
        question.targets.table,
        question.named_digests,
        hits,
        shelf.document,
    )
    if told is None or not (told.untrue or told.computations or told.tables or told.sure >= SURE):
        return NOTHING
    rows = {row.id: row for row in _rows(told, shelf)}
    ranked = {hit.held.id: hit for hit in hits}
    found = tuple(ranked.get(i) or Hit(row, told.sure, 0.0, 0.0) for i, row in rows.items())
    if _OF_A_ROW.search(question.text):
        found = tuple(sorted(found, key=lambda hit: -hit.score))
    is_named = question.targets.table is not None or question.targets.table_place is not None
    cells = tuple(cell for row in told.rows for cell in row.cells)
    return Tabled(found, told.computations, told.notices, told.untrue, is_named, cells) if found else NOTHING


_OF_A_ROW = re.compile(r"\b(?:rows?|lines?) (?:on|about|for|of|where|with|that|which)\b", re.IGNORECASE)
"""A table that is asked for, and one row in it more than the others."""


def led_by(table: Tabled, chosen: Sequence[Hit], most: int) -> tuple[Hit, ...]:
    """The rows, then of the others as many as leave the answer at its length; with a computation, the rows alone.

    Where the question names the table, no row of another one is among the others.
    """
    if not table.hits:
        return tuple(chosen)
    rows = {hit.held.id for hit in table.hits}
    others = () if table.computations else tuple(hit for hit in chosen if hit.held.id not in rows)
    if table.is_named:
        others = tuple(hit for hit in others if hit.held.passage.kind != "row")
    return (*table.hits, *others)[: max(most, len(table.hits))]


def _rows(told: TableAnswer, shelf: Shelf) -> Iterator[HeldPassage]:
    for row in told.rows:
        yield from (held for held in _rows_in(row.holding, row.span, shelf) if held.passage.span == row.span)
    for table in told.tables:
        yield from _rows_in(table.holding, table.span, shelf)[:MOST_ROWS]


def _rows_in(holding: Holding, span: Span, shelf: Shelf) -> tuple[HeldPassage, ...]:
    return tuple(held for held in shelf.passages_of(holding, ["row"]) if span.contains(held.passage.span))
