"""Tables by their places in a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from corpus.document import Span
from service.tables.fitting import Source


class PlacedTables:
    """The tables of one document in their order."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._starts = [source.grid.table.span.start for source in sources]
        self._ends = list(accumulate((source.grid.table.span.end for source in sources), max))

    def before(self, offset: int) -> Source | None:
        """The last table that ends before `offset`."""
        at = bisect_right(self._ends, offset)
        return self._sources[at - 1] if at else None

    def near(self, span: Span, farthest: int) -> tuple[Source, ...]:
        """The tables with at most so many characters between them and the span."""
        first = bisect_left(self._ends, span.start - farthest)
        last = bisect_right(self._starts, span.end + farthest)
        return tuple(self._sources[first:last])
