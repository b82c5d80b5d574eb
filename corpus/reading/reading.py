"""What a reader of one file format hands on: a text, and what its format alone could tell about it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.bibliography.record import Field
from corpus.document import NO_GLYPHS, Glyphs, Page, Span

READING_VERSION = 4
"""Raised whenever the same file would be read differently, so that libraries read it anew."""


@dataclass(frozen=True)
class Heading:
    """A line that the format or the typography marks as a heading; level 1 is the highest."""

    level: int
    span: Span


@dataclass(frozen=True)
class Grid:
    """A table as the format or the page shows it: rows of cell spans (an empty cell has an empty span).

    A cell that covers several places of the grid has its span in each of them.
    The first `header_rows` rows are column heads. `span` covers all cells; `doubts` say why `confidence` is low.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    header_rows: int = 1
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One file as text. Conventions that every reader keeps, so that the structure layers need one set of rules:

    paragraphs are parted by an empty line; in formats without text offsets of their own (PDF, HTML, DOCX)
    a paragraph is one line, each list item and heading is a line, and a table is one line a row
    with tabs between its cells. Text and Markdown files are kept character by character.
    `running` has the running heads and feet that the text leaves out, each once, those of the first page first.
    """

    text: str
    pages: tuple[Page, ...] = ()
    glyphs: Glyphs = NO_GLYPHS
    headings: tuple[Heading, ...] = ()
    grids: tuple[Grid, ...] = ()
    superscripts: tuple[Span, ...] = ()
    fields: tuple[Field, ...] = ()
    notices: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
