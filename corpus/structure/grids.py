"""Tables that plain text shows by tabs, pipes, aligned columns or HTML, as grids of cell spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.aligned_grids import aligned_grid, is_aligned
from corpus.structure.captions import caption_of
from corpus.structure.grid_rows import Row, grid_of, is_rule
from corpus.structure.lines import line_spans, plain_words, trimmed
from corpus.structure.lookalikes import holds_figures, is_address_block, is_list, is_lookalike
from corpus.structure.markup_grids import markup_grids
from corpus.structure.separated_grids import is_separated, separated_grid
from corpus.structure.spanning import MOST_COLUMNS

_PIPE = re.compile(r"(?<!\\)\|")
_DRAWN = re.compile(r"\s*[+|]?[-=:]{2,}(?:[+|][-=:]{2,})+[+|]?\s*")
_FENCE = re.compile(r"\s{0,3}(?:```+|~~~+)")
_LONG_CELL = 400
_LONGEST_GROUP = 60
_LINES_TO_CAPTION = 3
_REACH = 600
_MOST_HEADS = 3


@dataclass
class _Run:
    """Lines of one form that follow each other."""

    kind: str
    lines: list[Span]


def text_grids(text: str) -> tuple[Grid, ...]:
    """The tables of a plain text: HTML tables, and runs of lines with tabs, pipes or aligned columns between cells."""
    marked = markup_grids(text)
    found: list[Grid] = []
    for run in _runs(text, [span for span, _ in marked]):
        if grid := _grid(text, run, found[-1] if found else None):
            found.append(grid)
    return tuple(sorted([*(grid for _, grid in marked if grid), *found], key=lambda grid: grid.span))


def pipe_cells(text: str, line: Span, opened: bool = True, closed: bool = True) -> Row:
    """The cells of one line of a pipe table, without the pipes that open and close it.

    `opened` and `closed` say whether the table's lines do so: else an empty cell stands before or behind such a pipe.
    """
    cuts = [match.start() for match in _PIPE.finditer(text, line.start, line.end)]
    bounds = [line.start - 1, *cuts, line.end]
    cells = [trimmed(text, left + 1, right) for left, right in pairwise(bounds)]
    if opened and cuts and not text[line.start : cuts[0]].strip():
        cells = cells[1:]
    if closed and cuts and len(cells) > 1 and not text[cuts[-1] + 1 : line.end].strip():
        cells = cells[:-1]
    return tuple(cells)


def tab_cells(text: str, line: Span) -> Row:
    """The cells of one line whose cells are parted by tabs."""
    cells, start = [], line.start
    for part in text[line.start : line.end].split("\t"):
        cells.append(trimmed(text, start, start + len(part)))
        start += len(part) + 1
    return tuple(cells)


def _runs(text: str, taken: Sequence[Span]) -> Iterator[_Run]:
    """Lines of one form that follow each other, outside fenced listings and what is `taken`."""
    run = _Run("", [])
    for line, kind in _kinds(text, taken):
        if kind == "pipes" and run.kind == "pipes" and _is_broken(text, run.lines[-1], line):
            run.lines[-1] = Span(run.lines[-1].start, line.end)
        elif kind == run.kind:
            run.lines.append(line)
        else:
            if run.kind:
                yield run
            run = _Run(kind, [line])
    if run.kind:
        yield run


def _kinds(text: str, taken: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Each line with its form; a lone short line between two of aligned columns names a group of their rows."""
    lines = list(_forms(text, taken))
    for index, (line, kind) in enumerate(lines):
        beside = {lines[index - 1][1] if index else "", lines[index + 1][1] if index + 1 < len(lines) else ""}
        names_group = not kind and beside == {"spaces"} and 0 < len(line.of(text).strip()) <= _LONGEST_GROUP
        yield line, "spaces" if names_group else kind


def _forms(text: str, taken: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    fenced = False
    places = iter(taken)
    place = next(places, None)
    for line in line_spans(text):
        while place is not None and place.end <= line.start:
            place = next(places, None)
        fences = bool(_FENCE.match(line.of(text)))
        fenced ^= fences
        hidden = fenced or fences or (place is not None and place.start <= line.end)
        yield line, "" if hidden else _kind(text, line)


def _kind(text: str, line: Span) -> str:
    content = line.of(text)
    if "|" in content and len(_PIPE.findall(content)) >= 2 - (content.strip()[:1] != "|"):
        return "pipes"
    if "\t" in content:
        return "tabs"
    if "--" in content or "==" in content:
        return "pipes" if _DRAWN.fullmatch(content) else "spaces" if is_aligned(content) else ""
    if "  " in content and is_aligned(content):
        return "spaces"
    return "marks" if is_separated(content) else ""


def _is_broken(text: str, above: Span, line: Span) -> bool:
    """Whether a row of a pipe table was broken within a cell: it opens with a pipe and closes only in the next line."""
    first, second = above.of(text).strip(), line.of(text).strip()
    return first[0] == "|" != first[-1] and second[0] != "|" == second[-1] and "+-" not in second


def _grid(text: str, run: _Run, before: Grid | None) -> Grid | None:
    announced = _is_announced(text, run.lines)
    if run.kind == "spaces":
        grid = aligned_grid(text, run.lines, announced)
        return grid if grid and _tabular(text, grid.rows, announced) else None
    if run.kind == "marks":
        return separated_grid(text, run.lines)
    drawn = [row for row in _rows(text, run) if is_rule(text, row) or _says_something(text, row)]
    while drawn and caption_of(text[drawn[0][0].start : drawn[0][-1].end]):
        drawn.pop(0)
        announced = True
    rows = [row for row in drawn if not is_rule(text, row)]
    announced = announced or (before is not None and bool(rows) and _repeats(text, before, rows[0]))
    explicit = run.kind == "pipes" and _is_drawn(text, run.lines, drawn)
    if len(rows) < 2 or not _tabular(text, rows, announced or explicit):
        return None
    # A pipe also parts words and parts of a masthead.
    if run.kind == "pipes" and not (explicit or announced or holds_figures([[c.of(text) for c in r] for r in rows])):
        return None
    return _doubted(text, drawn, grid_of(text, rows, _heads_above_rule(text, drawn)))


def _repeats(text: str, before: Grid, row: Row) -> bool:
    """Whether a row repeats the first row of the table before: that goes on."""
    return [cell.of(text) for cell in before.rows[0]] == [cell.of(text) for cell in row]


def _rows(text: str, run: _Run) -> list[Row]:
    if run.kind == "tabs":
        return [tab_cells(text, line) for line in run.lines]
    contents = [content for line in run.lines if any(map(str.isalnum, content := line.of(text).strip()))]
    opened = 2 * sum(content[0] == "|" for content in contents) > len(contents)
    closed = 2 * sum(content[-1] == "|" for content in contents) > len(contents)
    return [pipe_cells(text, line, opened, closed) for line in run.lines]


def _heads_above_rule(text: str, drawn: Sequence[Row]) -> int | None:
    """How many rows stand above the first rule that has rows on both sides; None without one."""
    above = 0
    for row in drawn:
        if is_rule(text, row) and above:
            return above if above <= _MOST_HEADS else None
        above += not is_rule(text, row)
    return None


def _doubted(text: str, drawn: Sequence[Row], grid: Grid) -> Grid:
    """The grid, in doubt where rules part its rows and some have several lines: each of these is read as a row."""
    rules = [index for index, row in enumerate(drawn) if is_rule(text, row)]
    if len(rules) < 4 or all(right - left <= 2 for left, right in pairwise(rules)):
        return grid
    return replace(grid, confidence=0.5, doubts=(*grid.doubts, "some of its rows go over several lines"))


def _is_drawn(text: str, lines: Sequence[Span], drawn: Sequence[Row]) -> bool:
    """Whether pipes are drawn as a table's: with a rule, or around every line."""
    if any(is_rule(text, row) for row in drawn):
        return True
    return all((content := line.of(text).strip())[0] == "|" == content[-1] for line in lines)


def _is_announced(text: str, lines: Sequence[Span]) -> bool:
    """Whether one of the filled lines right before the lines opens a table's caption, or the first one after them."""
    start, end = lines[0].start, lines[-1].end
    above = _filled(text[max(0, start - _REACH) : start])[-_LINES_TO_CAPTION:]
    return any(caption_of(line) for line in [*above, *_filled(text[end : end + _REACH])[:1]])


def _filled(text: str) -> list[str]:
    return [line for line in text.splitlines() if any(map(str.isalnum, line))]


def _says_something(text: str, row: Row) -> bool:
    return any(c.isalnum() for c in plain_words(" ".join(cell.of(text) for cell in row)))


def _tabular(text: str, rows: Sequence[Row], announced: bool) -> bool:
    """Not an indented paragraph or a list, and without a caption nothing else that is set like a table."""
    cells = [[cell.of(text) for cell in row] for row in rows]
    filled = [cell for row in cells for cell in row if cell]
    if max(sum(1 for cell in row if cell) for row in cells) < 2 or max(map(len, filled)) > _LONG_CELL:
        return False
    if max(map(len, cells)) > MOST_COLUMNS:
        return False
    return not (is_address_block(cells) or is_list(cells)) and (announced or not is_lookalike(cells))
