"""How many things a table is said to show, held against its rows and its figures: `Table 3 lists 14 firms`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from corpus.document import Document, Span
from service.checks.places import place_in
from service.checks.tables.naming import rows_span, table_name
from service.checks.tables.told_figures import Told, told_figures
from service.findings.finding import Finding
from service.phrasing import capital
from service.tables.fitting import Source
from service.tables.sources import own_sources
from service.tables.statements import core, statements
from service.tables.wording import base
from service.words.looking_back import right_before

_REACH = 200
_NUMBER = r"(?P<number>[A-Z]?\.?\d+(?:\.\d+)*|[IVX]+)"
_SHOWS = re.compile(
    rf"\btable\s+{_NUMBER}\s+(?:then |also |now )?(?:shows?|lists?|gives?|contains?|covers?|reports?|presents?"
    r"|summari[sz]es|compares?|includes?|describes?|has|names?|records?|counts?)\s+"
    r"(?:the |all |these |our |some |only |a total of |data (?:for|on) |figures (?:for|of) |results (?:for|of) )*$",
    re.IGNORECASE,
)
_SHOWN_IN = re.compile(
    rf"(?:\s+[^\W\d_][\w-]*){{1,3}}?\s+(?:(?:that|which) are\s+)?(?:listed|shown|given|reported|presented|named"
    rf"|included|covered|compared|described)?\s*(?:in|by)\s+table\s+{_NUMBER}\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"\s+((?:[^\W\d_][\w-]*\s*){1,4})")
_OTHER_NOUNS = frozenset(
    map(base, ("column", "row", "panel", "model", "figure", "result", "value", "kind", "group", "case", "step", "year"))
)


def check_row_counts(document: Document) -> Iterator[Finding]:
    """Each sentence that says how many things a table shows."""
    by_number = {source.grid.table.number: source for source in own_sources(document) if source.grid.table.number}
    for sentence in document.sentences if by_number else ():
        text = sentence.of(document.text).replace("\n", " ")
        if "able" not in text or document.table_at(sentence.start) is not None:
            continue
        for figure in told_figures(text):
            said = right_before(_SHOWS, text, figure.start, _REACH) or _SHOWN_IN.match(text, figure.end)
            nouns = _NOUNS.match(text, figure.end)
            source = by_number.get(said["number"]) if said else None
            if source and nouns and figure.is_count and not figure.unit and not figure.is_about:
                span = Span(sentence.start + figure.start, sentence.start + figure.end + len(nouns[0].rstrip()))
                yield from _of(document, source, figure, nouns[1].split(), span)


def _of(document: Document, source: Source, figure: Told, nouns: Sequence[str], span: Span) -> Iterator[Finding]:
    """What the table says of one number: as many rows, or a figure of its own, or neither."""
    counted = _counted(nouns, source)
    if counted is None:
        return
    grid = source.grid
    table, rows = table_name(grid.table), len(grid.parts)
    place = place_in(document, rows_span(grid.table))
    if counted == "rows" and figure.value == rows:
        text = f"The text says {figure.text}, and {table} has as many rows."
        yield Finding("number_table_mismatch", "ok", span, text, (place,))
    elif figure.value not in _known(source):
        but = (
            f"it has {rows}" if counted == "rows" else f"none of its figures is {figure.text}, nor do they add up to it"
        )
        text = f"The text says that {table} has {figure.text} {nouns[0]}, but {but}."
        yield Finding("number_table_mismatch", "problem", span, capital(text), (place,))


def _counted(nouns: Sequence[str], source: Source) -> Literal["rows", "figures"] | None:
    """Whether the things are what names the rows, or what a column counts."""
    keys = source.grid.keys
    for word in map(base, nouns):
        if word in _OTHER_NOUNS:
            return None
        if len(keys) == 1 and core(keys[0].head) == {word}:
            return "rows"
        if any(word in core(column.head) for column in source.grid.figures):
            return "figures"
    return None


def _known(source: Source) -> set[Decimal]:
    """The numbers that a table may be said to have: its figures, their sums, how many rows, those in its caption."""
    grid, cells = source.grid, statements(source)
    words = re.findall(r"\d+", f"{grid.table.caption or ''} {grid.table.note or ''}")
    known = {cell.value for cell in cells} | {Decimal(word) for word in words}
    known |= {Decimal(len(rows)) for rows in (grid.parts, grid.records, grid.table.rows)}
    for column in grid.figures:
        parts = [c.value for c in cells if c.column.index == column.index and not c.record.is_total]
        known.add(sum(parts, Decimal(0)))
    return known
