"""Matching: where the anchors of a case stand, and which quotations overlap them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from corpus.document import Document, Span
from evals.cases import Anchor, Case
from evals.product.asking import Shown


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
    places = [[(anchor, places_of(anchor, document)) for anchor in part.anchors] for part in case.parts]
    return Key(
        parts=tuple(tuple(place for _, found in part for place in found) for part in places),
        lost=tuple(anchor for part in places for anchor, found in part if not found),
    )


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Every run of `text` that reads as `wanted` when all white space counts as one space."""
    words = [re.escape(word) for word in wanted.split()]
    return tuple(Span(*match.span()) for match in re.finditer(r"\s+".join(words), text)) if words else ()


def place_of(quote: Shown) -> Place:
    """Where a quotation stands."""
    return Place(quote.doc, Span(quote.start, quote.end))


def letter_occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Every run of `text` with the letters and digits of `wanted`, whatever stands between them, and in whatever case.

    For a file's text in another format: spaces, hyphens at line ends, marks and mark-up differ there.
    """
    letters, places = _letters(text)
    sought, _ = _letters(wanted)
    found = []
    at = letters.find(sought) if sought else -1
    while at >= 0:
        found.append(Span(places[at], places[at + len(sought) - 1] + 1))
        at = letters.find(sought, at + len(sought))
    return tuple(found)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits alone, and where each stands; case and compatibility forms folded."""
    letters, places = [], []
    for place, character in enumerate(text):
        for folded in unicodedata.normalize("NFKD", character).casefold():
            if folded.isalnum():
                letters.append(folded)
                places.append(place)
    return "".join(letters), places


def places_of(anchor: Anchor, document: Callable[[str], Document]) -> list[Place]:
    """Every place of the document that the anchor means; none where it is lost."""
    text = document(anchor.doc).text
    if anchor.span is not None:
        # An offset beyond the text is as lost as words that stand nowhere in it.
        return [Place(anchor.doc, anchor.span)] if 0 < len(anchor.span) <= len(text) - anchor.span.start else []
    find = letter_occurrences if anchor.letters_only else occurrences
    found = [Place(anchor.doc, span) for span in find(text, anchor.text)]
    return found if anchor.occurrence is None else found[anchor.occurrence - 1 : anchor.occurrence]
