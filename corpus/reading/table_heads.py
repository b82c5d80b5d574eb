"""Heads of a table that stand over several columns: which columns each of them covers, and how deep the heads go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from corpus.reading.page_table import CellLines
from corpus.reading.table_columns import Columns, is_figure

_SKIPPED = 4.0
_OFF_CENTRE = 4.0
_DEEPEST = 4
_ASIDE = 0.5
_YEAR = re.compile(r"\(?(?:1[89]|20)\d\d(?:[/–-]\d{2,4})?\)?\*?|\(\d{1,2}\)|\(?[ivx]{1,4}\)")


_Shares = tuple[float, tuple[tuple[int, int], ...]]


@dataclass(frozen=True)
class Extent:
    """Where a head's words stand, and the first and last column that they reach into."""

    left: float
    right: float
    first: int
    last: int


def covered(heads: Sequence[Extent], columns: Columns, first: int, last: int) -> list[tuple[int, int]] | None:
    """The columns from `first` to `last` shared out to the heads of one line, each to the middle or a side of its own.

    None where they don't fit. The shares with the least distance in all are found by dynamic programming.
    """
    best: dict[int, _Shares] = {first: (0.0, ())}
    for head in heads:
        following: dict[int, _Shares] = {}
        for start, (cost, shares) in sorted(best.items()):
            for begin, end in product(range(start, head.first + 1), range(head.last, last + 1)):
                total = cost + _SKIPPED * (begin - start) + _distance(head, columns, begin, end)
                if end + 1 not in following or total < following[end + 1][0]:
                    following[end + 1] = total, (*shares, (begin, end))
        best = following
    if not best:
        return None
    _, shares = min((cost + _SKIPPED * (last + 1 - start), shares) for start, (cost, shares) in best.items())
    distances = [_distance(head, columns, *share) for head, share in zip(heads, shares, strict=True)]
    return list(shares) if max(distances, default=0.0) <= _OFF_CENTRE else None


def _distance(head: Extent, columns: Columns, first: int, last: int) -> float:
    """How far the head stands from the middle of the columns' words, or from one of their sides; 0 for one column."""
    if first == last:
        return 0.0
    left, right = columns.inked[first][0], columns.inked[last][1]
    aside = min(abs(head.left - left), abs(head.right - right)) + _ASIDE
    return min(abs((head.left + head.right) - (left + right)) / 2, aside)


def extent(cell: CellLines, columns: Columns) -> Extent:
    """Where the words of a cell stand."""
    left, right = min(line.left for line in cell.lines), max(line.right for line in cell.lines)
    return Extent(left, right, *columns.reach(left, right))


def with_heads(rows: list[list[CellLines]], columns: Columns, heads: int = 0) -> tuple[list[list[CellLines]], int]:
    """The rows with heads that reach over all columns that they head, and how many rows are heads, if not `heads`."""
    heads = heads or head_count(rows)
    spread(rows, columns, heads)
    for index in range(heads - 2, -1, -1):
        if _is_wrapped(rows[index], rows[index + 1]):
            rows = [*rows[:index], _one_head(rows[index], rows[index + 1]), *rows[index + 2 :]]
            heads -= 1
    return rows, heads


def is_plain_figure(text: str) -> bool:
    """Whether a cell holds a figure that is neither a year nor the number of a column, as heads are."""
    return is_figure(text) and not _YEAR.fullmatch(text)


def _is_wrapped(row: Sequence[CellLines], below: Sequence[CellLines]) -> bool:
    """Whether two rows of heads are the lines of one: nothing spans columns, and most words below begin small."""
    if any(a is b and a.lines for a, b in pairwise(row)):
        return False
    if row[0].lines and row[0] is below[0]:
        return True
    later = [b.text for a, b in zip(row, below, strict=True) if a.lines and b.lines]
    return bool(later) and 2 * sum(text[0].islower() for text in later) >= len(later)


def _one_head(row: Sequence[CellLines], below: Sequence[CellLines]) -> list[CellLines]:
    pairs = zip(row, below, strict=True)
    return [a if a is b or not b.lines else CellLines([*a.lines, *b.lines]) if a.lines else b for a, b in pairs]


def head_count(rows: Sequence[Sequence[CellLines]]) -> int:
    """How many rows at the top hold no figures but years and numbers of columns; 1 at least.

    A row under heads that span columns is one too, and a row with a label alone isn't.
    """
    heads = 1
    while heads < min(_DEEPEST, len(rows) - 1) and _is_over(rows[heads - 1], rows[heads]):
        heads += 1
    return heads


def _is_over(row: Sequence[CellLines], below: Sequence[CellLines]) -> bool:
    if any(a is b and a.lines for a, b in pairwise(row)) and any(cell.lines for cell in below[1:]):
        return True
    shares = [a is b and bool(a.lines) for a, b in zip(row, below, strict=True)]
    if any(shares):
        return True
    filled = [cell.text for cell in below[1:] if cell.lines]
    plain = [text for text in filled if not is_plain_figure(text)]
    empty_above = not row[0].lines and sum(bool(cell.lines) for cell in row) < sum(bool(cell.lines) for cell in below)
    return empty_above and len(filled) > 1 and len(plain) == len(filled)


def spread(rows: list[list[CellLines]], columns: Columns, heads: int) -> None:
    """Let each head of a row that has another row of heads below it reach over all columns that it heads."""
    for row in rows[: heads - 1]:
        last_row = rows[heads - 1]
        whole = [bool(cell.lines) and cell is below for cell, below in zip(row, last_row, strict=True)]
        start = 0 if row[0].lines else 1
        for first, last in _stretches([whole[c] or c < start for c in range(len(row))]):
            _spread_between(row, columns, first, last)


def _stretches(taken: Sequence[bool]) -> list[tuple[int, int]]:
    """The first and last of the places side by side that are not taken."""
    found: list[tuple[int, int]] = []
    for place, is_taken in enumerate(taken):
        if is_taken:
            continue
        if found and found[-1][1] == place - 1:
            found[-1] = found[-1][0], place
        else:
            found.append((place, place))
    return found


def _spread_between(row: list[CellLines], columns: Columns, first: int, last: int) -> None:
    cells = list({id(cell): cell for cell in row[first : last + 1] if cell.lines}.values())
    if len(cells) > last - first:
        return
    shares = covered([extent(cell, columns) for cell in cells], columns, first, last)
    for cell, (begin, end) in zip(cells, shares or (), strict=False):
        row[begin : end + 1] = [cell] * (end + 1 - begin)
