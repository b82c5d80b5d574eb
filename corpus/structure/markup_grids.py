"""HTML tables that stand in plain text and Markdown, as grids of spans of that text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.grid_rows import Row, header_count
from corpus.structure.lines import trimmed
from corpus.structure.spanning import MOST_COLUMNS, placed

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|caption|tr|td|th)(?P<attributes>\s[^<>]*)?>", re.I)
_REACH = re.compile(r"\b(?P<name>colspan|rowspan)\s*=\s*[\"']?\s*(?P<value>\d{1,4})", re.IGNORECASE)


@dataclass
class _Cell:
    """A cell's tag and where its words begin and end."""

    start: int
    end: int
    columns: int
    rows: int
    is_head: bool


@dataclass
class _Markup:
    """A table's rows as far as they were read."""

    start: int
    rows: list[list[_Cell]] = field(default_factory=list)
    open: _Cell | None = None
    head_rows: int = 0
    in_head: bool = False

    def close(self, offset: int) -> None:
        """The cell that is open ends here."""
        if self.open is not None:
            self.open.end = offset
            self.open = None


def markup_grids(text: str) -> list[tuple[Span, Grid | None]]:
    """Each HTML table with the text that it takes; no grid where it has fewer than two rows or columns."""
    if "<t" not in text and "<T" not in text:
        return []
    return [(Span(markup.start, end), _grid(text, markup)) for markup, end in _tables(text)]


def _tables(text: str) -> Iterator[tuple[_Markup, int]]:
    markup: _Markup | None = None
    for tag in _TAG.finditer(text):
        name, closes = tag["name"].lower(), bool(tag["close"])
        if name == "table" and not closes:
            markup = _Markup(tag.start())
        elif markup is not None and name == "table":
            markup.close(tag.start())
            yield markup, tag.end()
            markup = None
        elif markup is not None:
            _read(markup, tag, name, closes)


def _read(markup: _Markup, tag: re.Match[str], name: str, closes: bool) -> None:
    markup.close(tag.start())
    if name == "thead":
        markup.in_head = not closes
    elif name == "tr" and not closes:
        markup.rows.append([])
        markup.head_rows += markup.in_head
    elif name in ("td", "th") and not closes:
        if not markup.rows:
            markup.rows.append([])
        reach = {match["name"].lower(): int(match["value"]) for match in _REACH.finditer(tag["attributes"] or "")}
        markup.open = _Cell(tag.end(), tag.end(), reach.get("colspan", 1), reach.get("rowspan", 1), name == "th")
        markup.rows[-1].append(markup.open)


def _grid(text: str, markup: _Markup) -> Grid | None:
    cells = [row for row in markup.rows if any(text[cell.start : cell.end].strip() for cell in row)]
    if max(map(len, cells), default=0) > MOST_COLUMNS:
        return None
    places = placed([[(max(1, cell.columns), cell.rows or len(cells)) for cell in row] for row in cells])
    if len(places) < 2 or len(places[0]) < 2:
        return None
    spans = [[trimmed(text, cell.start, cell.end) for cell in row] for row in cells]
    rows: list[Row] = []
    for row, own in zip(places, spans, strict=True):
        end = own[0].end if own else rows[-1][-1].end
        rows.append(tuple(spans[owner[0]][owner[1]] if owner else Span(end, end) for owner in row))
    every = [span for row in rows for span in row]
    cover = Span(min(span.start for span in every), max(span.end for span in every))
    return Grid(cover, tuple(rows), min(_heads(text, markup, cells, rows), len(rows)))


def _heads(text: str, markup: _Markup, cells: Sequence[Sequence[_Cell]], rows: Sequence[Row]) -> int:
    if markup.head_rows:
        return markup.head_rows
    count = 0
    for row in cells:
        if not row or not all(cell.is_head for cell in row) or (count and len(row) < 2):
            break
        count += 1
    return count or header_count([[span.of(text) for span in row] for row in rows])
