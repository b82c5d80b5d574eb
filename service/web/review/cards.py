"""Cards: a review's findings with all that the page shows of them, the gravest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from corpus.document import Document, Span
from service.findings.finding import TYPES, Finding
from service.findings.labels import LABELS
from service.quotations.changes import Diff
from service.reports.entries import Entry, Passage, Source, entries
from service.review.decisions import Decision, decision_on, finding_id
from service.web.review.choice import Standing, standing_of
from service.web.review.manuscripts import Opened
from service.web.source.marks import Marked, leaf_numbers

MARK = "mark-"
"""What the id of a finding's mark begins with; the finding's own id follows."""


BEGINNING = 20
"""Characters of a passage by which the leaf that it begins on is found."""


@dataclass(frozen=True)
class Linked:
    """A place that a finding rests on, and the address that shows it; "" where it can't be shown any more."""

    source: Source
    address: str
    is_own: bool


@dataclass(frozen=True)
class Card:
    """One finding: `number` counts what is to be looked at, `place` is the page that shows it in the manuscript."""

    id: str
    number: int
    finding: Finding
    standing: Standing
    decision: Decision
    passage: Passage
    changes: Diff
    sources: tuple[Linked, ...]
    leaf: int
    place: str

    @property
    def label(self) -> str:
        """What the type is called."""
        return LABELS[self.finding.type]

    @property
    def rank(self) -> int:
        """How grave its type is, 0 the gravest."""
        return TYPES.index(self.finding.type)


def cards(opened: Opened, held: Collection[str]) -> tuple[Card, ...]:
    """Every finding of the review: problems, doubts, and what is in order or could not be checked.

    `held` are the ids of the documents that can be opened.
    """
    ordered = sorted(opened.review.findings, key=lambda finding: (TYPES.index(finding.type), finding.span))
    found = [(opened.review.document, opened.document, finding) for finding in ordered]
    listed = [entry for verdict in ("problem", "doubt", "ok") for entry in entries(verdict, found)]
    return tuple(_card(number, entry, opened, held) for number, entry in enumerate(listed, start=1))


def marks(document: Document, findings: Sequence[Card]) -> tuple[Marked, ...]:
    """The marks of these findings in their manuscript, in the order of its text."""
    told = sorted(findings, key=lambda card: (card.finding.span, card.number))
    return tuple(Marked(_marked(document, card.finding.span), f"{MARK}{card.id}", _kind(card)) for card in told)


def _kind(card: Card) -> str:
    """How the mark looks: by its gravity, and paler once it was dismissed."""
    return f"finding-{'dismissed' if card.decision.status == 'dismissed' else card.standing}"


def _marked(document: Document, span: Span) -> Span:
    return span if len(span) else Span(span.start, min(span.start + 1, len(document.text)))


def _card(number: int, entry: Entry, opened: Opened, held: Collection[str]) -> Card:
    finding = entry.finding
    id, document = finding_id(finding), opened.document
    leaf = _leaf_of(document, finding.span)
    return Card(
        id=id,
        number=number,
        finding=finding,
        standing=standing_of(finding),
        decision=decision_on(finding, opened.decisions),
        passage=entry.passage,
        changes=entry.changes,
        sources=tuple(_linked(entry.sources, opened, id, held)),
        leaf=leaf,
        place=f"{opened.address}/p/{leaf}#{MARK}{id}",
    )


def _leaf_of(document: Document, span: Span) -> int:
    """The leaf that a passage begins on; looking at its first characters is enough, and quick."""
    return leaf_numbers(document, [Span(span.start, min(span.end, span.start + BEGINNING))])[0]


def _linked(sources: Sequence[Source], opened: Opened, id: str, held: Collection[str]) -> Iterator[Linked]:
    back = quote(f"{opened.address}#finding-{id}", safe="")
    for source in sources:
        place = source.place
        if opened.document.digest.startswith(place.document_id):
            leaf = _leaf_of(opened.document, Span(place.start, place.end))
            yield Linked(source, f"{opened.address}/p/{leaf}?start={place.start}&end={place.end}#place", True)
        elif place.document_id in held:
            address = f"/d/{place.document_id}?start={place.start}&end={place.end}&back={back}#mark"
            yield Linked(source, address, False)
        else:
            yield Linked(source, "", False)
