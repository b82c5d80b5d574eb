"""All tables of a page."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.reading.aligned_tables import aligned_tables
from corpus.reading.page_table import PageTable
from corpus.reading.ruled_tables import boxed_tables
from corpus.reading.sheet import Sheet, Word
from corpus.reading.table_shades import rows_shaded
from corpus.reading.underlined_tables import underlined_tables


def page_tables(sheet: Sheet, words: Sequence[Word], *, awaited: bool = False) -> list[PageTable]:
    """The tables that stand on the page, from top to bottom; `words` are those that may lie in one.

    `awaited` says that the page before ends with the caption of a table.
    """
    shades = rows_shaded(sheet.shades)
    found = boxed_tables(sheet, words, shades)
    taken = {word.start for table in found for word in table.words}
    found += underlined_tables(sheet, [word for word in words if word.start not in taken], found, shades)
    taken = {word.start for table in found for word in table.words}
    found += aligned_tables(sheet, [word for word in words if word.start not in taken], shades, awaited=awaited)
    return sorted(found, key=lambda table: (table.top, table.left))
