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


def placed(rows: Sequence[Sequence[Extent]]) -> list[list[Owner | None]]:
    """The cell in each place of the grid that these rows make, None where there is none; all rows equally long.

    A cell takes the first free place of its row and covers what is free beside it, as HTML lays out its tables.
    Columns in which no cell begins, as one cell of many columns makes them, are left out.
    """
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
                for down in range(r, min(r + height, len(rows))):
                    places.setdefault((down, across), (r, number))
    kept = sorted(begun)
    return [[places.get((r, column)) for column in kept] for r in range(len(rows))]
