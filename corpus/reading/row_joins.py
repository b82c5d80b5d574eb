"""Lines of a table that go on in the next: which of them make up one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from corpus.reading.lines import Line
from corpus.reading.table_chunks import Chunk, Row, spans
from corpus.reading.table_columns import is_figure

_SPACE = 0.2
_BROKEN = 3
_HYPHENS = "-\u2010"


def continued(rows: Iterable[Row], goes_on: Callable[[Row, Row], bool]) -> list[Row]:
    """The rows with each that goes on with the one above made part of it."""
    found: list[Row] = []
    for row in rows:
        if found and goes_on(found[-1], row):
            _append(found[-1], row)
        else:
            found.append([Chunk(chunk.first, chunk.last, list(chunk.lines)) for chunk in row])
    return found


def _append(above: Row, row: Row) -> None:
    for chunk in row:
        same = next((a for a in above if (a.first, a.last) == (chunk.first, chunk.last)), None)
        if same is None:
            above.append(Chunk(chunk.first, chunk.last, list(chunk.lines)))
        else:
            same.lines.extend(chunk.lines)


def joined_lines(rows: Sequence[Row]) -> list[Row]:
    """Lines put together that make up one row, whether its cells begin or end level."""
    if not _ends_level(rows):
        return continued(rows, _goes_on)
    found: list[Row] = []
    is_open = False
    for row in rows:
        if is_open and not _has_figure_under(found[-1], row) and not spans((*found[-1], *row)):
            _append(found[-1], row)
        else:
            found.append(row)
        is_open = not _has_label(row)
    return found


def _ends_level(rows: Sequence[Row]) -> bool:
    """Whether sentences go on more often into lines with a label than into lines without one.

    A line goes on in the next only if that one's first word had no room left in its column, and surely where it
    breaks a word.
    """
    widths: dict[int, float] = {}
    for chunk in (chunk for row in rows for chunk in row):
        widest = max(line.right - line.left for line in chunk.lines)
        widths[chunk.first] = max(widths.get(chunk.first, 0.0), widest)
    votes = 0
    for above, row in pairwise(rows):
        cells = {chunk.first: chunk for chunk in above}
        pairs = [(cells[c.first].lines[-1], c) for c in row if c.first > 0 and c.first in cells]
        if not _has_figure_under(above, row) and not spans((*above, *row)):
            full = sum(_is_full(line, c.lines[0], widths[c.first]) for line, c in pairs)
            broken = _BROKEN * len(pairs) * breaks_word(above, row)
            votes += (2 * full - len(pairs) + broken) * (_has_label(row) - _has_label(above))
    return votes > 0


def _is_full(line: Line, below: Line, width: float) -> bool:
    word = below.words[0]
    return line.right - line.left + word.right - word.left > width - _SPACE * line.size


def _has_label(row: Row) -> bool:
    return any(chunk.first == 0 for chunk in row)


def breaks_word(above: Row, row: Row) -> bool:
    """Whether a hyphen at the end of a cell breaks a word that goes on in the row below."""
    return any(
        a.first == b.first
        and len(a.lines[-1].text) > 2
        and a.lines[-1].text[-1] in _HYPHENS
        and b.lines[0].text[0].islower()
        for a in above
        for b in row
    )


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a line has no label and no figure below a figure, or is only the rest of a label, begun small."""
    labels = [chunk for chunk in row if chunk.first == 0]
    if breaks_word(above, row):
        return True
    if not _has_label(above) or spans((*above, *row)):
        return False
    if labels:
        return len(row) == 1 < len(above) and labels[0].lines[0].text[0].islower()
    return not _stands_under(above, row)


def _has_figure_under(above: Row, row: Row) -> bool:
    filled = {chunk.first for chunk in above}
    return any(chunk.first in filled and is_figure(chunk.lines[0].text) for chunk in row)


def _stands_under(above: Row, row: Row) -> bool:
    """Whether a line holds a figure that begins a row: below another, or beside other cells of its own line."""
    cells = {chunk.first: chunk for chunk in above}
    figures = [chunk for chunk in row if is_figure(chunk.lines[0].text)]
    return any(
        len(row) > 1 or chunk.first not in cells or is_figure(cells[chunk.first].lines[-1].text) for chunk in figures
    )
