"""The text of a page as it grows, with what stands where: headings, tables, raised characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Span
from corpus.reading.html_tables import Placed, Run
from corpus.reading.reading import Grid, Heading
from corpus.structure.grid_rows import header_count

_WHITE = re.compile(r"[ \t\n\r\f\v]+")


class HtmlFlow:
    """A text that grows: words run on in a line, `line` and `paragraph` part what comes next from what stands."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.grids: list[Grid] = []
        self.superscripts: list[Span] = []
        self._parts: list[str] = []
        self._length = 0
        self._break = ""
        self._space = False
        self._mark = ""

    def mark(self, mark: str) -> None:
        """A list item's mark, written once the item has a word."""
        self._mark = mark

    def words(self, text: str) -> None:
        """Running text: its white space is made single, and dropped at a line's ends."""
        for index, run in enumerate(_WHITE.split(text)):
            self._space = self._space or index > 0
            if run:
                self._append(run)

    def verbatim(self, text: str) -> None:
        """Text whose lines and spaces are kept, as in a listing."""
        for index, line in enumerate(text.strip("\n").splitlines()):
            if index:
                self.line()
            if line.strip():
                self._space = False
                self._append(line.rstrip())

    def line(self) -> None:
        """What comes next starts a line."""
        self._break = self._break or "\n"

    def paragraph(self) -> None:
        """What comes next starts a paragraph."""
        self._break = "\n\n"

    @property
    def position(self) -> int:
        """Where the next character would stand if a word came now."""
        pending = len(self._break) if self._break else int(self._space)
        return self._length + (pending if self._length else 0)

    def heading(self, level: int, start: int) -> None:
        """All that was written since `start` is a heading."""
        if self._length > start:
            self.headings.append(Heading(level, Span(start, self._length)))

    def superscript(self, start: int) -> None:
        """All that was written since `start` is raised."""
        if self._length > start:
            self.superscripts.append(Span(start, self._length))

    def table(self, rows: Sequence[Sequence[Placed]], header_rows: int | None) -> None:
        """Rows of cells, one a line with tabs between; a cell that repeats another is empty in the text.

        `header_rows` is None where it is not known: then it is told from the cells.
        """
        self.line()
        spans: list[Span] = []
        for row in rows:
            self.line()
            for c, cell in enumerate(row):
                self._raw("\t" if c else "")
                spans.append(self._cell(cell.runs if cell.owner == len(spans) else ()))
        grid = tuple(tuple(spans[cell.owner] for cell in row) for row in rows)
        heads = header_count([[cell.text for cell in row] for row in rows]) if header_rows is None else header_rows
        cover = Span(min(span.start for span in spans), max(span.end for span in spans))
        self.grids.append(Grid(cover, grid, min(heads, len(grid))))
        self.paragraph()

    def _cell(self, runs: Sequence[Run]) -> Span:
        start = self._length
        for run in runs:
            begin = self._length
            self._raw(run.text)
            if run.raised and run.text.strip():
                self.superscripts.append(Span(begin, self._length))
        return Span(start, self._length)

    def text(self) -> str:
        """The text as it stands."""
        return "".join(self._parts)

    def _append(self, run: str) -> None:
        mark, self._mark = self._mark, ""
        self._raw(mark + run, " " if self._space else "")
        self._space = False

    def _raw(self, run: str, space: str = "") -> None:
        if self._break:
            space = self._break
            self._break, self._space = "", False
        written = run if not self._length else space + run
        self._parts.append(written)
        self._length += len(written)
