"""Leafing: a manuscript's leaves with its findings marked on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from service.web.review.cards import MARK, Card, marks
from service.web.review.choice import TOLD, Choice
from service.web.source.leaf import Leaf
from service.web.source.marks import Marked, leaf_numbers, leaves
from service.web.source.parts import parts

EAGER_PAGES, EAGER_PARTS = 2, 12
"""Leaves that come with the page itself; the others are fetched when somebody scrolls to them."""

PLACE = "place"
"""The id of the mark of a passage that an address names."""


@dataclass(frozen=True)
class Slot:
    """Where a leaf stands in the manuscript: the leaf, or None until it is fetched; `width` and `height` in points."""

    number: int
    leaf: Leaf | None
    width: float = 0.0
    height: float = 0.0


def numbers(document: Document) -> list[int]:
    """The leaves that there are."""
    return [page.number for page in document.pages] or list(range(1, len(parts(document.text)) + 1))


def slots(document: Document, cards: Sequence[Card], choice: Choice) -> tuple[Slot, ...]:
    """All leaves in order, the first of them made."""
    sizes = {page.number: (page.width, page.height) for page in document.pages}
    first = numbers(document)[: EAGER_PAGES if document.pages else EAGER_PARTS]
    made = {leaf.number: leaf for leaf in marked_leaves(document, cards, choice, first)}
    return tuple(Slot(number, made.get(number), *sizes.get(number, (0.0, 0.0))) for number in numbers(document))


def marked_leaves(
    document: Document, cards: Sequence[Card], choice: Choice, shown: Sequence[int], place: Span | None = None
) -> tuple[Leaf, ...]:
    """These leaves with every finding marked, and `place`; the marks of what wasn't chosen can't be seen.

    Raises PageMissing.
    """
    veiled = {card.id: not choice.has(card.standing, card.finding.type, card.decision.status) for card in cards}
    marked = [_veiled(mark, veiled[mark.id.removeprefix(MARK)]) for mark in marks(document, cards)]
    here = [Marked(place, PLACE)] if place is not None else []
    return leaves(document, [*here, *marked], shown)


def on_leaf(document: Document, cards: Sequence[Card], number: int) -> tuple[Card, ...]:
    """The problems and doubts that lie on this leaf, in the order of its text."""
    told = (card for card in cards if card.standing in TOLD)
    on = [card for card in told if number in leaf_numbers(document, [card.finding.span])]
    return tuple(sorted(on, key=lambda card: (card.finding.span, card.number)))


def _veiled(mark: Marked, is_veiled: bool) -> Marked:
    return Marked(mark.span, mark.id, f"{mark.kind} unchosen") if is_veiled else mark
