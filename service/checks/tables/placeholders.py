"""Placeholders: cells in which a figure or a word was still to be put, or that a program failed to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.document import Cell, Document, Span, Table
from service.checks.tables.naming import quoted, table_name
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import capital
from service.tables.grid import TableGrid, grid_of

_NEVER_MEANT = re.compile(
    r"undefined|null|nan|#?(?:ref|value|name|num|div/0|null|n/a)!|#(?:ref|value|name\?|num|div/0|n/a)!?"
    r"|\[?object object\]?|tb[dac]|to ?do|to be (?:added|completed|confirmed|determined|decided|done"
    r"|filled(?: in)?|inserted|updated"
    r"|supplied|calculated|announced)|lorem ipsum.*|placeholder|dummy|fill[- ]?in|fix ?me|\?{2,}|_{3,}|#{3,}|\.\.\.\?"
    r"|\[(?:insert|add|value|number|name|figure|data|todo|tbd|xx?x?)[^\]]*\]|<(?:insert|add|value|number|name"
    r"|todo)[^>]*>"
    r"|\{\{?[\w. ]+\}?\}|%[sd]|missing data|insert (?:value|number|figure|data|text|name)(?: here)?"
    r"|value here|enter (?:value|data)",
    re.IGNORECASE,
)
_LETTERS_FOR_FIGURES = re.compile(r"[€$£]?\s?(?:x{2,}|x+(?:[.,]x+)+|y{2,}|n{2,}\.n+|0?x\.x+)\s?%?", re.IGNORECASE)
_NONE = re.compile(r"n\.?\s?/?\s?a\.?|not (?:available|applicable|known)|none|unknown|\?|err(?:or)?", re.IGNORECASE)
_EXPLAINED = re.compile(
    r"\bn\.?\s?/?\s?a\b|\bnot (?:available|applicable|reported|collected|known|measured|given)\b"
    r"|\bno data\b|\bmissing\b|\bunavailable\b|\bsuppressed\b|\bundisclosed\b|\bconfidential\b|[-–—…]\s?(?:=|:"
    r"|means|stands|denotes|indicates)",
    re.IGNORECASE,
)
LEAST_NONE = 2
"""Cells of a row, all that it has, that must be `n/a` without a word why, before a person should look."""


def check_placeholders(document: Document) -> Iterator[Finding]:
    """Each row of the document's tables with cells that hold a placeholder; one finding a row."""
    for position, table in enumerate(document.tables, start=1):
        grid = grid_of(table, position)
        figures = {column.index for column in grid.figures} if grid else set()
        is_explained = bool(_EXPLAINED.search(f"{table.note or ''} {table.caption or ''}"))
        for row in table.rows:
            yield from _of_row(table, row, figures, is_explained, grid)


def _of_row(
    table: Table, row: Sequence[Cell], figures: set[int], is_explained: bool, grid: TableGrid | None
) -> Iterator[Finding]:
    cells = [cell for cell in dict.fromkeys(row) if cell.text.strip()]
    if not cells:
        return
    held = [cell for index, cell in enumerate(row) if _is_unfilled(cell, index, figures)]
    held = list(dict.fromkeys(held))
    if any(cell is not row[0] for cell in held):
        yield _finding(table, cells, held, "problem")
        return
    values = [row[index] for index in sorted(figures)]
    none = [cell for cell in values if _is_none(cell)]
    empty = [cell for cell in values if not cell.text.strip()]
    if len(none) >= LEAST_NONE and len(none) + len(empty) == len(values) and not is_explained:
        yield _finding(table, cells, none, "doubt")


def _is_unfilled(cell: Cell, index: int, figures: set[int]) -> bool:
    text = " ".join(cell.text.split()).strip(" .*") or cell.text.strip()
    if _NEVER_MEANT.fullmatch(text):
        return True
    return index in figures and bool(_LETTERS_FOR_FIGURES.fullmatch(text))


def _is_none(cell: Cell) -> bool:
    return bool(_NONE.fullmatch(cell.text.strip()))


def _finding(table: Table, cells: Sequence[Cell], held: Sequence[Cell], verdict: FindingVerdict) -> Finding:
    words = list(dict.fromkeys(" ".join(cell.text.split()) for cell in held))
    said = " and ".join(filter(None, [", ".join(map(quoted, words[:-1])), quoted(words[-1])]))
    names = [cell.text for cell in cells if cell not in held]
    label = next((name for name in names if any(c.isalpha() for c in name)), names[0] if names else None)
    row = f"the row {quoted(label)}" if label else "a row"
    many = "a cell reads" if len(held) == 1 else f"{len(held)} cells read"
    text = (
        f"In {row} of {table_name(table)}, {many} {said} where {'a value is' if len(held) == 1 else 'values are'} due."
    )
    span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
    return Finding("placeholder_cell", verdict, span, capital(text))
