"""All tables of a page."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.reading.aligned_tables import aligned_tables
from corpus.reading.page_table import PageTable
from corpus.reading.repeated_heads import rest_of
from corpus.reading.ruled_tables import boxed_tables
from corpus.reading.sheet import Sheet, Word
from corpus.reading.table_shades import rows_shaded
from corpus.reading.underlined_tables import underlined_tables


def page_tables(
    sheet: Sheet, words: Sequence[Word], *, awaited: bool = False, before: PageTable | None = None
) -> list[PageTable]:
    """The tables that stand on the page, from top to bottom; `words` are those that may lie in one.

    `awaited` says that the page before ends with the caption of a table; `before` is the table that it ends with.
    """
    shades = rows_shaded(sheet.shades)
    found = boxed_tables(sheet, words, shades)
    taken = {word.start for table in found for word in table.words}
    found += underlined_tables(sheet, [word for word in words if word.start not in taken], found, shades)
    taken = {word.start for table in found for word in table.words}
    found += aligned_tables(sheet, [word for word in words if word.start not in taken], shades, awaited=awaited)
    rest = rest_of(before, sorted(words, key=lambda word: word.start), sheet.number) if before else None
    taken = {word.start for table in found for word in table.words}
    if rest is not None and taken.isdisjoint(word.start for word in rest.words):
        found.append(rest)
    return sorted(found, key=lambda table: (table.top, table.left))


def table_at_foot(tables: Sequence[PageTable], words: Sequence[Word]) -> PageTable | None:
    """The table that the words of a page, in drawing order, end with."""
    last = words[-1].start if words else None
    return next((table for table in tables if any(word.start == last for word in table.words)), None)
