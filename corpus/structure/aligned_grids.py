"""Tables of fixed width: cells that runs of spaces part, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.captions import caption_of, is_note
from corpus.structure.grid_rows import Row, grid_of, is_number
from corpus.structure.lines import trimmed

_FIELD = re.compile(r"\S+(?: \S+)*")
_DASHES = re.compile(r"\s*[-=_─━]{3,}(?:\s+[-=_─━]{3,})*\s*")
_GROUP = re.compile(r"\S+")
_MOST_LINES, _MOST_CHARACTERS = 2000, 400
_FEWEST_ROWS = 3
_MOST_HEADS = 3
_FIGURES = 0.5


@dataclass(frozen=True)
class _Line:
    """A line, its fields (what two spaces or more part) as places in the line, and whether it is a rule."""

    span: Span
    content: str
    fields: tuple[tuple[int, int], ...]
    is_rule: bool


def is_aligned(line: str) -> bool:
    """Whether a line may be of a table of fixed width: two spaces or more part what it holds, or it is a rule."""
    if len(line) > _MOST_CHARACTERS:
        return False
    return "  " in line.strip() or bool(_DASHES.fullmatch(line))


def aligned_grid(text: str, lines: Sequence[Span], announced: bool) -> Grid | None:
    """The table that lines of fixed width make, or None.

    `announced` says that a caption stands above; else it takes three rows, and columns that hold figures.
    """
    if not len(lines) + announced >= _FEWEST_ROWS or len(lines) > _MOST_LINES:
        return None
    read = [_line(text, span) for span in lines]
    while read and not read[0].is_rule and caption_of(read[0].content):
        read, announced = read[1:], True
    while read and not read[-1].is_rule and is_note(read[-1].content):
        read = read[:-1]
    filled = [line for line in read if not line.is_rule]
    if len(filled) < 2:
        return None
    columns = _columns(read, filled)
    if len(columns) < 2 or not _keeps_columns(filled, columns):
        return None
    heads = _heads_above_rule(read)
    rows = [_row(text, line, columns) for line in filled]
    grid = grid_of(text, rows, heads)
    return grid if announced or heads or _is_drawn(filled) or _holds_figures(text, grid) else None


def _is_drawn(lines: Sequence[_Line]) -> bool:
    """Whether four lines or more have the same three fields or more: running text in columns has fewer."""
    return len(lines) > 3 and len(lines[0].fields) > 2 and len({len(line.fields) for line in lines}) == 1


def _line(text: str, span: Span) -> _Line:
    content = span.of(text)
    fields = tuple(match.span() for match in _FIELD.finditer(content))
    return _Line(span, content, fields, bool(_DASHES.fullmatch(content)))


def _columns(lines: Sequence[_Line], filled: Sequence[_Line]) -> list[tuple[int, int]]:
    """Where columns begin and end: as a rule of several dashes draws them, else where no line of the body has ink."""
    for line in lines:
        groups = [match.span() for match in _GROUP.finditer(line.content)] if line.is_rule else []
        if len(groups) > 1:
            return [
                (left, right)
                for (left, _), (right, _) in zip(groups, [*groups[1:], (_MOST_CHARACTERS, 0)], strict=True)
            ]
    widest = max(len(line.fields) for line in filled)
    body = [line for line in filled if len(line.fields) > 1]
    # Heads that stand over several columns have fewer fields, and hide the gaps between these.
    while len(body) > 2 and len(body[0].fields) < widest and body[0] in filled[:_MOST_HEADS]:
        body = body[1:]
    return _between_gaps(body) if len(body) > 1 else []


def _between_gaps(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    width = max(len(line.content) for line in lines)
    ink = [False] * (width + 1)
    for line in lines:
        for start, end in line.fields:
            ink[start:end] = [True] * (end - start)
    edges = [place for place, (before, here) in enumerate(pairwise([False, *ink])) if before != here]
    columns = list(zip(edges[::2], edges[1::2], strict=True))
    return _joined_at_words(lines, columns)


def _joined_at_words(lines: Sequence[_Line], columns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Columns with those made one that only the spaces between words part in most lines."""
    found: list[tuple[int, int]] = []
    for column in columns:
        if found:
            gaps = [_gap(line.content, found[-1][1], column[0]) for line in lines]
            if median(gaps) < 2:
                found[-1] = (found[-1][0], column[1])
                continue
        found.append(column)
    return found


def _gap(content: str, left: int, right: int) -> int:
    """How many spaces stand around a place of a line."""
    before, after = content[:left].rstrip(), content[right:].lstrip()
    return len(content) - len(before) - len(after) - (right < left) if after else right - left + 2


def _keeps_columns(lines: Sequence[_Line], columns: Sequence[tuple[int, int]]) -> bool:
    """Whether nearly no cell of the body would hold what two spaces part."""
    body = [line for line in lines[1:] if len(line.fields) > 1]
    broken = sum(
        "  " in line.content[start:end].strip() or _cuts_word(line.content, start)
        for line in body
        for start, end in columns
    )
    return bool(body) and 10 * broken <= len(body)


def _cuts_word(content: str, place: int) -> bool:
    return 0 < place < len(content) and not content[place - 1].isspace() and not content[place].isspace()


def _heads_above_rule(lines: Sequence[_Line]) -> int | None:
    above = 0
    for line in lines:
        if line.is_rule and above:
            return above if above <= _MOST_HEADS else None
        above += not line.is_rule
    return None


def _row(text: str, line: _Line, columns: Sequence[tuple[int, int]]) -> Row:
    """The cells of a line; what stands over several columns is in each of them, and no field is cut."""
    start = line.span.start
    if len(line.fields) == 1 and line.fields[0][0] <= columns[0][1]:
        whole = Span(start + line.fields[0][0], start + line.fields[0][1])
        return (whole, *[Span(whole.end, whole.end)] * (len(columns) - 1))
    edges = [0, *(left for left, _ in columns[1:]), max(len(line.span), columns[-1][0])]
    if any(field[0] < edge < field[1] for field in line.fields for edge in edges):
        return tuple(Span(start + left, start + right) for left, right in _fields_over(line.fields, columns))
    edges = [min(edge, len(line.span)) for edge in edges]
    return tuple(trimmed(text, start + left, start + right) for left, right in pairwise(edges))


def _fields_over(fields: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each column the field that stands over most of it; a field over none is in the nearest one."""
    found = [(0, 0)] * len(columns)
    for field in fields:
        shared = [min(field[1], right) - max(field[0], left) for left, right in columns]
        over = [c for c, width in enumerate(shared) if width > 0] or [max(range(len(columns)), key=shared.__getitem__)]
        for c in over:
            if shared[c] > min(found[c][1], columns[c][1]) - max(found[c][0], columns[c][0]) or found[c] == (0, 0):
                found[c] = field
    return found


def _holds_figures(text: str, grid: Grid) -> bool:
    """Whether a column beside the first is of figures, and most cells beside the first column are."""
    body = grid.rows[grid.header_rows :]
    if len(body) < 2 or len(grid.rows) < _FEWEST_ROWS or any(not len(row[0]) for row in body):
        return False
    cells = [span.of(text) for row in body for span in row[1:] if len(span)]
    return sum(map(is_number, cells)) >= _FIGURES * max(1, len(cells))
