"""Matching: where the anchors of a case stand, and which quotations overlap them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.document import Document, Span
from evals.cases import Anchor, Case
from service.ask.answer import Quote


@dataclass(frozen=True)
class Place:
    """A run of characters of the document called `doc`."""

    doc: str
    span: Span

    def overlaps(self, other: Place) -> bool:
        """Whether the two share at least one character of one document."""
        return self.doc == other.doc and self.span.overlaps(other.span)


@dataclass(frozen=True)
class Key:
    """Of each part of a case, the places that say it; `lost` are anchors that stand nowhere in the document as read.

    An anchor is lost when the reader lost its words, or when the document was changed: a part all of
    whose anchors are lost can't be covered, and so counts against the product.
    """

    parts: tuple[tuple[Place, ...], ...]
    lost: tuple[Anchor, ...] = ()

    def covered(self, place: Place) -> frozenset[int]:
        """Which parts (by number, from 0) the place overlaps."""
        return frozenset(
            number for number, places in enumerate(self.parts) if any(place.overlaps(right) for right in places)
        )


def key_of(case: Case, document: Callable[[str], Document]) -> Key:
    """Where the case's anchors stand; `document` gives a document by its name."""
    places = [[(anchor, _places(anchor, document)) for anchor in part.anchors] for part in case.parts]
    return Key(
        parts=tuple(tuple(place for _, found in part for place in found) for part in places),
        lost=tuple(anchor for part in places for anchor, found in part if not found),
    )


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Every run of `text` that reads as `wanted` when all white space counts as one space."""
    words = [re.escape(word) for word in wanted.split()]
    return tuple(Span(*match.span()) for match in re.finditer(r"\s+".join(words), text)) if words else ()


def place_of(quote: Quote) -> Place:
    """Where a quotation stands."""
    return Place(quote.doc, Span(quote.start, quote.end))


def _places(anchor: Anchor, document: Callable[[str], Document]) -> list[Place]:
    return [Place(anchor.doc, span) for span in occurrences(document(anchor.doc).text, anchor.text)]
