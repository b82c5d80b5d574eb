"""Cards: a review's findings with all that the page shows of them, the gravest first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from corpus.document import Document, Span
from service.findings.finding import TYPES, Finding
from service.findings.labels import LABELS
from service.quotations.changes import Diff
from service.reports.entries import Entry, Passage, Source, entries
from service.reports.rows import Rows
from service.review.decisions import Decision, decision_on, finding_id
from service.web.review.choice import Standing, standing_of
from service.web.review.manuscripts import Opened
from service.web.source.marks import Marked, leaf_numbers

MARK = "mark-"
"""What the id of a finding's mark begins with; the finding's own id follows."""


_PAGE = re.compile(r", pp?\. [^,]*$")

BEGINNING = 20
"""Characters of a passage by which the leaf that it begins on is found."""


@dataclass(frozen=True)
class Linked:
    """A place that a finding rests on, and the address that shows it; "" where it can't be shown any more.

    `is_repeated`: its rows say the same as those of the passage, and needn't be shown twice.
    """

    source: Source
    address: str
    is_own: bool
    is_repeated: bool = False

    @property
    def work(self) -> str:
        """The work as it is cited, without the page: `Orwick, 2011`."""
        return _PAGE.sub("", self.source.place.citation.removeprefix("(").removesuffix(")"))


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

    def heading(self, number: int) -> str:
        """What stands over source `number` (from 0); "" where that is the same as over the one before."""
        named = self._heading(number)
        return "" if number and self._heading(number - 1) == named else named

    def _heading(self, number: int) -> str:
        link = self.sources[number]
        if link.is_own:
            return "Also in the manuscript"
        if self.finding.type != "misattribution":
            return "Source"
        first = self.sources[0]
        if link.source.place.document_id == first.source.place.document_id:
            return f"Stands in {link.work}"
        # The message names whom the words are credited to, and then who has them.
        is_credited = link.work.partition(",")[0] in self.finding.message.partition(first.work)[0]
        return "The credited work says" if is_credited else f"Also in {link.work}"

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
        passage=_of_sentences(entry.passage, document, finding.span),
        changes=entry.changes,
        sources=tuple(_linked(entry, opened, id, held)),
        leaf=leaf,
        place=f"{opened.address}/p/{leaf}#{MARK}{id}",
    )


def _of_sentences(passage: Passage, document: Document, span: Span) -> Passage:
    """The passage with no more around it than the sentences that it stands in."""
    sentences = document.sentences
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, max(span.end, span.start + 1), key=lambda sentence: sentence.start) - 1
    if not 0 <= first <= last:
        return passage
    start, end = min(sentences[first].start, span.start), max(sentences[last].end, span.end)
    text = document.text
    shorter_before, shorter_after = text[start : span.start], text[span.end : end]
    return replace(
        passage,
        before=min(passage.before, shorter_before, key=len),
        after=min(passage.after, shorter_after, key=len),
    )


def _texts(rows: Rows | None) -> object:
    """What stands in the rows, wherever that is; None where there are none."""
    return rows and (rows.name, rows.heads, [[cell.text for cell in row] for row in rows.rows])


def _leaf_of(document: Document, span: Span) -> int:
    """The leaf that a passage begins on; looking at its first characters is enough, and quick."""
    return leaf_numbers(document, [Span(span.start, min(span.end, span.start + BEGINNING))])[0]


def _linked(entry: Entry, opened: Opened, id: str, held: Collection[str]) -> Iterator[Linked]:
    back = quote(f"{opened.address}#finding-{id}", safe="")
    shown = _texts(entry.passage.rows)
    for source in entry.sources:
        place = source.place
        if opened.document.digest.startswith(place.document_id):
            leaf = _leaf_of(opened.document, Span(place.start, place.end))
            address = f"{opened.address}/p/{leaf}?start={place.start}&end={place.end}#place"
            yield Linked(source, address, True, shown is not None and _texts(source.rows) == shown)
        elif place.document_id in held:
            address = f"/d/{place.document_id}?start={place.start}&end={place.end}&back={back}#mark"
            yield Linked(source, address, False)
        else:
            yield Linked(source, "", False)
