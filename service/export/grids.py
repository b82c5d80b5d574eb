"""Grids: quoted rows of one table under their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.export.plain_words import one_line
from service.quotes.quote import TableRow


@dataclass(frozen=True)
class Grid:
    """Rows that all have as many cells as there are `heads`; all heads may be empty."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_headed(self) -> bool:
        """Whether any column has a head."""
        return any(self.heads)


def grid_of(rows: Sequence[TableRow]) -> Grid:
    """The rows, which are of one table, without the columns that have neither a head nor a value in them."""
    heads = rows[0].heads
    width = max([len(heads), *(len(row.cells) for row in rows)])
    wide_heads = _wide(heads, width)
    wide_rows = [_wide(row.cells, width) for row in rows]
    kept = [i for i in range(width) if wide_heads[i] or any(row[i] for row in wide_rows)]
    return Grid(
        one_line(rows[0].caption),
        tuple(wide_heads[i] for i in kept),
        tuple(tuple(row[i] for i in kept) for row in wide_rows),
    )


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(one_line(cell) for cell in (*cells, *[""] * (width - len(cells))))
