"""Rows that stand twice in a table, and tables that stand twice in a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Cell, Document, Span, Table
from corpus.structure.quantities import is_year
from service.checks.places import place_in
from service.checks.tables.naming import quoted, rows_span, table_name
from service.findings.finding import Finding
from service.phrasing import capital
from service.tables.grid import is_placeholder

LEAST_SHARED = 2
"""Rows that two tables must have in common before one can repeat the other."""

_MOST_HAVING = 20
"""Of the earlier tables that have a row, how many are looked at."""

MOSTLY = 0.6
"""The least share of the smaller table's rows that the other has too."""

LARGELY = 0.5
"""Below this share of the larger table it is an extract rather than the table again: a person should look."""

LEAST_FIGURES = 3
"""Distinct figures of two or more digits that rows in common must have: small numbers meet by chance."""


@dataclass(frozen=True)
class _Row:
    """One row: what it says, cell by cell, under which heading, and where."""

    cells: tuple[str, ...]
    under: str
    span: Span
    shown: tuple[str, ...]


def check_repeats(document: Document) -> Iterator[Finding]:
    """Each row that says what a row above it says, and each table that repeats an earlier one."""
    for table in document.tables:
        yield from _repeated_rows(document, table)
    rows = [_distinct(table) for table in document.tables]
    having: dict[tuple[str, ...], list[int]] = {}
    for later, table in enumerate(document.tables):
        first: Finding | None = None
        for earlier in _sharing(rows[later], having):
            found = _repeated_table(document, (document.tables[earlier], rows[earlier]), (table, rows[later]))
            first = first or found
            if found and found.verdict != "doubt":
                first = found
                break
        if first:
            yield first
        for row in rows[later]:
            having.setdefault(row, []).append(later)


def _sharing(rows: Iterable[tuple[str, ...]], having: Mapping[tuple[str, ...], Sequence[int]]) -> list[int]:
    """The earlier tables that have enough of the rows, of each row the first ones that have it."""
    shared = Counter(table for row in rows for table in having.get(row, ())[:_MOST_HAVING])
    return sorted(table for table, count in shared.items() if count >= LEAST_SHARED)


def _rows(table: Table) -> Iterator[_Row]:
    """The rows that say something of something; a placeholder says nothing."""
    under = ""
    for row in table.rows:
        cells = [cell for cell in dict.fromkeys(row) if cell.text.strip()]
        if not cells:
            continue
        if len(cells) == 1:
            under = cells[0].text
            continue
        if any(not is_placeholder(cell) for cell in cells[1:]):
            span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
            yield _Row(_words(row), under, span, tuple(cell.text for cell in cells))


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.casefold().replace("*", "").split()) for cell in row)


def _repeated_rows(document: Document, table: Table) -> Iterator[Finding]:
    seen: dict[tuple[tuple[str, ...], str], _Row] = {}
    is_numbered = _counts_rows(table)
    for row in _rows(table):
        cells = row.cells[1:] if is_numbered else row.cells
        if not cells[0] or len(set(cells) - {""}) < 2:
            continue
        first = seen.setdefault((cells, row.under), row)
        if first is row or not _is_named(row.shown[0]):
            continue
        name = quoted(next((word for word in row.shown if any(c.isalpha() for c in word)), row.shown[0]))
        text = f"{table_name(table)} has the row {name} twice, with the same values in every column."
        sure = sum(1 for word in cells[1:] if sum(c.isdigit() for c in word) > 1 and not is_year(word)) > 0
        place = place_in(document, first.span)
        yield Finding("duplicate_row", "problem" if sure else "doubt", row.span, capital(text), (place,))


def _counts_rows(table: Table) -> bool:
    """Whether the first column only numbers the rows."""
    numbers = [row[0].text.strip(" .)") for row in table.rows if row[0].text.strip()]
    return len(numbers) > 2 and numbers == [
        str(n) for n in range(int_or(numbers[0]), int_or(numbers[0]) + len(numbers))
    ]


def int_or(text: str, otherwise: int = 1) -> int:
    """The whole number that a text is; another where it is none."""
    return int(text) if text.isascii() and text.isdigit() else otherwise


def _is_named(name: str) -> bool:
    """Whether a row is of something: its name has a letter or a digit."""
    return any(c.isalnum() for c in name)


_WithRows = tuple[Table, Mapping[tuple[str, ...], None]]


def _repeated_table(document: Document, one: _WithRows, other: _WithRows) -> Finding | None:
    """That the second table says, in most of its rows or in all, what the first one says."""
    (first, mine), (second, theirs) = one, other
    shared = [row for row in theirs if row in mine]
    fewer, more = sorted((len(mine), len(theirs)))
    if len(shared) < LEAST_SHARED or len(shared) < MOSTLY * fewer or not _tell_much(shared):
        return None
    whole = len(shared) == len(mine) == len(theirs)
    is_extract = len(shared) < LARGELY * more
    what = f"all {len(theirs)} rows" if whole else f"{len(shared)} of its {len(theirs)} rows"
    text = capital(f"{table_name(second)} repeats {table_name(first)}: {what} are the same.")
    place = place_in(document, rows_span(first))
    return Finding("duplicate_table", "doubt" if is_extract else "problem", rows_span(second), text, (place,))


def _distinct(table: Table) -> dict[tuple[str, ...], None]:
    return dict.fromkeys(tuple(word for word in row.cells if word) for row in _rows(table))


def _tell_much(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the rows hold enough not to be met by chance: figures with digits, or several words."""
    figures = {word for row in rows for word in row[1:] if sum(c.isdigit() for c in word) > 1}
    words = {word for row in rows for word in row[1:] if len(word.split()) > 1}
    return len(figures) + len(words) >= LEAST_FIGURES
