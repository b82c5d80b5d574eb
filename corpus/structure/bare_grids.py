"""Grids without the rows that are none: ornament, and captions, titles and notes that stand in rows of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.captions import caption_of, is_continuation, is_note
from corpus.structure.grid_rows import Row, header_count, is_number
from corpus.structure.lines import plain_words

_TITLE_WORDS = 30


def bare_grid(text: str, grid: Grid) -> Grid:
    """The grid with rows of one length, without ornament, and without captions, titles and notes at its two ends."""
    rows = _evened(grid)
    kept = [index for index, row in enumerate(rows) if any(_says_something(span.of(text)) for span in row)]
    kept = _without_notes(text, rows, _without_captions(text, rows, kept, grid.header_rows))
    if len(kept) == len(rows):
        return replace(grid, rows=rows)
    found = tuple(rows[index] for index in kept)
    heads = sum(index < grid.header_rows for index in kept)
    if not heads and grid.header_rows:
        heads = header_count([[span.of(text) for span in row] for row in found])
    cells = [span for row in found for span in row]
    cover = Span(min(s.start for s in cells), max(s.end for s in cells)) if cells else grid.span
    return replace(grid, rows=found, header_rows=heads, span=cover)


def _evened(grid: Grid) -> tuple[Row, ...]:
    """The rows, short ones filled up with empty cells: no reader's slip may lose the document."""
    width = max((len(row) for row in grid.rows), default=0)
    ends = [row[-1].end if row else grid.span.start for row in grid.rows]
    return tuple((*row, *[Span(end, end)] * (width - len(row))) for row, end in zip(grid.rows, ends, strict=True))


def _says_something(cell: str) -> bool:
    return any(c.isalnum() for c in plain_words(cell))


def _without_captions(text: str, rows: Sequence[Row], kept: list[int], heads: int) -> list[int]:
    for place, index in enumerate(kept):
        words = text[min(s.start for s in rows[index]) : max(s.end for s in rows[index])]
        if not (caption_of(words) or is_continuation(words) or _is_title(text, rows, kept[place:], heads)):
            return kept[place:]
    return []


def _is_title(text: str, rows: Sequence[Row], kept: Sequence[int], heads: int) -> bool:
    """Whether the first row holds one cell over all columns, or one before a row of heads and rows with figures.

    Where it is the only row of heads, one cell over all columns may be their head.
    """
    first = rows[kept[0]]
    filled = {span for span in first if len(span)}
    if len(filled) != 1 or len(first) < 2 or len(kept) < 3 or not len(first[0]):
        return False
    title = first[0].of(text)
    if len(title.split()) > _TITLE_WORDS or is_number(title):
        return False
    if len({span for span in rows[kept[1]] if len(span)}) < 2:
        return False
    below = [[span.of(text) for span in rows[index]] for index in kept[1:]]
    return (all(first) and heads != 1) or (
        header_count(below) > 0 and any(is_number(cell) for row in below[1:] for cell in row)
    )


def _without_notes(text: str, rows: Sequence[Row], kept: list[int]) -> list[int]:
    last = len(kept)
    while last > 1 and _is_note_row(text, rows[kept[last - 1]]):
        last -= 1
    return kept[:last]


def _is_note_row(text: str, row: Row) -> bool:
    filled = {span for span in row if len(span)}
    return len(filled) == 1 and is_note(next(iter(filled)).of(text))
