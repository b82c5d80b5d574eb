"""Tables of an HTML tree as rows of texts, with cells that span several places repeated in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Element = Any
Placed = tuple[str, int]


def tag_names(names: str) -> frozenset[str]:
    """The names of elements, given with spaces between."""
    return frozenset(names.split())


_DROPPED = tag_names("script style noscript template")
_BREAKS = tag_names("br p div li tr td th dt dd ul ol table h1 h2 h3 h4 h5 h6")
_WHOLE = re.compile(r"\s*(\d{1,9})\s*")
_MOST_SPANNED = 200
_LONG_CELL = 1500


def is_layout(table: Element) -> bool:
    """Whether a table only places things on the page: it holds tables, headings or long texts, or is one column."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.xpath(".//table"):
        return True
    rows = list(_rows(table))
    if not rows or max(len(list(_cells(row))) for row in rows) < 2:
        return True
    return any(len(cell.text_content()) > _LONG_CELL for row in rows for cell in _cells(row))


def table_rows(table: Element) -> tuple[list[list[Placed]], int | None]:
    """The rows, each cell with the place that it repeats (its own place where it repeats none), and the head rows.

    The number of head rows is None where the markup does not tell.
    """
    rows = list(_rows(table))
    places = _placed(rows)
    width = 1 + max((column for _, column in places), default=-1)
    empty = ("", -1)
    grid = []
    for r in range(len(rows)):
        found = [places.get((r, c), empty) for c in range(width)]
        grid.append([_own(cell, r, c, width) for c, cell in enumerate(found)])
    kept = [row for row in grid if any(text.strip() for text, _ in row)]
    if len(kept) != len(grid):
        kept = _renumbered(kept, width)
    return kept, _header_rows(rows)


def _own(cell: Any, row: int, column: int, width: int) -> Placed:
    text, owner = cell
    if owner == -1:
        return "", row * width + column
    owner_row, owner_column = owner
    return text, owner_row * width + owner_column


def _renumbered(rows: list[list[Placed]], width: int) -> list[list[Placed]]:
    """Empty rows were left out: every place counts anew."""
    old = {owner for row in rows for _, owner in row}
    first: dict[int, int] = {}
    for r, row in enumerate(rows):
        for c, (_, owner) in enumerate(row):
            if owner in old:
                first.setdefault(owner, r * width + c)
    return [[(text, first[owner]) for text, owner in row] for row in rows]


def _placed(rows: list[Element]) -> dict[tuple[int, int], tuple[str, tuple[int, int]]]:
    places: dict[tuple[int, int], tuple[str, tuple[int, int]]] = {}
    for r, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (r, column) in places:
                column += 1
            text = _cell_text(cell)
            for down in range(min(_span(cell, "rowspan"), len(rows) - r)):
                for across in range(_span(cell, "colspan")):
                    places.setdefault((r + down, column + across), (text, (r, column)))
    return places


def _span(cell: Element, name: str) -> int:
    return max(1, min(whole_number(cell, name), _MOST_SPANNED))


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


def _cell_text(cell: Element) -> str:
    parts: list[str] = []
    for event, element in _events(cell):
        if event == "start":
            parts.append(" " if element.tag in _BREAKS else "")
            parts.append((element.text or "") if element.tag not in _DROPPED else "")
        else:
            parts.append(" " if element.tag in _BREAKS else "")
            parts.append((element.tail or "") if element is not cell else "")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _events(root: Element) -> Iterator[tuple[str, Element]]:
    stack: list[tuple[str, Element]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        yield event, element
        if event == "start":
            stack.append(("end", element))
            if element.tag not in _DROPPED:
                stack.extend(("start", child) for child in reversed(element))


def _header_rows(rows: list[Element]) -> int | None:
    """How many rows the markup sets as heads from the top; None where it sets none."""
    count = 0
    for row in rows:
        cells = list(_cells(row))
        in_head = row.getparent().tag == "thead"
        # One cell alone under the heads is the head of a group of rows.
        heads = all(cell.tag == "th" for cell in cells) and (len(cells) > 1 or not count)
        if not cells or not (in_head or heads):
            break
        count += 1
    return count or None
