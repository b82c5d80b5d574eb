"""What a table says cell by cell: of what, for which year, how much; the same whichever way the table is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from corpus.document import Cell
from corpus.structure.quantities import is_year
from service.tables.fitting import Source
from service.tables.grid import Column, Record
from service.tables.scale import amount, is_exact, scale_of
from service.tables.wording import GENERIC, base, stems_of, words_of, years_in

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STATISTIC_WORDS = "mean median sd std deviation min max minimum maximum obs observations coefficient error model"
_STATISTICS = frozenset(map(base, _STATISTIC_WORDS.split()))
_MARKED = re.compile(r"\d\)?\s?[*∗†‡]|\(\s?[-−–]?\d[\d.,]*\s?\)")


@dataclass(frozen=True)
class Statement:
    """One figure of a table: `facets` are the words of its row and its column, `years` what it holds for."""

    source: Source
    record: Record
    column: Column
    cell: Cell
    facets: frozenset[str]
    years: frozenset[str]

    @cached_property
    def value(self) -> Decimal:
        """The figure in ones of what it measures."""
        assert self.cell.quantity is not None
        return amount(self.cell.quantity)

    @cached_property
    def measures(self) -> str:
        """What it is measured in."""
        return scale_of(self.cell.quantity.unit if self.cell.quantity else None).measures

    @cached_property
    def step(self) -> Decimal:
        """The least difference that its digits can show."""
        quantity = self.cell.quantity
        return step_of(Decimal(repr(quantity.value)) if quantity else Decimal(0), self.cell.text) * (
            scale_of(quantity.unit).factor if quantity else 1
        )


def step_of(value: Decimal, text: str) -> Decimal:
    """One in the last decimal place that a figure is written with: 0.1 for `16.0`."""
    written = re.search(r"[.,](\d{1,2})(?!\d)", text)
    places = len(written[1]) if written else max(-int(value.normalize().as_tuple().exponent), 0)
    return Decimal(1).scaleb(-places)


def differ(one: Statement, two: Statement) -> bool:
    """Whether two figures differ by more than rounding."""
    return abs(one.value - two.value) > max(one.step, two.step) * Decimal("0.5")


@dataclass(frozen=True)
class _Told:
    """A table of a library, told from others by its document's bytes, how they were read, and its place there."""

    digest: str
    state: str
    position: int
    source: Source = field(compare=False)


def statements(source: Source) -> tuple[Statement, ...]:
    """What a table says of named things; nothing for tables of estimates, whose figures have marks or errors."""
    return _kept(_Told(source.holding.digest, source.holding.state, source.grid.position, source))


def every_statement(source: Source) -> tuple[Statement, ...]:
    """What a table says of named things, of years and of all together, means and other statistics included."""
    return _every_kept(_Told(source.holding.digest, source.holding.state, source.grid.position, source))


@lru_cache(maxsize=512)
def _kept(told: _Told) -> tuple[Statement, ...]:
    return tuple(_statements(told.source))


@lru_cache(maxsize=512)
def _every_kept(told: _Told) -> tuple[Statement, ...]:
    return tuple(_statements(told.source, every=True))


def _statements(source: Source, *, every: bool = False) -> Iterator[Statement]:
    grid = source.grid
    cells = [cell.text for record in grid.records for cell in record.cells if cell.quantity is not None]
    if any(_MARKED.search(text) for text in cells):
        return
    outer = core(grid.table.caption or "") if grid.layout == "matrix" else frozenset()
    for record in grid.records:
        row = core(record.label)
        if not (row or is_year(record.label) or (every and record.is_total)) or record.is_blank or record.is_repeat:
            continue
        for column in grid.figures:
            head = core(column.head)
            cell = record.cells[column.index]
            is_named = every or (not (row | head) & _STATISTICS and (head or outer or _is_bare_unit(column, cell)))
            if is_named and is_exact(cell):
                yield Statement(source, record, column, cell, row | head | outer, _years(source, record, column))


@lru_cache(maxsize=8192)
def core(label: str) -> frozenset[str]:
    """What a label names: its stems without units in brackets, years and words for any figure."""
    bare = _IN_BRACKETS.sub(" ", label)
    stems = stems_of(bare)
    kept = frozenset(stem for stem in stems if not years_in(stem))
    return (kept - GENERIC) or kept if any(c.isalpha() for c in bare) else frozenset()


def _is_bare_unit(column: Column, cell: Cell) -> bool:
    """Whether the head is nothing but the unit of its figures: `Million euros`."""
    unit = cell.quantity.unit if cell.quantity else None
    return bool(unit) and bool(stems_of(column.head)) and stems_of(column.head) <= stems_of(unit or "")


def _years(source: Source, record: Record, column: Column) -> frozenset[str]:
    return record.years | column.years or source.grid.caption_years


@lru_cache(maxsize=1024)
def names_in(caption: str) -> frozenset[str]:
    """The names in a caption that is written like a sentence; nothing where most of its words have capitals."""
    words = words_of(_IN_BRACKETS.sub(" ", caption))
    capital = [word for word in words[1:] if word[:1].isupper()]
    if 2 * len(capital) > len(words):
        return frozenset()
    return frozenset(base(word) for word in capital)
