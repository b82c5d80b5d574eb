"""Tables that plain text shows by tabs or pipes, as grids of cell spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.captions import caption_of
from corpus.structure.lines import line_spans, plain_words, trimmed

Row = tuple[Span, ...]

_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r":?\s*[-–—=_]{2,}\s*:?|:?-+:?")
_LIST_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]|[ivxlc]+)[.)\]]|[•●▪◦‣∙·*–—\-✓✔➢]", re.I)
_NUMBER = re.compile(r"[<>≤≥~≈±+\-−–$€£¥]*\s*\d[\d\s.,'’]*(?:%|‰|[a-zA-Z€$£]{1,3})?\**")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_LONG_CELL = 400
_EMPTY_IN_SCATTER = 0.4
_FEWEST_LETTERS = 6
_WHOLE_ROW = 0.75


def text_grids(text: str) -> tuple[Grid, ...]:
    """The tables of a plain text: runs of at least two lines with tabs, or with pipes between their cells."""
    found = [grid for run in _runs(text) if (grid := _grid(text, run))]
    return tuple(found)


def pipe_cells(text: str, line: Span) -> Row:
    """The cells of one line of a pipe table, without the pipes that open and close it."""
    cuts = [match.start() for match in _PIPE.finditer(text, line.start, line.end)]
    bounds = [line.start - 1, *cuts, line.end]
    cells = [trimmed(text, left + 1, right) for left, right in pairwise(bounds)]
    if cuts and not text[line.start : cuts[0]].strip():
        cells = cells[1:]
    if cuts and len(cells) > 1 and not text[cuts[-1] + 1 : line.end].strip():
        cells = cells[:-1]
    return tuple(cells)


def tab_cells(text: str, line: Span) -> Row:
    """The cells of one line whose cells are parted by tabs."""
    cells, start = [], line.start
    for part in text[line.start : line.end].split("\t"):
        cells.append(trimmed(text, start, start + len(part)))
        start += len(part) + 1
    return tuple(cells)


def is_rule(text: str, row: Row) -> bool:
    """Whether a row only draws a line under the heads (`---`, `:--:`)."""
    filled = [cell.of(text) for cell in row if len(cell)]
    return bool(filled) and all(_RULE_CELL.fullmatch(cell) for cell in filled)


def is_number(cell: str) -> bool:
    """Whether a cell holds a figure, with its sign, unit or currency."""
    return bool(_NUMBER.fullmatch(plain_words(cell)))


def is_address_block(texts: Sequence[Sequence[str]]) -> bool:
    """Whether cells hold people and their addresses, as under a title, and no figures."""
    filled = [cell for row in texts for cell in row if cell]
    return any(_EMAIL.search(cell) for cell in filled) and not any(is_number(cell) for cell in filled)


def is_scatter(texts: Sequence[Sequence[str]]) -> bool:
    """Whether cells are the labels of a graphic.

    Most are single letters, or one (an axis) is all that the first row holds,
    or many are empty and no row is nearly full.
    """
    cells = [cell.strip() for row in texts for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    letters = sum(1 for cell in filled if len(cell) == 1 and cell.isalpha())
    if letters > max(len(filled) / 2, _FEWEST_LETTERS - 1) and not any(
        is_number(cell) for row in texts for cell in row[1:]
    ):
        return True
    heads = [cell for cell in texts[0] if cell.strip()]
    if len(texts[0]) > 2 and len(heads) == 1 and len(heads[0]) == 1 and heads[0].isalpha():
        return True
    whole = any(all(row[1:]) or sum(map(bool, row)) >= _WHOLE_ROW * len(row) for row in texts if len(row) > 1)
    return not whole and len(cells) - len(filled) > _EMPTY_IN_SCATTER * len(cells)


def header_count(texts: Sequence[Sequence[str]]) -> int:
    """1 where the first row reads like column heads (no figures but years), else 0."""
    if len(texts) < 2 or not texts[0]:
        return 0
    figures = [cell for cell in texts[0] if is_number(cell)]
    if not figures:
        return 1
    years = all(_YEAR.fullmatch(cell.strip()) for cell in figures)
    return int(years and not is_number(texts[0][0]))


def _runs(text: str) -> Iterator[list[Row]]:
    run: list[Row] = []
    kind = None
    for line in line_spans(text):
        of = _kind(text, line)
        if run and of != kind:
            yield run
            run = []
        kind = of
        if of:
            run.append(tab_cells(text, line) if of == "tabs" else pipe_cells(text, line))
    if run:
        yield run


def _kind(text: str, line: Span) -> str | None:
    content = line.of(text)
    if "|" in content and len(_PIPE.findall(content)) >= 2 - (content.strip()[:1] != "|"):
        return "pipes"
    return "tabs" if "\t" in content else None


def _grid(text: str, run: Sequence[Row]) -> Grid | None:
    rows = [row for row in run if not is_rule(text, row) and _says_something(text, row)]
    while rows and caption_of(text[rows[0][0].start : rows[0][-1].end]):
        rows.pop(0)
    if len(rows) < 2 or not _tabular(text, rows):
        return None
    rule_after_first = len(run) > 1 and is_rule(text, run[1])
    return grid_of(text, rows, 1 if rule_after_first else None)


def grid_of(text: str, rows: Sequence[Row], header_rows: int | None = None) -> Grid:
    """A grid of these rows, short ones filled up with empty cells; its heads are found unless told."""
    width = max((len(row) for row in rows), default=0)
    ragged = any(len(row) != width for row in rows)
    full = tuple(row + (_nothing_after(row),) * (width - len(row)) for row in rows)
    spans = [cell for row in full for cell in row]
    heads = header_count([[cell.of(text) for cell in row] for row in full]) if header_rows is None else header_rows
    return Grid(
        Span(min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)),
        full,
        header_rows=min(heads, len(full)),
        confidence=0.7 if ragged else 1.0,
        doubts=("its rows have different numbers of cells",) if ragged else (),
    )


def _nothing_after(row: Row) -> Span:
    end = row[-1].end if row else 0
    return Span(end, end)


def _says_something(text: str, row: Row) -> bool:
    return any(c.isalnum() for c in plain_words(" ".join(cell.of(text) for cell in row)))


def _tabular(text: str, rows: Sequence[Row]) -> bool:
    """Not an indented paragraph, a list, or a block of names and addresses."""
    cells = [[cell.of(text) for cell in row] for row in rows]
    filled = [cell for row in cells for cell in row if cell]
    if max(sum(1 for cell in row if cell) for row in cells) < 2 or max(map(len, filled)) > _LONG_CELL:
        return False
    if is_address_block(cells):
        return False
    marks = sum(1 for row in cells if row and _LIST_MARK.fullmatch(row[0]) and sum(map(bool, row)) <= 2)
    return not (marks == len(cells) and not any(is_number(cell) for row in cells for cell in row[1:]))
