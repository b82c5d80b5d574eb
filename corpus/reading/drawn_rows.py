"""Rows of a table as they were drawn: cell after cell, each with all its lines, and then the next row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.reading.table_chunks import SAME_LEVEL, Chunk, Row
from corpus.reading.table_columns import Part

_PITCH = 1.7
_STEP_UP = 0.45


def drawn_rows(parts: Sequence[Part], size: float) -> list[Row] | None:
    """The rows, if the parts were drawn cell by cell; None where they weren't, or where that can't be told.

    A cell to the right that begins higher than the one drawn before it ends says so: lines drawn across the
    table never step up.
    """
    chunks = _drawn_chunks(sorted(parts, key=lambda part: part.line.order), size)
    if not any(_steps_up(a, b, size) for a, b in pairwise(chunks)) or any(c.stacks_figures for c in chunks):
        return None
    rows: list[Row] = []
    for chunk in chunks:
        if rows and rows[-1][-1].last < chunk.first:
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    if (len(rows) < 2 and not _is_labelled(rows[0])) or any(
        _overlap(above, row, size) for above, row in pairwise(rows)
    ):
        return None
    return _without_label_rows(rows, size) if _begin_level(rows, size) else rows


def is_drawn_by_columns(parts: Sequence[Part]) -> bool:
    """Whether all of each column was drawn before the next one began, as columns of text are."""
    columns = [part.first for part in sorted(parts, key=lambda part: part.line.order)]
    return columns[-1:] > columns[:1] and all(a <= b for a, b in pairwise(columns))


def _drawn_chunks(ordered: Sequence[Part], size: float) -> list[Chunk]:
    found: list[Chunk] = []
    for part in ordered:
        last = found[-1] if found else None
        same = last is not None and (last.first, last.last) == (part.first, part.last)
        if last is not None and same and -SAME_LEVEL * size < part.line.base - last.lines[-1].base <= _PITCH * size:
            last.lines.append(part.line)
        else:
            found.append(Chunk(part.first, part.last, [part.line]))
    return found


def _steps_up(chunk: Chunk, following: Chunk, size: float) -> bool:
    return chunk.lines[-1].base - following.lines[0].base > _STEP_UP * size and following.first > chunk.last


def _is_labelled(row: Row) -> bool:
    """Whether a row alone is one, and no table drawn by columns: its label and another cell have one line each."""
    return len(row) > 2 and len(row[0].lines) == 1 and sum(len(chunk.lines) == 1 for chunk in row) > 1


def _overlap(above: Row, row: Row, size: float) -> bool:
    foot = max(line.base for chunk in above for line in chunk.lines)
    return min(line.base for chunk in row for line in chunk.lines) < foot + SAME_LEVEL * size


def _begin_level(rows: Sequence[Row], size: float) -> bool:
    """Whether the cells of most rows begin level with each other, and don't stand in the middle or end level."""
    uneven = [row for row in rows if len({len(chunk.lines) for chunk in row}) > 1]
    level = sum(_are_level([chunk.lines[0].base for chunk in row], size) for row in uneven)
    return 2 * level > len(uneven)


def _are_level(bases: Sequence[float], size: float) -> bool:
    return max(bases) - min(bases) <= SAME_LEVEL * size


def _without_label_rows(rows: Sequence[Row], size: float) -> list[Row]:
    """The rows, with the name of a group of rows that stands above the first of these a row of its own."""
    found: list[Row] = []
    for row in rows:
        label, others = row[0], row[1:]
        bases = [chunk.lines[0].base for chunk in others]
        above = [line for line in label.lines if bases and min(bases) - line.base > SAME_LEVEL * size]
        if 0 < len(above) < len(label.lines) and _are_level(bases, size):
            found.append([Chunk(label.first, label.last, above)])
            label = Chunk(label.first, label.last, label.lines[len(above) :])
        found.append([label, *others])
    return found
