"""Tables whose columns upright rules part, without rules across: all sides ruled, or only between the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.reading.page_table import CellLines, Doubt, PageTable, middle, places
from corpus.reading.rule_groups import TOUCH, pillars
from corpus.reading.sheet import Rule, Sheet, Word
from corpus.reading.table_columns import Columns, Part
from corpus.reading.table_heads import head_count
from corpus.reading.table_rows import are_doubtful, band_rows, rows_of
from corpus.reading.table_shape import is_prose, is_tabular

_NARROWEST = 6.0
_MARGIN = 1.0
_FEWEST_COLUMNS = 2


def pillared_tables(sheet: Sheet, upright: Sequence[Rule], words: Sequence[Word]) -> Iterator[PageTable]:
    """The tables between the upright rules, which are whole; where pieces of these meet, a row ends."""
    for group in pillars(upright):
        table = _table(sheet, group, words)
        if table is not None:
            yield table


def _table(sheet: Sheet, group: Sequence[Rule], words: Sequence[Word]) -> PageTable | None:
    ruled = places((rule.at for rule in group), _NARROWEST)
    low, high = group[0].low, group[0].high
    inside = _words(words, ruled, low, high)
    xs = _with_sides(ruled, inside)
    if len(xs) <= _FEWEST_COLUMNS:
        return None
    parts = Columns(tuple(xs)).parts(inside, sheet.number)
    breaks = _breaks(sheet.rules, group)
    rows = _rows(parts, breaks, len(xs) - 1)
    prose = is_prose([line.text for row in rows for cell in row for line in cell.lines])
    apart = any(not any(row[column].lines for row in rows) for column in range(len(xs) - 1))
    if apart or prose or not is_tabular(rows):
        return None
    doubts = [Doubt.SPACED] if not breaks and are_doubtful(parts, rows) else []
    return PageTable(
        sheet.number, xs[0], low, xs[-1], high, tuple(xs), rows, doubts=doubts, heads=head_count(rows)
    )  # fmt: skip


def _words(words: Sequence[Word], xs: Sequence[float], low: float, high: float) -> list[Word]:
    """The words between the rules, and those left and right of them that were drawn with them, cell after cell."""
    ordered = sorted(words, key=lambda word: word.start)
    level = [low <= middle(word) <= high for word in ordered]
    inside = [i for i, word in enumerate(ordered) if level[i] and xs[0] <= _centre(word) <= xs[-1]]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    drawn = [ordered[i] for i in range(first, last + 1) if level[i]]
    if any(_centre(word) < xs[0] for word in drawn):
        while first > 0 and level[first - 1] and _centre(ordered[first - 1]) < xs[0]:
            first -= 1
    if any(_centre(word) > xs[-1] for word in drawn):
        while last + 1 < len(ordered) and level[last + 1] and _centre(ordered[last + 1]) > xs[-1]:
            last += 1
    return [ordered[i] for i in range(first, last + 1) if level[i]]


def _with_sides(xs: Sequence[float], words: Sequence[Word]) -> list[float]:
    """The rules, and the sides of what stands left and right of them."""
    left = [word.left - _MARGIN for word in words if _centre(word) < xs[0]]
    right = [word.right + _MARGIN for word in words if _centre(word) > xs[-1]]
    return [*([min(left)] if left else []), *xs, *([max(right)] if right else [])]


def _breaks(rules: Sequence[Rule], group: Sequence[Rule]) -> list[float]:
    """The heights inside the group where each of its rules ends a piece: those of its rows."""
    low, high = group[0].low, group[0].high
    ends = [
        (rule.high, index)
        for index, whole in enumerate(group)
        for rule in rules
        if not rule.across and abs(rule.at - whole.at) <= _MARGIN and low + TOUCH < rule.high < high - TOUCH
    ]
    found = places((end for end, _ in ends), TOUCH)
    return [at for at in found if len({index for end, index in ends if abs(end - at) <= TOUCH}) == len(group)]


def _rows(parts: Sequence[Part], breaks: Sequence[float], count: int) -> list[list[CellLines]]:
    if not breaks:
        return rows_of(parts, count)
    bands: list[list[Part]] = [[] for _ in range(len(breaks) + 1)]
    for part in parts:
        bands[sum(at <= middle(part.line.main) for at in breaks)].append(part)
    return [row for band in bands if band for row in band_rows(band, count, one=True)]


def _centre(word: Word) -> float:
    return (word.left + word.right) / 2
