"""What the page of a document tells: how it was read, what stands in it, and what it has to do with other works."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from corpus.document import Document, Page, Reference, Span, Table
from corpus.reading.media import DOCX, HTML, MARKDOWN, PDF, TEXT
from indexer.catalogue import Holding
from service.phrasing import counted
from service.web.desk import LONGEST_PASSAGE
from service.web.library.citing import Citing
from service.web.library.fields import FieldRow

KINDS = {PDF: "PDF", DOCX: "Word document", HTML: "HTML page", MARKDOWN: "Markdown", TEXT: "plain text"}


@dataclass(frozen=True)
class Entry:
    """An entry of the reference list, and the held work that it means."""

    reference: Reference
    held: Holding | None


@dataclass(frozen=True)
class Details:
    """A document as its page in the library shows it."""

    holding: Holding
    document: Document
    fields: tuple[FieldRow, ...]
    entries: tuple[Entry, ...]
    citing: tuple[Citing, ...]

    @property
    def kind(self) -> str:
        """What kind of file it is."""
        return KINDS.get(self.holding.media_type, self.holding.media_type)

    @cached_property
    def recognised(self) -> tuple[Page, ...]:
        """The pages whose words were recognised in an image."""
        from corpus.reading.page_doubts import BY_OCR

        return tuple(page for page in self.document.pages if BY_OCR in page.doubts)

    @property
    def doubtful(self) -> tuple[Page, ...]:
        """The pages that were read with doubt."""
        return tuple(page for page in self.document.pages if page.doubts)

    @property
    def corrected(self) -> int:
        """How many fields were put in by hand."""
        return sum(row.is_by_hand for row in self.fields)

    @property
    def counts(self) -> tuple[str, ...]:
        """What was found in the text."""
        document = self.document
        references = counted(len(document.references), "reference")
        return (
            counted(len(document.sections), "section"),
            counted(len(document.tables), "table"),
            references,
            counted(len(document.callouts), "in-text citation"),
            counted(len(document.quotations), "quotation"),
            counted(self.holding.passages, "passage"),
        )

    @property
    def address(self) -> str:
        """Where this page stands."""
        return f"/library/{self.holding.id}"

    def page_address(self, page: Page) -> str:
        """Where one of its pages is shown."""
        return f"/d/{self.holding.id}/p/{page.number}?{urlencode({'back': self.address}, quote_via=quote)}"

    def table_address(self, table: Table) -> str:
        """Where a table is shown, marked."""
        return self.place(self.holding, table.span)

    def place(self, holding: Holding, span: Span) -> str:
        """Where a passage is shown, marked, with the way back to this page."""
        end = min(span.end, span.start + LONGEST_PASSAGE)
        told = {"start": span.start, "end": end, "back": self.address}
        return f"/d/{holding.id}?{urlencode(told, quote_via=quote)}#mark"
