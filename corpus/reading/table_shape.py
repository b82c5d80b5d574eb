"""What is a table and what only looks like one: drawings, listings of programs, tables of contents, page layouts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from corpus.reading.page_table import CellLines
from corpus.reading.table_columns import is_figure

Rows = Sequence[Sequence[CellLines]]

_MOST_LETTERS = 1500
_FEW_COLUMNS = 4
_LEAST_FILLED = 0.3
_SINGLE_CELLS = 0.2
_FULL_ROWS = 0.25
_FEW_CELLS = 6
_LAYOUT_LETTERS = 150
_LARGE, _LARGE_SHARE = 1.6, 0.015
_LEADERS = re.compile(r"(?:\.\s?){4,}|(?:…\s?){2,}|(?:· ?){4,}")
_ENDS_IN_PAGE = re.compile(r"(?:^|[.…·]\s?[.…·]\s?|\s)(?:\d{1,4}|[ivxlc]{1,6})$")
_LEADING_ROWS = 0.3
_CODE = re.compile(r".*[;{}]$|^(?:/\*|//|#include|\}|</?\w+>).*", re.DOTALL)
_CODE_ROWS = 0.3
_MANY_LINES = 12
_PROSE_LETTERS = 28.0
_PROSE_STARTS = 0.4
_DRAWN_LETTERS, _DRAWN_STARTS = 14.0, 0.25
_EQUATION = re.compile(r"\([A-Z]?\.?\d{1,3}(?:\.\d{1,3})?[a-z]?\)")
_MARKS = frozenset({"x", "y", "n", "yes", "no", "+", "++", "--", "+/-", "+/–", "n.s.", "✓✓"})
_PUNCTUATION = ":;,.|/\\()[]{}'\""
_BULLETS = frozenset("+-–—•·▪●○■□◦∙*>»➢✓")
_SECTION = re.compile(r"(?:\d{1,2}\.)*\d{1,2}\.?|[A-Z]\.(?:\d{1,2}\.?)*")
_FEW_HEADINGS = 3
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,6}")


def is_tabular(rows: Rows, fewest: int = 4) -> bool:
    """Whether the rows hold a table: `fewest` filled cells or more, side by side, and none with a page of text.

    A drawing with labels makes a wide grid that is nearly empty, the layout of a page one of few cells with much text.
    """
    cells = {id(cell): cell for row in rows for cell in row if cell.lines}
    letters = [sum(len(line.text) for line in cell.lines) for cell in cells.values()]
    used = sum(any(row[column].lines for row in rows) for column in range(len(rows[0]))) if rows else 0
    if len(letters) < fewest or used < 2 or max(letters) > _MOST_LETTERS:
        return False
    full = sum(len({id(cell) for cell in row if cell.lines}) > 1 for row in rows)
    if full < min(2, max(len(rows) - 1, 1)) or full < _FULL_ROWS * len(rows):
        return False
    if len(letters) <= _FEW_CELLS and sum(letters) > _LAYOUT_LETTERS * len(letters):
        return False
    empty = sum(not cell.lines for row in rows for cell in row)
    filled = len(rows[0]) <= _FEW_COLUMNS or len(letters) >= _LEAST_FILLED * (len(letters) + empty)
    looks = (
        _is_contents(rows)
        or _is_list(rows)
        or _is_questionnaire(rows)
        or _is_program(rows)
        or _is_mathematics(rows)
        or _mixes_sizes(list(cells.values()))
    )
    return filled and not looks


def is_drawing(rows: Rows) -> bool:
    """Whether most places of a ruled grid are empty, or covered by what reaches over several: no table is so loose."""
    places: dict[int, int] = {}
    for cell in (cell for row in rows for cell in row):
        places[id(cell)] = places.get(id(cell), 0) + 1
    filled = {id(cell) for row in rows for cell in row if cell.lines}
    single = sum(places[cell] == 1 for cell in filled)
    large = len(rows[0]) > _FEW_COLUMNS or (len(rows[0]) > 2 and len(rows) > _FEW_COLUMNS)
    return large and single < _SINGLE_CELLS * len(rows) * len(rows[0])


def is_prose(lines: Sequence[str], *, drawn: bool = False) -> bool:
    """Whether lines are text in columns and no cells: they are long, and many begin within a sentence.

    `drawn` says that all of one column was drawn before the next; less is then enough.
    """
    letters, starts = (_DRAWN_LETTERS, _DRAWN_STARTS) if drawn else (_PROSE_LETTERS, _PROSE_STARTS)
    if len(lines) < _MANY_LINES or mean(map(len, lines)) < letters:
        return False
    return sum(line[0].islower() for line in lines) >= starts * len(lines)


def is_mark(text: str) -> bool:
    """Whether a cell holds a mark that says yes or no, as in a table of features."""
    return text.lower() in _MARKS or (len(text) == 1 and not text.isalnum() and text not in _PUNCTUATION)


def _is_contents(rows: Rows) -> bool:
    """Whether it is a table of contents: dots lead to the figures, or these are pages that count up without a head."""
    leading = sum(bool(_LEADERS.search(" ".join(cell.text for cell in row))) for row in rows)
    ends = [next((cell.text for cell in reversed(row) if cell.lines), "") for row in rows]
    leading = min(leading, sum(bool(_ENDS_IN_PAGE.search(text)) for text in ends))
    if leading >= _LEADING_ROWS * len(rows):
        return True
    if len(rows[0]) > 3:
        return False
    last = [row[-1].text for row in rows]
    pages = [int(text) for text in last if text.isdigit()]
    counts_up = len(pages) > 2 and all(a <= b for a, b in pairwise(pages))
    return counts_up and all(_PAGE.fullmatch(text) for text in last if text)


def _is_list(rows: Rows) -> bool:
    """Whether its two columns are the bullets of a list and what these stand before, or headings and their numbers."""
    if len(rows[0]) != 2:
        return False
    marks = [cell.text for cell, _ in rows if cell.lines]
    if all(set(text) <= _BULLETS | {" "} for text in marks):
        return not all(is_figure(cell.text) for _, cell in rows if cell.lines)
    headings = len(rows) <= _FEW_HEADINGS or all(cell.bold for row in rows for cell in row)
    return headings and "." in "".join(marks)[:-1] and all(_SECTION.fullmatch(text) for text in marks)


def _is_mathematics(rows: Rows) -> bool:
    """Whether all that its last column holds are numbers of equations, and hardly any other holds a figure."""
    last = [row[-1].text for row in rows if row[-1].lines]
    others = [cell.text for row in rows for cell in row[:-1] if cell.lines and cell is not row[-1]]
    figures = sum(is_figure(text) for text in others)
    return all(_EQUATION.fullmatch(text) for text in last) and figures < max(1, len(last))


def _is_questionnaire(rows: Rows) -> bool:
    """Whether each column but the first says the same in every row: the answers to choose from."""
    columns = [[cell.text for cell in column] for column in zip(*rows, strict=True)][1:]
    return len(rows) > 2 and all(len(set(column)) == 1 for column in columns)


def _is_program(rows: Rows) -> bool:
    """Whether many rows begin or end as the lines of a program do."""
    texts = [" ".join(cell.text for cell in row if cell.lines) for row in rows]
    return sum(bool(_CODE.match(text)) for text in texts) >= _CODE_ROWS * len(rows)


def _mixes_sizes(cells: Sequence[CellLines]) -> bool:
    """Whether some of its letters are as large as a heading's, as on a title page or a poster."""
    sizes = [(line.size, len(line.text)) for cell in cells for line in cell.lines]
    usual = median(size for size, _ in sizes)
    large = sum(length for size, length in sizes if size > _LARGE * usual)
    return large > _LARGE_SHARE * sum(length for _, length in sizes) and not any(is_figure(cell.text) for cell in cells)
