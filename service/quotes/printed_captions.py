"""Captions as they are printed: `Table 04: Exports`, and not the number and the title that were read of them."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Table
from corpus.structure.captions import caption_of, joined_cells

LINES_LOOKED_AT = 12
"""Lines at the beginning and the end of a table, where captions stand."""

MOST_LINES = 4
"""Lines that a caption may run over."""


def printed_caption(text: str, table: Table) -> str:
    """The caption of a table of the document with this `text`, on one line; else what was read of it."""
    if table.number is None:
        return table.name
    for candidate in _candidates(table.span.of(text)):
        caption = caption_of(candidate)
        if caption is not None and (caption.number, caption.title) == (table.number, table.caption or ""):
            return joined_cells(candidate).rstrip(" |")
    return table.name


def _candidates(whole: str) -> Iterator[str]:
    """A few lines that follow one another, from each line on that a caption may begin with."""
    lines = [line for line in whole.split("\n") if line.strip()]
    places = sorted({*range(len(lines))[:LINES_LOOKED_AT], *range(len(lines))[-LINES_LOOKED_AT:]})
    for place in places:
        for count in range(1, MOST_LINES + 1):
            yield "\n".join(lines[place : place + count])
