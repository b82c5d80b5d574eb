"""Cards: findings of an audit with all that the page shows of them, the passages side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from corpus.document import Document, Span
from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.audit import AuditFinding
from service.audit.bundles import bundle_of
from service.audit.headings import HEADING_WORDS, heading_of
from service.findings.finding import FindingType
from service.quotes.quote import Place
from service.quotes.quoting import place
from service.reports.entries import passage
from service.reports.rows import Rows, joined, rows_at
from service.review.decisions import finding_id
from service.web.audit.bundled import citing_pieces
from service.web.audit.contrast import Likeness, Piece, contrast, entry_contrast, pieces, shortened
from service.web.audit.disputes import Dispute, disputes
from service.web.audit.plot import Plot, plot
from service.web.audit.tabled import is_named, marked_at, marked_by, marked_columns
from service.web.audit.works import WorkFacts, work_facts

COMPARED: frozenset[FindingType] = frozenset(
    {
        "duplicate_paragraph",
        "duplicate_claim",
        "duplicate_reference",
        "altered_quotation",
        "copied_text",
        "unsupported_citation",
    }
)
"""Types whose passages are shown word beside word."""

REPEATED: frozenset[FindingType] = frozenset({"duplicate_row", "duplicate_table"})
"""Types whose rows are equal: nothing in them is to be marked."""

WIDE = 4
"""Columns of a table from which on another one doesn't stand beside it, but below."""

SIDES = 3
"""Related passages that are shown at once."""

_FIGURE = re.compile(r"(?<![\d.,])\d[\d.,]*\d")

LONGEST = 1400
"""Characters of a passage that are shown."""


@dataclass(frozen=True)
class Side:
    """One of the passages, as text or as table rows; `address` shows it in its document, "" where that is gone.

    `likeness` is what is marked in it: what differs, or what is shared; None where nothing is compared.
    """

    place: Place
    address: str
    name: str
    pieces: tuple[Piece, ...]
    rows: Rows | None = None
    likeness: Likeness | None = None
    before: str = ""
    after: str = ""

    @property
    def has_marks(self) -> bool:
        """Whether anything is marked in its text."""
        return any(piece.is_marked for piece in self.pieces)


@dataclass(frozen=True)
class Card:
    """One finding: the passage that it is about (`own`), and those that it rests on, of which `more` are folded.

    `own` has no pieces where its parts are among these. `told_apart` are disputed values that aren't drawn.
    """

    id: str
    finding: AuditFinding
    title: str
    own: Side
    others: tuple[Side, ...]
    more: tuple[Side, ...]
    works: WorkFacts | None
    plots: tuple[Plot, ...]
    told_apart: tuple[Dispute, ...] = ()

    @property
    def label(self) -> str:
        """What it stands under."""
        return HEADING_WORDS[heading_of(self.finding)]

    @property
    def cites_again(self) -> bool:
        """Whether it is about the same works cited together, which are marked."""
        return bool(bundle_of(self.finding))

    @property
    def is_wide(self) -> bool:
        """Whether tables are shown that want the whole width."""
        return any(side.rows and len(side.rows.heads) > WIDE for side in (self.own, *self.others))


def card_id(finding: AuditFinding) -> str:
    """The id of a finding's card: the same as long as the same is found in the same document."""
    return f"f-{finding.holding.id}-{finding_id(finding)}"


class Cards:
    """Makes the cards of findings over one library with these `holdings`; `back` is the page that they stand on."""

    def __init__(self, library: Library, holdings: Iterable[Holding], back: str) -> None:
        self._library = library
        self._back = back
        self._held = {holding.id: holding for holding in holdings}

    def card(self, finding: AuditFinding) -> Card:
        """The finding's card."""
        read = self._library.document
        documents = {at: read(held) for at in finding.related if (held := self._held.get(at.document_id))}
        disputed = disputes(finding, documents, read) if finding.type == "table_conflict" else ()
        own = self._own(finding, disputed)
        others = [self._other(finding, at, documents.get(at), disputed) for at in finding.related]
        own, others = _gathered(own, others)
        if finding.type == "shares_not_100" and own.rows:
            own = replace(own, rows=marked_columns(own.rows))
        if bundle := bundle_of(finding):
            own, *others = [self._citing(side, bundle) for side in (own, *others)]
        elif finding.type in COMPARED and others:
            own, others = _contrasted(own, others, finding.type)
        is_listed = len(others) > 1 and all(_contains(own.place, other.place) for other in others)
        beside = 0 if is_listed else SIDES
        return Card(
            id=card_id(finding),
            finding=finding,
            title=finding.holding.record.text("title") or "",
            own=replace(own, pieces=()) if is_listed else own,
            others=tuple(others[:beside]),
            more=tuple(others[beside:]),
            works=self._works(finding),
            plots=tuple(plot(each) for each in disputed if each.is_drawn),
            told_apart=tuple(each for each in disputed if not each.is_drawn),
        )

    def _own(self, finding: AuditFinding, disputed: Sequence[Dispute]) -> Side:
        document = self._library.document(finding.holding)
        at = place(finding.holding, finding.span, self._library.document)
        around = passage(document, finding.span)
        rows = _marked_rows(around.rows, finding, disputed)
        shown = (Piece(at.text, is_marked=bool(around.before or around.after)),)
        return Side(
            place=at,
            address=self._address(finding, at),
            name=finding.holding.name,
            pieces=shortened(shown, LONGEST),
            rows=rows,
            before=around.before,
            after=around.after,
        )

    def _other(self, finding: AuditFinding, at: Place, document: Document | None, disputed: Sequence[Dispute]) -> Side:
        held = self._held.get(at.document_id)
        rows = rows_at(document, Span(at.start, at.end)) if document else None
        return Side(
            place=at,
            address=self._address(finding, at) if held else "",
            name=held.name if held else at.doc,
            pieces=shortened(_named(at.text, finding.message), LONGEST),
            rows=_marked_rows(rows, finding, disputed),
        )

    def _citing(self, side: Side, bundle: frozenset[int]) -> Side:
        held = self._held.get(side.place.document_id)
        if held is None:
            return side
        sentence = Span(side.place.start, side.place.end)
        shown = shortened(citing_pieces(self._library.document(held), sentence, bundle), LONGEST)
        return replace(side, pieces=shown, rows=None, before="", after="")

    def _works(self, finding: AuditFinding) -> WorkFacts | None:
        if finding.type != "duplicate_document":
            return None
        firsts = [self._held[at.document_id] for at in finding.related if at.document_id in self._held]
        return work_facts([finding.holding, *firsts])

    def _address(self, finding: AuditFinding, at: Place) -> str:
        back = quote(f"{self._back}#{card_id(finding)}", safe="")
        return f"/d/{at.document_id}?start={at.start}&end={at.end}&back={back}#mark"


def _marked_rows(rows: Rows | None, finding: AuditFinding, disputed: Sequence[Dispute]) -> Rows | None:
    if rows is None:
        return None
    if finding.type in REPEATED:
        return marked_at(rows, ())
    starts = {value.cell.start for each in disputed for value in each.values}
    exact = marked_at(rows, starts)
    return exact if any(cell.is_meant for row in exact.rows for cell in row) else marked_by(rows, finding.message)


def _named(text: str, message: str) -> tuple[Piece, ...]:
    """The passage with the figures marked that the finding's message names, such as another year."""
    found = [Span(*match.span()) for match in _FIGURE.finditer(text) if is_named(match[0], message)]
    return pieces(text, found)


def _contains(outer: Place, inner: Place) -> bool:
    return outer.document_id == inner.document_id and outer.start <= inner.start and inner.end <= outer.end


def _gathered(own: Side, others: Sequence[Side]) -> tuple[Side, list[Side]]:
    """Rows of one table shown together: those of the finding's own table with it, others with their neighbours."""
    kept: list[Side] = []
    for side in others:
        both = _joined(own, side)
        if both is not None:
            own = replace(own, rows=both)
            continue
        both = _joined(kept[-1], side) if kept else None
        if both is not None:
            kept[-1] = replace(kept[-1], rows=both)
        else:
            kept.append(side)
    return own, kept


def _joined(one: Side, other: Side) -> Rows | None:
    if one.rows is None or other.rows is None or one.place.document_id != other.place.document_id:
        return None
    return joined(one.rows, other.rows)


def _contrasted(own: Side, others: Sequence[Side], type: FindingType) -> tuple[Side, list[Side]]:
    """The passages as text, word beside word: each of those shown with the finding's own, and that with the first."""
    compare = entry_contrast if type == "duplicate_reference" else contrast
    compared = [compare(own.place.text, other.place.text) for other in others[:SIDES]]
    # Words that are the same stand out from what is around them only where something is.
    stands_out = bool(own.before or own.after) or len(compared) > 1
    shown = [
        replace(side, pieces=_cut(each.theirs, each.likeness, stands_out), rows=None, likeness=each.likeness)
        for side, each in zip(others, compared, strict=False)
    ]
    ours = _cut(compared[0].ours, compared[0].likeness, stands_out)
    return replace(own, pieces=ours, rows=None, likeness=compared[0].likeness), [*shown, *others[SIDES:]]


def _cut(compared: Sequence[Piece], likeness: Likeness, stands_out: bool) -> tuple[Piece, ...]:
    """What is shown of a compared text."""
    if likeness == "same" and stands_out:
        return tuple(Piece(piece.text, is_marked=True) for piece in shortened(compared, LONGEST))
    return shortened(compared, LONGEST)
