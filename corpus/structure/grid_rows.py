"""Rows of cells as texts show them: whether they are a table's, which are its heads, and the grid that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.lines import plain_words
from corpus.structure.quantities import quantity_of

Row = tuple[Span, ...]

_RULE_CELL = re.compile(r":?\s*[-–—=_]{2,}\s*:?|:?-+:?|[+|:]?[-=_]{2,}(?:[+|:]+[-=_]{2,})*[+|:]*")
_COUNTER = re.compile(r"\(\d{1,2}\)")
_YEAR = re.compile(
    r"(?:1[89]|20)\d\d(?:\s?[/–-]\s?(?:\d{2}|\d{4}))?[*a-c]?(?:[\s-]?(?:г\.?|гг\.?|год|yil|йил|yılı?|e|f|p))?",
    re.IGNORECASE,
)
_MOST_HEADS = 4


def is_rule(text: str, row: Row) -> bool:
    """Whether a row only draws a line under the heads (`---`, `:--:`)."""
    filled = [cell for cell in row if len(cell)]
    return bool(filled) and all(_RULE_CELL.fullmatch(text, cell.start, cell.end) for cell in filled)


@lru_cache(maxsize=4096)
def is_number(cell: str) -> bool:
    """Whether a cell holds a figure, with its sign, unit or currency; `(1)` over a column only counts it."""
    words = plain_words(cell)
    return not _COUNTER.fullmatch(words) and quantity_of(words, is_label=True) is not None


def header_count(texts: Sequence[Sequence[str]]) -> int:
    """How many rows at the top read like column heads: the first without figures but years, and those that it spans."""
    if len(texts) < 2 or not texts[0] or not _reads_as_heads(texts[0]):
        return 0
    count = 1
    while count < min(_MOST_HEADS, len(texts) - 1) and _is_under(texts[count - 1], texts[count]):
        count += 1
    below = texts[count:]
    return count if any(is_number(cell) for row in below for cell in row[1:]) else 1


def _reads_as_heads(row: Sequence[str]) -> bool:
    figures = [cell for cell in row if is_number(cell)]
    return all(_YEAR.fullmatch(cell.strip()) for cell in figures) and not (figures and is_number(row[0]))


def _is_under(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row holds the inner heads of those above it, which stand over several columns each."""
    if row[0] and above[0] and row[0] != above[0]:
        return False
    if _counts(row) or (_counts(above) and not row[0]):
        return _reads_as_heads(row)
    spanned = sum(
        bool(cell) and cell != over and (not over or over in (left, right))
        for cell, over, left, right in zip(row[1:], above[1:], above, [*above[2:], ""], strict=False)
    )
    covered = sum(bool(cell) and bool(over) and cell != over for cell, over in zip(row[1:], above[1:], strict=False))
    return spanned > 0 and covered > 0 and _reads_as_heads(["", *row[1:]])


def _counts(row: Sequence[str]) -> bool:
    """Whether a row only counts its columns: `(1)`, `(2)`."""
    filled = [cell for cell in row[1:] if cell]
    return len(filled) > 1 and all(_COUNTER.fullmatch(plain_words(cell)) for cell in filled)


def grid_of(text: str, rows: Sequence[Row], header_rows: int | None = None) -> Grid:
    """A grid of these rows, short ones filled up with empty cells; its heads are found unless told.

    A head in an outer row of heads also stands over the columns to its right that it leaves empty.
    """
    width = max((len(row) for row in rows), default=0)
    ragged = any(len(row) != width for row in rows)
    full = [row + (_nothing_after(row),) * (width - len(row)) for row in rows]
    found = header_count([[cell.of(text) for cell in row] for row in full])
    heads = min(found if header_rows is None else max(header_rows, found if header_rows else 0), len(full))
    spread = [_spread(row, full[heads - 1]) for row in full[: max(0, heads - 1)]]
    spans = [cell for row in full for cell in row]
    return Grid(
        Span(min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)),
        (*spread, *full[len(spread) :]),
        header_rows=heads,
        confidence=0.7 if ragged else 1.0,
        doubts=("its rows have different numbers of cells",) if ragged else (),
    )


def _spread(outer: Row, inner: Row) -> Row:
    spread: list[Span] = []
    for column, (cell, below) in enumerate(zip(outer, inner, strict=True)):
        stretched = not len(cell) and len(below) and column > 1
        spread.append(spread[-1] if stretched else cell)
    return tuple(spread)


def _nothing_after(row: Row) -> Span:
    end = row[-1].end if row else 0
    return Span(end, end)
