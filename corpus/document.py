"""What a document is: one immutable text, and layers of spans over it (stand-off annotation).

Everything that is said of a document is a `Span` of `Document.text`, so that any layer can be
compared with any other, and a quotation is a slice of the text and never a generated string.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from struct import Struct
from typing import Literal

from corpus.bibliography.record import Record

_EDGES = Struct("<4f")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A half-open run of characters, `start` to `end`, of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on page number `page` (1-based), in points from the displayed page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A run of the text that stands on one line of a page, from its first to its last character with ink."""

    span: Span
    box: Box


@dataclass(frozen=True)
class Glyphs:
    """Where each character of a PDF's text stands: four little-endian float32 a character.

    They are left, top, right, bottom, in points from the top left of the character's page;
    all four are NaN for a character with no ink of its own (a space that joins two lines).
    """

    edges: bytes = b""

    def __len__(self) -> int:
        return len(self.edges) // _EDGES.size

    def box(self, offset: int) -> tuple[float, float, float, float] | None:
        """The edges of the character at `offset`, or None where it has no ink."""
        left, top, right, bottom = _EDGES.unpack_from(self.edges, _EDGES.size * offset)
        return None if isnan(left) else (left, top, right, bottom)

    def boxes(self, span: Span) -> Iterator[tuple[float, float, float, float] | None]:
        """What `box` says of each character under `span`, in order: faster than to ask one by one."""
        size = _EDGES.size
        for edges in _EDGES.iter_unpack(self.edges[size * span.start : size * span.end]):
            yield None if isnan(edges[0]) else (edges[0], edges[1], edges[2], edges[3])


NO_GLYPHS = Glyphs()


@dataclass(frozen=True)
class Page:
    """One page: its runs of the text, and how surely it was read.

    It has one run, or more where a note was moved out of a sentence that goes on over the page.

    `label` is the page number as printed, or as the numbers printed on other pages imply it; None where no page
    shows one, and for pages that only form feeds part. `confidence` is 0 to 1, and `doubts` say why it is low.
    """

    number: int
    spans: tuple[Span, ...]
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading (its own span and level, 1 the highest) and all that stands under it, subsections included."""

    level: int
    title: str
    heading: Span
    span: Span


@dataclass(frozen=True)
class Quantity:
    """The number that a cell holds, as it is written: 3.29 % is 3.29 with the unit "%"; `high` ends a range."""

    value: float
    high: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Cell:
    """One cell of a table; an empty cell has an empty span.

    A cell that spans several `columns` or `rows` stands, the same, in each place of the grid that it covers.
    """

    span: Span
    text: str
    columns: int = 1
    rows: int = 1
    quantity: Quantity | None = None


@dataclass(frozen=True)
class Table:
    """A table with its cells; `header` holds the column heads, `doubts` say why `confidence` (0 to 1) is low."""

    number: str | None
    caption: str | None
    span: Span
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str | None = None
    page: int | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`Table 3. Its caption`, as far as it has a number and a caption."""
        number = f"Table {self.number}" if self.number else ""
        return ". ".join(part for part in (number, self.caption or "") if part)


@dataclass(frozen=True)
class Reference:
    """One entry of a reference list: `n` counts from 1, `label` is its printed number, `csl` its CSL-JSON fields."""

    n: int
    span: Span
    raw: str
    label: str | None
    csl: dict[str, object]
    confidence: float


Standing = Literal["resolved", "ambiguous", "dangling"]
"""Whether a callout means entries of the list, one of several that its words fit, or something that isn't there."""


@dataclass(frozen=True)
class Callout:
    """An in-text citation and the `Reference.n` of each entry that it means; empty where none was found.

    An ambiguous one names every entry that it may mean; a group of which only some are found is dangling, and
    `missing` has the words or numbers of the others. `locator` is the page or other place in the work, as written.
    """

    span: Span
    text: str
    kind: str
    resolves_to: tuple[int, ...]
    standing: Standing = "resolved"
    missing: tuple[str, ...] = ()
    locator: str | None = None


@dataclass(frozen=True)
class Quotation:
    """Words that the document itself quotes (without their marks), and the callout that they are credited to.

    `author` is the name in the sentence that they are credited to, where the sentence gives one.
    """

    span: Span
    callout: Span | None
    author: str | None = None


@dataclass(frozen=True)
class Document:
    """One text as it was read, and everything that was found in it.

    `name` is the file name, `digest` the SHA-256 of the file's bytes (hex), `media_type` its type;
    `glyphs` is empty but for PDFs. All layers are sorted by start.
    """

    name: str
    digest: str
    media_type: str
    text: str
    record: Record
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Span, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    callouts: tuple[Callout, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    glyphs: Glyphs = NO_GLYPHS
    notices: tuple[str, ...] = ()

    def page_at(self, offset: int) -> Page | None:
        """The page that holds the character at `offset`; None for a text without pages."""
        starts, pages = self._page_runs
        index = bisect_right(starts, offset) - 1
        return pages[index] if index >= 0 else None

    def section_path(self, offset: int) -> tuple[Section, ...]:
        """The sections around `offset`, outermost first."""
        return tuple(self.sections[index] for index in self._sections_around.at(offset))

    def table_at(self, offset: int) -> Table | None:
        """The table that holds the character at `offset`, if one does."""
        return next((self.tables[index] for index in self._tables_around.at(offset)), None)

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The rectangles that cover `span`, one a line, in reading order; none for a text without pages."""
        return tuple(line.box for line in _lines(self._inked(span)))

    def lines(self, span: Span) -> tuple[Line, ...]:
        """What stands under each of the `boxes` of `span`: the lines of print, in reading order."""
        return tuple(_lines(self._inked(span)))

    def _inked(self, span: Span) -> Iterator[Line]:
        for offset in range(span.start, min(span.end, len(self.glyphs))):
            edges, page = self.glyphs.box(offset), self.page_at(offset)
            if edges is not None and page is not None:
                yield Line(Span(offset, offset + 1), Box(page.number, *edges))

    @cached_property
    def _sections_around(self) -> _Nesting:
        return _Nesting([section.span for section in self.sections])

    @cached_property
    def _tables_around(self) -> _Nesting:
        return _Nesting([table.span for table in self.tables])

    @cached_property
    def _page_runs(self) -> tuple[list[int], list[Page]]:
        runs = sorted((span.start, page.number) for page in self.pages for span in page.spans)
        by_number = {page.number: page for page in self.pages}
        return [start for start, _ in runs], [by_number[number] for _, number in runs]


class _Nesting:
    """Spans sorted by start, and for each the nearest one before it that it begins in: its parent."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        self._parents: list[int] = []
        open_spans: list[int] = []
        for index, span in enumerate(spans):
            while open_spans and self._ends[open_spans[-1]] <= span.start:
                open_spans.pop()
            self._parents.append(open_spans[-1] if open_spans else -1)
            open_spans.append(index)

    def at(self, offset: int) -> list[int]:
        """The spans that hold the character at `offset`, by their place, outermost first."""
        found: list[int] = []
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            if offset < self._ends[index]:
                found.append(index)
            index = self._parents[index]
        return found[::-1]


def _lines(characters: Iterator[Line]) -> Iterator[Line]:
    line: Line | None = None
    for character in characters:
        if line is not None and _continues(line.box, character.box):
            line = Line(Span(line.span.start, character.span.end), _around(line.box, character.box))
        else:
            if line is not None:
                yield line
            line = character
    if line is not None:
        yield line


def _around(one: Box, other: Box) -> Box:
    """The smallest rectangle that holds both."""
    return Box(
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _continues(line: Box, box: Box) -> bool:
    """Whether `box` stands on the line: same page, half its height shared, and no jump to another column."""
    if line.page != box.page:
        return False
    height = max(line.bottom - line.top, box.bottom - box.top)
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    smaller = min(line.bottom - line.top, box.bottom - box.top)
    return shared >= 0.5 * smaller and -height <= box.left - line.right <= 2.5 * height
