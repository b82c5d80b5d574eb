"""A table as a grid to be asked: what names its rows, what its columns measure, and which way it is to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.document import Cell, Span, Table
from corpus.structure.quantities import is_year
from indexer.passages import PLACEHOLDERS
from service.tables.wording import GENERIC, base, stems_of, years_in

Layout = Literal["measures", "indicators", "matrix"]
"""Whether each column measures something, or each row does, or the caption does for all cells (columns of years)."""

LEAST_FIGURES = 0.6
"""The least share of a column's filled cells that hold quantities, where it is one of figures."""

_TOTAL_WORDS = """
    total totals all both sum overall altogether together subtotal average mean median insgesamt gesamt summe
    итого всего jami jemi toplam totale celkem razem alle gesamtzahl zusammen tous toutes ensemble todos todas tutti
    tutte все разом усього жами барча totaal yhteensä
"""
_TOTALS = frozenset(_TOTAL_WORDS.split())
_INDICATOR_WORDS = "indicator measure variable item characteristic parameter metric feature"
_INDICATORS = frozenset(map(base, _INDICATOR_WORDS.split()))
_CODE = re.compile(r"[\dA-Z]{1,4}(?:[.\-/]\d+)*\.?")


@dataclass(frozen=True)
class Column:
    """One column: its head, what kind of cells it holds, and the years that its head names."""

    index: int
    head: str
    kind: Literal["key", "code", "figure", "words"]
    stems: frozenset[str]
    years: frozenset[str]


@dataclass(frozen=True)
class Record:
    """One row with what names it: the cells of the key columns and the heading of its group.

    `is_total` tells a row that sums others up, `is_blank` one with nothing but placeholders beside its name,
    `is_repeat` one that says what a row above says; `span` is what is quoted of it. `names` are its key cells;
    `details` are the words of each item that its other cells list.
    """

    index: int
    cells: tuple[Cell, ...]
    label: str
    stems: frozenset[str]
    years: frozenset[str]
    span: Span
    is_total: bool
    is_blank: bool
    is_repeat: bool
    names: tuple[str, ...] = ()
    details: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class TableGrid:
    """A table of a document, the `position`th there (from 1), ready to be asked."""

    table: Table
    position: int
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    layout: Layout
    caption_stems: frozenset[str]
    caption_years: frozenset[str]

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns of figures."""
        return tuple(column for column in self.columns if column.kind == "figure")

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that name the rows."""
        return tuple(column for column in self.columns if column.kind == "key")

    @property
    def parts(self) -> tuple[Record, ...]:
        """The rows that hold something of their own: no totals, no placeholders, nothing twice."""
        return tuple(r for r in self.records if not (r.is_total or r.is_blank or r.is_repeat))

    @cached_property
    def stems(self) -> frozenset[str]:
        """All words that the table says outside its figures."""
        found = set(self.caption_stems)
        for column in self.columns:
            found |= column.stems
        for record in self.records:
            found |= record.stems
        return frozenset(found)


def is_placeholder(cell: Cell) -> bool:
    """Whether the cell says that there is no value: `undefined`, `n/a`, `–`; an empty one says nothing."""
    return bool(cell.text.strip()) and cell.text.strip(" .*").lower() in PLACEHOLDERS


def grid_of(table: Table, position: int) -> TableGrid | None:
    """The table as a grid; None for one without rows or columns to tell apart."""
    if not table.rows or len(table.rows[0]) < 2:
        return None
    columns = _columns(table)
    records = tuple(_records(table, columns))
    if not records:
        return None
    name = table.caption or ""
    return TableGrid(table, position, columns, records, _layout(columns, records), stems_of(name), years_in(name))


def _columns(table: Table) -> tuple[Column, ...]:
    rows = [row for row in table.rows if len({cell.span for cell in row}) > 1]
    heads = [cell.text for cell in table.header] or [""] * len(table.rows[0])
    kinds: list[Literal["key", "code", "figure", "words"]] = []
    for index in range(len(heads)):
        kinds.append(_kind([row[index] for row in rows], index, "figure" in kinds, "key" in kinds))
    if "key" not in kinds:
        kinds[0] = "key"
    if "figure" not in kinds:
        first = kinds.index("key")
        kinds = ["key" if i == first else "words" if kind == "key" else kind for i, kind in enumerate(kinds)]
    stems = [stems_of(head) for head in heads]
    for index, head in enumerate(heads):
        if index and _OF_THESE.match(head):
            # Between a number and those of it stands its share, as often as not.
            stems[index] |= next((said for said in stems[index - 1 :: -1] if said - GENERIC), frozenset())
    pairs = enumerate(zip(heads, kinds, stems, strict=True))
    return tuple(Column(i, head, kind, said, years_in(head)) for i, (head, kind, said) in pairs)


_OF_THESE = re.compile(r"\W*(?:of|among)\s+(?:these|those|them|which|whom)\b|\W*thereof\b", re.IGNORECASE)
"""A head that says of what the head before it names how many are something."""


def _kind(
    cells: Sequence[Cell], index: int, after_figures: bool, after_key: bool
) -> Literal["key", "code", "figure", "words"]:
    filled = [cell for cell in cells if cell.text.strip() and not is_placeholder(cell)]
    if filled and all(is_year(cell.text) for cell in filled):
        return "words" if after_figures else "key"
    holding = [cell for cell in filled if cell.quantity is not None]
    if index and holding and len(holding) >= LEAST_FIGURES * len(filled):
        return "figure"
    if not index and filled and all(_CODE.fullmatch(cell.text.strip()) for cell in filled) and not holding:
        return "code"
    return "words" if after_figures or (after_key and not _is_short(filled)) else "key"


def _is_short(cells: Sequence[Cell]) -> bool:
    """Whether the cells name something rather than tell of it."""
    return bool(cells) and sum(len(cell.text.split()) for cell in cells) <= 3 * len(cells)


def _records(table: Table, columns: Sequence[Column]) -> Iterator[Record]:
    keys = [column.index for column in columns if column.kind == "key"]
    above: frozenset[Span] = frozenset()
    seen: set[tuple[str, ...]] = set()
    group, carried = "", dict.fromkeys(keys, "")
    for number, row in enumerate(table.rows):
        if len({cell.span for cell in row if cell.text}) <= 1 and len(row) == row[0].columns > 1:
            group = row[0].text
            continue
        filled = [cell for cell in row if cell.text]
        own = [cell.span for cell in filled if cell.span not in above] or [cell.span for cell in filled]
        above = frozenset(cell.span for cell in filled)
        names = _names(row, keys, carried)
        if not own or not any(names):
            continue
        texts = (group, *(cell.text for cell in row))
        yield _record(number, row, names, group, own, keys, texts in seen)
        seen.add(texts)


def _names(row: Sequence[Cell], keys: Sequence[int], carried: dict[int, str]) -> list[str]:
    """What the key columns say of a row; a first one that is left empty beside others means what it said above."""
    names = [row[index].text.strip() for index in keys]
    if len(keys) > 1 and not names[0] and any(names[1:]):
        names[0] = carried[keys[0]]
    carried.update(zip(keys, names, strict=True))
    return names


def _record(
    number: int,
    row: Sequence[Cell],
    names: Sequence[str],
    group: str,
    own: Sequence[Span],
    keys: Sequence[int],
    is_repeat: bool,
) -> Record:
    label = ", ".join(name for name in names if name)
    said = f"{group} {label}"
    values = [cell for index, cell in enumerate(row) if index not in keys and cell.text.strip()]
    return Record(
        index=number,
        cells=tuple(row),
        label=label,
        stems=stems_of(said),
        years=years_in(label),
        span=Span(min(span.start for span in own), max(span.end for span in own)),
        is_total=next(iter(label.lower().replace("/", " ").split()), "").strip(".,:") in _TOTALS,
        is_blank=bool(values) and all(is_placeholder(cell) for cell in values),
        is_repeat=is_repeat,
        names=tuple(name for name in names if name),
        details=tuple(stems_of(item) for cell in values if cell.quantity is None for item in cell.text.split(",")),
    )


def _layout(columns: Sequence[Column], records: Sequence[Record]) -> Layout:
    figures = [column for column in columns if column.kind == "figure"]
    if len(figures) > 1 and all(is_year(column.head) for column in figures):
        return "matrix" if not _units_vary(zip(*_units(figures, records), strict=True)) else "indicators"
    units = _units(figures, records)
    if len(figures) > 1 and not _units_vary(units):
        is_told = any(column.stems & _INDICATORS for column in columns if column.kind == "key")
        if is_told or _units_vary(zip(*units, strict=True)):
            return "indicators"
    return "measures"


def _units(figures: Sequence[Column], records: Sequence[Record]) -> list[list[str]]:
    """The unit of each figure by row and column; `-` where there is no figure."""
    found = []
    for record in records:
        cells = [record.cells[column.index].quantity for column in figures]
        found.append(["-" if quantity is None else quantity.unit or "" for quantity in cells])
    return found


def _units_vary(lines: Iterable[Sequence[str]]) -> bool:
    return any(len(set(line) - {"-"}) > 1 for line in lines)
