"""The quantities of a table's cells: decimals as its columns write them, units from heads, rows and caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from corpus.document import Cell, Quantity, Span, Table
from corpus.structure.quantities import (
    decimal_mark_shown,
    groups_without_commas,
    is_parted_by_commas,
    is_year,
    quantity_of,
)
from corpus.structure.units import is_unit, shown, unit_in

_BRACKETED = re.compile(r"\([^()]*\d[^()]*\)\s?%?[*∗†‡]{0,4}")
_SIGNIFICANT = re.compile(r"\d\)?\s?[*∗]{1,4}$|^p\s?[=<>≤]|[*∗]{2,4}", re.IGNORECASE)
_NUMBERED = re.compile(r"\((\d{1,2})\)")


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split("|"))


_CODE_HEADS = _names(
    "code|codes|id|isic|nace|sic|naics|nuts|okved|оквэд|код|kod|no|nr|№|#|№ п/п|п/п|т/р|t/r|n°|doi|isbn|issn"
)
_FEW = 2
_COUNT_HEADS = _names(
    "n|obs|observations|rank|place|year|years|jahr|jahre|année|años|año|anno|ano|rok|год|годы|йил"
    "|yil|yıl|yıllar|yillar|rang"
)
_UNIT_HEADS = _names(
    "unit|units|unit of measure|unit of measurement|measure unit|einheit|maßeinheit|unité|unités|unidad|unità|birim"
    "|ölçü birimi|birlik|o'lchov birligi|o‘lchov birligi|oʻlchov birligi|o'lchov|ед|единица|единица измерения|единицы"
    "|единицы измерения|ед. изм|ед.изм|ўлчов бирлиги"
)

Figures = Callable[[Cell], str]
"""The words of a cell without what only marks a note."""


def with_quantities(tables: Sequence[Table], figures: Figures) -> tuple[Table, ...]:
    """The tables with the quantity of each cell that holds one; heads hold none.

    Where a cell alone does not tell what its comma or point means, the other cells of its column do, else those of
    the table, else those of the other tables, else it is as in English; commas that all stand before three digits part
    thousands, unless other numbers of the table have other groups. A unit is the cell's own, else its column head's,
    else its row's (in a column of units or with the row's name), else the caption's, but for tests of significance.
    """
    marks = [[_marks(column, figures) for column in zip(*table.rows, strict=True)] for table in tables]
    usual = _usual([mark for table in marks for column in table for mark in column], ".")
    return tuple(_Reader(table, found, usual, figures).table() for table, found in zip(tables, marks, strict=True))


def _marks(column: Iterable[Cell], figures: Figures) -> list[str]:
    return [mark for cell in column if (mark := decimal_mark_shown(figures(cell)))]


def _usual(marks: Sequence[str], otherwise: str) -> str:
    counted = Counter(marks)
    return otherwise if counted["."] == counted[","] else max(".,", key=lambda mark: counted[mark])


class _Reader:
    """One table's cells, read with what its columns, rows and caption say of them."""

    def __init__(self, table: Table, marks: Sequence[Sequence[str]], usual: str, figures: Figures) -> None:
        self._table = table
        self._words = {cell.span: figures(cell) for row in table.rows for cell in row}
        of_table = _usual([mark for column in marks for mark in column], usual)
        cells = list(zip(*table.rows, strict=True))
        columns = [[self._words[cell.span] for cell in column] for column in cells]
        thousands = not any(groups_without_commas(words) for column in columns for words in column)
        self._decimals = [
            "." if thousands and not shown and _is_parted_by_commas(column) else _usual(shown, of_table)
            for column, shown in zip(columns, marks, strict=True)
        ]
        heads = [cell.text for cell in table.header] or [""] * len(marks)
        self._head_units = [unit_in(head, names_column=True) for head in heads]
        self._counts = [head.casefold().strip(" .:") in _COUNT_HEADS for head in heads]
        self._codes = [head.casefold().strip(" .:") in _CODE_HEADS for head in heads]
        self._unit_column = next(
            (c for c, head in enumerate(heads) if head.casefold().strip(" .:") in _UNIT_HEADS), None
        )
        self._caption_unit = unit_in(table.caption or "")
        self._all_bracketed = [_are_bracketed(column) and len(column) > 1 for column in columns]
        self._tests = [sum(1 for cell in column if _SIGNIFICANT.search(cell.text)) >= _FEW for column in cells]
        self._years = [all(is_year(words) for words in column if words) for column in columns]

    def table(self) -> Table:
        """The table with quantities in its cells; one that stands in several places is the same in each."""
        read: dict[Span, Cell] = {}
        rows = []
        group_unit: str | None = None
        for row in self._table.rows:
            if len({cell.span for cell in row}) == 1 and len(row) > 1:
                group_unit = unit_in(row[0].text)
            rows.append(self._row(row, group_unit, read))
        return replace(self._table, rows=tuple(rows))

    def _row(self, row: Sequence[Cell], group_unit: str | None, read: dict[Span, Cell]) -> tuple[Cell, ...]:
        row_unit = self._row_unit(row) or group_unit
        words = [self._words[cell.span] for cell in row]
        numbering = _is_numbering(words)
        lone_errors = (not words[0] or row[0].rows > 1) and _are_bracketed(words[1:])
        for c, cell in enumerate(row):
            if cell.span in read or not words[c] or numbering or self._codes[c]:
                continue
            negative = not (lone_errors or self._all_bracketed[c])
            quantity = quantity_of(words[c], self._decimals[c], bracketed_negative=negative, is_label=c == 0)
            if quantity:
                of_all = None if self._tests[c] or _SIGNIFICANT.search(cell.text) else self._caption_unit
                known = self._with_unit(quantity, c, row_unit or of_all)
                read[cell.span] = Cell(cell.span, cell.text, cell.columns, cell.rows, known)
        return tuple([read.get(cell.span, cell) for cell in row])

    def _row_unit(self, row: Sequence[Cell]) -> str | None:
        if self._unit_column is not None:
            unit = row[self._unit_column].text
            return shown(unit) if is_unit(unit) else None
        name = self._words[row[0].span]
        return None if quantity_of(name, is_label=True) else unit_in(row[0].text)

    def _with_unit(self, quantity: Quantity, column: int, row_unit: str | None) -> Quantity:
        unit = quantity.unit or self._head_units[column]
        if not unit and column and not self._counts[column] and not self._years[column]:
            unit = row_unit
        return quantity if unit == quantity.unit else replace(quantity, unit=unit)


def _is_parted_by_commas(words: Sequence[str]) -> bool:
    """Whether a column has several numbers with commas, each of them before three digits: `12,345`, `3,000`."""
    parted = [found for cell in words if (found := is_parted_by_commas(cell)) is not None]
    return len(parted) >= _FEW and all(parted)


def _are_bracketed(words: Sequence[str]) -> bool:
    """Whether all figures stand in brackets, as standard errors and shares do: none of them is negative for that."""
    figures = [cell for cell in words if any(c.isdigit() for c in cell)]
    return bool(figures) and all(_BRACKETED.fullmatch(cell) for cell in figures)


def _is_numbering(words: Sequence[str]) -> bool:
    """Whether a row only counts its columns: `(1)`, `(2)`, `(3)`."""
    filled = [cell for cell in words if any(c.isdigit() for c in cell)]
    numbers = [int(match[1]) for cell in filled if (match := _NUMBERED.fullmatch(cell))]
    return len(numbers) == len(filled) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
