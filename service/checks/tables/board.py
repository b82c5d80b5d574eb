"""A table as series of figures over named entries, down its columns or across its rows, for checks that calculate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from corpus.document import Cell, Quantity, Span
from corpus.structure.quantities import is_year
from service.checks.tables.bounds import Bounds, exactly, noughts_step, rounded_to
from service.checks.tables.languages import MEANS as OTHER_MEANS
from service.checks.tables.languages import SHARES, SUMS
from service.tables.grid import Column, Record, TableGrid, is_placeholder
from service.tables.scale import amount, is_exact, scale_of
from service.tables.statements import step_of

_BOTH = re.compile(
    r"(?P<count>\d[\d,.   ]*)\s*[(\[]\s*(?P<percent>\d{1,3}(?:[.,·]\d+)?)\s*(?P<sign>%)?\s*[)\]](?:\s?%)?"
)
_SUMS = frozenset(
    re.findall(r"\S+", "total totals all sum both altogether together subtotal insgesamt gesamt summe итого всего jami")
)
MEANS = re.compile(
    rf"\b(?:mean|average|median|std|sd|s\.d|deviation|minimum|maximum|min|max|{OTHER_MEANS})\b", re.IGNORECASE
)
SHARE_WORDS = re.compile(
    r"%|\b(?:percent(?:age)?s?|per cent|pct|shares?|proportions?|fractions?|ratios?|rates?|per (?:100|hundred)"
    rf"|{SHARES})\b",
    re.I,
)
_SIGN_IN_HEAD = re.compile(r"[,;/]?\s*[(\[]?\s*(?:%|per ?cent|percent)\s*[)\]]?", re.IGNORECASE)
_DETAIL = re.compile(
    r"\s*(?:[-–—•·*›>]\s|\.\.|(?:of|among) (?:which|these|them|those|whom)\b|thereof\b|incl(?:uding|\.)|davon\b"
    r"|in particular\b|в том числе|из них)",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper (1[ ,.]?0{3}|1?00[ ,.]?0{3}|10[ ,.]?0{3}|thousand|hundred|100)\b", re.IGNORECASE)
LEAST_PARTS = 3
"""Two shares that should make up a whole seldom say so."""

MOST_TOTALS = 60
"""In a table with more rows or columns that are called a total, none is one."""

_PER_WORDS = {"thousand": 1000, "hundred": 100}


@dataclass(frozen=True)
class Figure:
    """One figure in ones of what it measures; `step` is one in its last place, `scale` what its unit counts by."""

    cell: Cell
    text: str
    value: Decimal
    step: Decimal
    scale: int = 1

    @property
    def bounds(self) -> Bounds:
        """What it may stand for."""
        return rounded_to(self.value, self.step)

    @property
    def exact(self) -> Bounds:
        """The figure itself where it is whole, as counts are; else what it may stand for."""
        return Bounds(self.value, self.value) if self.step >= 1 else self.bounds

    @property
    def loose(self) -> Bounds:
        """What it may stand for if the noughts at its end are of rounding."""
        return rounded_to(self.value, max(self.step, noughts_step(self.value)))


@dataclass(frozen=True)
class Entry:
    """What one figure of each series is of; `part` counts the headings above it that part the table's rows.

    `is_detail` tells one that is contained in the entry above it: `of which women`.
    """

    label: str
    span: Span | None
    is_total: bool
    is_mean: bool
    is_repeat: bool
    part: int
    is_detail: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it may be a part of a total: it is none itself, no mean, and says nothing twice."""
        return not (self.is_total or self.is_mean or self.is_repeat)


@dataclass(frozen=True)
class Series:
    """The figures under one head, one for each entry; None where an entry has none that is exact."""

    head: str
    figures: tuple[Figure | None, ...]
    measures: str

    @property
    def is_percent(self) -> bool:
        """Whether its figures are percentages, by their unit."""
        return self.measures.startswith("%")

    @cached_property
    def is_share(self) -> bool:
        """Whether its figures say how large something is beside something else, by their unit or their head."""
        return self.is_percent or bool(SHARE_WORDS.search(self.head)) or bool(_PER.search(self.head))

    @property
    def factor(self) -> Decimal:
        """What the whole is: 100 for percentages, 1,000 for rates per thousand, 1 for shares that are all below 1."""
        per = _PER.search(self.head)
        if per:
            return Decimal(_PER_WORDS.get(per[1].lower()) or int(re.sub(r"\D", "", per[1])))
        known = [figure for figure in self.figures if figure]
        is_fraction = not self.is_percent and known and all(0 <= f.value <= 1 and f.step < 1 for f in known)
        return Decimal(1 if is_fraction else 100)


@dataclass(frozen=True)
class Board:
    """A table's series and their entries; `is_across` where the entries are columns and each row is a series."""

    grid: TableGrid
    entries: tuple[Entry, ...]
    series: tuple[Series, ...]
    is_across: bool

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The entries that sum others up."""
        found = tuple(i for i, entry in enumerate(self.entries) if entry.is_total)
        return found if len(found) <= MOST_TOTALS else ()

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The entries that stand beside one another: no totals, and none that is contained in another."""
        return tuple(i for i, entry in enumerate(self.entries) if entry.is_part and not entry.is_detail)

    @cached_property
    def percentages(self) -> int:
        """How many of the series are percentages."""
        return sum(1 for series in self.series if series.is_percent)

    @cached_property
    def has_percentages_by_year(self) -> bool:
        """Whether every series of percentages is of a year."""
        return all(is_year(series.head) for series in self.series if series.is_percent)

    @cached_property
    def whole_shares(self) -> frozenset[int]:
        """The series of percentages, by their identities, that add up to 100 over at least three entries."""
        if len(self.parts) < LEAST_PARTS:
            return frozenset()
        sums = ((series, self._sum(series)) for series in self.series if series.is_percent)
        return frozenset(id(series) for series, added in sums if added and added.meets(exactly(Decimal(100))))

    def _sum(self, series: Series) -> Bounds | None:
        added = exactly(Decimal(0))
        for at in self.parts:
            figure = series.figures[at]
            if figure is None:
                return None
            added = added + figure.bounds
        return added

    def span_of(self, entry: int, series: Series) -> Span:
        """What a finding about one figure is about: its row, or its cell where a row holds several entries."""
        own = self.entries[entry].span
        figure = series.figures[entry]
        if own is not None:
            return own
        assert figure is not None
        return figure.cell.span


def boards(grid: TableGrid) -> tuple[Board, ...]:
    """The table both ways, where it has figures."""
    if not grid.figures:
        return ()
    return tuple(board for board in (_down(grid), _across(grid)) if board.series and len(board.entries) > 1)


def _down(grid: TableGrid) -> Board:
    parts = _parts(grid)
    records = [record for record in grid.records if _has_values(record, grid)]
    entries = tuple(_row_entry(record, parts[record.index]) for record in records)
    series = [s for column in grid.figures for s in _column_series(grid, records, column)]
    return Board(grid, entries, tuple(series), is_across=False)


def _across(grid: TableGrid) -> Board:
    columns = grid.figures
    entries = tuple(
        Entry(column.head, None, is_sum(column.head), bool(MEANS.search(column.head)), False, 0) for column in columns
    )
    series = []
    for record in grid.records:
        if record.is_blank or record.is_repeat or not _has_values(record, grid):
            continue
        figures = tuple(figure_of(record.cells[column.index]) for column in columns)
        if any(figures):
            series.append(Series(record.label, figures, _measures(figures)))
    return Board(grid, entries, tuple(series), is_across=True)


def _parts(grid: TableGrid) -> dict[int, int]:
    """For each row, how many headings stand above it: rows that name something and have no values."""
    counted, parts = 0, {}
    headed = {record.index for record in grid.records if not _has_values(record, grid)}
    known = {record.index for record in grid.records}
    for index in range(len(grid.table.rows)):
        if index in headed or index not in known:
            counted += 1
        parts[index] = counted
    return parts


def _has_values(record: Record, grid: TableGrid) -> bool:
    return any(record.cells[column.index].text.strip() for column in grid.columns if column.kind != "key")


def _row_entry(record: Record, part: int) -> Entry:
    is_mean = bool(MEANS.search(record.label))
    is_detail = bool(_DETAIL.match(record.label))
    return Entry(record.label, record.span, is_sum(record.label), is_mean, record.is_repeat, part, is_detail)


def is_sum(label: str) -> bool:
    """Whether a name says that its figures sum others up: `Total`, `All firms`, `Sum of the above`."""
    words = re.findall(r"[^\W\d_]+", label.lower())
    return bool(words) and (words[0] in _SUMS | SUMS or words[-1] in {"total", "totals"}) and not MEANS.search(label)


def figure_of(cell: Cell) -> Figure | None:
    """The exact figure of a cell, in ones of what it measures."""
    if cell.quantity is None or not is_exact(cell):
        return None
    return _figure(cell, cell.text, cell.quantity)


def _figure(cell: Cell, text: str, quantity: Quantity) -> Figure:
    scale = scale_of(quantity.unit).factor
    step = step_of(Decimal(repr(quantity.value)), text) * scale
    return Figure(cell, " ".join(text.split()), amount(quantity), step, scale)


def _measures(figures: Sequence[Figure | None]) -> str:
    units = [scale_of(f.cell.quantity.unit).measures for f in figures if f and f.cell.quantity]
    return max(sorted(set(units)), key=units.count) if units else ""


def _column_series(grid: TableGrid, records: Sequence[Record], column: Column) -> Iterator[Series]:
    cells = [record.cells[column.index] for record in records]
    both = [_BOTH.fullmatch(cell.text.strip()) for cell in cells]
    filled = [cell for cell in cells if cell.text.strip() and not is_placeholder(cell)]
    matched = [match for match in both if match]
    if matched and 2 * len(matched) > len(filled):
        if any(m["sign"] for m in matched) or "%" in f"{column.head} {grid.table.caption} {grid.table.note}":
            yield from _both_series(column, cells, both)
        return
    figures = tuple(map(figure_of, cells))
    if any(figures):
        yield Series(column.head, figures, _measures(figures))


def _both_series(column: Column, cells: Sequence[Cell], both: Sequence[re.Match[str] | None]) -> Iterator[Series]:
    """A column of `45 (32.1 %)` as one of counts and one of percentages."""
    counts: list[Figure | None] = []
    percents: list[Figure | None] = []
    for cell, match in zip(cells, both, strict=True):
        counts.append(_plain(cell, re.sub(r"[^\d]", "", match["count"])) if match else figure_of(cell))
        percents.append(_plain(cell, match["percent"].replace(",", ".").replace("·", ".")) if match else None)
    yield Series(_SIGN_IN_HEAD.sub("", column.head).strip(), tuple(counts), "")
    yield Series(column.head, tuple(percents), "%")


def _plain(cell: Cell, digits: str) -> Figure:
    value = Decimal(digits)
    places = -int(value.as_tuple().exponent)
    return Figure(cell, digits, value, Decimal(1).scaleb(-places))
