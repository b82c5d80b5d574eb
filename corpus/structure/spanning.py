"""Cells that span several places of a grid: which cell stands in which place."""

from __future__ import annotations

from collections.abc import Sequence

Extent = tuple[int, int]
"""How many columns and how many rows a cell covers."""

Owner = tuple[int, int]
"""A cell by its row and its number in that row."""

MOST_COLUMNS = 300
"""No page is wide enough for more; what has more is no table, and would take memory without an end."""

_WIDEST = 100
_MOST_COVERED = 50_000


def placed(rows: Sequence[Sequence[Extent]]) -> list[list[Owner | None]]:
    """The cell in each place of the grid that these rows make, None where there is none; all rows equally long.

    A cell takes the first free place of its row and covers what is free beside it, as HTML lays out its tables.
    Columns in which no cell begins, as one cell of many columns makes them, are left out. Where cells would cover far
    more places than there are cells, as in no table that a person made, each takes one.
    """
    grid = _placed(rows, most=_MOST_COVERED + 10 * sum(map(len, rows)))
    if grid is None:
        alone = [[(1, 1)] * len(row) for row in rows]
        grid = _placed(alone, most=sum(map(len, rows)))
    return grid or []


def _placed(rows: Sequence[Sequence[Extent]], most: int) -> list[list[Owner | None]] | None:
    """The same, or None where more places than `most` would be covered."""
    places: dict[tuple[int, int], Owner] = {}
    begun: set[int] = set()
    for r, row in enumerate(rows):
        column = 0
        for number, (columns, height) in enumerate(row):
            while (r, column) in places:
                column += 1
            begun.add(column)
            for across in range(column, column + min(columns, _WIDEST)):
                if (r, across) in places:
                    break
                if len(places) + min(height, len(rows) - r) > most:
                    return None
                for down in range(r, min(r + height, len(rows))):
                    places.setdefault((down, across), (r, number))
    kept = sorted(begun)
    return [[places.get((r, column)) for column in kept] for r in range(len(rows))]
