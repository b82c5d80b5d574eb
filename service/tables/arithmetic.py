"""Figures worked out from a table's cells: each rule says what it needs, and gives nothing where it isn't there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from service.tables.computation import Computation, Operation
from service.tables.counting import counted, rows_compared
from service.tables.fitting import Fit, cell_at
from service.tables.grid import Record
from service.tables.lines import Figure, Line, lines
from service.tables.measuring import is_measured
from service.tables.parts_of import is_intensive, may_be_part, overlap
from service.tables.request import Request
from service.tables.scale import are_comparable, rounded, scale_of, to_step, with_unit, written
from service.tables.wording import met, stems_of
from service.tables.worked import MOST_SUMMED, Worked, named, reference, valued, worked

LARGE = 1000
"""Means of figures from here on are given in whole numbers."""


def work_out(request: Request, fit: Fit) -> Worked | None:
    """The operation that is asked for over the rows and columns that are; None where it can't be told surely."""
    rule = _RULES.get(request.operation) if request.operation and not fit.is_vague else None
    if rule is None or not is_measured(request, fit) or _is_of_two_subjects(request, fit):
        return None
    return rows_compared(request, fit) or rule(request, fit)


def _is_of_two_subjects(request: Request, fit: Fit) -> bool:
    """Whether of two rows only one is of what the question names beside them: of Esker's smiths, Fenmark's weavers."""
    if len(fit.rows) != 2 or len(fit.grid.keys) < 2 or _are_called(request, *fit.rows):
        return False
    terms = frozenset(request.terms)
    pairs = [tuple(row.cells[key.index].text for row in fit.rows) for key in fit.grid.keys]
    named = [sum(1 for text in pair if met(terms, stems_of(text))) for pair in pairs if pair[0] != pair[1]]
    return {1, 2} <= set(named)


def _extreme(request: Request, fit: Fit) -> Worked | None:
    """The greatest or the least; over several columns only where all of them say the same."""
    if request.compares_two and not (len(request.tables) < 2 and all(_are_named(request, fit, x) for x in lines(fit))):
        return None
    found = [worked for line in lines(fit) if (worked := _greatest(request, fit, line))]
    if not found or len(found) < len(lines(fit)):
        return None
    return found[0] if len(found) == 1 or _say_the_same(found) else None


def _are_named(request: Request, fit: Fit, line: Line) -> bool:
    """Whether a line is of two figures, each of which the question names by words of its own."""
    told = [column.stems for column in fit.columns] if line.across else [record.stems for record in fit.rows]
    called = {met(request.terms, stems) for stems in told}
    return len(line.figures) == len(told) == len(called) == 2 and frozenset() not in called


def _say_the_same(found: Sequence[Worked]) -> bool:
    """Whether two columns give one winner as a number and as its share."""
    first = [worked.figures[0] for worked in found]
    kinds = {scale_of(figure.unit).is_percent for figure in first}
    return len(found) == len(kinds) == 2 and len({figure.record.index for figure in first}) == 1


def _greatest(request: Request, fit: Fit, line: Line) -> Worked | None:
    if len(line.figures) < 2 or not are_comparable(tuple(figure.cell for figure in line.figures)):
        return None
    if not line.across and any(figure.record.is_total for figure in line.figures):
        return None
    fewest = request.fewest or request.operation == "minimum"
    ranked = sorted(line.figures, key=lambda figure: figure.value if fewest else -figure.value)
    if request.operation == "rank" and request.nth == 1 and request.bound is None:
        return _ranking(fit, line, ranked)
    if max(request.nth, request.most) > len(ranked):
        return None
    if request.most > 1:
        return _first_of(fit, line, ranked, request.most, fewest)
    place = ranked[request.nth - 1]
    tied = [figure for figure in ranked if figure.value == place.value]
    shown = _around(ranked, request.nth, tied)
    sign = "<" if fewest else ">"
    expression = f" {sign} ".join(named(line, figure) for figure in shown)
    if len(tied) > 1:
        expression = " = ".join(named(line, figure) for figure in tied)
    of = f"; {_degree(request.nth, fewest)} of {len(line.figures)} figures for “{line.measure}”"
    result = " and ".join(f"{line.name(figure)}: {valued(figure)}" for figure in tied)
    operation: Operation = "rank" if request.nth > 1 else "minimum" if fewest else "maximum"
    first = [place, *(figure for figure in shown if figure is not place)] if len(tied) == 1 else tied
    refs = tuple(reference(fit, figure) for figure in first)
    return Worked(Computation(operation, expression + of, result, refs), tuple(first), line.blanks, len(line.figures))


def _around(ranked: Sequence[Figure], nth: int, tied: Sequence[Figure]) -> list[Figure]:
    """The figure at a place, those before it, and the next one with another value."""
    after = [figure for figure in ranked[nth:] if figure not in tied][:1]
    return [*ranked[:nth], *after]


def _degree(nth: int, fewest: bool) -> str:
    extreme = "lowest" if fewest else "highest"
    ordinal = {1: "", 2: "second ", 3: "third "}.get(nth, f"{nth}th ")
    return f"the {ordinal}{extreme}"


def _first_of(fit: Fit, line: Line, ranked: Sequence[Figure], most: int, fewest: bool) -> Worked | None:
    """So many of the greatest, or of the least; none where the last of them has an equal that is left out."""
    if most > MOST_SUMMED or (most < len(ranked) and ranked[most - 1].value == ranked[most].value):
        return None
    sign = " < " if fewest else " > "
    shown = sign.join(named(line, figure) for figure in ranked[: most + 1])
    expression = (
        f"{shown}; the {most} {'lowest' if fewest else 'highest'} of {len(ranked)} figures for “{line.measure}”"
    )
    result = ", ".join(f"{n}. {line.name(figure)}: {valued(figure)}" for n, figure in enumerate(ranked[:most], start=1))
    return worked(fit, "rank", expression, result, ranked[: most + 1], line.blanks)


def _ranking(fit: Fit, line: Line, ranked: Sequence[Figure]) -> Worked | None:
    if len(ranked) > MOST_SUMMED:
        return None
    expression = " > ".join(named(line, figure) for figure in ranked)
    result = ", ".join(f"{n}. {line.name(figure)}" for n, figure in enumerate(ranked, start=1))
    refs = tuple(reference(fit, figure) for figure in ranked)
    return Worked(Computation("rank", expression, result, refs), tuple(ranked), line.blanks)


def _pair(request: Request, fit: Fit) -> tuple[Line, Figure, Figure] | None:
    """The two figures that are compared, the later year or the greater one first; None where they aren't just two."""
    found = lines(fit)
    if len(found) != 1 or len(found[0].figures) != 2 or found[0].missing:
        return None
    line = found[0]
    one, two = line.figures
    if not (line.across or _are_called(request, one.record, two.record) or _differ_in_one(fit, one.record, two.record)):
        return None
    if not are_comparable((one.cell, two.cell)) or not (fit.rows or line.across or len(fit.grid.parts) == 2):
        return None
    years = [sorted(figure.column.years | figure.record.years) for figure in (one, two)]
    if fit.is_change and (years[0] == years[1] or not all(years)):
        return None
    if len(years[0]) == len(years[1]) == 1 and years[0] != years[1]:
        later, earlier = (two, one) if years[0] < years[1] else (one, two)
        agrees = not fit.is_change or _agrees(request, later.value - earlier.value)
        return (line, later, earlier) if agrees else None
    return (line, one, two) if one.value >= two.value else (line, two, one)


def _agrees(request: Request, change: Decimal) -> bool:
    """Whether a change goes the way that is asked, where the question names just one."""
    said = stems_of(request.text)
    rises, falls = bool(said & _RISES), bool(said & _FALLS)
    return change == 0 or rises == falls or rises == (change > 0)


_RISES = stems_of("grow gain expand")
_FALLS = stems_of("fall lose loss reduce reduction shrink shrank shrunk")


def _differ_in_one(fit: Fit, one: Record, two: Record) -> bool:
    """Whether the names of two rows differ in one thing alone: else a comparison changes several at once."""
    return sum(one.cells[column.index].text != two.cells[column.index].text for column in fit.grid.keys) <= 1


def _are_called(request: Request, one: Record, two: Record) -> bool:
    """Whether each of two rows is called by a name of its own that other cells hold."""
    called = [
        [item for item in record.details if item and met(item, frozenset(request.terms)) == item]
        for record in (one, two)
    ]
    return all(called) and called[0] != called[1]


def _difference(request: Request, fit: Fit) -> Worked | None:
    pair = _pair(request, fit)
    if pair is None:
        return None
    line, one, two = pair
    if request.relative and not scale_of(one.unit).is_percent:
        return _change(fit, line, one, two)
    gap = (one.value - two.value) / one.scale
    unit = "percentage points" if scale_of(one.unit).is_percent else one.unit
    result = with_unit(written(gap, one.cell.text), unit)
    expression = f"{named(line, one)} − {named(line, two)} = {result}"
    return worked(fit, "difference", expression, result, (one, two))


def _change(fit: Fit, line: Line, one: Figure, two: Figure) -> Worked | None:
    if two.value <= 0:
        return None
    change = 100 * (one.value - two.value) / two.value
    result, equals = _approximate(change, "%")
    expression = f"({named(line, one)} − {named(line, two)}) / {two.cell.text} {equals} {result}"
    return worked(fit, "ratio", expression, result, (one, two))


def _ratio(request: Request, fit: Fit) -> Worked | None:
    pair = _pair(request, fit)
    if pair is None or pair[1].value <= 0 or pair[2].value <= 0:
        return None
    line, one, two = pair
    result, equals = _approximate(one.value / two.value, "times")
    expression = f"{named(line, one)} / {named(line, two)} {equals} {result}"
    return worked(fit, "ratio", expression, result, (one, two))


def _share(request: Request, fit: Fit) -> Worked | None:
    """A row's part of the total that the table gives for its column, or one column's part of another in a row."""
    rows = [record for record in fit.rows if not record.is_blank and not record.is_total]
    if fit.grid.layout != "measures" or len(rows) != 1:
        return None
    totals = [record for record in fit.grid.records if record.is_total]
    if len(fit.columns) == 2:
        parts = [Figure(rows[0], column, cell_at(rows[0], column)) for column in fit.columns]
        return _part_of(request, fit, parts, across=True)
    if len(fit.columns) == 1 and len(totals) == 1:
        column = fit.columns[0]
        parts = [Figure(record, column, cell_at(record, column)) for record in (rows[0], totals[0])]
        return _part_of(request, fit, parts, across=False)
    return None


def _part_of(request: Request, fit: Fit, figures: Sequence[Figure], across: bool) -> Worked | None:
    cells = tuple(figure.cell for figure in figures)
    if not are_comparable(cells) or scale_of(figures[0].unit).is_percent:
        return None
    part, whole = sorted(figures, key=lambda figure: figure.value) if across else figures
    if not may_be_part(request, part.column.head, whole.column.head):
        return None
    if not 0 <= part.value <= whole.value or whole.value == 0:
        return None
    line = Line("", tuple(figures), (), across)
    result, equals = _approximate(100 * part.value / whole.value, "%")
    expression = f"{named(line, part)} / {named(line, whole)} {equals} {result}"
    return worked(fit, "share", expression, result, (part, whole))


def _total(request: Request, fit: Fit) -> Worked | None:
    """The sum of the rows that are named, or of all."""
    line = _together(request, fit, [line for line in lines(fit) if not _is_percent(line)])
    if line is None or is_intensive(line.measure, line.figures[0].column.head):
        return None
    if not line.across and overlap(fit.grid, line.figures[0].column):
        return None
    first = line.figures[0]
    whole = sum((figure.value for figure in line.figures), Decimal(0))
    result = with_unit(written(whole / first.scale, first.cell.text), first.unit)
    return worked(fit, "sum", f"{_added(line)} = {result}", result, line.figures)


def _average(request: Request, fit: Fit) -> Worked | None:
    """The plain mean of the rows that are named, or of all; of rates only where they are percentages."""
    line = _together(request, fit, lines(fit))
    if line is None or (line.across and _is_percent(line)):
        return None
    if is_intensive(line.measure, line.figures[0].column.head) and not _is_percent(line):
        return None
    first = line.figures[0]
    whole = sum((figure.value for figure in line.figures), Decimal(0))
    mean = whole / first.scale / len(line.figures)
    near = to_step(mean, min(_step(figure) for figure in line.figures))
    result, equals = with_unit(written(near, first.cell.text), first.unit), "=" if near == mean else "≈"
    expression = f"({_added(line)}) / {len(line.figures)} {equals} {result} (each counted once)"
    return worked(fit, "average", expression, result, line.figures, line.blanks)


def _together(request: Request, fit: Fit, compared: Sequence[Line]) -> Line | None:
    """The one line whose figures may be taken together: of one year, or of the years that are asked for."""
    if len(compared) != 1 or compared[0].missing or len(fit.rows) == 1 or any(row.is_total for row in fit.rows):
        return None
    line = compared[0]
    years = {figure.record.years | figure.column.years for figure in line.figures}
    if len(years) > 1 and frozenset[str]().union(*years) != request.years:
        return None
    is_short = 2 <= len(line.figures) <= MOST_SUMMED
    return line if is_short and are_comparable(tuple(figure.cell for figure in line.figures)) else None


def _step(figure: Figure) -> Decimal:
    """One place behind those that a figure is written with; large whole numbers have none."""
    assert figure.cell.quantity is not None
    value = Decimal(repr(figure.cell.quantity.value)).normalize()
    return Decimal(1) if abs(value) >= LARGE else Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0) - 1)


def _is_percent(line: Line) -> bool:
    return any(scale_of(figure.unit).is_percent for figure in line.figures)


def _added(line: Line) -> str:
    return " + ".join(named(line, figure) for figure in line.figures)


_RULES: dict[Operation, Callable[[Request, Fit], Worked | None]] = {
    "maximum": _extreme,
    "minimum": _extreme,
    "rank": _extreme,
    "difference": _difference,
    "ratio": _ratio,
    "share": _share,
    "sum": _total,
    "average": _average,
    "count": counted,
}


def _approximate(value: Decimal, unit: str) -> tuple[str, str]:
    """A quotient to a reader's precision, and whether it equals or nearly equals."""
    near = (round(value, 1) if unit == "%" else rounded(value)) or rounded(value, 1)
    return with_unit(written(near), unit), "=" if near == value else "≈"
