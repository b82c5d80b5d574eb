"""Summary: what a busy reviewer reads first of a review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Document
from service.findings.finding import TYPES, FindingType
from service.findings.labels import LABELS
from service.phrasing import counted
from service.review.decisions import Decision, Status, no_longer_apply
from service.web.review.cards import Card
from service.web.review.choice import Standing
from service.web.review.manuscripts import Opened

_CHECKED = ("claims", "citations", "quotations", "references", "tables")


@dataclass(frozen=True)
class Kind:
    """A type of finding, and how many problems and doubts of it there are."""

    type: FindingType
    label: str
    problems: int
    doubts: int


@dataclass(frozen=True)
class Summary:
    """How many findings there are, of which kinds, what was checked, and what could not be.

    `unheld` are the entries of the list of references that are cited for something and that the library doesn't hold;
    `dropped` what was decided of findings that aren't found any more.
    """

    counts: Mapping[Standing, int]
    decided: Mapping[Status, int]
    kinds: tuple[Kind, ...]
    checked: str
    is_bare: bool
    held_against: int
    references: int
    references_held: int
    works_held: int
    unheld: tuple[str, ...]
    dropped: tuple[Decision, ...]
    notices: tuple[str, ...]

    @property
    def settled(self) -> int:
        """How many problems and doubts were decided."""
        return self.decided["accepted"] + self.decided["dismissed"]

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing in the manuscript to check."""
        return self.is_bare and not self.told

    @property
    def told(self) -> int:
        """How many problems and doubts there are."""
        return self.counts["problem"] + self.counts["doubt"]


def summary(opened: Opened, cards: Sequence[Card]) -> Summary:
    """What is told first of the review with these findings."""
    standings = Counter(card.standing for card in cards)
    looked_at = opened.review.checked
    return Summary(
        counts={"problem": 0, "doubt": 0, "ok": 0, "unchecked": 0, **standings},
        decided=opened.decided,
        kinds=_kinds(cards),
        checked=", ".join(counted(looked_at.get(name, 0), name.removesuffix("s")) for name in _CHECKED),
        is_bare=not any(looked_at.get(name, 0) for name in _CHECKED),
        held_against=looked_at.get("citations_held_against_sources", 0),
        references=looked_at.get("references", 0),
        references_held=looked_at.get("references_held", 0),
        works_held=looked_at.get("works_held", looked_at.get("references_held", 0)),
        unheld=_unheld(opened.document, cards),
        dropped=no_longer_apply(opened.review.findings, opened.decisions),
        notices=opened.review.notices,
    )


def _kinds(cards: Sequence[Card]) -> tuple[Kind, ...]:
    """Each type that something was found of, those with problems first, and the gravest of them."""
    counts = Counter((card.finding.type, card.standing) for card in cards)
    kinds = (Kind(type, LABELS[type], counts[type, "problem"], counts[type, "doubt"]) for type in TYPES)
    return tuple(sorted((kind for kind in kinds if kind.problems or kind.doubts), key=lambda kind: not kind.problems))


def _unheld(document: Document, cards: Sequence[Card]) -> tuple[str, ...]:
    spans = [card.finding.span for card in cards if card.standing == "unchecked"]
    cited = {
        n
        for callout in document.callouts
        if any(span.contains(callout.span) for span in spans)
        for n in callout.resolves_to
    }
    return tuple(" ".join(reference.raw.split()) for reference in document.references if reference.n in cited)
