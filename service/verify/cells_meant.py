"""Cells that a claim is about: what it says of rows, columns and years, and how well each cell of a table fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

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


MOST_UNSAID = 2
"""More words than this, beside those of two cells, may say what is worked out of other columns than theirs."""

_COMPARING = stems_of("many much more fewer less than times together combined total all gap difference between year")


@dataclass(frozen=True)
class CellCheck:
    """What the cells of a table say of a claim: the side, how surely, the cells, and the comparison in words.

    `fit` is how much of what the cells are of the claim says. A probability of 0 takes no side.
    `is_doubt` tells that one cell has the figure, but that the claim isn't of it.
    """

    stance: Stance
    probability: float
    fit: float
    cells: tuple[Statement, ...]
    step: str
    is_doubt: bool = False

    @property
    def bears_out(self) -> bool:
        """Whether the cells speak for the claim."""
        return self.stance == "for" and self.probability > 0


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
        read = _scaled(self.text, amounts(self.text))
        return tuple(amount if amount.kind in _KINDS else _as_written(amount) for amount in read)

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the names in it."""
        return frozenset(map(base, names(self.text)))

    def names_row(self, cell: Statement) -> bool:
        """Whether it says all words of a name of the cell's row, and no other year than the cell's."""
        if self.years and cell.years and not self.years & cell.years:
            return False
        return self._says(self.row(cell))

    def row(self, cell: Statement) -> frozenset[str]:
        """The words that name the cell's row: its label's, or, where it says those alone, its own name further on."""
        label = row_of(cell)
        if self._says(label):
            return label
        return next((name for name in own_names(cell) if self._says(name)), label)

    def _says(self, name: frozenset[str]) -> bool:
        return bool(name) and all(is_met(word, self.stems) for word in name)

    def head_share(self, cell: Statement) -> float:
        """The share of the words of the cell's column that it says."""
        head = core(cell.column.head)
        return len(self._met(head)) / len(head) if head else 0.0

    def fit(self, cell: Statement) -> float:
        """How much of the cell's row and column it says: a word for one, an unsaid word of the head against a half."""
        head = core(cell.column.head)
        met = self._met(head)
        return len(self.row(cell) | met) - 0.5 * len(head - met)

    def is_about(self, cell: Statement) -> bool:
        """Whether little in it is about anything else than the cell and its table, and no name is."""
        known = cell.source.grid.stems | cell.facets | self.row(cell)
        others = frozenset(word for word in self.stems if not is_met(word, known) and word.isalpha())
        return len(others) <= MOST_OTHER_WORDS and not others & self.names

    def is_only_about(self, cells: Sequence[Statement]) -> bool:
        """Whether it says hardly anything but the rows and the columns of the cells."""
        known = frozenset(word for cell in cells for word in core(cell.column.head) | self.row(cell)) | _COMPARING
        told = frozenset(word for amount in self.amounts for word in stems_of(amount.text))
        others = [word for word in self.stems - told if word.isalpha() and not is_met(word, known)]
        return len(others) <= MOST_UNSAID

    def _met(self, words: frozenset[str]) -> frozenset[str]:
        return frozenset(word for word in words if is_met(word, self.stems))


_KINDS = frozenset(("share", "factor", "money", "count"))


def _as_written(amount: Amount) -> Amount:
    number = number_in(amount.text)
    share = number / amount.value if amount.value else 0.0
    return replace(amount, value=number, least=amount.least * share, most=amount.most * share, kind="count")


_MOVED = re.compile(r"\bfrom\s+\S+\s+to\s+\S?$", re.IGNORECASE)


def _scaled(text: str, read: Sequence[Amount]) -> list[Amount]:
    """The amounts; the first of `from 12.9 to 18.6 billion` is in billions too."""
    found = list(read)
    for place, (one, two) in enumerate(pairwise(read)):
        number, first = number_in(two.text), number_in(one.text)
        if one.kind != "count" or not number or one.value != first or not _MOVED.search(text[: two.start]):
            continue
        factor = two.value / number
        if factor >= LEAST_SCALE:
            least, most = one.least * factor, one.most * factor
            found[place] = replace(one, value=one.value * factor, least=least, most=most, kind=two.kind)
    return found


LEAST_SCALE = 1000


def number_in(text: str) -> float:
    """The first number of a text without its scale: 1.2 for `1.2 million`; 0 where there are no digits."""
    written = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(written.group().replace(",", "")) if written else 0.0


def row_of(cell: Statement) -> frozenset[str]:
    """The words that name the cell's row."""
    return core(cell.record.label)


def own_names(cell: Statement) -> tuple[frozenset[str], ...]:
    """The words of each cell of its row that no other row has in that column, one thing of several words: a name."""
    grid = cell.source.grid
    texts = [(column.index, cell.record.cells[column.index].text.strip()) for column in grid.columns]
    kinds = {column.index: column.kind for column in grid.columns}
    return tuple(
        core(text)
        for index, text in texts
        if kinds[index] == "words"
        and "," not in text
        and len(core(text)) >= LEAST_NAME
        and sum(record.cells[index].text.strip() == text for record in grid.records) == 1
    )


LEAST_NAME = 2
"""Words of a cell that may name its row; one alone may be no more than what the row is like."""


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
