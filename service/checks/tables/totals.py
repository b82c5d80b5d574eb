"""Totals of a table, down its columns and across its rows, held against the sum of their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Document, Span
from corpus.structure.quantities import is_year
from service.checks.places import place_in
from service.checks.tables.board import MEANS, Board, Figure, Series, boards
from service.checks.tables.bounds import HALF, Bounds, exactly
from service.checks.tables.crossings import OffSum, each_fault_once
from service.checks.tables.naming import number, quoted, table_name
from service.checks.tables.several import allows_several
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import capital
from service.tables.fitting import Source
from service.tables.scale import to_step
from service.tables.sources import own_sources

MOST_SHOWN = 8
"""Parts of a sum that a finding names."""

FARTHEST_OFF = Decimal("0.25")
"""A sum that differs from a lone total by more than this share of it is of something else."""


@dataclass(frozen=True)
class Sum:
    """One figure of a total beside the sum of its parts' figures."""

    series: Series
    total: Figure
    parts: tuple[Figure, ...]

    @property
    def value(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def fits(self) -> bool:
        """Whether they add up to the total within rounding."""
        return self._bounds(exact=True).meets(self.total.exact)

    @property
    def nearly_fits(self) -> bool:
        """Whether they would if whole numbers were rounded too."""
        return self._bounds(exact=False).meets(self.total.bounds)

    def _bounds(self, *, exact: bool) -> Bounds:
        found = exactly(Decimal(0))
        for part in self.parts:
            found = found + (part.exact if exact else part.bounds)
        return found

    @property
    def is_near(self) -> bool:
        """Whether the two are near enough for the one to be meant as the other."""
        return bool(self.total.value) and abs(self.value - self.total.value) <= FARTHEST_OFF * abs(self.total.value)

    @property
    def looks_like_a_mean(self) -> bool:
        """Whether the total lies between the parts, as a mean or a rate of all does."""
        values = [part.value for part in self.parts]
        return min(values) <= self.total.value <= max(values)

    @property
    def says_something(self) -> bool:
        """Whether it takes more than one part to make the total up."""
        return sum(1 for part in self.parts if part.value) > 1


def check_totals(document: Document) -> Iterator[Finding]:
    """Each total of the document's tables that says what other rows or columns add up to."""
    for source in own_sources(document):
        off: list[OffSum] = []
        for board in boards(source.grid):
            for entry in board.totals:
                for finding, one in _of_total(source, board, entry):
                    if finding.verdict == "ok":
                        yield finding
                    else:
                        off.append(OffSum(finding, one.parts, one.total, one.value - one.total.value, board.is_across))
        yield from each_fault_once(off, document)


def _of_total(source: Source, board: Board, total: int) -> Iterator[tuple[Finding, Sum]]:
    """What one total's figures say, by the choice of parts that fits the most of them."""
    tried = [sums for parts in _choices(board, total) if (sums := _sums(board, total, parts))]
    if not tried:
        return
    best = max(tried, key=lambda sums: sum(1 for one in sums if one.fits and one.says_something))
    support = sum(1 for one in best if one.fits and one.says_something)
    fits_somewhere = {id(one.total) for sums in tried for one in sums if one.fits}
    fine: set[Span] = set()
    faulty: set[Span] = set()
    for one in best:
        if one.fits and one.says_something and not _is_hundred(one):
            yield _finding(source, board, total, one, "ok", fine), one
        elif one.value > one.total.value and allows_several(source.document, source.grid.table):
            continue
        elif id(one.total) not in fits_somewhere and _should_fit(board, one, support, best):
            sure = not one.nearly_fits and (support > 0 or one.is_near)
            yield _finding(source, board, total, one, "problem" if sure else "doubt", faulty), one


def _choices(board: Board, total: int) -> Iterator[tuple[int, ...]]:
    """The entries that a total may sum up: its part's, all, those of the subtotals, those below it."""
    entries = board.entries
    every = [i for i, entry in enumerate(entries) if entry.is_part]
    with_repeats = [i for i, e in enumerate(entries) if e.is_part or (e.is_repeat and not (e.is_total or e.is_mean))]
    own = [i for i in every if not entries[i].is_detail]
    before = [i for i in board.totals if i < total]
    last = before[-1] if before else -1
    same = [i for i in own if entries[i].part == entries[total].part]
    choices = [
        [i for i in own if last < i < total],
        [i for i in same if i < total],
        [i for i in own if i < total],
        own,
        before,
        [*before, *(i for i in own if last < i < total)],
        [i for i in own if i > total],
        [i for i in every if last < i < total],
        [i for i in own if total < i < next((t for t in board.totals if t > total), len(entries))],
        [i for i in board.totals if i > total],
        *([[i for i in with_repeats if last < i < total]] if len(with_repeats) > len(every) else []),
    ]
    for choice in dict.fromkeys(map(tuple, choices)):
        if len(choice) > 1:
            yield choice


def _sums(board: Board, total: int, parts: tuple[int, ...]) -> tuple[Sum, ...]:
    """The series that have the total and all of the parts, in one unit."""
    found = []
    for series in board.series:
        whole, figures = series.figures[total], [series.figures[i] for i in parts]
        known = tuple(figure for figure in figures if figure)
        if whole is None or len(known) < len(figures):
            continue
        if board.is_across and len({_unit(figure) for figure in (whole, *known)}) > 1:
            continue
        found.append(Sum(series, whole, known))
    return tuple(found)


def _unit(figure: Figure) -> str | None:
    return figure.cell.quantity.unit if figure.cell.quantity else None


def _should_fit(board: Board, one: Sum, support: int, of: Sequence[Sum]) -> bool:
    """Whether other totals of the row or the column show that this one is a sum, or its nearness does."""
    if not one.says_something or _is_hundred(one):
        return False
    if one.series.is_percent:
        return support >= 1 and one.is_near and abs(one.value - one.total.value) <= HALF * abs(one.total.value)
    if board.is_across:
        return support >= 2 and 5 * support >= 3 * len(of)
    if support >= 1 and (one.is_near or _is_like_a_fitting_one(one, of) or not one.looks_like_a_mean):
        return not MEANS.search(one.series.head)
    counts = all(part.step >= 1 for part in one.parts) or one.series.measures != ""
    return counts and (one.is_near or (not one.looks_like_a_mean and one.total.value < one.value < 2 * one.total.value))


def _is_like_a_fitting_one(one: Sum, every: Sequence[Sum]) -> bool:
    """Whether a series that does add up measures the same, or is of another year."""
    others = [other.series for other in every if other is not one and other.fits and other.says_something]
    is_same = any(other.measures == one.series.measures != "" for other in others)
    return is_same or (is_year(one.series.head) and any(is_year(other.head) for other in others))


def _is_hundred(one: Sum) -> bool:
    """Whether it is a total of shares, which is looked at as one."""
    return one.series.is_percent and one.total.value == 100


def _finding(source: Source, board: Board, total: int, one: Sum, verdict: FindingVerdict, taken: set[Span]) -> Finding:
    table, name = table_name(source.grid.table), board.entries[total].label
    scale = one.total.scale
    step = min(part.step for part in one.parts) / scale
    added = number(to_step(one.value / scale, step), one.total.text)
    what = f"the row {quoted(one.series.head)}" if board.is_across else f"the column {quoted(one.series.head)}"
    parts = " + ".join(part.text for part in one.parts[:MOST_SHOWN]) + (" + …" if len(one.parts) > MOST_SHOWN else "")
    span = board.span_of(total, one.series)
    span = one.total.cell.span if span in taken else span
    taken.add(span)
    if verdict == "ok":
        text = f"In {table} the parts of {what} add up to {added}, as {quoted(name)} says."
        return Finding("shares_not_100", "ok", span, capital(text))
    once = ", the row that stands twice counted once" if any(entry.is_repeat for entry in board.entries) else ""
    text = f"In {table} the parts of {what} add up to {added}{once}, but {quoted(name)} gives {one.total.text}."
    places = tuple(place_in(source.document, part.cell.span) for part in one.parts[:MOST_SHOWN])
    steps = (f"{parts} = {added}",)
    return Finding("shares_not_100", verdict, span, capital(text), places, steps)
