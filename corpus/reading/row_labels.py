"""Labels in the middle beside several rows of a table, and cells in the middle beside their label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.reading.lines import Line
from corpus.reading.row_joins import breaks_word
from corpus.reading.table_chunks import SAME_LEVEL, Chunk, Row
from corpus.reading.table_columns import Part

_CENTRED = 0.2


def centred_rows(parts: Sequence[Part], size: float) -> list[Row] | None:
    """The rows where each cell stands in the middle beside its label, if all do and one has several lines."""
    labels = [part.line for part in parts if part.first == 0]
    if len(labels) < 2 or any(part.last > part.first for part in parts):
        return None
    found: list[Row] = [[Chunk(0, 0, [label])] for label in labels]
    for column in sorted({part.first for part in parts} - {0}):
        lines = [part.line for part in parts if part.first == column]
        for row, label in zip(found, labels, strict=True):
            group = _centred_on(label, lines, size)
            if any(_is_level(line, other) for line in lines[:group] for other in labels if other is not label):
                return None
            if group:
                row.append(Chunk(column, column, lines[:group]))
                lines = lines[group:]
        if lines:
            return None
    cells = [chunk for row in found for chunk in row]
    wrapped = any(len(chunk.lines) > 1 for chunk in cells) and not any(chunk.stacks_figures for chunk in cells)
    broken = any(breaks_word(above, row) for above, row in pairwise(found))
    return found if wrapped and not broken else None


def _centred_on(label: Line, lines: Sequence[Line], size: float) -> int:
    """How many of the lines, from the first, stand with their middle level with the label's."""
    for count in range(1, len(lines) + 1):
        if abs((lines[0].base + lines[count - 1].base) / 2 - label.base) <= _CENTRED * size:
            return count
    return 0


def _is_level(line: Line, other: Line) -> bool:
    return abs(line.base - other.base) < SAME_LEVEL * line.size


def labelled(rows: list[Row], size: float) -> list[Row]:
    """The rows, with each label that stands in the middle beside several of them put into all of these."""
    for skipped in range(min(3, len(rows))):
        fitted = _fitted(rows[skipped:], size)
        if fitted is not None:
            return rows[:skipped] + fitted
    return rows


def _fitted(rows: Sequence[Row], size: float) -> list[Row] | None:
    labels = [chunk for row in rows for chunk in row if chunk.first == chunk.last == 0]
    data = [others for row in rows if (others := [chunk for chunk in row if chunk.first > 0])]
    if not labels or len(labels) >= len(data) or any(c.first == 0 < c.last for row in rows for c in row):
        return None
    found: list[Row] = []
    bases = [_centre(row) for row in data]
    for label in labels:
        start = len(found)
        middle = _centre([label])
        ends = (e for e in range(start, len(data)) if abs((bases[start] + bases[e]) / 2 - middle) < _CENTRED * size)
        end = next(ends, None)
        if end is None:
            return None
        found.extend([label, *row] for row in data[start : end + 1])
    return found if len(found) == len(data) else None


def _centre(row: Row) -> float:
    bases = [line.base for chunk in row for line in (chunk.lines[0], chunk.lines[-1])]
    return (min(bases) + max(bases)) / 2
