"""Entries: findings with all that a report shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from service.findings.finding import Finding, FindingVerdict
from service.findings.labels import LABELS
from service.quotations.changes import Diff
from service.quotations.comparison import diff
from service.quotes.quote import Place
from service.reports.rows import Rows, joined, rows_at, rows_of
from service.tables.sources import held_alone

AROUND = 200
"""Characters of the text around a passage that are shown with it, at most."""

COMPARED = frozenset({"altered_quotation", "copied_text"})
"""Types whose passage and source are shown word beside word."""


@dataclass(frozen=True)
class Passage:
    """The words under a finding with what stands before and after them, and where; `rows` where they are a table's."""

    before: str
    words: str
    after: str
    where: str
    rows: Rows | None = None


@dataclass(frozen=True)
class Source:
    """A place that a finding rests on, and its rows where it is in a table."""

    place: Place
    rows: Rows | None


@dataclass(frozen=True)
class Entry:
    """One finding of a report; `number` counts within its verdict, `changes` are empty where nothing is compared."""

    number: int
    name: str
    finding: Finding
    passage: Passage
    changes: Diff
    sources: tuple[Source, ...] = ()

    @property
    def label(self) -> str:
        """What the type is called."""
        return LABELS[self.finding.type]


def entries(verdict: FindingVerdict, found: Iterable[tuple[str, Document, Finding]]) -> tuple[Entry, ...]:
    """The findings with that verdict, each given with its document's name and the document, in the order given."""
    listed = list(found)
    documents = {held_alone(document).id: document for document in _each(listed)}
    kept = [(name, document, finding) for name, document, finding in listed if finding.verdict == verdict]
    return tuple(
        Entry(
            number,
            name,
            finding,
            passage(document, finding.span),
            _changes(document, finding),
            _sources(finding.related, documents),
        )
        for number, (name, document, finding) in enumerate(kept, start=1)
    )


def _sources(related: Sequence[Place], documents: Mapping[str, Document]) -> tuple[Source, ...]:
    """The places in their order; rows of one table that follow one another are shown together."""
    sources: list[Source] = []
    for place in related:
        source = Source(place, rows_of(place, documents))
        last = sources[-1] if sources else None
        if last and last.rows and source.rows and last.place.document_id == place.document_id:
            both = joined(last.rows, source.rows)
            if both is not None:
                sources[-1] = Source(last.place, both)
                continue
        sources.append(source)
    return tuple(sources)


def _each(found: Iterable[tuple[str, Document, Finding]]) -> Iterable[Document]:
    return {document.digest: document for _, document, _ in found}.values()


def passage(document: Document, span: Span) -> Passage:
    """The words under `span`, with the sentences around them and the place as a reader looks it up."""
    text = document.text
    return Passage(
        before=_cut_before(text[_paragraph_start(text, span.start) : span.start]),
        words=span.of(text),
        after=_cut_after(text[span.end : _paragraph_end(text, span.end)]),
        where=_where(document, span),
        rows=rows_at(document, span),
    )


def _paragraph_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset) + 1, 0)


def _paragraph_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _cut_before(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return "… " + text[-AROUND:].partition(" ")[2]


def _cut_after(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rpartition(" ")[0] + " …"


def _where(document: Document, span: Span) -> str:
    """`p. 4, Results`; the line of a text without pages."""
    page = document.page_at(span.start)
    path = document.section_path(span.start)
    place = f"p. {page.label or page.number}" if page else f"line {line_of(document.text, span.start)}"
    return ", ".join([place, *([path[-1].title] if path else [])])


def line_of(text: str, offset: int) -> int:
    """The line that the character at `offset` stands in, counted from 1."""
    return text.count("\n", 0, offset) + 1


def _changes(document: Document, finding: Finding) -> Diff:
    if finding.type not in COMPARED or not finding.related:
        return ()
    return diff(finding.span.of(document.text), finding.related[0].text)
