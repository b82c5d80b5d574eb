"""Tables, and rows of one table, that give one thing two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.document import Document, Span
from service.checks.places import place_in
from service.checks.tables.board import figure_of, is_sum
from service.checks.tables.naming import quoted, table_name, with_unit
from service.findings.finding import Finding
from service.phrasing import capital
from service.tables.conflicts import agreeing, conflicting, is_telling
from service.tables.fitting import Source
from service.tables.grid import Record
from service.tables.sources import own_sources
from service.tables.statements import Statement, core, differ, statements
from service.tables.wording import met

_BROKEN_DOWN = re.compile(r"\b(?:by|according to|per|across|broken down|grouped|sorted)\b[^,;(:]*", re.IGNORECASE)
LEAST_NAMES = 3
"""Names that a table must have before one that stands twice looks like a slip."""

_PLAIN = re.compile(r"[^\W\d_][\w ,.&'’()-]*")
# Names such as `+ features` are of variants, which stand under several others.

_MOST_EARLIER = 60
"""Tables before one that it is compared with: a bound for documents with thousands."""

MOST_RELATED = 4
"""Earlier places that a finding names."""


def check_conflicts(document: Document) -> Iterator[Finding]:
    """Each cell that says something else of a thing than an earlier one does, and those that say the same."""
    sources = own_sources(document)
    against: dict[Span, tuple[Statement, dict[Span, Statement]]] = {}
    for later, source in enumerate(sources):
        mine = statements(source)
        nearest = sources[max(0, later - _MOST_EARLIER) : later]
        pairs = [*conflicting(mine, [*nearest, source]), *_totals(mine, nearest)]
        for pair in pairs:
            first, second = sorted(pair, key=lambda cell: cell.cell.span)
            against.setdefault(second.cell.span, (second, {}))[1].setdefault(first.cell.span, first)
    taken: set[Span] = set()
    for _, (cell, others) in sorted(against.items(), key=lambda item: item[0]):
        yield _finding(document, cell, [others[span] for span in sorted(others)], taken)
    yield from _agreements(document, sources, set(against))
    for source in sources:
        yield from _named_twice(document, source, taken)


def _named_twice(document: Document, source: Source, taken: set[Span]) -> Iterator[Finding]:
    """The one name of a table that two of its rows have, with other figures in each."""
    grid = source.grid
    rows: dict[tuple[str, ...], list[Record]] = {}
    for record in grid.parts:
        rows.setdefault(_words(record, source), []).append(record)
    again = [records for records in rows.values() if len(records) > 1]
    if len(again) != 1 or len(again[0]) != 2 or len(rows) < LEAST_NAMES or not grid.figures:
        return
    first, second = again[0]
    if _part(source, first) != _part(source, second) or not _PLAIN.fullmatch(first.label) or second.span in taken:
        return
    pairs = [(first.cells[column.index], second.cells[column.index]) for column in grid.figures]
    are_counts = all(figure is None or figure.step >= 1 for cell in second.cells for figure in [figure_of(cell)])
    if not are_counts and second.index - first.index > 1:
        return
    other = [(a, b) for a, b in pairs if a.quantity and b.quantity and a.quantity.value != b.quantity.value]
    if other:
        values = f"{' '.join(other[0][1].text.split())} and {' '.join(other[0][0].text.split())}"
        text = f"{table_name(grid.table)} has two rows named {quoted(first.label)}, with other figures: {values}."
        yield Finding("table_conflict", "doubt", second.span, capital(text), (place_in(document, first.span),))


def _words(record: Record, source: Source) -> tuple[str, ...]:
    """All that a row says beside its figures."""
    pairs = zip(source.grid.columns, record.cells, strict=True)
    return tuple(" ".join(cell.text.casefold().split()) for column, cell in pairs if column.kind != "figure")


def _part(source: Source, record: Record) -> int:
    """How many rows without values, which head others, stand above a row."""
    known = {one.index for one in source.grid.records if any(one.cells[c.index].text for c in source.grid.figures)}
    return record.index - sum(1 for index in known if index < record.index)


def _totals(mine: Sequence[Statement], others: Sequence[Source]) -> Iterator[tuple[Statement, Statement]]:
    """Totals of one thing, broken down in two ways, that differ."""
    sums = [cell for cell in mine if _is_total(cell)]
    for one in sums:
        for source in others:
            for two in statements(source):
                if _is_total(two) and _are_of_one_whole(one, two) and differ(one, two):
                    yield one, two


def _is_total(cell: Statement) -> bool:
    return is_sum(cell.record.label) and is_telling(cell) and cell.measures != "%"


def _are_of_one_whole(one: Statement, two: Statement) -> bool:
    if one.measures != two.measures or one.years != two.years or core(one.column.head) != core(two.column.head):
        return False
    wholes = [_whole_of(cell) for cell in (one, two)]
    return bool(wholes[0]) and bool(wholes[1]) and all(met(wholes[n], wholes[1 - n]) == wholes[n] for n in (0, 1))


def _whole_of(cell: Statement) -> frozenset[str]:
    """What a table is of, without what it is broken down by."""
    grid = cell.source.grid
    keys = frozenset[str]().union(*(column.stems for column in grid.keys))
    return core(_BROKEN_DOWN.sub(" ", grid.table.caption or "")) - keys


def _agreements(document: Document, sources: Sequence[Source], disputed: set[Span]) -> Iterator[Finding]:
    told: set[Span] = set()
    for later, source in enumerate(sources):
        for other in sources[max(0, later - _MOST_EARLIER) : later]:
            for one, two in agreeing(source, other):
                if one.record.span in told or one.cell.span in disputed:
                    continue
                told.add(one.record.span)
                text = f"{_said(one)}, as {table_name(two.source.grid.table)} does."
                yield Finding(
                    "table_conflict", "ok", one.record.span, capital(text), (place_in(document, two.cell.span),)
                )


def _finding(document: Document, cell: Statement, others: Sequence[Statement], taken: set[Span]) -> Finding:
    span = cell.cell.span if cell.record.span in taken else cell.record.span
    taken.add(span)
    text = f"{_said(cell)}, but {' and '.join(_said(other) for other in others[:MOST_RELATED])}."
    places = tuple(place_in(document, other.record.span) for other in others[:MOST_RELATED])
    return Finding("table_conflict", "problem", span, capital(text), places)


def _said(cell: Statement) -> str:
    """`Table 2 gives 124 for “Norland” under “Members”`."""
    head = f" under {quoted(cell.column.head)}" if cell.column.head else ""
    return f"{table_name(cell.source.grid.table)} gives {with_unit(cell.cell)} for {quoted(cell.record.label)}{head}"
