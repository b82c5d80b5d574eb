"""Cells that a claim is about: what it says of rows, columns and years, and how well each cell of a table fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from service.tables.scale import MONEY
from service.tables.statements import Statement, core
from service.tables.wording import base, is_met, stems_of, years_in
from service.verify.gates.amounts import Amount, amounts
from service.verify.verdict import Stance
from service.words.content import names

AGREES = 0.9
"""How surely a cell that gives the figure of a claim speaks for it, where all words of its row and column are said."""

DIFFERS = 0.85
"""How surely a cell with another figure speaks against a claim that says all words of its row and column."""

LEAST_HEAD = 0.5
"""The least share of a column's words that a claim has to say to be about it."""

MOST_OTHER_WORDS = 4
"""More words of a claim than this, beside those of the cell and its table, are likely to be about something else."""


@dataclass(frozen=True)
class CellCheck:
    """What the cells of a table say of a claim: the side, how surely, the cells, and the comparison in words.

    `fit` is how much of what the cells are of the claim says.
    """

    stance: Stance
    probability: float
    fit: float
    cells: tuple[Statement, ...]
    step: str


@dataclass(frozen=True)
class Asked:
    """What a claim says, as far as tables may tell."""

    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words."""
        return stems_of(self.text)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return years_in(self.text)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The figures that it gives, those of a physical unit as they are written: cells are in their head's unit."""
        return tuple(amount if amount.kind in _KINDS else _as_written(amount) for amount in amounts(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the names in it."""
        return frozenset(map(base, names(self.text)))

    def names_row(self, cell: Statement) -> bool:
        """Whether it says all words of the cell's row, and no other year than the cell's."""
        row = row_of(cell)
        if self.years and cell.years and not self.years & cell.years:
            return False
        return bool(row) and all(is_met(word, self.stems) for word in row)

    def head_share(self, cell: Statement) -> float:
        """The share of the words of the cell's column that it says."""
        head = core(cell.column.head)
        return len(self._met(head)) / len(head) if head else 0.0

    def fit(self, cell: Statement) -> float:
        """How much of the cell's row and column it says: a word for one, an unsaid word of the head against a half."""
        head = core(cell.column.head)
        met = self._met(head)
        return len(row_of(cell) | met) - 0.5 * len(head - met)

    def is_about(self, cell: Statement) -> bool:
        """Whether little in it is about anything else than the cell and its table, and no name is."""
        known = cell.source.grid.stems | cell.facets
        others = frozenset(word for word in self.stems if not is_met(word, known) and word.isalpha())
        return len(others) <= MOST_OTHER_WORDS and not others & self.names

    def _met(self, words: frozenset[str]) -> frozenset[str]:
        return frozenset(word for word in words if is_met(word, self.stems))


_KINDS = frozenset(("share", "factor", "money", "count"))


def _as_written(amount: Amount) -> Amount:
    number = number_in(amount.text)
    share = number / amount.value if amount.value else 0.0
    return replace(amount, value=number, least=amount.least * share, most=amount.most * share, kind="count")


def number_in(text: str) -> float:
    """The first number of a text without its scale: 1.2 for `1.2 million`; 0 where there are no digits."""
    written = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(written.group().replace(",", "")) if written else 0.0


def row_of(cell: Statement) -> frozenset[str]:
    """The words that name the cell's row."""
    return core(cell.record.label)


def kind_of(cell: Statement) -> str:
    """What the cell holds, as `Amount.kind` says it."""
    head = cell.column.head
    if cell.measures.startswith("%") or "%" in head:
        return "share"
    return "money" if cell.measures in MONEY or any(sign in head for sign in MONEY) else "count"


def pairs(asked: Asked, cells: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Two cells of one column in the two rows that the claim names, the column that fits it best first."""
    columns: dict[int, list[Statement]] = {}
    for cell in cells:
        if asked.head_share(cell) >= LEAST_HEAD:
            columns.setdefault(cell.column.index, []).append(cell)
    for _, found in sorted(columns.items(), key=lambda item: (-asked.fit(item[1][0]), item[0])):
        if len(found) == 2:
            yield found[0], found[1]


def sure(most: float, share: float) -> float:
    """`most` where all words of the column are said, and less where not."""
    return round(most * (0.6 + 0.4 * min(share, 1.0)), 4)
