"""A reading and its record, made into a document: every layer found, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.bibliography.record import Field, Record
from corpus.document import Document
from corpus.reading.reading import Grid, Heading, Reading
from corpus.structure.callouts import callouts
from corpus.structure.grids import text_grids
from corpus.structure.headings import find_headings, named_headings
from corpus.structure.line_ends import as_lines, with_line_feeds
from corpus.structure.lines import Taken
from corpus.structure.notes import notes as find_notes
from corpus.structure.quotations import quotations
from corpus.structure.references.lists import references
from corpus.structure.sections import sections
from corpus.structure.sentences import sentences
from corpus.structure.tables import tables

_WRAPPED = frozenset({"text/plain", "text/markdown"})


def completed(reading: Reading) -> Reading:
    """The reading with the headings and grids that its format left unmarked, found in its text."""
    reading = replace(reading, text=with_line_feeds(reading.text))
    grids = _grids(reading)
    return replace(reading, grids=grids, headings=_headings(reading, grids))


def document_of(name: str, digest: str, media_type: str, reading: Reading, fields: Sequence[Field]) -> Document:
    """The document that this completed reading of the file `name` makes; `fields` are all that is known of the work."""
    text = reading.text
    found_sections = sections(text, reading.headings)
    found_tables = tables(text, reading.grids, reading.pages, reading.superscripts)
    notes = find_notes(text, reading.superscripts, found_sections)
    entries = references(text, found_sections, notes)
    table_spans = [table.span for table in found_tables]
    found_callouts = callouts(text, entries, reading.superscripts, table_spans, notes)
    lists = [entry.span for entry in entries]
    return Document(
        name=name,
        digest=digest,
        media_type=media_type,
        text=text,
        record=Record.of(fields),
        pages=reading.pages,
        sections=found_sections,
        sentences=sentences(
            text, found_sections, found_tables, lists, reading.superscripts, wrapped=media_type in _WRAPPED
        ),
        tables=found_tables,
        references=entries,
        callouts=found_callouts,
        quotations=quotations(as_lines(text), found_callouts, [*table_spans, *lists]),
        glyphs=reading.glyphs,
        notices=reading.notices,
    )


def _grids(reading: Reading) -> tuple[Grid, ...]:
    """The grids that the format gave, and those that its text shows by tabs and pipes elsewhere."""
    known = Taken(grid.span for grid in reading.grids)
    more = (grid for grid in text_grids(reading.text) if not known.meets(grid.span))
    return tuple(sorted([*reading.grids, *more], key=lambda grid: grid.span.start))


def _headings(reading: Reading, grids: Sequence[Grid]) -> tuple[Heading, ...]:
    if reading.headings:
        return named_headings(reading.text, reading.headings, grids, typographic=len(reading.glyphs) > 0)
    return find_headings(reading.text, grids)
