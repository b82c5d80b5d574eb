"""Spans by their places, so that those at a place are found without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from corpus.document import Span


class PlacedSpans:
    """Spans in the order of their starts, with what stands where; they may lie in one another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate((span.end for span in spans), max))

    def overlapping(self, span: Span) -> Iterator[int]:
        """The places, in order, of those that have a character in common with `span`."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return (at for at in range(first, last) if self._spans[at].overlaps(span))

    def has_within(self, span: Span) -> bool:
        """Whether one lies wholly in `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        return any(self._spans[at].end <= span.end for at in range(first, last))
