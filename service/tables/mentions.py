"""Figures that sentences mention, held against the cells that are of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Document, Span
from corpus.structure.quantities import value_of
from indexer.catalogue import Holding
from service.tables.computation import Disagreement, Disputed
from service.tables.conflicts import described, disputed
from service.tables.scale import scale_of
from service.tables.statements import Statement, core, step_of
from service.tables.wording import base, is_met, stems_of, years_in

FARTHEST = 6000
"""Characters between a sentence and a table that it speaks of without naming it."""

MOST_APART = 20
"""A figure so many times another is no slip of it but something else."""

LEAST_FACETS = 3
"""Fewer words than this, of a row and a column together, name many things."""

MOST_OTHER_WORDS = 4
"""More words around a figure than this, beside those of the cell, are likely to narrow what it counts."""

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
    """A sentence of a held document with its words and its figures."""

    holding: Holding
    span: Span
    stems: frozenset[str]
    years: frozenset[str]
    mentions: tuple[Mention, ...]


def said(holding: Holding, document: Document, span: Span) -> Said | None:
    """The sentence, where it mentions figures."""
    text = span.of(document.text)
    found = tuple(_mentions(text, span.start))
    return Said(holding, span, stems_of(text), years_in(text), found) if found else None


def _mentions(text: str, offset: int) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        value = value_of(match["number"])
        if value is None or _LOOSE.search(text[: match.start()]) or (years_in(match["number"]) and not match["unit"]):
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
            clause=stems_of(_clause(text, match.start(), end)),
        )


def _clause(text: str, start: int, end: int) -> str:
    left = max((match.end() for match in _CUT.finditer(text, 0, start)), default=0)
    right = _CUT.search(text, end)
    return text[left : right.start() if right else len(text)]


def mismatches(sentence: Said, cells: Sequence[Statement]) -> Iterator[Disagreement]:
    """Where the sentence gives a figure for what a cell of the same document is of, and it is another one.

    The sentence must hold all words of the cell's row and column, name no other row, and put the figure before the word
    that the cell counts, or in the unit that it is measured in.
    """
    candidates = [cell for cell in cells if _is_about(sentence, cell)]
    for mention in sentence.mentions:
        counted = [cell for cell in candidates if _counts(mention, cell)]
        meant = [cell for cell in counted if core(cell.record.label) <= mention.clause] or counted
        widest = [cell for cell in meant if not any(cell.facets < other.facets for other in meant)]
        if len({cell.value for cell in widest}) == 1 and _is_off(mention, widest[0], sentence, cells):
            yield _named(sentence, mention, widest[0])


def _is_about(sentence: Said, cell: Statement) -> bool:
    table = cell.source.grid.table
    far = max(table.span.start - sentence.span.end, sentence.span.start - table.span.end)
    named = table.number is not None and re.search(
        rf"\btable\s+{re.escape(table.number)}\b", _text(sentence, cell), re.I
    )
    if far > FARTHEST and not named:
        return False
    if sentence.years and not sentence.years <= cell.years:
        return False
    row = core(cell.record.label)
    return all(word in sentence.stems for word in row) and all(is_met(word, sentence.stems) for word in _head(cell))


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


def _is_off(mention: Mention, cell: Statement, sentence: Said, cells: Sequence[Statement]) -> bool:
    """Whether the figure is another than the cell's, which the sentence doesn't give beside it, and no other cell's."""
    if any(_equal(other, cell) for other in sentence.mentions) or not mention.value or not cell.value:
        return False
    if len(cell.facets) < LEAST_FACETS or len(mention.clause - cell.facets - {mention.text}) > MOST_OTHER_WORDS:
        return False
    if max(mention.value, cell.value) > MOST_APART * min(mention.value, cell.value):
        return False
    table = [other for other in cells if other.source.grid.table.span == cell.source.grid.table.span]
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
