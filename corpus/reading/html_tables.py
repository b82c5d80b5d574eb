"""Tables of an HTML tree as rows of cells, with those that span several places repeated in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.structure.spanning import MOST_COLUMNS, Extent, Owner, placed

Element = Any


@dataclass(frozen=True)
class Run:
    """Characters of a cell, raised or not."""

    text: str
    raised: bool = False


@dataclass(frozen=True)
class Placed:
    """What stands in a place of a table: the cell's runs, and the `owner`, the place (row by row) where it begins."""

    runs: tuple[Run, ...]
    owner: int

    @property
    def text(self) -> str:
        """The cell's words."""
        return "".join(run.text for run in self.runs)


def tag_names(names: str) -> frozenset[str]:
    """The names of elements, given with spaces between."""
    return frozenset(names.split())


_DROPPED = tag_names("script style noscript template")
_BREAKS = tag_names("br p div li tr td th dt dd ul ol table h1 h2 h3 h4 h5 h6")
_WHOLE = re.compile(r"\s*(\d{1,9})\s*")
_WHITE = re.compile(r"\s+")
_LONG_CELL = 1500


def is_layout(table: Element) -> bool:
    """Whether a table only places things on the page: it holds tables (and has no heads or caption) or long texts."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.xpath(".//table") and not table.xpath("./caption | ./thead"):
        return True
    rows = list(_rows(table))
    widest = max((len(list(_cells(row))) for row in rows), default=0)
    if not 2 <= widest <= MOST_COLUMNS:
        return True
    return any(len(cell.text_content()) > _LONG_CELL for row in rows for cell in _cells(row))


def table_rows(table: Element) -> tuple[list[list[Placed]], int | None]:
    """The rows in which something stands, and how many of them are heads (None where the markup does not tell)."""
    rows = list(_rows(table))
    cells = [list(_cells(row)) for row in rows]
    places = placed([[_extent(cell, left) for cell in row] for row, left in zip(cells, _rows_left(rows), strict=True)])
    runs = [[_runs(cell) for cell in row] for row in cells]
    kept = [r for r in range(len(rows)) if any(runs[r])]
    grid = _numbered([places[r] for r in kept], runs)
    return grid, _header_rows([(rows[r], places[r]) for r in kept])


def _numbered(
    places: Sequence[Sequence[Owner | None]], runs: Sequence[Sequence[tuple[Run, ...]]]
) -> list[list[Placed]]:
    """The places with what stands in them; those of one cell bear the number of the first of them."""
    first: dict[Owner, int] = {}
    grid = []
    for r, row in enumerate(places):
        found = []
        for c, owner in enumerate(row):
            place = r * len(row) + c
            found.append(
                Placed(runs[owner[0]][owner[1]], first.setdefault(owner, place)) if owner else Placed((), place)
            )
        grid.append(found)
    return grid


def _rows_left(rows: Sequence[Element]) -> list[int]:
    """How many rows there are from each row to the end of its part (head, body or foot): no cell reaches further."""
    left: list[int] = []
    for row, below in zip(reversed(rows), [None, *reversed(rows)], strict=False):
        left.append(left[-1] + 1 if below is not None and below.getparent() is row.getparent() else 1)
    return left[::-1]


def _extent(cell: Element, rows_left: int) -> Extent:
    height = whole_number(cell, "rowspan")
    return max(1, whole_number(cell, "colspan")), min(height, rows_left) if height else rows_left


def whole_number(element: Element, name: str) -> int:
    """The whole number that an attribute holds; 1 where it holds none, or one longer than any page means."""
    found = _WHOLE.fullmatch(element.get(name) or "")
    return int(found[1]) if found else 1


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _runs(cell: Element) -> tuple[Run, ...]:
    """The cell's words with single spaces, raised characters apart."""
    runs: list[Run] = []
    for text, raised in _pieces(cell):
        words = _WHITE.sub(" ", text)
        if not runs or runs[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if runs and words and runs[-1].raised == raised:
            runs[-1] = Run(runs[-1].text + words, raised)
        elif words:
            runs.append(Run(words, raised))
    return _without_end_space(runs)


def _without_end_space(runs: list[Run]) -> tuple[Run, ...]:
    while runs:
        last = runs.pop()
        if last.text.rstrip(" "):
            return (*runs, Run(last.text.rstrip(" "), last.raised))
    return ()


def _pieces(cell: Element) -> Iterator[tuple[str, bool]]:
    """The texts under a cell in their order, and whether each is raised; a space where a line breaks."""
    raised = 0
    for starts, element in _events(cell):
        if element.tag in _BREAKS:
            yield " ", raised > 0
        raised += (1 if starts else -1) if element.tag == "sup" else 0
        if starts and element.tag not in _DROPPED:
            yield element.text or "", raised > 0
        elif not starts and element is not cell:
            yield element.tail or "", raised > 0


def _events(root: Element) -> Iterator[tuple[bool, Element]]:
    """Each element where it starts (True) and where it ends, without recursion: pages nest deeper than the stack."""
    stack: list[tuple[bool, Element]] = [(True, root)]
    while stack:
        starts, element = stack.pop()
        yield starts, element
        if starts:
            stack.append((False, element))
            if element.tag not in _DROPPED:
                stack.extend((True, child) for child in reversed(element))


def _header_rows(rows: Sequence[tuple[Element, Sequence[Owner | None]]]) -> int | None:
    """How many rows the markup sets as heads from the top; None where it sets none."""
    count = 0
    for row, places in rows:
        cells = list(_cells(row))
        in_head = row.getparent().tag == "thead"
        heads = all(cell.tag == "th" for cell in cells) and (not count or _is_row_of_heads(places))
        if not cells or not (in_head or heads):
            break
        count += 1
    return count or None


def _is_row_of_heads(places: Sequence[Owner | None]) -> bool:
    """Whether cells stand over most columns; fewer under the heads name a group of rows."""
    return 2 * sum(owner is not None for owner in places) > len(places) and len(set(places)) > 1
