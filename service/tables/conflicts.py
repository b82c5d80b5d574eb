"""Two tables, or two rows, that give one thing two values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.tables.computation import Disagreement, Disputed
from service.tables.fitting import Source
from service.tables.grid import Record
from service.tables.scale import with_unit
from service.tables.statements import Statement, core, differ, names_in, statements
from service.tables.wording import base, met, stems_of

_CAPTION_WORDS = """
    comparison data development evidence facts figures indicators information key main outline overview performance
    results selected situation statistics structure summary table
"""
_OF_ANY_TABLE = frozenset(map(base, _CAPTION_WORDS.split()))
"""Words that captions have of whatever they are: they set no two tables apart."""

_LEAST_MISPRINTED = 5
_MOST_ALIKE = 20
"""A name that more cells of one table have is of no single thing."""

LEAST_DIGITS = 2
"""Significant digits of a figure that tells one thing from another."""


def table_conflicts(mine: Sequence[Statement], others: Sequence[Source]) -> Iterator[Disagreement]:
    """Where another table, or another row of the same one, says something else of what the given cells say."""
    for one, two in conflicting(mine, others):
        yield _named(one, two)


def conflicting(mine: Sequence[Statement], others: Sequence[Source]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of cells, one of them given, that say different things of one.

    Two tables speak of one thing where they agree in at least half of what both say, or where nothing in either's
    caption sets it apart; else they are taken for tables of two samples, years or models.
    """
    for source in others:
        disputed_pairs = [pair for pair in _pairs(mine, statements(source)) if _conflict(*pair)]
        if not disputed_pairs:
            continue
        agree = _agree(disputed_pairs[0][0].source, source)
        for one, two in disputed_pairs:
            if agree or _is_same_row_twice(one, two) or _are_captioned_alike(one, two):
                yield one, two


def agreeing(one: Source, two: Source) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of cells of two tables that say the same of one thing."""
    if not _are_of_one_table(one, two):
        for pair in _pairs(statements(one), statements(two)):
            if is_telling(pair[0]) and is_telling(pair[1]) and are_of_one_thing(*pair) and not differ(*pair):
                yield pair


def _pairs(mine: Sequence[Statement], theirs: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs, of two tables, that may be of one thing: they name the same, but for names that captions hold."""
    if not mine or not theirs:
        return
    names = _names(mine[0]) | _names(theirs[0])
    by_facets: dict[frozenset[str], list[Statement]] = {}
    for two in theirs:
        by_facets.setdefault(two.facets - names, []).append(two)
    for one in mine:
        alike = by_facets.get(one.facets - names, ())
        yield from ((one, two) for two in (alike if len(alike) <= _MOST_ALIKE else ()))


def _names(statement: Statement) -> frozenset[str]:
    return names_in(statement.source.grid.table.caption or "")


def _conflict(one: Statement, two: Statement) -> bool:
    if disputed(one) == disputed(two) or not (is_telling(one) and is_telling(two)):
        return False
    return are_of_one_thing(one, two) and differ(one, two)


def is_telling(statement: Statement) -> bool:
    """Whether the figure has digits enough not to be met by chance: 16.2, but neither 0.01 nor 5."""
    return _significant(statement.cell.text) >= LEAST_DIGITS


@lru_cache(maxsize=8192)
def _significant(text: str) -> int:
    return len("".join(c for c in text if c.isdigit()).lstrip("0"))


def are_of_one_thing(one: Statement, two: Statement) -> bool:
    """Whether two cells are of the same thing, measure and year.

    What one names and the other doesn't must be a name in the other's caption. Between documents the year must be told.
    """
    if one.years != two.years or one.measures != two.measures:
        return False
    if one.source.holding.digest != two.source.holding.digest and (not one.years or len(one.facets) < 2):
        return False
    fewer, more = (one, two) if len(one.facets) <= len(two.facets) else (two, one)
    if not fewer.facets <= more.facets or len(fewer.facets) < 2:
        return False
    return more.facets - fewer.facets <= names_in(fewer.source.grid.table.caption or "")


def _is_same_row_twice(one: Statement, two: Statement) -> bool:
    """Whether they stand in two rows of one table that have one name and agree in at least half of their figures."""
    if not _are_of_one_table(one.source, two.source) or one.column != two.column:
        return False
    if _words(one.record, one.source) != _words(two.record, one.source) or not _has_one_row_twice(one.source):
        return False
    figures = one.source.grid.figures
    equal = [one.record.cells[c.index].text == two.record.cells[c.index].text for c in figures]
    return 2 * sum(equal) >= len(figures) > 1


def _has_one_row_twice(source: Source) -> bool:
    rows = Counter(_words(record, source) for record in source.grid.records if not record.is_blank)
    return sum(count for count in rows.values() if count > 1) == 2


def _words(record: Record, source: Source) -> tuple[str, ...]:
    """All that a row says beside its figures."""
    pairs = zip(source.grid.columns, record.cells, strict=True)
    return tuple(cell.text for column, cell in pairs if column.kind != "figure")


def _are_of_one_table(one: Source, two: Source) -> bool:
    return one.holding.digest == two.holding.digest and one.grid.table.span == two.grid.table.span


def _agree(one: Source, two: Source) -> bool:
    """Whether two tables have at least half of the figures in common that both should have."""
    if _are_of_one_table(one, two):
        return False
    telling = [[cell for cell in statements(source) if is_telling(cell)] for source in (one, two)]
    shared = [pair for pair in _pairs(*telling) if are_of_one_thing(*pair)]
    agreeing = sum(1 for pair in shared if not differ(*pair))
    return 0 < len(shared) <= 2 * agreeing


def _are_captioned_alike(one: Statement, two: Statement) -> bool:
    """Whether the captions of two tables of a document say nothing that the other table doesn't, nor do the cells."""
    if one.source.holding.digest != two.source.holding.digest or one.facets != two.facets:
        return False
    if _are_of_one_table(one.source, two.source):
        return False
    captions = [core(cell.source.grid.table.caption or "") for cell in (one, two)]
    said = [_heads(cell.source) | names_of_rows(cell.source) for cell in (one, two)]
    apart = [captions[n] - captions[1 - n] - _OF_ANY_TABLE for n in (0, 1)]
    return all(captions) and all(_are_said(apart[n], said[1 - n] | captions[1 - n]) for n in (0, 1))


def _are_said(words: frozenset[str], said: frozenset[str]) -> bool:
    """Whether all words are said too, a letter more or less in a longer word being a misprint of it."""
    return all(any(_is_misprint(word, other) for other in said) for word in words - met(words, said))


def _is_misprint(one: str, two: str) -> bool:
    shorter, longer = sorted((one, two), key=len)
    if len(longer) != len(shorter) + 1 or len(shorter) < _LEAST_MISPRINTED:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _heads(source: Source) -> frozenset[str]:
    return frozenset[str]().union(*(stems_of(column.head) for column in source.grid.columns))


def names_of_rows(source: Source) -> frozenset[str]:
    """The words that name the rows of a table."""
    return frozenset[str]().union(*(record.stems for record in source.grid.records))


def _named(one: Statement, two: Statement) -> Disagreement:
    same = one.source.holding == two.source.holding
    text = f"{described(one, not same)}, but {described(two, not same)}."
    return Disagreement("table_conflict", text, (disputed(one), disputed(two)))


def described(statement: Statement, with_document: bool = False) -> str:
    """`Table 2 has 124 for Norland, Members`, with the document where it isn't the same."""
    number = statement.source.grid.table.number
    table = f"Table {number}" if number else "a table"
    where = f"{table} of {statement.source.holding.name}" if with_document else table
    quantity, text = statement.cell.quantity, " ".join(statement.cell.text.split())
    unit = quantity.unit if quantity and quantity.unit and quantity.unit.lower() not in text.lower() else None
    return f"{where} has {with_unit(text, unit)} for {statement.record.label}, {statement.column.head}"


def disputed(statement: Statement) -> Disputed:
    """The place of a cell."""
    holding = statement.source.holding
    return Disputed(holding.digest, holding.name, statement.cell.span, statement.cell.text)
