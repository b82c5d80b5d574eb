"""Tables that a page or column break splits, put together again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.reading.page_table import CellLines, PageTable
from corpus.reading.paragraphs import Block, Kind
from corpus.reading.table_columns import is_figure

_SAME_WIDTH = 4.0
Tables = Mapping[tuple[int, int], PageTable]


def joined_tables(blocks: Sequence[Block], tables: Tables) -> list[Block]:
    """The blocks with each table that goes on in the next column or page made one, its repeated head left out."""
    found: list[Block] = []
    open_table: PageTable | None = None
    for block in blocks:
        table = tables.get((block.page, block.lines[0].order)) if block.kind is Kind.TABLE else None
        if table is None:
            open_table = open_table if block.kind is Kind.NOTE else None
        elif open_table is not None and _goes_on(open_table, table):
            _append(open_table, table)
            continue
        else:
            open_table = table
        found.append(block)
    return found


def _goes_on(table: PageTable, following: PageTable) -> bool:
    if len(table.edges) != len(following.edges) or not 0 <= following.page - table.last_page <= 1:
        return False
    if following.page == table.last_page and (following.left < table.right or _are_level(table, following)):
        return False
    if _repeats_head(table, following):
        return True
    widths = zip(_widths(table.edges), _widths(following.edges), strict=True)
    return all(abs(a - b) <= _SAME_WIDTH for a, b in widths)


def _are_level(table: PageTable, following: PageTable) -> bool:
    """Whether the two begin level, side by side: what goes on in the next column begins at its head."""
    return table.page == following.page and abs(table.top - following.top) <= _SAME_WIDTH


def _widths(edges: tuple[float, ...]) -> list[float]:
    return [right - left for left, right in pairwise(edges)]


def _repeats_head(table: PageTable, following: PageTable) -> bool:
    heads = table.header_rows
    return heads < len(following.rows) + 1 and _letters(table.rows[:heads]) == _letters(following.rows[:heads])


def _letters(rows: Sequence[Sequence[CellLines]]) -> list[str]:
    return [re.sub(r"\W", "", cell.text) for row in rows for cell in row]


def _append(table: PageTable, following: PageTable) -> None:
    rows = following.rows[table.header_rows :] if _repeats_head(table, following) else following.rows
    labelled = all(row[0].lines for row in (*table.rows, *rows[1:]))
    if rows and _is_broken(table.rows[-1], rows[0], labelled):
        table.rows[-1] = _one_row(table.rows[-1], rows[0])
        rows = rows[1:]
    table.rows.extend(rows)
    table.open_foot = following.open_foot
    table.last_page = following.page
    table.edges = following.edges
    table.right = following.right


def _one_row(last: Sequence[CellLines], first: Sequence[CellLines]) -> list[CellLines]:
    """The two parts of a row as one, with what spans columns or rows still one cell."""
    row: list[CellLines] = []
    taken: set[int] = set()
    for above, below in zip(last, first, strict=True):
        if above.lines and below.lines and id(below) not in taken:
            above.lines.extend(below.lines)
            taken.add(id(below))
        row.append(above if above.lines else below)
    return row


def _is_broken(last: Sequence[CellLines], first: Sequence[CellLines], labelled: bool) -> bool:
    """Whether the two are parts of one row: a word is broken between them, or what one lacks the other has.

    `labelled` says that all other rows of the table begin with a filled cell.
    """
    both = [(above, below) for above, below in zip(last, first, strict=True) if above.lines and below.lines]
    if any(above.text[-1] in "-\u2010" for above, _ in both):
        return True
    if not both:
        return True
    return labelled and not first[0].lines and not any(is_figure(below.text) for _, below in both)
