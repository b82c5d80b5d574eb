"""Figures that sentences mention, held against the cells that are of the same thing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from corpus.document import Document, Span, Table
from corpus.structure.quantities import value_of
from indexer.catalogue import Holding
from service.tables.computation import Disagreement, Disputed
from service.tables.conflicts import described, disputed
from service.tables.scale import scale_of
from service.tables.statements import Statement, core, step_of
from service.tables.wording import base, is_met, stems_of, years_in
from service.words.looking_back import part_around, right_before

FARTHEST = 6000
"""Characters between a sentence and a table that it speaks of without naming it."""

MOST_APART = 20
"""A figure so many times another is no slip of it but something else."""

LEAST_FACETS = 3
"""Fewer words than this, of a row and a column together, name many things."""

MOST_OTHER_WORDS = 4
"""More words around a figure than this, beside those of the cell, are likely to narrow what it counts."""

LONGEST = 2000
"""A sentence of more characters than this is a list or a table run together, and says nothing of a single cell."""

_TABLE = re.compile(r"\btable\s+", re.IGNORECASE)
_LONGEST_NUMBER = 20
_UNITS = r"%|per ?cent|percent|percentage points|thousand|million|billion|trillion"
_MENTION = re.compile(
    r"(?<![\w.,\[(–-])(?P<money>[€$£¥])?(?P<number>\d+(?:[.,]\d+)*)(?![\w\])–-])"
    rf"(?:\s?(?P<unit>{_UNITS})(?!\w))?(?P<after>(?:\s+[^\W\d_]+){{0,3}})",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:about|around|some|over|under|nearly|almost|roughly|approximately|more than|less than|fewer than|at least"
    r"|at most|up to|circa|ca\.?|table|figure|section|chapter|page|pp?\.|no\.|top|of|[<>~≈])\s*$",
    re.IGNORECASE,
)
_PERCENTS = frozenset(("%", "percent", "per cent"))
_CUT = re.compile(r"[,;:()](?!\d)|\b(?:while|whereas|but)\b")
_MONEY = {"€": "€", "$": "US$", "£": "£", "¥": "¥"}


@dataclass(frozen=True)
class Mention:
    """A figure in a sentence: its value in ones of what it `measures`, the words right after it, and those around it.

    `clause` are the stems of what stands between the commas, colons or brackets around it.
    """

    span: Span
    text: str
    value: Decimal
    step: Decimal
    measures: str
    after: tuple[str, ...]
    clause: frozenset[str]


@dataclass(frozen=True)
class Said:
    """A sentence of a held document with its words, its figures, and what it may call a table by."""

    holding: Holding
    span: Span
    stems: frozenset[str]
    years: frozenset[str]
    mentions: tuple[Mention, ...]
    numbers: frozenset[str]


class MentionedCells:
    """Cells by the tables that they are of; `every` are all of them, in order."""

    def __init__(self, cells: Iterable[Statement]) -> None:
        self.every = tuple(cells)
        self._by_table: dict[Span, list[Statement]] = {}
        for cell in self.every:
            self._by_table.setdefault(cell.source.grid.table.span, []).append(cell)
        by_place = sorted(self._by_table)
        self._tables = [self._by_table[span][0].source.grid.table for span in by_place]
        self._starts = [span.start for span in by_place]
        self._ends = list(accumulate((span.end for span in by_place), max))

    def of_table(self, table: Table) -> Sequence[Statement]:
        """The cells of a table."""
        return self._by_table[table.span]

    def may_be_meant(self, sentence: Said) -> Iterator[Statement]:
        """The cells, in order, of the tables that the sentence stands near to or names by their numbers."""
        first = bisect_left(self._ends, sentence.span.start - FARTHEST)
        last = bisect_right(self._starts, sentence.span.end + FARTHEST)
        named = (at for number in sentence.numbers for at in self._numbered.get(number, ()))
        for at in sorted({*range(first, last), *named}):
            yield from self._by_table[self._tables[at].span]

    @cached_property
    def _numbered(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, table in enumerate(self._tables):
            if table.number is not None:
                found.setdefault(table.number.lower(), []).append(at)
        return found


def said(holding: Holding, document: Document, span: Span) -> Said | None:
    """The sentence, where it mentions figures and is no longer than sentences are."""
    text = span.of(document.text)
    if len(text) > LONGEST:
        return None
    found = tuple(_mentions(text, span.start))
    return Said(holding, span, stems_of(text), years_in(text), found, _numbers(text)) if found else None


def _numbers(text: str) -> frozenset[str]:
    """What the sentence may call a table by: the beginnings of what follows the word."""
    after = (text[match.end() : match.end() + _LONGEST_NUMBER].lower() for match in _TABLE.finditer(text))
    return frozenset(words[:length] for words in after for length in range(1, len(words) + 1))


def _mentions(text: str, offset: int) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        value = value_of(match["number"])
        is_year = bool(years_in(match["number"])) and not match["unit"]
        if value is None or is_year or right_before(_LOOSE, text, match.start()):
            continue
        after = match["after"].split()
        percent = (match["unit"] or "").lower() in _PERCENTS
        scale = scale_of("%" if percent else " ".join(filter(None, [match["unit"], *after[:1]])))
        is_money = scale.measures in _MONEY.values()
        end = match.start("after") + (len(after[0]) + 1 if is_money else 0)
        number = Decimal(repr(value))
        yield Mention(
            span=Span(offset + match.start(), offset + end),
            text=text[match.start() : end],
            value=number * scale.factor,
            step=step_of(number, match["number"]) * scale.factor,
            measures=_MONEY.get(match["money"] or "") or (scale.measures if percent or is_money else ""),
            after=tuple(map(base, after)),
            clause=stems_of(part_around(text, match.start(), end, _CUT)),
        )


def mismatches(sentence: Said, cells: MentionedCells) -> Iterator[Disagreement]:
    """Where the sentence gives a figure for what a cell of the same document is of, and it is another one.

    The sentence must hold all words of the cell's row and column, name no other row, and put the figure before the word
    that the cell counts, or in the unit that it is measured in.
    """
    candidates = [cell for cell in cells.may_be_meant(sentence) if _is_about(sentence, cell)]
    for mention in sentence.mentions:
        counted = [cell for cell in candidates if _counts(mention, cell)]
        meant = [cell for cell in counted if core(cell.record.label) <= mention.clause] or counted
        every = {cell.facets for cell in meant}
        widest = [cell for cell in meant if not any(cell.facets < other for other in every)]
        if len({cell.value for cell in widest}) == 1 and _is_off(mention, widest[0], sentence, cells):
            yield _named(sentence, mention, widest[0])


def _is_about(sentence: Said, cell: Statement) -> bool:
    table = cell.source.grid.table
    far = max(table.span.start - sentence.span.end, sentence.span.start - table.span.end)
    if far > FARTHEST and not _is_named(table, _text(sentence, cell)):
        return False
    if sentence.years and not sentence.years <= cell.years:
        return False
    row = core(cell.record.label)
    return all(word in sentence.stems for word in row) and all(is_met(word, sentence.stems) for word in _head(cell))


def _is_named(table: Table, text: str) -> bool:
    return table.number is not None and bool(re.search(rf"\btable\s+{re.escape(table.number)}\b", text, re.I))


def _text(sentence: Said, cell: Statement) -> str:
    return sentence.span.of(cell.source.document.text)


def _head(cell: Statement) -> frozenset[str]:
    """The words of a cell's column, without those of a bare unit of money."""
    head = core(cell.column.head)
    return frozenset() if cell.measures in _MONEY.values() and _is_bare(cell) else head


def _is_bare(cell: Statement) -> bool:
    unit = cell.cell.quantity.unit if cell.cell.quantity else None
    return stems_of(cell.column.head) <= stems_of(unit or "")


def _counts(mention: Mention, cell: Statement) -> bool:
    """Whether the figure counts what the cell counts: the word after it, or the unit where no other column has it."""
    if mention.measures != cell.measures:
        return False
    if mention.measures:
        return mention.measures != "%" or bool(_head(cell))
    own = core(cell.record.label) | _head(cell)
    return any(is_met(word, own) for word in mention.after[:2])


def _is_off(mention: Mention, cell: Statement, sentence: Said, cells: MentionedCells) -> bool:
    """Whether the figure is another than the cell's, which the sentence doesn't give beside it, and no other cell's."""
    if any(_equal(other, cell) for other in sentence.mentions) or not mention.value or not cell.value:
        return False
    if len(cell.facets) < LEAST_FACETS or len(mention.clause - cell.facets - {mention.text}) > MOST_OTHER_WORDS:
        return False
    if max(mention.value, cell.value) > MOST_APART * min(mention.value, cell.value):
        return False
    table = cells.of_table(cell.source.grid.table)
    if any(_equal(mention, other) for other in table):
        return False
    row = core(cell.record.label)
    around = mention.clause if row <= mention.clause else sentence.stems
    return all(label <= row for label in {core(other.record.label) for other in table} if label <= around)


def _equal(mention: Mention, cell: Statement) -> bool:
    if mention.measures != cell.measures:
        return False
    return abs(mention.value - cell.value) <= max(mention.step, cell.step) * Decimal("0.5")


def _named(sentence: Said, mention: Mention, cell: Statement) -> Disagreement:
    text = f"The text says {' '.join(mention.text.split())}, but {described(cell)}."
    place = Disputed(sentence.holding.digest, sentence.holding.name, mention.span, mention.text)
    return Disagreement("number_table_mismatch", text, (place, disputed(cell)))
